/* lage-sidebar.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-sidebar.h"

#include <glib/gi18n.h>

#include "lage-entity-row.h"
#include "lage-entity-summary.h"
#include "lage-format.h"
#include "lage-message-list.h"
#include "lage-search-key.h"

/* Sorting what moves at every message would make rows jump under the pointer. */
#define RESORT_MS 2000

typedef enum
{
  SORT_NAME,
  SORT_STATE,
  SORT_AGE,
} SortOrder;

/**
 * LageSidebar:
 *
 * The lists: a button per kind with the number of its entities, a filter that takes what is typed,
 * an order, and the list itself.
 *
 *     situation list --> filter (text; that of the map) --> sort --> selection --> rows
 */
struct _LageSidebar
{
  GtkWidget parent_instance;

  GtkWidget          *box;
  GtkFlowBox         *kinds;
  GtkSearchEntry     *filter_entry;
  GtkDropDown        *sort_drop_down;
  GtkListView        *list_view;
  GtkStack           *stack;
  GtkLabel           *empty_label;
  GtkWidget          *filter_box;
  GtkWidget          *hidden_box;
  GtkLabel           *hidden_label;
  LageMessageList    *messages;
  GtkWidget          *messages_button;
  GtkLabel           *messages_count;

  LageSession        *session;
  LageTicker         *ticker;
  LageKind            kind;
  GtkWidget          *kind_buttons[LAGE_N_KINDS];
  GtkLabel           *kind_counts[LAGE_N_KINDS];
  GtkFilterListModel *filtered;
  GtkSortListModel   *sorted;
  GtkSingleSelection *selection;
  GtkFilter          *filter;
  GtkSorter          *sorter;
  char               *needle; /* folded; NULL shows all */
  LageFilter         *map_filter;  /* (nullable) */
  LageAssignments    *assignments; /* made when the filter asks; NULL when the picture changed */
  gint64              sort_now_us;
  LageEntity         *selected;
  guint               resort_id;
  gboolean            is_stale;
  gboolean            is_updating;
};

