/* lage-cli-import.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-cli.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "lage-import-plan.h"
#include "lage-import-value.h"
#include "lage-session.h"

/* lage import: one layer of a file of another program becomes one edit. First everything is read
 * and tried; then all of it is written, or nothing. */

typedef struct
{
  char     *data;
  char     *layer;
  char     *kind;
  char     *crs;
  char     *name;
  char     *id;
  char     *x;
  char     *y;
  char    **maps;
  char    **constants;
  gboolean  skips_bad;
  gboolean  drops_rest;
  gboolean  is_dry;
} Options;

static void
clear_options (Options *self)
{
  g_free (self->data);
  g_free (self->layer);
  g_free (self->kind);
  g_free (self->crs);
  g_free (self->name);
  g_free (self->id);
  g_free (self->x);
  g_free (self->y);
  g_strfreev (self->maps);
  g_strfreev (self->constants);
}

/* What is in the file ------------------------------------------------------------------------- */

static void
print_crs (const LageImportLayer *layer)
{
  if (layer->has_crs && layer->epsg != 0)
    g_print (_("  coordinate system: EPSG:%d %s\n"), layer->epsg,
             layer->crs_name != NULL ? layer->crs_name : "");
  else if (layer->has_crs)
    g_print (_("  coordinate system: %s\n"), layer->crs_name);
  else if (layer->guessed_epsg != 0)
    g_print (_("  coordinate system: not said; looks like EPSG:%d\n"), layer->guessed_epsg);
  else
    g_print (_("  coordinate system: not said\n"));
}

static void
print_layer (const LageImportLayer   *layer,
             const LageImportMapping *mapping)
{
  g_print (_("layer “%s”: %u features; points %u, lines %u, areas %u, others %u\n"), layer->name,
           layer->n_features, layer->n_points, layer->n_lines, layer->n_areas, layer->n_others);
  print_crs (layer);
  if (mapping == NULL)
    return;
  g_print (_("  becomes: %s\n"), lage_kind_get_token (mapping->kind));
  for (guint i = 0; i < mapping->n_targets; i++)
    {
      const LageImportField *field = lage_import_layer_get_field (layer, i);
      const LageFieldSpec *spec = lage_schema_find (mapping->kind, mapping->targets[i]);
      const char *sample = field->samples->len > 0 ? g_ptr_array_index (field->samples, 0) : "";

      if (field->n_values > 0)
        g_print ("  %s = %s (%s)\n", spec != NULL ? spec->token : "-", field->name, sample);
    }
}

static gboolean
find_layer (LageImportFile *file,
            const char     *name,
            guint          *index)
{
  g_autoptr(GString) names = g_string_new (NULL);
  guint n_filled = 0;

  for (guint i = file->layers->len; i > 0; i--)
    {
      const LageImportLayer *layer = lage_import_file_get_layer (file, i - 1);

      if (name != NULL ? g_str_equal (layer->name, name) : layer->n_features > 0)
        {
          *index = i - 1;
          n_filled++;
        }
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", layer->name);
    }
  if (n_filled == 1)
    return TRUE;
  if (name != NULL)
    lage_cli_complain (_("%s: there is no layer “%s”, but: %s"), file->name, name, names->str);
  else
    lage_cli_complain (_("%s: choose with --layer one of: %s"), file->name, names->str);
  return FALSE;
}

/* What it shall become ------------------------------------------------------------------------ */

static const LageFieldSpec *
find_spec (LageKind    kind,
           const char *token)
{
  const LageFieldSpec *spec = lage_schema_find_by_token (kind, token);

  if (spec != NULL && lage_import_can_map (spec))
    return spec;
  lage_cli_refuse (_("%s has no field “%s” that can be imported"), lage_kind_get_token (kind),
                   token);
  return NULL;
}

/* "FIELD=TEXT"; a FIELD of "" takes it away. */
static gboolean
split (const char  *option,
       const char  *text,
       char       **field,
       const char **value)
{
  const char *equals = strchr (text, '=');

  if (equals == NULL || equals[1] == '\0')
    {
      /* Translators: an option such as --map, and what it was given */
      lage_cli_refuse (_("%s “%s” is not FIELD=TEXT"), option, text);
      return FALSE;
    }
  *field = g_strndup (text, (gsize) (equals - text));
  *value = equals + 1;
  return TRUE;
}

