/* lage-import-form.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-import-form.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "lage-format.h"
#include "lage-import-preview.h"
#include "lage-import-value.h"

#define N_SHOWN_SAMPLES 3

/**
 * LageImportForm:
 *
 * How a layer of a file becomes entities: what the file suggests, for a person to check and change.
 */
struct _LageImportForm
{
  GtkWidget parent_instance;

  AdwComboRow         *layer_row;
  AdwComboRow         *kind_row;
  AdwComboRow         *type_row;
  AdwComboRow         *crs_row;
  AdwEntryRow         *epsg_row;
  AdwComboRow         *x_row;
  AdwComboRow         *y_row;
  AdwPreferencesGroup *fields_group;
  GtkColumnView       *preview_view;
  GtkSwitch           *rest_switch;
  AdwComboRow         *id_row;
  AdwEntryRow         *name_row;

  LageImportFile      *file;
  LageImportMapping   *mapping;
  GPtrArray           *field_rows; /* AdwComboRow for each field with values; else NULL */
  gboolean             is_filling; /* rows are set by this program, not by a person */
};

G_DEFINE_FINAL_TYPE (LageImportForm, lage_import_form, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What files in Germany come in. The names are those of EPSG, as far as people know them. */
static const struct
{
  int         epsg;
  const char *name;
} systems[] = {
  { 4326, N_("WGS 84, degrees (EPSG:4326)") },
  { 25832, N_("ETRS89, UTM zone 32 (EPSG:25832)") },
  { 25833, N_("ETRS89, UTM zone 33 (EPSG:25833)") },
  { 4258, N_("ETRS89, degrees (EPSG:4258)") },
  { 31466, N_("Gauß-Krüger zone 2 (EPSG:31466)") },
  { 31467, N_("Gauß-Krüger zone 3 (EPSG:31467)") },
  { 31468, N_("Gauß-Krüger zone 4 (EPSG:31468)") },
  { 31469, N_("Gauß-Krüger zone 5 (EPSG:31469)") },
  { 3857, N_("Web Mercator (EPSG:3857)") },
};

/* Before the systems stands what the file says, or that something has to be chosen; behind them,
 * any other. */
#define OTHER_SYSTEM (1 + G_N_ELEMENTS (systems))

static const LageImportLayer *
get_layer (LageImportForm *self)
{
  return lage_import_file_get_layer (self->file, self->mapping->layer);
}

static void
emit_changed (LageImportForm *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Choices -------------------------------------------------------------------------------------- */

static void
set_choices (AdwComboRow *row,
             GtkStringList *choices,
             guint          selected)
{
  adw_combo_row_set_model (row, G_LIST_MODEL (choices));
  adw_combo_row_set_selected (row, selected);
}

static void
fill_layers (LageImportForm *self)
{
  g_autoptr(GtkStringList) choices = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->file->layers->len; i++)
    {
      const LageImportLayer *layer = lage_import_file_get_layer (self->file, i);
      g_autofree char *text = NULL;

      /* Translators: a layer of a file, and how many features it has */
      text = g_strdup_printf (ngettext ("%s (%u feature)", "%s (%u features)", layer->n_features),
                              layer->name, layer->n_features);
      gtk_string_list_append (choices, text);
    }
  set_choices (self->layer_row, choices, self->mapping->layer);
  gtk_widget_set_visible (GTK_WIDGET (self->layer_row), self->file->layers->len > 1);
}

static void
fill_kinds (LageImportForm *self)
{
  g_autoptr(GtkStringList) choices = gtk_string_list_new (NULL);
  guint n_kinds, selected = 0;
  const LageKind *kinds = lage_import_get_kinds (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    {
      gtk_string_list_append (choices, lage_format_kind_plural (kinds[i]));
      if (kinds[i] == self->mapping->kind)
        selected = i;
    }
  set_choices (self->kind_row, choices, selected);
}

static void
fill_types (LageImportForm *self)
{
  const LageFieldSpec *spec = lage_schema_find (LAGE_KIND_AREA, LAGE_FIELD_AREA_TYPE);
  g_autoptr(GtkStringList) choices = gtk_string_list_new (NULL);

  for (const LageEnumMember *m = spec->members; m->token != NULL; m++)
    gtk_string_list_append (choices, lage_format_member (m));
  set_choices (self->type_row, choices, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->type_row), self->mapping->kind == LAGE_KIND_AREA);
}

static const char *
get_system_name (int epsg)
{
  for (guint i = 0; i < G_N_ELEMENTS (systems); i++)
    if (systems[i].epsg == epsg)
      return _(systems[i].name);
  return NULL;
}

static void
fill_systems (LageImportForm *self)
{
  const LageImportLayer *layer = get_layer (self);
  g_autoptr(GtkStringList) choices = gtk_string_list_new (NULL);

  if (layer->has_crs)
    {
      const char *known = get_system_name (layer->epsg);
      g_autofree char *text = g_strdup_printf (_("As the file says: %s"),
                                               known != NULL ? known : layer->crs_name);

      gtk_string_list_append (choices, text);
    }
  else
    {
      gtk_string_list_append (choices, _("Choose…"));
    }
  for (guint i = 0; i < G_N_ELEMENTS (systems); i++)
    gtk_string_list_append (choices, _(systems[i].name));
  gtk_string_list_append (choices, _("Another, by number…"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->crs_row),
                               layer->has_crs ? "" : _("The file does not say it."));
  set_choices (self->crs_row, choices, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->epsg_row), FALSE);
}