G_DEFINE_FINAL_TYPE (LageSidebar, lage_sidebar, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SELECTED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* The order in which a staff asks: water first, then who, what, and who said so. */
static const LageKind shown_kinds[] = {
  LAGE_KIND_GAUGE, LAGE_KIND_WARNING, LAGE_KIND_INCIDENT, LAGE_KIND_TASK,
  LAGE_KIND_UNIT, LAGE_KIND_DRONE, LAGE_KIND_HOSPITAL, LAGE_KIND_FLOOD_GATE,
  LAGE_KIND_SENSOR, LAGE_KIND_AREA, LAGE_KIND_NOTE,
};

static gboolean
obeys_map_filter (LageSidebar *self)
{
  return self->map_filter != NULL && lage_filter_applies_to_lists (self->map_filter)
         && !lage_filter_is_empty (self->map_filter);
}

static gboolean
matches_map_filter (LageSidebar *self,
                    LageEntity  *entity)
{
  guint attention = LAGE_ATTENTION_NONE;

  if (self->assignments == NULL)
    self->assignments = lage_assignments_new (lage_session_get_situation (self->session));
  if (lage_filter_needs_attention (self->map_filter))
    attention = lage_entity_summary_get_attention (entity,
                                                   lage_session_get_thresholds (self->session),
                                                   self->sort_now_us);
  return lage_filter_matches (self->map_filter, entity, self->assignments, attention,
                              self->sort_now_us);
}

static gboolean
matches (gpointer item,
         gpointer user_data)
{
  LageSidebar *self = user_data;
  g_autofree char *line = NULL;
  g_autofree char *text = NULL;

  if (obeys_map_filter (self) && !matches_map_filter (self, item))
    return FALSE;
  if (self->needle == NULL)
    return TRUE;
  line = lage_entity_summary_make_line (item, lage_session_get_thresholds (self->session),
                                        self->sort_now_us);
  text = g_strjoin (" ", lage_entity_get_title (item), line, NULL);
  return lage_search_matches (text, self->needle);
}

static int
compare_titles (LageEntity *a,
                LageEntity *b)
{
  int result = g_utf8_collate (lage_entity_get_title (a), lage_entity_get_title (b));

  return result != 0 ? result : lage_id_compare (lage_entity_get_id (a), lage_entity_get_id (b));
}

static int
compare_items (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  LageSidebar *self = user_data;
  LageEntity *first = (LageEntity *) a, *second = (LageEntity *) b;
  gint64 first_us, second_us;
  int result = 0;

  switch ((SortOrder) gtk_drop_down_get_selected (self->sort_drop_down))
    {
    case SORT_STATE:
      result = lage_entity_summary_compare_state (first, second,
                                                  lage_session_get_thresholds (self->session),
                                                  self->sort_now_us);
      break;
    case SORT_AGE:
      lage_freshness_of_entity (first, self->sort_now_us, &first_us);
      lage_freshness_of_entity (second, self->sort_now_us, &second_us);
      result = first_us > second_us ? -1 : first_us < second_us;
      break;
    case SORT_NAME:
    default:
      break;
    }
  return result != 0 ? result : compare_titles (first, second);
}

static void
show_count (GtkWidget  *button,
            GtkLabel   *count_label,
            const char *title,
            guint       n)
{
  g_autofree char *text = g_strdup_printf ("%u", n);
  g_autofree char *spoken = NULL;

  if (g_str_equal (gtk_label_get_text (count_label), text))
    return;
  gtk_label_set_text (count_label, text);
  /* Translators: the name of a list and the number of its entries: "Units: 60" */
  spoken = g_strdup_printf (_("%s: %u"), title, n);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
}

static void
update_counts (LageSidebar *self)
{
  LageSituation *situation = lage_session_get_situation (self->session);

  for (guint i = 0; i < G_N_ELEMENTS (shown_kinds); i++)
    {
      LageKind kind = shown_kinds[i];

      show_count (self->kind_buttons[kind], self->kind_counts[kind],
                  lage_format_kind_plural (kind),
                  g_list_model_get_n_items (lage_situation_get_list (situation, kind)));
    }
}

/* How many of the list the filter of the map keeps from it. */
static void
update_hidden (LageSidebar *self)
{
  GListModel *list = gtk_filter_list_model_get_model (self->filtered);
  guint n = obeys_map_filter (self) ? g_list_model_get_n_items (list) : 0;
  guint n_hidden = 0;
  g_autofree char *text = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(LageEntity) entity = g_list_model_get_item (list, i);

      n_hidden += !matches_map_filter (self, entity);
    }
  gtk_widget_set_visible (self->hidden_box, n_hidden > 0 && self->kind != LAGE_KIND_NONE);
  text = g_strdup_printf (ngettext ("%u hidden by the filter", "%u hidden by the filter",
                                    n_hidden),
                          n_hidden);
  gtk_label_set_text (self->hidden_label, text);
}

static void
update_empty (LageSidebar *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  gboolean shows_messages = self->kind == LAGE_KIND_NONE;

  gtk_widget_set_visible (self->filter_box, !shows_messages);
  if (shows_messages)
    {
      gtk_stack_set_visible_child_name (self->stack, "messages");
      return;
    }
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list" : "empty");
  if (self->needle != NULL || gtk_widget_get_visible (self->hidden_box))
    gtk_label_set_text (self->empty_label, _("Nothing matches the filter"));
  else
    gtk_label_set_text (self->empty_label, _("Nothing known yet"));
}

static void
scroll_to_selected (LageSidebar *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);

  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (self->list_view), "list.scroll-to-item", "u", position);
}

static void
restore_selection (LageSidebar *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  guint found = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; self->selected != NULL && i < n && found == GTK_INVALID_LIST_POSITION; i++)
    {
      g_autoptr(LageEntity) entity = g_list_model_get_item (G_LIST_MODEL (self->selection), i);

      if (entity == self->selected)
        found = i;
    }
  self->is_updating = TRUE;
  gtk_single_selection_set_selected (self->selection, found);
  self->is_updating = FALSE;
}

