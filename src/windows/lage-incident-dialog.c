/* lage-incident-dialog.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-incident-dialog.h"

#include <glib/gi18n.h>

#include "lage-discard.h"
#include "lage-edit.h"
#include "lage-format.h"

/**
 * LageIncidentDialog:
 *
 * The form for a new incident or for changing one. Saving is an edit; the form closes when it is on
 * disk.
 */
struct _LageIncidentDialog
{
  AdwWindow parent_instance;

  AdwEntryRow *name_row;
  AdwEntryRow *type_row;
  AdwComboRow *priority_row;
  AdwComboRow *state_row;
  AdwEntryRow *location_row;
  AdwEntryRow *position_row;
  AdwEntryRow *reporter_row;
  GtkTextView *description_view;
  GtkWidget   *save_button;
  GtkLabel    *problem_label;

  LageSession *session;
  LageEntity  *incident; /* NULL for a new one */
  LageId       id;
  char        *given_location; /* (nullable): by whoever opened it */
  gboolean     is_saving;
};

G_DEFINE_FINAL_TYPE (LageIncidentDialog, lage_incident_dialog, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_SAVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
get_description (LageIncidentDialog *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->description_view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static gboolean
differs (AdwEntryRow *row,
         LageEntity  *entity,
         LageField    field)
{
  const char *old = entity != NULL ? lage_entity_get_text (entity, field) : NULL;

  return g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (row)), old != NULL ? old : "") != 0;
}

/* A place that was given with a click is no loss. */
static gboolean
is_touched (GtkWindow *window)
{
  LageIncidentDialog *self = LAGE_INCIDENT_DIALOG (window);
  g_autofree char *description = get_description (self);
  const char *old = self->incident != NULL
                      ? lage_entity_get_text (self->incident, LAGE_FIELD_DESCRIPTION)
                      : NULL;

  return !self->is_saving
         && (differs (self->name_row, self->incident, LAGE_FIELD_NAME)
             || differs (self->type_row, self->incident, LAGE_FIELD_INCIDENT_TYPE)
             || (differs (self->location_row, self->incident, LAGE_FIELD_LOCATION)
                 && g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->location_row)),
                               self->given_location) != 0)
             || differs (self->reporter_row, self->incident, LAGE_FIELD_REPORTED_BY)
             || g_strcmp0 (description, old != NULL ? old : "") != 0);
}

static void
validate (LageIncidentDialog *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (
                                                  GTK_EDITABLE (self->name_row))));
  const char *position = gtk_editable_get_text (GTK_EDITABLE (self->position_row));
  const char *problem = NULL;
  g_autoptr(GError) error = NULL;

  if (!lage_edit_check_position (position, ADW_PREFERENCES_ROW (self->position_row), &error))
    problem = lage_format_position_problem (error);
  gtk_label_set_text (self->problem_label, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), problem != NULL);
  gtk_widget_set_sensitive (self->save_button, *name != '\0' && problem == NULL);
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(LageIncidentDialog) self = user_data; /* the reference taken when asking */
  g_autoptr(GError) error = NULL;
  LageEntity *entity;

  self->is_saving = FALSE;
  if (!lage_session_edit_finish (LAGE_SESSION (object), result, &error))
    {
      gtk_label_set_text (self->problem_label, error->message);
      gtk_widget_set_visible (GTK_WIDGET (self->problem_label), TRUE);
      gtk_widget_set_sensitive (self->save_button, TRUE);
      return;
    }
  entity = lage_situation_find (lage_session_get_situation (self->session), &self->id);
  if (entity != NULL)
    g_signal_emit (self, signals[SIGNAL_SAVED], 0, entity);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
save_cb (LageIncidentDialog *self)
{
  g_autoptr(GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_draft_free);
  LageDraft *draft = lage_draft_new (LAGE_KIND_INCIDENT, &self->id);
  g_autofree char *description = get_description (self);

  g_ptr_array_add (drafts, draft);
  lage_edit_text (draft, self->incident, LAGE_FIELD_NAME,
                  gtk_editable_get_text (GTK_EDITABLE (self->name_row)));
  lage_edit_text (draft, self->incident, LAGE_FIELD_INCIDENT_TYPE,
                  gtk_editable_get_text (GTK_EDITABLE (self->type_row)));
  lage_edit_int (draft, self->incident, LAGE_FIELD_PRIORITY,
                 LAGE_PRIORITY_ROUTINE + adw_combo_row_get_selected (self->priority_row));
  lage_edit_int (draft, self->incident, LAGE_FIELD_INCIDENT_STATE,
                 LAGE_INCIDENT_OPEN + adw_combo_row_get_selected (self->state_row));
  lage_edit_text (draft, self->incident, LAGE_FIELD_LOCATION,
                  gtk_editable_get_text (GTK_EDITABLE (self->location_row)));
  lage_edit_text (draft, self->incident, LAGE_FIELD_REPORTED_BY,
                  gtk_editable_get_text (GTK_EDITABLE (self->reporter_row)));
  lage_edit_text (draft, self->incident, LAGE_FIELD_DESCRIPTION, description);
  lage_edit_position (draft, self->incident, LAGE_FIELD_POSITION,
                      gtk_editable_get_text (GTK_EDITABLE (self->position_row)));

  if (draft->changes->len == 0)
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  gtk_widget_set_sensitive (self->save_button, FALSE);
  self->is_saving = TRUE;
  lage_session_edit_async (self->session, drafts,
                           self->incident == NULL ? _("New incident") : _("Change of an incident"),
                           NULL, saved_cb, g_object_ref (self));
}

