/* lage-task-dialog.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-task-dialog.h"

#include <glib/gi18n.h>

#include "lage-discard.h"
#include "lage-edit.h"
#include "lage-entity-summary.h"
#include "lage-format.h"
#include "lage-search-key.h"
#include "lage-task-state.h"

#define MAX_UNITS_SHOWN 400

/**
 * LageTaskDialog:
 *
 * The order form after FwDV 100: unit, mission, means, objective, route; with priority, due time and
 * intent. A new task is saved as a draft or issued at once; a task that was issued keeps its units
 * unless they are changed here.
 */
struct _LageTaskDialog
{
  AdwWindow parent_instance;

  AdwEntryRow   *mission_row;
  AdwComboRow   *priority_row;
  AdwEntryRow   *due_row;
  AdwEntryRow   *location_row;
  AdwEntryRow   *position_row;
  AdwEntryRow   *means_row;
  AdwEntryRow   *route_row;
  AdwEntryRow   *intent_row;
  AdwActionRow  *incident_row;
  GtkListBox    *units_box;
  GtkSearchEntry *units_filter;
  GtkLabel      *units_label;
  GtkLabel      *problem_label;
  GtkWidget     *save_button;
  GtkWidget     *issue_button;

  LageSession   *session;
  LageEntity    *task; /* NULL for a new one */
  LageId         id;
  LageId         incident;
  GHashTable    *units; /* set of LageId: those assigned */
  char          *needle;
  gboolean       is_saving;
};

G_DEFINE_FINAL_TYPE (LageTaskDialog, lage_task_dialog, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_SAVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *
get_text (AdwEntryRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static gint64
get_now_us (LageTaskDialog *self)
{
  return lage_clock_now_us (lage_session_get_clock (self->session));
}

static gboolean
differs (AdwEntryRow *row,
         LageEntity  *entity,
         LageField    field)
{
  const char *old = entity != NULL ? lage_entity_get_text (entity, field) : NULL;

  return g_strcmp0 (get_text (row), old != NULL ? old : "") != 0;
}

/* The place of a new task may have come with the incident, and a unit with the selection. */
static gboolean
is_touched (GtkWindow *window)
{
  LageTaskDialog *self = LAGE_TASK_DIALOG (window);

  return !self->is_saving
         && (differs (self->mission_row, self->task, LAGE_FIELD_NAME)
             || (self->task != NULL
                 && differs (self->location_row, self->task, LAGE_FIELD_LOCATION))
             || differs (self->means_row, self->task, LAGE_FIELD_MEANS)
             || differs (self->route_row, self->task, LAGE_FIELD_ROUTE)
             || differs (self->intent_row, self->task, LAGE_FIELD_INTENT));
}

static void
mark_row (AdwEntryRow *row,
          gboolean     is_wrong)
{
  if (is_wrong)
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
}

static void
validate (LageTaskDialog *self)
{
  const char *problem = NULL;
  gboolean has_mission, is_bad_position, is_bad_due;
  gint64 due_us;
  g_autoptr(GError) error = NULL;
  g_autofree char *mission = NULL;
  g_autofree char *n_units = NULL;
  guint n;

  if (self->session == NULL)
    return;
  n = g_hash_table_size (self->units);
  mission = g_strstrip (g_strdup (get_text (self->mission_row)));
  has_mission = *mission != '\0';
  is_bad_position = !lage_edit_check_position (get_text (self->position_row),
                                               ADW_PREFERENCES_ROW (self->position_row), &error);
  is_bad_due = !lage_edit_parse_time (get_text (self->due_row), get_now_us (self), &due_us);
  mark_row (self->due_row, is_bad_due);
  if (is_bad_due)
    problem = _("The time is not understood. Write hours and minutes, such as 06:30");
  else if (is_bad_position)
    problem = lage_format_position_problem (error);

  gtk_label_set_text (self->problem_label, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), problem != NULL);
  n_units = g_strdup_printf (ngettext ("%u unit assigned", "%u units assigned", n), n);
  gtk_label_set_text (self->units_label, n_units);
  gtk_widget_set_sensitive (self->save_button, has_mission && problem == NULL);
  gtk_widget_set_sensitive (self->issue_button, has_mission && problem == NULL && n > 0);
}

static void
unit_toggled_cb (GtkCheckButton *button,
                 gpointer        user_data)
{
  LageTaskDialog *self = user_data;
  LageEntity *unit = g_object_get_data (G_OBJECT (button), "unit");

  if (gtk_check_button_get_active (button))
    g_hash_table_add (self->units, g_memdup2 (lage_entity_get_id (unit), sizeof (LageId)));
  else
    g_hash_table_remove (self->units, lage_entity_get_id (unit));
  validate (self);
}

static gboolean
matches (LageTaskDialog *self,
         const char     *name)
{
  return self->needle == NULL || lage_search_matches (name, self->needle);
}

static gboolean
filter_unit (GtkListBoxRow *row,
             gpointer       user_data)
{
  return matches (user_data, g_object_get_data (G_OBJECT (row), "name"));
}

static int
compare_units (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  LageTaskDialog *self = user_data;
  LageEntity *first = *(LageEntity **) a, *second = *(LageEntity **) b;
  gboolean first_in = g_hash_table_contains (self->units, lage_entity_get_id (first));
  gboolean second_in = g_hash_table_contains (self->units, lage_entity_get_id (second));

  if (first_in != second_in)
    return first_in ? -1 : 1;
  return g_utf8_collate (lage_entity_get_title (first), lage_entity_get_title (second));
}

static void
append_units (LageTaskDialog *self,
              LageKind        kind,
              GPtrArray      *units)
{
  GListModel *list = lage_situation_get_list (lage_session_get_situation (self->session), kind);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr(LageEntity) unit = g_list_model_get_item (list, i);

      if (matches (self, lage_entity_get_title (unit)))
        g_ptr_array_add (units, g_steal_pointer (&unit));
    }
}

