/* test-cot-decoder.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "lage-decoder.h"
#include "lage-geometry.h"
#include "lage-time.h"

/* 2024-01-10T12:00:00Z */
#define NOW_US G_GINT64_CONSTANT (1704888000000000)
#define SECOND LAGE_TIME_SECOND_US

#define TIMES " time=\"2024-01-10T12:00:00Z\" start=\"2024-01-10T12:00:00Z\"" \
              " stale=\"2024-01-10T12:02:00Z\""
#define PLACE "<point lat=\"53.5461\" lon=\"9.9663\" hae=\"45.5\" ce=\"8.0\" le=\"12.0\"/>"
#define EVENT(uid, type, inside) \
  "<event version=\"2.0\" uid=\"" uid "\" type=\"" type "\" how=\"m-g\"" TIMES ">" inside "</event>"

typedef struct
{
  LageFeedConfig config;
  gpointer       decoder;
  LageDecoded   *decoded;
} Fixture;

/* GLib's own macro for this is not free of warnings with clang. */
static void
assert_near (double value,
             double expected,
             double tolerance)
{
  g_assert_cmpfloat (fabs (value - expected), <, tolerance);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->config = (LageFeedConfig) { .id = (char *) "test", .format = (char *) "cot" };
  fixture->config.options = g_hash_table_new (g_str_hash, g_str_equal);
  fixture->decoder = lage_cot_decoder_class.create (&fixture->config, NULL, NULL);
  fixture->decoded = lage_decoded_new ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  lage_cot_decoder_class.destroy (fixture->decoder);
  lage_decoded_free (fixture->decoded);
  g_hash_table_unref (fixture->config.options);
}

static void
feed (Fixture    *fixture,
      const char *text,
      gsize       size)
{
  LageInput input = { .data = (const guint8 *) text, .size = size, .received_at_us = NOW_US };

  lage_cot_decoder_class.feed (fixture->decoder, &input, fixture->decoded);
}

/* The draft that the text gives: exactly one, and nothing is rejected. */
static const LageDraft *
take (Fixture    *fixture,
      const char *text)
{
  guint n_drafts = fixture->decoded->drafts->len;

  feed (fixture, text, strlen (text));
  if (fixture->decoded->problems->len > 0)
    g_test_message ("%s", (const char *) fixture->decoded->problems->pdata[0]);
  g_assert_cmpuint (fixture->decoded->n_rejected, ==, 0);
  g_assert_cmpuint (fixture->decoded->drafts->len, ==, n_drafts + 1);
  return fixture->decoded->drafts->pdata[n_drafts];
}

static void
assert_text (const LageDraft *draft,
             LageField        field,
             const char      *expected)
{
  const LageChange *change = lage_draft_find (draft, field);

  if (expected == NULL)
    {
      g_assert_null (change);
      return;
    }
  g_assert_nonnull (change);
  g_assert_cmpstr (change->value.text, ==, expected);
}

static void
assert_real (const LageDraft *draft,
             LageField        field,
             double           expected)
{
  const LageChange *change = lage_draft_find (draft, field);

  if (isnan (expected))
    {
      g_assert_null (change);
      return;
    }
  g_assert_nonnull (change);
  assert_near (change->value.real, expected, 1e-6);
}

static void
assert_int (const LageDraft *draft,
            LageField        field,
            gint64           expected)
{
  const LageChange *change = lage_draft_find (draft, field);

  g_assert_nonnull (change);
  g_assert_cmpint (change->value.integer, ==, expected);
}

/* Every change is of a field that the kind has, and of its type. */
static void
assert_in_schema (const LageDraft *draft)
{
  for (guint i = 0; i < draft->changes->len; i++)
    {
      const LageChange *change = &g_array_index (draft->changes, LageChange, i);
      const LageFieldSpec *spec = lage_schema_find (draft->kind, change->field);

      g_assert_nonnull (spec);
      g_assert_cmpint (spec->type, ==, change->value.type);
    }
}

