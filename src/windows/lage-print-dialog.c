/* lage-print-dialog.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-print-dialog.h"

#include <glib/gi18n.h>
#include <math.h>

#include "lage-error.h"
#include "lage-format.h"
#include "lage-sheet-gather.h"
#include "lage-sheet-output.h"

#define MARGIN_MM 8.0
#define PREVIEW_PX 1100.0

/* Letters of 1.7 mm can be read, and A0 is still below the largest picture. */
#define PNG_DPI 150.0
#define PNG_LARGE_DPI 200.0

/**
 * LagePrintDialog:
 *
 * The picture on paper: paper, extent and scale on the left, how it will look on the right.
 *
 *     options --> gather --> LageSheet --> preview
 *                               |--> record --> printer
 *                               +--> PDF, PNG
 *
 * Each change makes a new sheet; what was being made for the one before is dropped.
 */
struct _LagePrintDialog
{
  AdwWindow parent_instance;

  AdwComboRow *paper_row;
  AdwComboRow *orientation_row;
  AdwComboRow *extent_row;
  AdwComboRow *scale_row;
  GtkSwitch   *legend_switch;
  GtkSwitch   *grid_switch;
  GtkSwitch   *lists_switch;
  GtkSwitch   *plain_switch;
  GtkPicture  *preview;
  GtkSpinner  *spinner;
  GtkLabel    *problem_label;
  GtkLabel    *page_label;
  GtkWidget   *previous_button;
  GtkWidget   *next_button;
  GtkWidget   *print_button;
  GtkWidget   *pdf_button;
  GtkWidget   *png_button;

  LageMapPanel     *panel;
  LageSheet        *sheet;
  guint             page;
  GCancellable     *cancellable; /* of the sheet or preview that is being made */
  GtkFileChooserNative *chooser;
  GtkPrintSettings *print_settings;
};

G_DEFINE_FINAL_TYPE (LagePrintDialog, lage_print_dialog, ADW_TYPE_WINDOW)

/* ISO 216, landscape. */
static const double papers[][2] = {
  { 297.0, 210.0 }, { 420.0, 297.0 }, { 594.0, 420.0 }, { 841.0, 594.0 }, { 1189.0, 841.0 },
};

static const char *const paper_names[] = {
  GTK_PAPER_NAME_A4, GTK_PAPER_NAME_A3, "iso_a2", "iso_a1", "iso_a0",
};

/* The first fits on one page. */
static const double scales[] = {
  0.0, 5000.0, 10000.0, 15000.0, 20000.0, 25000.0, 50000.0, 75000.0, 100000.0, 200000.0,
};

static void
show_problem (LagePrintDialog *self,
              const char      *problem)
{
  gtk_label_set_text (self->problem_label, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), problem != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->preview), problem == NULL);
}

static void
update_buttons (LagePrintDialog *self)
{
  guint n_pages = self->sheet != NULL ? lage_sheet_get_n_pages (self->sheet) : 0;
  g_autofree char *text = NULL;

  if (n_pages > 0)
    {
      /* Translators: the page of a preview and how many there are. */
      text = g_strdup_printf (_("%1$u of %2$u"), self->page + 1, n_pages);
    }
  gtk_label_set_text (self->page_label, text != NULL ? text : "");
  gtk_widget_set_sensitive (self->previous_button, self->page > 0);
  gtk_widget_set_sensitive (self->next_button, self->page + 1 < n_pages);
  gtk_widget_set_sensitive (self->print_button, n_pages > 0);
  gtk_widget_set_sensitive (self->pdf_button, n_pages > 0);
  gtk_widget_set_sensitive (self->png_button, n_pages > 0);
}

static GCancellable *
begin (LagePrintDialog *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  gtk_spinner_start (self->spinner);

  return self->cancellable;
}

