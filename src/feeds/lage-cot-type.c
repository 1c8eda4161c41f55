/* lage-cot-type.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-cot-type.h"

#include <string.h>

/* The types of Cursor on Target events, and what they become.
 *
 *   a-.-A-M-H-Q, -M-F-Q, -C-F-q, -C-H-q  drone
 *   a-.-G-I-X-H, a-.-G-I-i-h             hospital
 *   a-                                   unit
 *   b-a-                                 incident, urgent as can be; cancelled: closed
 *   b-l-, b-m-p-s-m                      incident
 *   b-m-r                                area: a line
 *   u-d-, u-r-b-, u-rb-                  area if it has a geometry, else note
 *   b-m-p-                               note
 *   b-t-f                                note: the text, and who wrote it
 *   t-x-d-d                              what the link names is archived
 *   b-t-f-d, b-t-f-r, t-x-               understood, and of no interest for the picture
 *
 * Anything else is ignored. */

/* Whether @type is @wanted or a part of it, word by word. */
gboolean
lage_cot_type_is (const char *type,
                  const char *wanted)
{
  gsize length = strlen (wanted);

  return strncmp (type, wanted, length) == 0 && (type[length] == '\0' || type[length] == '-');
}

static LageKind
get_atom_kind (const char *type)
{
  const char *rest = strchr (type + 2, '-');

  /* Behind "a-" and the affiliation. */
  if (rest == NULL)
    return LAGE_KIND_UNIT;
  rest++;
  if (lage_cot_type_is (rest, "A-M-H-Q") || lage_cot_type_is (rest, "A-M-F-Q")
      || lage_cot_type_is (rest, "A-C-F-q") || lage_cot_type_is (rest, "A-C-H-q"))
    return LAGE_KIND_DRONE;
  if (lage_cot_type_is (rest, "G-I-X-H") || lage_cot_type_is (rest, "G-I-i-h"))
    return LAGE_KIND_HOSPITAL;
  return LAGE_KIND_UNIT;
}

LageCotRole
lage_cot_type_get_role (const char *type)
{
  if (lage_cot_type_is (type, "a"))
    return type[1] == '-' ? LAGE_COT_ROLE_ATOM : LAGE_COT_ROLE_IGNORED;
  if (lage_cot_type_is (type, "b-a"))
    return LAGE_COT_ROLE_ALARM;
  if (lage_cot_type_is (type, "b-l") || lage_cot_type_is (type, "b-m-p-s-m"))
    return LAGE_COT_ROLE_INCIDENT;
  if (lage_cot_type_is (type, "b-m-p"))
    return LAGE_COT_ROLE_POINT;
  if (lage_cot_type_is (type, "b-m-r") || lage_cot_type_is (type, "u-d")
      || lage_cot_type_is (type, "u-r-b") || lage_cot_type_is (type, "u-rb"))
    return LAGE_COT_ROLE_DRAWING;
  if (strcmp (type, "b-t-f") == 0)
    return LAGE_COT_ROLE_CHAT;
  if (lage_cot_type_is (type, "b-t-f-d") || lage_cot_type_is (type, "b-t-f-r")
      || lage_cot_type_is (type, "b-t-f-p"))
    return LAGE_COT_ROLE_SILENT;
  if (lage_cot_type_is (type, "t-x-d-d"))
    return LAGE_COT_ROLE_DELETE;
  if (lage_cot_type_is (type, "t-x"))
    return LAGE_COT_ROLE_SILENT;
  return LAGE_COT_ROLE_IGNORED;
}

/* What a type makes of an item, as far as the type alone says it. */
LageKind
lage_cot_type_get_kind (const char *type)
{
  switch (lage_cot_type_get_role (type))
    {
    case LAGE_COT_ROLE_ATOM:
      return get_atom_kind (type);
    case LAGE_COT_ROLE_ALARM:
    case LAGE_COT_ROLE_INCIDENT:
      return LAGE_KIND_INCIDENT;
    case LAGE_COT_ROLE_POINT:
    case LAGE_COT_ROLE_CHAT:
      return LAGE_KIND_NOTE;
    case LAGE_COT_ROLE_DRAWING:
      return LAGE_KIND_AREA;
    case LAGE_COT_ROLE_IGNORED:
    case LAGE_COT_ROLE_SILENT:
    case LAGE_COT_ROLE_DELETE:
    default:
      return LAGE_KIND_NONE;
    }
}
