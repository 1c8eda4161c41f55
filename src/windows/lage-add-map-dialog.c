/* lage-add-map-dialog.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-add-map-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "lage-base-map-words.h"
#include "lage-mbtiles-source.h"
#include "lage-search-key.h"
#include "lage-server-probe.h"

/* One layer of the server, in the list; it belongs to the capabilities. */
#define LAGE_TYPE_OFFER (lage_offer_get_type ())

G_DECLARE_FINAL_TYPE (LageOffer, lage_offer, LAGE, OFFER, GObject)

struct _LageOffer
{
  GObject parent_instance;

  const LageOfferedLayer *layer;
  char                   *search_key;
};

G_DEFINE_FINAL_TYPE (LageOffer, lage_offer, G_TYPE_OBJECT)

/**
 * LageAddMapDialog:
 *
 * Adds a map: an address is pasted, the server says what it has, a layer of it is chosen. A file
 * is opened instead. Nobody is asked before a person says so.
 */
struct _LageAddMapDialog
{
  AdwWindow parent_instance;

  GtkWidget            *add_button;
  AdwEntryRow          *address_row;
  GtkWidget            *look_button;
  GtkLabel             *problem_label;
  GtkStack             *pages;
  GtkSpinner           *spinner;
  GtkLabel             *server_label;
  GtkLabel             *terms_label;
  GtkWidget            *filter_entry;
  GtkListView          *list_view;
  AdwEntryRow          *name_row;
  AdwEntryRow          *credit_row;
  AdwComboRow          *style_row;
  AdwComboRow          *role_row;

  LageBaseMaps         *maps;
  LageCapabilities     *capabilities; /* (nullable) */
  GtkFilter            *filter;
  GtkSingleSelection   *selection;
  char                 *needle;       /* folded */
  GCancellable         *cancellable;
  GtkFileChooserNative *chooser;
  char                 *path;         /* of the file that is being opened */
};

G_DEFINE_FINAL_TYPE (LageAddMapDialog, lage_add_map_dialog, ADW_TYPE_WINDOW)

static void
lage_offer_finalize (GObject *object)
{
  g_free (LAGE_OFFER (object)->search_key);

  G_OBJECT_CLASS (lage_offer_parent_class)->finalize (object);
}

static void
lage_offer_class_init (LageOfferClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lage_offer_finalize;
}

static void
lage_offer_init (LageOffer *self)
{
}

static void
show_problem (LageAddMapDialog *self,
              const char       *problem)
{
  gtk_label_set_text (self->problem_label, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), problem != NULL);
}

static void
show_page (LageAddMapDialog *self,
           const char       *name)
{
  gtk_stack_set_visible_child_name (self->pages, name);
  gtk_spinner_set_spinning (self->spinner, g_str_equal (name, "busy"));
}

static const LageOfferedLayer *
get_layer (LageAddMapDialog *self)
{
  LageOffer *offer = self->selection != NULL
                     ? gtk_single_selection_get_selected_item (self->selection) : NULL;

  return offer != NULL && self->capabilities != NULL ? offer->layer : NULL;
}

static void
update (LageAddMapDialog *self)
{
  const LageOfferedLayer *layer = get_layer (self);
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->name_row));

  gtk_widget_set_sensitive (self->add_button, layer != NULL && layer->spec != NULL
                                              && *name != '\0');
}

static void
layer_chosen_cb (LageAddMapDialog *self)
{
  const LageOfferedLayer *layer = get_layer (self);
  g_autoptr(GtkStringList) styles = gtk_string_list_new (NULL);

  if (layer != NULL && layer->spec != NULL)
    {
      const char *credit = layer->spec->attribution;

      for (guint i = 0; i < layer->styles->len; i++)
        {
          const LageOfferedStyle *style = g_ptr_array_index (layer->styles, i);

          gtk_string_list_append (styles, style->title != NULL ? style->title : style->name);
        }
      gtk_editable_set_text (GTK_EDITABLE (self->name_row), layer->title);
      gtk_editable_set_text (GTK_EDITABLE (self->credit_row), credit != NULL ? credit : "");
    }
  adw_combo_row_set_model (self->style_row, G_LIST_MODEL (styles));
  gtk_widget_set_visible (GTK_WIDGET (self->style_row),
                          g_list_model_get_n_items (G_LIST_MODEL (styles)) > 1);
  update (self);
}

