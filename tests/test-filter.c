/* test-filter.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-filter.h"
#include "picture-fixture.h"

typedef struct
{
  Picture     picture;
  LageFilter *filter;
  guint       n_changed;
} Fixture;

static void
changed_cb (Fixture *fixture)
{
  fixture->n_changed++;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  picture_set_up (&fixture->picture, data);
  fixture->filter = lage_filter_new ();
  g_signal_connect_swapped (fixture->filter, "changed", G_CALLBACK (changed_cb), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->filter);
  picture_tear_down (&fixture->picture, data);
}

static gboolean
matches_with (Fixture    *fixture,
              LageEntity *entity,
              guint       attention)
{
  g_autoptr(LageAssignments) assignments = lage_assignments_new (fixture->picture.situation);

  return lage_filter_matches (fixture->filter, entity, assignments, attention, TEST_NOW_US);
}

static gboolean
matches (Fixture    *fixture,
         LageEntity *entity)
{
  return matches_with (fixture, entity, 0);
}

static LageEntity *
add_with_int (Fixture   *fixture,
              LageKind   kind,
              guint      number,
              LageField  field,
              gint64     value)
{
  LageDraft *draft = picture_draft (kind, number);

  lage_draft_set_int (draft, field, value);
  return picture_say (&fixture->picture, draft, TEST_NOW_US);
}

static LageEntity *
add_in_section (Fixture    *fixture,
                LageKind    kind,
                guint       number,
                const char *section)
{
  LageDraft *draft = picture_draft (kind, number);

  lage_draft_set_text (draft, LAGE_FIELD_NAME, "Someone");
  if (section != NULL)
    lage_draft_set_text (draft, LAGE_FIELD_SECTION, section);
  return picture_say (&fixture->picture, draft, TEST_NOW_US);
}

static void
test_hides_nothing_at_first (Fixture       *fixture,
                             gconstpointer  data)
{
  g_assert_true (lage_filter_is_empty (fixture->filter));
  g_assert_false (lage_filter_needs_attention (fixture->filter));
  for (guint kind = LAGE_KIND_GAUGE; kind < LAGE_N_KINDS; kind++)
    g_assert_true (matches (fixture, picture_add (&fixture->picture, (LageKind) kind, kind,
                                                  "Thing")));
}

static void
test_kinds (Fixture       *fixture,
            gconstpointer  data)
{
  LageEntity *unit = picture_add (&fixture->picture, LAGE_KIND_UNIT, 1, "Unit");
  LageEntity *drone = picture_add (&fixture->picture, LAGE_KIND_DRONE, 2, "Drone");

  lage_filter_set_shows_kind (fixture->filter, LAGE_KIND_DRONE, FALSE);
  g_assert_true (matches (fixture, unit));
  g_assert_false (matches (fixture, drone));
  g_assert_false (lage_filter_is_empty (fixture->filter));
  g_assert_cmpuint (fixture->n_changed, ==, 1);

  lage_filter_set_shows_kind (fixture->filter, LAGE_KIND_DRONE, FALSE);
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  lage_filter_set_shows_kind (fixture->filter, LAGE_KIND_DRONE, TRUE);
  g_assert_true (matches (fixture, drone));
  g_assert_true (lage_filter_is_empty (fixture->filter));
  g_assert_cmpuint (fixture->n_changed, ==, 2);
}

static void
test_organisations (Fixture       *fixture,
                    gconstpointer  data)
{
  LageEntity *thw = add_with_int (fixture, LAGE_KIND_UNIT, 1, LAGE_FIELD_ORGANISATION,
                                  LAGE_ORGANISATION_THW);
  LageEntity *fire = add_with_int (fixture, LAGE_KIND_UNIT, 2, LAGE_FIELD_ORGANISATION,
                                   LAGE_ORGANISATION_FIRE);
  LageEntity *unknown = picture_add (&fixture->picture, LAGE_KIND_DRONE, 3, "Drone");
  LageEntity *gate = picture_add (&fixture->picture, LAGE_KIND_FLOOD_GATE, 4, "Gate");
  LageEntity *fire_gate = add_with_int (fixture, LAGE_KIND_FLOOD_GATE, 5,
                                        LAGE_FIELD_ORGANISATION, LAGE_ORGANISATION_FIRE);
  LageEntity *hospital = picture_add (&fixture->picture, LAGE_KIND_HOSPITAL, 6, "Hospital");

  lage_filter_set_shows_organisation (fixture->filter, LAGE_ORGANISATION_FIRE, FALSE);
  g_assert_true (matches (fixture, thw));
  g_assert_false (matches (fixture, fire));
  g_assert_true (matches (fixture, unknown));
  g_assert_false (matches (fixture, fire_gate));

  lage_filter_set_shows_organisation (fixture->filter, LAGE_ORGANISATION_UNKNOWN, FALSE);
  g_assert_true (matches (fixture, thw));
  g_assert_false (matches (fixture, unknown));
  g_assert_true (matches (fixture, gate)); /* nobody's gate is not a force of unknown origin */
  g_assert_true (matches (fixture, hospital));
}

