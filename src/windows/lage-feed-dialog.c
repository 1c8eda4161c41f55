/* lage-feed-dialog.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-feed-dialog.h"

#include <glib/gi18n.h>

#include "lage-feed-test.h"
#include "lage-feed-words.h"

/**
 * LageFeedDialog:
 *
 * The form for a new feed or for changing one. It can only be saved when the feed could run; why it
 * could not is said below.
 */
struct _LageFeedDialog
{
  AdwWindow parent_instance;

  AdwEntryRow   *id_row;
  AdwEntryRow   *name_row;
  AdwComboRow   *format_row;
  AdwEntryRow   *uri_row;
  GtkLabel      *hint_label;
  GtkWidget     *interval_row;
  GtkSpinButton *interval_spin;
  GtkSpinButton *timeout_spin;
  GtkSwitch     *enabled_switch;
  GtkWidget     *add_option_button;
  GtkListBox    *options_box;
  GtkWidget     *test_button;
  GtkSpinner    *test_spinner;
  GtkLabel      *test_label;
  GtkWidget     *save_button;
  GtkLabel      *problem_label;

  LageSession   *session;
  LageFeed      *feed;    /* NULL for a new one */
  GCancellable  *testing; /* while a test runs */
  char          *example; /* the address that was proposed last */
  gboolean       is_filling;
};

G_DEFINE_FINAL_TYPE (LageFeedDialog, lage_feed_dialog, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_SAVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *
get_text (gpointer editable)
{
  return gtk_editable_get_text (GTK_EDITABLE (editable));
}

static char *
dup_trimmed (gpointer editable)
{
  return g_strstrip (g_strdup (get_text (editable)));
}

static const char *
get_format (LageFeedDialog *self)
{
  return lage_decoder_get_formats ()[adw_combo_row_get_selected (self->format_row)];
}

static void
read_options (LageFeedDialog *self,
              LageFeedConfig *config)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->options_box, i)) != NULL; i++)
    {
      g_autofree char *key = dup_trimmed (g_object_get_data (G_OBJECT (row), "key"));

      if (*key != '\0')
        lage_feed_config_set_option (config, key,
                                     get_text (g_object_get_data (G_OBJECT (row), "value")));
    }
}

static LageFeedConfig *
make_config (LageFeedDialog *self)
{
  g_autofree char *id = dup_trimmed (self->id_row);
  g_autofree char *uri = dup_trimmed (self->uri_row);
  LageFeedConfig *config = lage_feed_config_new (id, get_format (self), uri);

  g_free (config->name);
  config->name = dup_trimmed (self->name_row);
  config->is_enabled = gtk_switch_get_active (self->enabled_switch);
  config->interval_s = (guint) gtk_spin_button_get_value_as_int (self->interval_spin);
  config->timeout_s = (guint) gtk_spin_button_get_value_as_int (self->timeout_spin);
  read_options (self, config);
  return config;
}

/* What the decoder thinks of the options is found out by making one. */
static gboolean
has_good_options (const LageFeedConfig  *config,
                  GError               **error)
{
  g_autoptr(LageDecoder) decoder = lage_decoder_new (config, NULL, error);

  return decoder != NULL;
}

static gboolean
is_taken (LageFeedDialog *self,
          const char     *id)
{
  return self->feed == NULL
         && lage_feed_set_find (lage_session_get_feeds (self->session), id) != NULL;
}

static void
mark_error (GtkWidget *row,
            gboolean   is_wrong)
{
  if (is_wrong)
    gtk_widget_add_css_class (row, "error");
  else
    gtk_widget_remove_css_class (row, "error");
}

