/* lage-import-file.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-import-file.h"

#include <cpl_conv.h>
#include <math.h>

#include "lage-error.h"
#include "lage-import-feature.h"
#include "lage-import-source.h"
#include "lage-import-value.h"
#include "lage-task-progress.h"

#define PROGRESS_EVERY 500
#define MAX_SAMPLE_CHARS 60

/* What is found out about a layer while its features go by. */
typedef struct
{
  LageImportLayer *layer;
  OGRLayerH        source;
  GPtrArray       *seen;     /* per field: its values so far, or NULL once it is not unique */
  guint            n_corners;
  double           west, south, east, north;
  guint            n_extents; /* features that have one */
  guint            n_degrees; /* and of those, the ones that can be in degrees */
} Survey;

static void
field_free (LageImportField *field)
{
  g_free (field->name);
  g_ptr_array_unref (field->samples);
  g_free (field);
}

static void
layer_free (LageImportLayer *layer)
{
  g_free (layer->name);
  g_clear_pointer (&layer->fields, g_ptr_array_unref);
  g_clear_pointer (&layer->preview, g_ptr_array_unref);
  g_free (layer->crs_name);
  g_free (layer->x_column);
  g_free (layer->y_column);
  g_free (layer);
}

static LageImportFieldType
get_field_type (OGRFieldDefnH definition)
{
  switch (OGR_Fld_GetType (definition))
    {
    case OFTInteger:
    case OFTInteger64:
    case OFTReal:
      return LAGE_IMPORT_NUMBER;
    case OFTDate:
    case OFTTime:
    case OFTDateTime:
      return LAGE_IMPORT_TIME;
    default:
      return LAGE_IMPORT_TEXT;
    }
}

static void
add_fields (LageImportLayer *layer,
            OGRLayerH        source,
            GPtrArray       *seen)
{
  OGRFeatureDefnH definition = OGR_L_GetLayerDefn (source);
  int n_fields = OGR_FD_GetFieldCount (definition);

  for (int i = 0; i < n_fields; i++)
    {
      OGRFieldDefnH field_definition = OGR_FD_GetFieldDefn (definition, i);
      LageImportField *field = g_new0 (LageImportField, 1);

      field->name = g_utf8_make_valid (OGR_Fld_GetNameRef (field_definition), -1);
      field->type = get_field_type (field_definition);
      field->samples = g_ptr_array_new_with_free_func (g_free);
      field->is_unique = TRUE;
      g_ptr_array_add (layer->fields, field);
      g_ptr_array_add (seen, g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL));
    }
}

static void
add_sample (LageImportField *field,
            const char      *text)
{
  g_autofree char *sample = NULL;

  if (field->samples->len == LAGE_IMPORT_N_SAMPLES)
    return;
  sample = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), MAX_SAMPLE_CHARS));
  if (!g_ptr_array_find_with_equal_func (field->samples, sample, g_str_equal, NULL))
    g_ptr_array_add (field->samples, g_steal_pointer (&sample));
}

static void
take_text (Survey     *self,
           guint       index,
           const char *text)
{
  LageImportField *field = g_ptr_array_index (self->layer->fields, index);
  GHashTable *seen = g_ptr_array_index (self->seen, index);

  if (*text != '\0')
    {
      field->n_values++;
      add_sample (field, text);
    }
  if (field->is_unique && (*text == '\0' || !g_hash_table_add (seen, g_strdup (text))))
    {
      field->is_unique = FALSE;
      g_hash_table_remove_all (seen);
    }
}

static gboolean
is_within (double value,
           double least,
           double most)
{
  return value >= least && value <= most;
}

static void
take_extent (Survey       *self,
             OGRGeometryH  geometry)
{
  OGREnvelope envelope;

  if (geometry == NULL || OGR_G_IsEmpty (geometry))
    return;
  OGR_G_GetEnvelope (geometry, &envelope);
  if (!isfinite (envelope.MinX) || !isfinite (envelope.MaxX) || !isfinite (envelope.MinY)
      || !isfinite (envelope.MaxY))
    return;
  self->west = self->n_extents > 0 ? MIN (self->west, envelope.MinX) : envelope.MinX;
  self->east = self->n_extents > 0 ? MAX (self->east, envelope.MaxX) : envelope.MaxX;
  self->south = self->n_extents > 0 ? MIN (self->south, envelope.MinY) : envelope.MinY;
  self->north = self->n_extents > 0 ? MAX (self->north, envelope.MaxY) : envelope.MaxY;
  self->n_extents++;
  if (is_within (envelope.MinX, -180.0, 180.0) && is_within (envelope.MaxX, -180.0, 180.0)
      && is_within (envelope.MinY, -90.0, 90.0) && is_within (envelope.MaxY, -90.0, 90.0))
    self->n_degrees++;
}