static gboolean
take_maps (LageImportMapping     *mapping,
           const LageImportLayer *layer,
           char                 **maps)
{
  for (guint i = 0; maps != NULL && maps[i] != NULL; i++)
    {
      g_autofree char *token = NULL;
      const LageFieldSpec *spec = NULL;
      const char *column;
      guint index;

      if (!split ("--map", maps[i], &token, &column))
        return FALSE;
      if (*token != '\0')
        {
          spec = find_spec (mapping->kind, token);
          if (spec == NULL)
            return FALSE;
        }
      if (!lage_import_layer_find_field (layer, column, &index))
        {
          lage_cli_refuse (_("layer “%s” has no column “%s”"), layer->name, column);
          return FALSE;
        }
      lage_import_mapping_set_target (mapping, index,
                                      spec != NULL ? spec->field : LAGE_FIELD_NONE);
    }
  return TRUE;
}

static gboolean
take_constants (LageImportMapping  *mapping,
                char              **constants)
{
  for (guint i = 0; constants != NULL && constants[i] != NULL; i++)
    {
      g_autofree char *token = NULL;
      const LageFieldSpec *spec;
      const char *text;
      LageValue value;

      if (!split ("--set", constants[i], &token, &text))
        return FALSE;
      spec = find_spec (mapping->kind, token);
      if (spec == NULL)
        return FALSE;
      if (!lage_import_parse_value (spec, text, &value))
        {
          lage_cli_refuse (_("--set: “%s” is no value of “%s”"), text, token);
          return FALSE;
        }
      lage_import_mapping_take_constant (mapping, spec->field, value);
    }
  return TRUE;
}

/* "EPSG:25832" or "25832" */
static gboolean
parse_crs (const char *text,
           int        *epsg)
{
  guint64 number;

  if (g_ascii_strncasecmp (text, "EPSG:", 5) == 0)
    text += 5;
  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT, &number, NULL))
    return FALSE;
  *epsg = (int) number;
  return TRUE;
}

static void
set_column (char       **column,
            const char  *name)
{
  if (name == NULL)
    return;
  g_free (*column);
  *column = g_strdup (name);
}

static gboolean
take_options (LageImportMapping *mapping,
              LageImportFile    *file,
              const Options     *options)
{
  const LageImportLayer *layer = lage_import_file_get_layer (file, mapping->layer);
  const char *columns[] = { options->id, options->x, options->y };
  guint index;

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (columns[i] != NULL && !lage_import_layer_find_field (layer, columns[i], &index))
      {
        lage_cli_refuse (_("layer “%s” has no column “%s”"), layer->name, columns[i]);
        return FALSE;
      }
  if (options->kind != NULL)
    {
      LageKind kind = lage_kind_from_token (options->kind);
      g_autoptr(GString) names = g_string_new (NULL);
      gboolean is_known = FALSE;
      guint n_kinds;
      const LageKind *kinds = lage_import_get_kinds (&n_kinds);

      for (guint i = 0; i < n_kinds; i++)
        {
          is_known |= kinds[i] == kind;
          g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                                  lage_kind_get_token (kinds[i]));
        }
      if (!is_known)
        {
          lage_cli_refuse (_("there is no kind “%s”, but: %s"), options->kind, names->str);
          return FALSE;
        }
      lage_import_mapping_set_kind (mapping, file, kind);
    }
  if (options->crs != NULL && !parse_crs (options->crs, &mapping->epsg))
    {
      lage_cli_refuse (_("--crs “%s” is not a number such as EPSG:25832"), options->crs);
      return FALSE;
    }
  set_column (&mapping->id_field, options->id);
  set_column (&mapping->x_column, options->x);
  set_column (&mapping->y_column, options->y);
  set_column (&mapping->name, options->name);
  mapping->keeps_rest = !options->drops_rest;
  return take_maps (mapping, layer, options->maps)
         && take_constants (mapping, options->constants);
}

