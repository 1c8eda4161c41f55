/* lage-thresholds.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-thresholds.h"

#include <math.h>
#include <string.h>

#include "lage-error.h"

#define GAUGE_PREFIX "Gauge "
#define CLASS_PREFIX "Class "

typedef struct
{
  double  mhw_nhn_m;
  char   *source;
} GaugeRecord;

struct _LageThresholds
{
  GHashTable *gauges;  /* external id -> GaugeRecord */
  GArray     *classes; /* LageThreshold, ascending */
};

static void
gauge_record_free (GaugeRecord *record)
{
  g_free (record->source);
  g_free (record);
}

static void
clear_class (gpointer data)
{
  g_free (((LageThreshold *) data)->label);
}

static int
compare_classes (gconstpointer a,
                 gconstpointer b)
{
  double difference = ((const LageThreshold *) a)->above_mhw_m
                      - ((const LageThreshold *) b)->above_mhw_m;

  return difference < 0.0 ? -1 : difference > 0.0;
}

/* A height in metres. Key files take "nan" and "inf" for numbers. */
static gboolean
read_height (GKeyFile    *key_file,
             const char  *group,
             const char  *key,
             double      *height_m,
             GError     **error)
{
  GError *local_error = NULL;

  *height_m = g_key_file_get_double (key_file, group, key, &local_error);
  if (local_error == NULL && !isfinite (*height_m))
    g_set_error (&local_error, LAGE_ERROR, LAGE_ERROR_INVALID, "%s is not a height", key);
  if (local_error == NULL)
    return TRUE;
  g_propagate_prefixed_error (error, local_error, "thresholds: [%s]: ", group);
  return FALSE;
}

static gboolean
read_group (LageThresholds  *self,
            GKeyFile        *key_file,
            const char      *group,
            GError         **error)
{
  if (g_str_has_prefix (group, GAUGE_PREFIX))
    {
      GaugeRecord *record;
      double mhw;

      if (!read_height (key_file, group, "MeanHighWaterNhn", &mhw, error))
        return FALSE;
      record = g_new0 (GaugeRecord, 1);
      record->mhw_nhn_m = mhw;
      record->source = g_key_file_get_locale_string (key_file, group, "Source", NULL, NULL);
      g_hash_table_insert (self->gauges, g_strdup (group + strlen (GAUGE_PREFIX)), record);
    }
  else if (g_str_has_prefix (group, CLASS_PREFIX))
    {
      LageThreshold threshold = { 0 };

      if (!read_height (key_file, group, "AboveMeanHighWater", &threshold.above_mhw_m, error))
        return FALSE;
      threshold.label = g_key_file_get_locale_string (key_file, group, "Label", NULL, error);
      if (threshold.label == NULL)
        {
          g_prefix_error (error, "thresholds: [%s]: ", group);
          return FALSE;
        }
      g_array_append_val (self->classes, threshold);
    }
  else
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "thresholds: unknown group [%s]", group);
      return FALSE;
    }
  return TRUE;
}

/**
 * lage_thresholds_new:
 * @data: a key file
 * @size: its length in bytes
 * @error: return location for a #GError
 */
LageThresholds *
lage_thresholds_new (const char  *data,
                     gsize        size,
                     GError     **error)
{
  g_autoptr(GKeyFile) key_file = g_key_file_new ();
  g_autoptr(LageThresholds) self = NULL;
  g_auto(GStrv) groups = NULL;

  if (!g_key_file_load_from_data (key_file, data, size, G_KEY_FILE_NONE, error))
    {
      g_prefix_error (error, "thresholds: ");
      return NULL;
    }

  self = g_new0 (LageThresholds, 1);
  self->gauges = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                        (GDestroyNotify) gauge_record_free);
  self->classes = g_array_new (FALSE, TRUE, sizeof (LageThreshold));
  g_array_set_clear_func (self->classes, clear_class);

  groups = g_key_file_get_groups (key_file, NULL);
  for (guint i = 0; groups[i] != NULL; i++)
    if (!read_group (self, key_file, groups[i], error))
      return NULL;

  g_array_sort (self->classes, compare_classes);
  for (guint i = 0; i < self->classes->len; i++)
    g_array_index (self->classes, LageThreshold, i).severity = i + 1;
  return g_steal_pointer (&self);
}

void
lage_thresholds_free (LageThresholds *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->gauges, g_hash_table_unref);
  g_clear_pointer (&self->classes, g_array_unref);
  g_free (self);
}

/**
 * lage_thresholds_get_mhw_nhn_m:
 * @self: the thresholds
 * @external_id: of a gauge, such as "pegelonline:d488c5cc-…"
 *
 * Returns: its mean high water in metres above NHN, NaN if none is configured
 */
double
lage_thresholds_get_mhw_nhn_m (const LageThresholds *self,
                               const char           *external_id)
{
  const GaugeRecord *record = g_hash_table_lookup (self->gauges, external_id);

  return record != NULL ? record->mhw_nhn_m : (double) NAN;
}

const char *
lage_thresholds_get_mhw_source (const LageThresholds *self,
                                const char           *external_id)
{
  const GaugeRecord *record = g_hash_table_lookup (self->gauges, external_id);

  return record != NULL ? record->source : NULL;
}

guint
lage_thresholds_get_n_classes (const LageThresholds *self)
{
  return self->classes->len;
}

const LageThreshold *
lage_thresholds_get_class (const LageThresholds *self,
                           guint                 index)
{
  g_return_val_if_fail (index < self->classes->len, NULL);

  return &g_array_index (self->classes, LageThreshold, index);
}

/**
 * lage_thresholds_classify:
 * @self: the thresholds
 * @above_mhw_m: metres above mean high water; NaN is no class
 *
 * Returns: (nullable): the highest class reached
 */
const LageThreshold *
lage_thresholds_classify (const LageThresholds *self,
                          double                above_mhw_m)
{
  for (guint i = self->classes->len; i > 0; i--)
    {
      const LageThreshold *threshold = &g_array_index (self->classes, LageThreshold, i - 1);

      if (above_mhw_m >= threshold->above_mhw_m)
        return threshold;
    }
  return NULL;
}