/* The columns of a table after a word for none of them. */
static void
fill_columns (LageImportForm *self,
              AdwComboRow    *row,
              const char     *none,
              const char     *selected_name)
{
  const LageImportLayer *layer = get_layer (self);
  g_autoptr(GtkStringList) choices = gtk_string_list_new (NULL);
  guint selected = 0;

  gtk_string_list_append (choices, none);
  for (guint i = 0; i < layer->fields->len; i++)
    {
      const LageImportField *field = lage_import_layer_get_field (layer, i);

      gtk_string_list_append (choices, field->name);
      if (g_strcmp0 (field->name, selected_name) == 0)
        selected = i + 1;
    }
  set_choices (row, choices, selected);
}

static const char *
get_column (LageImportForm *self,
            AdwComboRow    *row)
{
  guint selected = adw_combo_row_get_selected (row);

  if (selected == 0 || selected == GTK_INVALID_LIST_POSITION)
    return NULL;
  return lage_import_layer_get_field (get_layer (self), selected - 1)->name;
}

/* Fields --------------------------------------------------------------------------------------- */

static const LageFieldSpec *
get_target (LageKind kind,
            guint    index)
{
  guint n_specs;
  const LageFieldSpec *specs = lage_schema_get_fields (kind, &n_specs);

  for (guint i = 0; i < n_specs; i++)
    if (lage_import_can_map (&specs[i]) && index-- == 0)
      return &specs[i];
  return NULL;
}

static void
show_targets (LageImportForm *self)
{
  for (guint i = 0; i < self->field_rows->len; i++)
    {
      AdwComboRow *row = g_ptr_array_index (self->field_rows, i);
      const LageFieldSpec *spec;
      guint selected = 0;

      if (row == NULL)
        continue;
      for (guint k = 0; (spec = get_target (self->mapping->kind, k)) != NULL; k++)
        if (spec->field == self->mapping->targets[i])
          selected = k + 1;
      adw_combo_row_set_selected (row, selected);
    }
}

static void
target_cb (LageImportForm *self,
           GParamSpec     *pspec,
           AdwComboRow    *row)
{
  guint selected = adw_combo_row_get_selected (row);
  const LageFieldSpec *spec = NULL;
  guint index;

  if (self->is_filling || !g_ptr_array_find (self->field_rows, row, &index))
    return;
  if (selected > 0 && selected != GTK_INVALID_LIST_POSITION)
    spec = get_target (self->mapping->kind, selected - 1);
  lage_import_mapping_set_target (self->mapping, index,
                                  spec != NULL ? spec->field : LAGE_FIELD_NONE);
  /* Another row may have lost it. */
  self->is_filling = TRUE;
  show_targets (self);
  self->is_filling = FALSE;
  emit_changed (self);
}

