/* lage-import-plan.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-import-plan.h"

#include <glib/gi18n.h>

#include "lage-error.h"
#include "lage-geometry.h"
#include "lage-import-feature.h"
#include "lage-import-source.h"
#include "lage-import-value.h"
#include "lage-task-progress.h"

/* From a layer to drafts. Nothing is said while features are read: the plan is whole before anybody
 * decides, and what it says then is one edit. */

#define SCHEME "import"
#define PROGRESS_EVERY 500
#define MAX_SHOWN_CHARS 40

typedef struct
{
  LageImportPlan          *plan;
  const LageImportMapping *mapping;
  const LageImportLayer   *layer;
  OGRCoordinateTransformationH transformation; /* NULL: it is in WGS 84 */
  GHashTable              *ids;       /* seen so far */
  int                      id_index;  /* -1: by place in the file */
  char                    *prefix;    /* of external ids */
  char                    *source;
} Planner;

static void
problem_free (LageImportProblem *problem)
{
  g_free (problem->text);
  g_free (problem);
}

static void
add_problem (Planner             *self,
             LageImportReason     reason,
             const LageFieldSpec *spec,
             const char          *text)
{
  LageImportProblem *problem = g_new0 (LageImportProblem, 1);

  problem->number = self->plan->n_features;
  problem->reason = reason;
  problem->spec = spec;
  if (text != NULL)
    problem->text = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), MAX_SHOWN_CHARS));
  g_ptr_array_add (self->plan->problems, problem);
}

/* Identity ----------------------------------------------------------------------------------- */

static char *
dup_id (Planner     *self,
        OGRFeatureH  feature)
{
  g_autofree char *id = NULL;

  if (self->id_index < 0)
    return g_strdup_printf ("%u", self->plan->n_features);
  id = lage_import_feature_dup_text (feature, self->id_index);
  g_strstrip (id);
  if (*id == '\0')
    {
      add_problem (self, LAGE_IMPORT_REASON_NO_ID, NULL, NULL);
      return NULL;
    }
  if (!g_hash_table_add (self->ids, g_strdup (id)))
    {
      add_problem (self, LAGE_IMPORT_REASON_SAME_ID, NULL, id);
      return NULL;
    }
  return g_steal_pointer (&id);
}

/* Place -------------------------------------------------------------------------------------- */

static void
extend (LageImportPlan  *plan,
        const LagePoint *south_west,
        const LagePoint *north_east)
{
  if (!plan->has_extent)
    {
      plan->south_west = *south_west;
      plan->north_east = *north_east;
      plan->has_extent = TRUE;
      return;
    }
  plan->south_west.latitude_e7 = MIN (plan->south_west.latitude_e7, south_west->latitude_e7);
  plan->south_west.longitude_e7 = MIN (plan->south_west.longitude_e7, south_west->longitude_e7);
  plan->north_east.latitude_e7 = MAX (plan->north_east.latitude_e7, north_east->latitude_e7);
  plan->north_east.longitude_e7 = MAX (plan->north_east.longitude_e7, north_east->longitude_e7);
}

static void
take_geometry (Planner         *self,
               LageDraft       *draft,
               LageImportShape  shape,
               GBytes          *geometry)
{
  LagePoint south_west, north_east;

  lage_draft_set_int (draft, LAGE_FIELD_SHAPE,
                      shape == LAGE_IMPORT_LINES ? LAGE_SHAPE_LINE : LAGE_SHAPE_AREA);
  lage_draft_take (draft, LAGE_FIELD_AREA, lage_value_geometry (geometry));
  if (lage_geometry_get_bounds (geometry, &south_west, &north_east))
    extend (self->plan, &south_west, &north_east);
}

