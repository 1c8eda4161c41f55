/* lage-sheet-output.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-sheet-output.h"

#include <cairo-pdf.h>
#include <math.h>
#include <string.h>

#include "lage-error.h"

/* From the sheet to what leaves the program. A page takes tenths of a second, so all of it is drawn
 * in a task thread; a file is complete under its name or not there at all. */

#define POINTS_PER_MM (72.0 / 25.4)

/* What one picture may take: A0 at 300 dpi has 140 million pixels of 4 bytes. */
#define MAX_PIXELS (200.0 * 1000.0 * 1000.0)

typedef struct
{
  LageSheet *sheet;
  GFile     *file;
  guint      page;
  double     dpi;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  lage_sheet_unref (job->sheet);
  g_clear_object (&job->file);
  g_free (job);
}

static GTask *
create_task (LageSheet           *sheet,
             GFile               *file,
             guint                page,
             double               dpi,
             GCancellable        *cancellable,
             GAsyncReadyCallback  callback,
             gpointer             user_data,
             gpointer             tag)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->sheet = lage_sheet_ref (sheet);
  job->file = file != NULL ? g_object_ref (file) : NULL;
  job->page = page;
  job->dpi = dpi;
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, job, job_free);

  return task;
}

static gboolean
check_status (cairo_status_t   status,
              const char      *what,
              GError         **error)
{
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s: %s", what,
               cairo_status_to_string (status));
  return FALSE;
}

static cairo_status_t
append_cb (void                *closure,
           const unsigned char *data,
           unsigned int         length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

static gboolean
replace_file (GFile         *file,
              GByteArray    *bytes,
              GCancellable  *cancellable,
              GError       **error)
{
  return g_file_replace_contents (file, (const char *) bytes->data, bytes->len, NULL, FALSE,
                                  G_FILE_CREATE_REPLACE_DESTINATION, NULL, cancellable, error);
}

static gboolean
write_pdf (Job           *job,
           GCancellable  *cancellable,
           GError       **error)
{
  const LageSheetOptions *options = &job->sheet->options;
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  g_autofree char *title = g_strdup_printf ("%s, %s", job->sheet->title, job->sheet->time);
  cairo_surface_t *surface =
    cairo_pdf_surface_create_for_stream (append_cb, bytes, options->width_mm * POINTS_PER_MM,
                                         options->height_mm * POINTS_PER_MM);
  guint n_pages = lage_sheet_get_n_pages (job->sheet);
  cairo_status_t status;

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_AUTHOR, job->sheet->author);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Rescue-Mate");
  for (guint i = 0; i < n_pages && !g_cancellable_is_cancelled (cancellable); i++)
    {
      cairo_t *cr = cairo_create (surface);

      lage_sheet_draw_page (job->sheet, i, cr);
      cairo_show_page (cr);
      cairo_destroy (cr);
    }
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);

  return !g_cancellable_set_error_if_cancelled (cancellable, error)
         && check_status (status, "PDF", error) && replace_file (job->file, bytes, cancellable, error);
}

static void
save_pdf_thread (GTask        *task,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  GError *error = NULL;

  if (write_pdf (data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * lage_sheet_save_pdf_async:
 * @sheet: the sheet; nobody changes it any more
 * @file: where to; what is there is replaced when the new one is complete
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is on disk
 * @user_data: passed to it
 */
void
lage_sheet_save_pdf_async (LageSheet           *sheet,
                           GFile               *file,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr(GTask) task = create_task (sheet, file, 0, 0.0, cancellable, callback, user_data,
                                       lage_sheet_save_pdf_async);

  g_task_run_in_thread (task, save_pdf_thread);
}

static cairo_surface_t *
render (Job     *job,
        GError **error)
{
  const LageSheetOptions *options = &job->sheet->options;
  double width = round (options->width_mm / 25.4 * job->dpi);
  double height = round (options->height_mm / 25.4 * job->dpi);
  cairo_surface_t *surface;
  cairo_t *cr;

  if (width * height > MAX_PIXELS || width > 32767.0 || height > 32767.0)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_TOO_LARGE, "picture of %.0f x %.0f pixels", width,
                   height);
      return NULL;
    }
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) width, (int) height);
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1.0, 1.0, 1.0);
  cairo_paint (cr);
  cairo_scale (cr, job->dpi / 72.0, job->dpi / 72.0);
  lage_sheet_draw_page (job->sheet, job->page, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  if (!check_status (cairo_surface_status (surface), "picture", error))
    g_clear_pointer (&surface, cairo_surface_destroy);

  return surface;
}