/* Writing ------------------------------------------------------------------------------------- */

static void
edited_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
write_drafts (LageSession  *session,
              GPtrArray    *drafts,
              GError      **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  if (drafts->len == 0)
    return TRUE;
  /* Translators: what undo takes back */
  lage_session_edit_async (session, drafts, C_("undo", "Import"), NULL, edited_cb, &result);
  while (result == NULL && lage_session_get_store_problem (session) == NULL)
    g_main_context_iteration (NULL, TRUE);
  if (result != NULL)
    return lage_session_edit_finish (session, result, error);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                       lage_session_get_store_problem (session));
  return FALSE;
}

static void
print_counts (const char             *name,
              const LageImportPlan   *plan,
              const LageImportCounts *counts)
{
  g_print (_("%s: features %u, bad %u, new %u, changed %u, unchanged %u\n"), name, plan->n_features,
           plan->problems->len, counts->n_new, counts->n_changed, counts->n_unchanged);
}

static LageCliStatus
import_plan (const Options           *options,
             const LageImportMapping *mapping,
             const LageImportPlan    *plan)
{
  g_autofree char *directory = lage_cli_dup_data_directory (options->data);
  g_autoptr(LageOperation) operation = NULL;
  g_autoptr(LageSession) session = NULL;
  g_autoptr(GPtrArray) drafts = NULL;
  g_autoptr(GError) error = NULL;
  LageImportCounts counts;

  operation = lage_cli_ensure_operation (directory, NULL, FALSE, &error);
  if (operation != NULL)
    session = lage_session_open (directory, &error);
  if (session == NULL)
    {
      lage_cli_complain ("%s: %s", directory, error->message);
      return LAGE_CLI_FAILED;
    }
  drafts = lage_import_plan_make_drafts (plan, lage_session_get_situation (session), &counts);
  if (counts.n_other_kind > 0)
    {
      lage_cli_complain (_("“%s” was imported before as another kind; choose another --name"),
                         mapping->name);
      lage_session_close (session);
      return LAGE_CLI_FAILED;
    }
  lage_session_set_author (session, g_get_real_name ());
  if (!write_drafts (session, drafts, &error))
    lage_cli_complain (_("%s: cannot be written: %s"), mapping->name, error->message);
  else
    print_counts (mapping->name, plan, &counts);
  lage_session_close (session);
  if (error != NULL)
    return LAGE_CLI_FAILED;
  return plan->problems->len > 0 ? LAGE_CLI_REJECTED : LAGE_CLI_GOOD;
}

static void
print_problems (const char           *name,
                const LageImportPlan *plan)
{
  for (guint i = 0; i < plan->problems->len; i++)
    {
      const LageImportProblem *problem = g_ptr_array_index (plan->problems, i);
      g_autofree char *text = lage_import_problem_to_text (problem);

      g_printerr (_("%s: feature %u %s\n"), name, problem->number, text);
    }
}

static LageCliStatus
import_file (const Options *options,
             const char    *path)
{
  g_autoptr(GFile) source = g_file_new_for_commandline_arg (path);
  g_autoptr(GError) error = NULL;
  g_autoptr(LageImportFile) file = lage_import_file_open (source, NULL, NULL, NULL, &error);
  g_autoptr(LageImportMapping) mapping = NULL;
  g_autoptr(LageImportPlan) plan = NULL;
  const LageImportLayer *layer;
  guint index;

  if (file == NULL)
    {
      lage_cli_complain ("%s: %s", path, error->message);
      return LAGE_CLI_FAILED;
    }
  if (!find_layer (file, options->layer, &index))
    {
      for (guint i = 0; i < file->layers->len; i++)
        print_layer (lage_import_file_get_layer (file, i), NULL);
      return LAGE_CLI_USAGE;
    }
  layer = lage_import_file_get_layer (file, index);
  mapping = lage_import_mapping_new (file, index);
  if (!take_options (mapping, file, options))
    return LAGE_CLI_USAGE;
  if (options->is_dry)
    print_layer (layer, mapping);

  if (mapping->epsg == 0 && !layer->has_crs)
    {
      if (layer->guessed_epsg != 0)
        lage_cli_complain (_("%s does not say its coordinate system; --crs EPSG:%d is likely"),
                           file->name, layer->guessed_epsg);
      else
        lage_cli_complain (_("%s does not say its coordinate system; give it with --crs"),
                           file->name);
      return LAGE_CLI_USAGE;
    }
  plan = lage_import_plan_new (file, mapping, NULL, NULL, NULL, &error);
  if (plan == NULL)
    {
      lage_cli_complain ("%s: %s", path, error->message);
      return LAGE_CLI_FAILED;
    }
  print_problems (file->name, plan);
  if (options->is_dry)
    {
      g_print (_("%s: features %u, bad %u; nothing was imported\n"), file->name, plan->n_features,
               plan->problems->len);
      return plan->problems->len > 0 ? LAGE_CLI_REJECTED : LAGE_CLI_GOOD;
    }
  if (plan->problems->len > 0 && !options->skips_bad)
    {
      lage_cli_complain (_("%s: nothing was imported; --skip-bad imports the other features"),
                         file->name);
      return LAGE_CLI_FAILED;
    }
  return import_plan (options, mapping, plan);
}

