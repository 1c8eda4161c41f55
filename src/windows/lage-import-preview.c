/* lage-import-preview.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-import-preview.h"

/* The first features of a layer as a table: as many columns as a person can compare. */

#define MAX_COLUMNS 8
#define COLUMN_CHARS 18

/* One column of the table. */
typedef struct
{
  LageImportFile *file;
  guint           layer;
  guint           field;
} Column;

static void
column_free (gpointer  data,
             GClosure *closure)
{
  lage_import_file_unref (((Column *) data)->file);
  g_free (data);
}

static void
setup_cb (GtkListItemFactory *factory,
          GtkListItem        *item)
{
  GtkWidget *cell = gtk_inscription_new (NULL);

  gtk_inscription_set_min_chars (GTK_INSCRIPTION (cell), COLUMN_CHARS);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (cell), COLUMN_CHARS);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (cell),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_list_item_set_child (item, cell);
}

static void
bind_cb (GtkListItemFactory *factory,
         GtkListItem        *item,
         gpointer            user_data)
{
  const Column *column = user_data;
  const LageImportLayer *layer = lage_import_file_get_layer (column->file, column->layer);
  char **row = g_ptr_array_index (layer->preview, gtk_list_item_get_position (item));

  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_list_item_get_child (item)),
                            row[column->field]);
}

static void
add_column (GtkColumnView  *view,
            LageImportFile *file,
            guint           layer,
            guint           field)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  const char *name = lage_import_layer_get_field (lage_import_file_get_layer (file, layer),
                                                  field)->name;
  g_autoptr(GtkColumnViewColumn) view_column = NULL;
  Column *column = g_new (Column, 1);

  *column = (Column) { lage_import_file_ref (file), layer, field };
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect_data (factory, "bind", G_CALLBACK (bind_cb), column, column_free, 0);
  view_column = gtk_column_view_column_new (name, factory);
  gtk_column_view_column_set_resizable (view_column, TRUE);
  gtk_column_view_append_column (view, view_column);
}

/**
 * lage_import_preview_fill:
 * @view: a table
 * @file: a file
 * @layer: which layer of it
 *
 * Shows the first features, by the fields that have values.
 */
void
lage_import_preview_fill (GtkColumnView  *view,
                          LageImportFile *file,
                          guint           layer)
{
  const LageImportLayer *source = lage_import_file_get_layer (file, layer);
  GListModel *columns = gtk_column_view_get_columns (view);
  g_autoptr(GtkStringList) rows = gtk_string_list_new (NULL);
  GtkSelectionModel *selection;

  gtk_column_view_set_model (view, NULL);
  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr(GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (view, column);
    }
  for (guint i = 0; i < source->fields->len
                    && g_list_model_get_n_items (columns) < MAX_COLUMNS; i++)
    if (lage_import_layer_get_field (source, i)->n_values > 0)
      add_column (view, file, layer, i);
  /* The rows have no content of their own: cells take theirs from the file by their place. */
  for (guint i = 0; i < source->preview->len; i++)
    gtk_string_list_append (rows, "");
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_steal_pointer (&rows))));
  gtk_column_view_set_model (view, selection);
  g_object_unref (selection);
}
