/* lage-situation-private.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-entity-list.h"
#include "lage-situation.h"

G_BEGIN_DECLS

/* What the parts of the situation share: lage-situation.c folds, lage-situation-links.c joins what
 * is the same, lage-situation-snapshot.c writes and reads it all. */

#define LAGE_SITUATION_MAX_SOURCES G_MAXUINT16

typedef struct
{
  LageId  id;
  guint64 sequences[2]; /* by lane */
} LageActor;

struct _LageSituation
{
  GObject parent_instance;

  GPtrArray      *entities;  /* owned, in order of appearance */
  GHashTable     *by_id;     /* LageId* within the entity -> LageEntity* */
  GHashTable     *by_key;    /* guint64* -> LageEntity* */
  LageEntityList *lists[LAGE_N_KINDS];

  GPtrArray      *sources;   /* GRefString */
  GHashTable     *source_indices;
  GArray         *actors;    /* LageActor */
  GHashTable     *actor_indices;

  LageHlc         last_hlc;
  guint           generation;
  gboolean        links_changed;  /* resolve them at the next flush */
  gboolean        has_open_links; /* some SAME_AS names an entity that has not appeared */
  GPtrArray      *dirty;     /* entities changed since the last flush, not owned */
};

guint32      lage_situation_ensure_actor  (LageSituation       *self,
                                           const LageId        *id);
guint16      lage_situation_ensure_source (LageSituation       *self,
                                           const char          *source);
LageEntity * lage_situation_ensure_entity (LageSituation       *self,
                                           LageKind             kind,
                                           const LageId        *id);
gboolean     lage_situation_is_statement  (const LageFieldSpec *spec,
                                           const LageChange    *change);
void         lage_situation_mark_dirty    (LageSituation       *self,
                                           LageEntity          *entity);
void         lage_situation_update_shown  (LageSituation       *self,
                                           LageEntity          *entity);
void         lage_situation_resolve_links (LageSituation       *self);

G_END_DECLS
