/* lage-sensorthings-map.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "lage-schema.h"

G_BEGIN_DECLS

/**
 * LageSensorthingsRule:
 * @key: the option that it comes from, such as "map.1"
 * @conditions: all must hold
 * @kind: of the entity
 * @field: where the results go
 * @spec: its row in the schema
 * @factor: a result is multiplied by this
 * @offset: then this is added
 * @states: (nullable) (element-type utf8 utf8): result as text: token of the enumeration
 *
 * Says what a Datastream means. In a feed's group of the key file:
 *
 *   map.N = CONDITION [and CONDITION]... -> KIND.FIELD [factor F] [offset O] [states R=TOKEN,...]
 *
 *   map.1 = properties/layerName=Pegel and name~*Polder* -> gauge.level factor 100
 *   map.2 = properties/serviceName=HH_STA_Tore -> flood-gate.gate-state states 0=open,1=closed
 *   map.3 = @iot.id=16183 -> sensor.traffic factor 12
 *   map.4 = Thing/properties/assetID=W7 and ObservedProperty/name=wind -> sensor.wind-speed
 *
 * A condition is a path of member names from the Datastream (from its Thing, if it begins with
 * "Thing/"), then "=" and a text that must be equal, or "~" and a pattern with "*" and "?". Kinds
 * and fields are named by their tokens in the schema. Rules are tried by their number; the first
 * that matches counts. States serve fields with named members; a result that is a member's token needs
 * none.
 */
typedef struct
{
  char                *key;
  GPtrArray           *conditions;
  LageKind             kind;
  LageField            field;
  const LageFieldSpec *spec;
  double               factor;
  double               offset;
  GHashTable          *states;
} LageSensorthingsRule;

GPtrArray                  *lage_sensorthings_rules_new    (GHashTable                  *options,
                                                            GError                     **error)
                                                           G_GNUC_WARN_UNUSED_RESULT;
const LageSensorthingsRule *lage_sensorthings_rules_find   (GPtrArray                   *rules,
                                                            JsonObject                  *datastream,
                                                            JsonObject                  *thing);
gboolean                    lage_sensorthings_rule_convert (const LageSensorthingsRule  *self,
                                                            JsonNode                    *result,
                                                            LageValue                   *value,
                                                            GError                     **error);

G_END_DECLS
