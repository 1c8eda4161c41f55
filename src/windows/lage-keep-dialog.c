/* lage-keep-dialog.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-keep-dialog.h"

#include <glib/gi18n.h>
#include <math.h>

#include "lage-format.h"
#include "lage-kept-area-row.h"
#include "lage-tile-url.h"

/* Bytes of a tile where none was seen yet: what streets and houses take as PNG. */
#define ASSUMED_TILE_BYTES 25000

/* How much nearer than the present look an area is kept by default, and how much farther. */
#define NEARER 3
#define FARTHER 4

/**
 * LageKeepDialog:
 *
 * Which areas of maps are kept for the time without a network, and another one. How much it is, and
 * whether the server may be asked for it, is said before anything is fetched.
 */
struct _LageKeepDialog
{
  AdwWindow parent_instance;

  GtkListBox    *area_list;
  AdwComboRow   *map_row;
  AdwComboRow   *place_row;
  AdwEntryRow   *name_row;
  GtkSpinButton *min_spin;
  GtkSpinButton *max_spin;
  AdwActionRow  *size_row;
  GtkWidget     *keep_button;

  LageBaseMaps  *maps;
  GPtrArray     *choices; /* of LageBaseMap: what the rows of map_row are */
  GArray        *places;  /* of LageKeepPlace */
  double         zoom;
  gssize         tile_bytes; /* 0: not known */
  GCancellable  *measuring;
};

G_DEFINE_FINAL_TYPE (LageKeepDialog, lage_keep_dialog, ADW_TYPE_WINDOW)

/* (transfer none) (nullable) */
static LageBaseMap *
get_map (LageKeepDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->map_row);

  return selected < self->choices->len ? g_ptr_array_index (self->choices, selected) : NULL;
}

static gboolean
fill_plan (LageKeepDialog *self,
           LageKeptPlan   *plan)
{
  LageBaseMap *map = get_map (self);
  guint place = adw_combo_row_get_selected (self->place_row);

  if (map == NULL || place >= self->places->len)
    return FALSE;

  plan->spec = lage_base_map_get_spec (map);
  plan->name = gtk_editable_get_text (GTK_EDITABLE (self->name_row));
  for (guint i = 0; i < 4; i++)
    plan->bounds[i] = g_array_index (self->places, LageKeepPlace, place).bounds[i];
  plan->min_zoom = (guint) gtk_spin_button_get_value_as_int (self->min_spin);
  plan->max_zoom = (guint) gtk_spin_button_get_value_as_int (self->max_spin);
  plan->scale = gtk_widget_get_scale_factor (GTK_WIDGET (self)) > 1
                && lage_tile_url_can_be_dense (plan->spec) ? 2 : 1;

  return TRUE;
}

/* (transfer full) (nullable): why this may not be kept */
static char *
make_objection (const LageKeptPlan *plan,
                guint64             n_tiles)
{
  switch (lage_kept_area_find_rule (plan->spec))
    {
    case LAGE_BULK_FORBIDDEN:
      return g_strdup (_("This server is for everybody, and its terms forbid the download of whole "
                         "areas. Only what is looked at stays on disk."));

    case LAGE_BULK_NOT_STATED:
      return g_strdup (_("Not every server permits the download of whole areas. If the operator of "
                         "this one does, say so at the map under “Base map and overlays”."));

    case LAGE_BULK_TIME:
      return g_strdup (_("A map that changes with time is not kept."));

    case LAGE_BULK_NOT_NEEDED:
    case LAGE_BULK_PERMITTED:
    default:
      break;
    }

  if (plan->min_zoom > plan->max_zoom)
    return g_strdup (_("The nearest zoom level lies before the farthest."));
  if (n_tiles > LAGE_KEPT_AREA_MAX_TILES)
    {
      g_autofree char *n = lage_format_number ((double) n_tiles, 0);
      g_autofree char *n_max = lage_format_number (LAGE_KEPT_AREA_MAX_TILES, 0);

      /* Translators: two numbers of tiles */
      return g_strdup_printf (_("%s tiles are too many for the server; at most %s can be kept at "
                                "once. Choose a smaller area or fewer zoom levels."), n, n_max);
    }

  return NULL;
}

