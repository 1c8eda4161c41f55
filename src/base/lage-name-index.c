/* lage-name-index.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-name-index.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/**
 * LageNameIndex:
 *
 * Finds names as people type them: in any case, with ä, ae or a, "str." for "straße", by the
 * beginnings of words in any order, and with one wrong letter.
 *
 * Names are folded to one spelling when they are added, and so is what is looked for. A search reads
 * all of them, one behind the other in memory: 20 000 names take about a millisecond, and there is
 * no structure to keep up to date. Filled by one thread, it is never changed afterwards, and may
 * then be searched by any.
 */
struct _LageNameIndex
{
  gatomicrefcount  ref_count;
  GString         *keys;     /* folded names, each ended by a zero byte */
  GHashTable      *offsets;  /* name as added -> where its key begins, plus one */
  GArray          *entries;
};

typedef struct
{
  guint64   id;
  guint32   key;
  guint32   weight;
  LagePoint place;
  gboolean  has_place;
} Entry;

#define MAX_WORDS 12

/* A letter may be wrong in words of this length; in shorter ones everything would fit. */
#define MIN_SIMILAR 5
#define MIN_INSIDE 3

typedef struct
{
  char  *key;      /* folded */
  char  *squeezed; /* without spaces */
  gsize  length;   /* of @squeezed */
  char **words;
  gsize  lengths[MAX_WORDS];
  guint  n_words;
} Query;

G_DEFINE_BOXED_TYPE (LageNameIndex, lage_name_index, lage_name_index_ref, lage_name_index_unref)