static void
take_shape (Survey      *self,
            OGRFeatureH  feature)
{
  LageImportLayer *layer = self->layer;
  guint n_corners = 0;

  switch (lage_import_feature_get_shape (feature, &n_corners))
    {
    case LAGE_IMPORT_POINT:
      layer->n_points++;
      break;
    case LAGE_IMPORT_LINES:
      layer->n_lines++;
      break;
    case LAGE_IMPORT_AREAS:
      layer->n_areas++;
      break;
    default:
      layer->n_others++;
      break;
    }
  self->n_corners += n_corners;
  take_extent (self, OGR_F_GetGeometryRef (feature));
}

static void
take_feature (Survey      *self,
              OGRFeatureH  feature)
{
  LageImportLayer *layer = self->layer;
  char **row = g_new0 (char *, layer->fields->len + 1);

  for (guint i = 0; i < layer->fields->len; i++)
    {
      row[i] = lage_import_feature_dup_text (feature, (int) i);
      take_text (self, i, row[i]);
    }
  if (layer->preview->len < LAGE_IMPORT_N_PREVIEW)
    g_ptr_array_add (layer->preview, row);
  else
    g_strfreev (row);

  take_shape (self, feature);
  layer->n_features++;
}

/* Coordinate systems ------------------------------------------------------------------------- */

/* Gauss-Krüger has the number of its strip before the Rechtswert, and so has UTM as the German land
 * surveys write it (4647, 5650); without it, the strip that covers Hamburg is the likelier one. */
static int
guess_epsg (const Survey *self)
{
  if (self->n_extents == 0)
    return 0;
  /* Some may be wrong, but not most of them. */
  if (self->n_degrees * 2 >= self->n_extents)
    return LAGE_WGS84_EPSG;
  if (is_within (self->south, 5.2e6, 6.2e6) && is_within (self->north, 5.2e6, 6.2e6))
    {
      for (int strip = 2; strip <= 5; strip++)
        if (is_within (self->west, strip * 1e6 + 2.5e5, strip * 1e6 + 7.5e5)
            && is_within (self->east, strip * 1e6 + 2.5e5, strip * 1e6 + 7.5e5))
          return 31464 + strip;
      if (is_within (self->west, 32.1e6, 32.95e6))
        return 4647;
      if (is_within (self->west, 33.1e6, 33.95e6))
        return 5650;
      if (is_within (self->west, 1e5, 9.5e5))
        return 25832;
    }
  if (is_within (self->west, 5e5, 1.8e6) && is_within (self->south, 5.8e6, 7.5e6))
    return 3857;
  return 0;
}

static int
find_epsg (OGRSpatialReferenceH crs)
{
  const char *authority = OSRGetAuthorityName (crs, NULL);
  const char *code = OSRGetAuthorityCode (crs, NULL);
  int *confidences = NULL;
  int n_matches = 0, epsg = 0;
  OGRSpatialReferenceH *matches;

  if (g_strcmp0 (authority, "EPSG") == 0 && code != NULL)
    return (int) g_ascii_strtoll (code, NULL, 10);

  matches = OSRFindMatches (crs, NULL, &n_matches, &confidences);
  if (n_matches > 0 && confidences[0] >= 90)
    {
      code = OSRGetAuthorityCode (matches[0], NULL);
      if (g_strcmp0 (OSRGetAuthorityName (matches[0], NULL), "EPSG") == 0 && code != NULL)
        epsg = (int) g_ascii_strtoll (code, NULL, 10);
    }
  OSRFreeSRSArray (matches);
  CPLFree (confidences);
  return epsg;
}

static void
find_crs (Survey *self)
{
  LageImportLayer *layer = self->layer;
  OGRSpatialReferenceH crs = OGR_L_GetSpatialRef (self->source);
  int guess = guess_epsg (self);

  /* Many a file says "degrees" and has metres. */
  layer->has_crs = crs != NULL
                   && (!OSRIsGeographic (crs) || self->n_extents == 0
                       || guess == LAGE_WGS84_EPSG);
  if (layer->has_crs)
    {
      layer->epsg = find_epsg (crs);
      layer->crs_name = g_strdup (OSRGetName (crs));
    }
  else
    {
      layer->guessed_epsg = guess;
    }
}

