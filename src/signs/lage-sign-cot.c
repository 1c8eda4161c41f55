/* lage-sign-cot.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-sign-cot.h"

#include <string.h>

/* From the types of Cursor on Target, and from the symbol codes of MIL-STD-2525 that they are made
 * of, to the nearest German sign. What follows the affiliation says what a thing is: a type is
 * looked up by its longest beginning, word by word. Letters matter: small ones are CoT's own. */

typedef struct
{
  const char *type; /* behind "a-" and the affiliation */
  guint8 base;
  guint8 organisation;
  guint8 task;
} CotRule;

/* From the general to the particular: the last one that fits is taken. */
static const CotRule rules[] = {
  { "G", LAGE_SIGN_UNIT },
  { "G-U", LAGE_SIGN_UNIT },
  { "G-U-C", LAGE_SIGN_UNIT },
  { "G-U-C-I", LAGE_SIGN_PERSON },
  { "G-U-C-R", LAGE_SIGN_UNIT, 0, LAGE_SIGN_RECONNAISSANCE },
  { "G-U-C-E", LAGE_SIGN_UNIT, 0, LAGE_SIGN_TECHNICAL },
  { "G-U-C-V", LAGE_SIGN_HELICOPTER },
  { "G-U-C-V-U", LAGE_SIGN_DRONE },
  { "G-U-U-A", LAGE_SIGN_UNIT, 0, LAGE_SIGN_CBRN },
  { "G-U-U-L", LAGE_SIGN_UNIT, LAGE_ORGANISATION_POLICE },
  { "G-U-U-S", LAGE_SIGN_UNIT, 0, LAGE_SIGN_COMMUNICATIONS },
  { "G-U-U-E", LAGE_SIGN_UNIT, 0, LAGE_SIGN_BLASTING },
  { "G-U-H", LAGE_SIGN_COMMAND_POST },
  { "G-U-S", LAGE_SIGN_UNIT, 0, LAGE_SIGN_LOGISTICS },
  { "G-U-S-M", LAGE_SIGN_UNIT, 0, LAGE_SIGN_MEDICAL },
  { "G-U-S-T", LAGE_SIGN_UNIT, 0, LAGE_SIGN_TRANSPORT },
  { "G-U-S-X", LAGE_SIGN_UNIT, 0, LAGE_SIGN_MAINTENANCE },
  { "G-U-i", LAGE_SIGN_UNIT },
  { "G-U-i-m", LAGE_SIGN_UNIT, 0, LAGE_SIGN_MEDICAL },
  { "G-U-i-m-ag", LAGE_SIGN_ROAD_VEHICLE, 0, LAGE_SIGN_MEDICAL },
  { "G-U-i-e", LAGE_SIGN_UNIT, LAGE_ORGANISATION_AUTHORITY },
  { "G-U-i-e-ect", LAGE_SIGN_UNIT, LAGE_ORGANISATION_AUTHORITY, LAGE_SIGN_TRANSPORT },
  { "G-U-i-e-smt", LAGE_SIGN_UNIT, LAGE_ORGANISATION_AUTHORITY, LAGE_SIGN_CARE },
  { "G-U-i-e-mcc", LAGE_SIGN_UNIT, LAGE_ORGANISATION_AUTHORITY, LAGE_SIGN_COMMUNICATIONS },
  { "G-U-i-f", LAGE_SIGN_UNIT, LAGE_ORGANISATION_FIRE },
  { "G-U-i-l", LAGE_SIGN_UNIT, LAGE_ORGANISATION_POLICE },
  { "G-E", LAGE_SIGN_VEHICLE },
  { "G-E-V", LAGE_SIGN_VEHICLE },
  { "G-E-V-C", LAGE_SIGN_ROAD_VEHICLE, LAGE_ORGANISATION_CIVIL },
  { "G-E-V-C-F", LAGE_SIGN_ROAD_VEHICLE, LAGE_ORGANISATION_CIVIL, LAGE_SIGN_TRANSPORT },
  { "G-E-V-m", LAGE_SIGN_ROAD_VEHICLE, 0, LAGE_SIGN_MEDICAL },
  { "G-E-V-i", LAGE_SIGN_ROAD_VEHICLE },
  { "G-E-V-A", LAGE_SIGN_TRACKED_VEHICLE, LAGE_ORGANISATION_MILITARY },
  { "G-E-V-E", LAGE_SIGN_TRACKED_VEHICLE, 0, LAGE_SIGN_CLEARING },
  { "G-E-V-T", LAGE_SIGN_RAIL_VEHICLE },
  { "G-E-V-U", LAGE_SIGN_ROAD_VEHICLE },
  { "G-E-V-U-L", LAGE_SIGN_OFF_ROAD_VEHICLE },
  { "G-E-V-U-R", LAGE_SIGN_WATER_CRAFT },
  { "G-E-V-U-T", LAGE_SIGN_TRAILER },
  { "G-I", LAGE_SIGN_FACILITY },
  { "G-I-X-H", LAGE_SIGN_FACILITY, 0, LAGE_SIGN_HOSPITAL },
  { "G-I-i-h", LAGE_SIGN_FACILITY, 0, LAGE_SIGN_HOSPITAL },
  { "G-I-i-e-eoc", LAGE_SIGN_COMMAND_POST },
  { "G-I-i-f", LAGE_SIGN_FACILITY, LAGE_ORGANISATION_FIRE },
  { "G-I-i-l", LAGE_SIGN_FACILITY, LAGE_ORGANISATION_POLICE },
  { "A", LAGE_SIGN_PLANE },
  { "A-M", LAGE_SIGN_PLANE },
  { "A-M-F", LAGE_SIGN_PLANE },
  { "A-M-H", LAGE_SIGN_HELICOPTER },
  { "A-M-F-Q", LAGE_SIGN_DRONE },
  { "A-M-H-Q", LAGE_SIGN_DRONE },
  { "A-C-F", LAGE_SIGN_PLANE },
  { "A-C-H", LAGE_SIGN_HELICOPTER },
  { "A-C-F-q", LAGE_SIGN_DRONE },
  { "A-C-H-q", LAGE_SIGN_DRONE },
  { "S", LAGE_SIGN_WATER_CRAFT },
  { "U", LAGE_SIGN_WATER_CRAFT, 0, LAGE_SIGN_DIVING },
};

