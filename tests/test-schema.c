/* test-schema.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-schema.h"

/* What is on disks and on the way to other stations. These tables are only ever added to: whoever
 * has to change a line here is about to make old operations unreadable. */

typedef struct
{
  int actual;
  int permanent;
} Number;

static const struct
{
  Number      number;
  const char *token;
} kinds[] = {
  { { LAGE_KIND_NONE, 0 }, "none" },
  { { LAGE_KIND_GAUGE, 1 }, "gauge" },
  { { LAGE_KIND_FLOOD_GATE, 2 }, "flood-gate" },
  { { LAGE_KIND_UNIT, 3 }, "unit" },
  { { LAGE_KIND_DRONE, 4 }, "drone" },
  { { LAGE_KIND_HOSPITAL, 5 }, "hospital" },
  { { LAGE_KIND_WARNING, 6 }, "warning" },
  { { LAGE_KIND_INCIDENT, 7 }, "incident" },
  { { LAGE_KIND_TASK, 8 }, "task" },
  { { LAGE_KIND_AREA, 9 }, "area" },
  { { LAGE_KIND_NOTE, 10 }, "note" },
  { { LAGE_KIND_SENSOR, 11 }, "sensor" },
};

static const Number fields[] = {
  { LAGE_FIELD_NONE, 0 },
  { LAGE_FIELD_NAME, 1 },
  { LAGE_FIELD_POSITION, 2 },
  { LAGE_FIELD_DESCRIPTION, 3 },
  { LAGE_FIELD_EXTERNAL_ID, 4 },
  { LAGE_FIELD_SAME_AS, 5 },
  { LAGE_FIELD_ARCHIVED, 6 },
  { LAGE_FIELD_ORGANISATION, 7 },
  { LAGE_FIELD_STALE_AT, 8 },
  { LAGE_FIELD_SOURCE_TYPE, 9 },
  { LAGE_FIELD_PRIORITY, 10 },
  { LAGE_FIELD_LOCATION, 11 },
  { LAGE_FIELD_AREA, 12 },
  { LAGE_FIELD_AREA_NAME, 13 },
  { LAGE_FIELD_LINK, 14 },
  { LAGE_FIELD_SIGN, 15 },
  { LAGE_FIELD_SECTION, 16 },
  { LAGE_FIELD_ALTITUDE_M, 20 },
  { LAGE_FIELD_ELLIPSOID_M, 21 },
  { LAGE_FIELD_HEIGHT_M, 22 },
  { LAGE_FIELD_COURSE_DEG, 23 },
  { LAGE_FIELD_SPEED_MPS, 24 },
  { LAGE_FIELD_ACCURACY_M, 25 },
  { LAGE_FIELD_BATTERY_PERCENT, 26 },
  { LAGE_FIELD_HEADING_DEG, 27 },
  { LAGE_FIELD_LEVEL_CM, 30 },
  { LAGE_FIELD_LEVEL_NHN_M, 31 },
  { LAGE_FIELD_GAUGE_ZERO_NHN_M, 32 },
  { LAGE_FIELD_WATER, 33 },
  { LAGE_FIELD_RIVER_KM, 34 },
  { LAGE_FIELD_MEAN_HIGH_WATER_CM, 35 },
  { LAGE_FIELD_MEAN_LOW_WATER_CM, 36 },
  { LAGE_FIELD_HIGHEST_WATER_CM, 37 },
  { LAGE_FIELD_LOWEST_WATER_CM, 38 },
  { LAGE_FIELD_AGENCY, 39 },
  { LAGE_FIELD_GAUGE_DATUM, 40 },
  { LAGE_FIELD_GATE_STATE, 50 },
  { LAGE_FIELD_STATUS, 60 },
  { LAGE_FIELD_UNIT_TYPE, 61 },
  { LAGE_FIELD_STRENGTH, 62 },
  { LAGE_FIELD_GROUP, 63 },
  { LAGE_FIELD_ROLE, 64 },
  { LAGE_FIELD_IS_ARMED, 70 },
  { LAGE_FIELD_FLIGHT_STATE, 71 },
  { LAGE_FIELD_GPS_FIX, 72 },
  { LAGE_FIELD_SATELLITES, 73 },
  { LAGE_FIELD_VOLTAGE_V, 74 },
  { LAGE_FIELD_CURRENT_A, 75 },
  { LAGE_FIELD_ROLL_DEG, 76 },
  { LAGE_FIELD_PITCH_DEG, 77 },
  { LAGE_FIELD_CLIMB_MPS, 78 },
  { LAGE_FIELD_AIRSPEED_MPS, 79 },
  { LAGE_FIELD_CAMERA_PITCH_DEG, 80 },
  { LAGE_FIELD_CAMERA_ROLL_DEG, 81 },
  { LAGE_FIELD_CAMERA_YAW_DEG, 82 },
  { LAGE_FIELD_STATUS_TEXT, 83 },
  { LAGE_FIELD_VEHICLE_TYPE, 84 },
  { LAGE_FIELD_EMERGENCY_STATUS, 90 },
  { LAGE_FIELD_CLINICAL_STATUS, 91 },
  { LAGE_FIELD_FACILITY_STATUS, 92 },
  { LAGE_FIELD_OFFLOAD_MINUTES, 93 },
  { LAGE_FIELD_TRIAGE_RED, 94 },
  { LAGE_FIELD_TRIAGE_YELLOW, 95 },
  { LAGE_FIELD_TRIAGE_GREEN, 96 },
  { LAGE_FIELD_TRIAGE_BLACK, 97 },
  { LAGE_FIELD_AVAILABILITY, 98 },
  { LAGE_FIELD_BEDS_ADULT_ICU, 100 },
  { LAGE_FIELD_BEDS_ADULT_ICU_TOTAL, 101 },
  { LAGE_FIELD_BEDS_PEDIATRIC_ICU, 102 },
  { LAGE_FIELD_BEDS_PEDIATRIC_ICU_TOTAL, 103 },
  { LAGE_FIELD_BEDS_NEONATAL_ICU, 104 },
  { LAGE_FIELD_BEDS_NEONATAL_ICU_TOTAL, 105 },
  { LAGE_FIELD_BEDS_EMERGENCY, 106 },
  { LAGE_FIELD_BEDS_EMERGENCY_TOTAL, 107 },
  { LAGE_FIELD_BEDS_NURSERY, 108 },
  { LAGE_FIELD_BEDS_NURSERY_TOTAL, 109 },
  { LAGE_FIELD_BEDS_GENERAL, 110 },
  { LAGE_FIELD_BEDS_GENERAL_TOTAL, 111 },
  { LAGE_FIELD_BEDS_REHABILITATION, 112 },
  { LAGE_FIELD_BEDS_REHABILITATION_TOTAL, 113 },
  { LAGE_FIELD_BEDS_BURN, 114 },
  { LAGE_FIELD_BEDS_BURN_TOTAL, 115 },
  { LAGE_FIELD_BEDS_PEDIATRIC, 116 },
  { LAGE_FIELD_BEDS_PEDIATRIC_TOTAL, 117 },
  { LAGE_FIELD_BEDS_PSYCHIATRIC, 118 },
  { LAGE_FIELD_BEDS_PSYCHIATRIC_TOTAL, 119 },
  { LAGE_FIELD_BEDS_ISOLATION, 120 },
  { LAGE_FIELD_BEDS_ISOLATION_TOTAL, 121 },
  { LAGE_FIELD_BEDS_OPERATING, 122 },
  { LAGE_FIELD_BEDS_OPERATING_TOTAL, 123 },
  { LAGE_FIELD_EVENT, 140 },
  { LAGE_FIELD_SEVERITY, 141 },
  { LAGE_FIELD_URGENCY, 142 },
  { LAGE_FIELD_CERTAINTY, 143 },
  { LAGE_FIELD_SENT_AT, 144 },
  { LAGE_FIELD_ONSET_AT, 145 },
  { LAGE_FIELD_EXPIRES_AT, 146 },
  { LAGE_FIELD_INSTRUCTION, 147 },
  { LAGE_FIELD_SENDER, 148 },
  { LAGE_FIELD_WARNING_STATUS, 149 },
  { LAGE_FIELD_MESSAGE_TYPE, 150 },
  { LAGE_FIELD_REPLACED_BY, 151 },
  { LAGE_FIELD_NAME_EN, 152 },
  { LAGE_FIELD_DESCRIPTION_EN, 153 },
  { LAGE_FIELD_INSTRUCTION_EN, 154 },
  { LAGE_FIELD_EVENT_CODE, 155 },
  { LAGE_FIELD_REPLACED_UNMEANT_BY, 156 },
  { LAGE_FIELD_INCIDENT_TYPE, 170 },
  { LAGE_FIELD_INCIDENT_STATE, 171 },
  { LAGE_FIELD_REPORTED_BY, 172 },
  { LAGE_FIELD_TASK_STATE, 180 },
  { LAGE_FIELD_TASK_REASON, 181 },
  { LAGE_FIELD_TASK_UNITS, 182 },
  { LAGE_FIELD_TASK_INCIDENT, 183 },
  { LAGE_FIELD_DUE_AT, 184 },
  { LAGE_FIELD_MEANS, 185 },
  { LAGE_FIELD_INTENT, 186 },
  { LAGE_FIELD_ROUTE, 187 },
  { LAGE_FIELD_AREA_TYPE, 200 },
  { LAGE_FIELD_ABOUT, 201 },
  { LAGE_FIELD_SHAPE, 202 },
  { LAGE_FIELD_RADIUS_M, 203 },
  { LAGE_FIELD_VALID_FROM_AT, 204 },
  { LAGE_FIELD_COLOUR, 205 },
  { LAGE_FIELD_WIND_SPEED_MPS, 210 },
  { LAGE_FIELD_WIND_GUST_MPS, 211 },
  { LAGE_FIELD_WIND_DIRECTION_DEG, 212 },
  { LAGE_FIELD_TRAFFIC_PER_H, 213 },
  { LAGE_FIELD_TEMPERATURE_C, 214 },
};

