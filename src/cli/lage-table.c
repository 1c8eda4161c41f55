/* lage-table.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-table.h"

#define GAP 2
#define MAX_CELL_WIDTH 60

struct _LageTable
{
  guint      n_columns;
  gboolean  *is_right;
  GPtrArray *cells; /* of text, row by row */
};

/**
 * lage_table_new:
 * @n_columns: how many cells make a row
 */
LageTable *
lage_table_new (guint n_columns)
{
  LageTable *self = g_new0 (LageTable, 1);

  g_assert (n_columns > 0);

  self->n_columns = n_columns;
  self->is_right = g_new0 (gboolean, n_columns);
  self->cells = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
lage_table_free (LageTable *self)
{
  if (self == NULL)
    return;
  g_free (self->is_right);
  g_ptr_array_unref (self->cells);
  g_free (self);
}

static guint
get_width (gunichar character)
{
  if (g_unichar_iszerowidth (character))
    return 0;
  return g_unichar_iswide (character) ? 2 : 1;
}

/* One line, without what would move the cursor, and not longer than a table bears. */
static char *
dup_clean (const char *cell)
{
  GString *clean = g_string_new (NULL);
  guint width = 0;

  for (const char *p = cell; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      if (g_unichar_iscntrl (character))
        character = ' ';
      width += get_width (character);
      if (width > MAX_CELL_WIDTH - 1 && *g_utf8_next_char (p) != '\0')
        {
          g_string_append (clean, "…");
          break;
        }
      g_string_append_unichar (clean, character);
    }
  return g_string_free (clean, FALSE);
}

static guint
measure (const char *cell)
{
  guint width = 0;

  for (const char *p = cell; *p != '\0'; p = g_utf8_next_char (p))
    width += get_width (g_utf8_get_char (p));
  return width;
}

void
lage_table_add (LageTable  *self,
                const char *cell)
{
  g_ptr_array_add (self->cells, dup_clean (cell != NULL ? cell : ""));
}

/**
 * lage_table_take:
 * @self: the table
 * @cell: (transfer full) (nullable): the next cell, UTF-8
 */
void
lage_table_take (LageTable *self,
                 char      *cell)
{
  lage_table_add (self, cell);
  g_free (cell);
}

/**
 * lage_table_set_right:
 * @self: the table
 * @column: a column of numbers: they end below each other
 */
void
lage_table_set_right (LageTable *self,
                      guint      column)
{
  g_assert (column < self->n_columns);

  self->is_right[column] = TRUE;
}

static void
pad (GString *text,
     guint    n_spaces)
{
  for (guint i = 0; i < n_spaces; i++)
    g_string_append_c (text, ' ');
}

/**
 * lage_table_to_text:
 * @self: the table
 *
 * Returns: (transfer full): its rows, each with a line break; no line ends in spaces
 */
char *
lage_table_to_text (LageTable *self)
{
  g_autofree guint *widths = g_new0 (guint, self->n_columns);
  GString *text = g_string_new (NULL);

  g_assert (self->cells->len % self->n_columns == 0);

  for (guint i = 0; i < self->cells->len; i++)
    {
      guint width = measure (g_ptr_array_index (self->cells, i));

      widths[i % self->n_columns] = MAX (widths[i % self->n_columns], width);
    }

  for (guint i = 0; i < self->cells->len; i++)
    {
      guint column = i % self->n_columns;
      const char *cell = g_ptr_array_index (self->cells, i);
      guint n_missing = widths[column] - measure (cell);

      if (self->is_right[column])
        pad (text, n_missing);
      g_string_append (text, cell);
      if (!self->is_right[column])
        pad (text, n_missing);
      pad (text, GAP);

      if (column == self->n_columns - 1)
        {
          while (text->len > 0 && text->str[text->len - 1] == ' ')
            g_string_truncate (text, text->len - 1);
          g_string_append_c (text, '\n');
        }
    }
  return g_string_free (text, FALSE);
}