/* Whether @type is @wanted or a part of it, word by word. */
static gboolean
is_or_is_part (const char *type,
               const char *wanted)
{
  gsize length = strlen (wanted);

  return strncmp (type, wanted, length) == 0 && (type[length] == '\0' || type[length] == '-');
}

/* "SFGPUCI----F---" says the same as "a-f-G-U-C-I". */
static gboolean
expand_symbol_code (const char *code,
                    char       *type,
                    gsize       size)
{
  gsize length = strlen (code);
  gsize n = 0;

  if (length < 10 || length > 15 || code[0] != 'S')
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isupper (code[i]) && code[i] != '-' && code[i] != '*')
      return FALSE;

  type[n++] = code[2];
  for (gsize i = 4; i < 10 && g_ascii_isupper (code[i]) && n + 2 < size; i++)
    {
      type[n++] = '-';
      type[n++] = code[i];
    }
  type[n] = '\0';

  return TRUE;
}

/**
 * lage_sign_apply_cot_type:
 * @type: type of an event or symbol code, any text
 * @spec: base, organisation and task are set where @type says any and @spec has none yet
 *
 * Returns: whether it said what the thing is
 */
gboolean
lage_sign_apply_cot_type (const char   *type,
                          LageSignSpec *spec)
{
  const CotRule *best = NULL;
  char expanded[16];

  if (type[0] == 'a' && type[1] == '-' && type[2] != '\0' && type[3] == '-')
    type += 4;
  else if (expand_symbol_code (type, expanded, sizeof expanded))
    type = expanded;
  else
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (rules[i].type[0] == type[0] && is_or_is_part (type, rules[i].type))
      best = &rules[i];
  if (best == NULL)
    return FALSE;

  spec->base = best->base;
  if (spec->organisation == LAGE_ORGANISATION_UNKNOWN)
    spec->organisation = best->organisation;
  if (spec->task == LAGE_SIGN_NO_TASK)
    spec->task = best->task;

  return TRUE;
}
