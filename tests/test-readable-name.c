/* test-readable-name.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-readable-name.h"

static void
test_names (void)
{
  static const struct
  {
    const char *text;
    const char *expected;
  } names[] = {
    { "HAMBURG ST. PAULI", "Hamburg St. Pauli" },
    { "CUXHAVEN STEUBENHÖFT", "Cuxhaven Steubenhöft" },
    { "ÜBERSEEBRÜCKE", "Überseebrücke" },
    { "BAD SEGEBERG", "Bad Segeberg" },
    { "MÜHLE AN DER ALSTER", "Mühle an der Alster" },
    { "AM STINTFANG", "Am Stintfang" },                    /* a small word begins the name */
    { "ZOLLENSPIEKER-OST", "Zollenspieker-Ost" },
    { "WEHR GEESTHACHT UW", "Wehr Geesthacht UW" },        /* below the weir */
    { "LEUCHTTURM DFH", "Leuchtturm DFH" },                /* no vowel */
    { "PEGEL 12", "Pegel 12" },
    { "Hamburg ST. PAULI", "Hamburg ST. PAULI" },          /* somebody took care */
    { "", "" },
    { "12/3", "12/3" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = lage_readable_name_dup (names[i].text);

      g_assert_cmpstr (name, ==, names[i].expected);
    }
}

/* Four letters without a vowel may be an abbreviation, five are a name of some sort. */
static void
test_length_of_abbreviations (void)
{
  g_autofree char *four = lage_readable_name_dup ("TURM BSHV");
  g_autofree char *five = lage_readable_name_dup ("TURM BSHVT");

  g_assert_cmpstr (four, ==, "Turm BSHV");
  g_assert_cmpstr (five, ==, "Turm Bshvt");
}

static void
test_nothing (void)
{
  g_assert_null (lage_readable_name_dup (NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/feeds/readable-name/names", test_names);
  g_test_add_func ("/feeds/readable-name/length-of-abbreviations", test_length_of_abbreviations);
  g_test_add_func ("/feeds/readable-name/nothing", test_nothing);

  return g_test_run ();
}
