/* lage-export.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-export.h"

#include "lage-error.h"
#include "lage-exchange-entity.h"
#include "lage-export-private.h"
#include "lage-geometry.h"
#include "lage-store.h"
#include "lage-time.h"

/* The picture for other programs. It is folded anew from the log, on a connection of its own that
 * only reads: so whoever shows it need not wait, and the picture of any moment can be written. The
 * file is made in memory, written under another name, flushed and renamed: there is the old file or
 * the new one, never half of one. */

static const LageExportColumn heads[LAGE_N_EXPORT_HEADS] = {
  [LAGE_EXPORT_ID] = { "id", LAGE_VALUE_TEXT, NULL },
  [LAGE_EXPORT_KIND] = { "kind", LAGE_VALUE_TEXT, NULL },
  [LAGE_EXPORT_TITLE] = { "title", LAGE_VALUE_TEXT, NULL },
  [LAGE_EXPORT_OBSERVED_AT] = { "observed_at", LAGE_VALUE_TIME, NULL },
  [LAGE_EXPORT_AGE_S] = { "age_s", LAGE_VALUE_INT, NULL },
  [LAGE_EXPORT_SOURCE] = { "source", LAGE_VALUE_TEXT, NULL },
};

const char *
lage_export_get_head_name (LageExportHead head)
{
  return heads[head].name;
}

/**
 * lage_export_find_end_of_kind:
 * @table: what is written
 * @first: an entity
 *
 * Returns: the first entity behind it that is of another kind
 */
guint
lage_export_find_end_of_kind (const LageExportTable *table,
                              guint                  first)
{
  LageKind kind = lage_entity_get_kind (g_ptr_array_index (table->entities, first));
  guint end = first;

  while (end < table->entities->len
         && lage_entity_get_kind (g_ptr_array_index (table->entities, end)) == kind)
    end++;
  return end;
}

static gboolean
has_name (GArray     *columns,
          const char *name)
{
  for (guint i = 0; i < columns->len; i++)
    if (g_str_equal (g_array_index (columns, LageExportColumn, i).name, name))
      return TRUE;
  return FALSE;
}

static gboolean
is_set (const LageExportTable *table,
        guint                  first,
        guint                  end,
        const LageFieldSpec   *spec)
{
  for (guint i = first; i < end; i++)
    {
      LageEntity *entity = g_ptr_array_index (table->entities, i);

      if (lage_entity_get_kind (entity) == spec->kind && lage_entity_has (entity, spec->field))
        return TRUE;
    }
  return FALSE;
}

/**
 * lage_export_list_columns:
 * @table: what is written
 * @first: the first entity
 * @end: behind the last entity
 *
 * Returns: (transfer full) (element-type LageExportColumn): what every entity has, and each field
 * that one of these has, in the order of the schema. Places are no columns.
 */
GArray *
lage_export_list_columns (const LageExportTable *table,
                          guint                  first,
                          guint                  end)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (LageExportColumn));
  LageKind last_kind = LAGE_KIND_NONE;

  g_array_append_vals (columns, heads, G_N_ELEMENTS (heads));
  for (guint i = first; i < end; i++)
    {
      LageKind kind = lage_entity_get_kind (g_ptr_array_index (table->entities, i));
      const LageFieldSpec *specs;
      guint n_specs;

      if (kind == last_kind)
        continue;
      last_kind = kind;
      specs = lage_schema_get_fields (kind, &n_specs);
      for (guint k = 0; k < n_specs; k++)
        {
          LageExportColumn column = { specs[k].token, specs[k].type, &specs[k] };

          if (specs[k].type != LAGE_VALUE_POINT && specs[k].type != LAGE_VALUE_GEOMETRY
              && specs[k].field != LAGE_FIELD_ARCHIVED && !has_name (columns, column.name)
              && is_set (table, i, end, &specs[k]))
            g_array_append_val (columns, column);
        }
    }
  return columns;
}

/**
 * lage_export_dup_text:
 * @table: what is written
 * @entity: one of its entities
 * @column: a column
 *
 * Returns: (transfer full) (nullable): the value for other programs; NULL if there is none
 */