static gboolean
matches (gpointer item,
         gpointer user_data)
{
  LageAddMapDialog *self = user_data;

  return self->needle == NULL || strstr (LAGE_OFFER (item)->search_key, self->needle) != NULL;
}

static void
filter_changed_cb (LageAddMapDialog *self)
{
  g_free (self->needle);
  self->needle = lage_search_key (gtk_editable_get_text (GTK_EDITABLE (self->filter_entry)));
  if (self->filter != NULL)
    gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

static void
setup_row_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *label = gtk_label_new (NULL);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      if (i == 1)
        {
          gtk_widget_add_css_class (label, "caption");
          gtk_widget_add_css_class (label, "dim-label");
          gtk_label_set_wrap (GTK_LABEL (label), TRUE);
          gtk_label_set_lines (GTK_LABEL (label), 2);
        }
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_list_item_set_child (item, box);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *item)
{
  const LageOfferedLayer *layer = LAGE_OFFER (gtk_list_item_get_item (item))->layer;
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *title = gtk_widget_get_first_child (box);
  GtkWidget *detail = gtk_widget_get_next_sibling (title);
  g_autofree char *reason =
    layer->spec == NULL ? lage_base_map_words_make_reason (layer) : NULL;
  const char *text = reason != NULL ? reason : layer->path;

  gtk_label_set_text (GTK_LABEL (title), layer->title);
  gtk_label_set_text (GTK_LABEL (detail), text != NULL ? text : "");
  gtk_widget_set_visible (detail, text != NULL);
  gtk_widget_set_sensitive (title, reason == NULL);
}

static void
fill_list (LageAddMapDialog *self)
{
  g_autoptr(GListStore) store = g_list_store_new (LAGE_TYPE_OFFER);
  g_autoptr(GPtrArray) offers = g_ptr_array_new_with_free_func (g_object_unref);
  GtkFilterListModel *filtered;

  for (guint i = 0; i < self->capabilities->layers->len; i++)
    {
      const LageOfferedLayer *layer = g_ptr_array_index (self->capabilities->layers, i);
      LageOffer *offer = g_object_new (LAGE_TYPE_OFFER, NULL);
      g_autofree char *text = g_strconcat (layer->title, " ", layer->path, NULL);

      offer->layer = layer;
      offer->search_key = lage_search_key (text);
      g_ptr_array_add (offers, offer);
    }
  g_list_store_splice (store, 0, 0, offers->pdata, offers->len);

  g_clear_object (&self->filter);
  g_clear_object (&self->selection);
  self->filter = GTK_FILTER (gtk_custom_filter_new (matches, self, NULL));
  filtered = gtk_filter_list_model_new (G_LIST_MODEL (g_steal_pointer (&store)),
                                        g_object_ref (self->filter));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (filtered));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (layer_chosen_cb),
                           self, G_CONNECT_SWAPPED);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
}

/* Takes the capabilities. */
static void
show_offers (LageAddMapDialog *self,
             LageCapabilities *capabilities)
{
  g_autofree char *terms = lage_base_map_words_make_terms (capabilities);

  gtk_list_view_set_model (self->list_view, NULL);
  g_clear_pointer (&self->capabilities, lage_capabilities_free);
  self->capabilities = capabilities;
  gtk_editable_set_text (GTK_EDITABLE (self->filter_entry), "");
  g_clear_pointer (&self->needle, g_free);
  fill_list (self);

  gtk_label_set_text (self->server_label, capabilities->title != NULL ? capabilities->title : "");
  gtk_label_set_text (self->terms_label, terms);
  gtk_widget_set_visible (GTK_WIDGET (self->terms_label), *terms != '\0');
  gtk_widget_set_visible (self->filter_entry, capabilities->layers->len > 8);
  adw_combo_row_set_selected (self->role_row, capabilities->service == LAGE_SERVICE_WMS ? 0 : 1);
  show_page (self, "choose");
  layer_chosen_cb (self);
}