static void
fill_units (LageTaskDialog *self)
{
  g_autoptr(GPtrArray) units = g_ptr_array_new_with_free_func (g_object_unref);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->units_box))) != NULL)
    gtk_list_box_remove (self->units_box, child);
  append_units (self, LAGE_KIND_UNIT, units);
  append_units (self, LAGE_KIND_DRONE, units);
  g_ptr_array_sort_with_data (units, compare_units, self);

  for (guint i = 0; i < MIN (units->len, MAX_UNITS_SHOWN); i++)
    {
      LageEntity *unit = g_ptr_array_index (units, i);
      g_autofree char *line = lage_entity_summary_make_line (unit, NULL, get_now_us (self));
      g_autofree char *title = g_markup_escape_text (lage_entity_get_title (unit), -1);
      g_autofree char *subtitle = g_markup_escape_text (line, -1);
      GtkWidget *row = adw_action_row_new ();
      GtkWidget *button = gtk_check_button_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (button),
                                   g_hash_table_contains (self->units, lage_entity_get_id (unit)));
      g_object_set_data_full (G_OBJECT (button), "unit", g_object_ref (unit), g_object_unref);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      lage_entity_get_title (unit), -1);
      g_signal_connect (button, "toggled", G_CALLBACK (unit_toggled_cb), self);
      g_object_set_data_full (G_OBJECT (row), "name", g_strdup (lage_entity_get_title (unit)),
                              g_free);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), button);
      adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
      gtk_list_box_append (self->units_box, row);
    }
}

/* Where there are more units than rows, rows are made for those that are looked for. */
static void
units_filter_cb (LageTaskDialog *self)
{
  LageSituation *situation = lage_session_get_situation (self->session);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->units_filter));
  guint n_units
    = g_list_model_get_n_items (lage_situation_get_list (situation, LAGE_KIND_UNIT))
      + g_list_model_get_n_items (lage_situation_get_list (situation, LAGE_KIND_DRONE));

  g_clear_pointer (&self->needle, g_free);
  self->needle = lage_search_key (text);
  if (*self->needle == '\0')
    g_clear_pointer (&self->needle, g_free);
  if (n_units > MAX_UNITS_SHOWN)
    fill_units (self);
  else
    gtk_list_box_invalidate_filter (self->units_box);
}

