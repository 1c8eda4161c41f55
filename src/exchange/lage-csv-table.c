/* lage-csv-table.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-csv-table.h"

#include <string.h>

#include "lage-error.h"

/* CSV as it is found, not as RFC 4180 wishes it: written by spreadsheets in German and English,
 * with semicolons or tabulators, in Latin-1 or UTF-16. The encoding is told by byte order mark and
 * by whether it is valid UTF-8; the delimiter by the header. */

typedef struct
{
  const char *p;
  char        delimiter;
  guint       line;
} Cursor;

static char *
decode (GBytes      *bytes,
        const char **encoding,
        GError     **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  const char *from = NULL;
  g_autofree char *text = NULL;

  *encoding = "UTF-8";
  if (size >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    {
      data += 3;
      size -= 3;
    }
  else if (size >= 2 && memcmp (data, "\xff\xfe", 2) == 0)
    {
      *encoding = "UTF-16";
      from = "UTF-16LE";
    }
  else if (size >= 2 && memcmp (data, "\xfe\xff", 2) == 0)
    {
      *encoding = "UTF-16";
      from = "UTF-16BE";
    }

  if (from != NULL)
    {
      data += 2;
      size -= 2;
    }
  else if (memchr (data, '\0', size) != NULL)
    {
      g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_INVALID, "a zero byte: this is no text");
      return NULL;
    }
  else if (!g_utf8_validate (data, (gssize) size, NULL))
    {
      from = *encoding = "windows-1252";
    }

  if (from == NULL)
    return g_strndup (data, size);
  text = g_convert_with_fallback (data, (gssize) size, "UTF-8", from, "\xef\xbf\xbd", NULL, &size,
                                  error);
  if (text != NULL && strlen (text) != size)
    {
      g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_INVALID, "a zero byte: this is no text");
      return NULL;
    }
  return g_steal_pointer (&text);
}

/* What stands most often in the header outside of quotes; in doubt what German spreadsheets use. */
static char
find_delimiter (const char *text)
{
  static const char candidates[] = ";,\t|";
  guint counts[sizeof candidates - 1] = { 0 };
  gboolean is_quoted = FALSE;
  guint best = 0;

  for (const char *p = text; *p != '\0' && (is_quoted || (*p != '\n' && *p != '\r')); p++)
    {
      const char *found = strchr (candidates, *p);

      if (*p == '"')
        is_quoted = !is_quoted;
      else if (!is_quoted && found != NULL)
        counts[found - candidates]++;
    }
  for (guint i = 1; i < G_N_ELEMENTS (counts); i++)
    if (counts[i] > counts[best])
      best = i;
  return candidates[best];
}

/* One cell; the cursor stops at what ends it. */
static char *
read_cell (Cursor  *self,
           GError **error)
{
  g_autoptr(GString) cell = g_string_new (NULL);
  guint first_line = self->line;

  if (*self->p == '"')
    {
      for (self->p++; *self->p != '\0' && (*self->p != '"' || self->p[1] == '"'); self->p++)
        {
          if (*self->p == '"')
            self->p++;
          if (*self->p == '\n')
            self->line++;
          g_string_append_c (cell, *self->p);
        }
      if (*self->p == '\0')
        {
          g_set_error (error, LAGE_ERROR, LAGE_ERROR_TRUNCATED,
                       "line %u: a quotation mark is not closed", first_line);
          return NULL;
        }
      self->p++;
    }
  while (*self->p != '\0' && *self->p != self->delimiter && *self->p != '\n' && *self->p != '\r')
    g_string_append_c (cell, *self->p++);

  if (cell->len > LAGE_CSV_MAX_CELL_BYTES)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_TOO_LARGE, "line %u: a cell of %" G_GSIZE_FORMAT
                   " bytes", first_line, cell->len);
      return NULL;
    }
  g_strstrip (cell->str);
  return g_string_free (g_steal_pointer (&cell), FALSE);
}

