/* lage-import-dialog.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-import-dialog.h"

#include <glib/gi18n.h>

#include "lage-error.h"
#include "lage-format.h"
#include "lage-import-form.h"
#include "lage-import-plan.h"

#define MAX_SHOWN_PROBLEMS 100
#define FAR_KM 200.0

/**
 * LageImportDialog:
 *
 * From a file to entities: it is read, shown, mapped, and, whenever something of that changes,
 * planned anew in a task thread. So before a person decides it is known what would come in and what
 * is wrong; and what comes in is one edit.
 */
struct _LageImportDialog
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  GtkButton      *cancel_button;
  GtkButton      *import_button;
  GtkStack       *pages;
  GtkButton      *choose_button;
  GtkLabel       *refusal_label;
  GtkLabel       *progress_label;
  LageImportForm *form;
  GtkLabel       *result_label;
  GtkLabel       *extent_label;
  GtkWidget      *problems_window;
  GtkLabel       *problems_label;
  GtkCheckButton *skip_check;
  AdwStatusPage  *report_page;
  GtkButton      *close_button;
  GtkButton      *show_button;

  LageSession    *session;
  LageImportFile *file;
  LageImportPlan *plan;        /* of the form as it is; NULL while it is being made */
  GCancellable   *cancellable; /* of what is being read or planned */
  GtkFileChooserNative *chooser;
  LagePoint       place;       /* what the map shows, to tell how far away the file is */
  gboolean        has_place;
  gboolean        is_importing;
};

G_DEFINE_FINAL_TYPE (LageImportDialog, lage_import_dialog, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_SHOW,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *
explain (const GError *error)
{
  if (g_error_matches (error, LAGE_ERROR, LAGE_ERROR_INVALID)
      || g_error_matches (error, LAGE_ERROR, LAGE_ERROR_DAMAGED))
    return _("The file is damaged, or something else than its name says.");
  if (g_error_matches (error, LAGE_ERROR, LAGE_ERROR_TRUNCATED))
    return _("The file is incomplete.");
  if (g_error_matches (error, LAGE_ERROR, LAGE_ERROR_TOO_LARGE))
    return _("The file is larger than an import may be.");
  if (g_error_matches (error, LAGE_ERROR, LAGE_ERROR_UNSUPPORTED))
    return _("Files of this kind, or something in this one, are not accepted.");
  if (g_error_matches (error, LAGE_ERROR, LAGE_ERROR_NOT_FOUND))
    return _("There is nothing in the file that could be imported.");
  return _("The file cannot be read.");
}

/* A new one for what begins now; what was under way before is no longer wanted. */
static GCancellable *
renew_cancellable (LageImportDialog *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  return self->cancellable;
}

static void
progress_cb (goffset  n_done,
             goffset  n_all,
             gpointer user_data)
{
  LageImportDialog *self = user_data; /* held by the task that tells */
  g_autofree char *number = lage_format_number ((double) n_done, 0);
  g_autofree char *text = g_strdup_printf (_("%s features"), number);

  if (self->pages != NULL)
    gtk_label_set_text (self->progress_label, text);
}

/* Plan ----------------------------------------------------------------------------------------- */

static void
update_button (LageImportDialog *self)
{
  gboolean is_good = self->plan != NULL && self->plan->drafts->len > 0 && !self->is_importing;

  if (is_good && self->plan->problems->len > 0)
    is_good = gtk_check_button_get_active (self->skip_check);
  gtk_widget_set_sensitive (GTK_WIDGET (self->import_button), is_good);
}

static void
show_extent (LageImportDialog *self)
{
  const LageImportPlan *plan = self->plan;
  g_autofree char *south_west = NULL;
  g_autofree char *north_east = NULL;
  g_autofree char *text = NULL;
  LagePoint middle;
  double distance_km;

  gtk_widget_set_visible (GTK_WIDGET (self->extent_label), plan != NULL && plan->has_extent);
  if (plan == NULL || !plan->has_extent)
    return;

  south_west = lage_format_position (&plan->south_west);
  north_east = lage_format_position (&plan->north_east);
  middle.latitude_e7 = plan->south_west.latitude_e7 / 2 + plan->north_east.latitude_e7 / 2;
  middle.longitude_e7 = plan->south_west.longitude_e7 / 2 + plan->north_east.longitude_e7 / 2;
  distance_km = self->has_place ? lage_point_get_distance_m (&self->place, &middle) / 1000.0 : 0.0;
  if (distance_km > FAR_KM)
    {
      g_autofree char *distance = lage_format_quantity (distance_km, 0, "km");

      /* Translators: two corners, and how far their middle is from what the map shows */
      text = g_strdup_printf (_("From %s to %s: %s away from what the map shows. Is the coordinate "
                                "system right?"), south_west, north_east, distance);
      gtk_widget_add_css_class (GTK_WIDGET (self->extent_label), "warning");
      gtk_widget_remove_css_class (GTK_WIDGET (self->extent_label), "dim-label");
    }
  else
    {
      /* Translators: two corners */
      text = g_strdup_printf (_("From %s to %s"), south_west, north_east);
      gtk_widget_remove_css_class (GTK_WIDGET (self->extent_label), "warning");
      gtk_widget_add_css_class (GTK_WIDGET (self->extent_label), "dim-label");
    }
  gtk_label_set_text (self->extent_label, text);
}

static void
show_problems (LageImportDialog *self)
{
  g_autoptr(GString) text = g_string_new (NULL);
  GPtrArray *problems = self->plan != NULL ? self->plan->problems : NULL;
  guint n_problems = problems != NULL ? problems->len : 0;

  for (guint i = 0; i < MIN (n_problems, MAX_SHOWN_PROBLEMS); i++)
    {
      const LageImportProblem *problem = g_ptr_array_index (problems, i);
      g_autofree char *reason = lage_import_problem_to_text (problem);

      g_string_append (text, i > 0 ? "\n" : "");
      /* Translators: the number of a feature in a file, and what is wrong with it */
      g_string_append_printf (text, _("Feature %u %s"), problem->number, reason);
    }
  if (n_problems > MAX_SHOWN_PROBLEMS)
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text, ngettext ("and %u more", "and %u more",
                                              n_problems - MAX_SHOWN_PROBLEMS),
                              n_problems - MAX_SHOWN_PROBLEMS);
    }
  gtk_label_set_text (self->problems_label, text->str);
  gtk_widget_set_visible (self->problems_window, n_problems > 0);
  gtk_check_button_set_active (self->skip_check, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->skip_check),
                          n_problems > 0 && self->plan->drafts->len > 0);
}

