/* lage-sign-catalogue.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-sign-catalogue.h"

#include <string.h>

#include "lage-sign-names.h"
#include "lage-sign-private.h"
#include "lage-sign-words.h"

/* The signs by name: those of lage-sign-names.c, and behind them what the grammar makes of each base
 * and task and size, so that nothing has to be known to be found. Built once, at the first search.
 *
 * Each entry is searched in German and in English at once, folded: "loschzug", "Löschzug" and
 * "loeschzug" are the same. */

#define FOLDED_SIZE 512

struct _LageSignEntry
{
  const LageSign *sign;
  char *english;
  char *german;
  char *folded[2];  /* English name, German name */
  char *words;      /* the rest, folded */
};

typedef struct
{
  const LageSignEntry *entry;
  guint rank;
  guint index;
} Hit;

/* German umlauts as one letter: "oe" of the fold of types and names is "o" here. Applied to both
 * sides, so that it does not matter that "Poelchau" becomes "Polchau". */
static char *
fold (const char *text)
{
  char folded[FOLDED_SIZE];
  char *to = folded;

  lage_sign_fold (text, folded, sizeof folded);
  for (const char *from = folded; *from != '\0'; from++)
    {
      *to++ = *from;
      if ((*from == 'a' || *from == 'o' || *from == 'u') && from[1] == 'e')
        from++;
    }
  *to = '\0';

  return g_strdup (folded);
}

static void
add_entry (GPtrArray  *entries,
           GHashTable *by_sign,
           const char *code,
           const char *english,
           const char *german,
           const char *words)
{
  g_autofree char *whole = g_strconcat ("sign1;", code, NULL);
  g_autoptr(GError) error = NULL;
  const LageSign *sign = lage_sign_from_code (whole, &error);
  LageSignEntry *entry;

  /* The names are constants; the tests try each. */
  g_return_if_fail (sign != NULL);
  if (g_hash_table_contains (by_sign, sign))
    return;

  entry = g_new0 (LageSignEntry, 1);
  entry->sign = sign;
  entry->english = g_strdup (english);
  entry->german = g_strdup (german);
  entry->folded[0] = fold (english);
  entry->folded[1] = fold (german);
  entry->words = fold (words);
  g_ptr_array_add (entries, entry);
  g_hash_table_insert (by_sign, (gpointer) sign, entry);
}

/* "Pumping (unit)": what is common to all that the grammar makes of two words. */
static void
add_pair (GPtrArray          *entries,
          GHashTable         *by_sign,
          const char         *code,
          const LageSignWord *what,
          const LageSignWord *of)
{
  g_autofree char *english = g_strdup_printf ("%s (%s)", what->english, of->english);
  g_autofree char *german = g_strdup_printf ("%s (%s)", what->german, of->german);

  add_entry (entries, by_sign, code, english, german, "");
}

static void
add_tasks (GPtrArray   *entries,
           GHashTable  *by_sign,
           LageSignBase base)
{
  guint n_tasks;
  const LageSignWord *tasks = lage_sign_get_words (LAGE_SIGN_KEY_TASK, &n_tasks);
  guint n_bases;
  const LageSignWord *bases = lage_sign_get_words (LAGE_SIGN_KEY_BASE, &n_bases);

  for (guint i = 1; i < n_tasks; i++)
    {
      g_autofree char *code = g_strdup_printf ("base=%s;task=%s", bases[base].token,
                                               tasks[i].token);

      add_pair (entries, by_sign, code, &tasks[i], &bases[base]);
    }
}

static void
add_supplies (GPtrArray  *entries,
              GHashTable *by_sign)
{
  guint n_supplies;
  const LageSignWord *supplies = lage_sign_get_words (LAGE_SIGN_KEY_SUPPLY, &n_supplies);
  guint n_bases;
  const LageSignWord *bases = lage_sign_get_words (LAGE_SIGN_KEY_BASE, &n_bases);

  for (guint i = 1; i < n_supplies; i++)
    {
      g_autofree char *code = g_strdup_printf ("base=unit;task=logistics;supply=%s",
                                               supplies[i].token);

      add_pair (entries, by_sign, code, &supplies[i], &bases[LAGE_SIGN_UNIT]);
    }
}