static gboolean
resort_cb (gpointer user_data)
{
  LageSidebar *self = user_data;

  if (!self->is_stale)
    return G_SOURCE_CONTINUE;
  self->is_stale = FALSE;
  self->sort_now_us = lage_ticker_get_now_us (self->ticker);
  self->is_updating = TRUE;
  if (self->needle != NULL || obeys_map_filter (self))
    gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  gtk_sorter_changed (self->sorter, GTK_SORTER_CHANGE_DIFFERENT);
  self->is_updating = FALSE;
  restore_selection (self);
  update_hidden (self);
  update_empty (self);
  return G_SOURCE_CONTINUE;
}

static void
flushed_cb (LageSidebar *self)
{
  self->is_stale = TRUE;
  g_clear_pointer (&self->assignments, lage_assignments_free);
  update_counts (self);
  update_empty (self);
}

static void
map_filter_changed_cb (LageSidebar *self)
{
  if (self->session == NULL)
    return;
  self->is_updating = TRUE;
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  self->is_updating = FALSE;
  restore_selection (self);
  update_hidden (self);
  update_empty (self);
}

static void
show_hidden_cb (LageSidebar *self)
{
  lage_filter_set_applies_to_lists (self->map_filter, FALSE);
}

static void
selection_changed_cb (LageSidebar *self)
{
  LageEntity *entity;

  if (self->is_updating)
    return;
  entity = gtk_single_selection_get_selected_item (self->selection);
  if (entity != NULL && g_set_object (&self->selected, entity))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

static void
filter_changed_cb (LageSidebar *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->filter_entry));

  g_clear_pointer (&self->needle, g_free);
  self->needle = lage_search_key (text);
  if (*self->needle == '\0')
    g_clear_pointer (&self->needle, g_free);
  self->is_updating = TRUE;
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  self->is_updating = FALSE;
  restore_selection (self);
  update_empty (self);
}

/* Enter: select it and go there. */
static void
row_activated_cb (LageSidebar *self,
                  guint        position)
{
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-selected", NULL);
}

static void
filter_activated_cb (LageSidebar *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0)
    row_activated_cb (self, 0);
}

static void
sort_order_changed_cb (LageSidebar *self)
{
  if (self->session == NULL)
    return;
  self->is_stale = TRUE;
  resort_cb (self);
}

static void
kind_toggled_cb (GtkToggleButton *button,
                 gpointer         user_data)
{
  LageSidebar *self = user_data;

  if (gtk_toggle_button_get_active (button))
    lage_sidebar_set_kind (self, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "kind")));
}

static void
messages_toggled_cb (GtkToggleButton *button,
                     gpointer         user_data)
{
  LageSidebar *self = user_data;

  if (!gtk_toggle_button_get_active (button) || self->session == NULL)
    return;
  self->kind = LAGE_KIND_NONE;
  update_hidden (self);
  update_empty (self);
}

static void
n_messages_cb (LageSidebar *self)
{
  show_count (self->messages_button, self->messages_count, C_ ("kinds", "Feed messages"),
              lage_message_list_get_n_messages (self->messages));
}

static void
setup_row_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *item,
              gpointer                  user_data)
{
  LageSidebar *self = user_data;

  gtk_list_item_set_child (item, lage_entity_row_new (self->ticker, lage_session_get_thresholds (
                                                                      self->session)));
}

static void
bind_row_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *item,
             gpointer                  user_data)
{
  lage_entity_row_set_entity (LAGE_ENTITY_ROW (gtk_list_item_get_child (item)),
                              gtk_list_item_get_item (item));
}

static void
unbind_row_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *item,
               gpointer                  user_data)
{
  lage_entity_row_set_entity (LAGE_ENTITY_ROW (gtk_list_item_get_child (item)), NULL);
}

static GtkWidget *
make_list_button (LageSidebar      *self,
                  const char       *title,
                  GtkToggleButton  *group,
                  GtkLabel        **count_label)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *name = gtk_label_new (title);
  GtkWidget *count = gtk_label_new ("");

  gtk_label_set_xalign (GTK_LABEL (name), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (count, "count");
  gtk_widget_add_css_class (count, "numeric");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), count);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "kind");
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), group);
  gtk_flow_box_append (self->kinds, button);
  gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
  *count_label = GTK_LABEL (count);
  return button;
}

