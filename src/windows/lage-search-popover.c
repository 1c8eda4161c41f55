/* lage-search-popover.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-search-popover.h"

#include <glib/gi18n.h>

#include "lage-find.h"

#define SEARCH_DELAY_MS 60

/**
 * LageSearchPopover:
 *
 * The one way to find something: type a name, a call sign, a place, a street or a position; Enter
 * goes to the first, the arrows choose another. The entry keeps the keyboard all the while.
 */
struct _LageSearchPopover
{
  GtkPopover parent_instance;

  GtkSearchEntry *entry;
  GtkListBox     *results;
  GtkWidget      *scroller;
  GtkLabel       *hint;      /* where nothing is listed */
  GtkWidget      *keys;
  LageSession    *session;
  LageTicker     *ticker;
  LageFind       *find;
  char           *searched;  /* (nullable): the text that was asked for */
  int             pending;   /* a LageFindAction that waits for the results; -1: none */
};

G_DEFINE_FINAL_TYPE (LageSearchPopover, lage_search_popover, GTK_TYPE_POPOVER)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *
get_group_title (LageFindGroup group)
{
  switch (group)
    {
    case LAGE_FIND_POSITION:
      return C_ ("find", "Position");
    case LAGE_FIND_PLACES:
      return C_ ("find", "Places and waters");
    case LAGE_FIND_STREETS:
      return C_ ("find", "Streets");
    case LAGE_FIND_ENTITIES:
    default:
      return C_ ("find", "In the picture");
    }
}

static LageFindResult *
get_result (GtkListBoxRow *row)
{
  return lage_find_row_get_result (LAGE_FIND_ROW (row));
}

static void
header_cb (GtkListBoxRow *row,
           GtkListBoxRow *before,
           gpointer       user_data)
{
  LageFindGroup group = get_result (row)->group;
  GtkWidget *header;

  if (before != NULL && get_result (before)->group == group)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  header = gtk_label_new (get_group_title (group));
  gtk_label_set_xalign (GTK_LABEL (header), 0.0f);
  gtk_widget_add_css_class (header, "heading");
  gtk_widget_add_css_class (header, "find-group");
  gtk_list_box_row_set_header (row, header);
}

static void
choose (LageSearchPopover *self,
        GtkListBoxRow     *row,
        LageFindAction     action)
{
  g_autoptr(LageFindResult) result = lage_find_result_ref (get_result (row));

  self->pending = -1;
  if (action != LAGE_FIND_GO && !result->has_point)
    return;
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, result, action);
}

static void
row_chosen_cb (LageSearchPopover *self,
               int                action,
               GtkListBoxRow     *row)
{
  choose (self, row, (LageFindAction) action);
}

static void
row_activated_cb (LageSearchPopover *self,
                  GtkListBoxRow     *row)
{
  choose (self, row, LAGE_FIND_GO);
}

/* Selects, and brings into sight, without taking the keyboard from the entry. */
static void
select_row (LageSearchPopover *self,
            GtkListBoxRow     *row)
{
  GtkAdjustment *adjustment;
  graphene_rect_t bounds;

  gtk_list_box_select_row (self->results, row);
  if (row == NULL)
    {
      gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->entry),
                                     GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT);
      return;
    }
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT, row, -1);
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  if (gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->results), &bounds))
    gtk_adjustment_clamp_page (adjustment,
                               gtk_list_box_row_get_index (row) == 0 ? 0.0
                                                                     : (double) bounds.origin.y,
                               (double) (bounds.origin.y + bounds.size.height));
}

static gboolean
move_selection (LageSearchPopover *self,
                int                step)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->results);
  int index = row != NULL ? gtk_list_box_row_get_index (row) + step : 0;

  row = gtk_list_box_get_row_at_index (self->results, MAX (index, 0));
  if (row != NULL)
    select_row (self, row);
  return TRUE;
}

static void
update_hint (LageSearchPopover *self,
             gboolean           is_found)
{
  const char *problem = lage_find_get_problem (self->find);
  const char *text = _("Part of a name or call sign, a place, a street, or a position such as "
                       "53.545 9.970 or 32U NE 64273 33337");

  if (self->searched != NULL && *self->searched != '\0')
    {
      if (problem != NULL)
        text = problem;
      else if (lage_find_is_busy (self->find))
        text = _("Searching…");
      else
        text = _("Nothing found. Fewer letters find more.");
    }
  gtk_label_set_text (self->hint, text);
  gtk_widget_set_visible (self->keys, is_found);
}

