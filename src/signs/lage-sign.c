/* lage-sign.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-sign-private.h"

#include <string.h>

#include "lage-error.h"

/* The grammar of the signs and the text that stands for one, in the log and in exchange:
 *
 *   sign1;base=unit;org=thw;task=pumping;size=gruppe;name=FGr W/P
 *
 * The number is the version of the grammar. Keys come in the order of the enumerations below, each
 * once; in texts a semicolon, a percent sign and what can't be printed are written as %XX. What the
 * painter can't show apart from something else is not part of the grammar. */

#define PREFIX "sign1"
#define CODE_LIMIT 1024 /* bytes */

/* A log or a peer may hold any number of codes, and signs are kept for good. */
#define MAX_SIGNS 50000

struct _LageSign
{
  LageSignSpec spec;
  char *code;
};

static GHashTable *signs; /* code -> LageSign */

static gboolean
is_text_good (const char *text,
              GError    **error)
{
  if (!g_utf8_validate (text, -1, NULL))
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "text is not UTF-8");
      return FALSE;
    }
  if (g_utf8_strlen (text, -1) > LAGE_SIGN_TEXT_LIMIT)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_TOO_LARGE, "text of more than %d characters",
                   LAGE_SIGN_TEXT_LIMIT);
      return FALSE;
    }
  if (g_unichar_isspace (g_utf8_get_char (text))
      || (*text != '\0' && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (text + strlen (text))))))
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "text with space about it");
      return FALSE;
    }
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isprint (g_utf8_get_char (p)))
      {
        g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "text that can't be printed");
        return FALSE;
      }

  return TRUE;
}

/* What a sign must be allowed to take, to be given what @spec has. */
static guint
get_wanted_parts (const LageSignSpec *spec)
{
  guint wanted = 0;

  if (spec->organisation != 0 || spec->texts[LAGE_SIGN_TEXT_SHORT] != NULL)
    wanted |= LAGE_SIGN_TAKES_ORGANISATION;
  if (spec->task != 0 || spec->supply != 0)
    wanted |= LAGE_SIGN_TAKES_TASK;
  if (spec->size != 0)
    wanted |= LAGE_SIGN_TAKES_SIZE;
  if (spec->level != 0)
    wanted |= LAGE_SIGN_TAKES_LEVEL;
  if (spec->state >= LAGE_SIGN_PARTLY_BLOCKED)
    wanted |= LAGE_SIGN_TAKES_BLOCKING;
  else if (spec->state >= LAGE_SIGN_DAMAGED)
    wanted |= LAGE_SIGN_TAKES_DAMAGE;
  else if (spec->state != 0)
    wanted |= LAGE_SIGN_TAKES_PERSON_STATE;
  if (spec->rescue != 0)
    wanted |= LAGE_SIGN_TAKES_PERSON_STATE;
  if (spec->rank != 0)
    wanted |= LAGE_SIGN_TAKES_RANK;
  if (spec->hint != 0)
    wanted |= LAGE_SIGN_TAKES_HINT;
  if (spec->texts[LAGE_SIGN_TEXT_NAME] != NULL)
    wanted |= LAGE_SIGN_TAKES_NAME;
  if (spec->texts[LAGE_SIGN_TEXT_TYPE] != NULL)
    wanted |= LAGE_SIGN_TAKES_TYPE;
  if (spec->texts[LAGE_SIGN_TEXT_LEFT] != NULL || spec->texts[LAGE_SIGN_TEXT_RIGHT] != NULL)
    wanted |= LAGE_SIGN_TAKES_SIDES;

  return wanted;
}

/* The words of a spec are bytes, one behind the other in the order of the keys. */
G_STATIC_ASSERT (G_STRUCT_OFFSET (LageSignSpec, hint) - G_STRUCT_OFFSET (LageSignSpec, base)
                 == LAGE_SIGN_KEY_HINT);

guint8
lage_sign_spec_get_part (const LageSignSpec *spec,
                         LageSignKey         key)
{
  return (&spec->base)[key];
}

void
lage_sign_spec_set_part (LageSignSpec *spec,
                         LageSignKey   key,
                         guint8        part)
{
  (&spec->base)[key] = part;
}

/**
 * lage_sign_is_drawable:
 * @spec: what a sign is to be put together from
 * @error: return location for an error
 *
 * A combination is drawable if every part has a place in the base, and shows beside the others.
 *
 * Returns: %FALSE if it is not
 */
