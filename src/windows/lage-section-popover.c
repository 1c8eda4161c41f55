/* lage-section-popover.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-section-popover.h"

#include <glib/gi18n.h>

#include "lage-edit.h"
#include "lage-search-key.h"

/**
 * LageSectionPopover:
 *
 * Says to which section one or more entities belong: one of those that the picture has, or a new
 * one. What is typed narrows the list; an empty entry takes them out of their section. One edit for
 * all of them.
 */
struct _LageSectionPopover
{
  GtkPopover parent_instance;

  GtkEntry    *entry;
  GtkListBox  *list;
  GtkWidget   *apply_button;
  GtkLabel    *problem_label;

  LageSession *session;
  GPtrArray   *entities; /* owned references */
  char        *common;   /* what all of them belong to now, "" if not to the same */
};

G_DEFINE_FINAL_TYPE (LageSectionPopover, lage_section_popover, GTK_TYPE_POPOVER)

static int
compare_sections (gconstpointer a,
                  gconstpointer b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

static void
add_section (gpointer section,
             gpointer unused,
             gpointer user_data)
{
  g_ptr_array_add (user_data, g_strdup (section));
}

/**
 * lage_section_list:
 * @situation: the picture
 *
 * Returns: (transfer container) (element-type utf8): the names of all sections that something
 *   belongs to, in the order of the language
 */
GPtrArray *
lage_section_list (LageSituation *situation)
{
  g_autoptr(GHashTable) found = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *sections = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < lage_situation_get_n_entities (situation); i++)
    {
      LageEntity *entity = lage_situation_get_entity (situation, i);
      const char *section = lage_entity_get_text (entity, LAGE_FIELD_SECTION);

      if (section != NULL && *section != '\0' && !lage_entity_is_archived (entity))
        g_hash_table_add (found, (gpointer) section);
    }
  g_hash_table_foreach (found, add_section, sections);
  g_ptr_array_sort (sections, compare_sections);
  return sections;
}

static void
edited_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(LageSectionPopover) self = user_data; /* the reference taken when asking */
  g_autoptr(GError) error = NULL;

  if (lage_session_edit_finish (LAGE_SESSION (object), result, &error))
    {
      gtk_popover_popdown (GTK_POPOVER (self));
      return;
    }
  gtk_label_set_text (self->problem_label, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), TRUE);
}

static void
apply (LageSectionPopover *self,
       const char         *section)
{
  g_autoptr(GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_draft_free);

  for (guint i = 0; i < self->entities->len; i++)
    {
      LageEntity *entity = g_ptr_array_index (self->entities, i);
      g_autoptr(LageDraft) draft = lage_draft_new (lage_entity_get_kind (entity),
                                                   lage_entity_get_id (entity));

      lage_edit_text (draft, entity, LAGE_FIELD_SECTION, section);
      if (draft->changes->len > 0)
        g_ptr_array_add (drafts, g_steal_pointer (&draft));
    }
  if (drafts->len == 0)
    gtk_popover_popdown (GTK_POPOVER (self));
  else
    lage_session_edit_async (self->session, drafts, _("Change of a section"), NULL, edited_cb,
                             g_object_ref (self));
}

static void
apply_cb (LageSectionPopover *self)
{
  if (gtk_widget_get_sensitive (self->apply_button))
    apply (self, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  else
    gtk_popover_popdown (GTK_POPOVER (self));
}

static const char *
get_section (GtkListBoxRow *row)
{
  return gtk_label_get_text (GTK_LABEL (gtk_list_box_row_get_child (row)));
}

static void
row_activated_cb (LageSectionPopover *self,
                  GtkListBoxRow      *row)
{
  apply (self, get_section (row));
}

static gboolean
filter_section (GtkListBoxRow *row,
                gpointer       user_data)
{
  LageSectionPopover *self = user_data;
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *key = lage_search_key (text);

  return g_strcmp0 (text, self->common) == 0 || lage_search_matches (get_section (row), key);
}

/* As it was opened there is nothing to set: Enter by mistake takes nobody out of a section. */
static void
changed_cb (LageSectionPopover *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  gtk_widget_set_sensitive (self->apply_button, g_strcmp0 (text, self->common) != 0);
  gtk_button_set_label (GTK_BUTTON (self->apply_button),
                        *text != '\0' || *self->common == '\0' ? _("_Set") : _("_Remove"));
  gtk_list_box_invalidate_filter (self->list);
}

static void
fill (LageSectionPopover *self)
{
  g_autoptr(GPtrArray) sections = lage_section_list (lage_session_get_situation (self->session));
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < sections->len; i++)
    {
      GtkWidget *label = gtk_label_new (g_ptr_array_index (sections, i));

      gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_list_box_append (self->list, label);
    }
}