static void
test_unit (Fixture       *fixture,
           gconstpointer  data)
{
  const LageDraft *draft
    = take (fixture, EVENT ("u-1", "a-f-G-E-V-C", PLACE
                            "<detail><contact callsign=\"HLF 46-1 &amp; Boot\"/>"
                            "<__group name=\"Red\" role=\"Team Member\"/><status battery=\"81\"/>"
                            "<track speed=\"7.5\" course=\"-108.9\"/>"
                            "<__rescue fms=\"4\" organisation=\"fire\" type=\"HLF\""
                            " strength=\"0/1/5/6\"/><remarks> line 1\nline 2 </remarks></detail>"));
  LageId id;

  lage_id_init_external (&id, "cot", "u-1");
  g_assert_cmpint (draft->kind, ==, LAGE_KIND_UNIT);
  g_assert_true (lage_id_equal (&draft->entity, &id));
  g_assert_cmpint (draft->observed_at_us, ==, NOW_US);
  g_assert_cmpuint (draft->confidence, ==, 90);
  assert_text (draft, LAGE_FIELD_EXTERNAL_ID, "cot:u-1");
  assert_text (draft, LAGE_FIELD_NAME, "HLF 46-1 & Boot");
  assert_text (draft, LAGE_FIELD_SOURCE_TYPE, "a-f-G-E-V-C");
  assert_text (draft, LAGE_FIELD_DESCRIPTION, "line 1\nline 2");
  assert_text (draft, LAGE_FIELD_GROUP, "Red");
  assert_text (draft, LAGE_FIELD_ROLE, "Team Member");
  assert_text (draft, LAGE_FIELD_UNIT_TYPE, "HLF");
  assert_text (draft, LAGE_FIELD_STRENGTH, "0/1/5/6");
  assert_int (draft, LAGE_FIELD_STATUS, 4);
  assert_int (draft, LAGE_FIELD_ORGANISATION, LAGE_ORGANISATION_FIRE);
  assert_real (draft, LAGE_FIELD_ELLIPSOID_M, 45.5);
  assert_real (draft, LAGE_FIELD_ACCURACY_M, 8.0);
  assert_real (draft, LAGE_FIELD_SPEED_MPS, 7.5);
  assert_real (draft, LAGE_FIELD_COURSE_DEG, 251.1);
  assert_real (draft, LAGE_FIELD_BATTERY_PERCENT, 81.0);
  g_assert_cmpint (lage_draft_find (draft, LAGE_FIELD_POSITION)->value.point.latitude_e7, ==,
                   535461000);
  g_assert_cmpint (lage_draft_find (draft, LAGE_FIELD_POSITION)->value.point.longitude_e7, ==,
                   99663000);
  g_assert_cmpint (lage_draft_find (draft, LAGE_FIELD_STALE_AT)->value.time_us, ==,
                   NOW_US + 120 * SECOND);
  assert_in_schema (draft);
}

static void
test_drone (Fixture       *fixture,
            gconstpointer  data)
{
  const LageDraft *draft
    = take (fixture, "<event version='2' uid='d' type='a-f-A-M-H-Q'" TIMES "><detail>"
                     "<track course='140.8' slope='0' speed='0'/>"
                     "<sensor elevation='-30' roll='0' azimuth='431.1' model='Quad'/>"
                     "<spatial><attitude roll='-0.2' pitch='3.8' yaw='-10'/></spatial>"
                     "<vehicle batteryRemainingCapacity='1500' batteryMaxCapacity='2000'"
                     " voltage='15.7'/></detail>"
                     "<point lat='0' lon='0' ce='0' hae='12' le='0'/></event>");

  g_assert_cmpint (draft->kind, ==, LAGE_KIND_DRONE);
  g_assert_cmpuint (draft->confidence, ==, 0);
  g_assert_null (lage_draft_find (draft, LAGE_FIELD_POSITION));
  assert_real (draft, LAGE_FIELD_ELLIPSOID_M, (double) NAN);
  assert_real (draft, LAGE_FIELD_ACCURACY_M, (double) NAN);
  assert_real (draft, LAGE_FIELD_CAMERA_PITCH_DEG, -30.0);
  assert_real (draft, LAGE_FIELD_CAMERA_YAW_DEG, 71.1);
  assert_real (draft, LAGE_FIELD_ROLL_DEG, -0.2);
  assert_real (draft, LAGE_FIELD_PITCH_DEG, 3.8);
  assert_real (draft, LAGE_FIELD_HEADING_DEG, 350.0);
  assert_real (draft, LAGE_FIELD_SPEED_MPS, 0.0);
  assert_real (draft, LAGE_FIELD_BATTERY_PERCENT, 75.0);
  assert_real (draft, LAGE_FIELD_VOLTAGE_V, 15.7);
  assert_text (draft, LAGE_FIELD_VEHICLE_TYPE, "Quad");
  assert_in_schema (draft);
}