gboolean
lage_sign_is_drawable (const LageSignSpec *spec,
                       GError            **error)
{
  guint missing;

  for (LageSignKey key = 0; key < LAGE_N_SIGN_KEYS; key++)
    {
      guint n_words;

      lage_sign_get_words (key, &n_words);
      if (lage_sign_spec_get_part (spec, key) >= n_words)
        {
          g_set_error (error, LAGE_ERROR, LAGE_ERROR_UNSUPPORTED, "%s %u is not known",
                       lage_sign_key_token (key), lage_sign_spec_get_part (spec, key));
          return FALSE;
        }
    }

  for (guint i = 0; i < LAGE_N_SIGN_TEXTS; i++)
    if (spec->texts[i] != NULL && !is_text_good (spec->texts[i], error))
      {
        g_prefix_error (error, "%s: ", lage_sign_text_token (i));
        return FALSE;
      }

  missing = get_wanted_parts (spec) & ~lage_sign_get_shape (spec->base)->parts;
  if (missing != 0)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_UNSUPPORTED, "no place for it in this base");
      return FALSE;
    }
  if (spec->supply != 0 && spec->task != LAGE_SIGN_LOGISTICS)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_UNSUPPORTED, "supply without logistics");
      return FALSE;
    }
  if (spec->size != 0 && spec->level != 0)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_UNSUPPORTED,
                   "size and level have the same place");
      return FALSE;
    }
  if (spec->state != 0 && (spec->task != 0 || spec->rank != 0))
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_UNSUPPORTED,
                   "the mark of the state lies on that of the task or rank");
      return FALSE;
    }

  return TRUE;
}

static void
append_text (GString    *code,
             const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (*p == ';' || *p == '%')
      g_string_append_printf (code, "%%%02X", (guint) (guchar) *p);
    else
      g_string_append_c (code, *p);
}

static char *
format_code (const LageSignSpec *spec)
{
  GString *code = g_string_new (PREFIX);

  for (LageSignKey key = 0; key < LAGE_N_SIGN_KEYS; key++)
    {
      guint n_words;
      const LageSignWord *words = lage_sign_get_words (key, &n_words);
      guint8 part = lage_sign_spec_get_part (spec, key);

      if (key == LAGE_SIGN_KEY_BASE || part != 0)
        g_string_append_printf (code, ";%s=%s", lage_sign_key_token (key), words[part].token);
    }
  for (guint i = 0; i < LAGE_N_SIGN_TEXTS; i++)
    if (spec->texts[i] != NULL)
      {
        g_string_append_printf (code, ";%s=", lage_sign_text_token (i));
        append_text (code, spec->texts[i]);
      }

  return g_string_free (code, FALSE);
}

/* What looks the same is the same: no empty texts, and a command post is one of the command. */
static void
normalise (LageSignSpec *spec)
{
  for (guint i = 0; i < LAGE_N_SIGN_TEXTS; i++)
    if (spec->texts[i] != NULL && *spec->texts[i] == '\0')
      spec->texts[i] = NULL;
  if (spec->base == LAGE_SIGN_COMMAND_POST && spec->organisation == LAGE_ORGANISATION_UNKNOWN)
    spec->organisation = LAGE_ORGANISATION_COMMAND;
}

/**
 * lage_sign_make:
 * @spec: what to put together
 * @error: return location for an error
 *
 * Main thread only, as it is with lage_sign_from_code(); what is made may be drawn in any thread.
 *
 * Returns: (transfer none) (nullable): the sign
 */
const LageSign *
lage_sign_make (const LageSignSpec *spec,
                GError            **error)
{
  LageSignSpec clean = *spec;
  g_autofree char *code = NULL;
  LageSign *self;

  if (!lage_sign_is_drawable (&clean, error))
    return NULL;

  normalise (&clean);
  code = format_code (&clean);
  if (signs == NULL)
    signs = g_hash_table_new (g_str_hash, g_str_equal);
  self = g_hash_table_lookup (signs, code);
  if (self != NULL)
    return self;

  if (g_hash_table_size (signs) >= MAX_SIGNS)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_TOO_LARGE, "more than %d signs", MAX_SIGNS);
      return NULL;
    }

  self = g_new0 (LageSign, 1);
  self->spec = clean;
  for (guint i = 0; i < LAGE_N_SIGN_TEXTS; i++)
    self->spec.texts[i] = g_strdup (clean.texts[i]);
  self->code = g_steal_pointer (&code);
  g_hash_table_insert (signs, self->code, self);

  return self;
}

