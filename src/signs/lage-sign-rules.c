/* lage-sign-rules.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-sign-rules.h"

#include <stdlib.h>
#include <string.h>

#include "lage-sign-cot.h"
#include "lage-sign-grammar.h"
#include "lage-sign-words.h"

/* Which sign an entity gets:
 *
 *   sign that a person chose            wins
 *   organisation                        as it is known
 *   words of the type                   what it is and what for
 *   type of the source (CoT)            base and task, where the words say none
 *   words of the name, call sign        organisation and task, where nothing else says any
 *   numbers of a call sign              the kind of vehicle, by the tens that are usual in Germany
 *   role and strength                   leader, size
 *
 * Texts of types are few and remembered; names are many, and only their whole words are looked up.
 * What comes out is from a finite set, whatever a feed sends: no text of an entity gets into a sign
 * but by the hand of a person. */

#define FOLDED_SIZE 192
#define MAX_REMEMBERED 2000

/* What words said; parts as in a spec, the base with 1 added. */
typedef LageSignWordRule Words;

typedef struct
{
  GHashTable *types[2];   /* text -> Words, by whether it is of an incident */
  GHashTable *whole;      /* folded word -> LageSignWordRule of a unit */
  GHashTable *signs;      /* LageSignSpec -> LageSign; texts are constants */
} Memory;

static guint
hash_spec (gconstpointer data)
{
  const LageSignSpec *spec = data;
  guint hash = 5381;

  for (LageSignKey key = 0; key < LAGE_N_SIGN_KEYS; key++)
    hash = hash * 33 + lage_sign_spec_get_part (spec, key);
  for (guint i = 0; i < LAGE_N_SIGN_TEXTS; i++)
    hash = hash * 33 + g_direct_hash (spec->texts[i]);

  return hash;
}

static gboolean
equal_specs (gconstpointer a,
             gconstpointer b)
{
  const LageSignSpec *spec_a = a;
  const LageSignSpec *spec_b = b;

  for (LageSignKey key = 0; key < LAGE_N_SIGN_KEYS; key++)
    if (lage_sign_spec_get_part (spec_a, key) != lage_sign_spec_get_part (spec_b, key))
      return FALSE;

  return memcmp (spec_a->texts, spec_b->texts, sizeof spec_a->texts) == 0;
}