LageCliStatus
lage_cli_import (char **arguments)
{
  Options options = { 0 };
  const GOptionEntry entries[] = {
    { "data", 'd', 0, G_OPTION_ARG_FILENAME, &options.data,
      N_ ("Directory of the operation, made if it is not there"), N_ ("DIR") },
    { "layer", 'l', 0, G_OPTION_ARG_STRING, &options.layer, N_ ("Which layer, if there are more"),
      N_ ("NAME") },
    { "kind", 'k', 0, G_OPTION_ARG_STRING, &options.kind, N_ ("What the features become"),
      N_ ("KIND") },
    { "map", 'm', 0, G_OPTION_ARG_STRING_ARRAY, &options.maps,
      N_ ("Take a field from a column; may be repeated"), N_ ("FIELD=COLUMN") },
    { "set", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.constants,
      N_ ("What a field is where the file does not say; may be repeated"), N_ ("FIELD=TEXT") },
    { "crs", 'c', 0, G_OPTION_ARG_STRING, &options.crs, N_ ("Coordinate system"), "EPSG:N" },
    { "x", 0, 0, G_OPTION_ARG_STRING, &options.x, N_ ("CSV: column of longitude, east, or WKT"),
      N_ ("COLUMN") },
    { "y", 0, 0, G_OPTION_ARG_STRING, &options.y, N_ ("CSV: column of latitude or north"),
      N_ ("COLUMN") },
    { "id", 0, 0, G_OPTION_ARG_STRING, &options.id,
      N_ ("Column by which a feature is known again"), N_ ("COLUMN") },
    { "name", 'n', 0, G_OPTION_ARG_STRING, &options.name,
      N_ ("Name by which the import is known again; the file's if missing"), N_ ("NAME") },
    { "no-rest", 0, 0, G_OPTION_ARG_NONE, &options.drops_rest,
      N_ ("Leave out columns that become no field, instead of telling them in the description"),
      NULL },
    { "skip-bad", 0, 0, G_OPTION_ARG_NONE, &options.skips_bad,
      N_ ("Import the other features if some are bad"), NULL },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &options.is_dry, N_ ("Only tell what would be done"),
      NULL },
    { NULL },
  };
  LageCliStatus status;

  if (!lage_cli_parse (entries, _("FILE"),
                       _("Imports a layer of a GeoJSON, GeoPackage, Shapefile (zip), KML, KMZ, GPX "
                         "or CSV file."),
                       NULL, &arguments))
    status = LAGE_CLI_USAGE;
  else if (arguments[1] == NULL)
    status = lage_cli_refuse (_("a file is missing"));
  else if (arguments[2] != NULL)
    status = lage_cli_refuse (_("“%s” is too much"), arguments[2]);
  else if (options.name != NULL && *options.name == '\0')
    status = lage_cli_refuse (_("--name is empty"));
  else
    status = import_file (&options, arguments[1]);
  clear_options (&options);
  return status;
}
