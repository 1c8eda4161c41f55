/* lage-draft.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "lage-schema.h"
#include "lage-value.h"

G_BEGIN_DECLS

/**
 * LageVerb:
 * @LAGE_VERB_SET: the field is this value
 * @LAGE_VERB_RETRACT: what this source said of the field no longer holds
 * @LAGE_VERB_ADD: the value is a member of the set
 * @LAGE_VERB_REMOVE: the value, as seen in `supersedes`, is no longer a member
 */
typedef enum
{
  LAGE_VERB_SET = 0,
  LAGE_VERB_RETRACT = 1,
  LAGE_VERB_ADD = 2,
  LAGE_VERB_REMOVE = 3,
} LageVerb;

/**
 * LageOpId:
 *
 * Names an op for ever: who wrote it, in which lane, as which one. Sequence numbers count 1, 2, 3
 * without gaps per actor and lane. Sequence 0 means "none".
 */
typedef struct
{
  LageId   actor;
  LageLane lane;
  guint64  sequence;
} LageOpId;

/**
 * LageChange:
 * @field: what it is about
 * @verb: what is said
 * @value: the value; NONE with RETRACT
 * @observed_at_us: when it was so in the world; 0: as the whole op
 * @supersedes: the op that gave the value which the author saw; sequence 0: none
 */
typedef struct
{
  LageField field;
  LageVerb  verb;
  LageValue value;
  gint64    observed_at_us;
  LageOpId  supersedes;
} LageChange;

/**
 * LageDraft:
 * @kind: the entity's kind
 * @entity: the entity
 * @observed_at_us: when the source observed it, 0 if the source does not say
 * @source: (nullable): who says so, as a GRefString; NULL: filled in by the feed that decoded it
 * @confidence: 0 unknown, else 1 (doubtful) to 100 (certain)
 * @changes: array of #LageChange
 *
 * What a decoder found in a message or what a person entered, before it has an author, a number
 * and a stamp. The session turns drafts into ops; nobody else writes the picture.
 */
typedef struct
{
  LageKind  kind;
  LageId    entity;
  gint64    observed_at_us;
  char     *source;
  guint8    confidence;
  GArray   *changes;
} LageDraft;

LageDraft *lage_draft_new          (LageKind         kind,
                                    const LageId    *entity) G_GNUC_WARN_UNUSED_RESULT;
LageDraft *lage_draft_new_external (LageKind         kind,
                                    const char      *scheme,
                                    const char      *name) G_GNUC_WARN_UNUSED_RESULT;
void       lage_draft_free         (LageDraft       *self);
void       lage_draft_set_source   (LageDraft       *self,
                                    const char      *source);
void       lage_draft_take         (LageDraft       *self,
                                    LageField        field,
                                    LageValue        value);
void       lage_draft_take_at      (LageDraft       *self,
                                    LageField        field,
                                    LageValue        value,
                                    gint64           observed_at_us);
void       lage_draft_take_change  (LageDraft       *self,
                                    LageChange       change);
void       lage_draft_retract      (LageDraft       *self,
                                    LageField        field);
void       lage_draft_set_text     (LageDraft       *self,
                                    LageField        field,
                                    const char      *text);
void       lage_draft_set_int      (LageDraft       *self,
                                    LageField        field,
                                    gint64           value);
void       lage_draft_set_real     (LageDraft       *self,
                                    LageField        field,
                                    double           value);
gboolean   lage_draft_set_enum     (LageDraft       *self,
                                    LageField        field,
                                    const char      *token);
gboolean   lage_draft_set_point    (LageDraft       *self,
                                    LageField        field,
                                    double           latitude,
                                    double           longitude);
const LageChange *lage_draft_find  (const LageDraft *self,
                                    LageField        field);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LageDraft, lage_draft_free)

G_END_DECLS
