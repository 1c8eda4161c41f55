/* lage-name-index.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "lage-geodesy.h"

G_BEGIN_DECLS

/**
 * LageNameMatch:
 * @LAGE_NAME_MATCH_EXACT: what was looked for is the whole name
 * @LAGE_NAME_MATCH_PREFIX: the name begins with it
 * @LAGE_NAME_MATCH_WORDS: each of its words begins a word of the name
 * @LAGE_NAME_MATCH_INSIDE: it stands somewhere in the name
 * @LAGE_NAME_MATCH_SIMILAR: like words, but one letter of a long word is wrong
 *
 * How well a name fits, best first.
 */
typedef enum
{
  LAGE_NAME_MATCH_EXACT,
  LAGE_NAME_MATCH_PREFIX,
  LAGE_NAME_MATCH_WORDS,
  LAGE_NAME_MATCH_INSIDE,
  LAGE_NAME_MATCH_SIMILAR,
  LAGE_NAME_N_MATCHES
} LageNameMatch;

/**
 * LageNameHit:
 * @id: what was added under a name that fits
 * @match: how well it fits
 * @weight: as it was added
 * @distance: from where one looks, for comparing only; %G_MAXDOUBLE without a place
 */
typedef struct
{
  guint64       id;
  LageNameMatch match;
  guint         weight;
  double        distance;
} LageNameHit;

#define LAGE_TYPE_NAME_INDEX (lage_name_index_get_type ())

typedef struct _LageNameIndex LageNameIndex;

GType          lage_name_index_get_type    (void) G_GNUC_CONST;
LageNameIndex *lage_name_index_new         (void);
LageNameIndex *lage_name_index_ref         (LageNameIndex   *self);
void           lage_name_index_unref       (LageNameIndex   *self);

void           lage_name_index_add         (LageNameIndex   *self,
                                            guint64          id,
                                            const char      *name,
                                            guint            weight,
                                            const LagePoint *place);
guint          lage_name_index_get_n_names (LageNameIndex   *self);
GArray        *lage_name_index_search      (LageNameIndex   *self,
                                            const char      *text,
                                            const LagePoint *near,
                                            guint            max_hits);

char          *lage_name_fold              (const char      *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LageNameIndex, lage_name_index_unref)

G_END_DECLS