static void
show_incident (LageTaskDialog *self)
{
  LageEntity *incident = lage_situation_find (lage_session_get_situation (self->session),
                                              &self->incident);
  g_autofree char *title = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->incident_row), incident != NULL);
  if (incident == NULL)
    return;
  title = g_markup_escape_text (lage_entity_get_title (incident), -1);
  adw_action_row_set_subtitle (self->incident_row, title);
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(LageTaskDialog) self = user_data; /* the reference taken when asking */
  g_autoptr(GError) error = NULL;
  LageEntity *entity;

  self->is_saving = FALSE;
  if (!lage_session_edit_finish (LAGE_SESSION (object), result, &error))
    {
      validate (self);
      gtk_label_set_text (self->problem_label, error->message);
      gtk_widget_set_visible (GTK_WIDGET (self->problem_label), TRUE);
      return;
    }
  entity = lage_situation_find (lage_session_get_situation (self->session), &self->id);
  if (entity != NULL)
    g_signal_emit (self, signals[SIGNAL_SAVED], 0, entity);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
draft_units (LageTaskDialog *self,
             LageDraft      *draft)
{
  g_autoptr(GArray) old = NULL;
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->units);
  old = self->task != NULL ? lage_entity_list_set (self->task, LAGE_FIELD_TASK_UNITS)
                           : g_array_new (FALSE, FALSE, sizeof (LageId));
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      gboolean is_old = FALSE;

      for (guint i = 0; i < old->len && !is_old; i++)
        is_old = lage_id_equal (&g_array_index (old, LageId, i), id);
      if (!is_old)
        lage_draft_take_change (draft, (LageChange) { .field = LAGE_FIELD_TASK_UNITS,
                                                      .verb = LAGE_VERB_ADD,
                                                      .value = lage_value_entity (id) });
    }

  if (self->task != NULL)
    lage_edit_remove_members (draft, lage_session_get_situation (self->session), self->task,
                              LAGE_FIELD_TASK_UNITS, self->units);
}

static void
save (LageTaskDialog *self,
      gboolean        issue)
{
  g_autoptr(GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_draft_free);
  LageDraft *draft = lage_draft_new (LAGE_KIND_TASK, &self->id);

  g_ptr_array_add (drafts, draft);
  lage_edit_text (draft, self->task, LAGE_FIELD_NAME, get_text (self->mission_row));
  lage_edit_text (draft, self->task, LAGE_FIELD_LOCATION, get_text (self->location_row));
  lage_edit_text (draft, self->task, LAGE_FIELD_MEANS, get_text (self->means_row));
  lage_edit_text (draft, self->task, LAGE_FIELD_ROUTE, get_text (self->route_row));
  lage_edit_text (draft, self->task, LAGE_FIELD_INTENT, get_text (self->intent_row));
  lage_edit_int (draft, self->task, LAGE_FIELD_PRIORITY,
                 LAGE_PRIORITY_ROUTINE + adw_combo_row_get_selected (self->priority_row));
  lage_edit_due (draft, self->task, LAGE_FIELD_DUE_AT, get_text (self->due_row),
                 get_now_us (self));
  lage_edit_position (draft, self->task, LAGE_FIELD_POSITION, get_text (self->position_row));
  if (self->task == NULL)
    {
      lage_draft_set_int (draft, LAGE_FIELD_TASK_STATE,
                          lage_task_state_pack (0, issue ? LAGE_TASK_ISSUED : LAGE_TASK_DRAFT));
      if (!lage_id_is_none (&self->incident))
        lage_draft_take (draft, LAGE_FIELD_TASK_INCIDENT, lage_value_entity (&self->incident));
    }
  draft_units (self, draft);

  if (draft->changes->len == 0)
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  gtk_widget_set_sensitive (self->save_button, FALSE);
  gtk_widget_set_sensitive (self->issue_button, FALSE);
  self->is_saving = TRUE;
  lage_session_edit_async (self->session, drafts,
                           self->task == NULL ? _("New task") : _("Change of a task"), NULL,
                           saved_cb, g_object_ref (self));
}

