/* lage-import-file.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "lage-exchange-format.h"
#include "lage-geodesy.h"

G_BEGIN_DECLS

/* An operation is a picture for people, not a data base of a land register: what is beyond these
 * limits is a map, and belongs below the picture. */
#define LAGE_IMPORT_MAX_BYTES (256 * 1024 * 1024)
#define LAGE_IMPORT_MAX_FEATURES 20000
#define LAGE_IMPORT_MAX_POINTS 2000000
#define LAGE_IMPORT_MAX_LAYERS 100
#define LAGE_IMPORT_MAX_FIELDS 500

#define LAGE_IMPORT_N_PREVIEW 20
#define LAGE_IMPORT_N_SAMPLES 30

/**
 * LageImportFieldType:
 * @LAGE_IMPORT_TEXT: anything
 * @LAGE_IMPORT_NUMBER: a number
 * @LAGE_IMPORT_TIME: a date or a time
 */
typedef enum
{
  LAGE_IMPORT_TEXT,
  LAGE_IMPORT_NUMBER,
  LAGE_IMPORT_TIME,
} LageImportFieldType;

/**
 * LageImportField:
 * @name: what it is called
 * @type: what the file says it holds
 * @samples: (element-type utf8): some different values, as text
 * @n_values: how many features have a value
 * @is_unique: whether each feature has a value, and no two the same
 *
 * One attribute of the features of a layer.
 */
typedef struct
{
  char               *name;
  LageImportFieldType type;
  GPtrArray          *samples;
  guint               n_values;
  gboolean            is_unique;
} LageImportField;

/**
 * LageImportLayer:
 * @name: what it is called
 * @n_features: how many features it has, at most LAGE_IMPORT_MAX_FEATURES
 * @is_too_large: whether there are more features or corners than can be taken
 * @n_points: how many of the features are points
 * @n_lines: how many are lines
 * @n_areas: how many are areas
 * @n_others: how many have no geometry, or a mixed one
 * @fields: (element-type LageImportField): the attributes
 * @preview: (element-type GStrv): the first features, a text for each field
 * @has_crs: whether the file says in which coordinate system it is, and that can be true
 * @epsg: number of that system; 0 if it has none
 * @crs_name: (nullable): what the file calls it
 * @guessed_epsg: where it says nothing: what the numbers look like; 0 for no idea
 * @x_column: (nullable): of CSV: the column that seems to hold longitude, east, or a whole geometry
 * @y_column: (nullable): of CSV: the column that seems to hold latitude or north
 */
typedef struct
{
  char      *name;
  guint      n_features;
  gboolean   is_too_large;
  guint      n_points;
  guint      n_lines;
  guint      n_areas;
  guint      n_others;
  GPtrArray *fields;
  GPtrArray *preview;
  gboolean   has_crs;
  int        epsg;
  char      *crs_name;
  int        guessed_epsg;
  char      *x_column;
  char      *y_column;
} LageImportLayer;

/**
 * LageImportFile:
 * @name: its name, without folders
 * @format: what it is
 * @layers: (element-type LageImportLayer): what is in it; at least one
 * @n_links: links to other documents, which are not followed
 * @parts: (element-type LageImportPart): its content, for whoever maps it
 *
 * A file that was read and looked through. It never changes; what happens to the file on disk
 * afterwards does not matter. Atomically counted, readable from any thread.
 */
typedef struct
{
  char              *name;
  LageExchangeFormat format;
  GPtrArray         *layers;
  guint              n_links;
  GPtrArray         *parts;
} LageImportFile;

LageImportFile *lage_import_file_new         (const char            *name,
                                              GBytes                *bytes,
                                              GCancellable          *cancellable,
                                              GFileProgressCallback  progress,
                                              gpointer               progress_data,
                                              GError               **error) G_GNUC_WARN_UNUSED_RESULT;
LageImportFile *lage_import_file_open        (GFile                 *file,
                                              GCancellable          *cancellable,
                                              GFileProgressCallback  progress,
                                              gpointer               progress_data,
                                              GError               **error) G_GNUC_WARN_UNUSED_RESULT;
void            lage_import_file_open_async  (GFile                 *file,
                                              GCancellable          *cancellable,
                                              GFileProgressCallback  progress,
                                              gpointer               progress_data,
                                              GAsyncReadyCallback    callback,
                                              gpointer               user_data);
LageImportFile *lage_import_file_open_finish (GAsyncResult          *result,
                                              GError               **error) G_GNUC_WARN_UNUSED_RESULT;
LageImportFile *lage_import_file_ref         (LageImportFile        *self);
void            lage_import_file_unref       (LageImportFile        *self);
const LageImportLayer *
                lage_import_file_get_layer   (const LageImportFile  *self,
                                              guint                  index);
const LageImportField *
                lage_import_layer_get_field  (const LageImportLayer *self,
                                              guint                  index);
gboolean        lage_import_layer_find_field (const LageImportLayer *self,
                                              const char            *name,
                                              guint                 *index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LageImportFile, lage_import_file_unref)

G_END_DECLS
