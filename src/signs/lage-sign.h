/* lage-sign.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <cairo.h>

#include "lage-schema.h"

G_BEGIN_DECLS

/**
 * LageSignBase:
 *
 * What a sign is about; its outline. From STAGING_AREA on they are whole signs of their own.
 */
typedef enum
{
  LAGE_SIGN_UNIT,
  LAGE_SIGN_COMMAND_POST,
  LAGE_SIGN_PERSON,
  LAGE_SIGN_POST,
  LAGE_SIGN_FACILITY,
  LAGE_SIGN_BUILDING,
  LAGE_SIGN_VEHICLE,
  LAGE_SIGN_ROAD_VEHICLE,
  LAGE_SIGN_OFF_ROAD_VEHICLE,
  LAGE_SIGN_TRACKED_VEHICLE,
  LAGE_SIGN_RAIL_VEHICLE,
  LAGE_SIGN_TRAILER,
  LAGE_SIGN_WATER_CRAFT,
  LAGE_SIGN_HELICOPTER,
  LAGE_SIGN_PLANE,
  LAGE_SIGN_DRONE,
  LAGE_SIGN_MEASURE,
  LAGE_SIGN_EVENT,
  LAGE_SIGN_DANGER,
  LAGE_SIGN_STAGING_AREA,
  LAGE_SIGN_REPORTING_POST,
  LAGE_SIGN_STAGING_AND_REPORTING,
  LAGE_SIGN_COLLECTION_POINT,
  LAGE_SIGN_GUIDE_POST,
  LAGE_SIGN_LANDING_SITE,
  LAGE_SIGN_CARE_POST,
  LAGE_SIGN_TREATMENT_POST,
  LAGE_SIGN_EMERGENCY_SHELTER,
  LAGE_SIGN_ACCOUNT_RED,
  LAGE_SIGN_ACCOUNT_YELLOW,
  LAGE_SIGN_ACCOUNT_WHITE,
  LAGE_SIGN_FLOODED,
  LAGE_SIGN_FAILURE_25,
  LAGE_SIGN_FAILURE_50,
  LAGE_SIGN_FAILURE_75,
  LAGE_SIGN_FAILURE_100,
  LAGE_SIGN_TENDENCY_UP,
  LAGE_SIGN_TENDENCY_STEADY,
  LAGE_SIGN_TENDENCY_DOWN,
  LAGE_SIGN_FIRE_SMALL,
  LAGE_SIGN_FIRE_MEDIUM,
  LAGE_SIGN_FIRE_LARGE,
  LAGE_SIGN_ROAD,
} LageSignBase;

#define LAGE_N_SIGN_BASES (LAGE_SIGN_ROAD + 1)

/* What a force is for (Fachaufgabe); what a danger or a measure is about. */
typedef enum
{
  LAGE_SIGN_NO_TASK,
  LAGE_SIGN_FIRE_FIGHTING,
  LAGE_SIGN_MEDICAL,
  LAGE_SIGN_DOCTOR,
  LAGE_SIGN_HOSPITAL,
  LAGE_SIGN_CARE,
  LAGE_SIGN_COMMAND,
  LAGE_SIGN_LOGISTICS,
  LAGE_SIGN_COMMUNICATIONS,
  LAGE_SIGN_RECONNAISSANCE,
  LAGE_SIGN_WATER_RESCUE,
  LAGE_SIGN_BOATS,
  LAGE_SIGN_DIKE_DEFENCE,
  LAGE_SIGN_RECOVERY,
  LAGE_SIGN_TECHNICAL,
  LAGE_SIGN_PUMPING,
  LAGE_SIGN_CLEARING,
  LAGE_SIGN_TRANSPORT,
  LAGE_SIGN_CBRN,
  LAGE_SIGN_DECONTAMINATION,
  LAGE_SIGN_WARNING,
  LAGE_SIGN_DOGS,
  LAGE_SIGN_LIGHTING,
  LAGE_SIGN_LIFTING,
  LAGE_SIGN_HEIGHT_RESCUE,
  LAGE_SIGN_BLASTING,
  LAGE_SIGN_MAINTENANCE,
  LAGE_SIGN_ACCOMMODATION,
  LAGE_SIGN_PSYCHOSOCIAL,
  LAGE_SIGN_VETERINARY,
  LAGE_SIGN_DIVING,
  LAGE_SIGN_AERIAL_VIEW,
} LageSignTask;

#define LAGE_N_SIGN_TASKS (LAGE_SIGN_AERIAL_VIEW + 1)

/* What logistics carry: only with the task LOGISTICS. */
typedef enum
{
  LAGE_SIGN_NO_SUPPLY,
  LAGE_SIGN_FOOD,
  LAGE_SIGN_WATER,
  LAGE_SIGN_POWER,
  LAGE_SIGN_FUEL,
  LAGE_SIGN_MATERIAL,
  LAGE_SIGN_SANDBAGS,
} LageSignSupply;

#define LAGE_N_SIGN_SUPPLIES (LAGE_SIGN_SANDBAGS + 1)

typedef enum
{
  LAGE_SIGN_NO_SIZE,
  LAGE_SIGN_TRUPP,
  LAGE_SIGN_STAFFEL,
  LAGE_SIGN_GRUPPE,
  LAGE_SIGN_ZUG,
  LAGE_SIGN_ZUGTRUPP,
  LAGE_SIGN_VERBAND_1, /* also Bereitschaft */
  LAGE_SIGN_VERBAND_2,
  LAGE_SIGN_VERBAND_3,
} LageSignSize;

#define LAGE_N_SIGN_SIZES (LAGE_SIGN_VERBAND_3 + 1)