static const Number others[] = {
  { LAGE_VALUE_NONE, 0 },
  { LAGE_VALUE_BOOL, 1 },
  { LAGE_VALUE_INT, 2 },
  { LAGE_VALUE_REAL, 3 },
  { LAGE_VALUE_TEXT, 4 },
  { LAGE_VALUE_TIME, 5 },
  { LAGE_VALUE_POINT, 6 },
  { LAGE_VALUE_ENTITY, 7 },
  { LAGE_VALUE_GEOMETRY, 8 },
  { LAGE_LANE_LEDGER, 0 },
  { LAGE_LANE_TELEMETRY, 1 },
};

static const struct
{
  LageKind    kind;
  LageField   field;
  const char *members; /* number, token, number, token ... */
} enumerations[] = {
  { LAGE_KIND_GAUGE, LAGE_FIELD_ORGANISATION,
    "0 unknown 1 fire 2 thw 3 relief 4 command 5 police 6 authority 7 military 8 "
    "civil" },
  { LAGE_KIND_FLOOD_GATE, LAGE_FIELD_GATE_STATE,
    "0 unknown 1 open 2 closing 3 closed 4 opening 5 fault" },
  { LAGE_KIND_UNIT, LAGE_FIELD_STATUS,
    "0 0 1 1 2 2 3 3 4 4 5 5 6 6 7 7 8 8 9 9" },
  { LAGE_KIND_DRONE, LAGE_FIELD_FLIGHT_STATE,
    "0 unknown 1 boot 2 calibrating 3 standby 4 active 5 critical 6 emergency 7 "
    "power-off 8 termination" },
  { LAGE_KIND_DRONE, LAGE_FIELD_GPS_FIX,
    "0 none 1 no-fix 2 2d 3 3d 4 dgps 5 rtk-float 6 rtk-fixed 7 static 8 ppp" },
  { LAGE_KIND_HOSPITAL, LAGE_FIELD_EMERGENCY_STATUS,
    "1 normal 2 advisory 3 closed 4 not-applicable" },
  { LAGE_KIND_HOSPITAL, LAGE_FIELD_CLINICAL_STATUS,
    "1 normal 2 full" },
  { LAGE_KIND_HOSPITAL, LAGE_FIELD_FACILITY_STATUS,
    "1 normal 2 compromised 3 evacuating 4 closed" },
  { LAGE_KIND_WARNING, LAGE_FIELD_SEVERITY,
    "0 unknown 1 minor 2 moderate 3 severe 4 extreme" },
  { LAGE_KIND_WARNING, LAGE_FIELD_URGENCY,
    "0 unknown 1 past 2 future 3 expected 4 immediate" },
  { LAGE_KIND_WARNING, LAGE_FIELD_CERTAINTY,
    "0 unknown 1 unlikely 2 possible 3 likely 4 observed" },
  { LAGE_KIND_WARNING, LAGE_FIELD_WARNING_STATUS,
    "1 actual 2 exercise 3 system 4 test 5 draft" },
  { LAGE_KIND_WARNING, LAGE_FIELD_MESSAGE_TYPE,
    "1 alert 2 update 3 cancel" },
  { LAGE_KIND_INCIDENT, LAGE_FIELD_INCIDENT_STATE,
    "1 open 2 running 3 closed" },
  { LAGE_KIND_INCIDENT, LAGE_FIELD_PRIORITY,
    "1 routine 2 urgent 3 flash" },
  { LAGE_KIND_TASK, LAGE_FIELD_TASK_STATE,
    "1 draft 2 issued 3 acknowledged 4 under-way 5 done 6 refused 7 cancelled" },
  { LAGE_KIND_AREA, LAGE_FIELD_AREA_TYPE,
    "0 other 1 flooded 2 closure 3 evacuation 4 sector 5 dike-section 6 front-line 7 route 8 "
    "danger" },
  { LAGE_KIND_AREA, LAGE_FIELD_SHAPE,
    "0 area 1 point 2 line 3 circle 4 rectangle 5 arrow 6 text 7 freehand" },
  { LAGE_KIND_AREA, LAGE_FIELD_COLOUR,
    "0 automatic 1 red 2 orange 3 yellow 4 green 5 blue 6 purple 7 brown 8 black" },
};

