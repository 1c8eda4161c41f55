/* lage-search-key.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-search-key.h"

#include <string.h>

/**
 * lage_search_key:
 * @text: what is written somewhere, or what is looked for
 *
 * Returns: (transfer full): the same for all spellings that people take for the same: case, and
 *   letters with their marks in one sign or two
 */
char *
lage_search_key (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  g_autofree char *key = g_utf8_casefold (normal != NULL ? normal : text, -1);

  return g_strdup (g_strstrip (key));
}

/* Whether @text is plain and has @key, which is folded, in it. Sets @is_plain to FALSE, and knows
 * nothing, where @text has other letters. */
static gboolean
find_plain (const char *text,
            const char *key,
            gboolean   *is_plain)
{
  gsize length = strlen (text), key_length = strlen (key);
  gboolean is_found = FALSE;

  *is_plain = TRUE;
  for (gsize i = 0; i < length; i++)
    if ((guchar) text[i] >= 0x80)
      {
        *is_plain = FALSE;
        return FALSE;
      }

  for (gsize i = 0; i + key_length <= length && !is_found; i++)
    {
      gsize k = 0;

      while (k < key_length && g_ascii_tolower (text[i + k]) == key[k])
        k++;
      is_found = k == key_length;
    }
  return is_found;
}

/**
 * lage_search_matches:
 * @text: what is written somewhere
 * @key: what is looked for, as lage_search_key() makes it
 *
 * Returns: whether @key is in @text. Plain ASCII, as most call signs are, is compared where it
 *   stands, so that a hundred thousand of them can be looked through at once.
 */
gboolean
lage_search_matches (const char *text,
                     const char *key)
{
  g_autofree char *folded = NULL;
  gboolean is_plain;
  gboolean is_found = find_plain (text, key, &is_plain);

  if (is_plain)
    return is_found;
  folded = lage_search_key (text);
  return strstr (folded, key) != NULL;
}