static void
test_states (Fixture       *fixture,
             gconstpointer  data)
{
  static const struct
  {
    LageKind kind;
    gint64   value; /* as it is stored; -1: not said */
    int      state;
  } cases[] = {
    { LAGE_KIND_UNIT, 0, 0 },
    { LAGE_KIND_UNIT, 9, 9 },
    { LAGE_KIND_UNIT, -1, LAGE_FILTER_STATE_UNKNOWN },
    { LAGE_KIND_HOSPITAL, LAGE_EMERGENCY_CLOSED, LAGE_EMERGENCY_CLOSED },
    { LAGE_KIND_HOSPITAL, -1, LAGE_FILTER_STATE_UNKNOWN },
    { LAGE_KIND_FLOOD_GATE, LAGE_GATE_FAULT, LAGE_GATE_FAULT },
    { LAGE_KIND_FLOOD_GATE, -1, LAGE_GATE_UNKNOWN },
    { LAGE_KIND_DRONE, LAGE_FLIGHT_TERMINATION, LAGE_FLIGHT_TERMINATION },
    { LAGE_KIND_WARNING, LAGE_SEVERITY_EXTREME, LAGE_SEVERITY_EXTREME },
    { LAGE_KIND_WARNING, -1, LAGE_SEVERITY_UNKNOWN },
    { LAGE_KIND_INCIDENT, LAGE_INCIDENT_RUNNING, LAGE_INCIDENT_RUNNING },
    { LAGE_KIND_INCIDENT, -1, LAGE_INCIDENT_OPEN },
    { LAGE_KIND_AREA, LAGE_AREA_DANGER, LAGE_AREA_DANGER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LageKind kind = cases[i].kind;
      LageEntity *entity = cases[i].value < 0
                             ? picture_add (&fixture->picture, kind, i + 1, "Thing")
                             : add_with_int (fixture, kind, i + 1,
                                             lage_filter_get_state_field (kind), cases[i].value);

      g_test_message ("%u", i);
      g_assert_cmpint (lage_filter_get_state (entity), ==, cases[i].state);
      lage_filter_set_shows_state (fixture->filter, kind, cases[i].state == 1 ? 2 : 1, FALSE);
      g_assert_true (matches (fixture, entity));
      lage_filter_set_shows_state (fixture->filter, kind, cases[i].state, FALSE);
      g_assert_false (matches (fixture, entity));
      lage_filter_set_shows_state (fixture->filter, kind, cases[i].state, TRUE);
      g_assert_true (matches (fixture, entity));
      lage_filter_clear (fixture->filter);
    }
}

/* The state of a task, whatever its round. */
static void
test_task_states (Fixture       *fixture,
                  gconstpointer  data)
{
  LageEntity *task = picture_add_task (&fixture->picture, 1, LAGE_TASK_ISSUED, NULL, NULL);

  lage_filter_set_shows_state (fixture->filter, LAGE_KIND_TASK, LAGE_TASK_DONE, FALSE);
  g_assert_true (matches (fixture, task));
  lage_filter_set_shows_state (fixture->filter, LAGE_KIND_TASK, LAGE_TASK_ISSUED, FALSE);
  g_assert_false (matches (fixture, task));
}

/* A state that no enumeration has, from a newer version, cannot be hidden. */
static void
test_foreign_state (Fixture       *fixture,
                    gconstpointer  data)
{
  LageEntity *unit = add_with_int (fixture, LAGE_KIND_UNIT, 1, LAGE_FIELD_STATUS, 31);

  for (int status = LAGE_FILTER_STATE_UNKNOWN; status <= 9; status++)
    lage_filter_set_shows_state (fixture->filter, LAGE_KIND_UNIT, status, FALSE);
  g_assert_true (matches (fixture, unit));
}

static void
test_attention (Fixture       *fixture,
                gconstpointer  data)
{
  static const struct
  {
    guint    wanted;
    guint    attention;
    gboolean is_shown;
  } cases[] = {
    { 0, 0, TRUE }, { 1, 0, FALSE }, { 1, 1, TRUE }, { 1, 2, TRUE }, { 2, 1, FALSE }, { 2, 2, TRUE },
  };
  LageEntity *unit = picture_add (&fixture->picture, LAGE_KIND_UNIT, 1, "Unit");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      lage_filter_set_min_attention (fixture->filter, cases[i].wanted);
      g_assert_cmpint (lage_filter_needs_attention (fixture->filter), ==, cases[i].wanted > 0);
      g_assert_cmpint (matches_with (fixture, unit, cases[i].attention), ==, cases[i].is_shown);
    }
}

