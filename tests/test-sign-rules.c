/* test-sign-rules.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-sign-cot.h"
#include "lage-sign-rules.h"
#include "lage-sign-words.h"
#include "lage-situation.h"
#include "test-ops.h"

/* An entity of which @changes are said; the values are taken. */
static LageEntity *
fold (LageKind          kind,
      const LageChange *changes,
      guint             n_changes)
{
  g_autoptr(LageSituation) situation = lage_situation_new ();
  LageId id = test_id (1);

  for (guint i = 0; i < n_changes; i++)
    {
      g_autoptr(LageOp) op = test_op (1, i + 1, i + 1, kind, 1, "test", changes[i]);

      lage_situation_apply_op (situation, op);
    }
  lage_situation_flush (situation);

  return g_object_ref (lage_situation_find (situation, &id));
}

static LageEntity *
make (LageKind    kind,
      const char *name,
      gint64      organisation,
      const char *type)
{
  LageChange changes[3] = { TEST_SET (NAME, lage_value_text (name)) };
  guint n = 1;

  if (organisation >= 0)
    changes[n++] = TEST_SET (ORGANISATION, lage_value_int (organisation));
  if (type != NULL)
    changes[n++] = (LageChange){ .field = kind == LAGE_KIND_INCIDENT ? LAGE_FIELD_INCIDENT_TYPE
                                                                     : LAGE_FIELD_UNIT_TYPE,
                                 .value = lage_value_text (type) };

  return fold (kind, changes, n);
}

static LageEntity *
make_with (LageKind    kind,
           LageField   field,
           const char *text,
           const char *name)
{
  const LageChange changes[] = {
    TEST_SET (NAME, lage_value_text (name)),
    { .field = field, .value = lage_value_text (text) },
  };

  return fold (kind, changes, G_N_ELEMENTS (changes));
}