static gboolean
take_place (Planner     *self,
            OGRFeatureH  feature,
            LageDraft   *draft)
{
  static const LageImportReason reasons[] = {
    [LAGE_IMPORT_NOTHING] = LAGE_IMPORT_REASON_NO_PLACE,
    [LAGE_IMPORT_SEVERAL_POINTS] = LAGE_IMPORT_REASON_SEVERAL_POINTS,
    [LAGE_IMPORT_MIXED] = LAGE_IMPORT_REASON_MIXED,
    [LAGE_IMPORT_OUTSIDE] = LAGE_IMPORT_REASON_OUTSIDE,
    [LAGE_IMPORT_TOO_MANY] = LAGE_IMPORT_REASON_TOO_MANY_CORNERS,
    [LAGE_IMPORT_UNKNOWN] = LAGE_IMPORT_REASON_UNKNOWN_GEOMETRY,
  };
  gboolean is_drawing = self->mapping->kind == LAGE_KIND_AREA;
  g_autoptr(GBytes) geometry = NULL;
  LagePoint point;
  LageImportShape shape = lage_import_feature_read_geometry (feature, self->transformation, &point,
                                                             &geometry);

  if (shape == LAGE_IMPORT_POINT)
    {
      lage_draft_take (draft, LAGE_FIELD_POSITION, lage_value_point (point));
      if (is_drawing)
        lage_draft_set_int (draft, LAGE_FIELD_SHAPE, LAGE_SHAPE_POINT);
      extend (self->plan, &point, &point);
      return TRUE;
    }
  if (shape != LAGE_IMPORT_LINES && shape != LAGE_IMPORT_AREAS)
    {
      add_problem (self, reasons[shape], NULL, NULL);
      return FALSE;
    }
  if (!is_drawing)
    {
      add_problem (self, LAGE_IMPORT_REASON_NOT_A_POINT, NULL, NULL);
      return FALSE;
    }
  take_geometry (self, draft, shape, geometry);
  return TRUE;
}

/* Values ------------------------------------------------------------------------------------- */

static gboolean
take_values (Planner     *self,
             OGRFeatureH  feature,
             LageDraft   *draft)
{
  const LageImportMapping *mapping = self->mapping;
  g_autoptr(GString) rest = g_string_new (NULL);

  for (guint i = 0; i < mapping->n_targets; i++)
    {
      const LageImportField *field = lage_import_layer_get_field (self->layer, i);
      LageField target = mapping->targets[i];
      g_autofree char *text = NULL;
      g_auto(LageValue) value = LAGE_VALUE_INIT;

      if (target == LAGE_FIELD_NONE && (!mapping->keeps_rest || field->n_values == 0))
        continue;
      text = lage_import_feature_dup_text (feature, (int) i);
      if (target == LAGE_FIELD_NONE || target == LAGE_FIELD_DESCRIPTION)
        {
          g_strstrip (text);
          /* What is meant to be the description comes first. */
          if (target == LAGE_FIELD_DESCRIPTION && *text != '\0')
            g_string_prepend (g_string_prepend_c (rest, '\n'), text);
          else if (*text != '\0' && g_strcmp0 (field->name, mapping->x_column) != 0
                   && g_strcmp0 (field->name, mapping->y_column) != 0)
            g_string_append_printf (rest, "%s: %s\n", field->name, text);
        }
      else
        {
          const LageFieldSpec *spec = lage_schema_find (mapping->kind, target);

          if (!lage_import_parse_value (spec, text, &value))
            {
              add_problem (self, LAGE_IMPORT_REASON_VALUE, spec, text);
              return FALSE;
            }
          lage_draft_take (draft, target, lage_value_copy (&value));
        }
    }
  if (rest->len > 0)
    {
      const LageFieldSpec *spec = lage_schema_find (mapping->kind, LAGE_FIELD_DESCRIPTION);
      g_auto(LageValue) value = LAGE_VALUE_INIT;

      if (!lage_import_parse_value (spec, rest->str, &value))
        {
          add_problem (self, LAGE_IMPORT_REASON_VALUE, spec, rest->str);
          return FALSE;
        }
      lage_draft_take (draft, LAGE_FIELD_DESCRIPTION, lage_value_copy (&value));
    }
  for (guint i = 0; i < mapping->constants->len; i++)
    {
      const LageChange *constant = &g_array_index (mapping->constants, LageChange, i);

      if (lage_draft_find (draft, constant->field) == NULL)
        lage_draft_take (draft, constant->field, lage_value_copy (&constant->value));
    }
  return TRUE;
}

static void
plan_feature (Planner     *self,
              OGRFeatureH  feature)
{
  g_autofree char *id = NULL;
  g_autofree char *name = NULL;
  g_autoptr(LageDraft) draft = NULL;

  self->plan->n_features++;
  id = dup_id (self, feature);
  if (id == NULL)
    return;
  name = g_strconcat (self->prefix, id, NULL);
  draft = lage_draft_new_external (self->mapping->kind, SCHEME, name);
  lage_draft_set_source (draft, self->source);
  if (take_values (self, feature, draft) && take_place (self, feature, draft))
    g_ptr_array_add (self->plan->drafts, g_steal_pointer (&draft));
}

