/* lage-entity-private.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-entity.h"

G_BEGIN_DECLS

/* For the situation alone, which is the only one to change an entity. */

LageEntity          *lage_entity_new               (LageKind             kind,
                                                    const LageId        *id);
const LageCandidate *lage_entity_get_candidates    (LageEntity          *self,
                                                    guint               *n_candidates);
const LageCandidate *lage_entity_find_own          (LageEntity          *self,
                                                    LageField            field);
LageCandidate       *lage_entity_find_run          (LageEntity          *self,
                                                    LageField            field,
                                                    guint               *n_candidates);
void                 lage_entity_insert_candidate  (LageEntity          *self,
                                                    guint                position,
                                                    const LageCandidate *candidate);
void                 lage_entity_remove_candidate  (LageEntity          *self,
                                                    guint                position);
guint                lage_entity_get_position      (LageEntity          *self,
                                                    LageField            field);
void                 lage_entity_set_root          (LageEntity          *self,
                                                    LageEntity          *root);
gboolean             lage_entity_is_listed         (LageEntity          *self);
void                 lage_entity_set_listed        (LageEntity          *self,
                                                    gboolean             is_listed);
void                 lage_entity_emit_changed      (LageEntity          *self);
gboolean             lage_entity_mark              (LageEntity          *self,
                                                    guint                generation);

G_END_DECLS
