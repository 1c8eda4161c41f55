/* lage-readable-name.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-readable-name.h"

static gboolean
is_shouted (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_islower (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

/* Abbreviations stay as they are: words without a vowel (DFH, MPM), and the marks for above and
 * below a weir, a barrier or a ferry. */
static gboolean
is_abbreviation (const char *word)
{
  static const char *const marks[] = { "AP", "BP", "OP", "OW", "UF", "UP", "UW", NULL };
  static const char *const vowels = "AEIOUYÄÖÜ";

  if (g_strv_contains (marks, word))
    return TRUE;
  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p))
    if (g_utf8_strchr (vowels, -1, g_utf8_get_char (p)) != NULL)
      return FALSE;
  return g_utf8_strlen (word, -1) <= 4;
}

static void
append_word (GString    *name,
             const char *word,
             gboolean    is_dotted)
{
  static const char *const particles[] = { "AM", "AN", "AUF", "BEI", "DEM", "DEN", "DER", "IM",
                                           "IN", "OB", "UND", "VOR", "ZU", "ZUR", NULL };
  g_autofree char *lower = g_utf8_strdown (word, -1);

  if (!is_dotted && is_abbreviation (word))
    {
      g_string_append (name, word);
    }
  else if (name->len > 0 && !is_dotted && g_strv_contains (particles, word))
    {
      g_string_append (name, lower);
    }
  else
    {
      g_string_append_unichar (name, g_unichar_toupper (g_utf8_get_char (lower)));
      g_string_append (name, g_utf8_next_char (lower));
    }
}

/**
 * lage_readable_name_dup:
 * @text: (nullable): a name as a source writes it
 *
 * "HAMBURG ST. PAULI" is how registers write; people read "Hamburg St. Pauli". A name with any
 * small letter is left as it is.
 *
 * Returns: (transfer full) (nullable): the name
 */
char *
lage_readable_name_dup (const char *text)
{
  g_autoptr(GString) name = NULL;
  const char *begin = text;

  if (text == NULL || !is_shouted (text))
    return g_strdup (text);

  name = g_string_new (NULL);
  while (*begin != '\0')
    {
      const char *end = begin;

      while (g_unichar_isalpha (g_utf8_get_char (end)))
        end = g_utf8_next_char (end);
      if (end > begin)
        {
          g_autofree char *word = g_strndup (begin, (gsize) (end - begin));

          append_word (name, word, *end == '.');
        }
      else
        {
          end = g_utf8_next_char (end);
          g_string_append_len (name, begin, end - begin);
        }
      begin = end;
    }
  return g_string_free (g_steal_pointer (&name), FALSE);
}