/* Layer -------------------------------------------------------------------------------------- */

static gboolean
make_transformation (Planner                 *self,
                     OGRLayerH                layer,
                     GError                 **error)
{
  g_autoptr(LageGdalScope) scope = lage_gdal_scope_begin ();
  int epsg = self->mapping->epsg;
  OGRSpatialReferenceH from = NULL;
  OGRSpatialReferenceH to;

  if (epsg != 0)
    {
      from = lage_gdal_new_crs (epsg, error);
      if (from == NULL)
        return FALSE;
    }
  else if (self->layer->has_crs)
    {
      epsg = self->layer->epsg;
      from = OGR_L_GetSpatialRef (layer);
      if (from != NULL)
        OSRReference (from);
    }
  else
    {
      g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_FORBIDDEN,
                           "the file does not say in which coordinate system it is");
      return FALSE;
    }

  /* Degrees of WGS 84 are what is wanted; also a table that was read as such has no other. */
  if (epsg == LAGE_WGS84_EPSG || from == NULL)
    {
      lage_gdal_crs_free (from);
      return TRUE;
    }
  to = lage_gdal_new_crs (LAGE_WGS84_EPSG, error);
  if (to == NULL)
    {
      lage_gdal_crs_free (from);
      return FALSE;
    }
  self->transformation = OCTNewCoordinateTransformation (from, to);
  lage_gdal_crs_free (from);
  lage_gdal_crs_free (to);
  if (self->transformation == NULL)
    lage_gdal_scope_set_error (scope, LAGE_ERROR_UNSUPPORTED, error);
  return self->transformation != NULL;
}

static gboolean
plan_layer (Planner                *self,
            OGRLayerH               layer,
            GCancellable           *cancellable,
            GFileProgressCallback   progress,
            gpointer                progress_data,
            GError                **error)
{
  while (TRUE)
    {
      /* One for each feature: what is wrong with a place concerns only that. */
      g_autoptr(LageGdalScope) scope = lage_gdal_scope_begin ();
      OGRFeatureH feature = OGR_L_GetNextFeature (layer);

      if (scope->failure != NULL)
        {
          lage_gdal_scope_set_error (scope, LAGE_ERROR_INVALID, error);
          g_prefix_error (error, "layer “%s”, after feature %u: ", self->layer->name,
                          self->plan->n_features);
          if (feature != NULL)
            OGR_F_Destroy (feature);
          return FALSE;
        }
      if (feature == NULL)
        return TRUE;
      plan_feature (self, feature);
      OGR_F_Destroy (feature);

      if (self->plan->n_features % PROGRESS_EVERY != 0)
        continue;
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (progress != NULL)
        progress (self->plan->n_features, self->layer->n_features, progress_data);
    }
}

static gboolean
has_several_layers (LageImportFile *file)
{
  guint n_layers = 0;

  for (guint i = 0; i < file->layers->len; i++)
    if (lage_import_file_get_layer (file, i)->n_features > 0)
      n_layers++;
  return n_layers > 1;
}

/**
 * lage_import_plan_new:
 * @file: a file
 * @mapping: what becomes of one of its layers
 * @cancellable: (nullable): to give up
 * @progress: (nullable): told about features, in this thread
 * @progress_data: passed to @progress
 * @error: return location for a #GError: LAGE_ERROR_FORBIDDEN if there is no coordinate system,
 *   LAGE_ERROR_NOT_FOUND if there is none of that number, LAGE_ERROR_TOO_LARGE if the layer is
 *
 * Reads every feature, but says nothing. Blocks: for a task thread.
 */