static char *
dup_samples (const LageImportField *field)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < MIN (field->samples->len, N_SHOWN_SAMPLES); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " · " : "",
                            (const char *) g_ptr_array_index (field->samples, i));
  g_strdelimit (text->str, "\n", ' ');
  return g_string_free (text, FALSE);
}

static AdwComboRow *
new_field_row (LageImportForm        *self,
               const LageImportField *field,
               GtkStringList         *choices)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autofree char *samples = dup_samples (field);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), field->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), samples);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (choices));
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (target_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->fields_group, row);
  return ADW_COMBO_ROW (row);
}

static void
fill_fields (LageImportForm *self)
{
  const LageImportLayer *layer = get_layer (self);
  g_autoptr(GtkStringList) choices = gtk_string_list_new (NULL);
  const LageFieldSpec *spec;
  guint n_shown = 0;

  for (guint i = 0; i < self->field_rows->len; i++)
    if (g_ptr_array_index (self->field_rows, i) != NULL)
      adw_preferences_group_remove (self->fields_group, g_ptr_array_index (self->field_rows, i));
  g_ptr_array_set_size (self->field_rows, 0);

  gtk_string_list_append (choices, _("No field"));
  for (guint k = 0; (spec = get_target (self->mapping->kind, k)) != NULL; k++)
    gtk_string_list_append (choices, lage_format_field (spec));
  for (guint i = 0; i < layer->fields->len; i++)
    {
      const LageImportField *field = lage_import_layer_get_field (layer, i);

      g_ptr_array_add (self->field_rows,
                       field->n_values > 0 ? new_field_row (self, field, choices) : NULL);
      n_shown += field->n_values > 0 ? 1 : 0;
    }
  show_targets (self);
  gtk_widget_set_visible (GTK_WIDGET (self->fields_group), n_shown > 0);
}

/* All ------------------------------------------------------------------------------------------ */

static void
fill (LageImportForm *self)
{
  gboolean is_table = self->file->format == LAGE_EXCHANGE_CSV;

  self->is_filling = TRUE;
  fill_layers (self);
  fill_kinds (self);
  fill_types (self);
  fill_systems (self);
  fill_fields (self);
  fill_columns (self, self->x_row, _("Choose…"), self->mapping->x_column);
  fill_columns (self, self->y_row, _("None: WKT"), self->mapping->y_column);
  gtk_widget_set_visible (GTK_WIDGET (self->x_row), is_table);
  gtk_widget_set_visible (GTK_WIDGET (self->y_row), is_table);
  fill_columns (self, self->id_row, _("Place in the file"), self->mapping->id_field);
  gtk_switch_set_active (self->rest_switch, self->mapping->keeps_rest);
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), self->mapping->name);
  lage_import_preview_fill (self->preview_view, self->file, self->mapping->layer);
  self->is_filling = FALSE;
  emit_changed (self);
}

static void
layer_cb (LageImportForm *self)
{
  guint selected = adw_combo_row_get_selected (self->layer_row);

  if (self->is_filling || selected >= self->file->layers->len)
    return;
  lage_import_mapping_free (self->mapping);
  self->mapping = lage_import_mapping_new (self->file, selected);
  fill (self);
}

static void
kind_cb (LageImportForm *self)
{
  guint selected = adw_combo_row_get_selected (self->kind_row);
  guint n_kinds;
  const LageKind *kinds = lage_import_get_kinds (&n_kinds);

  if (self->is_filling || selected >= n_kinds)
    return;
  lage_import_mapping_set_kind (self->mapping, self->file, kinds[selected]);
  self->is_filling = TRUE;
  fill_types (self);
  fill_fields (self);
  self->is_filling = FALSE;
  emit_changed (self);
}