static void
rendered_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(LagePrintDialog) self = user_data; /* the reference taken when asking */
  g_autoptr(GError) error = NULL;
  g_autoptr(GdkTexture) texture = NULL;
  g_autoptr(GBytes) bytes = NULL;
  cairo_surface_t *surface = lage_sheet_render_finish (result, &error);
  gsize stride;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->panel == NULL)
    {
      g_clear_pointer (&surface, cairo_surface_destroy);
      return;
    }
  gtk_spinner_stop (self->spinner);
  if (surface == NULL)
    {
      show_problem (self, error->message);
      return;
    }
  stride = (gsize) cairo_image_surface_get_stride (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface),
                                      stride
                                        * (gsize) cairo_image_surface_get_height (surface),
                                      (GDestroyNotify) cairo_surface_destroy, surface);
  texture = gdk_memory_texture_new (cairo_image_surface_get_width (surface),
                                    cairo_image_surface_get_height (surface),
                                    GDK_MEMORY_DEFAULT, bytes, stride);
  show_problem (self, NULL);
  gtk_picture_set_paintable (self->preview, GDK_PAINTABLE (texture));
}

static void
show_page (LagePrintDialog *self)
{
  double larger_mm = MAX (self->sheet->options.width_mm, self->sheet->options.height_mm);

  update_buttons (self);
  lage_sheet_render_async (self->sheet, self->page,
                           PREVIEW_PX * gtk_widget_get_scale_factor (GTK_WIDGET (self))
                             / (larger_mm / 25.4),
                           begin (self), rendered_cb, g_object_ref (self));
}

static void
gathered_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(LagePrintDialog) self = user_data; /* the reference taken when asking */
  g_autoptr(GError) error = NULL;
  LageSheet *sheet = lage_sheet_gather_finish (LAGE_MAP_PANEL (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->panel == NULL)
    {
      g_clear_pointer (&sheet, lage_sheet_unref);
      return;
    }
  gtk_spinner_stop (self->spinner);
  self->sheet = sheet;
  self->page = 0;
  if (sheet != NULL)
    {
      show_page (self);
      return;
    }
  update_buttons (self);
  if (g_error_matches (error, LAGE_ERROR, LAGE_ERROR_TOO_LARGE))
    show_problem (self, _("At this scale the map would take more than a hundred pages. Choose a "
                          "smaller scale, a larger paper or a smaller extent."));
  else
    show_problem (self, error->message);
}

/* What the map shows, or what encloses all of it. */
static gboolean
choose_extent (LagePrintDialog  *self,
               LageSheetOptions *options)
{
  if (adw_combo_row_get_selected (self->extent_row) == 1)
    return lage_sheet_gather_bounds (self->panel, &options->west, &options->south, &options->east,
                                     &options->north);

  return lage_map_view_get_bounds (lage_map_panel_get_view (self->panel), &options->west,
                                   &options->south, &options->east, &options->north);
}

static void
option_changed_cb (LagePrintDialog *self)
{
  const double *paper = papers[adw_combo_row_get_selected (self->paper_row)];
  gboolean is_tall = adw_combo_row_get_selected (self->orientation_row) == 1;
  LageSheetOptions options = {
    .width_mm = paper[is_tall ? 1 : 0],
    .height_mm = paper[is_tall ? 0 : 1],
    .margin_mm = MARGIN_MM,
    .scale = scales[adw_combo_row_get_selected (self->scale_row)],
    .is_plain = gtk_switch_get_active (self->plain_switch),
    .has_legend = gtk_switch_get_active (self->legend_switch),
    .has_grid = gtk_switch_get_active (self->grid_switch),
    .has_lists = gtk_switch_get_active (self->lists_switch),
  };

  /* While the template is being built, or after the map has gone. */
  if (self->panel == NULL)
    return;

  g_clear_pointer (&self->sheet, lage_sheet_unref);
  self->page = 0;
  update_buttons (self);
  if (!choose_extent (self, &options))
    {
      g_cancellable_cancel (self->cancellable);
      gtk_spinner_stop (self->spinner);
      show_problem (self, _("Nothing that is shown has a place."));
      return;
    }
  lage_sheet_gather_async (self->panel, &options, begin (self), gathered_cb, g_object_ref (self));
}

static void
previous_cb (LagePrintDialog *self)
{
  if (self->sheet == NULL || self->page == 0)
    return;
  self->page--;
  show_page (self);
}

static void
next_cb (LagePrintDialog *self)
{
  if (self->sheet == NULL || self->page + 1 >= lage_sheet_get_n_pages (self->sheet))
    return;
  self->page++;
  show_page (self);
}

/* Files ------------------------------------------------------------------------------------------ */