static void
test_permanent_numbers (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_assert_cmpint (kinds[i].number.actual, ==, kinds[i].number.permanent);
      g_assert_cmpstr (lage_kind_get_token ((LageKind) kinds[i].number.permanent), ==,
                       kinds[i].token);
    }
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    g_assert_cmpint (fields[i].actual, ==, fields[i].permanent);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_cmpint (others[i].actual, ==, others[i].permanent);

  /* A new kind has to be pinned here too. */
  g_assert_cmpuint (G_N_ELEMENTS (kinds), ==, LAGE_N_KINDS);
}

static gboolean
is_pinned (LageField field)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (fields[i].permanent == (int) field)
      return TRUE;
  return FALSE;
}

static void
test_permanent_members (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (enumerations); i++)
    {
      const LageFieldSpec *spec = lage_schema_find (enumerations[i].kind, enumerations[i].field);
      g_autoptr(GString) members = g_string_new (NULL);

      g_assert_nonnull (spec);
      g_assert_nonnull (spec->members);
      for (const LageEnumMember *m = spec->members; m->token != NULL; m++)
        g_string_append_printf (members, "%s%d %s", members->len > 0 ? " " : "", m->number,
                                m->token);
      /* Members may be added at the end. */
      g_assert_true (g_str_has_prefix (members->str, enumerations[i].members));
    }
}