static void
add_sizes (GPtrArray  *entries,
           GHashTable *by_sign)
{
  guint n_sizes;
  const LageSignWord *sizes = lage_sign_get_words (LAGE_SIGN_KEY_SIZE, &n_sizes);
  guint n_organisations;
  const LageSignWord *organisations = lage_sign_get_words (LAGE_SIGN_KEY_ORGANISATION,
                                                           &n_organisations);

  for (guint i = 1; i < n_organisations; i++)
    for (guint k = 1; k < n_sizes; k++)
      {
        g_autofree char *code = g_strdup_printf ("base=unit;org=%s;size=%s",
                                                 organisations[i].token, sizes[k].token);

        add_pair (entries, by_sign, code, &sizes[k], &organisations[i]);
      }
}

static GPtrArray *
build (GHashTable *by_sign)
{
  static const LageSignBase with_tasks[] = { LAGE_SIGN_UNIT, LAGE_SIGN_ROAD_VEHICLE,
                                             LAGE_SIGN_POST, LAGE_SIGN_FACILITY,
                                             LAGE_SIGN_DANGER, LAGE_SIGN_MEASURE,
                                             LAGE_SIGN_EVENT };
  GPtrArray *entries = g_ptr_array_new ();
  guint n_names;
  const LageSignName *names = lage_sign_get_names (&n_names);
  guint n_bases;
  const LageSignWord *bases = lage_sign_get_words (LAGE_SIGN_KEY_BASE, &n_bases);

  for (guint i = 0; i < n_names; i++)
    add_entry (entries, by_sign, names[i].code, names[i].english, names[i].german,
               names[i].words);
  for (guint i = 0; i < n_bases; i++)
    {
      g_autofree char *code = g_strconcat ("base=", bases[i].token, NULL);

      add_entry (entries, by_sign, code, bases[i].english, bases[i].german, "");
    }
  for (guint i = 0; i < G_N_ELEMENTS (with_tasks); i++)
    add_tasks (entries, by_sign, with_tasks[i]);
  add_supplies (entries, by_sign);
  add_sizes (entries, by_sign);

  return entries;
}

/* All entries, and where each sign is among them. Main thread. */
static GPtrArray *
get_entries (GHashTable **by_sign)
{
  static GPtrArray *entries;
  static GHashTable *index;

  if (entries == NULL)
    {
      index = g_hash_table_new (NULL, NULL);
      entries = build (index);
    }
  if (by_sign != NULL)
    *by_sign = index;

  return entries;
}

/**
 * lage_sign_catalogue_ensure:
 *
 * Builds the catalogue if that was not done yet. Main thread; from then on it may be asked in any.
 */
void
lage_sign_catalogue_ensure (void)
{
  get_entries (NULL);
}

guint
lage_sign_catalogue_get_n_entries (void)
{
  return get_entries (NULL)->len;
}

const LageSignEntry *
lage_sign_catalogue_get_entry (guint index)
{
  GPtrArray *entries = get_entries (NULL);

  g_return_val_if_fail (index < entries->len, NULL);

  return g_ptr_array_index (entries, index);
}

/**
 * lage_sign_catalogue_find:
 * @sign: any sign
 *
 * Returns: (transfer none) (nullable): its entry, if it has a name
 */
const LageSignEntry *
lage_sign_catalogue_find (const LageSign *sign)
{
  GHashTable *by_sign;

  get_entries (&by_sign);

  return g_hash_table_lookup (by_sign, sign);
}

/* How well a folded text answers a folded word: 0 not at all. */
static guint
rate_text (const char *text,
           const char *word)
{
  const char *found = strstr (text, word);
  gsize length = strlen (word);
  guint best = 0;

  for (; found != NULL; found = strstr (found + 1, word))
    {
      gboolean starts = found == text || found[-1] == ' ';
      gboolean ends = found[length] == '\0' || found[length] == ' ';
      guint rate = starts && ends ? 12 : starts ? 8 : ends ? 4 : 3;

      if (found == text && *text != '\0')
        rate += 3;
      best = MAX (best, rate);
    }

  return best;
}