static void
lage_sidebar_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  LageSidebar *self = LAGE_SIDEBAR (object);

  switch (prop_id)
    {
    case PROP_SELECTED:
      g_value_set_object (value, self->selected);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lage_sidebar_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  LageSidebar *self = LAGE_SIDEBAR (object);

  switch (prop_id)
    {
    case PROP_SELECTED:
      lage_sidebar_set_selected (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lage_sidebar_dispose (GObject *object)
{
  LageSidebar *self = LAGE_SIDEBAR (object);
  GtkWidget *child;

  g_clear_handle_id (&self->resort_id, g_source_remove);
  if (self->list_view != NULL)
    gtk_list_view_set_model (self->list_view, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), LAGE_TYPE_SIDEBAR);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->selection);
  g_clear_object (&self->sorted);
  g_clear_object (&self->filtered);
  g_clear_object (&self->filter);
  g_clear_object (&self->sorter);
  g_clear_object (&self->selected);
  g_clear_object (&self->map_filter);
  g_clear_pointer (&self->assignments, lage_assignments_free);
  g_clear_object (&self->ticker);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (lage_sidebar_parent_class)->dispose (object);
}

static void
lage_sidebar_finalize (GObject *object)
{
  g_free (LAGE_SIDEBAR (object)->needle);

  G_OBJECT_CLASS (lage_sidebar_parent_class)->finalize (object);
}

static void
lage_sidebar_class_init (LageSidebarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lage_sidebar_dispose;
  object_class->finalize = lage_sidebar_finalize;
  object_class->get_property = lage_sidebar_get_property;
  object_class->set_property = lage_sidebar_set_property;

  /**
   * LageSidebar:selected:
   *
   * The selected entity, of any kind.
   */
  properties[PROP_SELECTED] =
    g_param_spec_object ("selected", NULL, NULL, LAGE_TYPE_ENTITY,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (LAGE_TYPE_MESSAGE_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/rescuemate/RescueMate/ui/lage-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, LageSidebar, box);
  gtk_widget_class_bind_template_child (widget_class, LageSidebar, kinds);
  gtk_widget_class_bind_template_child (widget_class, LageSidebar, filter_entry);
  gtk_widget_class_bind_template_child (widget_class, LageSidebar, sort_drop_down);
  gtk_widget_class_bind_template_child (widget_class, LageSidebar, list_view);
  gtk_widget_class_bind_template_child (widget_class, LageSidebar, stack);
  gtk_widget_class_bind_template_child (widget_class, LageSidebar, empty_label);
  gtk_widget_class_bind_template_child (widget_class, LageSidebar, filter_box);
  gtk_widget_class_bind_template_child (widget_class, LageSidebar, hidden_box);
  gtk_widget_class_bind_template_child (widget_class, LageSidebar, hidden_label);
  gtk_widget_class_bind_template_child (widget_class, LageSidebar, messages);
  gtk_widget_class_bind_template_callback (widget_class, n_messages_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_hidden_cb);
  gtk_widget_class_bind_template_callback (widget_class, sort_order_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_activated_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
lage_sidebar_init (LageSidebar *self)
{
  GtkToggleButton *group = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  /* Typing in the list filters it. */
  gtk_search_entry_set_key_capture_widget (self->filter_entry, GTK_WIDGET (self->list_view));
  for (guint i = 0; i < G_N_ELEMENTS (shown_kinds); i++)
    {
      LageKind kind = shown_kinds[i];
      GtkWidget *button = make_list_button (self, lage_format_kind_plural (kind), group,
                                            &self->kind_counts[kind]);

      if (group == NULL)
        group = GTK_TOGGLE_BUTTON (button);
      g_object_set_data (G_OBJECT (button), "kind", GINT_TO_POINTER (kind));
      g_signal_connect (button, "toggled", G_CALLBACK (kind_toggled_cb), self);
      self->kind_buttons[kind] = button;
    }
  self->messages_button = make_list_button (self, C_ ("kinds", "Feed messages"), group,
                                            &self->messages_count);
  g_signal_connect (self->messages_button, "toggled", G_CALLBACK (messages_toggled_cb), self);
  n_messages_cb (self);
}

/**
 * lage_sidebar_set_session:
 * @self: the sidebar
 * @session: an open session; set once
 * @ticker: when to show ages anew
 */
void
lage_sidebar_set_session (LageSidebar *self,
                          LageSession *session,
                          LageTicker  *ticker)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_return_if_fail (LAGE_IS_SIDEBAR (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  self->ticker = g_object_ref (ticker);
  self->sort_now_us = lage_ticker_get_now_us (ticker);

  self->filter = GTK_FILTER (gtk_custom_filter_new (matches, self, NULL));
  self->sorter = GTK_SORTER (gtk_custom_sorter_new (compare_items, self, NULL));
  self->filtered = gtk_filter_list_model_new (NULL, g_object_ref (self->filter));
  self->sorted = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (self->filtered)),
                                          g_object_ref (self->sorter));
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->sorted)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (self->selection, "notify::selected-item",
                           G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_row_cb), self);
  gtk_list_view_set_factory (self->list_view, factory);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));

  g_signal_connect_object (lage_session_get_situation (session), "flushed",
                           G_CALLBACK (flushed_cb), self, G_CONNECT_SWAPPED);
  self->resort_id = g_timeout_add (RESORT_MS, resort_cb, self);
  lage_message_list_set_feeds (self->messages, lage_session_get_feeds (session), ticker);
  update_counts (self);
  lage_sidebar_set_kind (self, shown_kinds[0]);
}

