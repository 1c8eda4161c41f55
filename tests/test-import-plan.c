/* test-import-plan.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "exchange-fixture.h"
#include "lage-error.h"
#include "lage-geometry.h"
#include "lage-import-plan.h"
#include "lage-session.h"
#include "test-directory.h"

typedef struct
{
  char        *directory;
  LageSession *session;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(LageOperation) operation = NULL;

  fixture->directory = test_directory_make ();
  operation = lage_operation_create (fixture->directory, "Nikolaus", TRUE, "", &error);
  g_assert_no_error (error);
  fixture->session = lage_session_open (fixture->directory, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  lage_session_close (fixture->session);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->session);
  test_directory_remove (fixture->directory);
  g_free (fixture->directory);
}

static LageImportPlan *
plan_text (const char *name,
           const char *text,
           LageKind    kind,
           int         epsg,
           GError    **error)
{
  g_autoptr(LageImportFile) file = exchange_read_text (name, text, error);
  g_autoptr(LageImportMapping) mapping = NULL;

  if (file == NULL)
    return NULL;
  mapping = lage_import_mapping_new (file, 0);
  mapping->epsg = epsg;
  if (kind != LAGE_KIND_NONE)
    lage_import_mapping_set_kind (mapping, file, kind);
  return lage_import_plan_new (file, mapping, NULL, NULL, NULL, error);
}

static const LageDraft *
get_draft (const LageImportPlan *plan,
           guint                 index)
{
  return g_ptr_array_index (plan->drafts, index);
}

static const char *
get_text (const LageDraft *draft,
          LageField        field)
{
  const LageChange *change = lage_draft_find (draft, field);

  return change != NULL ? change->value.text : NULL;
}

static gint64
get_int (const LageDraft *draft,
         LageField        field)
{
  const LageChange *change = lage_draft_find (draft, field);

  return change != NULL ? change->value.integer : -1;
}

static const LageImportProblem *
get_problem (const LageImportPlan *plan,
             guint                 index)
{
  return g_ptr_array_index (plan->problems, index);
}

/* Plans --------------------------------------------------------------------------------------- */

static void
test_gates (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(LageImportPlan) plan = plan_text ("Fluttore.geojson", exchange_geojson, LAGE_KIND_NONE,
                                              0, &error);
  const LageDraft *draft;

  g_assert_no_error (error);
  g_assert_cmpuint (plan->n_features, ==, 2);
  g_assert_cmpuint (plan->problems->len, ==, 0);
  draft = get_draft (plan, 1);
  g_assert_cmpint (draft->kind, ==, LAGE_KIND_FLOOD_GATE);
  g_assert_cmpstr (draft->source, ==, "import:Fluttore.geojson");
  g_assert_cmpstr (get_text (draft, LAGE_FIELD_EXTERNAL_ID), ==, "import:Fluttore.geojson:T2");
  g_assert_cmpstr (get_text (draft, LAGE_FIELD_NAME), ==, "Tor Nord");
  g_assert_cmpint (get_int (draft, LAGE_FIELD_GATE_STATE), ==, LAGE_GATE_CLOSED);
  g_assert_cmpstr (get_text (draft, LAGE_FIELD_DESCRIPTION), ==, "id: T2\nhoehe: 7.3");
  g_assert_true (plan->has_extent);
  g_assert_cmpint (plan->south_west.latitude_e7, ==, 535450000);
  g_assert_cmpint (plan->north_east.longitude_e7, ==, 99800000);
}

