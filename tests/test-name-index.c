/* test-name-index.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-name-index.h"

static void
test_fold (void)
{
  static const struct
  {
    const char *name;
    const char *key;
  } cases[] = {
    { "", "" },
    { "  ", "" },
    { " - ", "" },
    { "Altona", "altona" },
    { "ALTONA-Nord", "altona nord" },
    { "Müller", "muller" },
    { "Mueller", "muller" },
    { "muller", "muller" },
    { "Mu\314\210ller", "muller" }, /* the dots as a mark of their own */
    { "Große Bleichen", "grosse bleichen" },
    { "GROSSE BLEICHEN", "grosse bleichen" },
    { "Mönckebergstr.", "monckebergstrasse" },
    { "Mönckebergstraße", "monckebergstrasse" },
    { "Kieler Str. 5", "kieler strasse 5" },
    { "Kieler Str", "kieler str" }, /* perhaps not typed to its end */
    { "St. Pauli", "st pauli" },
    { "Sankt Pauli", "st pauli" },
    { "Neuer Wall", "neur wall" },
    { "Florian Hamburg 11/46-1", "florian hamburg 11 46 1" },
    { "Rødby", "rodby" },
    { "Æbelø", "abelo" },
    { "Łódź", "lodz" },
    { "café", "cafe" },
    { "Ж 12", "ж 12" },
    { "\xff\xfe", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *key = lage_name_fold (cases[i].name);

      g_assert_cmpstr (key, ==, cases[i].key);
    }
}

static const char *const names[] = {
  "Alster", "Alsterdorf", "Außenalster", "An der Alster", "Große Elbstraße", "Mönckebergstraße",
  "Jungfernstieg", "Ost-West-Straße", "Reeperbahn", "St. Pauli", "Müllerweg", "Kieler Straße",
  "Florian Hamburg 11/46-1", "Florian Hamburg 12/46-1", "Neuer Wall",
};

static LageNameIndex *
make_index (void)
{
  LageNameIndex *index = lage_name_index_new ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    lage_name_index_add (index, i, names[i], 0, NULL);
  return index;
}

static const LageNameHit *
get_hit (GArray *hits,
         guint   position)
{
  g_assert_cmpuint (position, <, hits->len);
  return &g_array_index (hits, LageNameHit, position);
}

static void
test_best (void)
{
  static const struct
  {
    const char    *text;
    const char    *name;
    LageNameMatch  match;
    guint          n_hits; /* 0: whatever */
  } cases[] = {
    { "Alster", "Alster", LAGE_NAME_MATCH_EXACT, 4 },
    { "alsterd", "Alsterdorf", LAGE_NAME_MATCH_PREFIX, 1 },
    { "der alster", "An der Alster", LAGE_NAME_MATCH_WORDS, 1 },
    { "alster an", "An der Alster", LAGE_NAME_MATCH_WORDS, 1 },
    { "nalster", "Außenalster", LAGE_NAME_MATCH_INSIDE, 4 }, /* and similar ones */
    { "grosse elbstr.", "Große Elbstraße", LAGE_NAME_MATCH_EXACT, 1 },
    { "gr elb", "Große Elbstraße", LAGE_NAME_MATCH_WORDS, 1 },
    { "moenckebergstr.", "Mönckebergstraße", LAGE_NAME_MATCH_EXACT, 1 },
    { "monckeberg", "Mönckebergstraße", LAGE_NAME_MATCH_PREFIX, 1 },
    { "jungfern stieg", "Jungfernstieg", LAGE_NAME_MATCH_EXACT, 1 },
    { "ostwest", "Ost-West-Straße", LAGE_NAME_MATCH_PREFIX, 1 },
    { "sankt pauli", "St. Pauli", LAGE_NAME_MATCH_EXACT, 1 },
    { "pauli", "St. Pauli", LAGE_NAME_MATCH_WORDS, 1 },
    { "mueller", "Müllerweg", LAGE_NAME_MATCH_PREFIX, 1 },
    { "kieler str", "Kieler Straße", LAGE_NAME_MATCH_PREFIX, 1 },
    { "11-46", "Florian Hamburg 11/46-1", LAGE_NAME_MATCH_WORDS, 1 },
    { "florian 12", "Florian Hamburg 12/46-1", LAGE_NAME_MATCH_WORDS, 1 },
    { "neue", "Neuer Wall", LAGE_NAME_MATCH_PREFIX, 1 },
    /* One letter: wrong, missing, one too many, changed places; at the end and at the beginning. */
    { "jungfernstirg", "Jungfernstieg", LAGE_NAME_MATCH_SIMILAR, 1 },
    { "jungfrnstieg", "Jungfernstieg", LAGE_NAME_MATCH_SIMILAR, 1 },
    { "jungfferns", "Jungfernstieg", LAGE_NAME_MATCH_SIMILAR, 1 },
    { "jugnfernstieg", "Jungfernstieg", LAGE_NAME_MATCH_SIMILAR, 1 },
    { "reperbahn", "Reeperbahn", LAGE_NAME_MATCH_SIMILAR, 1 },
    { "eeperbahn", "Reeperbahn", LAGE_NAME_MATCH_INSIDE, 1 },
    { "kielre str.", "Kieler Straße", LAGE_NAME_MATCH_SIMILAR, 1 },
  };
  g_autoptr(LageNameIndex) index = make_index ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GArray) hits = lage_name_index_search (index, cases[i].text, NULL, 10);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (names[get_hit (hits, 0)->id], ==, cases[i].name);
      g_assert_cmpint (get_hit (hits, 0)->match, ==, cases[i].match);
      g_assert_cmpuint (hits->len, ==, cases[i].n_hits);
    }
}