static void
type_cb (LageImportForm *self)
{
  const LageFieldSpec *spec = lage_schema_find (LAGE_KIND_AREA, LAGE_FIELD_AREA_TYPE);
  guint selected = adw_combo_row_get_selected (self->type_row);

  if (self->is_filling || selected == GTK_INVALID_LIST_POSITION)
    return;
  lage_import_mapping_take_constant (self->mapping, LAGE_FIELD_AREA_TYPE,
                                     spec->members[selected].number != LAGE_AREA_OTHER
                                       ? lage_value_int (spec->members[selected].number)
                                       : (LageValue) LAGE_VALUE_INIT);
  emit_changed (self);
}

static void
crs_cb (LageImportForm *self)
{
  guint selected = adw_combo_row_get_selected (self->crs_row);
  guint64 number = 0;

  if (self->is_filling)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->epsg_row), selected == OTHER_SYSTEM);
  if (selected == OTHER_SYSTEM)
    g_ascii_string_to_unsigned (gtk_editable_get_text (GTK_EDITABLE (self->epsg_row)), 10, 1,
                                G_MAXINT, &number, NULL);
  else if (selected > 0 && selected < OTHER_SYSTEM)
    number = (guint64) systems[selected - 1].epsg;
  self->mapping->epsg = (int) number;
  emit_changed (self);
}

static void
columns_cb (LageImportForm *self)
{
  if (self->is_filling)
    return;
  g_free (self->mapping->x_column);
  g_free (self->mapping->y_column);
  self->mapping->x_column = g_strdup (get_column (self, self->x_row));
  self->mapping->y_column = g_strdup (get_column (self, self->y_row));
  emit_changed (self);
}

static void
rest_cb (LageImportForm *self)
{
  if (self->is_filling)
    return;
  self->mapping->keeps_rest = gtk_switch_get_active (self->rest_switch);
  emit_changed (self);
}

static void
id_cb (LageImportForm *self)
{
  if (self->is_filling)
    return;
  g_free (self->mapping->id_field);
  self->mapping->id_field = g_strdup (get_column (self, self->id_row));
  emit_changed (self);
}

static void
name_cb (LageImportForm *self)
{
  if (self->is_filling)
    return;
  g_free (self->mapping->name);
  self->mapping->name = g_strstrip (g_strdup (gtk_editable_get_text (
                                                GTK_EDITABLE (self->name_row))));
  emit_changed (self);
}

static void
lage_import_form_dispose (GObject *object)
{
  LageImportForm *self = LAGE_IMPORT_FORM (object);
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (self), LAGE_TYPE_IMPORT_FORM);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->mapping, lage_import_mapping_free);
  g_clear_pointer (&self->file, lage_import_file_unref);

  G_OBJECT_CLASS (lage_import_form_parent_class)->dispose (object);
}

static void
lage_import_form_finalize (GObject *object)
{
  g_ptr_array_unref (LAGE_IMPORT_FORM (object)->field_rows);

  G_OBJECT_CLASS (lage_import_form_parent_class)->finalize (object);
}