LageNameIndex *
lage_name_index_new (void)
{
  LageNameIndex *self = g_new0 (LageNameIndex, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->keys = g_string_new (NULL);
  self->offsets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  return self;
}

LageNameIndex *
lage_name_index_ref (LageNameIndex *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
lage_name_index_unref (LageNameIndex *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_string_free (self->keys, TRUE);
  g_hash_table_unref (self->offsets);
  g_array_unref (self->entries);
  g_free (self);
}

/* What has no marks of its own in Unicode but is written without them. */
static gunichar
simplify_letter (gunichar c)
{
  switch (c)
    {
    case 0x00e6: /* æ */
      return 'a';
    case 0x00f8: /* ø */
    case 0x0153: /* œ */
      return 'o';
    case 0x0142: /* ł */
      return 'l';
    case 0x0131: /* ı */
      return 'i';
    default:
      return c;
    }
}

/* Small letters, marks as characters of their own. Most names are ASCII, and cheap. */
static char *
normalize (const char *name)
{
  g_autofree char *valid = NULL;
  g_autofree char *folded = NULL;

  if (g_str_is_ascii (name))
    return g_ascii_strdown (name, -1);
  valid = g_utf8_make_valid (name, -1);
  folded = g_utf8_casefold (valid, -1);
  return g_utf8_normalize (folded, -1, G_NORMALIZE_ALL);
}

/* At the end of a word: "...str." is "...strasse", and Sankt is written "St.". */
static void
end_word (GString  *key,
          gsize     start,
          gboolean  has_dot)
{
  const char *word = key->str + start;
  gsize length = key->len - start;

  if (has_dot && length >= 3 && g_str_equal (word + length - 3, "str"))
    g_string_append (key, "asse");
  else if (g_str_equal (word, "sankt"))
    {
      g_string_truncate (key, start);
      g_string_append (key, "st");
    }
}

/**
 * lage_name_fold:
 * @name: a name, or what is looked for
 *
 * Returns: (transfer full): its words in one spelling, with a space between them: small letters
 *   without marks, "ss" for "ß", and a, o, u also where ae, oe, ue is written
 */
char *
lage_name_fold (const char *name)
{
  g_autofree char *normal = normalize (name);
  GString *key = g_string_sized_new (strlen (name));
  gsize start = 0; /* of the word */

  for (const char *p = normal; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = simplify_letter (g_utf8_get_char (p));

      if (g_unichar_ismark (c))
        continue;
      if (g_unichar_isalnum (c))
        {
          gboolean is_umlaut_e = c == 'e' && key->len > start
                                 && strchr ("aou", key->str[key->len - 1]) != NULL;

          if (!is_umlaut_e)
            g_string_append_unichar (key, c);
        }
      else if (key->len > start)
        {
          end_word (key, start, c == '.');
          g_string_append_c (key, ' ');
          start = key->len;
        }
    }
  if (key->len > start)
    end_word (key, start, FALSE);
  else if (key->len > 0)
    g_string_truncate (key, key->len - 1);
  return g_string_free (key, FALSE);
}

/**
 * lage_name_index_add:
 * @self: an index that nobody searches yet
 * @id: what has the name; all names of one thing are added one after the other
 * @name: a name of it
 * @weight: of names that fit alike the one with the smaller weight comes first
 * @place: (nullable): where it is
 */
void
lage_name_index_add (LageNameIndex   *self,
                     guint64          id,
                     const char      *name,
                     guint            weight,
                     const LagePoint *place)
{
  gsize offset = GPOINTER_TO_SIZE (g_hash_table_lookup (self->offsets, name));
  Entry entry = { .id = id, .weight = weight };

  if (offset == 0)
    {
      g_autofree char *key = lage_name_fold (name);

      offset = self->keys->len + 1;
      g_string_append (self->keys, key);
      g_string_append_c (self->keys, '\0');
      g_hash_table_insert (self->offsets, g_strdup (name), GSIZE_TO_POINTER (offset));
    }
  entry.key = (guint32) (offset - 1);
  entry.has_place = place != NULL;
  if (place != NULL)
    entry.place = *place;
  if (self->keys->str[entry.key] != '\0')
    g_array_append_val (self->entries, entry);
}

guint
lage_name_index_get_n_names (LageNameIndex *self)
{
  return self->entries->len;
}

/* --- one name --- */

static int
compare_lengths (const void *a,
                 const void *b)
{
  gsize length_a = strlen (*(char *const *) a);
  gsize length_b = strlen (*(char *const *) b);

  return length_a < length_b ? 1 : length_a > length_b ? -1 : 0;
}

/* Long words are looked for first: they leave the short ones the words that fit both. */
static void
query_init (Query      *query,
            const char *text)
{
  GString *squeezed;

  query->key = lage_name_fold (text);
  squeezed = g_string_new (query->key);
  g_string_replace (squeezed, " ", "", 0);
  query->length = squeezed->len;
  query->squeezed = g_string_free (squeezed, FALSE);
  query->words = g_strsplit (query->key, " ", MAX_WORDS);
  query->n_words = g_strv_length (query->words);
  qsort (query->words, query->n_words, sizeof *query->words, compare_lengths);
  for (guint i = 0; i < query->n_words; i++)
    query->lengths[i] = strlen (query->words[i]);
}

static void
query_clear (Query *query)
{
  g_free (query->key);
  g_free (query->squeezed);
  g_strfreev (query->words);
}

/* Whether the name begins with the query, wherever the two have spaces. */
static gboolean
begins_with (const char  *key,
             const Query *query,
             gboolean    *is_whole)
{
  const char *p = key;

  for (const char *q = query->squeezed; *q != '\0'; p++)
    {
      if (*p == ' ')
        continue;
      if (*p != *q)
        return FALSE;
      q++;
    }
  *is_whole = *p == '\0';
  return TRUE;
}

static const char *
next_word (const char *word)
{
  const char *end = strchr (word, ' ');

  return end != NULL ? end + 1 : NULL;
}

/* Whether @word begins with @part but for one letter that is wrong, missing, added, or has changed
 * places with the next. */
static gboolean
is_similar (const char *word,
            const char *part,
            gsize       length)
{
  gsize same = 0;

  while (same < length && word[same] == part[same])
    same++;
  if (same == length)
    return TRUE;
  word += same;
  part += same;
  length -= same;
  if (*word != '\0' && *word != ' ')
    {
      if (strncmp (word + 1, part + 1, length - 1) == 0 || strncmp (word + 1, part, length) == 0)
        return TRUE;
      if (length >= 2 && word[0] == part[1] && word[1] == part[0]
          && strncmp (word + 2, part + 2, length - 2) == 0)
        return TRUE;
    }
  return strncmp (word, part + 1, length - 1) == 0;
}

/* Whether each word of the query begins a word of the name, each another one. */
static gboolean
has_words (const char  *key,
           const Query *query,
           gboolean     may_be_similar)
{
  const char *used[MAX_WORDS];

  for (guint i = 0; i < query->n_words; i++)
    {
      gboolean is_similar_enough = may_be_similar && query->lengths[i] >= MIN_SIMILAR;
      const char *word = key;

      for (; word != NULL; word = next_word (word))
        {
          gboolean is_used = FALSE;

          for (guint j = 0; j < i && !is_used; j++)
            is_used = used[j] == word;
          if (!is_used
              && (strncmp (word, query->words[i], query->lengths[i]) == 0
                  || (is_similar_enough
                      && is_similar (word, query->words[i], query->lengths[i]))))
            break;
        }
      if (word == NULL)
        return FALSE;
      used[i] = word;
    }
  return TRUE;
}

static LageNameMatch
match_key (const char  *key,
           const Query *query)
{
  gboolean is_whole;

  if (begins_with (key, query, &is_whole))
    return is_whole ? LAGE_NAME_MATCH_EXACT : LAGE_NAME_MATCH_PREFIX;
  if (has_words (key, query, FALSE))
    return LAGE_NAME_MATCH_WORDS;
  if (query->length >= MIN_INSIDE && strstr (key, query->key) != NULL)
    return LAGE_NAME_MATCH_INSIDE;
  return LAGE_NAME_N_MATCHES;
}

/* --- all names --- */

/* For comparing: degrees squared, those of longitude as long as they are where one looks. */
static double
get_distance (const Entry     *entry,
              const LagePoint *near)
{
  double dx, dy;

  if (near == NULL || !entry->has_place)
    return G_MAXDOUBLE;
  dx = (lage_point_get_longitude (&entry->place) - lage_point_get_longitude (near))
       * cos (lage_point_get_latitude (near) * G_PI / 180.0);
  dy = lage_point_get_latitude (&entry->place) - lage_point_get_latitude (near);
  return dx * dx + dy * dy;
}

static int
compare_hits (const LageNameHit *a,
              const LageNameHit *b)
{
  if (a->match != b->match)
    return a->match < b->match ? -1 : 1;
  if (a->weight != b->weight)
    return a->weight < b->weight ? -1 : 1;
  if (a->distance < b->distance || a->distance > b->distance)
    return a->distance < b->distance ? -1 : 1;
  return 0;
}

/* Keeps the best, in order; of equals those that were added first. */
static void
take_hit (GArray            *hits,
          const LageNameHit *hit,
          guint              max_hits)
{
  guint low = 0, high = hits->len;

  if (hits->len == max_hits
      && compare_hits (hit, &g_array_index (hits, LageNameHit, max_hits - 1)) >= 0)
    return;
  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (compare_hits (hit, &g_array_index (hits, LageNameHit, middle)) < 0)
        high = middle;
      else
        low = middle + 1;
    }
  g_array_insert_vals (hits, low, hit, 1);
  if (hits->len > max_hits)
    g_array_set_size (hits, max_hits);
}

static gboolean
has_hit (GArray  *hits,
         guint64  id)
{
  for (guint i = 0; i < hits->len; i++)
    if (g_array_index (hits, LageNameHit, i).id == id
        && g_array_index (hits, LageNameHit, i).match != LAGE_NAME_MATCH_SIMILAR)
      return TRUE;
  return FALSE;
}

/* @is_similar_wanted: what fits otherwise is among the hits already. */
static void
scan (LageNameIndex   *self,
      const Query     *query,
      const LagePoint *near,
      gboolean         is_similar_wanted,
      guint            max_hits,
      GArray          *hits)
{
  LageNameHit best = { 0 };
  gboolean has_best = FALSE;

  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);
      const char *key = self->keys->str + entry->key;
      LageNameHit hit = { .id = entry->id, .weight = entry->weight };

      if (has_best && best.id != entry->id)
        {
          take_hit (hits, &best, max_hits);
          has_best = FALSE;
        }
      if (!is_similar_wanted)
        hit.match = match_key (key, query);
      else if (has_words (key, query, TRUE) && !has_hit (hits, entry->id))
        hit.match = LAGE_NAME_MATCH_SIMILAR;
      else
        hit.match = LAGE_NAME_N_MATCHES;
      if (hit.match == LAGE_NAME_N_MATCHES)
        continue;
      hit.distance = get_distance (entry, near);
      if (!has_best || compare_hits (&hit, &best) < 0)
        best = hit;
      has_best = TRUE;
    }
  if (has_best)
    take_hit (hits, &best, max_hits);
}

/**
 * lage_name_index_search:
 * @self: the index
 * @text: what is looked for
 * @near: (nullable): where one looks: of names that fit alike the nearer comes first
 * @max_hits: how many are wanted
 *
 * Names that are merely similar are looked for only where no word of another begins like that.
 *
 * Returns: (transfer full) (element-type LageNameHit): the best, each thing once, best first
 */
GArray *
lage_name_index_search (LageNameIndex   *self,
                        const char      *text,
                        const LagePoint *near,
                        guint            max_hits)
{
  GArray *hits = g_array_new (FALSE, FALSE, sizeof (LageNameHit));
  Query query;

  query_init (&query, text);
  if (query.n_words > 0 && max_hits > 0)
    {
      scan (self, &query, near, FALSE, max_hits, hits);
      if (hits->len == 0
          || g_array_index (hits, LageNameHit, 0).match == LAGE_NAME_MATCH_INSIDE)
        scan (self, &query, near, TRUE, max_hits, hits);
    }
  query_clear (&query);
  return hits;
}
