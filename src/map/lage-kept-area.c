/* lage-kept-area.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-kept-area.h"

#include <math.h>
#include <string.h>

#include "lage-error.h"
#include "lage-mercator.h"

/* Servers whose terms forbid the download of whole areas, whatever a person believes: those of the
 * OpenStreetMap community, which give their tiles to everybody and live on donations, and the large
 * commercial ones. A name stands for all hosts that end in it. */
static const char *const forbidding_hosts[] = {
  "tile.openstreetmap.org",
  "tile.openstreetmap.de",
  "tile.openstreetmap.fr",
  "openstreetmap.fr",
  "opentopomap.org",
  "tile-cyclosm.openstreetmap.fr",
  "thunderforest.com",
  "stadiamaps.com",
  "basemaps.cartocdn.com",
  "arcgisonline.com",
  "googleapis.com",
  "google.com",
  "virtualearth.net",
};

static const char *const state_names[] = { "paused", "running", "running", "done", "paused" };

/**
 * LageKeptArea:
 *
 * A part of a map that is kept on disk for the time without a network, and how far that is.
 */
struct _LageKeptArea
{
  GObject parent_instance;

  char           *id;
  char           *name;
  LageSourceSpec *spec;
  LageKeptPlan    plan; /* its pointers are those above */
  LageKeptState   state;
  guint           n_kept;
  guint64         n_bytes;
  GError         *problem;
};

G_DEFINE_FINAL_TYPE (LageKeptArea, lage_kept_area, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/**
 * lage_kept_area_find_rule:
 * @spec: a map
 *
 * Returns: whether areas of it may be downloaded: only where a person has stated that they may, and
 *   never where the terms are known to forbid it
 */
LageBulkRule
lage_kept_area_find_rule (const LageSourceSpec *spec)
{
  g_autofree char *host = NULL;
  g_autofree char *dotted = NULL;

  if (spec->service == LAGE_SERVICE_FILE)
    return LAGE_BULK_NOT_NEEDED;
  if (spec->time_extent != NULL)
    return LAGE_BULK_TIME;

  host = lage_source_spec_dup_host (spec);
  dotted = g_strconcat (".", host, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (forbidding_hosts); i++)
    {
      g_autofree char *end = g_strconcat (".", forbidding_hosts[i], NULL);
      gsize length = strlen (dotted);

      if (length >= strlen (end)
          && g_ascii_strcasecmp (dotted + length - strlen (end), end) == 0)
        return LAGE_BULK_FORBIDDEN;
    }

  return spec->is_bulk_permitted ? LAGE_BULK_PERMITTED : LAGE_BULK_NOT_STATED;
}

/**
 * lage_kept_plan_get_range:
 * @plan: an area
 * @zoom: a zoom of the server
 *
 * Returns: the tiles that touch it
 */
LageKeptRange
lage_kept_plan_get_range (const LageKeptPlan *plan,
                          guint               zoom)
{
  double n = exp2 (zoom);
  LageKeptRange range = {
    .zoom = zoom,
    .x0 = (guint) CLAMP (floor (lage_mercator_x (plan->bounds[0]) * n), 0, n - 1),
    .y0 = (guint) CLAMP (floor (lage_mercator_y (plan->bounds[3]) * n), 0, n - 1),
    .x1 = (guint) CLAMP (ceil (lage_mercator_x (plan->bounds[2]) * n), 1, n),
    .y1 = (guint) CLAMP (ceil (lage_mercator_y (plan->bounds[1]) * n), 1, n),
  };

  range.x1 = MAX (range.x1, range.x0 + 1);
  range.y1 = MAX (range.y1, range.y0 + 1);

  return range;
}

guint64
lage_kept_plan_count_tiles (const LageKeptPlan *plan)
{
  guint64 n = 0;

  for (guint zoom = plan->min_zoom; zoom <= plan->max_zoom; zoom++)
    {
      LageKeptRange range = lage_kept_plan_get_range (plan, zoom);

      n += (guint64) (range.x1 - range.x0) * (range.y1 - range.y0);
    }

  return n;
}

static void
lage_kept_area_finalize (GObject *object)
{
  LageKeptArea *self = LAGE_KEPT_AREA (object);

  g_free (self->id);
  g_free (self->name);
  g_clear_pointer (&self->spec, lage_source_spec_free);
  g_clear_error (&self->problem);

  G_OBJECT_CLASS (lage_kept_area_parent_class)->finalize (object);
}

static void
lage_kept_area_class_init (LageKeptAreaClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lage_kept_area_finalize;

  /**
   * LageKeptArea::changed:
   *
   * Its state or its progress is another one.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", LAGE_TYPE_KEPT_AREA, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lage_kept_area_init (LageKeptArea *self)
{
}

/**
 * lage_kept_area_new:
 * @id: its name in the file
 * @plan: what is kept
 *
 * Returns: (transfer full): the area, paused, with nothing kept yet
 */
LageKeptArea *
lage_kept_area_new (const char         *id,
                    const LageKeptPlan *plan)
{
  LageKeptArea *self = g_object_new (LAGE_TYPE_KEPT_AREA, NULL);

  self->id = g_strdup (id);
  self->name = g_strdup (plan->name);
  self->spec = lage_source_spec_copy (plan->spec);
  self->plan = *plan;
  self->plan.name = self->name;
  self->plan.spec = self->spec;

  return self;
}

static gboolean
check_plan (const LageKeptPlan  *plan,
            GError             **error)
{
  const double *bounds = plan->bounds;

  if (!(bounds[0] < bounds[2] && bounds[1] < bounds[3] && fabs (bounds[0]) <= 180
        && fabs (bounds[2]) <= 180 && fabs (bounds[1]) <= 90 && fabs (bounds[3]) <= 90)
      || plan->min_zoom > plan->max_zoom || plan->min_zoom < plan->spec->min_zoom
      || plan->max_zoom > plan->spec->max_zoom || plan->scale < 1 || plan->scale > 2)
    {
      g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_INVALID, "bounds or zoom levels");
      return FALSE;
    }
  if (lage_kept_plan_count_tiles (plan) > LAGE_KEPT_AREA_MAX_TILES)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_TOO_LARGE, "more than %d tiles",
                   LAGE_KEPT_AREA_MAX_TILES);
      return FALSE;
    }

  return TRUE;
}