static void
probed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(LageAddMapDialog) self = user_data; /* the reference taken when asking */
  g_autoptr(GError) error = NULL;
  g_autofree char *problem = NULL;
  LageCapabilities *capabilities = lage_server_probe_finish (result, &error);

  if (capabilities != NULL && self->maps != NULL)
    {
      show_offers (self, capabilities);
      return;
    }
  if (capabilities != NULL)
    lage_capabilities_free (capabilities);
  if (error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || self->maps == NULL)
    return;

  problem = lage_base_map_words_make_problem (error);
  show_problem (self, problem);
  show_page (self, "ask");
  gtk_widget_grab_focus (GTK_WIDGET (self->address_row));
}

static void
stop (LageAddMapDialog *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
stop_cb (LageAddMapDialog *self)
{
  stop (self);
  show_page (self, "ask");
}

static char *
dup_address (LageAddMapDialog *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->address_row))));
}

static void
look_cb (LageAddMapDialog *self)
{
  g_autofree char *address = dup_address (self);

  if (*address == '\0')
    return;
  stop (self);
  self->cancellable = g_cancellable_new ();
  show_problem (self, NULL);
  show_page (self, "busy");
  gtk_widget_set_sensitive (self->add_button, FALSE);
  lage_server_probe_async (lage_base_maps_get_session (self->maps), address, self->cancellable,
                           probed_cb, g_object_ref (self));
}

static void
address_changed_cb (LageAddMapDialog *self)
{
  g_autofree char *address = dup_address (self);

  gtk_widget_set_sensitive (self->look_button, *address != '\0');
}

static void
file_opened_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(LageAddMapDialog) self = user_data; /* the reference taken when asking */
  g_autoptr(GError) error = NULL;
  g_autoptr(LageMbtilesSource) source = lage_mbtiles_source_new_finish (result, &error);
  g_autoptr(LageSourceSpec) spec = NULL;
  LageTileSource *tiles;

  if (self->maps == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  show_page (self, "ask");
  if (source == NULL)
    {
      /* Translators: followed by an error message */
      g_autofree char *text = g_strdup_printf (_("This file cannot be shown. %s"), error->message);

      show_problem (self, text);
      return;
    }

  tiles = LAGE_TILE_SOURCE (source);
  spec = lage_source_spec_new (LAGE_SERVICE_FILE, lage_tile_source_get_name (tiles),
                               self->path);
  spec->attribution = g_strdup (lage_tile_source_get_attribution (tiles));
  show_offers (self, lage_capabilities_new_for_spec (g_steal_pointer (&spec)));
}

static void
open_file (LageAddMapDialog *self,
           const char       *path)
{
  stop (self);
  self->cancellable = g_cancellable_new ();
  show_problem (self, NULL);
  show_page (self, "busy");
  g_free (self->path);
  self->path = g_strdup (path);
  lage_mbtiles_source_new_async (path, self->cancellable, file_opened_cb, g_object_ref (self));
}

static void
file_chosen_cb (LageAddMapDialog *self,
                int               response)
{
  g_autoptr(GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  g_clear_object (&self->chooser);
  path = file != NULL ? g_file_get_path (file) : NULL;
  if (path != NULL)
    open_file (self, path);
}

static void
file_cb (LageAddMapDialog *self)
{
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();

  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_("Choose Map File"), GTK_WINDOW (self),
                                               GTK_FILE_CHOOSER_ACTION_OPEN, _("_Open"), NULL);
  gtk_file_filter_set_name (filter, _("MBTiles files"));
  gtk_file_filter_add_suffix (filter, "mbtiles");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (file_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
add_cb (LageAddMapDialog *self)
{
  const LageOfferedLayer *layer = get_layer (self);
  gboolean is_overlay = adw_combo_row_get_selected (self->role_row) == 0;
  guint style = adw_combo_row_get_selected (self->style_row);
  const char *credit = gtk_editable_get_text (GTK_EDITABLE (self->credit_row));
  g_autoptr(LageSourceSpec) spec = NULL;
  LageBaseMap *map;

  if (layer == NULL || layer->spec == NULL)
    return;

  spec = lage_source_spec_copy (layer->spec);
  g_free (spec->name);
  spec->name = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row)));
  g_free (spec->attribution);
  spec->attribution = *credit != '\0' ? g_strdup (credit) : NULL;
  if (layer->styles->len > 1 && style < layer->styles->len)
    {
      g_free (spec->style);
      spec->style = g_strdup (((LageOfferedStyle *) g_ptr_array_index (layer->styles, style))->name);
    }

  map = lage_base_maps_add (self->maps, spec, is_overlay);
  if (!is_overlay)
    lage_base_maps_set_base (self->maps, map);
  gtk_window_close (GTK_WINDOW (self));
}