static gboolean
parse_word (LageSignSpec *spec,
            LageSignKey   key,
            const char   *token,
            GError      **error)
{
  guint n_words;
  const LageSignWord *words = lage_sign_get_words (key, &n_words);

  for (guint i = 0; i < n_words; i++)
    if (strcmp (words[i].token, token) == 0 && *token != '\0')
      {
        lage_sign_spec_set_part (spec, key, (guint8) i);
        return TRUE;
      }

  g_set_error (error, LAGE_ERROR, LAGE_ERROR_UNSUPPORTED, "%s of an unknown kind",
               lage_sign_key_token (key));
  return FALSE;
}

/* One "key=value"; @seen has a bit per key that was there before. */
static gboolean
parse_part (LageSignSpec *spec,
            const char   *part,
            char        **texts,
            guint        *seen,
            GError      **error)
{
  const char *value = strchr (part, '=');
  g_autofree char *token = NULL;

  if (value == NULL)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "a part without a value");
      return FALSE;
    }
  token = g_strndup (part, (gsize) (value - part));
  value++;

  for (guint key = 0; key < LAGE_N_SIGN_KEYS + LAGE_N_SIGN_TEXTS; key++)
    {
      gboolean is_text = key >= LAGE_N_SIGN_KEYS;
      guint text = key - LAGE_N_SIGN_KEYS;

      if (strcmp (token, is_text ? lage_sign_text_token (text) : lage_sign_key_token (key)) != 0)
        continue;
      if ((*seen & 1u << key) != 0)
        {
          g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "%s is there twice", token);
          return FALSE;
        }
      *seen |= 1u << key;
      if (!is_text)
        return parse_word (spec, key, value, error);

      texts[text] = g_uri_unescape_string (value, NULL);
      if (texts[text] == NULL)
        {
          g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "%s has a bad escape", token);
          return FALSE;
        }
      spec->texts[text] = texts[text];
      return TRUE;
    }

  g_set_error (error, LAGE_ERROR, LAGE_ERROR_UNSUPPORTED, "a part of an unknown kind");
  return FALSE;
}

/**
 * lage_sign_from_code:
 * @code: any text
 * @error: return location for an error
 *
 * Returns: (transfer none) (nullable): the sign; %NULL and %LAGE_ERROR_UNSUPPORTED if the code is
 *   of a later version or says what can't be drawn, %LAGE_ERROR_INVALID if it is no code
 */
const LageSign *
lage_sign_from_code (const char *code,
                     GError    **error)
{
  LageSignSpec spec = { 0 };
  g_auto(GStrv) parts = NULL;
  char *texts[LAGE_N_SIGN_TEXTS] = { NULL };
  const LageSign *self = signs != NULL ? g_hash_table_lookup (signs, code) : NULL;
  gboolean is_good = TRUE;
  guint seen = 0;

  if (self != NULL)
    return self;

  if (strlen (code) > CODE_LIMIT)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_TOO_LARGE, "code of more than %d bytes",
                   CODE_LIMIT);
      return NULL;
    }

  parts = g_strsplit (code, ";", -1);
  if (parts[0] == NULL || strcmp (parts[0], PREFIX) != 0)
    {
      g_set_error (error, LAGE_ERROR,
                   g_str_has_prefix (code, "sign") ? LAGE_ERROR_UNSUPPORTED : LAGE_ERROR_INVALID,
                   "code does not start with " PREFIX);
      return NULL;
    }

  for (guint i = 1; parts[i] != NULL && is_good; i++)
    is_good = parse_part (&spec, parts[i], texts, &seen, error);
  if (is_good && (seen & 1u << LAGE_SIGN_KEY_BASE) == 0)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "code without a base");
      is_good = FALSE;
    }
  if (is_good)
    self = lage_sign_make (&spec, error);
  for (guint i = 0; i < LAGE_N_SIGN_TEXTS; i++)
    g_free (texts[i]);

  return self;
}

/**
 * lage_sign_get_code:
 * @self: a sign
 *
 * Returns: (transfer none): the text that stands for it, in the one form that it always has
 */
const char *
lage_sign_get_code (const LageSign *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->code;
}

const LageSignSpec *
lage_sign_get_spec (const LageSign *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->spec;
}
