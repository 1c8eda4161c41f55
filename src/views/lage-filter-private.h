/* lage-filter-private.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-filter.h"

G_BEGIN_DECLS

/* What the parts of the filter share: lage-filter.c decides, lage-filter-file.c writes and reads. */

#define LAGE_FILTER_UNKNOWN_STATE_BIT 31

/* Not drawn unless somebody wants them: the tracks of all that moves are many. */
#define LAGE_FILTER_OPTIONAL_LAYERS (1u << LAGE_FILTER_TRACKS)

/**
 * LageFilterRules:
 *
 * All that can be compared bit by bit. Sets are of what is hidden, so that a member which a later
 * version adds is shown: nothing is hidden that nobody has decided to hide.
 */
typedef struct
{
  guint32              hidden_kinds;
  guint32              hidden_organisations;
  guint32              hidden_states[LAGE_N_KINDS]; /* by number of the state */
  guint32              hidden_freshness;
  guint32              hidden_layers; /* of those that are drawn unless somebody hides them */
  guint32              shown_layers;  /* of those that are drawn if somebody wants them */
  guint                max_age_min;   /* 0: any */
  guint                min_attention; /* 0: any, 1: notices and alarms, 2: alarms */
  LageFilterAssignment unit_assignment;
  LageFilterAssignment work_assignment;
  gboolean             shows_all_alarms;
  gboolean             applies_to_lists;
} LageFilterRules;

struct _LageFilter
{
  GObject parent_instance;

  LageFilterRules rules;
  GPtrArray      *sections; /* ordered; "": none. Empty: any */
  char           *text;     /* as typed, never NULL */
  char           *text_key; /* folded; NULL: any */
  GPtrArray      *unknown;  /* "key=token" from a file of another version, kept for the next one */
};

GPtrArray *lage_filter_new_strings (void) G_GNUC_WARN_UNUSED_RESULT;
void       lage_filter_reset       (LageFilter *self);
void       lage_filter_add_section (LageFilter *self,
                                    const char *section);
void       lage_filter_take_text   (LageFilter *self,
                                    char       *text);

G_END_DECLS