static void
find_common (LageSectionPopover *self)
{
  const char *common = NULL;

  for (guint i = 0; i < self->entities->len; i++)
    {
      const char *section = lage_entity_get_text (g_ptr_array_index (self->entities, i),
                                                  LAGE_FIELD_SECTION);

      if (i > 0 && g_strcmp0 (common, section) != 0)
        {
          common = NULL;
          break;
        }
      common = section;
    }
  g_free (self->common);
  self->common = g_strdup (common != NULL ? common : "");
}

static void
map_cb (LageSectionPopover *self)
{
  if (self->session == NULL)
    return;
  find_common (self);
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), self->common);
  fill (self);
  changed_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
lage_section_popover_dispose (GObject *object)
{
  LageSectionPopover *self = LAGE_SECTION_POPOVER (object);

  g_ptr_array_set_size (self->entities, 0);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (lage_section_popover_parent_class)->dispose (object);
}

static void
lage_section_popover_finalize (GObject *object)
{
  LageSectionPopover *self = LAGE_SECTION_POPOVER (object);

  g_ptr_array_unref (self->entities);
  g_free (self->common);

  G_OBJECT_CLASS (lage_section_popover_parent_class)->finalize (object);
}

static void
lage_section_popover_class_init (LageSectionPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lage_section_popover_dispose;
  G_OBJECT_CLASS (klass)->finalize = lage_section_popover_finalize;
}

static void
lage_section_popover_init (LageSectionPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->entities = g_ptr_array_new_with_free_func (g_object_unref);
  self->common = g_strdup ("");
  self->entry = GTK_ENTRY (gtk_entry_new ());
  self->apply_button = gtk_button_new_with_mnemonic (_("_Set"));
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  self->problem_label = GTK_LABEL (gtk_label_new (NULL));

  gtk_widget_set_hexpand (GTK_WIDGET (self->entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Section; empty for none"), -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->entry), _("Section; empty for none"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Sections of this operation"), -1);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "navigation-sidebar");
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_list_box_set_filter_func (self->list, filter_section, self, NULL);
  gtk_label_set_wrap (self->problem_label, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->problem_label), "error");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 260);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_widget_set_size_request (box, 280, -1);

  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->entry));
  gtk_box_append (GTK_BOX (line), self->apply_button);
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->problem_label));
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_popover_set_child (GTK_POPOVER (self), box);

  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (apply_cb), self);
  g_signal_connect_swapped (self->apply_button, "clicked", G_CALLBACK (apply_cb), self);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
}

GtkWidget *
lage_section_popover_new (void)
{
  return g_object_new (LAGE_TYPE_SECTION_POPOVER, NULL);
}

/**
 * lage_section_popover_set_session:
 * @self: the popover
 * @session: an open session
 */
void
lage_section_popover_set_session (LageSectionPopover *self,
                                  LageSession        *session)
{
  g_return_if_fail (LAGE_IS_SECTION_POPOVER (self));

  g_set_object (&self->session, session);
}

/**
 * lage_section_popover_set_entities:
 * @self: the popover
 * @entities: (element-type LageEntity): of kinds that can belong to a section
 */
void
lage_section_popover_set_entities (LageSectionPopover *self,
                                   GPtrArray          *entities)
{
  g_return_if_fail (LAGE_IS_SECTION_POPOVER (self));

  g_ptr_array_set_size (self->entities, 0);
  for (guint i = 0; i < entities->len; i++)
    g_ptr_array_add (self->entities, g_object_ref (g_ptr_array_index (entities, i)));
}