LageImportPlan *
lage_import_plan_new (LageImportFile           *file,
                      const LageImportMapping  *mapping,
                      GCancellable             *cancellable,
                      GFileProgressCallback     progress,
                      gpointer                  progress_data,
                      GError                  **error)
{
  const LageImportLayer *layer = lage_import_file_get_layer (file, mapping->layer);
  g_autoptr(GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *prefix = NULL;
  g_autofree char *source_name = g_strconcat (SCHEME ":", mapping->name, NULL);
  g_autoptr(LageImportSource) source = NULL;
  g_autoptr(LageImportPlan) plan = NULL;
  Planner self = { .mapping = mapping, .layer = layer, .ids = ids, .id_index = -1 };
  gboolean is_good;
  guint index;

  if (layer->is_too_large)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_TOO_LARGE,
                   "layer “%s” has more than %d features or %d corners", layer->name,
                   LAGE_IMPORT_MAX_FEATURES, LAGE_IMPORT_MAX_POINTS);
      return NULL;
    }
  if (mapping->id_field != NULL && lage_import_layer_find_field (layer, mapping->id_field, &index))
    self.id_index = (int) index;
  source = lage_import_source_open (file->format, file->parts, mapping->x_column,
                                    mapping->y_column, error);
  if (source == NULL)
    return NULL;
  if (!make_transformation (&self, g_ptr_array_index (source->layers, mapping->layer), error))
    return NULL;

  plan = g_new0 (LageImportPlan, 1);
  plan->drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_draft_free);
  plan->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) problem_free);
  prefix = has_several_layers (file) ? g_strconcat (mapping->name, ":", layer->name, ":", NULL)
                                     : g_strconcat (mapping->name, ":", NULL);
  self.plan = plan;
  self.prefix = prefix;
  self.source = source_name;
  is_good = plan_layer (&self, g_ptr_array_index (source->layers, mapping->layer), cancellable,
                        progress, progress_data, error);
  if (self.transformation != NULL)
    OCTDestroyCoordinateTransformation (self.transformation);
  return is_good ? g_steal_pointer (&plan) : NULL;
}

typedef struct
{
  LageImportFile    *file;
  LageImportMapping *mapping;
  LageTaskProgress   progress;
} PlanJob;

static void
plan_job_free (PlanJob *job)
{
  lage_import_file_unref (job->file);
  lage_import_mapping_free (job->mapping);
  g_free (job);
}

static void
plan_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  PlanJob *job = task_data;
  GError *error = NULL;
  LageImportPlan *self = lage_import_plan_new (job->file, job->mapping, cancellable,
                                               lage_task_progress_report, &job->progress, &error);

  if (self != NULL)
    g_task_return_pointer (task, self, (GDestroyNotify) lage_import_plan_free);
  else
    g_task_return_error (task, error);
}

/**
 * lage_import_plan_new_async:
 * @file: a file
 * @mapping: what becomes of one of its layers; copied
 * @cancellable: (nullable): to give up
 * @progress: (nullable): told about features while it lasts
 * @progress_data: passed to @progress
 * @callback: called when it is made
 * @user_data: passed to @callback
 */
void
lage_import_plan_new_async (LageImportFile          *file,
                            const LageImportMapping *mapping,
                            GCancellable            *cancellable,
                            GFileProgressCallback    progress,
                            gpointer                 progress_data,
                            GAsyncReadyCallback      callback,
                            gpointer                 user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  PlanJob *job = g_new0 (PlanJob, 1);

  g_task_set_source_tag (task, lage_import_plan_new_async);
  job->file = lage_import_file_ref (file);
  job->mapping = lage_import_mapping_copy (mapping);
  job->progress = (LageTaskProgress) { task, progress, progress_data };
  g_task_set_task_data (task, job, (GDestroyNotify) plan_job_free);
  g_task_run_in_thread (task, plan_in_thread);
}

LageImportPlan *
lage_import_plan_new_finish (GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
lage_import_plan_free (LageImportPlan *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->drafts);
  g_ptr_array_unref (self->problems);
  g_free (self);
}

/* What is news -------------------------------------------------------------------------------- */

/* What an import of this name has said of a field before. */
static const LageCandidate *
find_own (LageSituation *situation,
          LageEntity    *entity,
          LageField      field,
          const char    *source)
{
  g_autoptr(GPtrArray) candidates = lage_entity_list_candidates (entity, field);

  for (guint i = 0; i < candidates->len; i++)
    {
      const LageCandidate *candidate = g_ptr_array_index (candidates, i);

      if (candidate->verb != LAGE_VERB_RETRACT
          && g_str_equal (lage_situation_get_source (situation, candidate), source))
        return candidate;
    }
  return NULL;
}

/* Against what the file said last, not against what holds: what a person has changed since stays,
 * unless the file has changed too. */