/**
 * lage_kept_area_load:
 * @file: a file of areas
 * @group: the group of one
 * @id: its name
 * @error: what is wrong with it
 *
 * Returns: (transfer full): the area, or %NULL
 */
LageKeptArea *
lage_kept_area_load (GKeyFile    *file,
                     const char  *group,
                     const char  *id,
                     GError     **error)
{
  g_autoptr(LageSourceSpec) spec = lage_source_spec_load (file, group, error);
  g_autofree char *name = g_key_file_get_string (file, group, "AreaName", NULL);
  g_autofree char *state = g_key_file_get_string (file, group, "AreaState", NULL);
  g_autofree double *bounds = NULL;
  LageKeptPlan plan = { .spec = spec, .name = name };
  LageKeptArea *self;
  gsize n_bounds = 0;

  if (spec == NULL)
    return NULL;

  bounds = g_key_file_get_double_list (file, group, "AreaBounds", &n_bounds, NULL);
  if (n_bounds == 4)
    memcpy (plan.bounds, bounds, sizeof plan.bounds);
  plan.min_zoom = (guint) g_key_file_get_integer (file, group, "AreaMinZoom", NULL);
  plan.max_zoom = (guint) g_key_file_get_integer (file, group, "AreaMaxZoom", NULL);
  plan.scale = (guint) g_key_file_get_integer (file, group, "AreaScale", NULL);
  if (name == NULL || !check_plan (&plan, error))
    {
      g_prefix_error (error, "%s: ", group);
      if (name == NULL)
        g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "%s: no name", group);
      return NULL;
    }

  self = lage_kept_area_new (id, &plan);
  if (g_strcmp0 (state, "running") == 0)
    self->state = LAGE_KEPT_RUNNING;
  else if (g_strcmp0 (state, "done") == 0)
    self->state = LAGE_KEPT_DONE;

  return self;
}

void
lage_kept_area_save (LageKeptArea *self,
                     GKeyFile     *file,
                     const char   *group)
{
  lage_source_spec_save (self->spec, file, group);
  g_key_file_set_string (file, group, "AreaName", self->name);
  g_key_file_set_double_list (file, group, "AreaBounds", self->plan.bounds, 4);
  g_key_file_set_integer (file, group, "AreaMinZoom", (int) self->plan.min_zoom);
  g_key_file_set_integer (file, group, "AreaMaxZoom", (int) self->plan.max_zoom);
  g_key_file_set_integer (file, group, "AreaScale", (int) self->plan.scale);
  g_key_file_set_string (file, group, "AreaState", state_names[self->state]);
}

const char *
lage_kept_area_get_id (LageKeptArea *self)
{
  return self->id;
}

const LageKeptPlan *
lage_kept_area_get_plan (LageKeptArea *self)
{
  return &self->plan;
}

LageKeptState
lage_kept_area_get_state (LageKeptArea *self)
{
  return self->state;
}

guint
lage_kept_area_get_n_tiles (LageKeptArea *self)
{
  return (guint) lage_kept_plan_count_tiles (&self->plan);
}

/* Those that are on disk, or known not to exist. */
guint
lage_kept_area_get_n_kept (LageKeptArea *self)
{
  return self->n_kept;
}

guint64
lage_kept_area_get_n_bytes (LageKeptArea *self)
{
  return self->n_bytes;
}

/**
 * lage_kept_area_get_problem:
 * @self: the area
 *
 * Returns: (transfer none) (nullable): why it waits or has failed, or why tiles are missing
 */
const GError *
lage_kept_area_get_problem (LageKeptArea *self)
{
  return self->problem;
}

void
lage_kept_area_set_state (LageKeptArea  *self,
                          LageKeptState  state,
                          const GError  *problem)
{
  GError *copy = problem != NULL ? g_error_copy (problem) : NULL;

  self->state = state;
  g_clear_error (&self->problem);
  self->problem = copy;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
lage_kept_area_set_progress (LageKeptArea *self,
                             guint         n_kept,
                             guint64       n_bytes)
{
  if (self->n_kept == n_kept && self->n_bytes == n_bytes)
    return;
  self->n_kept = n_kept;
  self->n_bytes = n_bytes;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}