static void
test_drawings (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(LageImportPlan) plan = plan_text ("deiche.kml", exchange_kml, LAGE_KIND_NONE, 0,
                                              &error);
  g_autoptr(GArray) parts = NULL;
  const LageDraft *line, *area;

  g_assert_no_error (error);
  g_assert_cmpuint (plan->drafts->len, ==, 2);
  line = get_draft (plan, 0);
  area = get_draft (plan, 1);
  g_assert_cmpint (line->kind, ==, LAGE_KIND_AREA);
  g_assert_cmpint (get_int (line, LAGE_FIELD_SHAPE), ==, LAGE_SHAPE_LINE);
  g_assert_cmpint (get_int (line, LAGE_FIELD_AREA_TYPE), ==, LAGE_AREA_DIKE_SECTION);
  g_assert_cmpint (get_int (area, LAGE_FIELD_SHAPE), ==, LAGE_SHAPE_AREA);
  parts = lage_geometry_decode (lage_draft_find (area, LAGE_FIELD_AREA)->value.geometry, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (parts->len, ==, 2);
  g_assert_cmpint (g_array_index (parts, LageGeometryPart, 0).type, ==, LAGE_GEOMETRY_RING);
  g_assert_cmpint (g_array_index (parts, LageGeometryPart, 1).type, ==, LAGE_GEOMETRY_HOLE);
}

/* Every system of the list, with the same place in Hamburg (control values from PROJ's cs2cs). */
static void
test_systems (void)
{
  static const struct
  {
    int         epsg;
    const char *x;
    const char *y;
  } cases[] = {
    { 4326, "9.97", "53.545" },             { 4258, "9.97", "53.545" },
    { 25832, "564273.48", "5933337.70" },     { 25833, "166826.84", "5944675.97" },
    { 3857, "1109855.32", "7084451.38" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("Name;X;Y\nDom;%s;%s\n", cases[i].x, cases[i].y);
      g_autoptr(GError) error = NULL;
      g_autoptr(LageImportPlan) plan = plan_text ("a.csv", text, LAGE_KIND_NOTE, cases[i].epsg,
                                                  &error);
      const LageChange *position;
      LagePoint expected;

      g_assert_no_error (error);
      g_assert_cmpuint (plan->drafts->len, ==, 1);
      position = lage_draft_find (get_draft (plan, 0), LAGE_FIELD_POSITION);
      g_assert_true (lage_point_init (&expected, 53.545, 9.97));
      g_test_message ("EPSG:%d: %g m away", cases[i].epsg,
                      lage_point_get_distance_m (&position->value.point, &expected));
      g_assert_cmpfloat (lage_point_get_distance_m (&position->value.point, &expected), <, 5.0);
    }
}

/* Gauss-Krüger stands on another datum, whose shift is known to a few metres without a grid. */
static void
test_gauss_krueger (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(LageImportPlan) plan = plan_text ("a.csv", "Name;Rechtswert;Hochwert\n"
                                                       "Dom;3564369,53;5935272,64\n",
                                              LAGE_KIND_NOTE, 31467, &error);
  const LageChange *position;
  LagePoint expected;

  g_assert_no_error (error);
  position = lage_draft_find (get_draft (plan, 0), LAGE_FIELD_POSITION);
  g_assert_true (lage_point_init (&expected, 53.545, 9.97));
  g_assert_cmpfloat (lage_point_get_distance_m (&position->value.point, &expected), <, 10.0);
}

static void
test_no_system (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(LageImportPlan) plan = plan_text ("a.csv", "Name;X;Y\na;565000;5930000\n",
                                              LAGE_KIND_NOTE, 0, &error);

  g_assert_null (plan);
  g_assert_error (error, LAGE_ERROR, LAGE_ERROR_FORBIDDEN);
  g_clear_error (&error);
  g_assert_null (plan_text ("a.csv", "Name;X;Y\na;565000;5930000\n", LAGE_KIND_NOTE, 999999,
                            &error));
  g_assert_error (error, LAGE_ERROR, LAGE_ERROR_NOT_FOUND);
}

static void
test_problems (void)
{
  const char *text =
    "{\"type\":\"FeatureCollection\",\"features\":["
    "{\"type\":\"Feature\",\"properties\":{\"id\":1,\"name\":\"gut\"},"
    "\"geometry\":{\"type\":\"Point\",\"coordinates\":[9.9,53.5]}},"
    "{\"type\":\"Feature\",\"properties\":{\"id\":2},\"geometry\":null},"
    "{\"type\":\"Feature\",\"properties\":{\"id\":3},"
    "\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[9.9,53.5],[10,53]]}},"
    "{\"type\":\"Feature\",\"properties\":{\"id\":4},"
    "\"geometry\":{\"type\":\"MultiPoint\",\"coordinates\":[[9.9,53.5],[10,53]]}},"
    "{\"type\":\"Feature\",\"properties\":{\"id\":5},\"geometry\":{\"type\":\"GeometryCollection\","
    "\"geometries\":[{\"type\":\"Point\",\"coordinates\":[9.9,53.5]},"
    "{\"type\":\"LineString\",\"coordinates\":[[9.9,53.5],[10,53]]}]}},"
    "{\"type\":\"Feature\",\"properties\":{\"id\":6,\"status\":\"17\"},"
    "\"geometry\":{\"type\":\"Point\",\"coordinates\":[9.9,53.5]}},"
    "{\"type\":\"Feature\",\"properties\":{\"id\":7},"
    "\"geometry\":{\"type\":\"Point\",\"coordinates\":[9.9,99]}}]}";
  static const LageImportReason reasons[] = {
    LAGE_IMPORT_REASON_NO_PLACE, LAGE_IMPORT_REASON_NOT_A_POINT,
    LAGE_IMPORT_REASON_SEVERAL_POINTS, LAGE_IMPORT_REASON_MIXED, LAGE_IMPORT_REASON_VALUE,
    LAGE_IMPORT_REASON_OUTSIDE,
  };
  g_autoptr(GError) error = NULL;
  g_autoptr(LageImportFile) file = exchange_read_text ("a.json", text, &error);
  g_autoptr(LageImportMapping) mapping = NULL;
  g_autoptr(LageImportPlan) plan = NULL;
  g_autofree char *words = NULL;
  guint index;

  g_assert_no_error (error);
  mapping = lage_import_mapping_new (file, 0);
  lage_import_mapping_set_kind (mapping, file, LAGE_KIND_UNIT);
  mapping->epsg = 4326;
  /* Values that mean nothing are not mapped unless somebody wants it. */
  g_assert_true (lage_import_layer_find_field (lage_import_file_get_layer (file, 0), "status",
                                               &index));
  g_assert_cmpint (mapping->targets[index], ==, LAGE_FIELD_NONE);
  lage_import_mapping_set_target (mapping, index, LAGE_FIELD_STATUS);

  plan = lage_import_plan_new (file, mapping, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (plan->n_features, ==, 7);
  g_assert_cmpuint (plan->drafts->len, ==, 1);
  g_assert_cmpuint (plan->problems->len, ==, G_N_ELEMENTS (reasons));
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      g_autofree char *sentence = lage_import_problem_to_text (get_problem (plan, i));

      g_assert_cmpuint (get_problem (plan, i)->number, ==, i + 2);
      g_assert_cmpint (get_problem (plan, i)->reason, ==, reasons[i]);
      g_assert_cmpint (*sentence, !=, '\0');
    }
  words = lage_import_problem_to_text (get_problem (plan, 4));
  g_assert_nonnull (strstr (words, "17"));
}

static void
test_bad_coordinates (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(LageImportPlan) plan = plan_text ("a.csv", "name;lat;lon\n"
                                                       "a;53,5;9,9\n"
                                                       "b;NaN;9,9\n"
                                                       "c;inf;9,9\n"
                                                       "d;91;9,9\n"
                                                       "e;53,5;1e300\n"
                                                       "f;;\n", LAGE_KIND_NOTE, 4326, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (plan->drafts->len, ==, 1);
  g_assert_cmpuint (plan->problems->len, ==, 5);
  g_assert_cmpint (get_problem (plan, 0)->reason, ==, LAGE_IMPORT_REASON_NO_PLACE);
  g_assert_cmpint (get_problem (plan, 2)->reason, ==, LAGE_IMPORT_REASON_OUTSIDE);
  g_assert_cmpint (get_problem (plan, 3)->reason, ==, LAGE_IMPORT_REASON_OUTSIDE);
}

/* Degrees taken for metres, and the other way round: nothing of it is on earth, or near. */
static void
test_wrong_system (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(LageImportPlan) plan = plan_text ("a.csv", "name;x;y\na;565000;5930000\n",
                                              LAGE_KIND_NOTE, 4326, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (plan->drafts->len, ==, 0);
  g_assert_cmpint (get_problem (plan, 0)->reason, ==, LAGE_IMPORT_REASON_OUTSIDE);
}

static void
test_ids (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(LageImportFile) file = exchange_read_text ("a.csv", "nr;wer;lat;lon\n"
                                                                "1;x;53,5;9,9\n"
                                                                "2;x;53,5;9,9\n"
                                                                "3;;53,5;9,9\n", &error);
  g_autoptr(LageImportMapping) mapping = NULL;
  g_autoptr(LageImportPlan) plan = NULL;

  g_assert_no_error (error);
  mapping = lage_import_mapping_new (file, 0);
  g_assert_cmpstr (mapping->id_field, ==, "nr");
  g_free (mapping->id_field);
  mapping->id_field = g_strdup ("wer");
  plan = lage_import_plan_new (file, mapping, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (plan->drafts->len, ==, 1);
  g_assert_cmpint (get_problem (plan, 0)->reason, ==, LAGE_IMPORT_REASON_SAME_ID);
  g_assert_cmpint (get_problem (plan, 1)->reason, ==, LAGE_IMPORT_REASON_NO_ID);
}

static void
test_constants (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(LageImportFile) file = exchange_read_text ("deiche.kml", exchange_kml, &error);
  g_autoptr(LageImportMapping) mapping = lage_import_mapping_new (file, 0);
  g_autoptr(LageImportMapping) copy = NULL;
  g_autoptr(LageImportPlan) plan = NULL;

  mapping->keeps_rest = FALSE;
  lage_import_mapping_take_constant (mapping, LAGE_FIELD_AREA_TYPE,
                                     lage_value_int (LAGE_AREA_CLOSURE));
  lage_import_mapping_take_constant (mapping, LAGE_FIELD_AREA_TYPE,
                                     lage_value_int (LAGE_AREA_DANGER));
  copy = lage_import_mapping_copy (mapping);
  plan = lage_import_plan_new (file, copy, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  /* The first says itself what it is. */
  g_assert_cmpint (get_int (get_draft (plan, 0), LAGE_FIELD_AREA_TYPE), ==,
                   LAGE_AREA_DIKE_SECTION);
  g_assert_cmpint (get_int (get_draft (plan, 1), LAGE_FIELD_AREA_TYPE), ==, LAGE_AREA_DANGER);
  g_assert_cmpstr (get_text (get_draft (plan, 1), LAGE_FIELD_DESCRIPTION), ==, NULL);
}

static void
test_shapefile (void)
{
  g_autoptr(GBytes) archive = exchange_make_shapefile (31467, 3564369.53, 5935272.64, 1000, FALSE);
  g_autoptr(GError) error = NULL;
  g_autoptr(LageImportFile) file = exchange_read ("flaechen.zip", archive, &error);
  g_autoptr(LageImportMapping) mapping = NULL;
  g_autoptr(LageImportPlan) plan = NULL;
  LagePoint corner;

  g_assert_no_error (error);
  mapping = lage_import_mapping_new (file, 0);
  g_assert_null (lage_import_plan_new (file, mapping, NULL, NULL, NULL, &error));
  g_assert_error (error, LAGE_ERROR, LAGE_ERROR_FORBIDDEN);
  g_clear_error (&error);
  mapping->epsg = 31467;
  plan = lage_import_plan_new (file, mapping, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (plan->drafts->len, ==, 2);
  g_assert_true (lage_point_init (&corner, 53.545, 9.97));
  /* The corner of a grid that is turned a little against north. */
  g_assert_cmpfloat (lage_point_get_distance_m (&plan->south_west, &corner), <, 60.0);
}

/* The picture --------------------------------------------------------------------------------- */

static void
edited_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  lage_session_edit_finish (LAGE_SESSION (object), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
turned_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
import_text (Fixture          *fixture,
             const char       *text,
             LageImportCounts *counts)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(LageImportPlan) plan = plan_text ("Fluttore.geojson", text, LAGE_KIND_NONE, 0, &error);
  g_autoptr(GPtrArray) drafts = NULL;
  gboolean is_done = FALSE;

  g_assert_no_error (error);
  drafts = lage_import_plan_make_drafts (plan, lage_session_get_situation (fixture->session),
                                         counts);
  if (drafts->len == 0)
    return;
  lage_session_edit_async (fixture->session, drafts, "Import", NULL, edited_cb, &is_done);
  while (!is_done)
    g_main_context_iteration (NULL, TRUE);
}

static void
undo (Fixture *fixture)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  guint n_left;

  lage_session_undo_async (fixture->session, NULL, turned_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  lage_session_turn_finish (fixture->session, result, NULL, &n_left, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_left, ==, 0);
}

static LageEntity *
find_gate (Fixture    *fixture,
           const char *name)
{
  LageId id;

  lage_id_init_external (&id, "import", name);
  return lage_situation_find (lage_session_get_situation (fixture->session), &id);
}

static void
assert_counts (const LageImportCounts *counts,
               guint                   n_new,
               guint                   n_changed,
               guint                   n_unchanged)
{
  g_assert_cmpuint (counts->n_new, ==, n_new);
  g_assert_cmpuint (counts->n_changed, ==, n_changed);
  g_assert_cmpuint (counts->n_unchanged, ==, n_unchanged);
  g_assert_cmpuint (counts->n_other_kind, ==, 0);
}

/* Once, again, changed, taken back in single steps, and once more. */
static void
test_again (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GString) changed = g_string_new (exchange_geojson);
  LageImportCounts counts;
  LageEntity *south;

  g_string_replace (changed, "\"offen\"", "\"geschlossen\"", 1);
  g_string_replace (changed, ", \"hoehe\": 7.5", "", 1);

  import_text (fixture, exchange_geojson, &counts);
  assert_counts (&counts, 2, 0, 0);
  south = find_gate (fixture, "Fluttore.geojson:T1");
  g_assert_cmpint (lage_entity_get_int (south, LAGE_FIELD_GATE_STATE, 0), ==, LAGE_GATE_OPEN);

  import_text (fixture, exchange_geojson, &counts);
  assert_counts (&counts, 0, 0, 2);
  import_text (fixture, changed->str, &counts);
  assert_counts (&counts, 0, 1, 1);
  g_assert_cmpint (lage_entity_get_int (south, LAGE_FIELD_GATE_STATE, 0), ==, LAGE_GATE_CLOSED);
  g_assert_cmpstr (lage_entity_get_text (south, LAGE_FIELD_DESCRIPTION), ==, "id: T1");

  undo (fixture);
  g_assert_cmpint (lage_entity_get_int (south, LAGE_FIELD_GATE_STATE, 0), ==, LAGE_GATE_OPEN);
  g_assert_cmpstr (lage_entity_get_text (south, LAGE_FIELD_DESCRIPTION), ==, "id: T1\nhoehe: 7.5");
  undo (fixture);
  g_assert_true (lage_entity_is_archived (south));
  g_assert_true (lage_entity_is_archived (find_gate (fixture, "Fluttore.geojson:T2")));

  import_text (fixture, exchange_geojson, &counts);
  assert_counts (&counts, 2, 0, 0);
  g_assert_false (lage_entity_is_archived (south));
  undo (fixture);
  g_assert_true (lage_entity_is_archived (south));
}

/* What a person has said since stays, unless the file says something new. */
static void
test_by_hand (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_draft_free);
  g_autoptr(GString) changed = g_string_new (exchange_geojson);
  LageImportCounts counts;
  gboolean is_done = FALSE;
  LageEntity *south;
  LageDraft *draft;

  import_text (fixture, exchange_geojson, &counts);
  south = find_gate (fixture, "Fluttore.geojson:T1");
  draft = lage_draft_new (LAGE_KIND_FLOOD_GATE, lage_entity_get_id (south));
  lage_draft_set_text (draft, LAGE_FIELD_NAME, "Tor 1");
  g_ptr_array_add (drafts, draft);
  lage_session_edit_async (fixture->session, drafts, "Name", NULL, edited_cb, &is_done);
  while (!is_done)
    g_main_context_iteration (NULL, TRUE);

  import_text (fixture, exchange_geojson, &counts);
  assert_counts (&counts, 0, 0, 2);
  g_assert_cmpstr (lage_entity_get_text (south, LAGE_FIELD_NAME), ==, "Tor 1");
  g_string_replace (changed, "Tor Süd", "Tor Südost", 1);
  import_text (fixture, changed->str, &counts);
  assert_counts (&counts, 0, 1, 1);
  g_assert_cmpstr (lage_entity_get_text (south, LAGE_FIELD_NAME), ==, "Tor Südost");
}

static void
test_other_kind (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(LageImportPlan) plan = NULL;
  g_autoptr(GPtrArray) drafts = NULL;
  LageImportCounts counts;

  import_text (fixture, exchange_geojson, &counts);
  plan = plan_text ("Fluttore.geojson", exchange_geojson, LAGE_KIND_NOTE, 0, NULL);
  drafts = lage_import_plan_make_drafts (plan, lage_session_get_situation (fixture->session),
                                         &counts);
  g_assert_cmpuint (counts.n_other_kind, ==, 2);
  g_assert_cmpuint (drafts->len, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/exchange/import-plan/gates", test_gates);
  g_test_add_func ("/exchange/import-plan/drawings", test_drawings);
  g_test_add_func ("/exchange/import-plan/systems", test_systems);
  g_test_add_func ("/exchange/import-plan/gauss-krueger", test_gauss_krueger);
  g_test_add_func ("/exchange/import-plan/no-system", test_no_system);
  g_test_add_func ("/exchange/import-plan/problems", test_problems);
  g_test_add_func ("/exchange/import-plan/bad-coordinates", test_bad_coordinates);
  g_test_add_func ("/exchange/import-plan/wrong-system", test_wrong_system);
  g_test_add_func ("/exchange/import-plan/ids", test_ids);
  g_test_add_func ("/exchange/import-plan/constants", test_constants);
  g_test_add_func ("/exchange/import-plan/shapefile", test_shapefile);
#define ADD(path, function) g_test_add ("/exchange/import-plan/" path, Fixture, NULL, set_up, \
                                        function, tear_down)
  ADD ("again", test_again);
  ADD ("by-hand", test_by_hand);
  ADD ("other-kind", test_other_kind);

  return g_test_run ();
}