static gboolean
is_token (const char *text)
{
  if (!g_ascii_isalnum (text[0]))
    return FALSE;
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_islower (*p) && !g_ascii_isdigit (*p) && *p != '-')
      return FALSE;
  return TRUE;
}

static void
check_members (const LageFieldSpec *spec)
{
  g_autoptr(GHashTable) numbers = g_hash_table_new (NULL, NULL);
  g_autoptr(GHashTable) tokens = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpint (spec->type, ==, LAGE_VALUE_INT);
  for (const LageEnumMember *m = spec->members; m->token != NULL; m++)
    {
      g_assert_true (g_hash_table_add (numbers, GINT_TO_POINTER (m->number)));
      g_assert_true (g_hash_table_add (tokens, (gpointer) m->token));
      g_assert_true (is_token (m->token));
      g_assert_nonnull (m->label);
      g_assert_cmpstr (m->label, !=, "");
      g_assert_true (lage_field_spec_find_member (spec, m->number) == m);
      g_assert_true (lage_field_spec_find_token (spec, m->token) == m);
    }
  g_assert_cmpuint (g_hash_table_size (numbers), >, 1);
  g_assert_null (lage_field_spec_find_member (spec, 250));
  g_assert_null (lage_field_spec_find_token (spec, "no such member"));
}

