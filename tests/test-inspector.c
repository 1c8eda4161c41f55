/* test-inspector.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-field-row.h"
#include "lage-format.h"
#include "lage-geometry.h"
#include "lage-inspector.h"
#include "lage-series-chart.h"
#include "lage-task-state.h"
#include "window-fixture.h"

#define NBSP "\302\240"

typedef struct
{
  SessionFixture base;
  LageInspector *inspector;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  session_fixture_set_up (&fixture->base, data);
  fixture->inspector = g_object_new (LAGE_TYPE_INSPECTOR, NULL);
  lage_inspector_set_session (fixture->inspector, fixture->base.session, fixture->base.ticker);
  session_fixture_show (&fixture->base, GTK_WIDGET (fixture->inspector));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  session_fixture_tear_down (&fixture->base, data);
}

static gboolean
shows (Fixture    *fixture,
       const char *text)
{
  return fixture_shows (GTK_WIDGET (fixture->inspector), text);
}

static LageFieldRow *
find_row (Fixture   *fixture,
          LageField  field)
{
  GtkWidget *box = GTK_WIDGET (fixture_child (fixture->inspector, LAGE_TYPE_INSPECTOR,
                                              "fields_box"));

  for (GtkWidget *row = gtk_widget_get_first_child (box); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (lage_field_row_get_spec (LAGE_FIELD_ROW (row))->field == field)
      return LAGE_FIELD_ROW (row);
  return NULL;
}

static LageValue
make_value (const LageFieldSpec *spec,
            const LageId        *other)
{
  g_autoptr(LageGeometryBuilder) builder = NULL;
  g_autoptr(GBytes) geometry = NULL;
  LagePoint point;

  switch (spec->type)
    {
    case LAGE_VALUE_BOOL:
      return lage_value_bool (TRUE);
    case LAGE_VALUE_INT:
      if (spec->merge == LAGE_MERGE_TASK_STATE)
        return lage_value_int (lage_task_state_pack (0, LAGE_TASK_ISSUED));
      return lage_value_int (spec->members != NULL ? spec->members[1].number : 3);
    case LAGE_VALUE_REAL:
      return lage_value_real (12.5);
    case LAGE_VALUE_TEXT:
      return lage_value_text ("Words of it");
    case LAGE_VALUE_TIME:
      return lage_value_time (FIXTURE_NOW_US);
    case LAGE_VALUE_ENTITY:
      return lage_value_entity (other);
    case LAGE_VALUE_GEOMETRY:
      builder = lage_geometry_builder_new ();
      lage_point_init (&point, 53.5, 10.0);
      lage_geometry_builder_add_circle (builder, &point, 1000.0);
      geometry = lage_geometry_builder_end (builder, NULL);
      return lage_value_geometry (geometry);
    case LAGE_VALUE_POINT:
      lage_point_init (&point, 53.5, 10.0);
      return lage_value_point (point);
    case LAGE_VALUE_NONE:
    default:
      g_assert_not_reached ();
    }
}

/* An entity of which everything is known that can be. */
static LageEntity *
add_full (Fixture      *fixture,
          LageKind      kind,
          const LageId *other)
{
  LageDraft *draft = lage_draft_new_external (kind, "test", lage_kind_get_token (kind));
  const LageFieldSpec *fields;
  guint n_fields;

  draft->observed_at_us = FIXTURE_NOW_US;
  fields = lage_schema_get_fields (kind, &n_fields);
  for (guint i = 0; i < n_fields; i++)
    if (fields[i].field != LAGE_FIELD_SAME_AS && fields[i].field != LAGE_FIELD_ARCHIVED
        && fields[i].field != LAGE_FIELD_EXTERNAL_ID)
      lage_draft_take_change (draft, (LageChange) {
                                       .field = fields[i].field,
                                       .verb = fields[i].merge == LAGE_MERGE_SET ? LAGE_VERB_ADD
                                                                                 : LAGE_VERB_SET,
                                       .value = make_value (&fields[i], other) });
  return fixture_take (fixture->base.session, "radio", draft);
}