/* The sentence for people comes first, the engineers' words with the place behind it. */
static char *
find_problem (LageFeedDialog       *self,
              const LageFeedConfig *config)
{
  g_autoptr(GError) error = NULL;

  if (*config->id == '\0')
    return g_strdup (_("Give the feed an id: a short word that stands beside each of its values."));
  if (is_taken (self, config->id))
    /* Translators: id of a feed */
    return g_strdup_printf (_("There is a feed “%s” already."), config->id);
  if (*config->name == '\0')
    return g_strdup (_("Give the feed a name."));
  if (*config->uri == '\0')
    return g_strdup (_("Say where the data comes from."));
  if (!lage_feed_config_validate (config, &error) || !has_good_options (config, &error))
    /* Translators: followed by an error message */
    return g_strdup_printf (_("The feed could not run so. %s"), error->message);
  return NULL;
}

static void
show_problem (LageFeedDialog *self,
              const char     *problem)
{
  gtk_label_set_text (self->problem_label, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), problem != NULL);
}

static void
validate (LageFeedDialog *self)
{
  g_autoptr(LageFeedConfig) config = NULL;
  g_autofree char *problem = NULL;
  LageFeedWay way;

  if (self->is_filling)
    return;
  config = make_config (self);
  problem = find_problem (self, config);
  way = lage_feed_config_get_way (config);

  show_problem (self, problem);
  mark_error (GTK_WIDGET (self->uri_row), *config->uri != '\0' && way == LAGE_FEED_WAY_NONE);
  mark_error (GTK_WIDGET (self->id_row), is_taken (self, config->id));
  gtk_widget_set_sensitive (self->save_button, problem == NULL);
  gtk_widget_set_sensitive (self->test_button, problem == NULL && self->testing == NULL);
  gtk_widget_set_visible (self->interval_row, way == LAGE_FEED_WAY_HTTP
                                                || way == LAGE_FEED_WAY_FILE
                                                || way == LAGE_FEED_WAY_NONE);
}

/* A new feed begins with an address that shows the shape, until somebody writes another. */
static void
format_changed_cb (LageFeedDialog *self)
{
  const char *format = get_format (self);

  gtk_label_set_text (self->hint_label, lage_feed_words_get_hint (format));
  if (self->is_filling)
    return;
  if (self->feed == NULL && g_strcmp0 (get_text (self->uri_row), self->example) == 0)
    {
      g_autoptr(LageFeedConfig) usual = NULL;

      g_free (self->example);
      self->example = g_strdup (lage_feed_words_get_example (format));
      usual = lage_feed_config_new ("", format, self->example);
      gtk_editable_set_text (GTK_EDITABLE (self->uri_row), self->example);
      gtk_spin_button_set_value (self->timeout_spin, usual->timeout_s);
      gtk_spin_button_set_value (self->interval_spin, usual->interval_s);
    }
  validate (self);
}

static void
remove_option_cb (GtkButton *button,
                  gpointer   user_data)
{
  LageFeedDialog *self = user_data;

  gtk_list_box_remove (self->options_box,
                       gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_LIST_BOX_ROW));
  validate (self);
}

static GtkWidget *
make_option_entry (LageFeedDialog *self,
                   const char     *text,
                   const char     *label)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_signal_connect_object (entry, "changed", G_CALLBACK (validate), self, G_CONNECT_SWAPPED);
  return entry;
}