/* What was selected stays so, where it is found again. */
static void
found_cb (LageSearchPopover *self)
{
  GPtrArray *found = lage_find_get_results (self->find);
  GtkListBoxRow *old = gtk_list_box_get_selected_row (self->results);
  g_autoptr(LageFindResult) kept = NULL;
  GtkListBoxRow *row, *selected = NULL;
  const LageThresholds *thresholds = lage_session_get_thresholds (self->session);

  if (old != NULL && gtk_list_box_row_get_index (old) > 0)
    kept = lage_find_result_ref (get_result (old));
  while ((row = gtk_list_box_get_row_at_index (self->results, 0)) != NULL)
    gtk_list_box_remove (self->results, GTK_WIDGET (row));

  for (guint i = 0; i < found->len; i++)
    {
      LageFindResult *result = g_ptr_array_index (found, i);
      GtkWidget *widget = lage_find_row_new (result, self->ticker, thresholds);

      g_signal_connect_object (widget, "chosen", G_CALLBACK (row_chosen_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_list_box_append (self->results, widget);
      if (kept != NULL && selected == NULL && kept->group == result->group
          && kept->entity == result->entity && g_str_equal (kept->title, result->title)
          && g_str_equal (kept->detail, result->detail))
        selected = GTK_LIST_BOX_ROW (widget);
    }
  update_hint (self, found->len > 0);
  if (selected == NULL)
    selected = gtk_list_box_get_row_at_index (self->results, 0);
  select_row (self, selected);

  if (self->pending >= 0 && !lage_find_is_busy (self->find))
    {
      int action = self->pending;

      self->pending = -1;
      if (selected != NULL)
        choose (self, selected, (LageFindAction) action);
    }
}

static void
search (LageSearchPopover *self)
{
  g_free (self->searched);
  self->searched = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  lage_find_search (self->find, self->searched);
}

static void
search_changed_cb (LageSearchPopover *self)
{
  if (self->find != NULL)
    search (self);
}

/* Who is quicker than the search means what it will find, not what it found before. */
static void
act (LageSearchPopover *self,
     LageFindAction     action)
{
  GtkListBoxRow *row;

  if (self->find == NULL)
    return;
  if (g_strcmp0 (self->searched, gtk_editable_get_text (GTK_EDITABLE (self->entry))) != 0)
    search (self);
  if (lage_find_is_busy (self->find))
    {
      self->pending = (int) action;
      return;
    }
  row = gtk_list_box_get_selected_row (self->results);
  if (row != NULL)
    choose (self, row, action);
}

static void
activate_cb (LageSearchPopover *self)
{
  act (self, LAGE_FIND_GO);
}

static void
stop_search_cb (LageSearchPopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

static gboolean
key_pressed_cb (LageSearchPopover *self,
                guint              keyval,
                guint              keycode,
                GdkModifierType    state)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  /* The buttons of a row have keys of their own. */
  if (root != NULL && GTK_IS_BUTTON (gtk_root_get_focus (root)))
    return FALSE;
  switch (keyval)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return move_selection (self, 1);
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return move_selection (self, -1);
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if ((state & GDK_CONTROL_MASK) != 0)
        act (self, LAGE_FIND_INCIDENT);
      else if ((state & GDK_SHIFT_MASK) != 0)
        act (self, LAGE_FIND_MARK);
      else
        return FALSE;
      return TRUE;
    default:
      return FALSE;
    }
}

static void
map_cb (LageSearchPopover *self)
{
  self->pending = -1;
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
  if (self->find != NULL)
    search (self);
}

static void
lage_search_popover_dispose (GObject *object)
{
  LageSearchPopover *self = LAGE_SEARCH_POPOVER (object);

  g_clear_object (&self->find);
  g_clear_object (&self->ticker);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (lage_search_popover_parent_class)->dispose (object);
}

static void
lage_search_popover_finalize (GObject *object)
{
  g_free (LAGE_SEARCH_POPOVER (object)->searched);

  G_OBJECT_CLASS (lage_search_popover_parent_class)->finalize (object);
}

static void
lage_search_popover_class_init (LageSearchPopoverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lage_search_popover_dispose;
  object_class->finalize = lage_search_popover_finalize;

  /**
   * LageSearchPopover::chosen:
   * @result: what was looked for
   * @action: a #LageFindAction: what to do with it; more than going needs a place
   */
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", LAGE_TYPE_SEARCH_POPOVER, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 2, LAGE_TYPE_FIND_RESULT,
                                         G_TYPE_INT);
}