static void
test_all_alarms (Fixture       *fixture,
                 gconstpointer  data)
{
  LageEntity *unit = picture_add (&fixture->picture, LAGE_KIND_UNIT, 1, "Unit");

  lage_filter_set_shows_kind (fixture->filter, LAGE_KIND_UNIT, FALSE);
  g_assert_false (matches_with (fixture, unit, 2));
  lage_filter_set_shows_all_alarms (fixture->filter, TRUE);
  g_assert_true (lage_filter_needs_attention (fixture->filter));
  g_assert_true (matches_with (fixture, unit, 2));
  g_assert_false (matches_with (fixture, unit, 1));
}

static LageEntity *
add_heard (Fixture  *fixture,
           guint     number,
           gint64    age_us)
{
  LageDraft *draft = picture_draft (LAGE_KIND_UNIT, number);

  lage_draft_set_point (draft, LAGE_FIELD_POSITION, 53.5, 10.0);
  return picture_say (&fixture->picture, draft, TEST_NOW_US - age_us);
}

static void
test_freshness (Fixture       *fixture,
                gconstpointer  data)
{
  /* A position of a unit is fresh for a minute; see lage_freshness_of_age() for the factors. */
  static const struct
  {
    gint64        age_s;
    LageFreshness freshness;
  } cases[] = {
    { 60, LAGE_FRESHNESS_FRESH },  { 61, LAGE_FRESHNESS_AGEING },  { 120, LAGE_FRESHNESS_AGEING },
    { 121, LAGE_FRESHNESS_STALE }, { 300, LAGE_FRESHNESS_STALE }, { 301, LAGE_FRESHNESS_SILENT },
  };
  LageEntity *incident = picture_add (&fixture->picture, LAGE_KIND_INCIDENT, 99, "Leak");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LageEntity *unit = add_heard (fixture, i + 1, cases[i].age_s * G_TIME_SPAN_SECOND);

      for (guint k = LAGE_FRESHNESS_FRESH; k <= LAGE_FRESHNESS_SILENT; k++)
        {
          lage_filter_set_shows_freshness (fixture->filter, (LageFreshness) k, FALSE);
          g_assert_cmpint (matches (fixture, unit), ==, k != cases[i].freshness);
          g_assert_true (matches (fixture, incident)); /* does not age */
          lage_filter_set_shows_freshness (fixture->filter, (LageFreshness) k, TRUE);
        }
    }
}

static void
test_max_age (Fixture       *fixture,
              gconstpointer  data)
{
  LageEntity *inside = add_heard (fixture, 1, 30 * G_TIME_SPAN_MINUTE);
  LageEntity *outside = add_heard (fixture, 2, 30 * G_TIME_SPAN_MINUTE + 1);
  LageEntity *ahead = add_heard (fixture, 3, -G_TIME_SPAN_HOUR);

  lage_filter_set_max_age_min (fixture->filter, 30);
  g_assert_true (matches (fixture, inside));
  g_assert_false (matches (fixture, outside));
  g_assert_true (matches (fixture, ahead));
}

