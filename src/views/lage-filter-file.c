/* lage-filter-file.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-filter-private.h"

#include <string.h>

/* A filter as a group of a key file, in words: only what differs from a filter that hides nothing.
 *
 *     hide-kinds=sensor;note;
 *     hide-unit-states=2;6;unknown;
 *     only-sections=Wilhelmsburg;
 *     heard-within-min=30
 *
 * Words that this version does not know, from a file that a newer one wrote, are handed to the
 * caller, who says so, and are written again. */

#define UNKNOWN_STATE "unknown"
#define MAX_AGE_MIN (7 * 24 * 60)

static const char *const freshness_tokens[] = {
  [LAGE_FRESHNESS_TIMELESS] = NULL,
  [LAGE_FRESHNESS_FRESH] = "fresh",
  [LAGE_FRESHNESS_AGEING] = "ageing",
  [LAGE_FRESHNESS_STALE] = "stale",
  [LAGE_FRESHNESS_SILENT] = "silent",
};

static const char *const layer_tokens[LAGE_N_FILTER_LAYERS] = {
  [LAGE_FILTER_LABELS] = "labels",
  [LAGE_FILTER_TRACKS] = "tracks",
};

static const char *const attention_tokens[] = { NULL, "notice", "alarm" };

/* Index: LageFilterAssignment */
static const char *const unit_tokens[] = { NULL, "with-task", "without-task" };
static const char *const work_tokens[] = { NULL, "with-units", "without-units" };

static int
find_token (const char *const *tokens,
            gsize              n_tokens,
            const char        *token)
{
  for (gsize i = 0; i < n_tokens; i++)
    if (tokens[i] != NULL && g_str_equal (tokens[i], token))
      return (int) i;
  return -1;
}

static int
find_kind (LageKind    unused,
           const char *token)
{
  LageKind kind = lage_kind_from_token (token);

  return kind != LAGE_KIND_NONE ? (int) kind : -1;
}

static int
find_organisation (LageKind    unused,
                   const char *token)
{
  const LageFieldSpec *spec = lage_schema_find (LAGE_KIND_UNIT, LAGE_FIELD_ORGANISATION);
  const LageEnumMember *member = lage_field_spec_find_token (spec, token);

  return member != NULL ? member->number : -1;
}

static int
find_state (LageKind    kind,
            const char *token)
{
  const LageFieldSpec *spec = lage_schema_find (kind, lage_filter_get_state_field (kind));
  const LageEnumMember *member = lage_field_spec_find_token (spec, token);

  if (member != NULL)
    return member->number;
  return lage_filter_has_unknown_state (kind) && g_str_equal (token, UNKNOWN_STATE)
           ? LAGE_FILTER_UNKNOWN_STATE_BIT
           : -1;
}

static int
find_freshness (LageKind    unused,
                const char *token)
{
  return find_token (freshness_tokens, G_N_ELEMENTS (freshness_tokens), token);
}

static gboolean
is_optional (int layer)
{
  return layer >= 0 && (LAGE_FILTER_OPTIONAL_LAYERS & 1u << layer) != 0;
}

static int
find_layer (LageKind    unused,
            const char *token)
{
  int layer = find_token (layer_tokens, G_N_ELEMENTS (layer_tokens), token);

  return is_optional (layer) ? -1 : layer;
}

static int
find_optional_layer (LageKind    unused,
                     const char *token)
{
  int layer = find_token (layer_tokens, G_N_ELEMENTS (layer_tokens), token);

  return is_optional (layer) ? layer : -1;
}

static const char *
get_kind (LageKind unused,
          guint    bit)
{
  return bit > LAGE_KIND_NONE && bit < LAGE_N_KINDS ? lage_kind_get_token ((LageKind) bit) : NULL;
}

static const char *
get_organisation (LageKind unused,
                  guint    bit)
{
  const LageFieldSpec *spec = lage_schema_find (LAGE_KIND_UNIT, LAGE_FIELD_ORGANISATION);
  const LageEnumMember *member = lage_field_spec_find_member (spec, bit);

  return member != NULL ? member->token : NULL;
}

static const char *
get_state (LageKind kind,
           guint    bit)
{
  const LageFieldSpec *spec = lage_schema_find (kind, lage_filter_get_state_field (kind));
  const LageEnumMember *member = lage_field_spec_find_member (spec, bit);

  if (bit == LAGE_FILTER_UNKNOWN_STATE_BIT)
    return UNKNOWN_STATE;
  return member != NULL ? member->token : NULL;
}

static const char *
get_freshness (LageKind unused,
               guint    bit)
{
  return bit < G_N_ELEMENTS (freshness_tokens) ? freshness_tokens[bit] : NULL;
}

static const char *
get_layer (LageKind unused,
           guint    bit)
{
  return bit < G_N_ELEMENTS (layer_tokens) ? layer_tokens[bit] : NULL;
}

/* A set of bits under one key, and the words for them. */
typedef struct
{
  char        *key;
  guint32     *bits;
  LageKind     kind;
  int        (*find) (LageKind    kind,
                      const char *token); /* -1: not known */
  const char *(*get) (LageKind    kind,
                      guint       bit);   /* NULL: no such member */
} Set;

