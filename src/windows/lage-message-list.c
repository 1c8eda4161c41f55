/* lage-message-list.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-message-list.h"

#include <glib/gi18n.h>

#include "lage-format.h"

#define MAX_MESSAGES 200

/**
 * LageMessageList:
 *
 * What the feeds had to complain of, all feeds together, newest first: when, which feed, what and
 * where, and how often in a row.
 */
struct _LageMessageList
{
  GtkWidget parent_instance;

  GtkWidget   *scroller;
  GtkListBox  *list;
  LageFeedSet *feeds;
  LageTicker  *ticker;
  guint        n_messages;
  guint        fingerprint;
};

G_DEFINE_FINAL_TYPE (LageMessageList, lage_message_list, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_N_MESSAGES,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

typedef struct
{
  const char            *feed;
  const LageFeedProblem *problem;
} Message;

static int
compare_messages (gconstpointer a,
                  gconstpointer b)
{
  gint64 first_us = ((const Message *) a)->problem->time_us;
  gint64 second_us = ((const Message *) b)->problem->time_us;

  return first_us > second_us ? -1 : first_us < second_us;
}

static GArray *
collect (LageMessageList *self)
{
  GArray *messages = g_array_new (FALSE, FALSE, sizeof (Message));
  guint n_feeds = g_list_model_get_n_items (G_LIST_MODEL (self->feeds));

  for (guint i = 0; i < n_feeds; i++)
    {
      g_autoptr(LageFeed) feed = g_list_model_get_item (G_LIST_MODEL (self->feeds), i);
      const LageFeedHealth *health = lage_feed_get_health (feed);
      const LageFeedConfig *config = lage_feed_get_config (feed);

      for (guint k = 0; k < health->problems->len; k++)
        {
          Message message = { config->name != NULL ? config->name : config->id,
                              g_ptr_array_index (health->problems, k) };

          g_array_append_val (messages, message);
        }
    }
  g_array_sort (messages, compare_messages);
  return messages;
}

static GtkWidget *
make_row (const Message *message,
          gint64         now_us)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *head = gtk_label_new (NULL);
  GtkWidget *body = gtk_label_new (message->problem->text);
  g_autofree char *time = lage_format_time (message->problem->time_us, now_us);
  g_autofree char *title = NULL;

  if (message->problem->n_times > 1)
    /* Translators: time, feed, and how often in a row: "06:12 · Gauges · 4 times" */
    title = g_strdup_printf (ngettext ("%s · %s · %u time", "%s · %s · %u times",
                                       message->problem->n_times),
                             time, message->feed, message->problem->n_times);
  else
    title = g_strjoin (" · ", time, message->feed, NULL);
  gtk_label_set_text (GTK_LABEL (head), title);
  gtk_label_set_xalign (GTK_LABEL (head), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (head), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (head, "caption-heading");
  gtk_label_set_xalign (GTK_LABEL (body), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (body), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (body), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (body), TRUE);
  gtk_widget_add_css_class (body, "caption");
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), body);
  gtk_widget_add_css_class (box, "field");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  return row;
}

static guint
make_fingerprint (GArray *messages)
{
  guint hash = messages->len;

  for (guint i = 0; i < messages->len; i++)
    {
      const LageFeedProblem *problem = g_array_index (messages, Message, i).problem;

      hash = hash * 31 + g_int64_hash (&problem->time_us) + problem->n_times;
    }
  return hash;
}

static void
update (LageMessageList *self)
{
  g_autoptr(GArray) messages = collect (self);
  guint fingerprint = make_fingerprint (messages);
  gint64 now_us = lage_ticker_get_now_us (self->ticker);
  GtkWidget *row;

  if (self->n_messages != messages->len)
    {
      self->n_messages = messages->len;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_MESSAGES]);
    }
  if (fingerprint == self->fingerprint || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  self->fingerprint = fingerprint;
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL
         && GTK_IS_LIST_BOX_ROW (row))
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < MIN (messages->len, MAX_MESSAGES); i++)
    gtk_list_box_append (self->list, make_row (&g_array_index (messages, Message, i), now_us));
}

static void
lage_message_list_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_N_MESSAGES:
      g_value_set_uint (value, LAGE_MESSAGE_LIST (object)->n_messages);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lage_message_list_dispose (GObject *object)
{
  LageMessageList *self = LAGE_MESSAGE_LIST (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->feeds);
  g_clear_object (&self->ticker);

  G_OBJECT_CLASS (lage_message_list_parent_class)->dispose (object);
}

static void
lage_message_list_class_init (LageMessageListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lage_message_list_dispose;
  object_class->get_property = lage_message_list_get_property;

  /**
   * LageMessageList:n-messages:
   *
   * How many messages there are.
   */
  properties[PROP_N_MESSAGES] =
    g_param_spec_uint ("n-messages", NULL, NULL, 0, G_MAXUINT, 0,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
lage_message_list_init (LageMessageList *self)
{
  GtkWidget *empty = gtk_label_new (_("No feed has complained"));

  gtk_widget_add_css_class (empty, "dim-label");
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_list_box_set_placeholder (self->list, empty);
  gtk_widget_set_margin_top (empty, 24);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Messages of the feeds"), -1);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->list));
  gtk_widget_set_vexpand (self->scroller, TRUE);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

/**
 * lage_message_list_set_feeds:
 * @self: the list
 * @feeds: the feeds; set once
 * @ticker: when to look for new messages
 */
void
lage_message_list_set_feeds (LageMessageList *self,
                             LageFeedSet     *feeds,
                             LageTicker      *ticker)
{
  g_return_if_fail (LAGE_IS_MESSAGE_LIST (self));
  g_return_if_fail (self->feeds == NULL);

  self->feeds = g_object_ref (feeds);
  self->ticker = g_object_ref (ticker);
  g_signal_connect_object (ticker, "tick", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self, "map", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

guint
lage_message_list_get_n_messages (LageMessageList *self)
{
  g_return_val_if_fail (LAGE_IS_MESSAGE_LIST (self), 0);

  return self->n_messages;
}