static void
test_kinds (Fixture       *fixture,
            gconstpointer  data)
{
  static const struct
  {
    const char *type;
    LageKind    kind; /* NONE: good, without a draft */
  } cases[] = {
    { "a-f-G", LAGE_KIND_UNIT },
    { "a-U-G", LAGE_KIND_UNIT },
    { "a-f", LAGE_KIND_UNIT },
    { "a-n-A-M-F-Q", LAGE_KIND_DRONE },
    { "a-f-A-M-F-Q-r", LAGE_KIND_DRONE },
    { "a-f-A-C-F-q", LAGE_KIND_DRONE },
    { "a-f-A-C-F", LAGE_KIND_UNIT },
    { "a-f-A-C-H", LAGE_KIND_UNIT },
    { "a-f-A-M-H-q", LAGE_KIND_UNIT },
    { "a-f-G-I-X-H", LAGE_KIND_HOSPITAL },
    { "a-n-G-I-i-h", LAGE_KIND_HOSPITAL },
    { "a-n-G-I-i-l", LAGE_KIND_UNIT },
    { "b-m-p-s-m", LAGE_KIND_INCIDENT },
    { "b-m-p-s-p-loc", LAGE_KIND_NOTE },
    { "b-m-p-w", LAGE_KIND_NOTE },
    { "b-l-m", LAGE_KIND_INCIDENT },
    { "b-l-o", LAGE_KIND_INCIDENT },
    { "b-a-o-tbl", LAGE_KIND_INCIDENT },
    { "b-a-g", LAGE_KIND_INCIDENT },
    { "b-t-f", LAGE_KIND_NOTE },
    { "u-d-f", LAGE_KIND_NOTE }, /* without points */
    { "u-d-p", LAGE_KIND_NOTE },
    { "b-t-f-d", LAGE_KIND_NONE },
    { "b-t-f-r", LAGE_KIND_NONE },
    { "t-x-c-t", LAGE_KIND_NONE },
    { "t-x-takp-v", LAGE_KIND_NONE },
    { "t-x-m-c", LAGE_KIND_NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf (EVENT ("x-%u", "%s", PLACE), i, cases[i].type);
      guint n_drafts = fixture->decoded->drafts->len;

      if (cases[i].kind != LAGE_KIND_NONE)
        {
          const LageDraft *draft = take (fixture, text);

          g_assert_cmpint (draft->kind, ==, cases[i].kind);
          assert_in_schema (draft);
        }
      else
        {
          feed (fixture, text, strlen (text));
          g_assert_cmpuint (fixture->decoded->drafts->len, ==, n_drafts);
        }
      g_assert_cmpuint (fixture->decoded->n_good, ==, i + 1);
    }
}

static void
test_ignored (Fixture       *fixture,
              gconstpointer  data)
{
  static const char *const types[] = { "b-f-t-r", "y-a-r", "t-k-i", "c-r", "x", "b-mp", "ab-f" };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autofree char *text = g_strdup_printf (EVENT ("x", "%s", PLACE), types[i]);

      feed (fixture, text, strlen (text));
      g_assert_cmpuint (fixture->decoded->n_ignored, ==, i + 1);
    }
  g_assert_cmpuint (fixture->decoded->drafts->len, ==, 0);
  g_assert_cmpuint (fixture->decoded->n_rejected, ==, 0);
}

