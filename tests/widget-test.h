/* widget-test.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

/* What the tests of widgets share: children by type, layout without a window, pixels. */

static inline void
widget_test_collect (GtkWidget *widget,
                     GType      type,
                     GPtrArray *found)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (G_TYPE_CHECK_INSTANCE_TYPE (child, type))
        g_ptr_array_add (found, child);
      widget_test_collect (child, type, found);
    }
}

/* The index-th descendant of a type, in the order in which they are read. */
static inline GtkWidget *
widget_test_find (GtkWidget *widget,
                  GType      type,
                  guint      index)
{
  g_autoptr(GPtrArray) found = g_ptr_array_new ();

  widget_test_collect (widget, type, found);
  g_assert_cmpuint (index, <, found->len);
  return g_ptr_array_index (found, index);
}

static inline void
widget_test_assert_name (GtkWidget         *widget,
                         GtkAccessibleRole  role,
                         const char        *name)
{
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (widget), role);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       name);
}

/* A row or chart of its own, not in a window: the caller owns it. */
static inline gpointer
widget_test_own (GtkWidget *widget)
{
  return g_object_ref_sink (widget);
}
