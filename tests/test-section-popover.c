/* test-section-popover.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-section-popover.h"
#include "window-fixture.h"

typedef struct
{
  SessionFixture      base;
  GtkWidget          *button;
  LageSectionPopover *popover;
  GtkWidget          *entry;
  LageEntity         *north;
  LageEntity         *south;
  LageEntity         *free;
} Fixture;

static LageEntity *
add_unit (Fixture    *fixture,
          const char *name,
          const char *section)
{
  LageDraft *draft = fixture_draft (LAGE_KIND_UNIT, name);

  if (section != NULL)
    lage_draft_set_text (draft, LAGE_FIELD_SECTION, section);
  return fixture_take (fixture->base.session, "radio", draft);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  session_fixture_set_up (&fixture->base, data);
  fixture->north = add_unit (fixture, "Florian 1", "North");
  fixture->south = add_unit (fixture, "Florian 2", "South");
  fixture->free = add_unit (fixture, "Florian 3", NULL);
  fixture->popover = LAGE_SECTION_POPOVER (lage_section_popover_new ());
  lage_section_popover_set_session (fixture->popover, fixture->base.session);
  fixture->button = gtk_menu_button_new ();
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (fixture->button), GTK_WIDGET (fixture->popover));
  fixture->entry = fixture_find (GTK_WIDGET (fixture->popover), fixture_is_type, "GtkEntry");
  session_fixture_show (&fixture->base, fixture->button);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_popover_popdown (GTK_POPOVER (fixture->popover));
  fixture_wait_until (!gtk_widget_get_mapped (GTK_WIDGET (fixture->popover)));
  gtk_test_widget_wait_for_draw (fixture->base.window);
  session_fixture_tear_down (&fixture->base, data);
}

static void
open_for (Fixture    *fixture,
          LageEntity *first,
          LageEntity *second)
{
  g_autoptr(GPtrArray) entities = g_ptr_array_new ();

  g_ptr_array_add (entities, first);
  if (second != NULL)
    g_ptr_array_add (entities, second);
  lage_section_popover_set_entities (fixture->popover, entities);
  gtk_menu_button_popup (GTK_MENU_BUTTON (fixture->button));
  fixture_wait_until (gtk_widget_get_mapped (GTK_WIDGET (fixture->popover)));
}

static const char *
get_text (Fixture *fixture)
{
  return gtk_editable_get_text (GTK_EDITABLE (fixture->entry));
}

static void
wait_for_end (Fixture *fixture)
{
  fixture_wait_until (!gtk_widget_get_mapped (GTK_WIDGET (fixture->popover)));
  lage_situation_flush (lage_session_get_situation (fixture->base.session));
}

static void
test_sets_and_removes (Fixture       *fixture,
                       gconstpointer  data)
{
  open_for (fixture, fixture->free, NULL);
  g_assert_cmpstr (get_text (fixture), ==, "");
  fixture_write (fixture->entry, " Harbour ");
  fixture_click (fixture_find (GTK_WIDGET (fixture->popover), fixture_is_button, "_Set"));
  wait_for_end (fixture);
  g_assert_cmpstr (lage_entity_get_text (fixture->free, LAGE_FIELD_SECTION), ==, "Harbour");

  open_for (fixture, fixture->free, NULL);
  g_assert_cmpstr (get_text (fixture), ==, "Harbour");
  fixture_write (fixture->entry, "");
  fixture_click (fixture_find (GTK_WIDGET (fixture->popover), fixture_is_button, "_Remove"));
  wait_for_end (fixture);
  g_assert_null (lage_entity_get_text (fixture->free, LAGE_FIELD_SECTION));
}

static void
test_offers_what_there_is (Fixture       *fixture,
                           gconstpointer  data)
{
  GtkListBox *list = GTK_LIST_BOX (fixture_find (GTK_WIDGET (fixture->popover), fixture_is_type,
                                                 "GtkListBox"));
  GtkListBoxRow *north, *south;

  open_for (fixture, fixture->free, NULL);
  north = gtk_list_box_get_row_at_index (list, 0);
  south = gtk_list_box_get_row_at_index (list, 1);
  g_assert_null (gtk_list_box_get_row_at_index (list, 2));
  g_assert_true (fixture_shows (GTK_WIDGET (north), "North"));
  fixture_write (fixture->entry, "SOU");
  g_assert_false (gtk_widget_get_child_visible (GTK_WIDGET (north)));
  g_assert_true (gtk_widget_get_child_visible (GTK_WIDGET (south)));
  g_signal_emit_by_name (list, "row-activated", south);
  wait_for_end (fixture);
  g_assert_cmpstr (lage_entity_get_text (fixture->free, LAGE_FIELD_SECTION), ==, "South");
}

/* One edit for all of them; Enter as it opens changes nothing. */
static void
test_several (Fixture       *fixture,
              gconstpointer  data)
{
  open_for (fixture, fixture->north, fixture->south);
  g_assert_cmpstr (get_text (fixture), ==, "");
  g_signal_emit_by_name (fixture->entry, "activate");
  wait_for_end (fixture);
  g_assert_cmpstr (lage_entity_get_text (fixture->north, LAGE_FIELD_SECTION), ==, "North");
  g_assert_cmpstr (lage_entity_get_text (fixture->south, LAGE_FIELD_SECTION), ==, "South");
  g_assert_null (lage_session_get_undo_label (fixture->base.session));

  open_for (fixture, fixture->north, fixture->south);
  fixture_write (fixture->entry, "Harbour");
  g_signal_emit_by_name (fixture->entry, "activate");
  wait_for_end (fixture);
  g_assert_cmpstr (lage_entity_get_text (fixture->north, LAGE_FIELD_SECTION), ==, "Harbour");
  g_assert_cmpstr (lage_entity_get_text (fixture->south, LAGE_FIELD_SECTION), ==, "Harbour");
  g_assert_cmpstr (lage_session_get_undo_label (fixture->base.session), ==,
                   "Change of a section");
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);

#define ADD(path, func) \
  g_test_add ("/windows/section-popover/" path, Fixture, NULL, set_up, func, tear_down)

  ADD ("sets-and-removes", test_sets_and_removes);
  ADD ("offers-what-there-is", test_offers_what_there_is);
  ADD ("several", test_several);

  return g_test_run ();
}