/* CSV ---------------------------------------------------------------------------------------- */

static void
find_columns (LageImportLayer *layer)
{
  guint columns[LAGE_IMPORT_AXIS_WKT + 1] = { 0 }; /* 0: none */
  guint wkt;

  for (guint i = layer->fields->len; i > 0; i--)
    {
      const LageImportField *field = lage_import_layer_get_field (layer, i - 1);

      columns[lage_import_guess_axis (field->name)] = i;
    }
  for (guint axis = LAGE_IMPORT_AXIS_LATITUDE; axis < LAGE_IMPORT_AXIS_WKT; axis += 2)
    {
      gboolean is_metric = axis == LAGE_IMPORT_AXIS_EAST;
      guint x = columns[is_metric ? LAGE_IMPORT_AXIS_EAST : LAGE_IMPORT_AXIS_LONGITUDE];
      guint y = columns[is_metric ? LAGE_IMPORT_AXIS_NORTH : LAGE_IMPORT_AXIS_LATITUDE];

      if (x > 0 && y > 0)
        {
          layer->x_column = g_strdup (lage_import_layer_get_field (layer, x - 1)->name);
          layer->y_column = g_strdup (lage_import_layer_get_field (layer, y - 1)->name);
          return;
        }
    }
  wkt = columns[LAGE_IMPORT_AXIS_WKT];
  if (wkt > 0)
    layer->x_column = g_strdup (lage_import_layer_get_field (layer, wkt - 1)->name);
}

/* Surveyors call north X. If the numbers say so, believe them. */
static void
swap_columns (Survey *self)
{
  LageImportLayer *layer = self->layer;

  if (layer->y_column == NULL || guess_epsg (self) != 0 || self->n_extents == 0
      || !is_within (self->west, 5.2e6, 6.2e6) || !is_within (self->east, 5.2e6, 6.2e6))
    return;
  {
    char *column = layer->x_column;
    double least = self->west, most = self->east;

    layer->x_column = layer->y_column;
    layer->y_column = column;
    self->west = self->south;
    self->east = self->north;
    self->south = least;
    self->north = most;
  }
}

/* Layers ------------------------------------------------------------------------------------- */

static LageImportLayer *
layer_new (OGRLayerH   source,
           const char *name,
           GPtrArray  *seen)
{
  LageImportLayer *layer = g_new0 (LageImportLayer, 1);

  layer->name = g_strdup (name);
  layer->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) field_free);
  layer->preview = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  add_fields (layer, source, seen);
  return layer;
}

static gboolean
survey_features (Survey                 *self,
                 GCancellable           *cancellable,
                 GFileProgressCallback   progress,
                 gpointer                progress_data,
                 LageGdalScope          *scope,
                 GError                **error)
{
  LageImportLayer *layer = self->layer;
  gint64 n_expected = OGR_L_GetFeatureCount (self->source, FALSE);
  OGRFeatureH feature;

  OGR_L_ResetReading (self->source);
  while ((feature = OGR_L_GetNextFeature (self->source)) != NULL)
    {
      if (layer->n_features == LAGE_IMPORT_MAX_FEATURES
          || self->n_corners > LAGE_IMPORT_MAX_POINTS)
        layer->is_too_large = TRUE;
      else
        take_feature (self, feature);
      OGR_F_Destroy (feature);

      if (layer->is_too_large || scope->failure != NULL)
        break;
      if (layer->n_features % PROGRESS_EVERY != 0)
        continue;
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (progress != NULL)
        progress (layer->n_features, n_expected, progress_data);
    }
  if (scope->failure == NULL)
    return TRUE;
  lage_gdal_scope_set_error (scope, LAGE_ERROR_INVALID, error);
  g_prefix_error (error, "layer “%s”, after feature %u: ", layer->name, layer->n_features);
  return FALSE;
}

static LageImportLayer *
survey_layer (LageImportFile         *file,
              OGRLayerH               source,
              const char             *name,
              GCancellable           *cancellable,
              GFileProgressCallback   progress,
              gpointer                progress_data,
              LageGdalScope          *scope,
              GError                **error)
{
  g_autoptr(GPtrArray) seen = g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);
  LageImportLayer *layer = layer_new (source, name, seen);
  Survey self = { .layer = layer, .source = source, .seen = seen };

  if (layer->fields->len > LAGE_IMPORT_MAX_FIELDS)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_TOO_LARGE, "layer “%s” has %u fields, at most %d",
                   name, layer->fields->len, LAGE_IMPORT_MAX_FIELDS);
      layer_free (layer);
      return NULL;
    }
  if (!survey_features (&self, cancellable, progress, progress_data, scope, error))
    {
      layer_free (layer);
      return NULL;
    }
  find_crs (&self);
  return layer;
}

