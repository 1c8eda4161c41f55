/* lage-preferences.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-preferences.h"

#include <glib/gi18n.h>

#include "lage-feed-dialog.h"
#include "lage-feed-row.h"
#include "lage-format.h"
#include "lage-map-page.h"
#include "lage-settings.h"
#include "lage-ticker.h"

/**
 * LagePreferences:
 *
 * Who works here and how it looks; the feeds of the operation and how they go; the base map. All of
 * it takes effect at once.
 */
struct _LagePreferences
{
  AdwPreferencesWindow parent_instance;

  AdwEntryRow         *author_row;
  AdwComboRow         *scheme_row;
  AdwComboRow         *notation_row;
  AdwPreferencesPage  *feeds_page;
  AdwPreferencesGroup *problems_group;
  GtkLabel            *problems_label;
  AdwPreferencesGroup *feeds_group;
  GtkWidget           *add_feed_button;
  GtkWidget           *no_feeds_row;

  GSettings           *settings;
  LageSession         *session;
  LageTicker          *ticker;
  GPtrArray           *rows; /* of LageFeedRow, as the feeds of the set */
  gboolean             is_saving;
  gboolean             save_again;
};

G_DEFINE_FINAL_TYPE (LagePreferences, lage_preferences, ADW_TYPE_PREFERENCES_WINDOW)

/* In the order of the list. */
static const char *const schemes[] = { "system", "light", "dark" };

static void save_feeds (LagePreferences *self);

static void
add_toast (LagePreferences *self,
           const char      *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (self), adw_toast_new (markup));
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(LagePreferences) self = user_data; /* the reference taken when asking */
  g_autoptr(GError) error = NULL;
  gboolean is_saved = lage_feed_set_save_finish (LAGE_FEED_SET (object), result, &error);

  self->is_saving = FALSE;
  if (self->save_again)
    {
      save_feeds (self);
    }
  else if (!is_saved && self->feeds_page != NULL)
    {
      g_autofree char *text = g_strdup_printf (_("The feeds could not be saved: %s"),
                                               error->message);

      add_toast (self, text);
    }
}

/* One after the other: the last one written must be the last one asked for. */
static void
save_feeds (LagePreferences *self)
{
  self->save_again = self->is_saving;
  if (self->is_saving)
    return;
  self->is_saving = TRUE;
  lage_feed_set_save_async (lage_session_get_feeds (self->session), NULL, saved_cb,
                            g_object_ref (self));
}

static void
removal_answered_cb (LagePreferences  *self,
                     const char       *response,
                     AdwMessageDialog *dialog)
{
  const char *id = g_object_get_data (G_OBJECT (dialog), "feed");
  g_autoptr(GError) error = NULL;

  if (g_strcmp0 (response, "remove") != 0)
    return;
  if (lage_feed_set_remove (lage_session_get_feeds (self->session), id, &error))
    save_feeds (self);
  else
    add_toast (self, error->message);
}

static void
remove_feed_cb (LagePreferences *self,
                LageFeedRow     *row)
{
  const LageFeedConfig *config = lage_feed_get_config (lage_feed_row_get_feed (row));
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), NULL, NULL);
  AdwMessageDialog *message = ADW_MESSAGE_DIALOG (dialog);

  /* Translators: name of a feed */
  adw_message_dialog_format_heading (message, _("Remove “%s”?"), config->name);
  adw_message_dialog_set_body (message, _("What it has reported stays in the picture and ages. To "
                                          "stop it for a while, switch it off instead."));
  adw_message_dialog_add_responses (message, "cancel", _("_Cancel"), "remove", _("_Remove"), NULL);
  adw_message_dialog_set_response_appearance (message, "remove", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (message, "cancel");
  adw_message_dialog_set_close_response (message, "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "feed", g_strdup (config->id), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (removal_answered_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
open_feed_dialog (LagePreferences *self,
                  LageFeed        *feed)
{
  LageFeedDialog *dialog = lage_feed_dialog_new (self->session, feed);

  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (self));
  g_signal_connect_object (dialog, "saved", G_CALLBACK (save_feeds), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
add_feed_cb (LagePreferences *self)
{
  open_feed_dialog (self, NULL);
}

static void
edit_feed_cb (LagePreferences *self,
              LageFeedRow     *row)
{
  open_feed_dialog (self, lage_feed_row_get_feed (row));
}

static void
update_rows (LagePreferences *self)
{
  gint64 now_us = lage_clock_now_us (lage_session_get_clock (self->session));

  for (guint i = 0; i < self->rows->len; i++)
    lage_feed_row_update (self->rows->pdata[i], now_us);
}

static LageFeedRow *
make_row (LagePreferences *self,
          LageFeed        *feed)
{
  LageFeedRow *row = lage_feed_row_new (lage_session_get_feeds (self->session), feed);

  g_signal_connect_object (row, "changed", G_CALLBACK (save_feeds), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "edit", G_CALLBACK (edit_feed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "remove", G_CALLBACK (remove_feed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "problem", G_CALLBACK (add_toast), self, G_CONNECT_SWAPPED);
  return row;
}

/* A group only appends: what comes behind the change is made anew. */
static void
feeds_changed_cb (LagePreferences *self,
                  guint            position,
                  guint            n_removed,
                  guint            n_added,
                  GListModel      *feeds)
{
  while (self->rows->len > position)
    {
      adw_preferences_group_remove (self->feeds_group,
                                    self->rows->pdata[self->rows->len - 1]);
      g_ptr_array_remove_index (self->rows, self->rows->len - 1);
    }
  for (guint i = position; i < g_list_model_get_n_items (feeds); i++)
    {
      g_autoptr(LageFeed) feed = g_list_model_get_item (feeds, i);
      LageFeedRow *row = make_row (self, feed);

      g_ptr_array_add (self->rows, row);
      adw_preferences_group_add (self->feeds_group, GTK_WIDGET (row));
    }
  gtk_widget_set_visible (self->no_feeds_row, self->rows->len == 0);
  update_rows (self);
}

static void
author_applied_cb (LagePreferences *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->author_row));
  g_autofree char *author = g_strstrip (g_strdup (text));
  g_autofree char *signature = NULL;

  g_settings_set_string (self->settings, LAGE_SETTINGS_AUTHOR, author);
  signature = lage_settings_dup_author ();
  lage_session_set_author (self->session, signature);
}

static void
scheme_changed_cb (LagePreferences *self)
{
  guint selected = adw_combo_row_get_selected (self->scheme_row);

  if (self->settings == NULL || selected >= G_N_ELEMENTS (schemes))
    return;
  g_settings_set_string (self->settings, LAGE_SETTINGS_COLOR_SCHEME, schemes[selected]);
  lage_settings_apply_color_scheme ();
}

static void
notation_changed_cb (LagePreferences *self)
{
  guint selected = adw_combo_row_get_selected (self->notation_row);

  if (self->settings == NULL || selected >= LAGE_N_NOTATIONS)
    return;
  g_settings_set_string (self->settings, LAGE_SETTINGS_POSITION_NOTATION,
                         lage_notation_to_token ((LageNotation) selected));
  lage_settings_apply_notation ();
}

static void
fill_notations (LagePreferences *self)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < LAGE_N_NOTATIONS; i++)
    gtk_string_list_append (names, lage_format_notation ((LageNotation) i));
  adw_combo_row_set_model (self->notation_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->notation_row, lage_format_get_notation ());
}

static void
fill_general (LagePreferences *self)
{
  g_autoptr(GSettings) settings = g_settings_new (LAGE_APP_ID);
  g_autofree char *author = g_settings_get_string (settings, LAGE_SETTINGS_AUTHOR);
  g_autofree char *scheme = g_settings_get_string (settings, LAGE_SETTINGS_COLOR_SCHEME);

  gtk_editable_set_text (GTK_EDITABLE (self->author_row), author);
  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_str_equal (schemes[i], scheme))
      adw_combo_row_set_selected (self->scheme_row, i);
  fill_notations (self);
  self->settings = g_steal_pointer (&settings);
}