static void
test_each_kind_shows_its_fields (Fixture       *fixture,
                                 gconstpointer  data)
{
  LageEntity *unit = fixture_add_unit (fixture->base.session, "Florian 12", 1, 53.55, 9.93);

  for (guint kind = LAGE_KIND_GAUGE; kind < LAGE_N_KINDS; kind++)
    {
      LageEntity *entity = add_full (fixture, (LageKind) kind, lage_entity_get_id (unit));
      const LageFieldSpec *fields;
      guint n_fields;

      lage_inspector_set_entity (fixture->inspector, entity);
      g_assert_true (shows (fixture, lage_kind_get_label ((LageKind) kind)));
      g_assert_true (shows (fixture, lage_entity_get_title (entity)));
      fields = lage_schema_get_fields ((LageKind) kind, &n_fields);
      for (guint i = 0; i < n_fields; i++)
        {
          LageFieldRow *row = find_row (fixture, fields[i].field);

          g_test_message ("%s %s", lage_kind_get_token ((LageKind) kind), fields[i].token);
          if (fields[i].field == LAGE_FIELD_SAME_AS || fields[i].field == LAGE_FIELD_ARCHIVED
              || fields[i].field == LAGE_FIELD_NAME || fields[i].field == LAGE_FIELD_SIGN)
            {
              g_assert_null (row);
              continue;
            }
          g_assert_nonnull (fixture_find (GTK_WIDGET (row), fixture_is_label,
                                          lage_format_field (&fields[i])));
          if (fields[i].field == LAGE_FIELD_EXTERNAL_ID)
            g_assert_nonnull (fixture_find (GTK_WIDGET (row), fixture_has_words, "test:"));
          else if (fields[i].type == LAGE_VALUE_TEXT)
            g_assert_nonnull (fixture_find (GTK_WIDGET (row), fixture_is_label, "Words of it"));
          if (fields[i].type == LAGE_VALUE_ENTITY)
            g_assert_nonnull (fixture_find (GTK_WIDGET (row), fixture_is_label, "Florian 12"));
          g_assert_nonnull (fixture_find (GTK_WIDGET (row), fixture_has_words, "radio"));
        }
    }
}

static void
test_shows_candidates_with_their_sources (Fixture       *fixture,
                                          gconstpointer  data)
{
  LageEntity *unit = fixture_add_unit (fixture->base.session, "Florian 12", 3, 53.55, 9.93);
  LageDraft *draft = lage_draft_new (LAGE_KIND_UNIT, lage_entity_get_id (unit));
  GtkWidget *row;

  draft->observed_at_us = FIXTURE_NOW_US - 5 * G_TIME_SPAN_MINUTE;
  lage_draft_set_int (draft, LAGE_FIELD_STATUS, 4);
  fixture_take (fixture->base.session, "tablet", draft);

  lage_inspector_set_entity (fixture->inspector, unit);
  row = GTK_WIDGET (find_row (fixture, LAGE_FIELD_STATUS));
  g_assert_nonnull (fixture_find (row, fixture_is_label, "3 En route"));
  g_assert_nonnull (fixture_find (row, fixture_is_label, "✓ radio"));
  g_assert_nonnull (fixture_find (row, fixture_has_words, "tablet"));
  g_assert_nonnull (fixture_find (row, fixture_is_label, "4 On scene"));
  g_assert_nonnull (fixture_find (row, fixture_is_label, "● 5 min"));
}

static void
test_follows_changes (Fixture       *fixture,
                      gconstpointer  data)
{
  LageEntity *unit = fixture_add_unit (fixture->base.session, "Florian 12", 3, 53.55, 9.93);
  LageDraft *draft = lage_draft_new (LAGE_KIND_UNIT, lage_entity_get_id (unit));

  lage_inspector_set_entity (fixture->inspector, unit);
  g_assert_true (shows (fixture, "3 En route"));
  g_assert_null (find_row (fixture, LAGE_FIELD_STRENGTH));
  draft->observed_at_us = FIXTURE_NOW_US;
  lage_draft_set_int (draft, LAGE_FIELD_STATUS, 4);
  lage_draft_set_text (draft, LAGE_FIELD_STRENGTH, "0/1/8/9");
  fixture_take (fixture->base.session, "radio", draft);
  fixture_wait_until (shows (fixture, "4 On scene"));
  g_assert_null (fixture_find (GTK_WIDGET (find_row (fixture, LAGE_FIELD_STATUS)),
                               fixture_is_label, "3 En route"));
  g_assert_nonnull (find_row (fixture, LAGE_FIELD_STRENGTH));

  lage_inspector_set_entity (fixture->inspector, NULL);
  g_assert_true (shows (fixture, "Nothing selected"));
  g_assert_null (lage_inspector_get_entity (fixture->inspector));
}

