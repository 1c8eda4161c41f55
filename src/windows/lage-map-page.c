/* lage-map-page.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-map-page.h"

#include <glib/gi18n.h>

#include "lage-settings.h"

/**
 * LageMapPage:
 *
 * The choice of the base map: the embedded one, a file or a tile server. What is chosen is shown at
 * once; where it can't be, the page says why and the embedded map stays.
 */
struct _LageMapPage
{
  AdwPreferencesPage parent_instance;

  GtkCheckButton       *embedded_check;
  GtkCheckButton       *file_check;
  GtkCheckButton       *server_check;
  AdwActionRow         *file_row;
  AdwEntryRow          *url_row;
  AdwEntryRow          *credit_row;
  GtkLabel             *problem_label;
  GtkWidget            *problem_group;

  GSettings            *settings;
  LageMapView          *view;
  GSignalGroup         *source_signals;
  GCancellable         *applying;
  GtkFileChooserNative *chooser;
  char                 *path; /* of the file, also while something else is shown */
  gboolean              is_filling;
};

G_DEFINE_FINAL_TYPE (LageMapPage, lage_map_page, ADW_TYPE_PREFERENCES_PAGE)

static void
show_problem (LageMapPage *self,
              const char  *problem)
{
  gtk_label_set_text (self->problem_label, problem != NULL ? problem : "");
  gtk_widget_set_visible (self->problem_group, problem != NULL);
}

/* What the map shows is not always what was chosen. */
static void
update_status (LageMapPage *self)
{
  g_autofree char *base_map = g_settings_get_string (self->settings, LAGE_SETTINGS_BASE_MAP);
  LageTileSource *wanted = lage_map_view_get_tile_source (self->view);

  if (wanted != NULL && !lage_tile_source_get_is_reachable (wanted))
    show_problem (self, _("The tile server is not reached at the moment; the embedded map is shown "
                          "until it answers."));
  else if (wanted == NULL && *base_map != '\0'
           && lage_map_view_get_shown_source (self->view) != NULL)
    show_problem (self, _("The chosen map could not be opened; the embedded one is shown "
                          "instead."));
  else
    show_problem (self, NULL);
}

static void
watch_source (LageMapPage *self)
{
  g_signal_group_set_target (self->source_signals, lage_map_view_get_tile_source (self->view));
  update_status (self);
}

static void
applied_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(LageMapPage) self = user_data; /* the reference taken when asking */
  g_autoptr(GError) error = NULL;
  gboolean is_applied = lage_settings_apply_base_map_finish (LAGE_MAP_VIEW (object), result,
                                                             &error);

  if (self->problem_label == NULL || self->view == NULL
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (!is_applied)
    {
      /* Translators: followed by an error message */
      g_autofree char *text = g_strdup_printf (_("This map cannot be shown; the embedded one is "
                                                 "shown instead. %s"), error->message);

      show_problem (self, text);
    }
  else
    {
      watch_source (self);
    }
}

static void
apply (LageMapPage *self,
       const char  *base_map)
{
  g_autofree char *credit = g_strstrip (g_strdup (gtk_editable_get_text (
                                                    GTK_EDITABLE (self->credit_row))));

  g_settings_set_string (self->settings, LAGE_SETTINGS_BASE_MAP, base_map);
  g_settings_set_string (self->settings, LAGE_SETTINGS_BASE_MAP_CREDIT, credit);
  show_problem (self, NULL);
  if (self->view == NULL)
    return;
  g_cancellable_cancel (self->applying);
  g_clear_object (&self->applying);
  self->applying = g_cancellable_new ();
  lage_settings_apply_base_map_async (self->view, self->applying, applied_cb, g_object_ref (self));
}

static void
apply_file (LageMapPage *self)
{
  if (self->path != NULL)
    apply (self, self->path);
  else
    show_problem (self, _("Choose a file first."));
}

static void
apply_server (LageMapPage *self)
{
  g_autofree char *address = g_strstrip (g_strdup (gtk_editable_get_text (
                                                     GTK_EDITABLE (self->url_row))));
  g_autoptr(GError) error = NULL;

  if (*address == '\0')
    show_problem (self, _("Enter the address of the tile server first."));
  else if (lage_settings_check_tile_server (address, &error))
    apply (self, address);
  else
    {
      /* Translators: followed by an error message */
      g_autofree char *text = g_strdup_printf (_("This is not the address of a tile server: it "
                                                 "needs {z}, {x} and {y}. %s"), error->message);

      show_problem (self, text);
    }
}