static void
activated_cb (LageAddMapDialog *self)
{
  add_cb (self);
}

static void
cancel_cb (LageAddMapDialog *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static void
lage_add_map_dialog_dispose (GObject *object)
{
  LageAddMapDialog *self = LAGE_ADD_MAP_DIALOG (object);

  stop (self);
  if (self->list_view != NULL)
    gtk_list_view_set_model (self->list_view, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), LAGE_TYPE_ADD_MAP_DIALOG);
  self->list_view = NULL;
  g_clear_object (&self->selection);
  g_clear_object (&self->filter);
  g_clear_object (&self->chooser);
  g_clear_object (&self->maps);

  G_OBJECT_CLASS (lage_add_map_dialog_parent_class)->dispose (object);
}

static void
lage_add_map_dialog_finalize (GObject *object)
{
  LageAddMapDialog *self = LAGE_ADD_MAP_DIALOG (object);

  g_clear_pointer (&self->capabilities, lage_capabilities_free);
  g_free (self->needle);
  g_free (self->path);

  G_OBJECT_CLASS (lage_add_map_dialog_parent_class)->finalize (object);
}

static void
lage_add_map_dialog_class_init (LageAddMapDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lage_add_map_dialog_dispose;
  object_class->finalize = lage_add_map_dialog_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/rescuemate/RescueMate/ui/"
                                                             "lage-add-map-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LageAddMapDialog, add_button);
  gtk_widget_class_bind_template_child (widget_class, LageAddMapDialog, address_row);
  gtk_widget_class_bind_template_child (widget_class, LageAddMapDialog, look_button);
  gtk_widget_class_bind_template_child (widget_class, LageAddMapDialog, problem_label);
  gtk_widget_class_bind_template_child (widget_class, LageAddMapDialog, pages);
  gtk_widget_class_bind_template_child (widget_class, LageAddMapDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, LageAddMapDialog, server_label);
  gtk_widget_class_bind_template_child (widget_class, LageAddMapDialog, terms_label);
  gtk_widget_class_bind_template_child (widget_class, LageAddMapDialog, filter_entry);
  gtk_widget_class_bind_template_child (widget_class, LageAddMapDialog, list_view);
  gtk_widget_class_bind_template_child (widget_class, LageAddMapDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, LageAddMapDialog, credit_row);
  gtk_widget_class_bind_template_child (widget_class, LageAddMapDialog, style_row);
  gtk_widget_class_bind_template_child (widget_class, LageAddMapDialog, role_row);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, look_cb);
  gtk_widget_class_bind_template_callback (widget_class, address_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, file_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
lage_add_map_dialog_init (LageAddMapDialog *self)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), NULL);
  gtk_list_view_set_factory (self->list_view, factory);
}

/**
 * lage_add_map_dialog_new:
 * @maps: the maps of the user, to which one is added
 */
GtkWindow *
lage_add_map_dialog_new (LageBaseMaps *maps)
{
  LageAddMapDialog *self;

  g_return_val_if_fail (LAGE_IS_BASE_MAPS (maps), NULL);

  self = g_object_new (LAGE_TYPE_ADD_MAP_DIALOG, NULL);
  self->maps = g_object_ref (maps);
  gtk_widget_grab_focus (GTK_WIDGET (self->address_row));

  return GTK_WINDOW (self);
}