static void
show_plan (LageImportDialog *self,
           const char       *instead)
{
  g_autofree char *text = NULL;

  if (self->plan != NULL && self->plan->problems->len == 0)
    text = g_strdup_printf (ngettext ("%u feature can be imported.",
                                      "%u features can be imported.", self->plan->drafts->len),
                            self->plan->drafts->len);
  else if (self->plan != NULL)
    text = g_strdup_printf (_("%u of %u features can be imported."), self->plan->drafts->len,
                            self->plan->n_features);
  gtk_label_set_text (self->result_label, text != NULL ? text : instead);
  show_extent (self);
  show_problems (self);
  update_button (self);
}

static void
planned_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(LageImportDialog) self = user_data; /* the reference taken when asking */
  g_autoptr(GError) error = NULL;
  LageImportPlan *plan = lage_import_plan_new_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->pages == NULL)
    {
      lage_import_plan_free (plan);
      return;
    }
  self->plan = plan;
  if (plan != NULL)
    show_plan (self, NULL);
  else if (g_error_matches (error, LAGE_ERROR, LAGE_ERROR_NOT_FOUND))
    show_plan (self, _("There is no coordinate system of this number."));
  else
    show_plan (self, error->message);
}

static void
plan (LageImportDialog *self)
{
  g_autofree char *gap = lage_import_form_dup_gap (self->form);
  GCancellable *cancellable = renew_cancellable (self);

  g_clear_pointer (&self->plan, lage_import_plan_free);
  show_plan (self, gap != NULL ? gap : _("Reading…"));
  if (gap == NULL)
    lage_import_plan_new_async (self->file, lage_import_form_get_mapping (self->form), cancellable,
                                NULL, NULL, planned_cb, g_object_ref (self));
}

/* Import --------------------------------------------------------------------------------------- */

static void
show_report (LageImportDialog       *self,
             const LageImportCounts *counts)
{
  /* Translators: what came of an import: how many entities are new and so on */
  g_autofree char *text = g_strdup_printf (_("New: %u · Changed: %u · Unchanged: %u"),
                                           counts->n_new, counts->n_changed,
                                           counts->n_unchanged);

  adw_status_page_set_title (self->report_page, counts->n_new + counts->n_changed > 0
                                                  ? _("Imported")
                                                  : _("Nothing New in the File"));
  adw_status_page_set_description (self->report_page, text);
  gtk_stack_set_visible_child_name (self->pages, "report");
  gtk_widget_set_visible (GTK_WIDGET (self->import_button), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->cancel_button), FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->show_button));
}