/* A table says nothing of places by itself: it is read once to know its columns, and again with
 * those that hold coordinates. */
static gboolean
survey_table (LageImportFile  *self,
              LageImportLayer *layer,
              LageGdalScope   *scope,
              GError         **error)
{
  g_autoptr(LageImportSource) source = NULL;
  Survey survey = { .layer = layer };
  OGRFeatureH feature;

  find_columns (layer);
  if (layer->x_column == NULL)
    return TRUE;
  source = lage_import_source_open (self->format, self->parts, layer->x_column, layer->y_column,
                                    error);
  if (source == NULL)
    return FALSE;
  survey.source = g_ptr_array_index (source->layers, 0);
  layer->n_others = 0;
  while ((feature = OGR_L_GetNextFeature (survey.source)) != NULL)
    {
      take_shape (&survey, feature);
      OGR_F_Destroy (feature);
    }
  swap_columns (&survey);
  layer->guessed_epsg = guess_epsg (&survey);
  /* Columns called latitude and longitude are what they say. */
  if (layer->guessed_epsg == LAGE_WGS84_EPSG
      && lage_import_guess_axis (layer->x_column) == LAGE_IMPORT_AXIS_LONGITUDE)
    {
      layer->has_crs = TRUE;
      layer->epsg = LAGE_WGS84_EPSG;
      layer->guessed_epsg = 0;
    }
  return TRUE;
}

static gboolean
survey_file (LageImportFile         *self,
             GCancellable           *cancellable,
             GFileProgressCallback   progress,
             gpointer                progress_data,
             GError                **error)
{
  g_autoptr(LageGdalScope) scope = lage_gdal_scope_begin ();
  g_autoptr(LageImportSource) source = lage_import_source_open (self->format, self->parts, NULL,
                                                                NULL, error);

  if (source == NULL)
    return FALSE;
  if (source->layers->len > LAGE_IMPORT_MAX_LAYERS)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_TOO_LARGE, "%u layers, at most %d",
                   source->layers->len, LAGE_IMPORT_MAX_LAYERS);
      return FALSE;
    }
  for (guint i = 0; i < source->layers->len; i++)
    {
      LageImportLayer *layer = survey_layer (self, g_ptr_array_index (source->layers, i),
                                             g_ptr_array_index (source->names, i), cancellable,
                                             progress, progress_data, scope, error);

      if (layer == NULL)
        return FALSE;
      g_ptr_array_add (self->layers, layer);
      if (self->format == LAGE_EXCHANGE_CSV && !survey_table (self, layer, scope, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
has_features (const LageImportFile *self)
{
  for (guint i = 0; i < self->layers->len; i++)
    if (lage_import_file_get_layer (self, i)->n_features > 0)
      return TRUE;
  return FALSE;
}

/**
 * lage_import_file_new:
 * @name: the name of the file; its suffix says what it is
 * @bytes: its content
 * @cancellable: (nullable): to give up
 * @progress: (nullable): told about features, in this thread
 * @progress_data: passed to @progress
 * @error: return location for a #GError naming layer, line or feature
 *
 * Looks a file through. Blocks: for a task thread.
 */
LageImportFile *
lage_import_file_new (const char             *name,
                      GBytes                 *bytes,
                      GCancellable           *cancellable,
                      GFileProgressCallback   progress,
                      gpointer                progress_data,
                      GError                **error)
{
  g_autoptr(LageImportFile) self = g_atomic_rc_box_new0 (LageImportFile);

  self->name = g_strdup (name);
  self->layers = g_ptr_array_new_with_free_func ((GDestroyNotify) layer_free);
  if (g_bytes_get_size (bytes) > LAGE_IMPORT_MAX_BYTES)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_TOO_LARGE, "more than %d MiB",
                   LAGE_IMPORT_MAX_BYTES / (1024 * 1024));
      return NULL;
    }
  if (g_bytes_get_size (bytes) == 0)
    {
      g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_TRUNCATED, "the file is empty");
      return NULL;
    }
  if (!lage_exchange_format_detect (name, bytes, &self->format, error))
    return NULL;
  self->parts = lage_import_parts_new (self->format, name, bytes, &self->n_links, error);
  if (self->parts == NULL || !survey_file (self, cancellable, progress, progress_data, error))
    {
      if (self->n_links > 0)
        g_prefix_error (error, "it has links to other documents, which are not followed: ");
      return NULL;
    }
  if (has_features (self))
    return g_steal_pointer (&self);

  g_set_error (error, LAGE_ERROR, LAGE_ERROR_NOT_FOUND, "it has no features%s",
               self->n_links > 0 ? ", only links to other documents, which are not followed" : "");
  return NULL;
}