static void
update (LageKeepDialog *self)
{
  LageKeptPlan plan;
  guint64 n_tiles;
  gssize tile_bytes = self->tile_bytes > 0 ? self->tile_bytes : ASSUMED_TILE_BYTES;
  g_autofree char *text = NULL;
  gboolean may_keep;

  if (self->maps == NULL)
    return;
  if (!fill_plan (self, &plan))
    {
      adw_action_row_set_subtitle (self->size_row,
                                   _("Add a map server first: the embedded map and files are there "
                                     "without a network."));
      gtk_widget_set_sensitive (self->keep_button, FALSE);
      return;
    }

  n_tiles = plan.min_zoom <= plan.max_zoom ? lage_kept_plan_count_tiles (&plan) : 0;
  text = make_objection (&plan, n_tiles);
  may_keep = text == NULL && *plan.name != '\0';
  if (text == NULL)
    {
      g_autofree char *n = lage_format_number ((double) n_tiles, 0);
      g_autofree char *bytes =
        lage_kept_area_row_format_bytes (n_tiles * (guint64) tile_bytes);

      text = g_strdup_printf (self->tile_bytes > 0
                              /* Translators: number of tiles, size on disk */
                              ? _("%s tiles, about %s by those already seen")
                              /* Translators: number of tiles, size on disk */
                              : _("%s tiles, very roughly %s: none was seen yet"), n, bytes);
    }
  adw_action_row_set_subtitle (self->size_row, text);
  gtk_widget_set_sensitive (self->keep_button, may_keep);
}

static void
measured_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(LageKeepDialog) self = user_data; /* the reference taken when asking */
  g_autoptr(GError) error = NULL;
  gssize tile_bytes = lage_tile_keeper_measure_finish (result, &error);

  if (error != NULL || self->maps == NULL)
    return;
  self->tile_bytes = tile_bytes;
  update (self);
}

static void
map_chosen_cb (LageKeepDialog *self)
{
  LageBaseMap *map = self->maps != NULL ? get_map (self) : NULL;
  const LageSourceSpec *spec;
  int level;

  if (map == NULL)
    return;

  spec = lage_base_map_get_spec (map);
  level = (int) lround (self->zoom) - (spec->tile_size > 256 ? 1 : 0);
  gtk_spin_button_set_range (self->min_spin, spec->min_zoom, spec->max_zoom);
  gtk_spin_button_set_range (self->max_spin, spec->min_zoom, spec->max_zoom);
  gtk_spin_button_set_value (self->min_spin, level - FARTHER);
  gtk_spin_button_set_value (self->max_spin, level + NEARER);

  g_cancellable_cancel (self->measuring);
  g_clear_object (&self->measuring);
  self->measuring = g_cancellable_new ();
  self->tile_bytes = 0;
  lage_tile_keeper_measure_async (lage_base_maps_get_keeper (self->maps), spec, 1, self->measuring,
                                  measured_cb, g_object_ref (self));
  update (self);
}

static void
keep_cb (LageKeepDialog *self)
{
  g_autoptr(GError) error = NULL;
  LageKeptPlan plan;

  if (!fill_plan (self, &plan))
    return;
  /* What could be wrong has been said before the button could be pressed. */
  if (lage_tile_keeper_add (lage_base_maps_get_keeper (self->maps), &plan, &error) == NULL)
    adw_action_row_set_subtitle (self->size_row, error->message);
}

static GtkWidget *
make_row_cb (gpointer item,
             gpointer user_data)
{
  LageKeepDialog *self = user_data;

  return lage_kept_area_row_new (lage_base_maps_get_keeper (self->maps), item);
}

static void
fill_choices (LageKeepDialog *self)
{
  GListModel *model = lage_base_maps_get_model (self->maps);
  LageBaseMap *base = lage_base_maps_get_base (self->maps);
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr(GtkStringList) places = gtk_string_list_new (NULL);
  guint selected = 0;

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr(LageBaseMap) map = g_list_model_get_item (model, i);
      const LageSourceSpec *spec = lage_base_map_get_spec (map);

      if (spec->service == LAGE_SERVICE_FILE)
        continue;
      if (map == base)
        selected = self->choices->len;
      gtk_string_list_append (names, spec->name);
      g_ptr_array_add (self->choices, g_steal_pointer (&map));
    }
  for (guint i = 0; i < self->places->len; i++)
    gtk_string_list_append (places, g_array_index (self->places, LageKeepPlace, i).name);

  adw_combo_row_set_model (self->place_row, G_LIST_MODEL (places));
  adw_combo_row_set_model (self->map_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->map_row, selected);
  if (self->places->len > 0)
    gtk_editable_set_text (GTK_EDITABLE (self->name_row),
                           g_array_index (self->places, LageKeepPlace, self->places->len - 1).name);
  adw_combo_row_set_selected (self->place_row, MAX (self->places->len, 1) - 1);
}