/* One row, or an empty one for an empty line. */
static GPtrArray *
read_row (Cursor  *self,
          GError **error)
{
  g_autoptr(GPtrArray) row = g_ptr_array_new_with_free_func (g_free);

  while (TRUE)
    {
      char *cell = read_cell (self, error);

      if (cell == NULL)
        return NULL;
      g_ptr_array_add (row, cell);
      if (row->len > LAGE_CSV_MAX_COLUMNS)
        {
          g_set_error (error, LAGE_ERROR, LAGE_ERROR_TOO_LARGE, "line %u: more than %d columns",
                       self->line, LAGE_CSV_MAX_COLUMNS);
          return NULL;
        }
      if (*self->p != self->delimiter)
        break;
      self->p++;
    }
  if (*self->p == '\r')
    self->p++;
  if (*self->p == '\n')
    self->p++;
  self->line++;
  return g_steal_pointer (&row);
}

static gboolean
is_empty (GPtrArray *row)
{
  for (guint i = 0; i < row->len; i++)
    if (*(const char *) g_ptr_array_index (row, i) != '\0')
      return FALSE;
  return TRUE;
}

static gboolean
has_column (const LageCsvTable *self,
            const char         *name)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (g_ascii_strcasecmp (g_ptr_array_index (self->columns, i), name) == 0)
      return TRUE;
  return FALSE;
}

static void
take_header (LageCsvTable *self,
             GPtrArray    *header)
{
  for (guint i = 0; i < header->len; i++)
    {
      const char *name = g_ptr_array_index (header, i);
      g_autofree char *unique = *name != '\0' ? g_strdup (name)
                                              : g_strdup_printf ("%u", i + 1);

      for (guint k = 2; has_column (self, unique); k++)
        {
          g_free (unique);
          unique = g_strdup_printf ("%s %u", name, k);
        }
      g_ptr_array_add (self->columns, g_steal_pointer (&unique));
    }
}

/* Rows may be shorter than the header, as spreadsheets leave off empty cells, but not longer. */
static gboolean
take_row (LageCsvTable  *self,
          GPtrArray     *row,
          guint          line,
          GError       **error)
{
  guint n_cells = row->len;

  while (n_cells > self->columns->len
         && *(const char *) g_ptr_array_index (row, n_cells - 1) == '\0')
    n_cells--;
  if (n_cells > self->columns->len)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "line %u: %u cells, the header has %u",
                   line, n_cells, self->columns->len);
      return FALSE;
    }
  g_ptr_array_set_size (row, (int) n_cells);
  for (guint i = n_cells; i < self->columns->len; i++)
    g_ptr_array_add (row, g_strdup (""));
  g_ptr_array_add (row, NULL);
  g_ptr_array_add (self->rows, g_ptr_array_steal (row, NULL));
  return TRUE;
}

/**
 * lage_csv_table_new:
 * @bytes: the file
 * @max_rows: beyond this it is too large
 * @error: return location for a #GError naming the line
 */
LageCsvTable *
lage_csv_table_new (GBytes  *bytes,
                    guint    max_rows,
                    GError **error)
{
  g_autoptr(LageCsvTable) self = g_new0 (LageCsvTable, 1);
  g_autofree char *text = decode (bytes, &self->encoding, error);
  Cursor cursor = { .line = 1 };

  self->columns = g_ptr_array_new_with_free_func (g_free);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  if (text == NULL)
    return NULL;

  cursor.p = text;
  /* A line by which spreadsheets tell each other the delimiter. */
  if (g_str_has_prefix (text, "sep=") && text[4] != '\0' && (text[5] == '\r' || text[5] == '\n'))
    {
      cursor.p = text + 5;
      cursor.p += strspn (cursor.p, "\r\n");
      cursor.line++;
    }
  self->delimiter = cursor.delimiter = find_delimiter (cursor.p);

  while (*cursor.p != '\0')
    {
      guint line = cursor.line;
      g_autoptr(GPtrArray) row = read_row (&cursor, error);

      if (row == NULL)
        return NULL;
      if (is_empty (row))
        continue;
      if (self->columns->len == 0)
        take_header (self, row);
      else if (!take_row (self, row, line, error))
        return NULL;
      if (self->rows->len > max_rows)
        {
          g_set_error (error, LAGE_ERROR, LAGE_ERROR_TOO_LARGE, "more than %u rows", max_rows);
          return NULL;
        }
    }
  if (self->rows->len > 0)
    return g_steal_pointer (&self);
  g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_INVALID, "no rows below a header");
  return NULL;
}

void
lage_csv_table_free (LageCsvTable *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->rows);
  g_free (self);
}
