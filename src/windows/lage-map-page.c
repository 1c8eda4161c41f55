/* lage-map-page.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-map-page.h"

#include <glib/gi18n.h>

#include "lage-add-map-dialog.h"
#include "lage-map-session.h"
#include "lage-settings.h"

/**
 * LageMapPage:
 *
 * How map servers are asked, and how much of them is kept. The maps themselves are chosen over the
 * map; here it is said which they are.
 */
struct _LageMapPage
{
  AdwPreferencesPage parent_instance;

  AdwActionRow  *maps_row;
  AdwActionRow  *overlays_row;
  AdwEntryRow   *contact_row;
  AdwEntryRow   *proxy_row;
  GtkSpinButton *cache_spin;

  GSettings     *settings;
  LageBaseMaps  *maps;
};

G_DEFINE_FINAL_TYPE (LageMapPage, lage_map_page, ADW_TYPE_PREFERENCES_PAGE)

static void
update (LageMapPage *self)
{
  LageBaseMap *base = lage_base_maps_get_base (self->maps);
  GListModel *model = lage_base_maps_get_model (self->maps);
  g_autoptr(GString) names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr(LageBaseMap) map = g_list_model_get_item (model, i);

      if (lage_base_map_get_is_overlay (map) && lage_base_map_get_is_visible (map))
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "",
                                lage_base_map_get_spec (map)->name);
    }

  adw_action_row_set_subtitle (self->maps_row, base != NULL ? lage_base_map_get_spec (base)->name
                                                            : _("Embedded map"));
  adw_action_row_set_subtitle (self->overlays_row, names->len > 0 ? names->str
                                                                  : C_ ("overlays", "None"));
}

static void
add_cb (LageMapPage *self)
{
  GtkWindow *dialog = lage_add_map_dialog_new (self->maps);

  gtk_window_set_transient_for (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
  gtk_window_present (dialog);
}

static char *
dup_text (AdwEntryRow *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static void
contact_applied_cb (LageMapPage *self)
{
  g_autofree char *contact = dup_text (self->contact_row);

  g_settings_set_string (self->settings, LAGE_SETTINGS_MAP_CONTACT, contact);
}

static gboolean
is_proxy (const char *text)
{
  return *text == '\0' || lage_map_session_check_proxy (text, NULL);
}

static void
proxy_changed_cb (LageMapPage *self)
{
  g_autofree char *proxy = dup_text (self->proxy_row);

  if (is_proxy (proxy))
    gtk_widget_remove_css_class (GTK_WIDGET (self->proxy_row), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->proxy_row), "error");
}

static void
proxy_applied_cb (LageMapPage *self)
{
  g_autofree char *proxy = dup_text (self->proxy_row);

  if (is_proxy (proxy))
    g_settings_set_string (self->settings, LAGE_SETTINGS_MAP_PROXY, proxy);
}

static void
lage_map_page_dispose (GObject *object)
{
  LageMapPage *self = LAGE_MAP_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), LAGE_TYPE_MAP_PAGE);
  g_clear_object (&self->settings);
  g_clear_object (&self->maps);

  G_OBJECT_CLASS (lage_map_page_parent_class)->dispose (object);
}

static void
lage_map_page_class_init (LageMapPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lage_map_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/rescuemate/RescueMate/ui/lage-map-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LageMapPage, maps_row);
  gtk_widget_class_bind_template_child (widget_class, LageMapPage, overlays_row);
  gtk_widget_class_bind_template_child (widget_class, LageMapPage, contact_row);
  gtk_widget_class_bind_template_child (widget_class, LageMapPage, proxy_row);
  gtk_widget_class_bind_template_child (widget_class, LageMapPage, cache_spin);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, contact_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, proxy_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, proxy_changed_cb);
}

static void
lage_map_page_init (LageMapPage *self)
{
  g_autofree char *contact = NULL;
  g_autofree char *proxy = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->settings = g_settings_new (LAGE_APP_ID);
  self->maps = g_object_ref (lage_base_maps_get_default ());
  contact = g_settings_get_string (self->settings, LAGE_SETTINGS_MAP_CONTACT);
  proxy = g_settings_get_string (self->settings, LAGE_SETTINGS_MAP_PROXY);
  gtk_editable_set_text (GTK_EDITABLE (self->contact_row), contact);
  gtk_editable_set_text (GTK_EDITABLE (self->proxy_row), proxy);
  g_settings_bind (self->settings, LAGE_SETTINGS_MAP_CACHE_MIB, self->cache_spin, "value",
                   G_SETTINGS_BIND_DEFAULT);
  g_signal_connect_object (self->maps, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (lage_base_maps_get_model (self->maps), "items-changed",
                           G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