static GtkWidget *
make_hint (LageSearchPopover *self)
{
  GtkWidget *hint = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (hint), TRUE);
  gtk_label_set_justify (GTK_LABEL (hint), GTK_JUSTIFY_CENTER);
  gtk_label_set_max_width_chars (GTK_LABEL (hint), 40);
  gtk_widget_add_css_class (hint, "dim-label");
  gtk_widget_set_margin_top (hint, 18);
  gtk_widget_set_margin_start (hint, 12);
  gtk_widget_set_margin_end (hint, 12);
  self->hint = GTK_LABEL (hint);
  return hint;
}

static GtkWidget *
make_results (LageSearchPopover *self)
{
  self->results = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_placeholder (self->results, make_hint (self));
  gtk_list_box_set_header_func (self->results, header_cb, NULL, NULL);
  gtk_list_box_set_activate_on_single_click (self->results, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->results), "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->results), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Found"), -1);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller),
                                 GTK_WIDGET (self->results));
  gtk_widget_set_size_request (self->scroller, 440, 420);
  return self->scroller;
}

static GtkWidget *
make_keys (LageSearchPopover *self)
{
  self->keys = gtk_label_new (_("Enter: go there · Shift+Enter: mark · Ctrl+Enter: new incident"));
  gtk_widget_add_css_class (self->keys, "dim-label");
  gtk_widget_add_css_class (self->keys, "caption");
  gtk_widget_set_visible (self->keys, FALSE);
  return self->keys;
}

static void
lage_search_popover_init (LageSearchPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->pending = -1;
  self->entry = GTK_SEARCH_ENTRY (gtk_search_entry_new ());
  g_object_set (self->entry, "placeholder-text", _("Find names, places and positions"), NULL);
  gtk_search_entry_set_search_delay (self->entry, SEARCH_DELAY_MS);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->entry));
  gtk_box_append (GTK_BOX (box), make_results (self));
  gtk_box_append (GTK_BOX (box), make_keys (self));
  gtk_popover_set_child (GTK_POPOVER (self), box);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_swapped (self->entry, "search-changed", G_CALLBACK (search_changed_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect_swapped (self->entry, "stop-search", G_CALLBACK (stop_search_cb), self);
  g_signal_connect_swapped (self->results, "row-activated", G_CALLBACK (row_activated_cb), self);
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
}

/**
 * lage_search_popover_set_session:
 * @self: the popover
 * @session: where to search; set once
 * @ticker: when to show ages anew
 */
void
lage_search_popover_set_session (LageSearchPopover *self,
                                 LageSession       *session,
                                 LageTicker        *ticker)
{
  g_return_if_fail (LAGE_IS_SEARCH_POPOVER (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  self->ticker = g_object_ref (ticker);
  self->find = lage_find_new (session);
  g_signal_connect_object (self->find, "changed", G_CALLBACK (found_cb), self, G_CONNECT_SWAPPED);
}

/**
 * lage_search_popover_set_near:
 * @self: the popover, with a session
 * @near: (nullable): the middle of the map: what is nearer to it comes first
 */
void
lage_search_popover_set_near (LageSearchPopover *self,
                              const LagePoint   *near)
{
  g_return_if_fail (LAGE_IS_SEARCH_POPOVER (self));

  if (self->find != NULL)
    lage_find_set_near (self->find, near);
}

/**
 * lage_search_popover_is_busy:
 * @self: the popover
 *
 * Returns: whether what is listed is not yet all that is found
 */
gboolean
lage_search_popover_is_busy (LageSearchPopover *self)
{
  g_return_val_if_fail (LAGE_IS_SEARCH_POPOVER (self), FALSE);

  return self->find != NULL && lage_find_is_busy (self->find);
}