static void
assert_gauge (Fixture    *fixture,
              double      level_cm,
              const char *nhn,
              const char *mhw,
              const char *pnp,
              const char *class_words,
              const char *css_class)
{
  LageEntity *gauge = fixture_add_gauge (fixture->base.session, level_cm, FIXTURE_NOW_US);
  GtkWidget *panel, *label;

  lage_inspector_set_entity (fixture->inspector, NULL);
  lage_inspector_set_entity (fixture->inspector, gauge);
  panel = fixture_find (GTK_WIDGET (fixture->inspector), fixture_is_type, "LageGaugePanel");
  gtk_test_widget_wait_for_draw (panel);
  g_assert_true (fixture_shows (panel, nhn));
  g_assert_true (fixture_shows (panel, mhw));
  g_assert_true (fixture_shows (panel, pnp));
  g_assert_true (fixture_shows (panel, "MHW 2.15" NBSP "m" " NHN"));
  label = fixture_find (panel, fixture_has_words, class_words);
  g_assert_nonnull (label);
  g_assert_cmpint (gtk_widget_has_css_class (label, "warning"), ==,
                   g_strcmp0 (css_class, "warning") == 0);
  g_assert_cmpint (gtk_widget_has_css_class (label, "error"), ==,
                   g_strcmp0 (css_class, "error") == 0);
}

/* Mean high water of St. Pauli is 2.15 m above NHN, gauge zero 5 m below. */
static void
test_gauge_figures (Fixture       *fixture,
                    gconstpointer  data)
{
  static const double levels_cm[] = { 700, 864, 865, 964, 965, 1064, 1065 };
  static const char *const words[] = {
    "No storm surge", "No storm surge", "Storm surge", "Storm surge",
    "Severe storm surge", "Severe storm surge", "Very severe storm surge",
  };
  static const char *const classes[] = {
    NULL, NULL, "warning", "warning", "error", "error", "error",
  };

  for (guint i = 0; i < G_N_ELEMENTS (levels_cm); i++)
    {
      double above_m = levels_cm[i] / 100.0 - 5.0 - 2.15;
      g_autofree char *nhn = g_strdup_printf ("%.2f" NBSP "m NHN", levels_cm[i] / 100.0 - 5.0);
      g_autofree char *mhw = g_strdup_printf ("MHW %s%.2f" NBSP "m", above_m < 0 ? "−" : "+",
                                              ABS (above_m));
      g_autofree char *pnp = g_strdup_printf ("%.0f" NBSP "cm PNP", levels_cm[i]);

      g_test_message ("%g cm", levels_cm[i]);
      assert_gauge (fixture, levels_cm[i], nhn, mhw, pnp, words[i], classes[i]);
    }
  /* And down again: the colour goes with the class. */
  assert_gauge (fixture, 900, "4.00" NBSP "m NHN", "+1.85" NBSP "m", "900" NBSP "cm PNP",
                "Storm surge", "warning");
  assert_gauge (fixture, 600, "1.00" NBSP "m NHN", "−1.15" NBSP "m", "600" NBSP "cm PNP",
                "No storm surge", NULL);
}

/* Without a mean high water nothing is said of storm surges, least of all that there is none. */
static void
test_gauge_without_mean_high_water (Fixture       *fixture,
                                    gconstpointer  data)
{
  LageDraft *draft = fixture_draft (LAGE_KIND_GAUGE, "Somewhere");

  lage_draft_set_real (draft, LAGE_FIELD_LEVEL_CM, 1010);
  lage_draft_set_real (draft, LAGE_FIELD_GAUGE_ZERO_NHN_M, -5.02);
  lage_inspector_set_entity (fixture->inspector,
                             fixture_take (fixture->base.session, "pegelonline", draft));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->inspector));
  g_assert_true (shows (fixture, "5.08" NBSP "m NHN"));
  g_assert_true (shows (fixture, "MHW –"));
  g_assert_true (shows (fixture, "No mean high water is known for this gauge"));
  g_assert_false (shows (fixture, "torm surge"));
}

