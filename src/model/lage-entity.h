/* lage-entity.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "lage-op.h"

G_BEGIN_DECLS

/**
 * LageCandidate:
 * @value: what was said; NONE where it was retracted
 * @observed_at_us: when it was so in the world
 * @hlc: when it was recorded
 * @sequence: number of the op within its actor and lane
 * @author: (nullable): the person, a GRefString
 * @actor: index of the actor in its situation
 * @source: index of the source in its situation
 * @field: the field
 * @verb: what was said
 * @confidence: 0 unknown, else 1 to 100
 *
 * The last word of one source on one field; in a set, on one member. The first candidate of a field
 * is the one that won.
 */
typedef struct
{
  LageValue value;
  gint64    observed_at_us;
  LageHlc   hlc;
  guint64   sequence;
  char     *author;
  guint32   actor;
  guint16   source;
  guint16   field;
  guint8    verb;
  guint8    confidence;
} LageCandidate;

#define LAGE_TYPE_ENTITY (lage_entity_get_type ())

G_DECLARE_FINAL_TYPE (LageEntity, lage_entity, LAGE, ENTITY, GObject)

LageKind             lage_entity_get_kind        (LageEntity      *self);
const LageId        *lage_entity_get_id          (LageEntity      *self);
guint64              lage_entity_get_key         (LageEntity      *self);
LageEntity          *lage_entity_get_root        (LageEntity      *self);
guint                lage_entity_get_n_members   (LageEntity      *self);
LageEntity          *lage_entity_get_member      (LageEntity      *self,
                                                  guint            index);
gboolean             lage_entity_is_archived     (LageEntity      *self);

const LageCandidate *lage_entity_find            (LageEntity      *self,
                                                  LageField        field);
GPtrArray           *lage_entity_list_candidates (LageEntity      *self,
                                                  LageField        field);
gboolean             lage_entity_has             (LageEntity      *self,
                                                  LageField        field);
const char          *lage_entity_get_text        (LageEntity      *self,
                                                  LageField        field);
gint64               lage_entity_get_int         (LageEntity      *self,
                                                  LageField        field,
                                                  gint64           fallback);
double               lage_entity_get_real        (LageEntity      *self,
                                                  LageField        field);
gint64               lage_entity_get_time_us     (LageEntity      *self,
                                                  LageField        field);
gboolean             lage_entity_get_point       (LageEntity      *self,
                                                  LageField        field,
                                                  LagePoint       *point);
gboolean             lage_entity_get_reference   (LageEntity      *self,
                                                  LageField        field,
                                                  LageId          *id);
GArray              *lage_entity_list_set        (LageEntity      *self,
                                                  LageField        field);
const char          *lage_entity_get_title       (LageEntity      *self);

G_END_DECLS
