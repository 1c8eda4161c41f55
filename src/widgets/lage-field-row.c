/* lage-field-row.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-field-row.h"

#include <glib/gi18n.h>

#include "lage-format.h"
#include "lage-freshness-badge.h"

#define MAX_CANDIDATES 8

/**
 * LageFieldRow:
 *
 * One field of one entity: what holds, and below it in small what each source says, who won, and
 * how old each word is.
 *
 *     Battery                          82 %
 *     ✓ mavlink                      ● 3 s
 *       cot-drones  80 %            ◐ 41 s
 */
struct _LageFieldRow
{
  GtkListBoxRow parent_instance;

  const LageFieldSpec *spec;
  GtkWidget           *value;
  GtkWidget           *lines;
  GPtrArray           *line_widgets; /* Line */
};

typedef struct
{
  GtkWidget *box;
  GtkWidget *source;
  GtkWidget *value;
  GtkWidget *badge;
} Line;

G_DEFINE_FINAL_TYPE (LageFieldRow, lage_field_row, GTK_TYPE_LIST_BOX_ROW)

static GtkWidget *
make_label (const char *css_class,
            float       xalign)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static Line *
make_line (LageFieldRow *self)
{
  Line *line = g_new0 (Line, 1);

  line->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  line->source = make_label ("caption", 0.0f);
  line->value = make_label ("caption", 1.0f);
  line->badge = lage_freshness_badge_new ();
  gtk_widget_set_hexpand (line->source, TRUE);
  gtk_widget_add_css_class (line->box, "dim-label");
  gtk_widget_add_css_class (line->value, "numeric");
  gtk_box_append (GTK_BOX (line->box), line->source);
  gtk_box_append (GTK_BOX (line->box), line->value);
  gtk_box_append (GTK_BOX (line->box), line->badge);
  gtk_box_append (GTK_BOX (self->lines), line->box);
  return line;
}

static char *
format_value (LageSituation       *situation,
              const LageFieldSpec *spec,
              const LageCandidate *candidate,
              gint64               now_us)
{
  if (candidate->value.type == LAGE_VALUE_ENTITY)
    {
      LageEntity *other = lage_situation_find (situation, &candidate->value.id);

      if (other != NULL)
        return g_strdup (lage_entity_get_title (other));
    }
  return lage_format_value (spec, &candidate->value, now_us);
}

static void
update_line (LageFieldRow        *self,
             Line                *line,
             LageSituation       *situation,
             const LageCandidate *candidate,
             gboolean             is_winner,
             gboolean             is_alone,
             gint64               now_us)
{
  const char *source = lage_format_source (lage_situation_get_source (situation, candidate));
  gint64 age_us = now_us - candidate->observed_at_us;
  LageFreshness freshness = lage_freshness_of_age (age_us, self->spec->fresh_s);
  g_autofree char *value = NULL;
  g_autofree char *who = NULL;
  g_autofree char *text = NULL;
  g_autofree char *observed = lage_format_date_time (candidate->observed_at_us);
  g_autofree char *recorded = lage_format_date_time (lage_hlc_to_us (candidate->hlc));
  g_autofree char *tooltip = NULL;

  who = candidate->author != NULL ? g_strdup_printf ("%s, %s", source, candidate->author)
                                  : g_strdup (source);
  text = g_strconcat (is_alone ? "" : is_winner ? "✓ " : "   ", who, NULL);
  gtk_label_set_text (GTK_LABEL (line->source), text);

  value = is_winner ? g_strdup ("") : format_value (situation, self->spec, candidate, now_us);
  gtk_label_set_text (GTK_LABEL (line->value), value);

  lage_freshness_badge_set (LAGE_FRESHNESS_BADGE (line->badge), freshness,
                            freshness == LAGE_FRESHNESS_STALE ? age_us : MAX (age_us, 0));

  /* Translators: when something was so in the world, and when it was taken down here */
  tooltip = g_strdup_printf (_("Observed %s, recorded %s"), observed, recorded);
  gtk_widget_set_tooltip_text (line->box, tooltip);
}

static void
lage_field_row_finalize (GObject *object)
{
  g_ptr_array_unref (LAGE_FIELD_ROW (object)->line_widgets);

  G_OBJECT_CLASS (lage_field_row_parent_class)->finalize (object);
}

static void
lage_field_row_class_init (LageFieldRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lage_field_row_finalize;
}

