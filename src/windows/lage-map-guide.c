/* lage-map-guide.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-map-guide.h"

#include "lage-entity-summary.h"
#include "lage-hover-card.h"
#include "lage-map-words.h"
#include "lage-members-popover.h"
#include "lage-selection-bar.h"

/* Between the card and what it tells about, and the edge of the map. */
#define CARD_GAP 8

/* A place further away says nothing about where something is. */
#define PLACE_MAX_M 5000.0

/**
 * LageMapGuide:
 *
 * Knows by name what a map knows by key, and says it to those who look, point, or listen.
 *
 *     LageMapView --selection-changed--> entities --> LageSelectionBar, words for the screen reader
 *                 --hover-changed------> LageHoverCard
 *                 --members-requested--> LageMembersPopover
 */
struct _LageMapGuide
{
  GObject parent_instance;

  GtkOverlay  *overlay; /* not owned: NULL once detached */
  LageMapView *view;
  GtkWidget   *members; /* (nullable) */
  GtkWidget   *card;
  GtkWidget   *bar;
  char        *spoken;
  GListStore  *selection;
  LageSession *session;
  LageTicker  *ticker;
};

G_DEFINE_FINAL_TYPE (LageMapGuide, lage_map_guide, G_TYPE_OBJECT)

static LageEntity *
find_shown (LageMapGuide *self,
            guint64       key)
{
  LageEntity *entity = lage_situation_find_by_key (lage_session_get_situation (self->session), key);

  return entity != NULL ? lage_entity_get_root (entity) : NULL;
}

static GPtrArray *
find_entities (LageMapGuide  *self,
               const guint64 *keys,
               guint          n_keys)
{
  GPtrArray *entities = g_ptr_array_new_full (n_keys, g_object_unref);

  for (guint i = 0; i < n_keys && self->session != NULL; i++)
    {
      LageEntity *entity = find_shown (self, keys[i]);

      if (entity != NULL)
        g_ptr_array_add (entities, g_object_ref (entity));
    }
  return entities;
}

/* The name of a place near a point, or of the item that is nearest to the selected one. */
static char *
find_landmark (LageMapGuide    *self,
               LageEntity      *entity,
               const LagePoint *point,
               LagePoint       *landmark)
{
  double longitude, latitude;
  g_autofree char *name = NULL;
  LageEntity *nearest;

  name = lage_map_view_find_place (self->view, lage_point_get_longitude (point),
                                   lage_point_get_latitude (point), &longitude, &latitude);
  if (name != NULL && lage_point_init (landmark, latitude, longitude)
      && lage_point_get_distance_m (point, landmark) <= PLACE_MAX_M)
    return g_steal_pointer (&name);

  nearest = find_shown (self, lage_map_view_find_nearest (self->view,
                                                          lage_entity_get_key (entity)));
  if (nearest != NULL && lage_entity_get_point (nearest, LAGE_FIELD_POSITION, landmark))
    return g_strdup (lage_entity_get_title (nearest));
  return NULL;
}

static char *
make_place (LageMapGuide *self,
            LageEntity   *entity)
{
  LagePoint point, landmark;
  g_autofree char *name = NULL;

  if (!lage_entity_get_point (entity, LAGE_FIELD_POSITION, &point))
    return NULL;
  name = find_landmark (self, entity, &point, &landmark);
  return name != NULL ? lage_map_words_locate (&point, &landmark, name) : NULL;
}

/* Says what is selected, where that is, and how much else there is, in the description of the map:
 * screen readers speak it when the map gets the focus and whenever it changes. */
static void
update_spoken (LageMapGuide *self)
{
  guint64 key = lage_map_view_get_selected_key (self->view);
  LageEntity *entity = key != 0 ? find_shown (self, key) : NULL;
  guint n_selected;
  g_autofree char *selected = NULL;
  g_autofree char *place = NULL;
  g_autofree char *spoken = NULL;

  lage_map_view_get_selection (self->view, &n_selected);
  if (entity != NULL)
    {
      g_autofree char *line
        = lage_entity_summary_make_line (entity, lage_session_get_thresholds (self->session),
                                         lage_ticker_get_now_us (self->ticker));

      selected = *line != '\0' ? g_strdup_printf ("%s, %s", lage_entity_get_title (entity), line)
                               : g_strdup (lage_entity_get_title (entity));
      place = make_place (self, entity);
    }
  spoken = lage_map_words_summarise (selected, place, n_selected,
                                     lage_map_view_count_in_sight (self->view));
  if (g_strcmp0 (spoken, self->spoken) == 0)
    return;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, spoken, -1);
  g_free (self->spoken);
  self->spoken = g_steal_pointer (&spoken);
}

