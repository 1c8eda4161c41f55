/* lage-sign-grammar.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-sign.h"

G_BEGIN_DECLS

/* The parts of a sign that are words, in the order of the members of LageSignSpec. */
typedef enum
{
  LAGE_SIGN_KEY_BASE,
  LAGE_SIGN_KEY_ORGANISATION,
  LAGE_SIGN_KEY_TASK,
  LAGE_SIGN_KEY_SUPPLY,
  LAGE_SIGN_KEY_SIZE,
  LAGE_SIGN_KEY_LEVEL,
  LAGE_SIGN_KEY_STATE,
  LAGE_SIGN_KEY_RESCUE,
  LAGE_SIGN_KEY_RANK,
  LAGE_SIGN_KEY_HINT,
} LageSignKey;

#define LAGE_N_SIGN_KEYS (LAGE_SIGN_KEY_HINT + 1)

/**
 * LageSignWord:
 * @token: in codes; never change one
 * @english: its name
 * @german: its name
 */
typedef struct
{
  const char *token;
  const char *english;
  const char *german;
} LageSignWord;

const LageSignWord * lage_sign_get_words     (LageSignKey         key,
                                              guint              *n_words);
guint8               lage_sign_spec_get_part (const LageSignSpec *spec,
                                              LageSignKey         key);
void                 lage_sign_spec_set_part (LageSignSpec       *spec,
                                              LageSignKey         key,
                                              guint8              part);
const char         * lage_sign_word_get_name (const LageSignWord *word);

G_END_DECLS