/**
 * lage_sidebar_get_selected:
 * @self: the sidebar
 *
 * Returns: (transfer none) (nullable): the selected entity
 */
LageEntity *
lage_sidebar_get_selected (LageSidebar *self)
{
  g_return_val_if_fail (LAGE_IS_SIDEBAR (self), NULL);

  return self->selected;
}

/**
 * lage_sidebar_set_selected:
 * @self: the sidebar
 * @entity: (nullable): what to select; its list is shown
 */
void
lage_sidebar_set_selected (LageSidebar *self,
                           LageEntity  *entity)
{
  g_return_if_fail (LAGE_IS_SIDEBAR (self));

  if (!g_set_object (&self->selected, entity))
    return;
  if (entity != NULL && self->kind_buttons[lage_entity_get_kind (entity)] != NULL)
    lage_sidebar_set_kind (self, lage_entity_get_kind (entity));
  restore_selection (self);
  scroll_to_selected (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

LageKind
lage_sidebar_get_kind (LageSidebar *self)
{
  g_return_val_if_fail (LAGE_IS_SIDEBAR (self), LAGE_KIND_NONE);

  return self->kind;
}

/**
 * lage_sidebar_set_kind:
 * @self: the sidebar
 * @kind: whose list to show
 */
void
lage_sidebar_set_kind (LageSidebar *self,
                       LageKind     kind)
{
  g_return_if_fail (LAGE_IS_SIDEBAR (self));
  g_return_if_fail ((guint) kind < LAGE_N_KINDS && self->kind_buttons[kind] != NULL);

  if (self->session == NULL || self->kind == kind)
    return;
  self->kind = kind;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->kind_buttons[kind]), TRUE);
  self->is_updating = TRUE;
  gtk_filter_list_model_set_model (
    self->filtered, lage_situation_get_list (lage_session_get_situation (self->session), kind));
  self->is_updating = FALSE;
  restore_selection (self);
  update_hidden (self);
  update_empty (self);
}

/**
 * lage_sidebar_set_map_filter:
 * @self: the sidebar
 * @filter: what decides what is on the map; the lists obey it while it says so
 */
void
lage_sidebar_set_map_filter (LageSidebar *self,
                             LageFilter  *filter)
{
  g_return_if_fail (LAGE_IS_SIDEBAR (self));
  g_return_if_fail (self->map_filter == NULL);

  self->map_filter = g_object_ref (filter);
  g_signal_connect_object (filter, "changed", G_CALLBACK (map_filter_changed_cb), self,
                           G_CONNECT_SWAPPED);
  map_filter_changed_cb (self);
}

/**
 * lage_sidebar_focus_filter:
 * @self: the sidebar
 *
 * Lets the next key go to the filter.
 */
void
lage_sidebar_focus_filter (LageSidebar *self)
{
  g_return_if_fail (LAGE_IS_SIDEBAR (self));

  if (self->kind == LAGE_KIND_NONE)
    lage_sidebar_set_kind (self, shown_kinds[0]);
  gtk_widget_grab_focus (GTK_WIDGET (self->filter_entry));
}