/* Counting what is in sight is not free; nobody hears it while the focus is elsewhere. */
static void
update_heard (LageMapGuide *self)
{
  if (self->session != NULL && gtk_widget_is_focus (GTK_WIDGET (self->view)))
    update_spoken (self);
}

static void
hover_changed_cb (LageMapGuide *self)
{
  g_autoptr(GArray) keys = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autoptr(GPtrArray) entities = NULL;
  graphene_rect_t box;
  guint n_selected;

  /* With many in the hand, nobody asks for the area that all of them lie in. */
  lage_map_view_get_selection (self->view, &n_selected);
  if (self->session != NULL && lage_map_view_get_hovered (self->view, keys, &box)
      && (n_selected < 2 || box.size.width > 1))
    entities = find_entities (self, (const guint64 *) (gpointer) keys->data, keys->len);
  if (entities != NULL && entities->len > 0)
    lage_hover_card_fill (LAGE_HOVER_CARD (self->card), self->session,
                          lage_ticker_get_now_us (self->ticker), entities);
  gtk_widget_set_visible (self->card, entities != NULL && entities->len > 0);
}

static void
tick_cb (LageMapGuide *self)
{
  if (self->view == NULL)
    return;
  if (gtk_widget_get_visible (self->card))
    hover_changed_cb (self);
  update_heard (self);
}

/* Right of what it tells about, or left where there is no room, and always whole on the map. */
static gboolean
get_child_position_cb (LageMapGuide *self,
                       GtkWidget    *child,
                       GdkRectangle *where)
{
  g_autoptr(GArray) keys = g_array_new (FALSE, FALSE, sizeof (guint64));
  int width = gtk_widget_get_width (GTK_WIDGET (self->overlay));
  int height = gtk_widget_get_height (GTK_WIDGET (self->overlay));
  graphene_rect_t box;
  double x;
  double y;

  if (child != self->card || !lage_map_view_get_hovered (self->view, keys, &box))
    return FALSE;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &where->width, NULL, NULL);
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, where->width, NULL, &where->height, NULL,
                      NULL);
  x = (double) (box.origin.x + box.size.width) + CARD_GAP;
  if (x + where->width + CARD_GAP > width)
    x = (double) box.origin.x - CARD_GAP - where->width;
  y = (double) (box.origin.y + box.size.height / 2) - where->height / 2.0;
  where->x = (int) CLAMP (x, 0, MAX (width - where->width, 0));
  where->y = (int) CLAMP (y, CARD_GAP, MAX (height - where->height - CARD_GAP, CARD_GAP));
  return TRUE;
}

static void
selection_changed_cb (LageMapGuide *self)
{
  guint n_keys;
  const guint64 *keys = lage_map_view_get_selection (self->view, &n_keys);
  g_autoptr(GPtrArray) entities = find_entities (self, keys, n_keys);

  g_list_store_splice (self->selection, 0,
                       g_list_model_get_n_items (G_LIST_MODEL (self->selection)),
                       entities->pdata, entities->len);
  if (self->session != NULL)
    update_spoken (self);
}

static void
chosen_cb (LageMapGuide *self,
           LageEntity   *entity)
{
  lage_map_view_set_selected_key (self->view, lage_entity_get_key (entity));
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
members_requested_cb (LageMapGuide *self,
                      double        x,
                      double        y)
{
  g_autoptr(GArray) keys = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autoptr(GPtrArray) entities = NULL;
  GdkRectangle spot = { (int) x, (int) y, 1, 1 };

  lage_map_view_get_keys_at (self->view, x, y, keys);
  entities = find_entities (self, (const guint64 *) (gpointer) keys->data, keys->len);
  if (entities->len == 0)
    return;

  if (self->members == NULL)
    {
      self->members = lage_members_popover_new ();
      gtk_widget_set_parent (self->members, GTK_WIDGET (self->overlay));
      g_signal_connect_object (self->members, "chosen", G_CALLBACK (chosen_cb), self,
                               G_CONNECT_SWAPPED);
    }
  lage_members_popover_fill (LAGE_MEMBERS_POPOVER (self->members), self->session, self->ticker,
                             entities);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->members), &spot);
  gtk_popover_popup (GTK_POPOVER (self->members));
}

