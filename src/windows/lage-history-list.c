/* lage-history-list.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-history-list.h"

#include <glib/gi18n.h>

#include "lage-format.h"

#define MAX_OPS 60
#define RELOAD_MS 600

/**
 * LageHistoryList:
 *
 * What was decided and reported about an entity, newest first: when, who, what. Read from the log;
 * readings and positions are not in it.
 */
struct _LageHistoryList
{
  GtkWidget parent_instance;

  GtkWidget    *box;
  GtkListBox   *list;
  LageSession  *session;
  LageEntity   *entity;
  gulong        changed_id;
  guint         reload_id;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (LageHistoryList, lage_history_list, GTK_TYPE_WIDGET)

static char *
describe_value (LageHistoryList     *self,
                const LageFieldSpec *spec,
                const LageChange    *change,
                gint64               now_us)
{
  LageEntity *other;

  if (change->verb == LAGE_VERB_RETRACT)
    return g_strdup ("–");
  if (change->value.type == LAGE_VALUE_ENTITY)
    {
      other = lage_situation_find (lage_session_get_situation (self->session), &change->value.id);
      if (other != NULL)
        return g_strconcat (change->verb == LAGE_VERB_REMOVE ? "− " : "", lage_entity_get_title (
                                                                            other), NULL);
    }
  return lage_format_value (spec, &change->value, now_us);
}

static char *
describe (LageHistoryList *self,
          const LageOp    *op,
          gint64           now_us)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < op->n_changes; i++)
    {
      const LageChange *change = &op->changes[i];
      const LageFieldSpec *spec = lage_schema_find (op->kind, change->field);
      g_autofree char *value = NULL;

      if (spec == NULL || change->field == LAGE_FIELD_EXTERNAL_ID)
        continue;
      value = describe_value (self, spec, change, now_us);
      if (text->len > 0)
        g_string_append_c (text, '\n');
      /* Translators: a field and its value: "State: Issued" */
      g_string_append_printf (text, C_ ("history", "%s: %s"), lage_format_field (spec), value);
    }
  return g_string_free (text, FALSE);
}

static GtkWidget *
make_row (LageHistoryList *self,
          const LageOp    *op,
          gint64           now_us)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *head = gtk_label_new (NULL);
  GtkWidget *body = gtk_label_new (NULL);
  g_autofree char *time = lage_format_time (lage_op_get_recorded_at_us (op), now_us);
  g_autofree char *text = describe (self, op, now_us);
  g_autofree char *title = NULL;

  title = g_strjoin (" · ", time, lage_format_source (op->source), op->author, NULL);
  gtk_label_set_text (GTK_LABEL (head), title);
  gtk_label_set_xalign (GTK_LABEL (head), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (head), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (head, "caption");
  gtk_widget_add_css_class (head, "dim-label");
  gtk_widget_add_css_class (head, "numeric");
  gtk_label_set_text (GTK_LABEL (body), text);
  gtk_label_set_xalign (GTK_LABEL (body), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (body), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (body), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (body), 8);
  gtk_label_set_ellipsize (GTK_LABEL (body), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), body);
  gtk_widget_add_css_class (box, "field");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  return row;
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(LageHistoryList) self = user_data; /* the reference taken when asking */
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) ops = NULL;
  GtkWidget *row;
  gint64 now_us;

  ops = lage_store_read_history_finish (LAGE_STORE (object), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->box == NULL)
    return;
  if (ops == NULL)
    {
      g_debug ("history: %s", error->message);
      return;
    }

  now_us = lage_clock_now_us (lage_session_get_clock (self->session));
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < ops->len; i++)
    gtk_list_box_append (self->list, make_row (self, g_ptr_array_index (ops, i), now_us));
  gtk_widget_set_visible (GTK_WIDGET (self), ops->len > 0);
}

static void
load (LageHistoryList *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->entity == NULL || self->session == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  lage_store_read_history_async (lage_session_get_store (self->session),
                                 lage_entity_get_id (self->entity), MAX_OPS, self->cancellable,
                                 read_cb, g_object_ref (self));
}

static gboolean
reload_cb (gpointer user_data)
{
  LageHistoryList *self = user_data;

  self->reload_id = 0;
  load (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (LageHistoryList *self)
{
  if (self->reload_id == 0)
    self->reload_id = g_timeout_add (RELOAD_MS, reload_cb, self);
}

static void
lage_history_list_dispose (GObject *object)
{
  LageHistoryList *self = LAGE_HISTORY_LIST (object);

  g_clear_handle_id (&self->reload_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->entity != NULL)
    g_clear_signal_handler (&self->changed_id, self->entity);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->entity);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (lage_history_list_parent_class)->dispose (object);
}

static void
lage_history_list_class_init (LageHistoryListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lage_history_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
lage_history_list_init (LageHistoryList *self)
{
  GtkWidget *heading = gtk_label_new (_("History"));

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_label_set_xalign (GTK_LABEL (heading), 0.0f);
  gtk_widget_add_css_class (heading, "heading");
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_box_append (GTK_BOX (self->box), heading);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->list));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
lage_history_list_set_session (LageHistoryList *self,
                               LageSession     *session)
{
  g_return_if_fail (LAGE_IS_HISTORY_LIST (self));

  g_set_object (&self->session, session);
}

/**
 * lage_history_list_set_entity:
 * @self: the list
 * @entity: (nullable): whose history to show
 */
void
lage_history_list_set_entity (LageHistoryList *self,
                              LageEntity      *entity)
{
  g_return_if_fail (LAGE_IS_HISTORY_LIST (self));

  if (self->entity == entity)
    return;
  if (self->entity != NULL)
    g_clear_signal_handler (&self->changed_id, self->entity);
  g_set_object (&self->entity, entity);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  if (entity != NULL)
    self->changed_id = g_signal_connect_swapped (entity, "changed", G_CALLBACK (changed_cb), self);
  load (self);
}