static void
clear_set (gpointer data)
{
  g_free (((Set *) data)->key);
}

/* All sets of a filter, in the order in which they are written. */
static GArray *
list_sets (LageFilter *self)
{
  LageFilterRules *rules = &self->rules;
  GArray *sets = g_array_new (FALSE, FALSE, sizeof (Set));
  Set set = { g_strdup ("hide-kinds"), &rules->hidden_kinds, LAGE_KIND_NONE, find_kind, get_kind };

  g_array_set_clear_func (sets, clear_set);
  g_array_append_val (sets, set);
  set = (Set) { g_strdup ("hide-organisations"), &rules->hidden_organisations, LAGE_KIND_NONE,
                find_organisation, get_organisation };
  g_array_append_val (sets, set);
  for (guint kind = 0; kind < LAGE_N_KINDS; kind++)
    if (lage_filter_get_state_field ((LageKind) kind) != LAGE_FIELD_NONE)
      {
        set = (Set) { g_strdup_printf ("hide-%s-states", lage_kind_get_token ((LageKind) kind)),
                      &rules->hidden_states[kind], (LageKind) kind, find_state, get_state };
        g_array_append_val (sets, set);
      }
  set = (Set) { g_strdup ("hide-ages"), &rules->hidden_freshness, LAGE_KIND_NONE, find_freshness,
                get_freshness };
  g_array_append_val (sets, set);
  set = (Set) { g_strdup ("hide-layers"), &rules->hidden_layers, LAGE_KIND_NONE, find_layer,
                get_layer };
  g_array_append_val (sets, set);
  set = (Set) { g_strdup ("show-layers"), &rules->shown_layers, LAGE_KIND_NONE,
                find_optional_layer, get_layer };
  g_array_append_val (sets, set);
  return sets;
}

/* Words that were not known when the filter was read, under the key where they stood. */
static void
add_unknown_tokens (LageFilter *self,
                    const char *key,
                    GPtrArray  *tokens)
{
  gsize length = strlen (key);

  for (guint i = 0; i < self->unknown->len; i++)
    {
      char *entry = g_ptr_array_index (self->unknown, i);

      if (g_str_has_prefix (entry, key) && entry[length] == '=')
        g_ptr_array_add (tokens, entry + length + 1);
    }
}

static void
save_set (LageFilter *self,
          const Set  *set,
          GKeyFile   *key_file,
          const char *group)
{
  g_autoptr(GPtrArray) tokens = g_ptr_array_new ();

  for (guint bit = 0; bit < 32; bit++)
    {
      const char *token = (*set->bits & 1u << bit) != 0 ? set->get (set->kind, bit) : NULL;

      if (token != NULL)
        g_ptr_array_add (tokens, (gpointer) token);
    }
  add_unknown_tokens (self, set->key, tokens);
  if (tokens->len > 0)
    g_key_file_set_string_list (key_file, group, set->key,
                                (const char *const *) tokens->pdata, tokens->len);
}

static void
save_sections (LageFilter *self,
               GKeyFile   *key_file,
               const char *group)
{
  g_autoptr(GPtrArray) sections = g_ptr_array_new ();

  for (guint i = 0; i < self->sections->len; i++)
    {
      char *section = g_ptr_array_index (self->sections, i);

      if (*section != '\0')
        g_ptr_array_add (sections, section);
      else
        g_key_file_set_boolean (key_file, group, "only-without-section", TRUE);
    }
  if (sections->len > 0)
    g_key_file_set_string_list (key_file, group, "only-sections",
                                (const char *const *) sections->pdata, sections->len);
}

static void
save_word (GKeyFile   *key_file,
           const char *group,
           const char *key,
           const char *word)
{
  if (word != NULL)
    g_key_file_set_string (key_file, group, key, word);
}

/**
 * lage_filter_save:
 * @self: the filter
 * @key_file: where to write it
 * @group: the group to write, anew
 */
void
lage_filter_save (LageFilter *self,
                  GKeyFile   *key_file,
                  const char *group)
{
  const LageFilterRules *rules = &self->rules;
  g_autoptr(GArray) sets = list_sets (self);

  g_return_if_fail (LAGE_IS_FILTER (self));

  g_key_file_remove_group (key_file, group, NULL);
  for (guint i = 0; i < sets->len; i++)
    save_set (self, &g_array_index (sets, Set, i), key_file, group);
  save_sections (self, key_file, group);
  if (rules->max_age_min > 0)
    g_key_file_set_integer (key_file, group, "heard-within-min", (int) rules->max_age_min);
  save_word (key_file, group, "attention", attention_tokens[rules->min_attention]);
  save_word (key_file, group, "units", unit_tokens[rules->unit_assignment]);
  save_word (key_file, group, "incidents-and-tasks", work_tokens[rules->work_assignment]);
  if (*self->text != '\0')
    g_key_file_set_string (key_file, group, "text", self->text);
  if (rules->shows_all_alarms)
    g_key_file_set_boolean (key_file, group, "show-all-alarms", TRUE);
  if (rules->applies_to_lists)
    g_key_file_set_boolean (key_file, group, "filter-lists", TRUE);
}