static void
show_error (LagePrintDialog *self,
            const char      *text,
            const GError    *error)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), text, NULL);

  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), error->message);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(LagePrintDialog) self = user_data; /* the reference taken when asking */
  g_autoptr(GError) error = NULL;

  if (!lage_sheet_save_finish (result, &error) && self->panel != NULL)
    show_error (self, _("The page could not be saved"), error);
}

/**
 * lage_print_dialog_save_async:
 * @self: the dialog
 * @file: where to; a name in ".png" gets the page of the preview, any other all pages as PDF
 * @callback: called when it is on disk, for lage_sheet_save_finish()
 * @user_data: passed to it
 *
 * There must be a sheet.
 */
void
lage_print_dialog_save_async (LagePrintDialog     *self,
                              GFile               *file,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autofree char *name = NULL;

  g_return_if_fail (LAGE_IS_PRINT_DIALOG (self));
  g_return_if_fail (self->sheet != NULL);

  name = g_file_get_basename (file);
  if (g_str_has_suffix (name, ".png"))
    lage_sheet_save_png_async (self->sheet, self->page,
                               self->sheet->options.width_mm > 800.0 ? PNG_DPI : PNG_LARGE_DPI,
                               file, NULL, callback, user_data);
  else
    lage_sheet_save_pdf_async (self->sheet, file, NULL, callback, user_data);
}

static void
chosen_cb (LagePrintDialog *self,
           int              response)
{
  g_autoptr(GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT && self->sheet != NULL)
    {
      file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
      lage_print_dialog_save_async (self, file, saved_cb, g_object_ref (self));
    }
  g_clear_object (&self->chooser);
}

static void
choose_file (LagePrintDialog *self,
             const char      *title,
             const char      *suffix)
{
  g_autofree char *time = g_strdelimit (g_strdup (self->sheet->time), ":/ ", '-');
  g_autofree char *title_part = g_strdelimit (g_strdup (self->sheet->title), "/", '-');
  g_autofree char *name = g_strconcat (title_part, " ", time, suffix, NULL);

  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (title, GTK_WINDOW (self),
                                               GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
save_pdf_cb (LagePrintDialog *self)
{
  choose_file (self, _("Save as PDF"), ".pdf");
}

static void
save_png_cb (LagePrintDialog *self)
{
  choose_file (self, _("Save Page as PNG"), ".png");
}

/* Printer ---------------------------------------------------------------------------------------- */

static void
draw_page_cb (GtkPrintOperation *operation,
              GtkPrintContext   *context,
              int                page,
              gpointer           user_data)
{
  GPtrArray *pages = user_data;
  cairo_t *cr = gtk_print_context_get_cairo_context (context);

  cairo_set_source_surface (cr, g_ptr_array_index (pages, (guint) page), 0.0, 0.0);
  cairo_paint (cr);
}

static GtkPageSetup *
create_page_setup (LagePrintDialog *self)
{
  GtkPageSetup *setup = gtk_page_setup_new ();
  g_autoptr(GtkPaperSize) paper =
    gtk_paper_size_new (paper_names[adw_combo_row_get_selected (self->paper_row)]);

  gtk_page_setup_set_paper_size (setup, paper);
  gtk_page_setup_set_orientation (setup, adw_combo_row_get_selected (self->orientation_row) == 1
                                           ? GTK_PAGE_ORIENTATION_PORTRAIT
                                           : GTK_PAGE_ORIENTATION_LANDSCAPE);
  return setup;
}

static void
recorded_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(LagePrintDialog) self = user_data; /* the reference taken when asking */
  g_autoptr(GPtrArray) pages = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GtkPrintOperation) operation = NULL;
  g_autoptr(GtkPageSetup) setup = NULL;

  pages = lage_sheet_record_finish (result, &error);
  if (self->panel == NULL)
    return;
  gtk_widget_set_sensitive (self->print_button, TRUE);
  if (pages == NULL)
    {
      show_error (self, _("The pages could not be drawn"), error);
      return;
    }

  setup = create_page_setup (self);
  operation = gtk_print_operation_new ();
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_n_pages (operation, (int) pages->len);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_job_name (operation, _("Situation"));
  if (self->print_settings != NULL)
    gtk_print_operation_set_print_settings (operation, self->print_settings);
  g_signal_connect_data (operation, "draw-page", G_CALLBACK (draw_page_cb),
                         g_ptr_array_ref (pages), (GClosureNotify) (GCallback) g_ptr_array_unref,
                         0);
  if (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                               GTK_WINDOW (self), &error) == GTK_PRINT_OPERATION_RESULT_APPLY)
    g_set_object (&self->print_settings, gtk_print_operation_get_print_settings (operation));
  else if (error != NULL)
    show_error (self, _("The pages could not be printed"), error);
}