static void
show_cb (LageImportDialog *self)
{
  const LageImportPlan *plan = self->plan;

  g_signal_emit (self, signals[SIGNAL_SHOW], 0, lage_point_get_longitude (&plan->south_west),
                 lage_point_get_latitude (&plan->south_west),
                 lage_point_get_longitude (&plan->north_east),
                 lage_point_get_latitude (&plan->north_east));
  gtk_window_close (GTK_WINDOW (self));
}

typedef struct
{
  LageImportDialog *dialog; /* owned */
  LageImportCounts  counts;
} ImportJob;

static void
imported_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autofree ImportJob *job = user_data;
  g_autoptr(LageImportDialog) self = job->dialog;
  g_autoptr(GError) error = NULL;
  gboolean is_done = lage_session_edit_finish (LAGE_SESSION (object), result, &error);

  self->is_importing = FALSE;
  if (self->pages == NULL)
    return;
  if (is_done)
    {
      show_report (self, &job->counts);
      return;
    }
  gtk_label_set_text (self->result_label, error->message);
  update_button (self);
}

static void
import_cb (LageImportDialog *self)
{
  LageSituation *situation = lage_session_get_situation (self->session);
  g_autoptr(GPtrArray) drafts = NULL;
  g_autofree char *label = NULL;
  LageImportCounts counts;
  ImportJob *job;

  drafts = lage_import_plan_make_drafts (self->plan, situation, &counts);
  if (counts.n_other_kind > 0)
    {
      gtk_label_set_text (self->result_label,
                          _("An import of this name has made something of another kind before. Give "
                            "this one another name."));
      return;
    }
  if (drafts->len == 0)
    {
      show_report (self, &counts);
      return;
    }

  self->is_importing = TRUE;
  update_button (self);
  job = g_new (ImportJob, 1);
  *job = (ImportJob) { g_object_ref (self), counts };
  /* Translators: what undo takes back; the name of a file */
  label = g_strdup_printf (_("Import of %s"), lage_import_form_get_mapping (self->form)->name);
  lage_session_edit_async (self->session, drafts, label, NULL, imported_cb, job);
}

/* File ----------------------------------------------------------------------------------------- */

static void
refuse (LageImportDialog *self,
        const char       *name,
        const GError     *error)
{
  g_autofree char *text = g_strdup_printf ("%s\n%s\n%s", name, explain (error), error->message);

  gtk_label_set_text (self->refusal_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->refusal_label), TRUE);
  gtk_stack_set_visible_child_name (self->pages, "file");
  gtk_widget_grab_focus (GTK_WIDGET (self->choose_button));
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(LageImportDialog) self = user_data; /* the reference taken when asking */
  g_autoptr(GError) error = NULL;
  g_autoptr(LageImportFile) file = lage_import_file_open_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->pages == NULL)
    return;
  if (file == NULL)
    {
      refuse (self, adw_window_title_get_subtitle (self->title), error);
      return;
    }
  g_clear_pointer (&self->file, lage_import_file_unref);
  self->file = lage_import_file_ref (file);
  gtk_widget_set_visible (GTK_WIDGET (self->import_button), TRUE);
  gtk_stack_set_visible_child_name (self->pages, "form");
  lage_import_form_set_file (self->form, file);
  lage_import_form_focus (self->form);
}