static GtkWidget *
append_option (LageFeedDialog *self,
               const char     *key_text,
               const char     *value_text)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *key = make_option_entry (self, key_text, _("Key"));
  GtkWidget *value = make_option_entry (self, value_text, _("Value"));
  GtkWidget *remove = gtk_button_new_from_icon_name ("edit-delete-symbolic");

  gtk_editable_set_width_chars (GTK_EDITABLE (key), 16);
  gtk_widget_set_hexpand (value, TRUE);
  gtk_widget_set_tooltip_text (remove, _("Remove this option"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Remove this option"), -1);
  gtk_widget_add_css_class (remove, "flat");
  g_signal_connect_object (remove, "clicked", G_CALLBACK (remove_option_cb), self, 0);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_widget_set_margin_start (box, 9);
  gtk_widget_set_margin_end (box, 6);
  gtk_box_append (GTK_BOX (box), key);
  gtk_box_append (GTK_BOX (box), value);
  gtk_box_append (GTK_BOX (box), remove);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  g_object_set_data (G_OBJECT (row), "key", key);
  g_object_set_data (G_OBJECT (row), "value", value);
  gtk_list_box_append (self->options_box, row);
  return key;
}

static void
add_option_cb (LageFeedDialog *self)
{
  gtk_widget_grab_focus (append_option (self, "", ""));
}

static void
tested_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(LageFeedDialog) self = user_data; /* the reference taken when asking */
  g_autoptr(LageFeedHealth) health = lage_feed_test_finish (LAGE_FEED (object), result, NULL);
  g_autofree char *text = NULL;

  if (health == NULL || self->test_label == NULL)
    return;
  g_clear_object (&self->testing);
  gtk_spinner_set_spinning (self->test_spinner, FALSE);
  text = lage_feed_test_describe (health);
  gtk_label_set_text (self->test_label, text);
  validate (self);
}

/* A port can be opened only once: where the feed listens there already, it is watched itself. */
static LageFeed *
make_feed_to_test (LageFeedDialog       *self,
                   const LageFeedConfig *config)
{
  if (self->feed != NULL && lage_feed_config_equal (lage_feed_get_config (self->feed), config))
    return g_object_ref (self->feed);
  return lage_feed_new (config, NULL, lage_session_get_clock (self->session));
}

static void
test_cb (LageFeedDialog *self)
{
  g_autoptr(LageFeedConfig) config = NULL;
  g_autoptr(LageFeed) feed = NULL;

  if (self->testing != NULL)
    return;
  config = make_config (self);
  feed = make_feed_to_test (self, config);
  self->testing = g_cancellable_new ();
  gtk_widget_set_sensitive (self->test_button, FALSE);
  gtk_spinner_set_spinning (self->test_spinner, TRUE);
  gtk_label_set_text (self->test_label, _("Testing…"));
  gtk_widget_set_visible (GTK_WIDGET (self->test_label), TRUE);
  lage_feed_test_async (feed, self->testing, tested_cb, g_object_ref (self));
}

static void
save_cb (LageFeedDialog *self)
{
  LageFeedSet *feeds = lage_session_get_feeds (self->session);
  g_autoptr(LageFeedConfig) config = NULL;
  g_autoptr(GError) error = NULL;
  gboolean is_taken_over;

  if (!gtk_widget_get_sensitive (self->save_button))
    return;
  config = make_config (self);
  is_taken_over = self->feed != NULL ? lage_feed_set_replace (feeds, config, &error)
                                     : lage_feed_set_add (feeds, config, &error) != NULL;
  if (!is_taken_over)
    {
      show_problem (self, error->message);
      return;
    }
  g_signal_emit (self, signals[SIGNAL_SAVED], 0);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
cancel_cb (LageFeedDialog *self)
{
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
fill_formats (LageFeedDialog *self)
{
  const char *const *formats = lage_decoder_get_formats ();
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; formats[i] != NULL; i++)
    gtk_string_list_append (names, lage_feed_words_get_format (formats[i]));
  adw_combo_row_set_model (self->format_row, G_LIST_MODEL (names));
}

static void
fill (LageFeedDialog *self)
{
  const LageFeedConfig *config = lage_feed_get_config (self->feed);
  const char *const *formats = lage_decoder_get_formats ();
  g_autoptr(GList) keys = g_list_sort (g_hash_table_get_keys (config->options),
                                       (GCompareFunc) g_strcmp0);

  gtk_editable_set_text (GTK_EDITABLE (self->id_row), config->id);
  gtk_widget_set_sensitive (GTK_WIDGET (self->id_row), FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), config->name);
  gtk_editable_set_text (GTK_EDITABLE (self->uri_row), config->uri);
  for (guint i = 0; formats[i] != NULL; i++)
    if (g_str_equal (formats[i], config->format))
      adw_combo_row_set_selected (self->format_row, i);
  gtk_spin_button_set_value (self->interval_spin, config->interval_s);
  gtk_spin_button_set_value (self->timeout_spin, config->timeout_s);
  gtk_switch_set_active (self->enabled_switch, config->is_enabled);
  for (const GList *l = keys; l != NULL; l = l->next)
    append_option (self, l->data, lage_feed_config_get_option (config, l->data));
  gtk_window_set_title (GTK_WINDOW (self), _("Change Feed"));
}

