/* lage-hover-card.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-hover-card.h"

#include <glib/gi18n.h>

#include "lage-entity-summary.h"
#include "lage-format.h"
#include "lage-freshness-badge.h"
#include "lage-map-words.h"

#define MAX_NAMES 5
#define MAX_CHARS 40

/**
 * LageHoverCard:
 *
 * What a map says about the thing below the pointer without a click: for one entity its name, kind,
 * state, where that comes from and how old it is; for several how many there are of each kind, how
 * many alarm, and the first names. It takes neither pointer nor focus.
 */
struct _LageHoverCard
{
  GtkWidget parent_instance;

  GtkWidget *head;
  GtkLabel  *title;
  GtkWidget *badge;
  GtkLabel  *kind;
  GtkLabel  *state;
  GtkLabel  *source;
};

G_DEFINE_FINAL_TYPE (LageHoverCard, lage_hover_card, GTK_TYPE_WIDGET)

static void
set_text (GtkLabel   *label,
          const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

/* The newest of the facts that get old: it is what the age of the entity is about. */
static const LageCandidate *
find_main_fact (LageEntity *entity)
{
  const LageCandidate *found = NULL;
  const LageFieldSpec *fields;
  guint n_fields;

  fields = lage_schema_get_fields (lage_entity_get_kind (entity), &n_fields);
  for (guint pass = 0; pass < 2 && found == NULL; pass++)
    for (guint i = 0; i < n_fields; i++)
      {
        const LageCandidate *candidate = lage_entity_find (entity, fields[i].field);

        if (candidate == NULL || (pass == 0 && fields[i].fresh_s == 0))
          continue;
        if (found == NULL || candidate->observed_at_us > found->observed_at_us)
          found = candidate;
      }
  return found;
}

static char *
make_kind (LageEntity *entity)
{
  const char *kind = lage_kind_get_label (lage_entity_get_kind (entity));
  const LageFieldSpec *spec = lage_schema_find (lage_entity_get_kind (entity),
                                                LAGE_FIELD_ORGANISATION);
  const LageCandidate *organisation = NULL;
  g_autofree char *text = NULL;

  if (spec != NULL)
    organisation = lage_entity_find (entity, LAGE_FIELD_ORGANISATION);
  if (organisation == NULL)
    return g_strdup (kind);

  text = lage_format_value (spec, &organisation->value, 0);
  return g_strdup_printf ("%s · %s", kind, text);
}

static char *
make_source (LageSession *session,
             LageEntity  *entity,
             gint64       now_us)
{
  const LageCandidate *fact = find_main_fact (entity);
  const char *source;
  g_autofree char *who = NULL;
  g_autofree char *age = NULL;

  if (fact == NULL)
    return NULL;
  source = lage_format_source (lage_situation_get_source (lage_session_get_situation (session),
                                                          fact));
  who = fact->author != NULL ? g_strdup_printf ("%s, %s", source, fact->author)
                             : g_strdup (source);
  age = lage_format_age (MAX (now_us - fact->observed_at_us, 0));
  /* Translators: who said it, and how old it is: "Radio, 3 min ago" */
  return g_strdup_printf (_("%s, %s ago"), who, age);
}

static void
fill_single (LageHoverCard *self,
             LageSession   *session,
             gint64         now_us,
             LageEntity    *entity)
{
  g_autofree char *kind = make_kind (entity);
  g_autofree char *line = NULL;
  g_autofree char *source = make_source (session, entity, now_us);
  gint64 observed_at_us;
  LageFreshness freshness = lage_freshness_of_entity (entity, now_us, &observed_at_us);

  line = lage_entity_summary_make_line (entity, lage_session_get_thresholds (session), now_us);
  set_text (self->title, lage_entity_get_title (entity));
  set_text (self->kind, kind);
  set_text (self->state, line);
  set_text (self->source, source);
  lage_freshness_badge_set (LAGE_FRESHNESS_BADGE (self->badge), freshness,
                            observed_at_us != 0 ? MAX (now_us - observed_at_us, 0) : -1);
  gtk_widget_set_visible (self->badge, TRUE);
}

static void
fill_several (LageHoverCard *self,
              LageSession   *session,
              gint64         now_us,
              GPtrArray     *entities)
{
  g_autofree char *title = NULL;
  g_autofree char *kinds = lage_map_words_count_kinds (entities);
  g_autofree char *attention = NULL;
  g_autofree char *names = lage_map_words_list_names (entities, MAX_NAMES);

  title = g_strdup_printf (ngettext ("%u here", "%u here", entities->len), entities->len);
  attention = lage_map_words_count_attention (entities, lage_session_get_thresholds (session),
                                              now_us);
  set_text (self->title, title);
  set_text (self->kind, kinds);
  set_text (self->state, attention);
  set_text (self->source, names);
  gtk_widget_set_visible (self->badge, FALSE);
}

static void
lage_hover_card_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (lage_hover_card_parent_class)->dispose (object);
}

static void
lage_hover_card_class_init (LageHoverCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lage_hover_card_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "hovercard");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TOOLTIP);
}

static GtkLabel *
add_label (GtkWidget  *parent,
           const char *css_class)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_xalign (label, 0);
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (label, MAX_CHARS);
  gtk_label_set_ellipsize (label, PANGO_ELLIPSIZE_END);
  gtk_label_set_lines (label, 3);
  gtk_widget_add_css_class (GTK_WIDGET (label), css_class);
  gtk_widget_set_parent (GTK_WIDGET (label), parent);
  return label;
}

static void
lage_hover_card_init (LageHoverCard *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (widget)),
                                  GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_can_target (widget, FALSE);
  gtk_widget_set_can_focus (widget, FALSE);

  self->head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_widget_set_parent (self->head, widget);
  self->title = add_label (self->head, "card-title");
  gtk_widget_set_hexpand (GTK_WIDGET (self->title), TRUE);
  self->badge = lage_freshness_badge_new ();
  gtk_widget_set_valign (self->badge, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self->head), self->badge);
  self->kind = add_label (widget, "dim-label");
  self->state = add_label (widget, "card-state");
  self->source = add_label (widget, "dim-label");
}

GtkWidget *
lage_hover_card_new (void)
{
  return g_object_new (LAGE_TYPE_HOVER_CARD, NULL);
}

/**
 * lage_hover_card_fill:
 * @self: the card
 * @session: an open session
 * @now_us: situation time
 * @entities: (element-type LageEntity): what to tell about, at least one
 */
void
lage_hover_card_fill (LageHoverCard *self,
                      LageSession   *session,
                      gint64         now_us,
                      GPtrArray     *entities)
{
  g_return_if_fail (LAGE_IS_HOVER_CARD (self));
  g_return_if_fail (entities->len > 0);

  if (entities->len == 1)
    fill_single (self, session, now_us, g_ptr_array_index (entities, 0));
  else
    fill_several (self, session, now_us, entities);
}