static void
choice_changed_cb (LageMapPage    *self,
                   GParamSpec     *pspec,
                   GtkCheckButton *check)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->url_row),
                            gtk_check_button_get_active (self->server_check));
  gtk_widget_set_sensitive (GTK_WIDGET (self->credit_row),
                            gtk_check_button_get_active (self->server_check));
  if (self->is_filling || !gtk_check_button_get_active (check))
    return;
  if (check == self->embedded_check)
    apply (self, "");
  else if (check == self->file_check)
    apply_file (self);
  else
    apply_server (self);
}

static void
server_applied_cb (LageMapPage *self)
{
  if (gtk_check_button_get_active (self->server_check))
    apply_server (self);
}

static void
show_path (LageMapPage *self)
{
  adw_action_row_set_subtitle (self->file_row, self->path != NULL ? self->path
                                                                  : _("No file chosen"));
}

static void
chosen_cb (LageMapPage *self,
           int          response)
{
  g_autoptr(GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  g_clear_object (&self->chooser);
  path = file != NULL ? g_file_get_path (file) : NULL;
  if (path == NULL)
    return;
  g_free (self->path);
  self->path = g_steal_pointer (&path);
  show_path (self);
  if (gtk_check_button_get_active (self->file_check))
    apply_file (self);
  else
    gtk_check_button_set_active (self->file_check, TRUE);
}

static void
choose_cb (LageMapPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();

  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_("Choose Map File"), GTK_WINDOW (root),
                                               GTK_FILE_CHOOSER_ACTION_OPEN, _("_Open"), NULL);
  gtk_file_filter_set_name (filter, _("MBTiles files"));
  gtk_file_filter_add_suffix (filter, "mbtiles");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
fill (LageMapPage *self)
{
  g_autofree char *base_map = g_settings_get_string (self->settings, LAGE_SETTINGS_BASE_MAP);
  g_autofree char *credit = g_settings_get_string (self->settings, LAGE_SETTINGS_BASE_MAP_CREDIT);
  GtkCheckButton *check = self->embedded_check;

  gtk_editable_set_text (GTK_EDITABLE (self->credit_row), credit);
  if (lage_settings_is_tile_server (base_map))
    {
      gtk_editable_set_text (GTK_EDITABLE (self->url_row), base_map);
      check = self->server_check;
    }
  else if (*base_map != '\0')
    {
      self->path = g_strdup (base_map);
      check = self->file_check;
    }
  show_path (self);
  gtk_check_button_set_active (check, TRUE);
}

static void
lage_map_page_dispose (GObject *object)
{
  LageMapPage *self = LAGE_MAP_PAGE (object);

  g_clear_object (&self->source_signals);
  g_clear_object (&self->applying);
  g_clear_object (&self->chooser);
  self->is_filling = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), LAGE_TYPE_MAP_PAGE);
  self->problem_label = NULL;
  g_clear_object (&self->view);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (lage_map_page_parent_class)->dispose (object);
}

static void
lage_map_page_finalize (GObject *object)
{
  g_free (LAGE_MAP_PAGE (object)->path);

  G_OBJECT_CLASS (lage_map_page_parent_class)->finalize (object);
}

static void
lage_map_page_class_init (LageMapPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lage_map_page_dispose;
  object_class->finalize = lage_map_page_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/rescuemate/RescueMate/ui/lage-map-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LageMapPage, embedded_check);
  gtk_widget_class_bind_template_child (widget_class, LageMapPage, file_check);
  gtk_widget_class_bind_template_child (widget_class, LageMapPage, server_check);
  gtk_widget_class_bind_template_child (widget_class, LageMapPage, file_row);
  gtk_widget_class_bind_template_child (widget_class, LageMapPage, url_row);
  gtk_widget_class_bind_template_child (widget_class, LageMapPage, credit_row);
  gtk_widget_class_bind_template_child (widget_class, LageMapPage, problem_label);
  gtk_widget_class_bind_template_child (widget_class, LageMapPage, problem_group);
  gtk_widget_class_bind_template_callback (widget_class, choice_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, server_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
}

static void
lage_map_page_init (LageMapPage *self)
{
  self->is_filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->settings = g_settings_new (LAGE_APP_ID);
  self->source_signals = g_signal_group_new (LAGE_TYPE_TILE_SOURCE);
  g_signal_group_connect_swapped (self->source_signals, "notify::is-reachable",
                                  G_CALLBACK (update_status), self);
  fill (self);
  self->is_filling = FALSE;
}

/**
 * lage_map_page_set_view:
 * @self: the page
 * @view: (nullable): the map that shows what is chosen
 */
void
lage_map_page_set_view (LageMapPage *self,
                        LageMapView *view)
{
  g_return_if_fail (LAGE_IS_MAP_PAGE (self));
  g_return_if_fail (view == NULL || LAGE_IS_MAP_VIEW (view));

  if (g_set_object (&self->view, view) && view != NULL)
    watch_source (self);
}
