/* test-import-value.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-import-value.h"
#include "lage-time.h"

static void
test_numbers (void)
{
  static const struct
  {
    const char *text;
    double      number;
  } good[] = {
    { "53.5", 53.5 },           { "53,5", 53.5 },          { "-9,25", -9.25 },
    { "1.234,5", 1234.5 },      { "1,234.5", 1234.5 },     { "5.934.123", 5934123.0 },
    { "5 934 123,25", 5934123.25 }, { "9,5° E", 9.5 },     { "9,5 W", -9.5 },
    { "53.5 N", 53.5 },         { "9,5° O", 9.5 },         { "1e3", 1000.0 },
    { "+7", 7.0 },              { "565'123", 565123.0 },
  };
  static const char *const bad[] = { "", " ", "x", "12 m", "1-2", "--1", "NaN", "inf", "1e999",
                                     "12 Nord", "9.5.", ",", "°" };
  double number;

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_test_message ("%s", good[i].text);
      g_assert_true (lage_import_parse_number (good[i].text, &number));
      g_assert_cmpfloat_with_epsilon (number, good[i].number, 1e-9);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_test_message ("%s", bad[i]);
      g_assert_false (lage_import_parse_number (bad[i], &number));
    }
}

static gint64
parse_member (LageKind    kind,
              LageField   field,
              const char *text)
{
  g_auto(LageValue) value = LAGE_VALUE_INIT;

  if (!lage_import_parse_value (lage_schema_find (kind, field), text, &value))
    return -1;
  g_assert_cmpint (value.type, ==, LAGE_VALUE_INT);
  return value.integer;
}

static void
test_members (void)
{
  g_assert_cmpint (parse_member (LAGE_KIND_FLOOD_GATE, LAGE_FIELD_GATE_STATE, "closed"), ==,
                   LAGE_GATE_CLOSED);
  g_assert_cmpint (parse_member (LAGE_KIND_FLOOD_GATE, LAGE_FIELD_GATE_STATE, " Geschlossen "), ==,
                   LAGE_GATE_CLOSED);
  g_assert_cmpint (parse_member (LAGE_KIND_FLOOD_GATE, LAGE_FIELD_GATE_STATE, "wird geöffnet"), ==,
                   LAGE_GATE_OPENING);
  g_assert_cmpint (parse_member (LAGE_KIND_FLOOD_GATE, LAGE_FIELD_GATE_STATE, "halb"), ==, -1);
  g_assert_cmpint (parse_member (LAGE_KIND_UNIT, LAGE_FIELD_STATUS, "4"), ==, 4);
  g_assert_cmpint (parse_member (LAGE_KIND_UNIT, LAGE_FIELD_STATUS, "4 On scene"), ==, 4);
  g_assert_cmpint (parse_member (LAGE_KIND_UNIT, LAGE_FIELD_STATUS, "12"), ==, -1);
  g_assert_cmpint (parse_member (LAGE_KIND_UNIT, LAGE_FIELD_ORGANISATION, "DRK"), ==,
                   LAGE_ORGANISATION_RELIEF);
  g_assert_cmpint (parse_member (LAGE_KIND_UNIT, LAGE_FIELD_ORGANISATION, "Fire Service"), ==,
                   LAGE_ORGANISATION_FIRE);
  g_assert_cmpint (parse_member (LAGE_KIND_AREA, LAGE_FIELD_AREA_TYPE, "Evakuierungs-Gebiet"), ==,
                   LAGE_AREA_EVACUATION);
  g_assert_cmpint (parse_member (LAGE_KIND_AREA, LAGE_FIELD_COLOUR, "GRÜN"), ==, LAGE_COLOUR_GREEN);
}

static void
test_times (void)
{
  static const struct
  {
    const char *text;
    const char *iso;
  } good[] = {
    { "2013-12-06T06:09:00Z", "2013-12-06T06:09:00Z" },
    { "06.12.2013 07:09", "2013-12-06T06:09:00Z" },
    { "6.12.2013, 07:09:30", "2013-12-06T06:09:30Z" },
    { "06.07.2013", "2013-07-05T22:00:00Z" },
    { "2013-12-06", "2013-12-05T23:00:00Z" },
    { "2013/12/06 07:09:00", "2013-12-06T06:09:00Z" },
  };
  static const char *const bad[] = { "31.02.2013", "6.12.", "06.12.2013 25:00", "06.12.2013 07",
                                     "06.12.2013 07:09 Uhr", "gestern" };
  const LageFieldSpec *spec = lage_schema_find (LAGE_KIND_AREA, LAGE_FIELD_EXPIRES_AT);

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_auto(LageValue) value = LAGE_VALUE_INIT;
      gint64 time_us;

      g_test_message ("%s", good[i].text);
      g_assert_true (lage_import_parse_value (spec, good[i].text, &value));
      g_assert_true (lage_time_parse (good[i].iso, LAGE_TIME_ZONE_REQUIRED, &time_us, NULL));
      g_assert_cmpint (value.time_us, ==, time_us);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_auto(LageValue) value = LAGE_VALUE_INIT;

      g_test_message ("%s", bad[i]);
      g_assert_false (lage_import_parse_value (spec, bad[i], &value));
    }
}

static void
test_texts (void)
{
  const LageFieldSpec *spec = lage_schema_find (LAGE_KIND_AREA, LAGE_FIELD_NAME);
  g_auto(LageValue) value = LAGE_VALUE_INIT;
  g_auto(LageValue) empty = LAGE_VALUE_INIT;
  g_autofree char *long_text = g_strnfill (100 * 1024, 'x');

  g_assert_true (lage_import_parse_value (spec, "  Deich\x1b[31m\x07 5\xff ", &value));
  g_assert_cmpstr (value.text, ==, "Deich[31m 5\xef\xbf\xbd");
  g_assert_true (lage_import_parse_value (spec, "  ", &empty));
  g_assert_cmpint (empty.type, ==, LAGE_VALUE_NONE);
  g_assert_false (lage_import_parse_value (spec, long_text, &empty));
}

static void
test_guesses (void)
{
  static const struct
  {
    LageKind    kind;
    const char *name;
    LageField   field;
  } cases[] = {
    { LAGE_KIND_UNIT, "Funkrufname", LAGE_FIELD_NAME },
    { LAGE_KIND_UNIT, "FMS-Status", LAGE_FIELD_STATUS },
    { LAGE_KIND_UNIT, "unit-type", LAGE_FIELD_UNIT_TYPE },
    { LAGE_KIND_UNIT, "unit_type", LAGE_FIELD_UNIT_TYPE },
    { LAGE_KIND_UNIT, "Stärke", LAGE_FIELD_STRENGTH },
    { LAGE_KIND_AREA, "Beschreibung", LAGE_FIELD_DESCRIPTION },
    { LAGE_KIND_AREA, "type", LAGE_FIELD_AREA_TYPE },
    { LAGE_KIND_AREA, "gültig bis", LAGE_FIELD_EXPIRES_AT },
    { LAGE_KIND_FLOOD_GATE, "Zustand", LAGE_FIELD_GATE_STATE },
    { LAGE_KIND_INCIDENT, "Zustand", LAGE_FIELD_INCIDENT_STATE },
    { LAGE_KIND_GAUGE, "Gewässer", LAGE_FIELD_WATER },
    { LAGE_KIND_HOSPITAL, "strasse", LAGE_FIELD_LOCATION },
    { LAGE_KIND_AREA, "external-id", LAGE_FIELD_NONE },
    { LAGE_KIND_AREA, "shape", LAGE_FIELD_NONE },
    { LAGE_KIND_AREA, "???", LAGE_FIELD_NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].name);
      g_assert_cmpint (lage_import_guess_field (cases[i].kind, cases[i].name), ==, cases[i].field);
    }
  g_assert_cmpint (lage_import_guess_kind ("Krankenhäuser"), ==, LAGE_KIND_HOSPITAL);
  g_assert_cmpint (lage_import_guess_kind ("Stadtteile"), ==, LAGE_KIND_AREA);
  g_assert_cmpint (lage_import_guess_kind_of_column ("Funkrufname"), ==, LAGE_KIND_UNIT);
  g_assert_cmpint (lage_import_guess_kind_of_column ("Name"), ==, LAGE_KIND_AREA);
  g_assert_cmpint (lage_import_guess_axis ("Rechtswert"), ==, LAGE_IMPORT_AXIS_EAST);
  g_assert_cmpint (lage_import_guess_axis ("Geogr. Breite"), ==, LAGE_IMPORT_AXIS_NONE);
  g_assert_cmpint (lage_import_guess_axis ("LAT"), ==, LAGE_IMPORT_AXIS_LATITUDE);
  g_assert_true (lage_import_is_id_name ("gml_id"));
  g_assert_false (lage_import_is_id_name ("name"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/exchange/import-value/numbers", test_numbers);
  g_test_add_func ("/exchange/import-value/members", test_members);
  g_test_add_func ("/exchange/import-value/times", test_times);
  g_test_add_func ("/exchange/import-value/texts", test_texts);
  g_test_add_func ("/exchange/import-value/guesses", test_guesses);

  return g_test_run ();
}
