/* lage-log-samples.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-log.h"

#include <math.h>

/* Every numeric reading and every place that telemetry brings is a sample of its series. What one
 * source observed of one entity at one moment is a row:
 *
 *   { field and type   8 bytes: a double, or latitude and longitude in 1e-7 degrees }
 *
 * in the notation of lage-bytes.h, each field once. */
static gboolean
write_sample (GByteArray       *fields,
              const LageChange *change)
{
  const LageValue *value = &change->value;

  if (change->verb != LAGE_VERB_SET)
    return FALSE;
  if (value->type == LAGE_VALUE_POINT)
    {
      lage_write_uint (fields, (guint64) change->field << 1 | 1);
      lage_write_fixed64 (fields, (guint64) (guint32) value->point.latitude_e7 << 32
                                  | (guint32) value->point.longitude_e7);
      return TRUE;
    }
  if ((value->type == LAGE_VALUE_REAL && isfinite (value->real)) || value->type == LAGE_VALUE_INT)
    {
      lage_write_uint (fields, (guint64) change->field << 1);
      lage_write_double (fields, value->type == LAGE_VALUE_REAL ? value->real
                                                                : (double) value->integer);
      return TRUE;
    }
  return FALSE;
}

static gboolean
find_sample (const void *fields,
             gsize       size,
             LageField   field,
             LageSample *sample)
{
  LageReader reader;

  lage_reader_init (&reader, fields, size);
  while (!reader.failed && !lage_reader_is_at_end (&reader))
    {
      guint64 head = lage_reader_read_uint (&reader);

      if ((head & 1) != 0)
        {
          guint64 point = lage_reader_read_fixed64 (&reader);
          LagePoint place = { (gint32) (point >> 32), (gint32) (point & G_MAXUINT32) };

          sample->value = lage_point_get_latitude (&place);
          sample->longitude = lage_point_get_longitude (&place);
        }
      else
        {
          sample->value = lage_reader_read_double (&reader);
          sample->longitude = 0.0;
        }
      if (head >> 1 == (guint64) field)
        return !reader.failed;
    }
  return FALSE;
}

/* Appends those of the old fields that the new ones do not have. */
static void
merge_fields (GByteArray *fields,
              const void *old,
              gsize       size)
{
  guint n_new = fields->len;
  LageReader reader;

  lage_reader_init (&reader, old, size);
  while (!lage_reader_is_at_end (&reader))
    {
      guint64 head = lage_reader_read_uint (&reader);
      guint64 bits = lage_reader_read_fixed64 (&reader);
      LageSample sample;

      if (reader.failed)
        break;
      if (find_sample (fields->data, n_new, (LageField) (head >> 1), &sample))
        continue;
      lage_write_uint (fields, head);
      lage_write_fixed64 (fields, bits);
    }
}

static gboolean
run_sample (LageLog           *self,
            LageLogStatement   which,
            gint64             entity,
            gint64             observed_at_us,
            gint64             source,
            GError           **error)
{
  sqlite3_stmt *statement = lage_log_prepare (self, which, error);
  int code;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, entity);
  sqlite3_bind_int64 (statement, 2, observed_at_us);
  sqlite3_bind_int64 (statement, 3, source);
  if (which != LAGE_LOG_FIND_SAMPLE)
    sqlite3_bind_blob (statement, 4, self->fields->data, (int) self->fields->len, SQLITE_STATIC);
  code = sqlite3_step (statement);
  if (code != SQLITE_DONE && code != SQLITE_ROW)
    lage_log_set_error (self, "writing samples", error);
  if (code == SQLITE_ROW)
    merge_fields (self->fields, sqlite3_column_blob (statement, 0),
                  (gsize) sqlite3_column_bytes (statement, 0));
  sqlite3_reset (statement);
  return code == SQLITE_DONE || code == SQLITE_ROW;
}

/* The moment may have its row already: from another op of the same message, or because the source
 * has corrected itself. Then the newer word counts, field by field. */
static gboolean
insert_row (LageLog  *self,
            gint64    entity,
            gint64    observed_at_us,
            gint64    source,
            GError  **error)
{
  if (!run_sample (self, LAGE_LOG_INSERT_SAMPLE, entity, observed_at_us, source, error))
    return FALSE;
  if (sqlite3_changes (self->db) > 0)
    return TRUE;
  return run_sample (self, LAGE_LOG_FIND_SAMPLE, entity, observed_at_us, source, error)
         && run_sample (self, LAGE_LOG_UPDATE_SAMPLE, entity, observed_at_us, source, error);
}

/* Writes the samples of a telemetry op. */
gboolean
lage_log_insert_samples (LageLog       *self,
                         const LageOp  *op,
                         gint64         entity,
                         GError       **error)
{
  gint64 source = 0;

  for (guint i = 0; i < op->n_changes;)
    {
      gint64 observed_at_us = lage_change_get_observed_at_us (op, &op->changes[i]);

      g_byte_array_set_size (self->fields, 0);
      while (i < op->n_changes
             && lage_change_get_observed_at_us (op, &op->changes[i]) == observed_at_us)
        write_sample (self->fields, &op->changes[i++]);
      if (self->fields->len == 0)
        continue;
      if (source == 0 && !lage_log_ensure_source (self, op->source, &source, error))
        return FALSE;
      if (!insert_row (self, entity, observed_at_us, source, error))
        return FALSE;
    }
  return TRUE;
}

GArray *
lage_log_read_series (LageLog       *self,
                      const LageId  *entity,
                      LageField      field,
                      gint64         from_us,
                      gint64         until_us,
                      GError       **error)
{
  g_autoptr(GArray) samples = g_array_new (FALSE, FALSE, sizeof (LageSample));
  sqlite3_stmt *statement;
  gboolean is_known;
  gint64 number;
  int code;

  if (!lage_log_find_entity (self, entity, &number, &is_known, error))
    return NULL;
  if (!is_known)
    return g_steal_pointer (&samples);
  statement = lage_log_prepare (self, LAGE_LOG_LIST_SAMPLES, error);
  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, number);
  sqlite3_bind_int64 (statement, 2, from_us);
  sqlite3_bind_int64 (statement, 3, until_us);
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      LageSample sample = { .observed_at_us = sqlite3_column_int64 (statement, 0) };

      if (find_sample (sqlite3_column_blob (statement, 1),
                       (gsize) sqlite3_column_bytes (statement, 1), field, &sample))
        g_array_append_val (samples, sample);
    }
  if (code != SQLITE_DONE)
    lage_log_set_error (self, "reading a series", error);
  sqlite3_reset (statement);
  return code == SQLITE_DONE ? g_steal_pointer (&samples) : NULL;
}
