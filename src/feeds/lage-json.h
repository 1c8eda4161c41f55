/* lage-json.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "lage-time.h"

G_BEGIN_DECLS

#define LAGE_JSON_MAX_DEPTH 64
#define LAGE_JSON_MAX_SIZE (64 * 1024 * 1024)

/**
 * LageJsonNumber:
 * @LAGE_JSON_NUMBER_PLAIN: only a JSON number is one
 * @LAGE_JSON_NUMBER_OR_TEXT: a text that is a number and nothing else is one too
 */
typedef enum
{
  LAGE_JSON_NUMBER_PLAIN,
  LAGE_JSON_NUMBER_OR_TEXT,
} LageJsonNumber;

JsonNode   *lage_json_parse         (const void        *data,
                                     gsize              size,
                                     GError           **error) G_GNUC_WARN_UNUSED_RESULT;
const char *lage_json_name_type     (JsonNode          *node);
JsonObject *lage_json_as_object     (JsonNode          *node,
                                     GError           **error);
gboolean    lage_json_as_real       (JsonNode          *node,
                                     LageJsonNumber     kind,
                                     double            *value,
                                     GError           **error);
gboolean    lage_json_get_text      (JsonObject        *object,
                                     const char        *member,
                                     const char       **text,
                                     GError           **error);
gboolean    lage_json_require_text  (JsonObject        *object,
                                     const char        *member,
                                     const char       **text,
                                     GError           **error);
gboolean    lage_json_get_real      (JsonObject        *object,
                                     const char        *member,
                                     LageJsonNumber     kind,
                                     double            *value,
                                     GError           **error);
gboolean    lage_json_get_time      (JsonObject        *object,
                                     const char        *member,
                                     LageTimeZoneRule   rule,
                                     gint64            *time_us,
                                     GError           **error);
gboolean    lage_json_get_object    (JsonObject        *object,
                                     const char        *member,
                                     JsonObject       **value,
                                     GError           **error);
gboolean    lage_json_get_array     (JsonObject        *object,
                                     const char        *member,
                                     JsonArray        **value,
                                     GError           **error);

G_END_DECLS