static void
add_unknown (GPtrArray  *unknown,
             const char *key,
             const char *token)
{
  g_ptr_array_add (unknown, g_strdup_printf ("%s=%s", key, token));
}

static void
load_set (LageFilter *self,
          const Set  *set,
          GKeyFile   *key_file,
          const char *group,
          GPtrArray  *unknown)
{
  g_auto(GStrv) tokens = g_key_file_get_string_list (key_file, group, set->key, NULL, NULL);

  for (guint i = 0; tokens != NULL && tokens[i] != NULL; i++)
    {
      int bit = set->find (set->kind, tokens[i]);

      if (bit >= 0)
        *set->bits |= 1u << bit;
      else
        {
          add_unknown (unknown, set->key, tokens[i]);
          add_unknown (self->unknown, set->key, tokens[i]);
        }
    }
}

static guint
load_word (GKeyFile          *key_file,
           const char        *group,
           const char        *key,
           const char *const *tokens,
           GPtrArray         *unknown)
{
  g_autofree char *word = g_key_file_get_string (key_file, group, key, NULL);
  int index = word != NULL ? find_token (tokens, 3, word) : 0;

  if (index < 0)
    add_unknown (unknown, key, word);
  return (guint) MAX (index, 0);
}

static void
load_sections (LageFilter *self,
               GKeyFile   *key_file,
               const char *group)
{
  g_auto(GStrv) sections = g_key_file_get_string_list (key_file, group, "only-sections", NULL,
                                                       NULL);

  for (guint i = 0; sections != NULL && sections[i] != NULL; i++)
    lage_filter_add_section (self, sections[i]);
  if (g_key_file_get_boolean (key_file, group, "only-without-section", NULL))
    lage_filter_add_section (self, "");
}

static void
load_max_age (LageFilter *self,
              GKeyFile   *key_file,
              const char *group,
              GPtrArray  *unknown)
{
  g_autofree char *text = g_key_file_get_string (key_file, group, "heard-within-min", NULL);
  guint64 minutes = 0;

  if (text != NULL && !g_ascii_string_to_unsigned (text, 10, 0, MAX_AGE_MIN, &minutes, NULL))
    add_unknown (unknown, "heard-within-min", text);
  self->rules.max_age_min = (guint) minutes;
}

static void
find_unknown_keys (GArray     *sets,
                   GKeyFile   *key_file,
                   const char *group,
                   GPtrArray  *unknown)
{
  static const char *const words[] = {
    "only-sections", "only-without-section", "heard-within-min", "attention", "units",
    "incidents-and-tasks", "text", "show-all-alarms", "filter-lists",
  };
  g_auto(GStrv) keys = g_key_file_get_keys (key_file, group, NULL, NULL);

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      gboolean is_known = find_token (words, G_N_ELEMENTS (words), keys[i]) >= 0;

      for (guint k = 0; k < sets->len && !is_known; k++)
        is_known = g_str_equal (g_array_index (sets, Set, k).key, keys[i]);
      if (!is_known)
        g_ptr_array_add (unknown, g_strdup (keys[i]));
    }
}

/**
 * lage_filter_load:
 * @key_file: where to read it
 * @group: the group to read; one that is not there makes a filter that hides nothing
 * @unknown: (out) (transfer container) (element-type utf8): what of it this version does not
 *   understand and so does not obey: a key, or key and word joined by "="
 *
 * Returns: (transfer full): the filter
 */
LageFilter *
lage_filter_load (GKeyFile    *key_file,
                  const char  *group,
                  GPtrArray  **unknown)
{
  LageFilter *self = lage_filter_new ();
  LageFilterRules *rules = &self->rules;
  g_autoptr(GArray) sets = list_sets (self);
  g_autofree char *text = g_key_file_get_string (key_file, group, "text", NULL);

  *unknown = lage_filter_new_strings ();
  for (guint i = 0; i < sets->len; i++)
    load_set (self, &g_array_index (sets, Set, i), key_file, group, *unknown);
  load_sections (self, key_file, group);
  load_max_age (self, key_file, group, *unknown);
  rules->min_attention = load_word (key_file, group, "attention", attention_tokens, *unknown);
  rules->unit_assignment = (LageFilterAssignment) load_word (key_file, group, "units",
                                                             unit_tokens, *unknown);
  rules->work_assignment = (LageFilterAssignment) load_word (key_file, group,
                                                             "incidents-and-tasks", work_tokens,
                                                             *unknown);
  rules->shows_all_alarms = g_key_file_get_boolean (key_file, group, "show-all-alarms", NULL);
  rules->applies_to_lists = g_key_file_get_boolean (key_file, group, "filter-lists", NULL);
  if (text != NULL)
    lage_filter_take_text (self, g_steal_pointer (&text));
  find_unknown_keys (sets, key_file, group, *unknown);
  return self;
}