static void
test_rows (void)
{
  for (guint kind = 1; kind < LAGE_N_KINDS; kind++)
    {
      g_autoptr(GHashTable) tokens = g_hash_table_new (g_str_hash, g_str_equal);
      guint n_rows;
      const LageFieldSpec *rows = lage_schema_get_fields ((LageKind) kind, &n_rows);

      g_assert_cmpuint (n_rows, >, 0);
      for (guint i = 0; i < n_rows; i++)
        {
          const LageFieldSpec *row = &rows[i];

          g_test_message ("%s %s", lage_kind_get_token ((LageKind) kind), row->token);
          g_assert_cmpuint (row->kind, ==, kind);
          g_assert_cmpint (row->field, >, LAGE_FIELD_NONE);
          g_assert_cmpint (row->field, <, LAGE_FIELD_LIMIT);
          g_assert_true (is_pinned (row->field));
          g_assert_true (is_token (row->token));
          g_assert_true (g_hash_table_add (tokens, (gpointer) row->token));
          g_assert_true (lage_schema_find ((LageKind) kind, row->field) == row);
          g_assert_true (lage_schema_find_by_token ((LageKind) kind, row->token) == row);
          g_assert_nonnull (row->label);
          g_assert_cmpstr (row->label, !=, "");

          g_assert_cmpint (row->type, >, LAGE_VALUE_NONE);
          g_assert_cmpint (row->type, <=, LAGE_VALUE_GEOMETRY);
          g_assert_true (row->lane == LAGE_LANE_LEDGER || row->lane == LAGE_LANE_TELEMETRY);
          /* A unit and digits belong to numbers; an enumeration to whole ones. */
          if (row->unit != NULL)
            g_assert_true (row->type == LAGE_VALUE_REAL || row->type == LAGE_VALUE_INT);
          if (row->decimals > 0)
            g_assert_cmpint (row->type, ==, LAGE_VALUE_REAL);
          if (row->type == LAGE_VALUE_REAL)
            g_assert_nonnull (row->unit);
          if (row->members != NULL)
            check_members (row);
          /* Sets and states are decisions; what ages is merged by when it was seen. */
          if (row->merge == LAGE_MERGE_SET || row->merge == LAGE_MERGE_TASK_STATE)
            g_assert_cmpint (row->lane, ==, LAGE_LANE_LEDGER);
          if (row->merge == LAGE_MERGE_SET)
            g_assert_cmpint (row->type, ==, LAGE_VALUE_ENTITY);
          if (row->merge == LAGE_MERGE_TASK_STATE)
            g_assert_cmpint (row->type, ==, LAGE_VALUE_INT);
          if (row->lane == LAGE_LANE_TELEMETRY || row->fresh_s > 0)
            g_assert_cmpint (row->merge, ==, LAGE_MERGE_NEWEST_OBSERVATION);
        }
    }
}

/* A field means the same for every kind that has it: one token, one type. */
static void
test_fields_agree (void)
{
  for (guint field = 1; field < LAGE_FIELD_LIMIT; field++)
    {
      const LageFieldSpec *first = NULL;

      for (guint kind = 1; kind < LAGE_N_KINDS; kind++)
        {
          const LageFieldSpec *spec = lage_schema_find ((LageKind) kind, (LageField) field);

          if (spec == NULL)
            continue;
          if (first == NULL)
            first = spec;
          g_assert_cmpstr (spec->token, ==, first->token);
          g_assert_cmpint (spec->type, ==, first->type);
          g_assert_true (spec->members == first->members);
        }
    }
}

static void
test_every_kind_has (void)
{
  static const LageField common[] = {
    LAGE_FIELD_NAME, LAGE_FIELD_POSITION, LAGE_FIELD_DESCRIPTION, LAGE_FIELD_EXTERNAL_ID,
    LAGE_FIELD_SAME_AS, LAGE_FIELD_ARCHIVED,
  };

  for (guint kind = 1; kind < LAGE_N_KINDS; kind++)
    for (guint i = 0; i < G_N_ELEMENTS (common); i++)
      g_assert_nonnull (lage_schema_find ((LageKind) kind, common[i]));
}

static void
test_unknown (void)
{
  guint n_rows = 99;

  g_assert_null (lage_schema_find (LAGE_KIND_NONE, LAGE_FIELD_NAME));
  g_assert_null (lage_schema_find ((LageKind) LAGE_N_KINDS, LAGE_FIELD_NAME));
  g_assert_null (lage_schema_find ((LageKind) G_MAXUINT16, LAGE_FIELD_NAME));
  g_assert_null (lage_schema_find (LAGE_KIND_UNIT, LAGE_FIELD_NONE));
  g_assert_null (lage_schema_find (LAGE_KIND_UNIT, LAGE_FIELD_LEVEL_CM));
  g_assert_null (lage_schema_find (LAGE_KIND_UNIT, (LageField) LAGE_FIELD_LIMIT));
  g_assert_null (lage_schema_find (LAGE_KIND_UNIT, (LageField) G_MAXUINT16));
  g_assert_null (lage_schema_find_by_token (LAGE_KIND_UNIT, "level"));
  g_assert_null (lage_schema_get_fields ((LageKind) LAGE_N_KINDS, &n_rows));
  g_assert_cmpuint (n_rows, ==, 0);
  g_assert_cmpstr (lage_kind_get_token ((LageKind) 4711), ==, "unknown");
  g_assert_cmpstr (lage_kind_get_label ((LageKind) 4711), !=, "");
  g_assert_cmpint (lage_kind_from_token ("submarine"), ==, LAGE_KIND_NONE);
  g_assert_cmpint (lage_kind_from_token ("none"), ==, LAGE_KIND_NONE);
}

