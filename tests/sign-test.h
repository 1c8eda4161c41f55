/* sign-test.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-sign-private.h"

G_BEGIN_DECLS

typedef void (*SignTestFunc) (const LageSignSpec *spec,
                              gpointer            user_data);

static inline guint
sign_test_visit (LageSignSpec *spec,
                 LageSignKey   key,
                 SignTestFunc  func,
                 gpointer      user_data)
{
  guint n_words;
  guint n = 0;

  if (key == LAGE_N_SIGN_KEYS)
    {
      func (spec, user_data);
      return 1;
    }

  /* What can't be drawn can't be drawn with more either. */
  lage_sign_get_words (key, &n_words);
  for (guint i = 0; i < n_words; i++)
    {
      lage_sign_spec_set_part (spec, key, (guint8) i);
      if (lage_sign_is_drawable (spec, NULL))
        n += sign_test_visit (spec, key + 1, func, user_data);
    }
  lage_sign_spec_set_part (spec, key, 0);

  return n;
}

/* Calls @func for each combination without texts that the grammar has. */
static inline guint
sign_test_for_each (SignTestFunc func,
                    gpointer     user_data)
{
  LageSignSpec spec = { 0 };

  return sign_test_visit (&spec, LAGE_SIGN_KEY_BASE, func, user_data);
}

G_END_DECLS
