/* lage-kept-area-row.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-kept-area-row.h"

#include <glib/gi18n.h>

#include "lage-base-map-words.h"
#include "lage-format.h"

/**
 * LageKeptAreaRow:
 *
 * One area that is kept: how far it is, how large, and what the matter is; pause, go on, delete.
 */
struct _LageKeptAreaRow
{
  AdwActionRow parent_instance;

  GtkProgressBar *progress;
  GtkButton      *run_button;
  GtkButton      *delete_button;

  LageTileKeeper *keeper;
  LageKeptArea   *area;
};

G_DEFINE_FINAL_TYPE (LageKeptAreaRow, lage_kept_area_row, ADW_TYPE_ACTION_ROW)

/**
 * lage_kept_area_row_format_bytes:
 * @n_bytes: a size on disk
 *
 * Returns: (transfer full): it in MB or GB
 */
char *
lage_kept_area_row_format_bytes (guint64 n_bytes)
{
  double n_megabytes = (double) n_bytes / 1e6;

  if (n_megabytes >= 1000)
    return lage_format_quantity (n_megabytes / 1000, 1, "GB");

  return lage_format_quantity (n_megabytes, n_megabytes < 10 ? 1 : 0, "MB");
}

static gboolean
is_running (LageKeptArea *area)
{
  LageKeptState state = lage_kept_area_get_state (area);

  return state == LAGE_KEPT_RUNNING || state == LAGE_KEPT_WAITING;
}

static gboolean
is_complete (LageKeptArea *area)
{
  return lage_kept_area_get_n_kept (area) >= lage_kept_area_get_n_tiles (area);
}

static const char *
get_state_words (LageKeptArea *area)
{
  switch (lage_kept_area_get_state (area))
    {
    case LAGE_KEPT_RUNNING:
      return C_("offline area", "Being fetched");
    case LAGE_KEPT_WAITING:
      return C_("offline area", "Waiting for the server");
    case LAGE_KEPT_FAILED:
      return C_("offline area", "Ended by the server");
    case LAGE_KEPT_DONE:
      return is_complete (area) ? C_("offline area", "Complete")
                                : C_("offline area", "Tiles are missing");
    case LAGE_KEPT_PAUSED:
    default:
      return C_("offline area", "Paused");
    }
}

static char *
make_subtitle (LageKeptArea *area)
{
  const GError *problem = lage_kept_area_get_problem (area);
  g_autofree char *bytes = lage_kept_area_row_format_bytes (lage_kept_area_get_n_bytes (area));
  g_autofree char *n_kept = lage_format_number (lage_kept_area_get_n_kept (area), 0);
  g_autofree char *n_tiles = lage_format_number (lage_kept_area_get_n_tiles (area), 0);
  g_autofree char *counts =
    /* Translators: number of tiles there, number of tiles wanted, size on disk */
    g_strdup_printf (_("%s of %s tiles, %s"), n_kept, n_tiles, bytes);
  g_autofree char *words = problem != NULL ? lage_base_map_words_make_problem (problem) : NULL;

  return g_strdup_printf ("%s · %s%s%s", get_state_words (area), counts,
                          words != NULL ? "\n" : "", words != NULL ? words : "");
}

static void
update (LageKeptAreaRow *self)
{
  gboolean runs = is_running (self->area);
  guint n_tiles = lage_kept_area_get_n_tiles (self->area);
  g_autofree char *subtitle = make_subtitle (self->area);
  const char *action = runs ? _("Pause") : _("Go On");

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  gtk_progress_bar_set_fraction (self->progress,
                                 (double) lage_kept_area_get_n_kept (self->area) / MAX (n_tiles, 1));
  gtk_widget_set_visible (GTK_WIDGET (self->progress), !is_complete (self->area));
  gtk_widget_set_visible (GTK_WIDGET (self->run_button), runs || !is_complete (self->area));
  gtk_button_set_icon_name (self->run_button, runs ? "media-playback-pause-symbolic"
                                                   : "media-playback-start-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->run_button), action);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->run_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  action, -1);
}

static void
run_cb (LageKeptAreaRow *self)
{
  if (is_running (self->area))
    lage_tile_keeper_pause (self->keeper, self->area);
  else
    lage_tile_keeper_resume (self->keeper, self->area);
}

static void
delete_cb (LageKeptAreaRow *self)
{
  lage_tile_keeper_delete_async (self->keeper, self->area, NULL, NULL);
}

static void
lage_kept_area_row_dispose (GObject *object)
{
  LageKeptAreaRow *self = LAGE_KEPT_AREA_ROW (object);

  g_clear_object (&self->area);
  g_clear_object (&self->keeper);

  G_OBJECT_CLASS (lage_kept_area_row_parent_class)->dispose (object);
}

static void
lage_kept_area_row_class_init (LageKeptAreaRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lage_kept_area_row_dispose;
}

static GtkButton *
add_button (LageKeptAreaRow *self,
            const char      *icon_name,
            GCallback        callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), button);

  return GTK_BUTTON (button);
}

static void
lage_kept_area_row_init (LageKeptAreaRow *self)
{
  self->progress = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->progress), GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (GTK_WIDGET (self->progress), 90, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->progress));
  self->run_button = add_button (self, "media-playback-pause-symbolic", G_CALLBACK (run_cb));
  self->delete_button = add_button (self, "user-trash-symbolic", G_CALLBACK (delete_cb));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->delete_button), _("Delete"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->delete_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Delete"), -1);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 0);
  g_object_set (self, "use-markup", FALSE, NULL);
}

/**
 * lage_kept_area_row_new:
 * @keeper: who keeps it
 * @area: what is kept
 */
GtkWidget *
lage_kept_area_row_new (LageTileKeeper *keeper,
                        LageKeptArea   *area)
{
  LageKeptAreaRow *self = g_object_new (LAGE_TYPE_KEPT_AREA_ROW, NULL);
  const LageKeptPlan *plan = lage_kept_area_get_plan (area);
  g_autofree char *title = g_strdup_printf ("%s · %s", plan->name, plan->spec->name);

  self->keeper = g_object_ref (keeper);
  self->area = g_object_ref (area);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  g_signal_connect_object (area, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}