static void
test_unknown_numbers (Fixture       *fixture,
                      gconstpointer  data)
{
  static const char *const places[] = {
    "lat='0' lon='0' hae='9999999.0' ce='9999999' le='9999999'",
    "lat='NaN' lon='NaN' hae='NaN' ce='NaN'",
    "lat='999999' lon='9999999' hae='999999' ce='999999'",
    "hae='' ce='-1'",
  };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *text
        = g_strdup_printf (EVENT ("x", "a-f-G", "<point %s/><detail>"
                                  "<track speed='-1' course='NaN'/><status battery='101'/></detail>"),
                           places[i]);
      const LageDraft *draft = take (fixture, text);

      g_assert_null (lage_draft_find (draft, LAGE_FIELD_POSITION));
      g_assert_null (lage_draft_find (draft, LAGE_FIELD_ELLIPSOID_M));
      g_assert_null (lage_draft_find (draft, LAGE_FIELD_ACCURACY_M));
      g_assert_null (lage_draft_find (draft, LAGE_FIELD_SPEED_MPS));
      g_assert_null (lage_draft_find (draft, LAGE_FIELD_COURSE_DEG));
      g_assert_null (lage_draft_find (draft, LAGE_FIELD_BATTERY_PERCENT));
    }
}

static void
test_bad (Fixture       *fixture,
          gconstpointer  data)
{
  static const struct
  {
    const char *text;
    const char *problem; /* what the line contains */
  } cases[] = {
    { "<event type='a-f-G'" TIMES ">" PLACE "</event>", "uid is missing" },
    { "<event uid='' type='a-f-G'" TIMES ">" PLACE "</event>", "uid is missing" },
    { "<event uid='x'" TIMES ">" PLACE "</event>", "type is missing" },
    { "<event uid='x' type='a-f-G'>" PLACE "</event>", "time is missing" },
    { "<event uid='x' type='a-f-G' time='yesterday'>" PLACE "</event>", "time: " },
    { "<event uid='x' type='a-f-G' time='2024-01-10T12:00:00Z' stale='?'>" PLACE "</event>",
      "stale: " },
    { "<event version='1.4' uid='x' type='a-f-G'" TIMES ">" PLACE "</event>", "version \"1.4\"" },
    { EVENT ("x", "a-f-G", ""), "point is missing" },
    { EVENT ("x", "a-f-G", "<point lat='abc' lon='1'/>"), "point: lat \"abc\" is not a number" },
    { EVENT ("x", "a-f-G", "<point lat='53,5' lon='1'/>"), "point: lat \"53,5\" is not a number" },
    { EVENT ("x", "a-f-G", "<point lat='90.1' lon='1'/>"), "not a place on earth" },
    { EVENT ("x", "a-f-G", "<point lat='1' lat='2' lon='1'/>"), "line 1: Attribute lat redefined" },
    { EVENT ("x", "a-f-G", "<point lat='1' lon='1'>"), "line 1: " },
    { EVENT ("x", "a-f-G", PLACE "<detail>&xxe;</detail>"), "xxe" },
    { EVENT ("x", "a-f-G", "<!DOCTYPE a [<!ENTITY b 'c'>]>" PLACE), "line 1: " },
    { EVENT ("x", "a-f-G", PLACE "<detail><remarks a=\"</event>\"/></detail>"), "line 1: " },
    { EVENT ("x", "a-f-G", PLACE "<detail><remarks>\xff</remarks></detail>"), "line 1: " },
    { EVENT ("x", "a-f-G", PLACE "<detail><track speed='fast'/></detail>"),
      "track: speed \"fast\"" },
    { EVENT ("x", "a-f-G", PLACE "<detail><__rescue fms='12'/></detail>"), "fms \"12\"" },
    { EVENT ("x", "u-d-f", PLACE "<detail><link point='1,2'/><link point='1;2'/></detail>"),
      "link 2: point \"1;2\"" },
    { EVENT ("x", "t-x-d-d", PLACE "<detail/>"), "uid of what is deleted" },
    { EVENT ("x", "t-x-d-d", PLACE "<detail><link uid='never-seen' type='none'/></detail>"),
      "never-seen" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *line;
      g_autofree char *place = g_strdup_printf ("event %u: ", 2 * i + 1);

      feed (fixture, cases[i].text, strlen (cases[i].text));
      g_assert_cmpuint (fixture->decoded->n_rejected, ==, i + 1);
      g_assert_cmpuint (fixture->decoded->problems->len, ==, i + 1);
      line = fixture->decoded->problems->pdata[i];
      g_test_message ("%s", line);
      g_assert_true (g_str_has_prefix (line, place));
      g_assert_nonnull (strstr (line, cases[i].problem));
      g_assert_null (strchr (line, '\n'));

      /* The one after it is not harmed. */
      feed (fixture, EVENT ("y", "a-f-G", PLACE), strlen (EVENT ("y", "a-f-G", PLACE)));
      g_assert_cmpuint (fixture->decoded->n_good, ==, i + 1);
      g_assert_cmpuint (fixture->decoded->drafts->len, ==, i + 1);
    }
  g_assert_cmpuint (fixture->decoded->n_messages, ==, 2 * G_N_ELEMENTS (cases));
}

static void
test_depth (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GString) text = g_string_new ("<event uid='x' type='a-f-G'" TIMES ">" PLACE "<detail>");

  for (guint i = 0; i < 100000; i++)
    g_string_append (text, "<a>");
  for (guint i = 0; i < 100000; i++)
    g_string_append (text, "</a>");
  g_string_append (text, "</detail></event>");
  feed (fixture, text->str, text->len);
  g_assert_cmpuint (fixture->decoded->n_rejected, ==, 1);
  g_assert_cmpuint (fixture->decoded->drafts->len, ==, 0);
}

