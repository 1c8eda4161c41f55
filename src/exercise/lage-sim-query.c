/* lage-sim-query.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-sim-query.h"

#include <string.h>

#include "lage-time.h"

/* The options of a SensorThings request: $expand with options of its own, $filter by time, and how
 * long a page is. */

#define PAGE_DEFAULT 100
#define PAGE_MAX 1000

void
lage_sim_options_clear (LageSimOptions *self)
{
  g_clear_pointer (&self->expand, g_free);
  g_clear_pointer (&self->filter, g_free);
  g_clear_pointer (&self->orderby, g_free);
}

gboolean
lage_sim_query_fail (LageSimQuery      *query,
                     LageError   code,
                     const char *format,
                     ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (query->error, LAGE_ERROR, code, message);
  return FALSE;
}

gboolean
lage_sim_query_set_option (LageSimQuery   *query,
                           LageSimOptions *options,
                           const char     *name,
                           const char     *value)
{
  if (g_str_equal (name, "$expand"))
    {
      g_free (options->expand);
      options->expand = g_strdup (value);
    }
  else if (g_str_equal (name, "$filter"))
    {
      g_free (options->filter);
      options->filter = g_strdup (value);
    }
  else if (g_str_equal (name, "$orderby"))
    {
      g_free (options->orderby);
      options->orderby = g_strdup (value);
    }
  else if (g_str_equal (name, "$count"))
    options->wants_count = g_str_equal (value, "true");
  else if (g_str_equal (name, "$top") || g_str_equal (name, "$skip"))
    {
      guint64 number;

      if (!g_ascii_string_to_unsigned (value, 10, 0, G_MAXINT32, &number, NULL))
        return lage_sim_query_fail (query, LAGE_ERROR_INVALID, "%s is not a number", name);
      if (g_str_equal (name, "$skip"))
        options->skip = (guint) number;
      else
        {
          options->top = (guint) number;
          options->has_top = TRUE;
        }
    }
  else if (!g_str_equal (name, "$select") && !g_str_equal (name, "$resultFormat"))
    return lage_sim_query_fail (query, LAGE_ERROR_INVALID, "Unknown option %s", name);
  return TRUE;
}

/* Splits at a separator, but not inside parentheses or quotes. */
static GPtrArray *
split_outside (const char *text,
               char        separator)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (g_free);
  const char *begin = text;
  int depth = 0;
  gboolean is_quoted = FALSE;

  for (const char *p = text;; p++)
    {
      if (*p == '\'')
        is_quoted = !is_quoted;
      else if (!is_quoted && *p == '(')
        depth++;
      else if (!is_quoted && *p == ')')
        depth--;
      if (*p == '\0' || (*p == separator && depth == 0 && !is_quoted))
        {
          g_ptr_array_add (parts, g_strstrip (g_strndup (begin, (gsize) (p - begin))));
          begin = p + 1;
        }
      if (*p == '\0')
        return parts;
    }
}

/* Whether @expand names the relation; its nested options go into @nested. */
gboolean
lage_sim_query_find_expand (LageSimQuery   *query,
                            const char     *expand,
                            const char     *relation,
                            LageSimOptions *nested,
                            gboolean       *is_wanted)
{
  g_autoptr(GPtrArray) parts = NULL;
  gsize length = strlen (relation);

  *is_wanted = FALSE;
  if (expand == NULL)
    return TRUE;

  parts = split_outside (expand, ',');
  for (guint i = 0; i < parts->len; i++)
    {
      char *part = g_ptr_array_index (parts, i);

      if (!g_str_has_prefix (part, relation))
        continue;
      if (part[length] == '/')
        {
          /* Datastreams/Observations is Datastreams($expand=Observations). */
          *is_wanted = TRUE;
          if (!lage_sim_query_set_option (query, nested, "$expand", part + length + 1))
            return FALSE;
        }
      else if (part[length] == '(' && g_str_has_suffix (part, ")"))
        {
          g_autofree char *inside = g_strndup (part + length + 1,
                                               strlen (part) - length - 2);
          g_autoptr(GPtrArray) settings = split_outside (inside, ';');

          *is_wanted = TRUE;
          for (guint k = 0; k < settings->len; k++)
            {
              char *name = g_ptr_array_index (settings, k);
              char *equals = strchr (name, '=');

              if (*name == '\0')
                continue;
              if (equals == NULL)
                return lage_sim_query_fail (query, LAGE_ERROR_INVALID, "%s has no value", name);
              *equals = '\0';
              if (!lage_sim_query_set_option (query, nested, name, equals + 1))
                return FALSE;
            }
        }
      else if (part[length] == '\0')
        *is_wanted = TRUE;
    }
  return TRUE;
}

/* phenomenonTime gt|ge|lt|le TIME, joined by and. */
gboolean
lage_sim_query_parse_window (LageSimQuery  *query,
                             const char    *filter,
                             LageSimWindow *window)
{
  g_auto(GStrv) clauses = NULL;

  *window = (LageSimWindow) { G_MININT64, G_MAXINT64 };
  if (filter == NULL)
    return TRUE;

  clauses = g_strsplit (filter, " and ", -1);
  for (guint i = 0; clauses[i] != NULL; i++)
    {
      g_auto(GStrv) words = g_strsplit (g_strstrip (clauses[i]), " ", 3);
      gint64 time_us;

      if (g_strv_length (words) != 3
          || (!g_str_equal (words[0], "phenomenonTime") && !g_str_equal (words[0], "resultTime"))
          || !lage_time_parse (g_strstrip (words[2]), LAGE_TIME_ZONE_UTC, &time_us, NULL))
        return lage_sim_query_fail (query, LAGE_ERROR_INVALID,
                                    "This filter is not understood: %s", filter);
      if (g_str_equal (words[1], "gt"))
        window->after_us = MAX (window->after_us, time_us);
      else if (g_str_equal (words[1], "ge"))
        window->after_us = MAX (window->after_us, time_us - 1);
      else if (g_str_equal (words[1], "lt"))
        window->before_us = MIN (window->before_us, time_us);
      else if (g_str_equal (words[1], "le"))
        window->before_us = MIN (window->before_us, time_us + 1);
      else
        return lage_sim_query_fail (query, LAGE_ERROR_INVALID,
                                    "This filter is not understood: %s", filter);
    }
  return TRUE;
}

guint
lage_sim_options_get_page (const LageSimOptions *options)
{
  return options->has_top ? MIN (options->top, PAGE_MAX) : PAGE_DEFAULT;
}
