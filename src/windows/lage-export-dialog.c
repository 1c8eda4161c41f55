/* lage-export-dialog.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-export-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "lage-export.h"
#include "lage-format.h"

/**
 * LageExportDialog:
 *
 * What of the picture is written, in which format, and where. It is written in a task thread; the
 * dialog closes when it is on disk.
 */
struct _LageExportDialog
{
  AdwWindow parent_instance;

  GtkButton   *cancel_button;
  GtkButton   *export_button;
  AdwComboRow *what_row;
  AdwComboRow *format_row;
  GtkWidget   *csv_group;
  GtkSwitch   *comma_switch;
  GtkSwitch   *bom_switch;
  GtkLabel    *note_label;
  GtkLabel    *problem_label;

  LageSession  *session;
  GHashTable   *on_map;   /* LageId: what the map shows */
  GHashTable   *selected; /* LageId */
  GCancellable *cancellable;
  GtkFileChooserNative *chooser;
  char         *path;     /* of what is being written; NULL: nothing is */
};

G_DEFINE_FINAL_TYPE (LageExportDialog, lage_export_dialog, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static LageExchangeFormat
get_format (LageExportDialog *self)
{
  return (LageExchangeFormat) MIN (adw_combo_row_get_selected (self->format_row),
                                   LAGE_N_EXPORT_FORMATS - 1);
}

static void
format_cb (LageExportDialog *self)
{
  static const char *const notes[] = {
    [LAGE_EXCHANGE_GEOJSON] = N_("For web maps and most programs (RFC 7946, WGS 84)."),
    [LAGE_EXCHANGE_GEOPACKAGE] = N_("For GIS programs: a layer for each kind, with typed columns."),
    [LAGE_EXCHANGE_KML] = N_("For globes: a folder for each kind, with names, times and colours."),
    [LAGE_EXCHANGE_CSV] = N_("A table: latitude and longitude, UTM, and all fields."),
  };
  LageExchangeFormat format = get_format (self);

  gtk_widget_set_visible (self->csv_group, format == LAGE_EXCHANGE_CSV);
  gtk_label_set_text (self->note_label, _(notes[format]));
}

static void
show_problem (LageExportDialog *self,
              const char       *problem)
{
  gtk_label_set_text (self->problem_label, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), problem != NULL);
}

static void
exported_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(LageExportDialog) self = user_data; /* the reference taken when asking */
  g_autoptr(GError) error = NULL;
  g_autofree char *path = g_steal_pointer (&self->path);
  g_autofree char *text = NULL;
  guint n_entities;

  if (lage_export_finish (result, &n_entities, &error))
    {
      g_autofree char *name = g_path_get_basename (path);
      g_autofree char *display_name = g_filename_display_name (name);

      /* Translators: how many entities were written, and the name of the file */
      text = g_strdup_printf (ngettext ("%u entry written to %s", "%u entries written to %s",
                                        n_entities), n_entities, display_name);
      g_signal_emit (self, signals[SIGNAL_DONE], 0, text);
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->problem_label == NULL)
    return;
  text = g_strdup_printf (_("The file could not be written: %s"), error->message);
  show_problem (self, text);
  gtk_widget_set_sensitive (GTK_WIDGET (self->export_button), TRUE);
}