static void
test_torn (Fixture       *fixture,
           gconstpointer  data)
{
  feed (fixture, "junk<event uid='x'", strlen ("junk<event uid='x'"));
  g_assert_cmpuint (fixture->decoded->n_messages, ==, 0);
  lage_cot_decoder_class.end (fixture->decoder, fixture->decoded);
  g_assert_cmpuint (fixture->decoded->n_messages, ==, 1);
  g_assert_cmpuint (fixture->decoded->n_rejected, ==, 1);
  g_assert_cmpuint (fixture->decoded->n_skipped_bytes, ==, 4);
  g_assert_cmpstr (fixture->decoded->problems->pdata[0], ==, "event 1: cut off after 14 bytes");
}

static void
test_cut_anywhere (Fixture       *fixture,
                   gconstpointer  data)
{
  static const char text[]
    = "<?xml version='1.0'?>\n" EVENT ("a", "a-f-G", PLACE "<detail><remarks>ä</remarks></detail>")
      "<?xml version='1.0'?>\n" EVENT ("b", "b-t-f", "<detail><remarks>"
                                       "<![CDATA[</event>]]></remarks></detail>")
      EVENT ("c", "a-f-G", "<point lat='x'/>");

  for (gsize cut = 0; cut < sizeof text; cut++)
    {
      LageDecoded *decoded = fixture->decoded;

      feed (fixture, text, cut);
      feed (fixture, text + cut, strlen (text) - cut);
      g_assert_cmpuint (decoded->n_good, ==, 2 * (cut + 1));
      g_assert_cmpuint (decoded->n_rejected, ==, cut + 1);
      g_assert_cmpuint (decoded->n_skipped_bytes, ==, 0);
      g_assert_cmpuint (decoded->drafts->len, ==, 2 * (cut + 1));
      assert_text (decoded->drafts->pdata[2 * cut], LAGE_FIELD_DESCRIPTION, "ä");
      assert_text (decoded->drafts->pdata[2 * cut + 1], LAGE_FIELD_DESCRIPTION, "</event>");
    }
}

