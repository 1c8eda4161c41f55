/* test-search-key.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-search-key.h"

static void
test_matches (void)
{
  static const struct
  {
    const char *text;
    const char *needle;
    gboolean    is_found;
  } cases[] = {
    { "Florian Hamburg 12/83-1", "FLORIAN", TRUE },
    { "Florian Hamburg 12/83-1", "83-1", TRUE },
    { "Florian Hamburg 12/83-1", "83-12", FALSE },
    { "Florian", "florian hamburg", FALSE },
    { "Florian", "", TRUE },
    { "", "", TRUE },
    { "", "a", FALSE },
    { "Löschzug", "LÖSCH", TRUE },
    { "Lo\314\210schzug", "löschzug", TRUE },
    { "Löschzug", "lo\314\210sch", TRUE },
    { "Löschzug", "losch", FALSE },
    { "Große Elbstraße", "GROSSE", TRUE },
    { "Grosse Freiheit", "große", TRUE },
    { "Elbe", " elbe ", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *key = lage_search_key (cases[i].needle);

      g_test_message ("%s in %s", cases[i].needle, cases[i].text);
      g_assert_cmpint (lage_search_matches (cases[i].text, key), ==, cases[i].is_found);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/search-key/matches", test_matches);

  return g_test_run ();
}