static void
test_gauge_course (Fixture       *fixture,
                   gconstpointer  data)
{
  GtkWidget *chart;
  LageEntity *gauge = NULL;
  g_autoptr(GdkTexture) with_series = NULL;
  g_autoptr(GdkTexture) without_series = NULL;
  g_autoptr(GBytes) with_bytes = NULL;
  g_autoptr(GBytes) without_bytes = NULL;

  gauge = fixture_add_gauge (fixture->base.session, 640, FIXTURE_NOW_US - 6 * G_TIME_SPAN_HOUR);
  for (int minute = -30; minute <= 0; minute += 10)
    gauge = fixture_add_gauge (fixture->base.session, 700 + minute,
                               FIXTURE_NOW_US + minute * G_TIME_SPAN_MINUTE);
  lage_inspector_set_entity (fixture->inspector, gauge);
  chart = fixture_find (GTK_WIDGET (fixture->inspector), fixture_is_type, "LageSeriesChart");

  /* 10 cm in ten minutes */
  fixture_wait_until (shows (fixture, "rising 0.60" NBSP "m/h"));
  gtk_test_widget_wait_for_draw (chart);
  with_series = fixture_draw_texture (chart);
  lage_series_chart_set_points (LAGE_SERIES_CHART (chart), NULL, 0);
  gtk_test_widget_wait_for_draw (chart);
  without_series = fixture_draw_texture (chart);
  with_bytes = gdk_texture_save_to_png_bytes (with_series);
  without_bytes = gdk_texture_save_to_png_bytes (without_series);
  g_assert_false (g_bytes_equal (with_bytes, without_bytes));
}

static void
test_task_shows_the_steps_it_can_take (Fixture       *fixture,
                                       gconstpointer  data)
{
  LageDraft *draft = fixture_draft (LAGE_KIND_TASK, "Fill sandbags");
  GtkWidget *inspector = GTK_WIDGET (fixture->inspector);
  LageEntity *task;

  lage_draft_set_int (draft, LAGE_FIELD_TASK_STATE, lage_task_state_pack (0, LAGE_TASK_ISSUED));
  task = fixture_take (fixture->base.session, "radio", draft);
  lage_inspector_set_entity (fixture->inspector, task);
  gtk_test_widget_wait_for_draw (inspector);
  g_assert_true (gtk_widget_get_mapped (fixture_find (inspector, fixture_is_button,
                                                      "_Acknowledged")));
  g_assert_false (gtk_widget_get_mapped (fixture_find (inspector, fixture_is_button, "_Issue")));

  /* A step of somebody else changes what is offered here. */
  draft = lage_draft_new (LAGE_KIND_TASK, lage_entity_get_id (task));
  lage_draft_set_int (draft, LAGE_FIELD_TASK_STATE, lage_task_state_pack (0, LAGE_TASK_DONE));
  fixture_take (fixture->base.session, "radio", draft);
  fixture_wait_until (!gtk_widget_get_mapped (fixture_find (inspector, fixture_is_button,
                                                            "_Acknowledged")));

  lage_inspector_set_entity (fixture->inspector,
                             fixture_add_unit (fixture->base.session, "Florian", 1, 53.5, 9.9));
  g_assert_false (gtk_widget_get_mapped (fixture_find (inspector, fixture_is_type,
                                                       "LageTaskBar")));
}

static void
test_is_accessible (Fixture       *fixture,
                    gconstpointer  data)
{
  GtkWidget *inspector = GTK_WIDGET (fixture->inspector);
  GtkWidget *badge;

  lage_inspector_set_entity (fixture->inspector,
                             fixture_add_unit (fixture->base.session, "Florian", 1, 53.5, 9.9));
  badge = fixture_find (inspector, fixture_is_type, "LageFreshnessBadge");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (badge), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Fresh, 0 s old");
  gtk_test_accessible_assert_property (
    GTK_ACCESSIBLE (fixture_child (fixture->inspector, LAGE_TYPE_INSPECTOR, "fields_box")),
    GTK_ACCESSIBLE_PROPERTY_LABEL, "Fields");
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);

#define ADD(path, func) \
  g_test_add ("/windows/inspector/" path, Fixture, NULL, set_up, func, tear_down)

  ADD ("each-kind-shows-its-fields", test_each_kind_shows_its_fields);
  ADD ("shows-candidates-with-their-sources", test_shows_candidates_with_their_sources);
  ADD ("follows-changes", test_follows_changes);
  ADD ("gauge-figures", test_gauge_figures);
  ADD ("gauge-without-mean-high-water", test_gauge_without_mean_high_water);
  ADD ("gauge-course", test_gauge_course);
  ADD ("task-shows-the-steps-it-can-take", test_task_shows_the_steps_it_can_take);
  ADD ("is-accessible", test_is_accessible);

  return g_test_run ();
}