static void
chosen_cb (LageImportDialog *self,
           int               response)
{
  g_autoptr(GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  g_clear_object (&self->chooser);
  if (file != NULL)
    lage_import_dialog_open (self, file);
}

static void
choose_cb (LageImportDialog *self)
{
  lage_import_dialog_choose (self);
}

static gboolean
drop_cb (LageImportDialog *self,
         const GValue     *value)
{
  if (self->is_importing)
    return FALSE;
  lage_import_dialog_open (self, g_value_get_object (value));
  return TRUE;
}

/* What is on its way to the disk is waited for. */
static gboolean
close_request_cb (LageImportDialog *self)
{
  return self->is_importing;
}

static void
lage_import_dialog_dispose (GObject *object)
{
  LageImportDialog *self = LAGE_IMPORT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->chooser);
  gtk_widget_dispose_template (GTK_WIDGET (self), LAGE_TYPE_IMPORT_DIALOG);
  self->pages = NULL;
  g_clear_pointer (&self->plan, lage_import_plan_free);
  g_clear_pointer (&self->file, lage_import_file_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (lage_import_dialog_parent_class)->dispose (object);
}

static void
lage_import_dialog_class_init (LageImportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lage_import_dialog_dispose;

  /**
   * LageImportDialog::show-on-map:
   * @west: degrees
   * @south: degrees
   * @east: degrees
   * @north: degrees
   *
   * A person wants to see on the map what was imported.
   */
  signals[SIGNAL_SHOW] = g_signal_new ("show-on-map", LAGE_TYPE_IMPORT_DIALOG, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 4, G_TYPE_DOUBLE,
                                       G_TYPE_DOUBLE, G_TYPE_DOUBLE, G_TYPE_DOUBLE);

  g_type_ensure (LAGE_TYPE_IMPORT_FORM);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/rescuemate/RescueMate/ui/lage-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LageImportDialog, title);
  gtk_widget_class_bind_template_child (widget_class, LageImportDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, LageImportDialog, import_button);
  gtk_widget_class_bind_template_child (widget_class, LageImportDialog, pages);
  gtk_widget_class_bind_template_child (widget_class, LageImportDialog, choose_button);
  gtk_widget_class_bind_template_child (widget_class, LageImportDialog, refusal_label);
  gtk_widget_class_bind_template_child (widget_class, LageImportDialog, progress_label);
  gtk_widget_class_bind_template_child (widget_class, LageImportDialog, form);
  gtk_widget_class_bind_template_child (widget_class, LageImportDialog, result_label);
  gtk_widget_class_bind_template_child (widget_class, LageImportDialog, extent_label);
  gtk_widget_class_bind_template_child (widget_class, LageImportDialog, problems_window);
  gtk_widget_class_bind_template_child (widget_class, LageImportDialog, problems_label);
  gtk_widget_class_bind_template_child (widget_class, LageImportDialog, skip_check);
  gtk_widget_class_bind_template_child (widget_class, LageImportDialog, report_page);
  gtk_widget_class_bind_template_child (widget_class, LageImportDialog, close_button);
  gtk_widget_class_bind_template_child (widget_class, LageImportDialog, show_button);
  gtk_widget_class_bind_template_callback (widget_class, import_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, plan);
  gtk_widget_class_bind_template_callback (widget_class, update_button);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
lage_import_dialog_init (LageImportDialog *self)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  g_signal_connect (self, "close-request", G_CALLBACK (close_request_cb), NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->choose_button));
}

LageImportDialog *
lage_import_dialog_new (LageSession *session)
{
  LageImportDialog *self = g_object_new (LAGE_TYPE_IMPORT_DIALOG, NULL);

  self->session = g_object_ref (session);
  return self;
}

/**
 * lage_import_dialog_set_place:
 * @self: the dialog
 * @place: what the map shows
 *
 * What is far away from it is likely to be read in the wrong coordinate system.
 */
void
lage_import_dialog_set_place (LageImportDialog *self,
                              const LagePoint  *place)
{
  g_return_if_fail (LAGE_IS_IMPORT_DIALOG (self));

  self->place = *place;
  self->has_place = TRUE;
}

/**
 * lage_import_dialog_open:
 * @self: the dialog
 * @file: a file
 *
 * Reads it and shows what can become of it, or why not.
 */
void
lage_import_dialog_open (LageImportDialog *self,
                         GFile            *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *display_name = g_filename_display_name (name);

  g_return_if_fail (LAGE_IS_IMPORT_DIALOG (self));

  g_clear_pointer (&self->plan, lage_import_plan_free);
  adw_window_title_set_subtitle (self->title, display_name);
  gtk_label_set_text (self->progress_label, "");
  gtk_widget_set_visible (GTK_WIDGET (self->cancel_button), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->refusal_label), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->import_button), FALSE);
  gtk_stack_set_visible_child_name (self->pages, "busy");
  lage_import_file_open_async (file, renew_cancellable (self), progress_cb, self, opened_cb,
                               g_object_ref (self));
}

/**
 * lage_import_dialog_choose:
 * @self: the dialog
 *
 * Asks for a file.
 */
void
lage_import_dialog_choose (LageImportDialog *self)
{
  static const char *const patterns[] = { "geojson", "json", "gpkg", "zip", "kml", "kmz",
                                          "gpx",     "csv",  "tsv",  "txt" };
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();
  g_autoptr(GtkFileFilter) all = gtk_file_filter_new ();

  g_return_if_fail (LAGE_IS_IMPORT_DIALOG (self));

  gtk_file_filter_set_name (filter, _("Files that can be imported"));
  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
    gtk_file_filter_add_suffix (filter, patterns[i]);
  gtk_file_filter_set_name (all, _("All files"));
  gtk_file_filter_add_pattern (all, "*");

  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_("Import a File"), GTK_WINDOW (self),
                                               GTK_FILE_CHOOSER_ACTION_OPEN, _("_Open"), NULL);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), all);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}