static void
cancel_cb (LageIncidentDialog *self)
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
fill (LageIncidentDialog *self)
{
  LageEntity *incident = self->incident;
  const char *description = lage_entity_get_text (incident, LAGE_FIELD_DESCRIPTION);
  LagePoint point;

  set_text (self->name_row, incident, LAGE_FIELD_NAME);
  set_text (self->type_row, incident, LAGE_FIELD_INCIDENT_TYPE);
  set_text (self->location_row, incident, LAGE_FIELD_LOCATION);
  set_text (self->reporter_row, incident, LAGE_FIELD_REPORTED_BY);
  adw_combo_row_set_selected (self->priority_row,
                              (guint) lage_entity_get_int (incident, LAGE_FIELD_PRIORITY,
                                                           LAGE_PRIORITY_ROUTINE)
                                - LAGE_PRIORITY_ROUTINE);
  adw_combo_row_set_selected (self->state_row,
                              (guint) lage_entity_get_int (incident, LAGE_FIELD_INCIDENT_STATE,
                                                           LAGE_INCIDENT_OPEN)
                                - LAGE_INCIDENT_OPEN);
  if (description != NULL)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->description_view), description, -1);
  if (lage_entity_get_point (incident, LAGE_FIELD_POSITION, &point))
    lage_incident_dialog_set_position (self, &point);
  gtk_window_set_title (GTK_WINDOW (self), _("Change Incident"));
}

static void
lage_incident_dialog_dispose (GObject *object)
{
  LageIncidentDialog *self = LAGE_INCIDENT_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), LAGE_TYPE_INCIDENT_DIALOG);
  g_clear_object (&self->incident);
  g_clear_object (&self->session);
  g_clear_pointer (&self->given_location, g_free);

  G_OBJECT_CLASS (lage_incident_dialog_parent_class)->dispose (object);
}

static void
lage_incident_dialog_class_init (LageIncidentDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lage_incident_dialog_dispose;

  /**
   * LageIncidentDialog::saved:
   * @entity: the incident
   *
   * It is on disk and in the picture.
   */
  signals[SIGNAL_SAVED] = g_signal_new ("saved", LAGE_TYPE_INCIDENT_DIALOG, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, LAGE_TYPE_ENTITY);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/rescuemate/RescueMate/ui/lage-incident-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LageIncidentDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, LageIncidentDialog, type_row);
  gtk_widget_class_bind_template_child (widget_class, LageIncidentDialog, priority_row);
  gtk_widget_class_bind_template_child (widget_class, LageIncidentDialog, state_row);
  gtk_widget_class_bind_template_child (widget_class, LageIncidentDialog, location_row);
  gtk_widget_class_bind_template_child (widget_class, LageIncidentDialog, position_row);
  gtk_widget_class_bind_template_child (widget_class, LageIncidentDialog, reporter_row);
  gtk_widget_class_bind_template_child (widget_class, LageIncidentDialog, description_view);
  gtk_widget_class_bind_template_child (widget_class, LageIncidentDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, LageIncidentDialog, problem_label);
  gtk_widget_class_bind_template_callback (widget_class, validate);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
lage_incident_dialog_init (LageIncidentDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  validate (self);
  lage_discard_ask_before_close (GTK_WINDOW (self), is_touched);
  gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
}

/**
 * lage_incident_dialog_new:
 * @session: the session
 * @incident: (nullable): the incident to change, NULL for a new one
 */
LageIncidentDialog *
lage_incident_dialog_new (LageSession *session,
                          LageEntity  *incident)
{
  LageIncidentDialog *self = g_object_new (LAGE_TYPE_INCIDENT_DIALOG, NULL);

  self->session = g_object_ref (session);
  if (incident != NULL)
    {
      self->incident = g_object_ref (incident);
      self->id = *lage_entity_get_id (incident);
      fill (self);
    }
  else
    {
      lage_id_init_random (&self->id);
    }
  return self;
}

/**
 * lage_incident_dialog_set_location:
 * @self: the dialog
 * @location: the place in words
 */
void
lage_incident_dialog_set_location (LageIncidentDialog *self,
                                   const char         *location)
{
  g_return_if_fail (LAGE_IS_INCIDENT_DIALOG (self));

  g_free (self->given_location);
  self->given_location = g_strdup (location);
  gtk_editable_set_text (GTK_EDITABLE (self->location_row), location);
}

void
lage_incident_dialog_set_position (LageIncidentDialog *self,
                                   const LagePoint    *point)
{
  g_autofree char *text = lage_format_position (point);

  g_return_if_fail (LAGE_IS_INCIDENT_DIALOG (self));

  gtk_editable_set_text (GTK_EDITABLE (self->position_row), text);
}