static void
save_cb (LageTaskDialog *self)
{
  save (self, FALSE);
}

static void
issue_cb (LageTaskDialog *self)
{
  save (self, TRUE);
}

static void
cancel_cb (LageTaskDialog *self)
{
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
set_text (AdwEntryRow *row,
          LageEntity  *entity,
          LageField    field)
{
  const char *text = lage_entity_get_text (entity, field);

  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
}

static void
fill (LageTaskDialog *self)
{
  LageEntity *task = self->task;
  g_autoptr(GArray) units = lage_entity_list_set (task, LAGE_FIELD_TASK_UNITS);
  gint64 due_us = lage_entity_get_time_us (task, LAGE_FIELD_DUE_AT);
  LagePoint point;

  set_text (self->mission_row, task, LAGE_FIELD_NAME);
  set_text (self->location_row, task, LAGE_FIELD_LOCATION);
  set_text (self->means_row, task, LAGE_FIELD_MEANS);
  set_text (self->route_row, task, LAGE_FIELD_ROUTE);
  set_text (self->intent_row, task, LAGE_FIELD_INTENT);
  adw_combo_row_set_selected (self->priority_row,
                              (guint) lage_entity_get_int (task, LAGE_FIELD_PRIORITY,
                                                           LAGE_PRIORITY_ROUTINE)
                                - LAGE_PRIORITY_ROUTINE);
  if (due_us != 0)
    {
      g_autofree char *due = lage_format_date_time_entry (due_us);

      gtk_editable_set_text (GTK_EDITABLE (self->due_row), due);
    }
  if (lage_entity_get_point (task, LAGE_FIELD_POSITION, &point))
    lage_task_dialog_set_position (self, &point);
  for (guint i = 0; i < units->len; i++)
    g_hash_table_add (self->units, g_memdup2 (&g_array_index (units, LageId, i), sizeof (LageId)));
  lage_entity_get_reference (task, LAGE_FIELD_TASK_INCIDENT, &self->incident);
  gtk_widget_set_visible (self->issue_button, FALSE);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->save_button);
  gtk_window_set_title (GTK_WINDOW (self), _("Change Task"));
}

static void
lage_task_dialog_dispose (GObject *object)
{
  LageTaskDialog *self = LAGE_TASK_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), LAGE_TYPE_TASK_DIALOG);
  g_clear_object (&self->task);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (lage_task_dialog_parent_class)->dispose (object);
}

static void
lage_task_dialog_finalize (GObject *object)
{
  LageTaskDialog *self = LAGE_TASK_DIALOG (object);

  g_hash_table_unref (self->units);
  g_free (self->needle);

  G_OBJECT_CLASS (lage_task_dialog_parent_class)->finalize (object);
}

static void
lage_task_dialog_class_init (LageTaskDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lage_task_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = lage_task_dialog_finalize;

  /**
   * LageTaskDialog::saved:
   * @entity: the task
   *
   * It is on disk and in the picture.
   */
  signals[SIGNAL_SAVED] = g_signal_new ("saved", LAGE_TYPE_TASK_DIALOG, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, LAGE_TYPE_ENTITY);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/rescuemate/RescueMate/ui/lage-task-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LageTaskDialog, mission_row);
  gtk_widget_class_bind_template_child (widget_class, LageTaskDialog, priority_row);
  gtk_widget_class_bind_template_child (widget_class, LageTaskDialog, due_row);
  gtk_widget_class_bind_template_child (widget_class, LageTaskDialog, location_row);
  gtk_widget_class_bind_template_child (widget_class, LageTaskDialog, position_row);
  gtk_widget_class_bind_template_child (widget_class, LageTaskDialog, means_row);
  gtk_widget_class_bind_template_child (widget_class, LageTaskDialog, route_row);
  gtk_widget_class_bind_template_child (widget_class, LageTaskDialog, intent_row);
  gtk_widget_class_bind_template_child (widget_class, LageTaskDialog, incident_row);
  gtk_widget_class_bind_template_child (widget_class, LageTaskDialog, units_box);
  gtk_widget_class_bind_template_child (widget_class, LageTaskDialog, units_filter);
  gtk_widget_class_bind_template_child (widget_class, LageTaskDialog, units_label);
  gtk_widget_class_bind_template_child (widget_class, LageTaskDialog, problem_label);
  gtk_widget_class_bind_template_child (widget_class, LageTaskDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, LageTaskDialog, issue_button);
  gtk_widget_class_bind_template_callback (widget_class, validate);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, issue_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, units_filter_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
