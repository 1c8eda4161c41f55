/* test-sign-catalogue.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "lage-sign-catalogue.h"
#include "lage-sign-names.h"

/* Each name is there, with a sign of its own, in both languages. */
static void
test_entries (void)
{
  guint n_names;
  const LageSignName *names = lage_sign_get_names (&n_names);
  guint n = lage_sign_catalogue_get_n_entries ();
  g_autoptr(GHashTable) german = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GHashTable) english = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpuint (n, >, 400);
  for (guint i = 0; i < n_names; i++)
    {
      g_autofree char *code = g_strconcat ("sign1;", names[i].code, NULL);
      g_autoptr(GError) error = NULL;
      const LageSign *sign = lage_sign_from_code (code, &error);
      const LageSignEntry *entry;

      g_assert_no_error (error);
      entry = lage_sign_catalogue_find (sign);
      g_assert_nonnull (entry);
      g_assert_cmpstr (lage_sign_entry_get_german (entry), ==, names[i].german);
      g_assert_cmpstr (lage_sign_entry_get_english (entry), ==, names[i].english);
    }
  for (guint i = 0; i < n; i++)
    {
      const LageSignEntry *entry = lage_sign_catalogue_get_entry (i);

      g_assert_true (lage_sign_catalogue_find (lage_sign_entry_get_sign (entry)) == entry);
      g_test_message ("%s, %s", lage_sign_entry_get_german (entry),
                      lage_sign_entry_get_english (entry));
      g_assert_true (g_hash_table_add (german, (gpointer) lage_sign_entry_get_german (entry)));
      g_assert_true (g_hash_table_add (english, (gpointer) lage_sign_entry_get_english (entry)));
    }
}

static const char *
find_first (const char *text)
{
  g_autoptr(GPtrArray) found = lage_sign_catalogue_search (text);

  return found->len > 0
           ? lage_sign_entry_get_german (g_ptr_array_index (found, 0)) : NULL;
}

static void
test_search (void)
{
  static const struct
  {
    const char *text;
    const char *german; /* of what comes first */
  } rows[] = {
    { "Bereitstellungsraum", "Bereitstellungsraum" },
    { "staging area", "Bereitstellungsraum" },
    { "staging", "Bereitstellungsraum" },
    { "bereit", "Bereitstellungsraum" },
    { "Meldekopf", "Meldekopf" },
    { "reporting", "Meldekopf" },
    { "Löschzug", "Löschzug" },
    { "loeschzug", "Löschzug" },
    { "LOSCHZUG", "Löschzug" },
    { "fire platoon", "Löschzug" },
    { "Technischer Zug", "Technischer Zug" },
    { "technical platoon", "Technischer Zug" },
    { "Deichverteidigung", "Deichverteidigung" },
    { "dike defence", "Deichverteidigung" },
    { "deich bruch", "Deichbruch" },
    { "dike breach", "Deichbruch" },
    { "HLF", "Hilfeleistungslöschfahrzeug" },
    { "TEL", "Technische Einsatzleitung" },
    { "hubschrauberlandeplatz", "Hubschrauberlandeplatz" },
    { "landing site", "Hubschrauberlandeplatz" },
    { "krankenhaus", "Krankenhaus" },
    { "hospital", "Krankenhaus" },
    { "DLRG boot", "DLRG-Bootstrupp" },
    { "überschwemmt", "Überschwemmtes Gebiet" },
    { "ueberschwemmt", "Überschwemmtes Gebiet" },
    { "flooded area", "Überschwemmtes Gebiet" },
    { "strasse blockiert", "Straße blockiert" },
    { "missing", "Vermisste Person" },
    { "W/P", "Fachgruppe Wasserschaden/Pumpen" },
    { "sandsack", "Sandsackfüllplatz" },
    { "Evakuierung", "Evakuierung" },
    { "zzzz", NULL },
    { "Meldekopf zzzz", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].text);
      g_assert_cmpstr (find_first (rows[i].text), ==, rows[i].german);
    }
}

static void
test_search_all (void)
{
  static const char * const nothing[] = { "", " ", " ;,.- ", "\n" };
  g_autofree char *longest = g_strnfill (5000, 'a');

  for (guint i = 0; i < G_N_ELEMENTS (nothing); i++)
    {
      g_autoptr(GPtrArray) found = lage_sign_catalogue_search (nothing[i]);

      g_assert_cmpuint (found->len, ==, lage_sign_catalogue_get_n_entries ());
      g_assert_true (g_ptr_array_index (found, 0) == lage_sign_catalogue_get_entry (0));
    }

  g_assert_null (find_first (longest));
  g_assert_null (find_first ("\xff\xfe\xc3"));
}

/* More words find less, and each of them counts. */
static void
test_search_narrows (void)
{
  g_autoptr(GPtrArray) many = lage_sign_catalogue_search ("pump");
  g_autoptr(GPtrArray) few = lage_sign_catalogue_search ("pump thw");

  g_assert_cmpuint (many->len, >, few->len);
  g_assert_cmpuint (few->len, >, 0);
}

static void
test_describe (void)
{
  static const struct
  {
    const char *code;
    const char *text;
  } rows[] = {
    { "sign1;base=staging-area", "Staging area" },
    { "sign1;base=unit;org=fire;task=fire-fighting;size=zug", "Fire-fighting platoon" },
    { "sign1;base=unit;org=civil;task=dogs;size=trupp;name=A",
      "Unit, Civilian, Search dogs, Team, A" },
    { "sign1;base=person;state=missing;rescue=buried", "Person, Missing, Buried" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = lage_sign_describe (lage_sign_from_code (rows[i].code, NULL));

      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/signs/catalogue/entries", test_entries);
  g_test_add_func ("/signs/catalogue/search", test_search);
  g_test_add_func ("/signs/catalogue/search-all", test_search_all);
  g_test_add_func ("/signs/catalogue/search-narrows", test_search_narrows);
  g_test_add_func ("/signs/catalogue/describe", test_describe);

  return g_test_run ();
}