/**
 * lage_import_file_open:
 * @file: a local file
 * @cancellable: (nullable): to give up
 * @progress: (nullable): told about features, in this thread
 * @progress_data: passed to @progress
 * @error: return location for a #GError
 *
 * Reads and looks through. Blocks.
 */
LageImportFile *
lage_import_file_open (GFile                  *file,
                       GCancellable           *cancellable,
                       GFileProgressCallback   progress,
                       gpointer                progress_data,
                       GError                **error)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *utf8 = g_utf8_make_valid (name, -1);
  g_autoptr(GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE ","
                                                       G_FILE_ATTRIBUTE_STANDARD_TYPE,
                                                 G_FILE_QUERY_INFO_NONE, cancellable, error);
  g_autoptr(GBytes) bytes = NULL;

  if (info == NULL)
    return NULL;
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    {
      g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_UNSUPPORTED, "it is not a regular file");
      return NULL;
    }
  if (g_file_info_get_size (info) > LAGE_IMPORT_MAX_BYTES)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_TOO_LARGE, "more than %d MiB",
                   LAGE_IMPORT_MAX_BYTES / (1024 * 1024));
      return NULL;
    }
  bytes = g_file_load_bytes (file, cancellable, NULL, error);
  if (bytes == NULL)
    return NULL;
  return lage_import_file_new (utf8, bytes, cancellable, progress, progress_data, error);
}

typedef struct
{
  GFile           *file;
  LageTaskProgress progress;
} OpenJob;

static void
open_job_free (OpenJob *job)
{
  g_object_unref (job->file);
  g_free (job);
}

static void
open_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  OpenJob *job = task_data;
  GError *error = NULL;
  LageImportFile *self = lage_import_file_open (job->file, cancellable, lage_task_progress_report,
                                                &job->progress, &error);

  if (self != NULL)
    g_task_return_pointer (task, self, (GDestroyNotify) lage_import_file_unref);
  else
    g_task_return_error (task, error);
}

/**
 * lage_import_file_open_async:
 * @file: a local file
 * @cancellable: (nullable): to give up
 * @progress: (nullable): told about features while it lasts
 * @progress_data: passed to @progress
 * @callback: called when it was looked through
 * @user_data: passed to @callback
 */
void
lage_import_file_open_async (GFile                 *file,
                             GCancellable          *cancellable,
                             GFileProgressCallback  progress,
                             gpointer               progress_data,
                             GAsyncReadyCallback    callback,
                             gpointer               user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  OpenJob *job = g_new0 (OpenJob, 1);

  g_task_set_source_tag (task, lage_import_file_open_async);
  job->file = g_object_ref (file);
  job->progress = (LageTaskProgress) { task, progress, progress_data };
  g_task_set_task_data (task, job, (GDestroyNotify) open_job_free);
  g_task_run_in_thread (task, open_in_thread);
}

LageImportFile *
lage_import_file_open_finish (GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

LageImportFile *
lage_import_file_ref (LageImportFile *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_file (gpointer data)
{
  LageImportFile *self = data;

  g_free (self->name);
  g_clear_pointer (&self->layers, g_ptr_array_unref);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
}

void
lage_import_file_unref (LageImportFile *self)
{
  g_atomic_rc_box_release_full (self, clear_file);
}

const LageImportLayer *
lage_import_file_get_layer (const LageImportFile *self,
                            guint                 index)
{
  return g_ptr_array_index (self->layers, index);
}

const LageImportField *
lage_import_layer_get_field (const LageImportLayer *self,
                             guint                  index)
{
  return g_ptr_array_index (self->fields, index);
}

/**
 * lage_import_layer_find_field:
 * @self: the layer
 * @name: of a field, as it is written
 * @index: (out): its place
 */
gboolean
lage_import_layer_find_field (const LageImportLayer *self,
                              const char            *name,
                              guint                 *index)
{
  for (guint i = 0; i < self->fields->len; i++)
    if (g_str_equal (lage_import_layer_get_field (self, i)->name, name))
      {
        *index = i;
        return TRUE;
      }
  return FALSE;
}