/* 0 unless all words are found somewhere. */
static guint
rate_entry (const LageSignEntry *entry,
            const char          *whole,
            char               **words)
{
  guint rank = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      guint by_name = MAX (rate_text (entry->folded[0], words[i]),
                           rate_text (entry->folded[1], words[i]));
      guint by_word = (rate_text (entry->words, words[i]) + 1) / 2;

      if (by_name == 0 && by_word == 0)
        return 0;
      rank += MAX (by_name, by_word);
    }
  if (strcmp (entry->folded[0], whole) == 0 || strcmp (entry->folded[1], whole) == 0)
    rank += 50;
  else if (lage_sign_word_is_in (entry->words, whole, LAGE_SIGN_WORD_WHOLE))
    rank += 20;

  return rank;
}

static int
compare_hits (gconstpointer a,
              gconstpointer b)
{
  const Hit *hit_a = a;
  const Hit *hit_b = b;

  if (hit_a->rank != hit_b->rank)
    return hit_a->rank < hit_b->rank ? 1 : -1;

  return hit_a->index < hit_b->index ? -1 : 1;
}

/**
 * lage_sign_catalogue_search:
 * @text: what a person typed: words in German or English, parts of them, short names
 *
 * Returns: (transfer full) (element-type LageSignEntry): what has all the words, best first; all
 *   entries in their order if @text has no word
 */
GPtrArray *
lage_sign_catalogue_search (const char *text)
{
  GPtrArray *entries = get_entries (NULL);
  GPtrArray *found = g_ptr_array_new ();
  g_autoptr(GArray) hits = g_array_new (FALSE, FALSE, sizeof (Hit));
  g_autofree char *folded = fold (text);
  g_auto(GStrv) words = g_strsplit (folded, " ", -1);

  for (guint i = 0; i < entries->len; i++)
    {
      const LageSignEntry *entry = g_ptr_array_index (entries, i);
      Hit hit = { entry, *folded == '\0' ? 1 : rate_entry (entry, folded, words), i };

      if (hit.rank > 0)
        g_array_append_val (hits, hit);
    }
  g_array_sort (hits, compare_hits);
  for (guint i = 0; i < hits->len; i++)
    g_ptr_array_add (found, (gpointer) g_array_index (hits, Hit, i).entry);

  return found;
}

const LageSign *
lage_sign_entry_get_sign (const LageSignEntry *self)
{
  return self->sign;
}

/**
 * lage_sign_entry_get_name:
 * @self: an entry
 *
 * Returns: (transfer none): its name in the language of the person
 */
const char *
lage_sign_entry_get_name (const LageSignEntry *self)
{
  return lage_sign_is_german () ? self->german : self->english;
}

const char *
lage_sign_entry_get_english (const LageSignEntry *self)
{
  return self->english;
}

const char *
lage_sign_entry_get_german (const LageSignEntry *self)
{
  return self->german;
}

/**
 * lage_sign_describe:
 * @sign: any sign
 *
 * What the sign shows, for those who can't see it and for those who do not know it: its name in the
 * catalogue, or its parts.
 *
 * Returns: (transfer full): in the language of the person
 */
char *
lage_sign_describe (const LageSign *sign)
{
  const LageSignEntry *entry = lage_sign_catalogue_find (sign);
  const LageSignSpec *spec = lage_sign_get_spec (sign);
  g_autoptr(GString) text = g_string_new (NULL);

  if (entry != NULL)
    return g_strdup (lage_sign_entry_get_name (entry));

  for (LageSignKey key = 0; key < LAGE_N_SIGN_KEYS; key++)
    {
      guint n_words;
      const LageSignWord *words = lage_sign_get_words (key, &n_words);
      guint8 part = lage_sign_spec_get_part (spec, key);

      if (key != LAGE_SIGN_KEY_BASE && part == 0)
        continue;
      if (text->len > 0)
        g_string_append (text, ", ");
      g_string_append (text, lage_sign_word_get_name (&words[part]));
    }
  for (guint i = 0; i < LAGE_N_SIGN_TEXTS; i++)
    if (spec->texts[i] != NULL)
      g_string_append_printf (text, ", %s", spec->texts[i]);

  return g_string_free (g_steal_pointer (&text), FALSE);
}