static void
place_clear (gpointer data)
{
  g_free ((char *) ((LageKeepPlace *) data)->name);
}

static void
lage_keep_dialog_dispose (GObject *object)
{
  LageKeepDialog *self = LAGE_KEEP_DIALOG (object);

  g_cancellable_cancel (self->measuring);
  g_clear_object (&self->measuring);
  if (self->area_list != NULL)
    gtk_list_box_bind_model (self->area_list, NULL, NULL, NULL, NULL);
  g_clear_object (&self->maps);
  gtk_widget_dispose_template (GTK_WIDGET (self), LAGE_TYPE_KEEP_DIALOG);
  self->area_list = NULL;

  G_OBJECT_CLASS (lage_keep_dialog_parent_class)->dispose (object);
}

static void
lage_keep_dialog_finalize (GObject *object)
{
  LageKeepDialog *self = LAGE_KEEP_DIALOG (object);

  g_ptr_array_unref (self->choices);
  g_array_unref (self->places);

  G_OBJECT_CLASS (lage_keep_dialog_parent_class)->finalize (object);
}

static void
lage_keep_dialog_class_init (LageKeepDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lage_keep_dialog_dispose;
  object_class->finalize = lage_keep_dialog_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/rescuemate/RescueMate/ui/lage-keep-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LageKeepDialog, area_list);
  gtk_widget_class_bind_template_child (widget_class, LageKeepDialog, map_row);
  gtk_widget_class_bind_template_child (widget_class, LageKeepDialog, place_row);
  gtk_widget_class_bind_template_child (widget_class, LageKeepDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, LageKeepDialog, min_spin);
  gtk_widget_class_bind_template_child (widget_class, LageKeepDialog, max_spin);
  gtk_widget_class_bind_template_child (widget_class, LageKeepDialog, size_row);
  gtk_widget_class_bind_template_child (widget_class, LageKeepDialog, keep_button);
  gtk_widget_class_bind_template_callback (widget_class, map_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, keep_cb);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
lage_keep_dialog_init (LageKeepDialog *self)
{
  self->choices = g_ptr_array_new_with_free_func (g_object_unref);
  self->places = g_array_new (FALSE, FALSE, sizeof (LageKeepPlace));
  g_array_set_clear_func (self->places, place_clear);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_spin_button_set_increments (self->min_spin, 1, 2);
  gtk_spin_button_set_increments (self->max_spin, 1, 2);
}

/**
 * lage_keep_dialog_new:
 * @maps: the maps of the user
 * @places: (array length=n_places): what may be kept; the last is what is meant most likely
 * @n_places: how many
 * @zoom: at which zoom, of 256-pixel tiles, the map is looked at
 */
GtkWindow *
lage_keep_dialog_new (LageBaseMaps        *maps,
                      const LageKeepPlace *places,
                      guint                n_places,
                      double               zoom)
{
  LageKeepDialog *self;

  g_return_val_if_fail (LAGE_IS_BASE_MAPS (maps), NULL);

  self = g_object_new (LAGE_TYPE_KEEP_DIALOG, NULL);
  self->zoom = zoom;
  g_array_append_vals (self->places, places, n_places);
  for (guint i = 0; i < n_places; i++)
    {
      LageKeepPlace *place = &g_array_index (self->places, LageKeepPlace, i);

      place->name = g_strdup (place->name);
    }
  self->maps = g_object_ref (maps);
  fill_choices (self);
  gtk_list_box_bind_model (self->area_list,
                           lage_tile_keeper_get_model (lage_base_maps_get_keeper (maps)),
                           make_row_cb, self, NULL);
  map_chosen_cb (self);
  update (self);

  return GTK_WINDOW (self);
}