static void
test_kinds (void)
{
  for (guint kind = 1; kind < LAGE_N_KINDS; kind++)
    {
      g_assert_true (is_token (lage_kind_get_token ((LageKind) kind)));
      g_assert_cmpuint (lage_kind_from_token (lage_kind_get_token ((LageKind) kind)), ==, kind);
      g_assert_cmpstr (lage_kind_get_label ((LageKind) kind), !=, "");
    }
}

static void
assert_text (LageKind    kind,
             LageField   field,
             LageValue   value,
             const char *expected)
{
  g_autofree char *text = lage_field_spec_to_text (lage_schema_find (kind, field), &value);

  g_assert_cmpstr (text, ==, expected);
  lage_value_clear (&value);
}

static void
test_to_text (void)
{
  LageId id = { { 0xab, 0xcd } };

  assert_text (LAGE_KIND_UNIT, LAGE_FIELD_STATUS, lage_value_int (3), "3");
  assert_text (LAGE_KIND_FLOOD_GATE, LAGE_FIELD_GATE_STATE, lage_value_int (3), "closed");
  assert_text (LAGE_KIND_FLOOD_GATE, LAGE_FIELD_GATE_STATE, lage_value_int (77), "77");
  assert_text (LAGE_KIND_TASK, LAGE_FIELD_TASK_STATE, lage_value_int (4), "under-way");
  assert_text (LAGE_KIND_TASK, LAGE_FIELD_TASK_STATE, lage_value_int (2 << 8 | 4), "under-way");
  assert_text (LAGE_KIND_HOSPITAL, LAGE_FIELD_BEDS_BURN, lage_value_int (-2), "-2");
  assert_text (LAGE_KIND_GAUGE, LAGE_FIELD_LEVEL_CM, lage_value_real (609.0), "609");
  assert_text (LAGE_KIND_GAUGE, LAGE_FIELD_LEVEL_CM, lage_value_real (0.1), "0.1");
  assert_text (LAGE_KIND_GAUGE, LAGE_FIELD_LEVEL_CM, lage_value_real (0.1 + 0.2),
               "0.30000000000000004");
  assert_text (LAGE_KIND_DRONE, LAGE_FIELD_IS_ARMED, lage_value_bool (TRUE), "true");
  assert_text (LAGE_KIND_DRONE, LAGE_FIELD_IS_ARMED, lage_value_bool (FALSE), "false");
  assert_text (LAGE_KIND_UNIT, LAGE_FIELD_NAME, lage_value_text ("Florian 1"), "Florian 1");
  assert_text (LAGE_KIND_TASK, LAGE_FIELD_DUE_AT, lage_value_time (1386306900000000),
               "2013-12-06T05:15:00Z");
  assert_text (LAGE_KIND_UNIT, LAGE_FIELD_POSITION,
               lage_value_point ((LagePoint) { 535454420, -99699650 }), "53.5454420 -9.9699650");
  assert_text (LAGE_KIND_TASK, LAGE_FIELD_TASK_INCIDENT, lage_value_entity (&id),
               "abcd0000000000000000000000000000");
  assert_text (LAGE_KIND_UNIT, LAGE_FIELD_NAME, (LageValue) LAGE_VALUE_INIT, "");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/schema/permanent-numbers", test_permanent_numbers);
  g_test_add_func ("/model/schema/permanent-members", test_permanent_members);
  g_test_add_func ("/model/schema/rows", test_rows);
  g_test_add_func ("/model/schema/fields-agree", test_fields_agree);
  g_test_add_func ("/model/schema/every-kind-has", test_every_kind_has);
  g_test_add_func ("/model/schema/unknown", test_unknown);
  g_test_add_func ("/model/schema/kinds", test_kinds);
  g_test_add_func ("/model/schema/to-text", test_to_text);

  return g_test_run ();
}