static void
show_problems (LagePreferences *self)
{
  const char *const *problems = lage_feed_set_get_problems (lage_session_get_feeds (self->session));
  g_autofree char *text = g_strjoinv ("\n", (char **) problems);

  gtk_label_set_text (self->problems_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->problems_group), *text != '\0');
}

static void
lage_preferences_dispose (GObject *object)
{
  LagePreferences *self = LAGE_PREFERENCES (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), LAGE_TYPE_PREFERENCES);
  self->feeds_page = NULL;
  g_clear_object (&self->ticker);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (lage_preferences_parent_class)->dispose (object);
}

static void
lage_preferences_finalize (GObject *object)
{
  LagePreferences *self = LAGE_PREFERENCES (object);

  g_ptr_array_unref (self->rows);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (lage_preferences_parent_class)->finalize (object);
}

static void
lage_preferences_class_init (LagePreferencesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lage_preferences_dispose;
  object_class->finalize = lage_preferences_finalize;

  g_type_ensure (LAGE_TYPE_MAP_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/rescuemate/RescueMate/ui/lage-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, LagePreferences, author_row);
  gtk_widget_class_bind_template_child (widget_class, LagePreferences, scheme_row);
  gtk_widget_class_bind_template_child (widget_class, LagePreferences, notation_row);
  gtk_widget_class_bind_template_child (widget_class, LagePreferences, feeds_page);
  gtk_widget_class_bind_template_child (widget_class, LagePreferences, problems_group);
  gtk_widget_class_bind_template_child (widget_class, LagePreferences, problems_label);
  gtk_widget_class_bind_template_child (widget_class, LagePreferences, feeds_group);
  gtk_widget_class_bind_template_child (widget_class, LagePreferences, add_feed_button);
  gtk_widget_class_bind_template_child (widget_class, LagePreferences, no_feeds_row);
  gtk_widget_class_bind_template_callback (widget_class, author_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, scheme_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, notation_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_feed_cb);
}

static void
lage_preferences_init (LagePreferences *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lage_preferences_new:
 * @session: the session
 */
LagePreferences *
lage_preferences_new (LageSession *session)
{
  LagePreferences *self;
  LageFeedSet *feeds;

  g_return_val_if_fail (LAGE_IS_SESSION (session), NULL);

  self = g_object_new (LAGE_TYPE_PREFERENCES, NULL);
  self->session = g_object_ref (session);
  fill_general (self);

  feeds = lage_session_get_feeds (session);
  g_signal_connect_object (feeds, "items-changed", G_CALLBACK (feeds_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (feeds, "health-changed", G_CALLBACK (update_rows), self,
                           G_CONNECT_SWAPPED);
  feeds_changed_cb (self, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (feeds)),
                    G_LIST_MODEL (feeds));
  show_problems (self);

  self->ticker = lage_ticker_new (lage_session_get_clock (session));
  g_signal_connect_object (self->ticker, "tick", G_CALLBACK (update_rows), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * lage_preferences_show_feeds:
 * @self: the preferences
 *
 * Turns to the page of the feeds.
 */
void
lage_preferences_show_feeds (LagePreferences *self)
{
  g_return_if_fail (LAGE_IS_PREFERENCES (self));

  adw_preferences_window_set_visible_page (ADW_PREFERENCES_WINDOW (self), self->feeds_page);
}