static void
test_units (void)
{
  static const struct
  {
    const char *name;
    int organisation;
    const char *type;
    const char *code;
  } rows[] = {
    { "HLF 11-1", 1, "Hilfeleistungslöschfahrzeug",
      "base=road-vehicle;org=fire;task=fire-fighting;type=HLF" },
    { "FF Neuenfelde TLF", 1, "Tanklöschfahrzeug",
      "base=road-vehicle;org=fire;task=fire-fighting;type=TLF" },
    { "FF Moorburg", 1, "Löschgruppenfahrzeug",
      "base=road-vehicle;org=fire;task=fire-fighting;type=LF" },
    { "DLK 12-1", 1, "Drehleiter", "base=road-vehicle;org=fire;task=height-rescue;type=DLK" },
    { "Löschboot 31", 1, "Löschboot", "base=water-craft;org=fire;task=fire-fighting" },
    { "RTW 11 A", 1, "Rettungswagen", "base=road-vehicle;org=fire;task=medical;type=RTW" },
    { "GRTW 1", 1, "Großraumrettungswagen", "base=road-vehicle;org=fire;task=medical;type=GRTW" },
    { "NEF 11", 1, "Notarzteinsatzfahrzeug", "base=road-vehicle;org=fire;task=doctor;type=NEF" },
    { "FuStW 21/1", 5, "Funkstreifenwagen", "base=road-vehicle;org=police;type=FuStW" },
    { "WSP Boot 1", 5, "Streckenboot", "base=water-craft;org=police;short=WSP" },
    { "DLRG Boot 3", 3, "Motorrettungsboot",
      "base=water-craft;org=relief;task=water-rescue;short=DLRG" },
    { "DLRG Strömungsretter 1", 3, "Strömungsrettungstrupp",
      "base=unit;org=relief;task=water-rescue;size=trupp;short=DLRG" },
    { "DRK SEG Betreuung Mitte", 3, "Betreuungsgruppe",
      "base=unit;org=relief;task=care;size=gruppe;short=DRK" },
    { "MHD Verpflegung 1", 3, "Verpflegungstrupp",
      "base=unit;org=relief;task=logistics;supply=food;size=trupp;short=MHD" },
    { "THW B 22/43", 2, "Bergungsgruppe", "base=unit;org=thw;task=recovery;size=gruppe" },
    { "THW WP 24/61", 2, "Wasserschaden/Pumpen", "base=unit;org=thw;task=pumping" },
    { "THW E 21/52", 2, "Elektroversorgung",
      "base=unit;org=thw;task=logistics;supply=power" },
    { "THW FüKomm 23/11", 2, "Führung und Kommunikation", "base=unit;org=thw;task=command" },
    { "Deichwacht Mitte 2", 6, "Deichverteidigungstrupp",
      "base=unit;org=authority;task=dike-defence;size=trupp;short=DW" },
    { "LSBG Kolonne 1", 6, "Deichverteidigung",
      "base=unit;org=authority;task=dike-defence;short=LSBG" },
    { "TEL-DV", 4, "Technische Einsatzleitung", "base=command-post;org=command;name=TEL" },
    { "Pi 1", 7, "Pioniergruppe", "base=unit;org=military;task=technical;size=gruppe" },
    { "x", 7, "Transportzug", "base=unit;org=military;task=transport;size=zug" },

    /* Call signs alone. */
    { "Florian Hamburg 11/46-1", -1, NULL,
      "base=road-vehicle;org=fire;task=fire-fighting;type=HLF" },
    { "Florian Hamburg 11/33-1", -1, NULL,
      "base=road-vehicle;org=fire;task=height-rescue;type=DLK" },
    { "FLORIAN HAMBURG 11/83-1", 1, NULL,
      "base=road-vehicle;org=fire;task=medical;type=RTW" },
    { "Florian Hamburg 11", -1, NULL, "base=unit;org=fire" },
    { "Heros Hamburg-Nord 21/10", -1, NULL, "base=unit;org=thw" },
    { "Rotkreuz Hamburg 1/83-1", -1, NULL,
      "base=road-vehicle;org=relief;task=medical;type=RTW;short=DRK" },
    { "Pelikan Hamburg 5", -1, NULL, "base=unit;org=relief;task=water-rescue;short=DLRG" },
    { "Akkon Hamburg 9/85-1", -1, NULL,
      "base=road-vehicle;org=relief;task=medical;type=KTW;short=JUH" },
    { "Johannes Hamburg 1", -1, NULL, "base=unit;org=relief;short=MHD" },
    { "Sama Hamburg 1", -1, NULL, "base=unit;org=relief;short=ASB" },
    { "Christoph 29", -1, NULL, "base=helicopter;org=relief" },
    { "Bereitstellungsraum Moorfleet", 6, NULL, "base=staging-area" },
    { "Meldekopf Süd", -1, NULL, "base=reporting-post" },
    { "EAL Wilhelmsburg", 4, NULL, "base=command-post;org=command;name=EAL" },

    /* The organisation that is known wins over the words of the name. */
    { "Florian Hamburg 11/46-1", 3, NULL,
      "base=road-vehicle;org=relief;task=fire-fighting;type=HLF" },
    { "DRK Hamburg", 1, NULL, "base=unit;org=fire" },

    { "x", -1, NULL, "base=unit" },
    { "???", 99, "\xf0\x9f\x9a\x92", "base=unit" },
    { "/ / 1/ 11/ /11/ 11/4", 1, "/", "base=unit;org=fire" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(LageEntity) unit =
        make (LAGE_KIND_UNIT, rows[i].name, rows[i].organisation, rows[i].type);
      g_autofree char *code = g_strconcat ("sign1;", rows[i].code, NULL);

      g_test_message ("%s, %s", rows[i].name, rows[i].type);
      g_assert_cmpstr (lage_sign_get_code (lage_sign_for_entity (unit)), ==, code);
      /* Remembered, and still the same. */
      g_assert_true (lage_sign_for_entity (unit) == lage_sign_for_entity (unit));
    }
}

static void
test_strength (void)
{
  static const struct
  {
    const char *strength;
    const char *code;
  } rows[] = {
    { "0/0/2/2", "sign1;base=unit;size=trupp" },
    { "0/1/2/3", "sign1;base=unit;size=trupp" },
    { "0/1/5/6", "sign1;base=unit;size=staffel" },
    { "0/1/8/9", "sign1;base=unit;size=gruppe" },
    { "1/1/2/4", "sign1;base=unit;size=zugtrupp" },
    { "1/3/18/22", "sign1;base=unit;size=zug" },
    { "1/3/41/45", "sign1;base=unit;size=zug" },
    { "2/6/80/88", "sign1;base=unit;size=verband-1" },
    { "5/30/200/235", "sign1;base=unit;size=verband-2" },
    { "9/90/900/999", "sign1;base=unit;size=verband-3" },
    { "0/0/0/0", "sign1;base=unit" },
    { "9", "sign1;base=unit" },
    { "1/2/3", "sign1;base=unit" },
    { "a/b/c/d", "sign1;base=unit" },
    { "-1/-1/-1/-1", "sign1;base=unit" },
    { "99999999999999999999/1/1/99999999999999999999", "sign1;base=unit;size=verband-3" },
    { "", "sign1;base=unit" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(LageEntity) unit = make_with (LAGE_KIND_UNIT, LAGE_FIELD_STRENGTH,
                                              rows[i].strength, "x");

      g_test_message ("%s", rows[i].strength);
      g_assert_cmpstr (lage_sign_get_code (lage_sign_for_entity (unit)), ==, rows[i].code);
    }
}

static void
test_cot_types (void)
{
  static const struct
  {
    const char *type;
    const char *code;
  } rows[] = {
    { "a-f-G-U-C", "sign1;base=unit" },
    { "a-f-G-U-C-I", "sign1;base=person" },
    { "a-f-G-E-V-m", "sign1;base=road-vehicle;task=medical" },
    { "a-f-G-E-V-C", "sign1;base=road-vehicle;org=civil" },
    { "a-n-G-E-V-C-F", "sign1;base=road-vehicle;org=civil;task=transport" },
    { "a-f-G-E-V-U-R-s", "sign1;base=water-craft" },
    { "a-f-G-U-i-m-ag", "sign1;base=road-vehicle;task=medical" },
    { "a-f-G-U-i-m-ast", "sign1;base=unit;task=medical" },
    { "a-f-G-U-i-e-smt", "sign1;base=unit;org=authority;task=care" },
    { "a-f-G-I-i-e-eoc", "sign1;base=command-post;org=command" },
    { "a-f-G-I-i-f-fd", "sign1;base=facility;org=fire" },
    { "a-f-A-C-H", "sign1;base=helicopter" },
    { "a-f-A-M-F-Q", "sign1;base=drone" },
    { "a-f-S-X", "sign1;base=water-craft" },
    { "a-f-G-U-C-E", "sign1;base=unit;task=technical" },
    { "SFGPUCE--------", "sign1;base=unit;task=technical" },
    { "SFGPUCI----F---", "sign1;base=person" },
    { "SFAPMH---------", "sign1;base=helicopter" },
    /* Of no kind that is known, or none at all. */
    { "a-f-X-Y", "sign1;base=unit" },
    { "a-f", "sign1;base=unit" },
    { "a-", "sign1;base=unit" },
    { "a", "sign1;base=unit" },
    { "", "sign1;base=unit" },
    { "b-m-p", "sign1;base=unit" },
    { "SFGP", "sign1;base=unit" },
    { "a-f-G-UX", "sign1;base=unit" },
    { "a-f-G-U-C-I-\xff\xfe", "sign1;base=unit" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      LageSignSpec spec = { 0 };
      g_autofree char *printable = g_strescape (rows[i].type, NULL);

      g_test_message ("%s", printable);
      if (g_utf8_validate (rows[i].type, -1, NULL))
        {
          g_autoptr(LageEntity) unit = make_with (LAGE_KIND_UNIT, LAGE_FIELD_SOURCE_TYPE,
                                                  rows[i].type, "x");

          g_assert_cmpstr (lage_sign_get_code (lage_sign_for_entity (unit)), ==, rows[i].code);
        }
      lage_sign_apply_cot_type (rows[i].type, &spec);
    }
}

static void
test_cot_roles (void)
{
  static const struct
  {
    const char *type;
    const char *role;
    const char *code;
  } rows[] = {
    { "a-f-G-U-C", "HQ", "sign1;base=command-post;org=command" },
    { "a-f-G-U-C", "Medic", "sign1;base=unit;task=medical" },
    { "a-f-G-U-C", "K9", "sign1;base=unit;task=dogs" },
    { "a-f-G-U-C", "RTO", "sign1;base=unit;task=communications" },
    { "a-f-G-U-C-I", "Team Lead", "sign1;base=person;rank=leader" },
    { "a-f-G-U-C-I", "Team Member", "sign1;base=person" },
    { "a-f-G-E-V-m", "Medic", "sign1;base=road-vehicle;task=medical" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const LageChange changes[] = {
        TEST_SET (NAME, lage_value_text ("x")),
        TEST_SET (SOURCE_TYPE, lage_value_text (rows[i].type)),
        TEST_SET (ROLE, lage_value_text (rows[i].role)),
      };
      g_autoptr(LageEntity) unit = fold (LAGE_KIND_UNIT, changes, G_N_ELEMENTS (changes));

      g_test_message ("%s, %s", rows[i].type, rows[i].role);
      g_assert_cmpstr (lage_sign_get_code (lage_sign_for_entity (unit)), ==, rows[i].code);
    }
}

static void
test_incidents (void)
{
  static const struct
  {
    const char *name;
    const char *type;
    const char *code;
  } rows[] = {
    { "x", "Deichbruch", "sign1;base=danger;task=dike-defence;hint=acute" },
    { "Sickerstelle am Hauptdeich", NULL, "sign1;base=danger;task=dike-defence;hint=suspected" },
    { "x", "Überflutung", "sign1;base=flooded" },
    { "x", "Person vermisst", "sign1;base=person;state=missing" },
    { "x", "Keller unter Wasser", "sign1;base=event;task=pumping" },
    { "Wohnungsbrand", NULL, "sign1;base=fire-medium" },
    { "x", "Stromausfall", "sign1;base=event;task=logistics;supply=power" },
    { "x", "etwas anderes", "sign1;base=event" },
    { "x", NULL, "sign1;base=event" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(LageEntity) incident = make (LAGE_KIND_INCIDENT, rows[i].name, -1, rows[i].type);

      g_assert_cmpstr (lage_sign_get_code (lage_sign_for_entity (incident)), ==, rows[i].code);
    }
}

/* What a person chose wins; what can't be read is as if nobody had chosen. */
static void
test_chosen (void)
{
  g_autoptr(LageEntity) chosen =
    make_with (LAGE_KIND_UNIT, LAGE_FIELD_SIGN, "sign1;base=staging-area;name=Nord", "HLF 1");
  g_autoptr(LageEntity) broken = make_with (LAGE_KIND_UNIT, LAGE_FIELD_SIGN, "sign9;x", "HLF 1");
  g_autoptr(LageEntity) drawing =
    make_with (LAGE_KIND_AREA, LAGE_FIELD_SIGN, "sign1;base=reporting-post", "x");
  g_autoptr(LageEntity) plain = make (LAGE_KIND_AREA, "Bereitstellungsraum", -1, NULL);
  g_autoptr(LageEntity) gauge = make (LAGE_KIND_GAUGE, "St. Pauli", -1, NULL);
  g_autoptr(LageEntity) drone = make (LAGE_KIND_DRONE, "Drohne FW 1", 1, NULL);

  g_assert_cmpstr (lage_sign_get_code (lage_sign_for_entity (chosen)), ==,
                   "sign1;base=staging-area;name=Nord");
  g_assert_cmpstr (lage_sign_get_code (lage_sign_for_entity (broken)), ==,
                   "sign1;base=road-vehicle;task=fire-fighting;type=HLF");
  g_assert_cmpstr (lage_sign_get_code (lage_sign_for_entity (drawing)), ==,
                   "sign1;base=reporting-post");
  g_assert_null (lage_sign_for_entity (plain));
  g_assert_null (lage_sign_for_entity (gauge));
  g_assert_cmpstr (lage_sign_get_code (lage_sign_for_entity (drone)), ==,
                   "sign1;base=drone;org=fire");
}

/* Every rule makes a sign, and every word is folded, or it would never be found. */
static void
test_rules_make_signs (void)
{
  for (guint list = 0; list < 2; list++)
    {
      guint n;
      const LageSignWordRule *rules = list == 0 ? lage_sign_get_unit_words (&n)
                                                : lage_sign_get_incident_words (&n);

      for (guint i = 0; i < n; i++)
        {
          g_autoptr(LageEntity) entity =
            make (list == 0 ? LAGE_KIND_UNIT : LAGE_KIND_INCIDENT, "x", -1, rules[i].word);
          const LageSignSpec *spec = lage_sign_get_spec (lage_sign_for_entity (entity));
          char folded[64];

          lage_sign_fold (rules[i].word, folded, sizeof folded);
          g_assert_cmpstr (folded, ==, rules[i].word);
          if (rules[i].base != 0 && list == 1)
            g_assert_cmpuint (spec->base, ==, rules[i].base - 1);
          if (rules[i].task != 0 && lage_sign_get_spec (lage_sign_for_entity (entity))->base
                                      != LAGE_SIGN_HELICOPTER)
            g_assert_cmpuint (spec->task, !=, 0);
        }
    }
}

static void
test_fold (void)
{
  static const struct
  {
    const char *text;
    const char *folded;
  } rows[] = {
    { "", "" },
    { "  ", "" },
    { "Löschzug Süd-Ost", "loeschzug sued ost" },
    { "ÄÖÜäöüß", "aeoeueaeoeuess" },
    { "É", "É" },
    { "W/P 2", "w p 2" },
    { "\xc3", "\xc3" },
  };
  char small[8];

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      char folded[64];

      lage_sign_fold (rows[i].text, folded, sizeof folded);
      g_assert_cmpstr (folded, ==, rows[i].folded);
    }

  lage_sign_fold ("ääääääääääää", small, sizeof small);
  g_assert_cmpstr (small, ==, "aeaeae");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/signs/rules/fold", test_fold);
  g_test_add_func ("/signs/rules/units", test_units);
  g_test_add_func ("/signs/rules/strength", test_strength);
  g_test_add_func ("/signs/rules/cot-types", test_cot_types);
  g_test_add_func ("/signs/rules/cot-roles", test_cot_roles);
  g_test_add_func ("/signs/rules/incidents", test_incidents);
  g_test_add_func ("/signs/rules/chosen", test_chosen);
  g_test_add_func ("/signs/rules/make-signs", test_rules_make_signs);

  return g_test_run ();
}