static void
print_cb (LagePrintDialog *self)
{
  gtk_widget_set_sensitive (self->print_button, FALSE);
  lage_sheet_record_async (self->sheet, NULL, recorded_cb, g_object_ref (self));
}

/* ------------------------------------------------------------------------------------------------ */

static void
fill_scales (LagePrintDialog *self)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _("Fit on one page"));
  for (guint i = 1; i < G_N_ELEMENTS (scales); i++)
    {
      g_autofree char *number = lage_sheet_format_scale (scales[i]);
      g_autofree char *name = g_strconcat ("1 : ", number, NULL);

      gtk_string_list_append (names, name);
    }
  adw_combo_row_set_model (self->scale_row, G_LIST_MODEL (names));
}

static void
lage_print_dialog_dispose (GObject *object)
{
  LagePrintDialog *self = LAGE_PRINT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->chooser);
  g_clear_object (&self->print_settings);
  g_clear_object (&self->panel);
  g_clear_pointer (&self->sheet, lage_sheet_unref);

  G_OBJECT_CLASS (lage_print_dialog_parent_class)->dispose (object);
}

static void
lage_print_dialog_class_init (LagePrintDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lage_print_dialog_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/rescuemate/RescueMate/ui/lage-print-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LagePrintDialog, paper_row);
  gtk_widget_class_bind_template_child (widget_class, LagePrintDialog, orientation_row);
  gtk_widget_class_bind_template_child (widget_class, LagePrintDialog, extent_row);
  gtk_widget_class_bind_template_child (widget_class, LagePrintDialog, scale_row);
  gtk_widget_class_bind_template_child (widget_class, LagePrintDialog, legend_switch);
  gtk_widget_class_bind_template_child (widget_class, LagePrintDialog, grid_switch);
  gtk_widget_class_bind_template_child (widget_class, LagePrintDialog, lists_switch);
  gtk_widget_class_bind_template_child (widget_class, LagePrintDialog, plain_switch);
  gtk_widget_class_bind_template_child (widget_class, LagePrintDialog, preview);
  gtk_widget_class_bind_template_child (widget_class, LagePrintDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, LagePrintDialog, problem_label);
  gtk_widget_class_bind_template_child (widget_class, LagePrintDialog, page_label);
  gtk_widget_class_bind_template_child (widget_class, LagePrintDialog, previous_button);
  gtk_widget_class_bind_template_child (widget_class, LagePrintDialog, next_button);
  gtk_widget_class_bind_template_child (widget_class, LagePrintDialog, print_button);
  gtk_widget_class_bind_template_child (widget_class, LagePrintDialog, pdf_button);
  gtk_widget_class_bind_template_child (widget_class, LagePrintDialog, png_button);
  gtk_widget_class_bind_template_callback (widget_class, option_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, print_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_pdf_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_png_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
lage_print_dialog_init (LagePrintDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_scales (self);
}

/**
 * lage_print_dialog_new:
 * @panel: the map to print, with its session
 */
LagePrintDialog *
lage_print_dialog_new (LageMapPanel *panel)
{
  LagePrintDialog *self;

  g_return_val_if_fail (LAGE_IS_MAP_PANEL (panel), NULL);

  self = g_object_new (LAGE_TYPE_PRINT_DIALOG, NULL);
  self->panel = g_object_ref (panel);
  option_changed_cb (self);

  return self;
}

/**
 * lage_print_dialog_get_sheet:
 * @self: the dialog
 *
 * Returns: (transfer none) (nullable): what would be printed now; %NULL while it is being made
 */
LageSheet *
lage_print_dialog_get_sheet (LagePrintDialog *self)
{
  g_return_val_if_fail (LAGE_IS_PRINT_DIALOG (self), NULL);

  return self->sheet;
}