static void
lage_feed_dialog_dispose (GObject *object)
{
  LageFeedDialog *self = LAGE_FEED_DIALOG (object);

  g_cancellable_cancel (self->testing);
  g_clear_object (&self->testing);
  self->is_filling = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), LAGE_TYPE_FEED_DIALOG);
  self->test_label = NULL;
  g_clear_object (&self->feed);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (lage_feed_dialog_parent_class)->dispose (object);
}

static void
lage_feed_dialog_finalize (GObject *object)
{
  g_free (LAGE_FEED_DIALOG (object)->example);

  G_OBJECT_CLASS (lage_feed_dialog_parent_class)->finalize (object);
}

static void
lage_feed_dialog_class_init (LageFeedDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lage_feed_dialog_dispose;
  object_class->finalize = lage_feed_dialog_finalize;

  /**
   * LageFeedDialog::saved:
   *
   * The set of feeds has it; the key file is as before.
   */
  signals[SIGNAL_SAVED] = g_signal_new ("saved", LAGE_TYPE_FEED_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/rescuemate/RescueMate/ui/lage-feed-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LageFeedDialog, id_row);
  gtk_widget_class_bind_template_child (widget_class, LageFeedDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, LageFeedDialog, format_row);
  gtk_widget_class_bind_template_child (widget_class, LageFeedDialog, uri_row);
  gtk_widget_class_bind_template_child (widget_class, LageFeedDialog, hint_label);
  gtk_widget_class_bind_template_child (widget_class, LageFeedDialog, interval_row);
  gtk_widget_class_bind_template_child (widget_class, LageFeedDialog, interval_spin);
  gtk_widget_class_bind_template_child (widget_class, LageFeedDialog, timeout_spin);
  gtk_widget_class_bind_template_child (widget_class, LageFeedDialog, enabled_switch);
  gtk_widget_class_bind_template_child (widget_class, LageFeedDialog, add_option_button);
  gtk_widget_class_bind_template_child (widget_class, LageFeedDialog, options_box);
  gtk_widget_class_bind_template_child (widget_class, LageFeedDialog, test_button);
  gtk_widget_class_bind_template_child (widget_class, LageFeedDialog, test_spinner);
  gtk_widget_class_bind_template_child (widget_class, LageFeedDialog, test_label);
  gtk_widget_class_bind_template_child (widget_class, LageFeedDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, LageFeedDialog, problem_label);
  gtk_widget_class_bind_template_callback (widget_class, validate);
  gtk_widget_class_bind_template_callback (widget_class, format_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_option_cb);
  gtk_widget_class_bind_template_callback (widget_class, test_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
lage_feed_dialog_init (LageFeedDialog *self)
{
  self->is_filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_formats (self);
  self->example = g_strdup ("");
}

/**
 * lage_feed_dialog_new:
 * @session: the session
 * @feed: (nullable): the feed to change, NULL for a new one
 */
LageFeedDialog *
lage_feed_dialog_new (LageSession *session,
                      LageFeed    *feed)
{
  LageFeedDialog *self;

  g_return_val_if_fail (LAGE_IS_SESSION (session), NULL);
  g_return_val_if_fail (feed == NULL || LAGE_IS_FEED (feed), NULL);

  self = g_object_new (LAGE_TYPE_FEED_DIALOG, NULL);
  self->session = g_object_ref (session);
  if (feed != NULL)
    {
      self->feed = g_object_ref (feed);
      fill (self);
    }
  self->is_filling = FALSE;
  format_changed_cb (self);
  return self;
}