static void
chosen_cb (LageExportDialog *self,
           int               response)
{
  g_autoptr(GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  g_clear_object (&self->chooser);
  if (file != NULL)
    lage_export_dialog_export_to (self, file);
}

/* "Nikolaus 2013-12-06 0615.gpkg" */
static char *
dup_file_name (LageExportDialog *self)
{
  LageOperation *operation = lage_session_get_operation (self->session);
  gint64 now_us = lage_clock_now_us (lage_session_get_clock (self->session));
  g_autoptr(GDateTime) now = g_date_time_new_from_unix_local (now_us / G_USEC_PER_SEC);
  g_autofree char *time = g_date_time_format (now, "%Y-%m-%d %H%M");
  g_autofree char *name = g_strdup (lage_operation_get_name (operation));

  g_strdelimit (name, "/\\:*?\"<>|", '-');
  return g_strdup_printf ("%s %s.%s", name, time,
                          lage_exchange_format_get_suffix (get_format (self)));
}

static void
export_cb (LageExportDialog *self)
{
  g_autofree char *name = dup_file_name (self);

  show_problem (self, NULL);
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_("Export the Picture"), GTK_WINDOW (self),
                                               GTK_FILE_CHOOSER_ACTION_SAVE, _("_Export"), NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
lage_export_dialog_dispose (GObject *object)
{
  LageExportDialog *self = LAGE_EXPORT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->chooser);
  gtk_widget_dispose_template (GTK_WIDGET (self), LAGE_TYPE_EXPORT_DIALOG);
  self->problem_label = NULL;
  g_clear_pointer (&self->on_map, g_hash_table_unref);
  g_clear_pointer (&self->selected, g_hash_table_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (lage_export_dialog_parent_class)->dispose (object);
}

static void
lage_export_dialog_finalize (GObject *object)
{
  g_free (LAGE_EXPORT_DIALOG (object)->path);

  G_OBJECT_CLASS (lage_export_dialog_parent_class)->finalize (object);
}

static void
lage_export_dialog_class_init (LageExportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lage_export_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = lage_export_dialog_finalize;

  /**
   * LageExportDialog::done:
   * @text: what was written, for people
   *
   * The file is on disk.
   */
  signals[SIGNAL_DONE] = g_signal_new ("done", LAGE_TYPE_EXPORT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/rescuemate/RescueMate/ui/lage-export-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LageExportDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, LageExportDialog, export_button);
  gtk_widget_class_bind_template_child (widget_class, LageExportDialog, what_row);
  gtk_widget_class_bind_template_child (widget_class, LageExportDialog, format_row);
  gtk_widget_class_bind_template_child (widget_class, LageExportDialog, csv_group);
  gtk_widget_class_bind_template_child (widget_class, LageExportDialog, comma_switch);
  gtk_widget_class_bind_template_child (widget_class, LageExportDialog, bom_switch);
  gtk_widget_class_bind_template_child (widget_class, LageExportDialog, note_label);
  gtk_widget_class_bind_template_child (widget_class, LageExportDialog, problem_label);
  gtk_widget_class_bind_template_callback (widget_class, format_cb);
  gtk_widget_class_bind_template_callback (widget_class, export_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
lage_export_dialog_init (LageExportDialog *self)
{
  g_autofree char *number = lage_format_number (0.5, 1);

  gtk_widget_init_template (GTK_WIDGET (self));
  /* Who writes numbers with a comma has spreadsheets that do. */
  gtk_switch_set_active (self->comma_switch, strchr (number, ',') != NULL);
  format_cb (self);
}

static void
add_choice (GtkStringList *choices,
            const char    *label,
            guint          n)
{
  /* Translators: what is exported, and how many entries that is */
  g_autofree char *text = g_strdup_printf (_("%s (%u)"), label, n);

  gtk_string_list_append (choices, text);
}

/**
 * lage_export_dialog_new:
 * @session: the session
 * @on_map: (element-type LageId): what the map shows
 * @selected: (element-type LageId): what is selected
 */
LageExportDialog *
lage_export_dialog_new (LageSession *session,
                        GHashTable  *on_map,
                        GHashTable  *selected)
{
  LageExportDialog *self = g_object_new (LAGE_TYPE_EXPORT_DIALOG, NULL);
  g_autoptr(GtkStringList) choices = gtk_string_list_new (NULL);

  self->session = g_object_ref (session);
  self->on_map = g_hash_table_ref (on_map);
  self->selected = g_hash_table_ref (selected);
  gtk_string_list_append (choices, _("The whole picture"));
  add_choice (choices, _("What the map shows"), g_hash_table_size (on_map));
  if (g_hash_table_size (selected) > 0)
    add_choice (choices, _("What is selected"), g_hash_table_size (selected));
  adw_combo_row_set_model (self->what_row, G_LIST_MODEL (choices));
  return self;
}

/**
 * lage_export_dialog_set_scope:
 * @self: the dialog
 * @scope: what is chosen at first
 */
void
lage_export_dialog_set_scope (LageExportDialog *self,
                              LageExportScope   scope)
{
  g_return_if_fail (LAGE_IS_EXPORT_DIALOG (self));

  if ((guint) scope < g_list_model_get_n_items (adw_combo_row_get_model (self->what_row)))
    adw_combo_row_set_selected (self->what_row, scope);
}

/**
 * lage_export_dialog_export_to:
 * @self: the dialog
 * @file: a local file, replaced as a whole
 *
 * Writes what is chosen.
 */
void
lage_export_dialog_export_to (LageExportDialog *self,
                              GFile            *file)
{
  gboolean has_comma = gtk_switch_get_active (self->comma_switch);
  guint what = adw_combo_row_get_selected (self->what_row);
  LageExportOptions options = {
    .format = get_format (self),
    .ids = what == LAGE_EXPORT_MAP ? self->on_map
           : what == LAGE_EXPORT_SELECTION ? self->selected : NULL,
    .has_bom = gtk_switch_get_active (self->bom_switch),
    .has_decimal_comma = has_comma,
    .delimiter = has_comma ? ';' : ',',
  };
  g_autofree char *store_path = lage_operation_get_store_path (
    lage_session_get_operation (self->session));

  g_return_if_fail (LAGE_IS_EXPORT_DIALOG (self));

  if (self->path != NULL)
    return;
  self->path = g_file_get_path (file);
  if (self->path == NULL)
    {
      show_problem (self, _("Choose a folder of this machine."));
      return;
    }
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  gtk_widget_set_sensitive (GTK_WIDGET (self->export_button), FALSE);
  lage_export_async (store_path, lage_clock_now_us (lage_session_get_clock (self->session)),
                     &options, self->path, self->cancellable, exported_cb, g_object_ref (self));
}
