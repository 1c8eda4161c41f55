/* lage-sign-words.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-sign.h"

G_BEGIN_DECLS

/* How a word is looked for in a text. */
typedef enum
{
  LAGE_SIGN_WORD_WHOLE,
  LAGE_SIGN_WORD_END,  /* of a word */
  LAGE_SIGN_WORD_PART, /* anywhere */
} LageSignWordMatch;

/**
 * LageSignWordRule:
 * @word: folded by lage_sign_fold()
 * @match: a #LageSignWordMatch
 * @base: a #LageSignBase and 1, or 0 if the word says nothing of it
 * @organisation: a #LageOrganisation
 * @task: a #LageSignTask
 * @supply: a #LageSignSupply
 * @size: a #LageSignSize
 * @state: a #LageSignState
 * @hint: a #LageSignHint
 * @name: (nullable): what to write as name
 * @type: (nullable): what to write as type
 * @brief: (nullable): what to write as short name of the organisation
 *
 * What a word in a type or name says of the sign.
 */
typedef struct
{
  const char *word;
  guint8      match;
  guint8      base;
  guint8      organisation;
  guint8      task;
  guint8      supply;
  guint8      size;
  guint8      state;
  guint8      hint;
  const char *name;
  const char *type;
  const char *brief;
} LageSignWordRule;

const LageSignWordRule * lage_sign_get_unit_words     (guint            *n_rules);
const LageSignWordRule * lage_sign_get_incident_words (guint            *n_rules);
void                     lage_sign_fold               (const char       *text,
                                                       char             *folded,
                                                       gsize             size);
gboolean                 lage_sign_word_is_in         (const char       *folded,
                                                       const char       *word,
                                                       LageSignWordMatch match);

G_END_DECLS