static void
lage_import_form_class_init (LageImportFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lage_import_form_dispose;
  object_class->finalize = lage_import_form_finalize;

  /**
   * LageImportForm::changed:
   *
   * The mapping is another one.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", LAGE_TYPE_IMPORT_FORM, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/rescuemate/RescueMate/ui/lage-import-form.ui");
  gtk_widget_class_bind_template_child (widget_class, LageImportForm, layer_row);
  gtk_widget_class_bind_template_child (widget_class, LageImportForm, kind_row);
  gtk_widget_class_bind_template_child (widget_class, LageImportForm, type_row);
  gtk_widget_class_bind_template_child (widget_class, LageImportForm, crs_row);
  gtk_widget_class_bind_template_child (widget_class, LageImportForm, epsg_row);
  gtk_widget_class_bind_template_child (widget_class, LageImportForm, x_row);
  gtk_widget_class_bind_template_child (widget_class, LageImportForm, y_row);
  gtk_widget_class_bind_template_child (widget_class, LageImportForm, fields_group);
  gtk_widget_class_bind_template_child (widget_class, LageImportForm, preview_view);
  gtk_widget_class_bind_template_child (widget_class, LageImportForm, rest_switch);
  gtk_widget_class_bind_template_child (widget_class, LageImportForm, id_row);
  gtk_widget_class_bind_template_child (widget_class, LageImportForm, name_row);
  gtk_widget_class_bind_template_callback (widget_class, layer_cb);
  gtk_widget_class_bind_template_callback (widget_class, kind_cb);
  gtk_widget_class_bind_template_callback (widget_class, type_cb);
  gtk_widget_class_bind_template_callback (widget_class, crs_cb);
  gtk_widget_class_bind_template_callback (widget_class, columns_cb);
  gtk_widget_class_bind_template_callback (widget_class, rest_cb);
  gtk_widget_class_bind_template_callback (widget_class, id_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
lage_import_form_init (LageImportForm *self)
{
  self->field_rows = g_ptr_array_new ();
  /* Nothing is there to be changed before there is a file. */
  self->is_filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The layer that is shown first: the first with features. */
static guint
find_first_layer (LageImportFile *file)
{
  for (guint i = 0; i < file->layers->len; i++)
    if (lage_import_file_get_layer (file, i)->n_features > 0)
      return i;
  return 0;
}

/**
 * lage_import_form_set_file:
 * @self: the form
 * @file: a file that was looked through
 */
void
lage_import_form_set_file (LageImportForm *self,
                           LageImportFile *file)
{
  g_return_if_fail (LAGE_IS_IMPORT_FORM (self));

  lage_import_file_ref (file);
  g_clear_pointer (&self->mapping, lage_import_mapping_free);
  g_clear_pointer (&self->file, lage_import_file_unref);
  self->file = file;
  self->mapping = lage_import_mapping_new (file, find_first_layer (file));
  fill (self);
}

/**
 * lage_import_form_get_mapping:
 * @self: the form, with a file
 *
 * Returns: (transfer none): how the layer becomes entities
 */
const LageImportMapping *
lage_import_form_get_mapping (LageImportForm *self)
{
  g_return_val_if_fail (LAGE_IS_IMPORT_FORM (self), NULL);

  return self->mapping;
}

/**
 * lage_import_form_dup_gap:
 * @self: the form, with a file
 *
 * Returns: (transfer full) (nullable): what has to be chosen before anything can be imported, for
 *   people
 */
char *
lage_import_form_dup_gap (LageImportForm *self)
{
  const char *guess;

  g_return_val_if_fail (LAGE_IS_IMPORT_FORM (self), NULL);

  guess = get_system_name (get_layer (self)->guessed_epsg);
  if (self->file->format == LAGE_EXCHANGE_CSV && self->mapping->x_column == NULL)
    return g_strdup (_("Choose the columns that hold the coordinates."));
  if (adw_combo_row_get_selected (self->crs_row) == OTHER_SYSTEM && self->mapping->epsg == 0)
    return g_strdup (_("Give the number of the coordinate system."));
  if (!get_layer (self)->has_crs && self->mapping->epsg == 0 && guess != NULL)
    /* Translators: the name of a coordinate system */
    return g_strdup_printf (_("Choose the coordinate system. The numbers look like: %s"), guess);
  if (!get_layer (self)->has_crs && self->mapping->epsg == 0)
    return g_strdup (_("Choose the coordinate system."));
  if (*self->mapping->name == '\0')
    return g_strdup (_("Give the import a name."));
  return NULL;
}

/**
 * lage_import_form_focus:
 * @self: the form, with a file
 *
 * Gives the keyboard to what has to be chosen first.
 */
void
lage_import_form_focus (LageImportForm *self)
{
  GtkWidget *row = GTK_WIDGET (self->kind_row);

  g_return_if_fail (LAGE_IS_IMPORT_FORM (self));

  if (!get_layer (self)->has_crs)
    row = GTK_WIDGET (self->crs_row);
  else if (self->file->layers->len > 1)
    row = GTK_WIDGET (self->layer_row);
  gtk_widget_grab_focus (row);
}