static void
test_nothing (void)
{
  static const char *const texts[] = {
    "", " ", "-", "Zeppelin", "jungfxrnstirg" /* two letters */, "wlal" /* too short to guess */,
    "alster alster alster", "xx",
  };
  g_autoptr(LageNameIndex) index = make_index ();
  g_autoptr(LageNameIndex) empty = lage_name_index_new ();
  g_autoptr(GArray) hits = lage_name_index_search (empty, "Alster", NULL, 10);

  g_assert_cmpuint (hits->len, ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GArray) none = lage_name_index_search (index, texts[i], NULL, 10);

      g_test_message ("%s", texts[i]);
      g_assert_cmpuint (none->len, ==, 0);
    }
}

/* First how well it fits, then the weight, then the distance, then the order of adding. */
static void
test_order (void)
{
  g_autoptr(LageNameIndex) index = lage_name_index_new ();
  const LagePoint here = { 535500000, 100000000 };
  const LagePoint near = { 535510000, 100000000 };
  const LagePoint far = { 540000000, 100000000 };
  const guint64 expected[] = { 5, 3, 2, 1, 4, 6 };
  g_autoptr(GArray) hits = NULL;
  g_autoptr(GArray) few = NULL;

  lage_name_index_add (index, 1, "Dorfstraße", 2, &far);
  lage_name_index_add (index, 2, "Dorfstraße", 2, &near);
  lage_name_index_add (index, 3, "Dorfstraße", 1, &far);
  lage_name_index_add (index, 4, "Dorfstraße", 2, NULL);
  lage_name_index_add (index, 5, "Dorf", 9, &far);
  lage_name_index_add (index, 6, "Alte Dorfstraße", 0, &here);

  hits = lage_name_index_search (index, "dorf", &here, 10);
  g_assert_cmpuint (hits->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < hits->len; i++)
    g_assert_cmpuint (get_hit (hits, i)->id, ==, expected[i]);

  few = lage_name_index_search (index, "dorf", &here, 2);
  g_assert_cmpuint (few->len, ==, 2);
  g_assert_cmpuint (get_hit (few, 0)->id, ==, 5);
  g_assert_cmpuint (get_hit (few, 1)->id, ==, 3);
}

/* A thing with several names is one hit, by the name that fits best. */
static void
test_several_names (void)
{
  g_autoptr(LageNameIndex) index = lage_name_index_new ();
  g_autoptr(GArray) hits = NULL;
  g_autoptr(GArray) similar = NULL;

  lage_name_index_add (index, 7, "Florian Altona 1", 0, NULL);
  lage_name_index_add (index, 7, "altona", 1, NULL);
  lage_name_index_add (index, 7, "Altonaer Wache", 1, NULL);
  lage_name_index_add (index, 8, "Altona", 0, NULL);
  g_assert_cmpuint (lage_name_index_get_n_names (index), ==, 4);

  hits = lage_name_index_search (index, "altona", NULL, 10);
  g_assert_cmpuint (hits->len, ==, 2);
  g_assert_cmpuint (get_hit (hits, 0)->id, ==, 8);
  g_assert_cmpuint (get_hit (hits, 1)->id, ==, 7);
  g_assert_cmpint (get_hit (hits, 1)->match, ==, LAGE_NAME_MATCH_EXACT);

  similar = lage_name_index_search (index, "altonear", NULL, 10);
  g_assert_cmpuint (similar->len, ==, 1);
  g_assert_cmpuint (get_hit (similar, 0)->id, ==, 7);
  g_assert_cmpint (get_hit (similar, 0)->match, ==, LAGE_NAME_MATCH_SIMILAR);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/name-index/fold", test_fold);
  g_test_add_func ("/base/name-index/best", test_best);
  g_test_add_func ("/base/name-index/nothing", test_nothing);
  g_test_add_func ("/base/name-index/order", test_order);
  g_test_add_func ("/base/name-index/several-names", test_several_names);

  return g_test_run ();
}