static Memory *
get_memory (void)
{
  static Memory memory;

  if (memory.signs == NULL)
    {
      guint n_rules;
      const LageSignWordRule *rules = lage_sign_get_unit_words (&n_rules);

      for (guint i = 0; i < G_N_ELEMENTS (memory.types); i++)
        memory.types[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      memory.whole = g_hash_table_new (g_str_hash, g_str_equal);
      for (guint i = n_rules; i > 0; i--)
        g_hash_table_insert (memory.whole, (gpointer) rules[i - 1].word,
                             (gpointer) &rules[i - 1]);
      memory.signs = g_hash_table_new_full (hash_spec, equal_specs, g_free, NULL);
    }

  return &memory;
}

static void
take (Words                  *words,
      const LageSignWordRule *rule)
{
  if (words->base == 0)
    words->base = rule->base;
  if (words->organisation == 0)
    words->organisation = rule->organisation;
  if (words->task == 0)
    {
      words->task = rule->task;
      words->supply = rule->supply;
    }
  if (words->size == 0)
    words->size = rule->size;
  if (words->state == 0)
    words->state = rule->state;
  if (words->hint == 0)
    words->hint = rule->hint;
  if (words->name == NULL)
    words->name = rule->name;
  if (words->type == NULL)
    words->type = rule->type;
  if (words->brief == NULL)
    words->brief = rule->brief;
}

/* What a type says; NULL if there is none. */
static const Words *
read_type (const char *text,
           gboolean    is_incident)
{
  GHashTable *remembered = get_memory ()->types[is_incident];
  char folded[FOLDED_SIZE];
  const LageSignWordRule *rules;
  guint n_rules;
  Words *words;

  if (text == NULL)
    return NULL;
  words = g_hash_table_lookup (remembered, text);
  if (words != NULL)
    return words;

  rules = is_incident ? lage_sign_get_incident_words (&n_rules)
                      : lage_sign_get_unit_words (&n_rules);
  lage_sign_fold (text, folded, sizeof folded);
  words = g_new0 (Words, 1);
  for (guint i = 0; i < n_rules; i++)
    if (lage_sign_word_is_in (folded, rules[i].word, rules[i].match))
      {
        take (words, &rules[i]);
        /* An incident is of one kind; a unit may be described by several words. */
        if (is_incident)
          break;
      }

  if (g_hash_table_size (remembered) >= MAX_REMEMBERED)
    g_hash_table_remove_all (remembered);
  g_hash_table_insert (remembered, g_strdup (text), words);

  return words;
}

/* What the whole words of a name say. */
static void
read_name (const char *text,
           Words      *words)
{
  GHashTable *whole = get_memory ()->whole;
  char folded[FOLDED_SIZE];
  char *word = folded;

  lage_sign_fold (text, folded, sizeof folded);
  while (*word != '\0')
    {
      char *end = word + strcspn (word, " ");
      gboolean is_last = *end == '\0';

      *end = '\0';
      if (!g_ascii_isdigit (*word))
        {
          const LageSignWordRule *rule = g_hash_table_lookup (whole, word);

          if (rule != NULL)
            take (words, rule);
        }
      word = is_last ? end : end + 1;
    }
}

/* The number behind the first slash between digits, as in "Florian Hamburg 11/46-1": 46; or 0. */
static guint
find_vehicle_number (const char *name)
{
  for (const char *slash = strchr (name, '/'); slash != NULL; slash = strchr (slash + 1, '/'))
    if (slash > name && g_ascii_isdigit (slash[-1]) && g_ascii_isdigit (slash[1])
        && g_ascii_isdigit (slash[2]) && !g_ascii_isdigit (slash[3]))
      return (guint) (slash[1] - '0') * 10 + (guint) (slash[2] - '0');

  return 0;
}

/* The usual tens of the fire and rescue services. */
static void
take_vehicle_number (Words *words,
                     guint  number)
{
  static const struct
  {
    guint first;
    guint last;
    LageSignWordRule rule;
  } numbers[] = {
    { 10, 10, { .base = LAGE_SIGN_ROAD_VEHICLE + 1, .task = LAGE_SIGN_COMMAND, .type = "KdoW" } },
    { 11, 13, { .base = LAGE_SIGN_ROAD_VEHICLE + 1, .task = LAGE_SIGN_COMMAND, .type = "ELW" } },
    { 19, 19, { .base = LAGE_SIGN_ROAD_VEHICLE + 1, .task = LAGE_SIGN_TRANSPORT, .type = "MTF" } },
    { 20, 29, { .base = LAGE_SIGN_ROAD_VEHICLE + 1, .task = LAGE_SIGN_FIRE_FIGHTING,
                .type = "TLF" } },
    { 30, 39, { .base = LAGE_SIGN_ROAD_VEHICLE + 1, .task = LAGE_SIGN_HEIGHT_RESCUE,
                .type = "DLK" } },
    { 40, 45, { .base = LAGE_SIGN_ROAD_VEHICLE + 1, .task = LAGE_SIGN_FIRE_FIGHTING,
                .type = "LF" } },
    { 46, 49, { .base = LAGE_SIGN_ROAD_VEHICLE + 1, .task = LAGE_SIGN_FIRE_FIGHTING,
                .type = "HLF" } },
    { 50, 59, { .base = LAGE_SIGN_ROAD_VEHICLE + 1, .task = LAGE_SIGN_TECHNICAL, .type = "RW" } },
    { 60, 69, { .base = LAGE_SIGN_ROAD_VEHICLE + 1, .task = LAGE_SIGN_LOGISTICS, .type = "GW" } },
    { 82, 82, { .base = LAGE_SIGN_ROAD_VEHICLE + 1, .task = LAGE_SIGN_DOCTOR, .type = "NEF" } },
    { 83, 83, { .base = LAGE_SIGN_ROAD_VEHICLE + 1, .task = LAGE_SIGN_MEDICAL, .type = "RTW" } },
    { 85, 85, { .base = LAGE_SIGN_ROAD_VEHICLE + 1, .task = LAGE_SIGN_MEDICAL, .type = "KTW" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (number >= numbers[i].first && number <= numbers[i].last)
      take (words, &numbers[i].rule);
}

/* The size that "leaders/sub-leaders/crew/total" amounts to. */
static LageSignSize
get_size (const char *strength)
{
  gint64 parts[4];
  const char *p = strength;
  gint64 total;

  if (strength == NULL)
    return LAGE_SIGN_NO_SIZE;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      char *end;

      p += strspn (p, "/ ");
      if (!g_ascii_isdigit (*p))
        return LAGE_SIGN_NO_SIZE;
      parts[i] = g_ascii_strtoll (p, &end, 10);
      p = end;
    }
  total = parts[3];

  if (total <= 0)
    return LAGE_SIGN_NO_SIZE;
  if (total <= 5 && parts[0] > 0)
    return LAGE_SIGN_ZUGTRUPP;
  if (total <= 3)
    return LAGE_SIGN_TRUPP;
  if (total <= 6)
    return LAGE_SIGN_STAFFEL;
  if (total <= 12)
    return LAGE_SIGN_GRUPPE;
  if (total <= 45)
    return LAGE_SIGN_ZUG;
  if (total <= 150)
    return LAGE_SIGN_VERBAND_1;
  if (total <= 500)
    return LAGE_SIGN_VERBAND_2;
  return LAGE_SIGN_VERBAND_3;
}

static void
put_words (LageSignSpec *spec,
           const Words  *words)
{
  if (spec->organisation == LAGE_ORGANISATION_UNKNOWN)
    spec->organisation = words->organisation;
  if (spec->task == LAGE_SIGN_NO_TASK)
    {
      spec->task = words->task;
      spec->supply = words->supply;
    }
  if (spec->size == LAGE_SIGN_NO_SIZE)
    spec->size = words->size;
  spec->state = words->state;
  spec->hint = words->hint;
  if (words->base != 0)
    spec->base = words->base - 1;
  spec->texts[LAGE_SIGN_TEXT_NAME] = words->name;
  spec->texts[LAGE_SIGN_TEXT_TYPE] = words->type;
  /* A short name tells relief organisations apart, and who is who among the authorities. */
  if (words->organisation == spec->organisation)
    spec->texts[LAGE_SIGN_TEXT_SHORT] = words->brief;
}

/* The role that a member of a team has, as CoT says it. */
static void
put_role (LageSignSpec *spec,
          const char   *role)
{
  const Words *said = read_type (role, FALSE);

  if (said == NULL)
    return;
  if (spec->task == LAGE_SIGN_NO_TASK)
    {
      spec->task = said->task;
      spec->supply = said->supply;
    }
  if (spec->base == LAGE_SIGN_UNIT && said->base == LAGE_SIGN_COMMAND_POST + 1)
    spec->base = LAGE_SIGN_COMMAND_POST;
  if (spec->base == LAGE_SIGN_PERSON && g_ascii_strcasecmp (role, "Team Lead") == 0)
    spec->rank = LAGE_SIGN_LEADER;
}

static LageSignSpec
get_unit_spec (LageEntity *entity,
               LageKind    kind)
{
  LageSignSpec spec = { 0 };
  Words words = { 0 };
  gint64 organisation = lage_entity_get_int (entity, LAGE_FIELD_ORGANISATION, 0);
  const char *type = lage_entity_get_text (entity, LAGE_FIELD_UNIT_TYPE);
  const char *source_type = lage_entity_get_text (entity, LAGE_FIELD_SOURCE_TYPE);
  const char *name = lage_entity_get_title (entity);
  const Words *said = read_type (type, FALSE);
  gboolean has_type = FALSE;

  if (organisation > 0 && organisation <= LAGE_ORGANISATION_CIVIL)
    spec.organisation = (guint8) organisation;
  if (said != NULL)
    words = *said;
  if (words.base == 0 && source_type != NULL)
    has_type = lage_sign_apply_cot_type (source_type, &spec);
  if (name != NULL)
    {
      read_name (name, &words);
      if (words.base == 0 && (words.organisation == LAGE_ORGANISATION_FIRE
                              || words.organisation == LAGE_ORGANISATION_RELIEF))
        take_vehicle_number (&words, find_vehicle_number (name));
    }
  if (has_type && spec.base != LAGE_SIGN_UNIT)
    words.base = 0;
  put_words (&spec, &words);

  if (source_type != NULL)
    put_role (&spec, lage_entity_get_text (entity, LAGE_FIELD_ROLE));
  if (spec.size == LAGE_SIGN_NO_SIZE && spec.base == LAGE_SIGN_UNIT)
    spec.size = (guint8) get_size (lage_entity_get_text (entity, LAGE_FIELD_STRENGTH));
  if (kind == LAGE_KIND_DRONE)
    spec.base = LAGE_SIGN_DRONE;

  return spec;
}

static LageSignSpec
get_incident_spec (LageEntity *entity)
{
  static const LageField fields[] = { LAGE_FIELD_INCIDENT_TYPE, LAGE_FIELD_NAME };
  LageSignSpec spec = { .base = LAGE_SIGN_EVENT };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const Words *words = read_type (lage_entity_get_text (entity, fields[i]), TRUE);

      if (words != NULL && words->base != 0)
        {
          put_words (&spec, words);
          break;
        }
    }

  return spec;
}

/* Takes away what this base has no place for, the least telling first. */
static void
make_drawable (LageSignSpec *spec)
{
  if (lage_sign_is_drawable (spec, NULL))
    return;
  spec->size = 0;
  spec->texts[LAGE_SIGN_TEXT_TYPE] = NULL;
  if (lage_sign_is_drawable (spec, NULL))
    return;
  spec->rank = 0;
  spec->hint = 0;
  spec->state = 0;
  spec->texts[LAGE_SIGN_TEXT_NAME] = NULL;
  if (lage_sign_is_drawable (spec, NULL))
    return;
  spec->task = 0;
  spec->supply = 0;
  if (lage_sign_is_drawable (spec, NULL))
    return;
  *spec = (LageSignSpec){ .base = spec->base };
}

static const LageSign *
find_sign (const LageSignSpec *wanted)
{
  GHashTable *signs = get_memory ()->signs;
  const LageSign *sign = g_hash_table_lookup (signs, wanted);
  LageSignSpec spec = *wanted;

  if (sign != NULL)
    return sign;

  make_drawable (&spec);
  sign = lage_sign_make (&spec, NULL);
  if (sign != NULL)
    g_hash_table_insert (signs, g_memdup2 (wanted, sizeof *wanted), (gpointer) sign);

  return sign;
}

/**
 * lage_sign_for_entity:
 * @entity: an entity
 *
 * The sign that a person has chosen for it, or else the one that its data make. Main thread only.
 *
 * Returns: (transfer none) (nullable): the sign; %NULL for kinds that have none of their own, and
 *   for drawings that nobody gave one
 */
const LageSign *
lage_sign_for_entity (LageEntity *entity)
{
  LageKind kind = lage_entity_get_kind (entity);
  const char *code;
  LageSignSpec spec;

  g_return_val_if_fail (LAGE_IS_ENTITY (entity), NULL);

  if (kind != LAGE_KIND_UNIT && kind != LAGE_KIND_DRONE && kind != LAGE_KIND_INCIDENT
      && kind != LAGE_KIND_AREA)
    return NULL;

  code = lage_entity_get_text (entity, LAGE_FIELD_SIGN);
  if (code != NULL)
    {
      const LageSign *sign = lage_sign_from_code (code, NULL);

      /* One of a later version, say: then as if nobody had chosen. */
      if (sign != NULL)
        return sign;
    }
  if (kind == LAGE_KIND_AREA)
    return NULL;

  spec = kind == LAGE_KIND_INCIDENT ? get_incident_spec (entity) : get_unit_spec (entity, kind);

  return find_sign (&spec);
}