char *
lage_export_dup_text (const LageExportTable  *table,
                      LageEntity             *entity,
                      const LageExportColumn *column)
{
  const LageFieldSpec *spec;
  const LageCandidate *newest;

  if (column->spec != NULL)
    {
      /* The field of the same name, which each kind may have in a row of its own. */
      spec = lage_schema_find_by_token (lage_entity_get_kind (entity), column->name);
      return spec != NULL ? lage_exchange_dup_value (entity, spec) : NULL;
    }
  if (g_str_equal (column->name, heads[LAGE_EXPORT_ID].name))
    return lage_id_to_string (lage_entity_get_id (entity));
  if (g_str_equal (column->name, heads[LAGE_EXPORT_KIND].name))
    return g_strdup (lage_kind_get_token (lage_entity_get_kind (entity)));
  if (g_str_equal (column->name, heads[LAGE_EXPORT_TITLE].name))
    return g_strdup (lage_entity_get_title (entity));

  newest = lage_exchange_find_newest (entity);
  if (newest == NULL)
    return NULL;
  if (g_str_equal (column->name, heads[LAGE_EXPORT_OBSERVED_AT].name))
    return lage_time_format_iso8601 (newest->observed_at_us);
  if (g_str_equal (column->name, heads[LAGE_EXPORT_AGE_S].name))
    return g_strdup_printf ("%" G_GINT64_FORMAT,
                            MAX (table->now_us - newest->observed_at_us, 0) / G_USEC_PER_SEC);
  return g_strdup (lage_situation_get_source (table->situation, newest));
}

/**
 * lage_export_get_place:
 * @entity: an entity
 * @point: (out caller-allocates): where it stands
 * @geometry: (out) (transfer full) (nullable): its lines and areas, which come before @point
 *
 * Returns: FALSE if it has no place
 */
gboolean
lage_export_get_place (LageEntity  *entity,
                       LagePoint   *point,
                       GBytes     **geometry)
{
  const LageCandidate *area = lage_entity_find (entity, LAGE_FIELD_AREA);
  gboolean has_point = lage_entity_get_point (entity, LAGE_FIELD_POSITION, point);

  *geometry = NULL;
  if (area != NULL && area->value.type == LAGE_VALUE_GEOMETRY)
    {
      *geometry = g_bytes_ref (area->value.geometry);
    }
  else if (has_point && lage_entity_has (entity, LAGE_FIELD_RADIUS_M)
           && lage_entity_get_int (entity, LAGE_FIELD_SHAPE, LAGE_SHAPE_AREA) == LAGE_SHAPE_CIRCLE)
    {
      g_autoptr(LageGeometryBuilder) builder = lage_geometry_builder_new ();

      lage_geometry_builder_add_circle (builder, point,
                                        lage_entity_get_real (entity, LAGE_FIELD_RADIUS_M));
      *geometry = lage_geometry_builder_end (builder, NULL);
    }
  return has_point || *geometry != NULL;
}

static gboolean
is_wanted (const LageExportOptions *options,
           LageEntity              *entity)
{
  if (!lage_exchange_is_shown (entity))
    return FALSE;
  if (options->kinds != 0 && (options->kinds & 1u << lage_entity_get_kind (entity)) == 0)
    return FALSE;
  return options->ids == NULL || g_hash_table_contains (options->ids, lage_entity_get_id (entity));
}

/**
 * lage_export_to_bytes:
 * @situation: the picture
 * @options: what of it, and how
 * @now_us: the moment for which ages are told
 * @cancellable: (nullable): to give up
 * @n_entities: (out): how many entities are in it
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): the content of a file. Blocks: for a task thread.
 */
