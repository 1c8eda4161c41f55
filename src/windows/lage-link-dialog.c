/* lage-link-dialog.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-link-dialog.h"

#include <glib/gi18n.h>

#include "lage-entity-row.h"
#include "lage-format.h"
#include "lage-ticker.h"

/* The source of what people say. */
#define PERSON "manual"

/* One that might be the same, and how far away it is. */
typedef struct
{
  LageEntity *entity;
  double      distance_m; /* G_MAXDOUBLE: one of the two has no position */
} Neighbour;

/**
 * LageLinkDialog:
 *
 * "Same as…": picks another entity of the same kind that means the same thing. The list is as the
 * picture was when the dialog opened, so that nothing moves under the pointer.
 */
struct _LageLinkDialog
{
  AdwWindow parent_instance;

  GtkLabel           *explanation;
  GtkSearchEntry     *filter_entry;
  GtkListView        *list_view;
  GtkStack           *pages;
  GtkWidget          *save_button;
  GtkLabel           *problem_label;

  LageSession        *session;
  LageEntity         *entity;
  LageTicker         *ticker;
  GtkFilter          *filter;
  GtkSingleSelection *selection;
  char               *needle; /* folded */
};

G_DEFINE_FINAL_TYPE (LageLinkDialog, lage_link_dialog, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_SAVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static double
get_distance_m (LageEntity *from,
                LageEntity *to)
{
  LagePoint here, there;

  if (!lage_entity_get_point (from, LAGE_FIELD_POSITION, &here)
      || !lage_entity_get_point (to, LAGE_FIELD_POSITION, &there))
    return G_MAXDOUBLE;
  return lage_point_get_distance_m (&here, &there);
}

static int
compare_neighbours (gconstpointer a,
                    gconstpointer b)
{
  const Neighbour *one = a, *other = b;

  if (one->distance_m < other->distance_m || one->distance_m > other->distance_m)
    return one->distance_m < other->distance_m ? -1 : 1;
  return g_utf8_collate (lage_entity_get_title (one->entity),
                         lage_entity_get_title (other->entity));
}

/* Nearest first; those without a position behind them by name. */
static GListModel *
list_neighbours (LageLinkDialog *self)
{
  LageSituation *situation = lage_session_get_situation (self->session);
  GListModel *all = lage_situation_get_list (situation, lage_entity_get_kind (self->entity));
  guint n_all = g_list_model_get_n_items (all);
  g_autoptr(GArray) neighbours = g_array_sized_new (FALSE, FALSE, sizeof (Neighbour), n_all);
  g_autoptr(GPtrArray) sorted = g_ptr_array_new_with_free_func (g_object_unref);
  GListStore *store = g_list_store_new (LAGE_TYPE_ENTITY);

  for (guint i = 0; i < n_all; i++)
    {
      g_autoptr(LageEntity) other = g_list_model_get_item (all, i);
      Neighbour neighbour = { other, get_distance_m (self->entity, other) };

      if (other != self->entity)
        g_array_append_val (neighbours, neighbour);
    }
  /* The picture holds the entities: none of them goes while this runs. */
  g_array_sort (neighbours, compare_neighbours);
  for (guint i = 0; i < neighbours->len; i++)
    g_ptr_array_add (sorted, g_object_ref (g_array_index (neighbours, Neighbour, i).entity));
  g_list_store_splice (store, 0, 0, sorted->pdata, sorted->len);
  return G_LIST_MODEL (store);
}

static gboolean
contains_needle (const char *text,
                 const char *needle)
{
  g_autofree char *folded = text != NULL ? g_utf8_casefold (text, -1) : NULL;

  return folded != NULL && strstr (folded, needle) != NULL;
}

static gboolean
matches (gpointer item,
         gpointer user_data)
{
  LageLinkDialog *self = user_data;

  return self->needle == NULL
         || contains_needle (lage_entity_get_text (item, LAGE_FIELD_NAME), self->needle)
         || contains_needle (lage_entity_get_text (item, LAGE_FIELD_EXTERNAL_ID), self->needle);
}

static void
filter_changed_cb (LageLinkDialog *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->filter_entry));

  g_clear_pointer (&self->needle, g_free);
  if (*text != '\0')
    self->needle = g_utf8_casefold (text, -1);
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