static void
lage_map_guide_dispose (GObject *object)
{
  LageMapGuide *self = LAGE_MAP_GUIDE (object);

  lage_map_guide_detach (self);
  g_clear_pointer (&self->spoken, g_free);
  g_clear_object (&self->selection);
  g_clear_object (&self->ticker);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (lage_map_guide_parent_class)->dispose (object);
}

static void
lage_map_guide_class_init (LageMapGuideClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lage_map_guide_dispose;
}

static void
lage_map_guide_init (LageMapGuide *self)
{
  self->selection = g_list_store_new (LAGE_TYPE_ENTITY);
}

/**
 * lage_map_guide_new:
 * @overlay: what holds the map; detach the guide before it goes away
 * @view: the map
 *
 * Returns: (transfer full): a guide that knows nobody until it has a session
 */
LageMapGuide *
lage_map_guide_new (GtkOverlay  *overlay,
                    LageMapView *view)
{
  LageMapGuide *self = g_object_new (LAGE_TYPE_MAP_GUIDE, NULL);

  self->overlay = overlay;
  self->view = view;
  self->bar = g_object_ref_sink (lage_selection_bar_new (G_LIST_MODEL (self->selection)));
  self->card = lage_hover_card_new ();
  gtk_widget_set_visible (self->card, FALSE);
  gtk_overlay_add_overlay (overlay, self->card);

  g_signal_connect_object (overlay, "get-child-position", G_CALLBACK (get_child_position_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "hover-changed", G_CALLBACK (hover_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "notify::has-focus", G_CALLBACK (update_heard), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "selection-changed", G_CALLBACK (selection_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "members-requested", G_CALLBACK (members_requested_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * lage_map_guide_detach:
 * @self: the guide
 *
 * Lets go of the widgets, which are about to go away.
 */
void
lage_map_guide_detach (LageMapGuide *self)
{
  g_return_if_fail (LAGE_IS_MAP_GUIDE (self));

  if (self->view != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->view, self);
      g_signal_handlers_disconnect_by_data (self->overlay, self);
    }
  g_clear_pointer (&self->members, gtk_widget_unparent);
  g_clear_object (&self->bar);
  self->view = NULL;
  self->overlay = NULL;
}

/**
 * lage_map_guide_set_session:
 * @self: the guide
 * @session: an open session; set once
 * @ticker: when to show ages anew
 */
void
lage_map_guide_set_session (LageMapGuide *self,
                            LageSession  *session,
                            LageTicker   *ticker)
{
  g_return_if_fail (LAGE_IS_MAP_GUIDE (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  self->ticker = g_object_ref (ticker);
  g_signal_connect_object (ticker, "tick", G_CALLBACK (tick_cb), self, G_CONNECT_SWAPPED);
  lage_selection_bar_set_session (LAGE_SELECTION_BAR (self->bar), session);
  update_spoken (self);
}

/**
 * lage_map_guide_get_bar:
 * @self: the guide, not yet detached
 *
 * Returns: (transfer none): a #LageSelectionBar, to be put where there is room for it
 */
GtkWidget *
lage_map_guide_get_bar (LageMapGuide *self)
{
  g_return_val_if_fail (LAGE_IS_MAP_GUIDE (self), NULL);

  return self->bar;
}

/**
 * lage_map_guide_get_selection:
 * @self: the guide
 *
 * Returns: (transfer none): (element-type LageEntity): what is selected on the map
 */
GListModel *
lage_map_guide_get_selection (LageMapGuide *self)
{
  g_return_val_if_fail (LAGE_IS_MAP_GUIDE (self), NULL);

  return G_LIST_MODEL (self->selection);
}