static void
save_png_thread (GTask        *task,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  GError *error = NULL;
  cairo_surface_t *surface = render (job, &error);
  gboolean is_written;

  if (surface == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  is_written = check_status (cairo_surface_write_to_png_stream (surface, append_cb, bytes), "PNG",
                             &error)
               && replace_file (job->file, bytes, cancellable, &error);
  cairo_surface_destroy (surface);
  if (is_written)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * lage_sheet_save_png_async:
 * @sheet: the sheet; nobody changes it any more
 * @page: which page, from 0
 * @dpi: pixels per inch, %LAGE_SHEET_MIN_DPI to %LAGE_SHEET_MAX_DPI
 * @file: where to; what is there is replaced when the new one is complete
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is on disk
 * @user_data: passed to it
 */
void
lage_sheet_save_png_async (LageSheet           *sheet,
                           guint                page,
                           double               dpi,
                           GFile               *file,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr(GTask) task = create_task (sheet, file, page, dpi, cancellable, callback, user_data,
                                       lage_sheet_save_png_async);

  g_return_if_fail (dpi >= LAGE_SHEET_MIN_DPI && dpi <= LAGE_SHEET_MAX_DPI);

  g_task_run_in_thread (task, save_png_thread);
}

/**
 * lage_sheet_save_finish:
 * @result: the result of saving
 * @error: return location for a #GError
 */
gboolean
lage_sheet_save_finish (GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
surface_free (gpointer data)
{
  cairo_surface_destroy (data);
}

static void
render_thread (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  GError *error = NULL;
  cairo_surface_t *surface;

  if (g_task_return_error_if_cancelled (task))
    return;
  surface = render (data, &error);
  if (surface != NULL)
    g_task_return_pointer (task, surface, surface_free);
  else
    g_task_return_error (task, error);
}

/**
 * lage_sheet_render_async:
 * @sheet: the sheet; nobody changes it any more
 * @page: which page, from 0
 * @dpi: pixels per inch
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is drawn
 * @user_data: passed to it
 *
 * Draws a page to be looked at.
 */
void
lage_sheet_render_async (LageSheet           *sheet,
                         guint                page,
                         double               dpi,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr(GTask) task = create_task (sheet, NULL, page, dpi, cancellable, callback, user_data,
                                       lage_sheet_render_async);

  g_task_run_in_thread (task, render_thread);
}

/**
 * lage_sheet_render_finish:
 * @result: the result
 * @error: return location for a #GError
 *
 * Returns: (transfer full): an opaque image
 */
cairo_surface_t *
lage_sheet_render_finish (GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
record_thread (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  Job *job = data;
  const LageSheetOptions *options = &job->sheet->options;
  cairo_rectangle_t extents = { 0.0, 0.0, options->width_mm * POINTS_PER_MM,
                                options->height_mm * POINTS_PER_MM };
  g_autoptr(GPtrArray) pages = g_ptr_array_new_with_free_func (surface_free);
  guint n_pages = lage_sheet_get_n_pages (job->sheet);

  for (guint i = 0; i < n_pages; i++)
    {
      cairo_surface_t *surface =
        cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, &extents);
      cairo_t *cr = cairo_create (surface);

      lage_sheet_draw_page (job->sheet, i, cr);
      cairo_destroy (cr);
      g_ptr_array_add (pages, surface);
      if (g_task_return_error_if_cancelled (task))
        return;
    }
  g_task_return_pointer (task, g_steal_pointer (&pages), (GDestroyNotify) g_ptr_array_unref);
}

/**
 * lage_sheet_record_async:
 * @sheet: the sheet; nobody changes it any more
 * @cancellable: (nullable): a cancellable
 * @callback: called when all pages are drawn
 * @user_data: passed to it
 *
 * Draws all pages for a printer, whose own surface only the main thread may touch: playing them back
 * there is quick.
 */
void
lage_sheet_record_async (LageSheet           *sheet,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr(GTask) task = create_task (sheet, NULL, 0, 0.0, cancellable, callback, user_data,
                                       lage_sheet_record_async);

  g_task_run_in_thread (task, record_thread);
}

/**
 * lage_sheet_record_finish:
 * @result: the result
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (element-type cairo_surface_t): the pages as vectors, in points
 */
GPtrArray *
lage_sheet_record_finish (GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