static void
lage_field_row_init (LageFieldRow *self)
{
  self->line_widgets = g_ptr_array_new_with_free_func (g_free);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
}

/**
 * lage_field_row_new:
 * @spec: the field
 */
GtkWidget *
lage_field_row_new (const LageFieldSpec *spec)
{
  LageFieldRow *self = g_object_new (LAGE_TYPE_FIELD_ROW, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = make_label (NULL, 0.0f);

  self->spec = spec;
  gtk_label_set_text (GTK_LABEL (label), lage_format_field (spec));
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  self->value = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->value), 1.0f);
  gtk_label_set_justify (GTK_LABEL (self->value), GTK_JUSTIFY_RIGHT);
  gtk_label_set_wrap (GTK_LABEL (self->value), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->value), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (self->value), TRUE);
  gtk_widget_set_hexpand (self->value, TRUE);
  gtk_widget_add_css_class (self->value, "field-value");
  gtk_widget_add_css_class (self->value, "numeric");
  self->lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  /* Long texts get the whole width below their name. */
  if (spec->type == LAGE_VALUE_TEXT)
    {
      gtk_orientable_set_orientation (GTK_ORIENTABLE (head), GTK_ORIENTATION_VERTICAL);
      gtk_box_set_spacing (GTK_BOX (head), 2);
      gtk_widget_add_css_class (label, "dim-label");
      gtk_label_set_xalign (GTK_LABEL (self->value), 0.0f);
      gtk_label_set_justify (GTK_LABEL (self->value), GTK_JUSTIFY_LEFT);
    }
  gtk_box_append (GTK_BOX (head), label);
  gtk_box_append (GTK_BOX (head), self->value);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), self->lines);
  gtk_widget_add_css_class (box, "field");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  return GTK_WIDGET (self);
}

const LageFieldSpec *
lage_field_row_get_spec (LageFieldRow *self)
{
  g_return_val_if_fail (LAGE_IS_FIELD_ROW (self), NULL);

  return self->spec;
}

static char *
format_members (LageSituation *situation,
                LageEntity    *entity,
                LageField      field)
{
  g_autoptr(GArray) ids = lage_entity_list_set (entity, field);
  g_autoptr(GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < ids->len; i++)
    {
      LageEntity *member = lage_situation_find (situation, &g_array_index (ids, LageId, i));

      g_ptr_array_add (names, (gpointer) (member != NULL ? lage_entity_get_title (member) : "?"));
    }
  g_ptr_array_add (names, NULL);
  return g_strjoinv (", ", (char **) names->pdata);
}

/**
 * lage_field_row_update:
 * @self: the row
 * @situation: the picture
 * @entity: an entity that has the field
 * @now_us: situation time
 *
 * Shows the field as it is now.
 */
void
lage_field_row_update (LageFieldRow  *self,
                       LageSituation *situation,
                       LageEntity    *entity,
                       gint64         now_us)
{
  g_autoptr(GPtrArray) candidates = NULL;
  g_autofree char *value = NULL;
  g_autofree char *spoken = NULL;
  guint n_lines;

  g_return_if_fail (LAGE_IS_FIELD_ROW (self));

  candidates = lage_entity_list_candidates (entity, self->spec->field);
  if (self->spec->merge == LAGE_MERGE_SET)
    value = format_members (situation, entity, self->spec->field);
  else if (candidates->len > 0)
    value = format_value (situation, self->spec, g_ptr_array_index (candidates, 0), now_us);
  if (value == NULL || *value == '\0')
    {
      g_free (value);
      value = g_strdup ("–");
    }
  gtk_label_set_text (GTK_LABEL (self->value), value);
  spoken = g_strjoin (", ", lage_format_field (self->spec), value, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);

  n_lines = self->spec->merge == LAGE_MERGE_SET ? MIN (candidates->len, 1)
                                                : MIN (candidates->len, MAX_CANDIDATES);
  while (self->line_widgets->len < n_lines)
    g_ptr_array_add (self->line_widgets, make_line (self));
  for (guint i = 0; i < self->line_widgets->len; i++)
    {
      Line *line = g_ptr_array_index (self->line_widgets, i);

      gtk_widget_set_visible (line->box, i < n_lines);
      if (i < n_lines)
        update_line (self, line, situation, g_ptr_array_index (candidates, i), i == 0,
                     n_lines == 1, now_us);
    }
}