static void
update (LageLinkDialog *self)
{
  gboolean is_empty = g_list_model_get_n_items (G_LIST_MODEL (self->selection)) == 0;

  gtk_stack_set_visible_child_name (self->pages, is_empty ? "empty" : "list");
  gtk_widget_set_sensitive (self->save_button,
                            gtk_single_selection_get_selected_item (self->selection) != NULL);
}

static void
show_problem (LageLinkDialog *self,
              const char     *problem)
{
  gtk_label_set_text (self->problem_label, problem);
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), *problem != '\0');
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(LageLinkDialog) self = user_data; /* the reference taken when asking */
  g_autoptr(GError) error = NULL;
  gboolean is_saved = lage_session_edit_finish (LAGE_SESSION (object), result, &error);

  if (self->list_view == NULL)
    return;
  if (!is_saved)
    {
      g_autofree char *text = g_strdup_printf (_("This could not be saved: %s"), error->message);

      show_problem (self, text);
      update (self);
      return;
    }
  g_signal_emit (self, signals[SIGNAL_SAVED], 0, lage_entity_get_root (self->entity));
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
save_cb (LageLinkDialog *self)
{
  LageEntity *other = gtk_single_selection_get_selected_item (self->selection);
  g_autoptr(GPtrArray) drafts = NULL;
  LageDraft *draft;

  if (other == NULL || !gtk_widget_get_sensitive (self->save_button))
    return;
  draft = lage_draft_new (lage_entity_get_kind (other), lage_entity_get_id (other));
  lage_draft_take (draft, LAGE_FIELD_SAME_AS,
                   lage_value_entity (lage_entity_get_id (self->entity)));
  drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_draft_free);
  g_ptr_array_add (drafts, draft);
  gtk_widget_set_sensitive (self->save_button, FALSE);
  show_problem (self, "");
  lage_session_edit_async (self->session, drafts, _("Link of two items"), NULL, saved_cb,
                           g_object_ref (self));
}

static void
cancel_cb (LageLinkDialog *self)
{
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
setup_row_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *item,
              gpointer                  user_data)
{
  LageLinkDialog *self = user_data;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *row = lage_entity_row_new (self->ticker, lage_session_get_thresholds (self->session));
  GtkWidget *distance = gtk_label_new (NULL);

  gtk_widget_set_hexpand (row, TRUE);
  gtk_label_set_width_chars (GTK_LABEL (distance), 8);
  gtk_label_set_xalign (GTK_LABEL (distance), 1);
  gtk_widget_add_css_class (distance, "numeric");
  gtk_box_append (GTK_BOX (box), row);
  gtk_box_append (GTK_BOX (box), distance);
  gtk_list_item_set_child (item, box);
}

static char *
format_distance (double distance_m)
{
  if (distance_m >= G_MAXDOUBLE)
    return g_strdup ("–");
  if (distance_m < 1000)
    return lage_format_quantity (distance_m, 0, "m");
  return lage_format_quantity (distance_m / 1000, distance_m < 100000 ? 1 : 0, "km");
}

static void
bind_row_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *item,
             gpointer                  user_data)
{
  LageLinkDialog *self = user_data;
  GtkWidget *row = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *distance = gtk_widget_get_next_sibling (row);
  LageEntity *entity = gtk_list_item_get_item (item);
  g_autofree char *text = format_distance (get_distance_m (self->entity, entity));

  lage_entity_row_set_entity (LAGE_ENTITY_ROW (row), entity);
  gtk_label_set_text (GTK_LABEL (distance), text);
}

static void
unbind_row_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *item,
               gpointer                  user_data)
{
  GtkWidget *row = gtk_widget_get_first_child (gtk_list_item_get_child (item));

  lage_entity_row_set_entity (LAGE_ENTITY_ROW (row), NULL);
}

static void
fill (LageLinkDialog *self)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkFilterListModel *filtered;
  g_autofree char *text = NULL;

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_row_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_row_cb), self, 0);

  self->filter = GTK_FILTER (gtk_custom_filter_new (matches, self, NULL));
  filtered = gtk_filter_list_model_new (list_neighbours (self), g_object_ref (self->filter));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (filtered));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list_view, factory);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));

  /* Translators: name of a unit, drone or the like */
  text = g_strdup_printf (_("Which of these is the same as “%s”? From then on the two are one "
                            "item: each field shows the better value of both, with its source and "
                            "age. The link can be taken back."),
                          lage_entity_get_title (self->entity));
  gtk_label_set_text (self->explanation, text);
  update (self);
}