static LageDraft *
make_change (const LageDraft *draft,
             LageSituation   *situation,
             LageEntity      *entity)
{
  LageDraft *news = lage_draft_new (draft->kind, &draft->entity);
  guint n_specs;
  const LageFieldSpec *specs = lage_schema_get_fields (draft->kind, &n_specs);

  lage_draft_set_source (news, draft->source);
  for (guint i = 0; i < draft->changes->len; i++)
    {
      const LageChange *change = &g_array_index (draft->changes, LageChange, i);
      const LageCandidate *own = entity != NULL ? find_own (situation, entity, change->field,
                                                            draft->source)
                                                : NULL;

      if (own == NULL || !lage_value_equal (&own->value, &change->value))
        lage_draft_take (news, change->field, lage_value_copy (&change->value));
    }
  for (guint i = 0; entity != NULL && i < n_specs; i++)
    if (specs[i].field != LAGE_FIELD_ARCHIVED && lage_draft_find (draft, specs[i].field) == NULL
        && find_own (situation, entity, specs[i].field, draft->source) != NULL)
      lage_draft_retract (news, specs[i].field);
  if (entity != NULL && lage_entity_is_archived (entity))
    lage_draft_take (news, LAGE_FIELD_ARCHIVED, lage_value_bool (FALSE));
  return news;
}

/**
 * lage_import_plan_make_drafts:
 * @self: the plan
 * @situation: the picture
 * @counts: (out caller-allocates): what of it is news
 *
 * Compares with the picture: an import of the same name updates what it has made before.
 *
 * Returns: (transfer full) (element-type LageDraft): what there is to say, as one edit
 */
GPtrArray *
lage_import_plan_make_drafts (const LageImportPlan *self,
                              LageSituation        *situation,
                              LageImportCounts     *counts)
{
  GPtrArray *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_draft_free);

  *counts = (LageImportCounts) { 0 };
  for (guint i = 0; i < self->drafts->len; i++)
    {
      const LageDraft *draft = g_ptr_array_index (self->drafts, i);
      LageEntity *entity = lage_situation_find (situation, &draft->entity);
      g_autoptr(LageDraft) news = NULL;

      if (entity != NULL && lage_entity_get_kind (entity) != draft->kind)
        {
          counts->n_other_kind++;
          continue;
        }
      news = make_change (draft, situation, entity);
      if (news->changes->len == 0)
        {
          counts->n_unchanged++;
          continue;
        }
      if (entity == NULL || lage_entity_is_archived (entity))
        counts->n_new++;
      else
        counts->n_changed++;
      g_ptr_array_add (drafts, g_steal_pointer (&news));
    }
  return drafts;
}

/**
 * lage_import_problem_to_text:
 * @self: a problem
 *
 * Returns: (transfer full): why the feature cannot be imported, for people, without its number
 */
char *
lage_import_problem_to_text (const LageImportProblem *self)
{
  switch (self->reason)
    {
    case LAGE_IMPORT_REASON_NO_PLACE:
      return g_strdup (_("has no coordinates"));
    case LAGE_IMPORT_REASON_NOT_A_POINT:
      return g_strdup (_("is a line or an area, not a point"));
    case LAGE_IMPORT_REASON_SEVERAL_POINTS:
      return g_strdup (_("has several points"));
    case LAGE_IMPORT_REASON_MIXED:
      return g_strdup (_("mixes points with lines or areas"));
    case LAGE_IMPORT_REASON_OUTSIDE:
      return g_strdup (_("is not on earth: wrong coordinate system?"));
    case LAGE_IMPORT_REASON_TOO_MANY_CORNERS:
      return g_strdup_printf (_("has more than %d corners"), LAGE_GEOMETRY_MAX_POINTS);
    case LAGE_IMPORT_REASON_UNKNOWN_GEOMETRY:
      return g_strdup (_("has an unknown kind of geometry"));
    case LAGE_IMPORT_REASON_VALUE:
      /* Translators: a field, such as "State", and the text that is not understood */
      return g_strdup_printf (_("%s: “%s” is not understood"),
                              g_dpgettext2 (GETTEXT_PACKAGE, "field", self->spec->label),
                              self->text);
    case LAGE_IMPORT_REASON_NO_ID:
      return g_strdup (_("has no identifier"));
    case LAGE_IMPORT_REASON_SAME_ID:
      return g_strdup_printf (_("has the same identifier as another: “%s”"), self->text);
    default:
      g_return_val_if_reached (NULL);
    }
}