static void
test_sections (Fixture       *fixture,
               gconstpointer  data)
{
  LageEntity *north = add_in_section (fixture, LAGE_KIND_UNIT, 1, "North");
  LageEntity *south = add_in_section (fixture, LAGE_KIND_INCIDENT, 2, "South");
  LageEntity *nowhere = add_in_section (fixture, LAGE_KIND_TASK, 3, NULL);
  LageEntity *gauge = picture_add (&fixture->picture, LAGE_KIND_GAUGE, 4, "St. Pauli");

  lage_filter_set_has_section (fixture->filter, "North", TRUE);
  g_assert_true (matches (fixture, north));
  g_assert_false (matches (fixture, south));
  g_assert_false (matches (fixture, nowhere));
  g_assert_true (matches (fixture, gauge)); /* belongs to no section by its nature */

  lage_filter_set_has_section (fixture->filter, "", TRUE);
  g_assert_true (matches (fixture, north));
  g_assert_false (matches (fixture, south));
  g_assert_true (matches (fixture, nowhere));

  lage_filter_set_has_section (fixture->filter, "North", FALSE);
  g_assert_false (matches (fixture, north));
  lage_filter_set_has_section (fixture->filter, "", FALSE);
  g_assert_true (matches (fixture, north));
  g_assert_true (matches (fixture, south));
  g_assert_true (matches (fixture, nowhere));
}