static void
test_clock (Fixture       *fixture,
            gconstpointer  data)
{
  static const struct
  {
    const char *time;
    const char *stale;
    gint64      observed_s; /* from now */
    gint64      stale_s;
    guint       confidence;
  } cases[] = {
    { "2024-01-10T12:00:10Z", "2024-01-10T12:01:10Z", 10, 70, 90 },
    { "2024-01-10T12:00:10.001Z", "2024-01-10T12:01:10.001Z", 0, 60, 25 },
    { "2024-01-10T15:00:00Z", "2024-01-10T15:02:00Z", 0, 120, 25 },
    { "2024-01-10T09:00:00Z", "2024-01-10T09:02:00Z", -10800, -10680, 90 },
    { "2024-01-10T13:00:00+01:00", "2024-01-10T13:00:30+01:00", 0, 30, 90 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text
        = g_strdup_printf ("<event uid='x' type='a-f-G' how='m-g' time='%s' stale='%s'>" PLACE
                           "</event>", cases[i].time, cases[i].stale);
      const LageDraft *draft = take (fixture, text);

      g_assert_cmpint (draft->observed_at_us, ==, NOW_US + cases[i].observed_s * SECOND);
      g_assert_cmpint (lage_draft_find (draft, LAGE_FIELD_STALE_AT)->value.time_us, ==,
                       NOW_US + cases[i].stale_s * SECOND);
      g_assert_cmpuint (draft->confidence, ==, cases[i].confidence);
    }
}

static void
test_alarm (Fixture       *fixture,
            gconstpointer  data)
{
  const LageDraft *draft
    = take (fixture, EVENT ("u-9-1-1", "b-a-o-tbl", PLACE "<detail><contact callsign='RTW-Alert'/>"
                            "<emergency type='911 Alert'>RTW</emergency></detail>"));

  assert_int (draft, LAGE_FIELD_PRIORITY, LAGE_PRIORITY_FLASH);
  assert_int (draft, LAGE_FIELD_INCIDENT_STATE, LAGE_INCIDENT_OPEN);
  assert_text (draft, LAGE_FIELD_INCIDENT_TYPE, "911 Alert");
  assert_text (draft, LAGE_FIELD_NAME, "RTW-Alert");

  draft = take (fixture, EVENT ("u-9-1-1", "b-a-o-can", PLACE "<detail/>"));
  assert_int (draft, LAGE_FIELD_INCIDENT_STATE, LAGE_INCIDENT_CLOSED);
  draft = take (fixture, EVENT ("u-9-1-1", "b-a-o-tbl", PLACE
                                "<detail><emergency cancel='true'/></detail>"));
  assert_int (draft, LAGE_FIELD_INCIDENT_STATE, LAGE_INCIDENT_CLOSED);
  draft = take (fixture, EVENT ("u-9-1-1", "b-a-o-tbl", PLACE
                                "<detail><emergency cancel='false'/></detail>"));
  assert_int (draft, LAGE_FIELD_INCIDENT_STATE, LAGE_INCIDENT_OPEN);
}

static void
test_incident (Fixture       *fixture,
               gconstpointer  data)
{
  const LageDraft *draft
    = take (fixture, EVENT ("i", "b-m-p-s-m", PLACE "<detail><contact callsign='R 1'/>"
                            "<creator callsign='ELW 1'/><__rescue title='Deichbruch'"
                            " incident-type='dike' priority='urgent' state='running'/></detail>"));

  assert_text (draft, LAGE_FIELD_NAME, "Deichbruch");
  assert_text (draft, LAGE_FIELD_INCIDENT_TYPE, "dike");
  assert_text (draft, LAGE_FIELD_REPORTED_BY, "ELW 1");
  assert_int (draft, LAGE_FIELD_PRIORITY, LAGE_PRIORITY_URGENT);
  assert_int (draft, LAGE_FIELD_INCIDENT_STATE, LAGE_INCIDENT_RUNNING);
  assert_in_schema (draft);

  /* Words that the schema does not know are left out. */
  draft = take (fixture, EVENT ("i", "b-m-p-s-m", PLACE
                                "<detail><__rescue priority='soon' state='over'/></detail>"));
  g_assert_null (lage_draft_find (draft, LAGE_FIELD_PRIORITY));
  g_assert_null (lage_draft_find (draft, LAGE_FIELD_INCIDENT_STATE));
  draft = take (fixture, EVENT ("i", "b-l-o", PLACE "<detail/>"));
  assert_int (draft, LAGE_FIELD_INCIDENT_STATE, LAGE_INCIDENT_OPEN);
}

static void
test_chat (Fixture       *fixture,
           gconstpointer  data)
{
  const LageDraft *draft
    = take (fixture, EVENT ("GeoChat.u-1.All.7", "b-t-f", PLACE
                            "<detail><__chat senderCallsign='HLF'><chatgrp uid0='u-1'/></__chat>"
                            "<link uid='u-1' type='a-f-G' relation='p-p'/>"
                            "<remarks source='BAO' time='x'>Wasser steigt</remarks></detail>"));
  LageId sender;

  lage_id_init_external (&sender, "cot", "u-1");
  assert_text (draft, LAGE_FIELD_NAME, "HLF");
  assert_text (draft, LAGE_FIELD_DESCRIPTION, "Wasser steigt");
  g_assert_true (lage_id_equal (&lage_draft_find (draft, LAGE_FIELD_ABOUT)->value.id, &sender));
  assert_in_schema (draft);
}

static void
test_delete (Fixture       *fixture,
             gconstpointer  data)
{
  LageId known, linked;
  const LageDraft *draft;

  lage_id_init_external (&known, "cot", "i");
  lage_id_init_external (&linked, "cot", "other");

  take (fixture, EVENT ("i", "b-m-p-s-m", PLACE));
  draft = take (fixture, EVENT ("del", "t-x-d-d", PLACE
                                "<detail><link uid='i' type='none' relation='none'/></detail>"));
  g_assert_cmpint (draft->kind, ==, LAGE_KIND_INCIDENT);
  g_assert_true (lage_id_equal (&draft->entity, &known));
  g_assert_true (lage_draft_find (draft, LAGE_FIELD_ARCHIVED)->value.boolean);

  draft = take (fixture, EVENT ("del", "t-x-d-d",
                                "<detail><link uid='other' type='a-f-G'/></detail>"));
  g_assert_cmpint (draft->kind, ==, LAGE_KIND_UNIT);
  g_assert_true (lage_id_equal (&draft->entity, &linked));
}

static GArray *
decode_area (const LageDraft *draft)
{
  const LageChange *change = lage_draft_find (draft, LAGE_FIELD_AREA);
  g_autoptr(GError) error = NULL;
  GArray *parts;

  g_assert_cmpint (draft->kind, ==, LAGE_KIND_AREA);
  assert_in_schema (draft);
  g_assert_nonnull (change);
  parts = lage_geometry_decode (change->value.geometry, &error);
  g_assert_no_error (error);
  return parts;
}

static void
test_drawings (Fixture       *fixture,
               gconstpointer  data)
{
#define CORNERS "<link point='53.5,9.9'/><link point='53.6,9.9,3.0'/><link point='53.6,10.0'/>"
  static const struct
  {
    const char          *type;
    const char          *detail;
    LageGeometryPartType part;
    guint                n_points;
  } cases[] = {
    { "u-d-f", CORNERS, LAGE_GEOMETRY_LINE, 3 },
    { "u-d-f", CORNERS "<link point='53.5,9.9'/>", LAGE_GEOMETRY_RING, 3 },
    { "u-d-r", CORNERS "<link point='53.5,10.0'/>", LAGE_GEOMETRY_RING, 4 },
    { "b-m-r", CORNERS "<link point='53.5,9.9'/>", LAGE_GEOMETRY_LINE, 4 },
    { "u-d-c-e", "<shape><ellipse major='500' minor='300' angle='90'/></shape>",
      LAGE_GEOMETRY_RING, 64 },
    { "u-rb-a", "<range value='1000'/><bearing value='90'/>", LAGE_GEOMETRY_LINE, 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf (EVENT ("x", "%s", PLACE "<detail>%s</detail>"),
                                               cases[i].type, cases[i].detail);
      const LageDraft *draft = take (fixture, text);
      g_autoptr(GArray) parts = decode_area (draft);
      const LageGeometryPart *part = &g_array_index (parts, LageGeometryPart, 0);

      g_assert_cmpuint (parts->len, ==, 1);
      g_assert_cmpint (part->type, ==, cases[i].part);
      g_assert_cmpuint (part->n_points, ==, cases[i].n_points);
    }
}

static void
test_circle (Fixture       *fixture,
             gconstpointer  data)
{
  const LageDraft *draft
    = take (fixture, EVENT ("x", "u-r-b-c-c", PLACE "<detail><archive/><shape>"
                            "<ellipse major='100' minor='100' angle='360'/>"
                            "<ellipse major='500' minor='500' angle='360'/></shape></detail>"));
  g_autoptr(GArray) parts = decode_area (draft);
  const LageGeometryPart *part = &g_array_index (parts, LageGeometryPart, 0);
  LagePoint centre;

  g_assert_null (lage_draft_find (draft, LAGE_FIELD_EXPIRES_AT));
  g_assert_true (lage_point_init (&centre, 53.5461, 9.9663));
  for (guint i = 0; i < part->n_points; i++)
    assert_near (lage_point_get_distance_m (&centre, &part->points[i]), 500.0, 0.1);
}

static void
test_ellipse (Fixture       *fixture,
              gconstpointer  data)
{
  const LageDraft *draft
    = take (fixture, EVENT ("x", "u-d-c-e", PLACE "<detail><shape>"
                            "<ellipse major='500' minor='300' angle='90'/></shape></detail>"));
  g_autoptr(GArray) parts = decode_area (draft);
  const LageGeometryPart *part = &g_array_index (parts, LageGeometryPart, 0);
  LagePoint centre;

  /* The long half axis points east, and the first corner lies on it. */
  g_assert_true (lage_point_init (&centre, 53.5461, 9.9663));
  assert_near (lage_point_get_distance_m (&centre, &part->points[0]), 500.0, 0.1);
  assert_near (lage_point_get_bearing_deg (&centre, &part->points[0]), 90.0, 0.1);
  assert_near (lage_point_get_distance_m (&centre, &part->points[16]), 300.0, 0.1);
  g_assert_cmpint (lage_draft_find (draft, LAGE_FIELD_EXPIRES_AT)->value.time_us, ==,
                   NOW_US + 120 * SECOND);
}

int
main (int    argc,
      char **argv)
{
#define ADD(name, function) \
  g_test_add ("/feeds/cot-decoder/" name, Fixture, NULL, set_up, function, tear_down)

  g_test_init (&argc, &argv, NULL);
  ADD ("unit", test_unit);
  ADD ("drone", test_drone);
  ADD ("kinds", test_kinds);
  ADD ("ignored", test_ignored);
  ADD ("unknown-numbers", test_unknown_numbers);
  ADD ("bad", test_bad);
  ADD ("depth", test_depth);
  ADD ("torn", test_torn);
  ADD ("cut-anywhere", test_cut_anywhere);
  ADD ("clock", test_clock);
  ADD ("alarm", test_alarm);
  ADD ("incident", test_incident);
  ADD ("chat", test_chat);
  ADD ("delete", test_delete);
  ADD ("drawings", test_drawings);
  ADD ("circle", test_circle);
  ADD ("ellipse", test_ellipse);
  return g_test_run ();
}
