/* lage-sign-names.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LageSignName:
 * @code: the sign, as its code has it behind the version
 * @english: its name
 * @german: its name
 * @words: what people call it besides, in any language
 */
typedef struct
{
  const char *code;
  const char *english;
  const char *german;
  const char *words;
} LageSignName;

const LageSignName * lage_sign_get_names (guint *n_names);

G_END_DECLS