GBytes *
lage_export_to_bytes (LageSituation            *situation,
                      const LageExportOptions  *options,
                      gint64                    now_us,
                      GCancellable             *cancellable,
                      guint                    *n_entities,
                      GError                  **error)
{
  g_autoptr(GPtrArray) entities = g_ptr_array_new ();
  LageExportTable table = { situation, entities, options, now_us, cancellable };
  guint n = lage_situation_get_n_entities (situation);

  g_return_val_if_fail ((guint) options->format < LAGE_N_EXPORT_FORMATS, NULL);

  for (guint i = 0; i < n; i++)
    {
      LageEntity *entity = lage_situation_get_entity (situation, i);

      if (is_wanted (options, entity))
        g_ptr_array_add (entities, entity);
    }
  g_ptr_array_sort (entities, lage_exchange_compare);
  *n_entities = entities->len;
  if (options->format == LAGE_EXCHANGE_CSV)
    return lage_export_write_csv (&table, error);
  if (options->format == LAGE_EXCHANGE_KML)
    return lage_export_write_kml (&table, error);
  return lage_export_write_layers (&table, error);
}

/**
 * lage_export_to_file:
 * @store_path: the log
 * @until_us: as it was known at this time; 0: now
 * @now_us: the moment for which ages are told
 * @options: what of it, and how
 * @path: the file, replaced as a whole
 * @cancellable: (nullable): to give up
 * @n_entities: (out): how many entities are in it
 * @error: return location for a #GError
 *
 * Blocks until it is on disk.
 */
gboolean
lage_export_to_file (const char               *store_path,
                     gint64                    until_us,
                     gint64                    now_us,
                     const LageExportOptions  *options,
                     const char               *path,
                     GCancellable             *cancellable,
                     guint                    *n_entities,
                     GError                  **error)
{
  g_autoptr(LageStore) store = lage_store_open (store_path, LAGE_STORE_READ_ONLY, error);
  g_autoptr(LageSituation) situation = NULL;
  g_autoptr(GBytes) bytes = NULL;

  if (store == NULL)
    return FALSE;
  situation = lage_store_load (store, until_us, error);
  if (situation == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  bytes = lage_export_to_bytes (situation, options, now_us, cancellable, n_entities, error);
  return bytes != NULL
         && g_file_set_contents_full (path, g_bytes_get_data (bytes, NULL),
                                      (gssize) g_bytes_get_size (bytes),
                                      G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                      0666, error);
}

typedef struct
{
  char             *store_path;
  gint64            now_us;
  LageExportOptions options;
  char             *path;
  guint             n_entities;
} ExportJob;

static void
export_job_free (ExportJob *job)
{
  g_free (job->store_path);
  g_free (job->path);
  g_clear_pointer (&job->options.ids, g_hash_table_unref);
  g_free (job);
}

static void
export_in_thread (GTask        *task,
                  gpointer      source_object,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  ExportJob *job = task_data;
  GError *error = NULL;

  if (lage_export_to_file (job->store_path, 0, job->now_us, &job->options, job->path, cancellable,
                           &job->n_entities, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * lage_export_async:
 * @store_path: the log
 * @now_us: the moment for which ages are told
 * @options: what of it, and how; copied, @ids is referenced and must not change any more
 * @path: the file, replaced as a whole
 * @cancellable: (nullable): to give up
 * @callback: called when it is on disk
 * @user_data: passed to @callback
 */
void
lage_export_async (const char              *store_path,
                   gint64                   now_us,
                   const LageExportOptions *options,
                   const char              *path,
                   GCancellable            *cancellable,
                   GAsyncReadyCallback      callback,
                   gpointer                 user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  ExportJob *job = g_new0 (ExportJob, 1);

  g_task_set_source_tag (task, lage_export_async);
  job->store_path = g_strdup (store_path);
  job->now_us = now_us;
  job->options = *options;
  if (options->ids != NULL)
    g_hash_table_ref (options->ids);
  job->path = g_strdup (path);
  g_task_set_task_data (task, job, (GDestroyNotify) export_job_free);
  g_task_run_in_thread (task, export_in_thread);
}

/**
 * lage_export_finish:
 * @result: the result
 * @n_entities: (out): how many entities are in the file
 * @error: return location for a #GError
 */
gboolean
lage_export_finish (GAsyncResult  *result,
                    guint         *n_entities,
                    GError       **error)
{
  ExportJob *job;

  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  job = g_task_get_task_data (G_TASK (result));
  *n_entities = job->n_entities;
  return g_task_propagate_boolean (G_TASK (result), error);
}
