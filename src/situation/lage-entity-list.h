/* lage-entity-list.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "lage-entity.h"

G_BEGIN_DECLS

#define LAGE_TYPE_ENTITY_LIST (lage_entity_list_get_type ())

G_DECLARE_FINAL_TYPE (LageEntityList, lage_entity_list, LAGE, ENTITY_LIST, GObject)

LageEntityList *lage_entity_list_new    (void) G_GNUC_WARN_UNUSED_RESULT;
void            lage_entity_list_queue  (LageEntityList *self,
                                         LageEntity     *entity);
void            lage_entity_list_remove (LageEntityList *self,
                                         LageEntity     *entity);
void            lage_entity_list_flush  (LageEntityList *self);

G_END_DECLS