/* Administrative level; stands where the size stands, so that there is one of the two. */
typedef enum
{
  LAGE_SIGN_NO_LEVEL,
  LAGE_SIGN_MUNICIPALITY,
  LAGE_SIGN_COUNTY,
  LAGE_SIGN_DISTRICT,
  LAGE_SIGN_STATE,
  LAGE_SIGN_FEDERATION,
} LageSignLevel;

#define LAGE_N_SIGN_LEVELS (LAGE_SIGN_FEDERATION + 1)

/* How a person or a thing fares. */
typedef enum
{
  LAGE_SIGN_NO_STATE,
  LAGE_SIGN_INJURED,
  LAGE_SIGN_DEAD,
  LAGE_SIGN_MISSING,
  LAGE_SIGN_DAMAGED,
  LAGE_SIGN_PARTLY_DESTROYED,
  LAGE_SIGN_DESTROYED,
  LAGE_SIGN_PARTLY_BLOCKED,
  LAGE_SIGN_BLOCKED,
} LageSignState;

#define LAGE_N_SIGN_STATES (LAGE_SIGN_BLOCKED + 1)

/* Where a person is on the way to safety. */
typedef enum
{
  LAGE_SIGN_NO_RESCUE,
  LAGE_SIGN_BURIED,
  LAGE_SIGN_RESCUED,
  LAGE_SIGN_TO_TRANSPORT,
  LAGE_SIGN_TRANSPORTED,
} LageSignRescue;

#define LAGE_N_SIGN_RESCUES (LAGE_SIGN_TRANSPORTED + 1)

typedef enum
{
  LAGE_SIGN_NO_RANK,
  LAGE_SIGN_LEADER,
  LAGE_SIGN_ADVISER,
} LageSignRank;

#define LAGE_N_SIGN_RANKS (LAGE_SIGN_ADVISER + 1)

/* How sure and how near a danger is. */
typedef enum
{
  LAGE_SIGN_NO_HINT,
  LAGE_SIGN_SUSPECTED,
  LAGE_SIGN_ACUTE,
} LageSignHint;

#define LAGE_N_SIGN_HINTS (LAGE_SIGN_ACUTE + 1)

typedef enum
{
  LAGE_SIGN_TEXT_NAME,
  LAGE_SIGN_TEXT_TYPE,
  LAGE_SIGN_TEXT_SHORT, /* of the organisation, such as DLRG */
  LAGE_SIGN_TEXT_LEFT,  /* outside: the time */
  LAGE_SIGN_TEXT_RIGHT, /* outside: call sign or origin */
} LageSignText;

#define LAGE_N_SIGN_TEXTS (LAGE_SIGN_TEXT_RIGHT + 1)

/* Characters that a text may have. */
#define LAGE_SIGN_TEXT_LIMIT 24

/**
 * LageSignSpec:
 * @base: a #LageSignBase
 * @organisation: a #LageOrganisation
 * @task: a #LageSignTask
 * @supply: a #LageSignSupply
 * @size: a #LageSignSize
 * @level: a #LageSignLevel
 * @state: a #LageSignState
 * @rescue: a #LageSignRescue
 * @rank: a #LageSignRank
 * @hint: a #LageSignHint
 * @texts: (nullable): by #LageSignText
 *
 * What a sign is put together from. All but the base may be 0, which is none.
 */
typedef struct
{
  guint8 base;
  guint8 organisation;
  guint8 task;
  guint8 supply;
  guint8 size;
  guint8 level;
  guint8 state;
  guint8 rescue;
  guint8 rank;
  guint8 hint;
  const char *texts[LAGE_N_SIGN_TEXTS];
} LageSignSpec;

/**
 * LageSign:
 *
 * A tactical sign in the manner of DV 102. It never changes and lives as long as the program; equal
 * codes give the same pointer, so that a pointer can be compared and be a key.
 */
typedef struct _LageSign LageSign;

/* Dark: on a dark map. Print: white, with the colour of the organisation as line; high contrast. */
typedef enum
{
  LAGE_SIGN_LIGHT,
  LAGE_SIGN_DARK,
  LAGE_SIGN_PRINT,
} LageSignTheme;

#define LAGE_N_SIGN_THEMES (LAGE_SIGN_PRINT + 1)

/* How much of it is still believed: faded and dashed, or hollow and dotted with a question mark. */
typedef enum
{
  LAGE_SIGN_FULL,
  LAGE_SIGN_FADED,
  LAGE_SIGN_HOLLOW,
} LageSignStrength;

#define LAGE_N_SIGN_STRENGTHS (LAGE_SIGN_HOLLOW + 1)

typedef struct
{
  double x;
  double y;
  double width;
  double height;
} LageSignRect;

const LageSign     * lage_sign_make          (const LageSignSpec *spec,
                                              GError            **error);
const LageSign     * lage_sign_from_code     (const char         *code,
                                              GError            **error);
const char         * lage_sign_get_code      (const LageSign     *self);
const LageSignSpec * lage_sign_get_spec      (const LageSign     *self);
gboolean             lage_sign_is_drawable   (const LageSignSpec *spec,
                                              GError            **error);

void                 lage_sign_draw          (const LageSign     *self,
                                              LageSignTheme       theme,
                                              double              unit_px,
                                              cairo_t            *cr);
void                 lage_sign_draw_strength (const LageSign     *self,
                                              LageSignTheme       theme,
                                              LageSignStrength    strength,
                                              double              unit_px,
                                              cairo_t            *cr);
void                 lage_sign_draw_halo     (const LageSign     *self,
                                              double              unit_px,
                                              double              width_px,
                                              cairo_t            *cr);
void                 lage_sign_get_extents   (const LageSign     *self,
                                              double              unit_px,
                                              LageSignRect       *extents);

const char         * lage_sign_organisation_get_text (LageOrganisation organisation);

G_END_DECLS