static void
lage_link_dialog_dispose (GObject *object)
{
  LageLinkDialog *self = LAGE_LINK_DIALOG (object);

  if (self->list_view != NULL)
    gtk_list_view_set_model (self->list_view, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), LAGE_TYPE_LINK_DIALOG);
  self->list_view = NULL;
  g_clear_object (&self->selection);
  g_clear_object (&self->filter);
  g_clear_object (&self->ticker);
  g_clear_object (&self->entity);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (lage_link_dialog_parent_class)->dispose (object);
}

static void
lage_link_dialog_finalize (GObject *object)
{
  g_free (LAGE_LINK_DIALOG (object)->needle);

  G_OBJECT_CLASS (lage_link_dialog_parent_class)->finalize (object);
}

static void
lage_link_dialog_class_init (LageLinkDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lage_link_dialog_dispose;
  object_class->finalize = lage_link_dialog_finalize;

  /**
   * LageLinkDialog::saved:
   * @entity: the one that the two are now
   *
   * The link is on disk and in the picture.
   */
  signals[SIGNAL_SAVED] = g_signal_new ("saved", LAGE_TYPE_LINK_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 1, LAGE_TYPE_ENTITY);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/rescuemate/RescueMate/ui/lage-link-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LageLinkDialog, explanation);
  gtk_widget_class_bind_template_child (widget_class, LageLinkDialog, filter_entry);
  gtk_widget_class_bind_template_child (widget_class, LageLinkDialog, list_view);
  gtk_widget_class_bind_template_child (widget_class, LageLinkDialog, pages);
  gtk_widget_class_bind_template_child (widget_class, LageLinkDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, LageLinkDialog, problem_label);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
lage_link_dialog_init (LageLinkDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lage_link_dialog_new:
 * @session: the session
 * @entity: what another one shall be the same as; of a fused one, its root
 */
GtkWindow *
lage_link_dialog_new (LageSession *session,
                      LageEntity  *entity)
{
  LageLinkDialog *self;

  g_return_val_if_fail (LAGE_IS_SESSION (session), NULL);
  g_return_val_if_fail (LAGE_IS_ENTITY (entity), NULL);

  self = g_object_new (LAGE_TYPE_LINK_DIALOG, NULL);
  self->session = g_object_ref (session);
  self->entity = g_object_ref (lage_entity_get_root (entity));
  self->ticker = lage_ticker_new (lage_session_get_clock (session));
  fill (self);
  return GTK_WINDOW (self);
}

static gboolean
is_said_by_others (LageSession *session,
                   LageEntity  *member)
{
  LageSituation *situation = lage_session_get_situation (session);
  g_autoptr(GPtrArray) candidates = lage_entity_list_candidates (member, LAGE_FIELD_SAME_AS);

  for (guint i = 0; i < candidates->len; i++)
    if (!g_str_equal (lage_situation_get_source (situation, g_ptr_array_index (candidates, i)),
                      PERSON))
      return TRUE;
  return FALSE;
}

/**
 * lage_link_dialog_unlink:
 * @session: the session
 * @member: a member of a fused entity
 *
 * Takes its link back: it is an entity of its own again. A person can only take back a person's
 * words; where another source says the link too, the entity is said to be the same as itself.
 */
void
lage_link_dialog_unlink (LageSession *session,
                         LageEntity  *member)
{
  g_autoptr(GPtrArray) drafts = NULL;
  LageDraft *draft;

  g_return_if_fail (LAGE_IS_SESSION (session));
  g_return_if_fail (LAGE_IS_ENTITY (member));

  if (lage_entity_get_root (member) == member)
    return;
  draft = lage_draft_new (lage_entity_get_kind (member), lage_entity_get_id (member));
  if (is_said_by_others (session, member))
    lage_draft_take (draft, LAGE_FIELD_SAME_AS, lage_value_entity (lage_entity_get_id (member)));
  else
    lage_draft_retract (draft, LAGE_FIELD_SAME_AS);
  drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_draft_free);
  g_ptr_array_add (drafts, draft);
  lage_session_edit_async (session, drafts, _("End of a link"), NULL, NULL, NULL);
}