lage_task_dialog_init (LageTaskDialog *self)
{
  self->units = g_hash_table_new_full (lage_id_hash, lage_id_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_filter_func (self->units_box, filter_unit, self, NULL);
  lage_discard_ask_before_close (GTK_WINDOW (self), is_touched);
  gtk_widget_grab_focus (GTK_WIDGET (self->mission_row));
}

/**
 * lage_task_dialog_new:
 * @session: the session
 * @task: (nullable): the task to change, NULL for a new one
 */
LageTaskDialog *
lage_task_dialog_new (LageSession *session,
                      LageEntity  *task)
{
  LageTaskDialog *self = g_object_new (LAGE_TYPE_TASK_DIALOG, NULL);

  self->session = g_object_ref (session);
  if (task != NULL)
    {
      self->task = g_object_ref (task);
      self->id = *lage_entity_get_id (task);
      fill (self);
    }
  else
    {
      lage_id_init_random (&self->id);
    }
  fill_units (self);
  show_incident (self);
  validate (self);
  return self;
}

/**
 * lage_task_dialog_set_context:
 * @self: the form of a new task
 * @entity: what was selected: an incident becomes its cause and place, a unit or drone is assigned,
 *   anything else gives its place
 */
void
lage_task_dialog_set_context (LageTaskDialog *self,
                              LageEntity     *entity)
{
  LageKind kind = lage_entity_get_kind (entity);
  LagePoint point;

  g_return_if_fail (LAGE_IS_TASK_DIALOG (self));

  if (kind == LAGE_KIND_UNIT || kind == LAGE_KIND_DRONE)
    {
      g_hash_table_add (self->units, g_memdup2 (lage_entity_get_id (entity), sizeof (LageId)));
      fill_units (self);
    }
  else
    {
      if (kind == LAGE_KIND_INCIDENT)
        {
          self->incident = *lage_entity_get_id (entity);
          set_text (self->location_row, entity, LAGE_FIELD_LOCATION);
          adw_combo_row_set_selected (self->priority_row,
                                      (guint) lage_entity_get_int (entity, LAGE_FIELD_PRIORITY,
                                                                   LAGE_PRIORITY_ROUTINE)
                                        - LAGE_PRIORITY_ROUTINE);
        }
      if (lage_entity_get_point (entity, LAGE_FIELD_POSITION, &point))
        lage_task_dialog_set_position (self, &point);
    }
  show_incident (self);
  validate (self);
}

/**
 * lage_task_dialog_set_units:
 * @self: the form of a new task
 * @entities: (element-type LageEntity): what was selected: the units and drones among them are
 *   assigned
 */
void
lage_task_dialog_set_units (LageTaskDialog *self,
                            GListModel     *entities)
{
  g_return_if_fail (LAGE_IS_TASK_DIALOG (self));

  for (guint i = 0; i < g_list_model_get_n_items (entities); i++)
    {
      g_autoptr(LageEntity) entity = g_list_model_get_item (entities, i);
      LageKind kind = lage_entity_get_kind (entity);

      if (kind == LAGE_KIND_UNIT || kind == LAGE_KIND_DRONE)
        g_hash_table_add (self->units, g_memdup2 (lage_entity_get_id (entity), sizeof (LageId)));
    }
  fill_units (self);
  validate (self);
}

void
lage_task_dialog_set_position (LageTaskDialog  *self,
                               const LagePoint *point)
{
  g_autofree char *text = lage_format_position (point);

  g_return_if_fail (LAGE_IS_TASK_DIALOG (self));

  gtk_editable_set_text (GTK_EDITABLE (self->position_row), text);
}