static void
test_assignment (Fixture       *fixture,
                 gconstpointer  data)
{
  LageEntity *busy = picture_add (&fixture->picture, LAGE_KIND_UNIT, 1, "Busy");
  LageEntity *idle = picture_add (&fixture->picture, LAGE_KIND_UNIT, 2, "Idle");
  LageEntity *tended = picture_add (&fixture->picture, LAGE_KIND_INCIDENT, 3, "Tended");
  LageEntity *alone = picture_add (&fixture->picture, LAGE_KIND_INCIDENT, 4, "Alone");
  LageEntity *task = picture_add_task (&fixture->picture, 5, LAGE_TASK_ISSUED, busy, tended);
  LageEntity *empty = picture_add_task (&fixture->picture, 6, LAGE_TASK_DRAFT, NULL, alone);
  LageEntity *gauge = picture_add (&fixture->picture, LAGE_KIND_GAUGE, 7, "St. Pauli");
  LageEntity *all[] = { busy, idle, tended, alone, task, empty, gauge };
  static const struct
  {
    LageFilterAssignment units;
    LageFilterAssignment work;
    const char          *shown;
  } cases[] = {
    { LAGE_FILTER_ANY_ASSIGNMENT, LAGE_FILTER_ANY_ASSIGNMENT, "1111111" },
    { LAGE_FILTER_ASSIGNED, LAGE_FILTER_ANY_ASSIGNMENT, "1011111" },
    { LAGE_FILTER_UNASSIGNED, LAGE_FILTER_ANY_ASSIGNMENT, "0111111" },
    { LAGE_FILTER_ANY_ASSIGNMENT, LAGE_FILTER_ASSIGNED, "1110101" },
    { LAGE_FILTER_UNASSIGNED, LAGE_FILTER_UNASSIGNED, "0101011" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      char shown[G_N_ELEMENTS (all) + 1] = "";

      lage_filter_set_assignment (fixture->filter, LAGE_KIND_UNIT, cases[i].units);
      lage_filter_set_assignment (fixture->filter, LAGE_KIND_INCIDENT, cases[i].work);
      for (guint k = 0; k < G_N_ELEMENTS (all); k++)
        shown[k] = matches (fixture, all[k]) ? '1' : '0';
      g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

static void
test_text (Fixture       *fixture,
           gconstpointer  data)
{
  LageEntity *unit = picture_add (&fixture->picture, LAGE_KIND_UNIT, 1, "Florian Hamburg 12/83");
  LageEntity *dike = picture_add (&fixture->picture, LAGE_KIND_INCIDENT, 2, "Sickerstelle Süd");

  lage_filter_set_text (fixture->filter, " florian ");
  g_assert_true (matches (fixture, unit));
  g_assert_false (matches (fixture, dike));
  lage_filter_set_text (fixture->filter, "SÜD");
  g_assert_false (matches (fixture, unit));
  g_assert_true (matches (fixture, dike));
  lage_filter_set_text (fixture->filter, "  ");
  g_assert_true (matches (fixture, unit));
  g_assert_true (lage_filter_is_empty (fixture->filter));
}

static void
test_clear_keeps_layers (Fixture       *fixture,
                         gconstpointer  data)
{
  lage_filter_clear (fixture->filter);
  g_assert_cmpuint (fixture->n_changed, ==, 0);

  lage_filter_set_shows_layer (fixture->filter, LAGE_FILTER_LABELS, FALSE);
  lage_filter_set_applies_to_lists (fixture->filter, TRUE);
  g_assert_true (lage_filter_is_empty (fixture->filter));
  lage_filter_set_shows_kind (fixture->filter, LAGE_KIND_UNIT, FALSE);
  fixture->n_changed = 0;
  lage_filter_clear (fixture->filter);
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  g_assert_true (lage_filter_is_empty (fixture->filter));
  g_assert_false (lage_filter_shows_layer (fixture->filter, LAGE_FILTER_LABELS));
  g_assert_false (lage_filter_shows_layer (fixture->filter, LAGE_FILTER_TRACKS));
  g_assert_true (lage_filter_applies_to_lists (fixture->filter));
}

static void
fill (LageFilter *filter)
{
  lage_filter_set_shows_kind (filter, LAGE_KIND_SENSOR, FALSE);
  lage_filter_set_shows_kind (filter, LAGE_KIND_NOTE, FALSE);
  lage_filter_set_shows_organisation (filter, LAGE_ORGANISATION_POLICE, FALSE);
  lage_filter_set_shows_state (filter, LAGE_KIND_UNIT, 2, FALSE);
  lage_filter_set_shows_state (filter, LAGE_KIND_UNIT, LAGE_FILTER_STATE_UNKNOWN, FALSE);
  lage_filter_set_shows_state (filter, LAGE_KIND_TASK, LAGE_TASK_DRAFT, FALSE);
  lage_filter_set_shows_freshness (filter, LAGE_FRESHNESS_SILENT, FALSE);
  lage_filter_set_max_age_min (filter, 30);
  lage_filter_set_min_attention (filter, 1);
  lage_filter_set_has_section (filter, "Wilhelmsburg;Süd", TRUE);
  lage_filter_set_has_section (filter, "", TRUE);
  lage_filter_set_assignment (filter, LAGE_KIND_UNIT, LAGE_FILTER_UNASSIGNED);
  lage_filter_set_assignment (filter, LAGE_KIND_TASK, LAGE_FILTER_ASSIGNED);
  lage_filter_set_text (filter, "Florian");
  lage_filter_set_shows_all_alarms (filter, TRUE);
  lage_filter_set_applies_to_lists (filter, TRUE);
  lage_filter_set_shows_layer (filter, LAGE_FILTER_LABELS, FALSE);
  lage_filter_set_shows_layer (filter, LAGE_FILTER_TRACKS, TRUE);
}

static void
test_file (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GKeyFile) key_file = g_key_file_new ();
  g_autoptr(GPtrArray) unknown = NULL;
  g_autoptr(LageFilter) read = NULL;
  g_autofree char *text = NULL;

  fill (fixture->filter);
  lage_filter_save (fixture->filter, key_file, "Filter");
  text = g_key_file_to_data (key_file, NULL, NULL);
  g_assert_cmpstr (text, ==,
                   "[Filter]\n"
                   "hide-kinds=note;sensor;\n"
                   "hide-organisations=police;\n"
                   "hide-unit-states=2;unknown;\n"
                   "hide-task-states=draft;\n"
                   "hide-ages=silent;\n"
                   "hide-layers=labels;\n"
                   "show-layers=tracks;\n"
                   "only-without-section=true\n"
                   "only-sections=Wilhelmsburg\\;Süd;\n"
                   "heard-within-min=30\n"
                   "attention=notice\n"
                   "units=without-task\n"
                   "incidents-and-tasks=with-units\n"
                   "text=Florian\n"
                   "show-all-alarms=true\n"
                   "filter-lists=true\n");

  read = lage_filter_load (key_file, "Filter", &unknown);
  g_assert_cmpuint (unknown->len, ==, 0);
  g_assert_true (lage_filter_equal (read, fixture->filter));
  lage_filter_set_text (read, "");
  g_assert_false (lage_filter_equal (read, fixture->filter));
}

static void
test_empty_file (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(GKeyFile) key_file = g_key_file_new ();
  g_autoptr(GPtrArray) unknown = NULL;
  g_autoptr(LageFilter) read = NULL;

  lage_filter_save (fixture->filter, key_file, "Filter");
  g_assert_false (g_key_file_has_group (key_file, "Filter"));
  read = lage_filter_load (key_file, "Filter", &unknown);
  g_assert_cmpuint (unknown->len, ==, 0);
  g_assert_true (lage_filter_equal (read, fixture->filter));
}

/* What a newer version wrote is not obeyed, is said, and is still there when it is written again. */
static void
test_unknown_words (Fixture       *fixture,
                    gconstpointer  data)
{
  static const char text[] = "[Filter]\n"
                             "hide-kinds=drone;submarine;\n"
                             "hide-unit-states=77;\n"
                             "units=lost\n"
                             "heard-within-min=-4\n"
                             "hide-moods=bad;\n";
  static const char *const expected[] = {
    "hide-kinds=submarine", "hide-unit-states=77", "heard-within-min=-4", "units=lost",
    "hide-moods",
  };
  g_autoptr(GKeyFile) key_file = g_key_file_new ();
  g_autoptr(GPtrArray) unknown = NULL;
  g_autoptr(LageFilter) read = NULL;
  g_autofree char *kinds = NULL;
  g_autofree char *states = NULL;

  g_assert_true (g_key_file_load_from_data (key_file, text, sizeof text - 1, G_KEY_FILE_NONE,
                                            NULL));
  read = lage_filter_load (key_file, "Filter", &unknown);
  g_assert_cmpuint (unknown->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < unknown->len; i++)
    g_assert_cmpstr (g_ptr_array_index (unknown, i), ==, expected[i]);
  g_assert_false (lage_filter_shows_kind (read, LAGE_KIND_DRONE));
  g_assert_cmpuint (lage_filter_get_max_age_min (read), ==, 0);

  lage_filter_assign (fixture->filter, read);
  lage_filter_save (fixture->filter, key_file, "Filter");
  kinds = g_key_file_get_value (key_file, "Filter", "hide-kinds", NULL);
  states = g_key_file_get_value (key_file, "Filter", "hide-unit-states", NULL);
  g_assert_cmpstr (kinds, ==, "drone;submarine;");
  g_assert_cmpstr (states, ==, "77;");
}

static void
test_assign (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(LageFilter) other = lage_filter_new ();

  fill (other);
  lage_filter_assign (fixture->filter, other);
  g_assert_true (lage_filter_equal (fixture->filter, other));
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  lage_filter_assign (fixture->filter, other);
  g_assert_cmpuint (fixture->n_changed, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add ("/views/filter/" path, Fixture, NULL, set_up, func, tear_down)

  ADD ("hides-nothing-at-first", test_hides_nothing_at_first);
  ADD ("kinds", test_kinds);
  ADD ("organisations", test_organisations);
  ADD ("states", test_states);
  ADD ("task-states", test_task_states);
  ADD ("foreign-state", test_foreign_state);
  ADD ("attention", test_attention);
  ADD ("all-alarms", test_all_alarms);
  ADD ("freshness", test_freshness);
  ADD ("max-age", test_max_age);
  ADD ("sections", test_sections);
  ADD ("assignment", test_assignment);
  ADD ("text", test_text);
  ADD ("clear-keeps-layers", test_clear_keeps_layers);
  ADD ("file", test_file);
  ADD ("empty-file", test_empty_file);
  ADD ("unknown-words", test_unknown_words);
  ADD ("assign", test_assign);

  return g_test_run ();
}
