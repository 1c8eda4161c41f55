/* lage-schema.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "lage-value.h"

G_BEGIN_DECLS

/**
 * LageKind:
 *
 * What an entity is. The numbers are written to disk and to the wire: never change one.
 */
typedef enum
{
  LAGE_KIND_NONE = 0,
  LAGE_KIND_GAUGE = 1,
  LAGE_KIND_FLOOD_GATE = 2,
  LAGE_KIND_UNIT = 3,
  LAGE_KIND_DRONE = 4,
  LAGE_KIND_HOSPITAL = 5,
  LAGE_KIND_WARNING = 6,
  LAGE_KIND_INCIDENT = 7,
  LAGE_KIND_TASK = 8,
  LAGE_KIND_AREA = 9,
  LAGE_KIND_NOTE = 10,
  LAGE_KIND_SENSOR = 11,
} LageKind;

#define LAGE_N_KINDS 12

/**
 * LageField:
 *
 * What is said of an entity. The numbers are written to disk and to the wire: never change one.
 * Type, unit, lane, merge rule and freshness per kind: the table in lage-schema.c.
 */
typedef enum
{
  LAGE_FIELD_NONE = 0,

  /* any kind */
  LAGE_FIELD_NAME = 1,
  LAGE_FIELD_POSITION = 2,
  LAGE_FIELD_DESCRIPTION = 3,
  LAGE_FIELD_EXTERNAL_ID = 4, /* "scheme:name" of the source's own key */
  LAGE_FIELD_SAME_AS = 5,     /* the entity that this one is another face of */
  LAGE_FIELD_ARCHIVED = 6,    /* no longer part of the picture */
  LAGE_FIELD_ORGANISATION = 7,
  LAGE_FIELD_STALE_AT = 8,    /* when the source itself calls its report stale */
  LAGE_FIELD_SOURCE_TYPE = 9, /* the type as the source wrote it, such as a CoT type */
  LAGE_FIELD_PRIORITY = 10,
  LAGE_FIELD_LOCATION = 11,   /* the place in words */
  LAGE_FIELD_AREA = 12,
  LAGE_FIELD_AREA_NAME = 13,
  LAGE_FIELD_LINK = 14,       /* URI of more, for people to open */
  LAGE_FIELD_SIGN = 15,       /* code of the tactical sign that a person has chosen */
  LAGE_FIELD_SECTION = 16,    /* the part of the operation (Einsatzabschnitt) that it belongs to */

  /* things that move */
  LAGE_FIELD_ALTITUDE_M = 20,      /* above mean sea level */
  LAGE_FIELD_ELLIPSOID_M = 21,     /* above the WGS 84 ellipsoid */
  LAGE_FIELD_HEIGHT_M = 22,        /* above the place of take-off */
  LAGE_FIELD_COURSE_DEG = 23,
  LAGE_FIELD_SPEED_MPS = 24,
  LAGE_FIELD_ACCURACY_M = 25,
  LAGE_FIELD_BATTERY_PERCENT = 26,
  LAGE_FIELD_HEADING_DEG = 27,     /* where the nose points */

  /* gauges */
  LAGE_FIELD_LEVEL_CM = 30,           /* above gauge zero */
  LAGE_FIELD_LEVEL_NHN_M = 31,        /* above NHN, where the source gives no gauge zero */
  LAGE_FIELD_GAUGE_ZERO_NHN_M = 32,
  LAGE_FIELD_WATER = 33,
  LAGE_FIELD_RIVER_KM = 34,
  LAGE_FIELD_MEAN_HIGH_WATER_CM = 35,
  LAGE_FIELD_MEAN_LOW_WATER_CM = 36,
  LAGE_FIELD_HIGHEST_WATER_CM = 37,
  LAGE_FIELD_LOWEST_WATER_CM = 38,
  LAGE_FIELD_AGENCY = 39,
  LAGE_FIELD_GAUGE_DATUM = 40,        /* the datum in the source's words, such as "m. ü. NHN" */

  /* flood gates */
  LAGE_FIELD_GATE_STATE = 50,

  /* units */
  LAGE_FIELD_STATUS = 60,     /* FMS status, 0 to 9 */
  LAGE_FIELD_UNIT_TYPE = 61,
  LAGE_FIELD_STRENGTH = 62,   /* leaders/sub-leaders/crew/total, such as "0/1/8/9" */
  LAGE_FIELD_GROUP = 63,
  LAGE_FIELD_ROLE = 64,

  /* drones */
  LAGE_FIELD_IS_ARMED = 70,
  LAGE_FIELD_FLIGHT_STATE = 71,
  LAGE_FIELD_GPS_FIX = 72,
  LAGE_FIELD_SATELLITES = 73,
  LAGE_FIELD_VOLTAGE_V = 74,
  LAGE_FIELD_CURRENT_A = 75,
  LAGE_FIELD_ROLL_DEG = 76,
  LAGE_FIELD_PITCH_DEG = 77,
  LAGE_FIELD_CLIMB_MPS = 78,
  LAGE_FIELD_AIRSPEED_MPS = 79,
  LAGE_FIELD_CAMERA_PITCH_DEG = 80,
  LAGE_FIELD_CAMERA_ROLL_DEG = 81,
  LAGE_FIELD_CAMERA_YAW_DEG = 82,  /* relative to north */
  LAGE_FIELD_STATUS_TEXT = 83,
  LAGE_FIELD_VEHICLE_TYPE = 84,

  /* hospitals */
  LAGE_FIELD_EMERGENCY_STATUS = 90,
  LAGE_FIELD_CLINICAL_STATUS = 91,
  LAGE_FIELD_FACILITY_STATUS = 92,
  LAGE_FIELD_OFFLOAD_MINUTES = 93,
  LAGE_FIELD_TRIAGE_RED = 94,      /* patients of this category that can be taken */
  LAGE_FIELD_TRIAGE_YELLOW = 95,
  LAGE_FIELD_TRIAGE_GREEN = 96,
  LAGE_FIELD_TRIAGE_BLACK = 97,
  LAGE_FIELD_AVAILABILITY = 98,    /* services and their colour, in words */
  /* pairs: beds available, beds in all */
  LAGE_FIELD_BEDS_ADULT_ICU = 100,
  LAGE_FIELD_BEDS_ADULT_ICU_TOTAL = 101,
  LAGE_FIELD_BEDS_PEDIATRIC_ICU = 102,
  LAGE_FIELD_BEDS_PEDIATRIC_ICU_TOTAL = 103,
  LAGE_FIELD_BEDS_NEONATAL_ICU = 104,
  LAGE_FIELD_BEDS_NEONATAL_ICU_TOTAL = 105,
  LAGE_FIELD_BEDS_EMERGENCY = 106,
  LAGE_FIELD_BEDS_EMERGENCY_TOTAL = 107,
  LAGE_FIELD_BEDS_NURSERY = 108,
  LAGE_FIELD_BEDS_NURSERY_TOTAL = 109,
  LAGE_FIELD_BEDS_GENERAL = 110,
  LAGE_FIELD_BEDS_GENERAL_TOTAL = 111,
  LAGE_FIELD_BEDS_REHABILITATION = 112,
  LAGE_FIELD_BEDS_REHABILITATION_TOTAL = 113,
  LAGE_FIELD_BEDS_BURN = 114,
  LAGE_FIELD_BEDS_BURN_TOTAL = 115,
  LAGE_FIELD_BEDS_PEDIATRIC = 116,
  LAGE_FIELD_BEDS_PEDIATRIC_TOTAL = 117,
  LAGE_FIELD_BEDS_PSYCHIATRIC = 118,
  LAGE_FIELD_BEDS_PSYCHIATRIC_TOTAL = 119,
  LAGE_FIELD_BEDS_ISOLATION = 120,
  LAGE_FIELD_BEDS_ISOLATION_TOTAL = 121,
  LAGE_FIELD_BEDS_OPERATING = 122,
  LAGE_FIELD_BEDS_OPERATING_TOTAL = 123,

  /* warnings; NAME is the headline */
  LAGE_FIELD_EVENT = 140,
  LAGE_FIELD_SEVERITY = 141,
  LAGE_FIELD_URGENCY = 142,
  LAGE_FIELD_CERTAINTY = 143,
  LAGE_FIELD_SENT_AT = 144,
  LAGE_FIELD_ONSET_AT = 145,
  LAGE_FIELD_EXPIRES_AT = 146,
  LAGE_FIELD_INSTRUCTION = 147,
  LAGE_FIELD_SENDER = 148,
  LAGE_FIELD_WARNING_STATUS = 149, /* actual, exercise ... */
  LAGE_FIELD_MESSAGE_TYPE = 150,
  LAGE_FIELD_REPLACED_BY = 151,    /* identifier of the message that updated or cancelled it */
  LAGE_FIELD_NAME_EN = 152,
  LAGE_FIELD_DESCRIPTION_EN = 153,
  LAGE_FIELD_INSTRUCTION_EN = 154,
  LAGE_FIELD_EVENT_CODE = 155,
  LAGE_FIELD_REPLACED_UNMEANT_BY = 156, /* the same, where that message was an exercise or a test */

  /* incidents */
  LAGE_FIELD_INCIDENT_TYPE = 170,
  LAGE_FIELD_INCIDENT_STATE = 171,
  LAGE_FIELD_REPORTED_BY = 172,

  /* tasks; NAME is the mission */
  LAGE_FIELD_TASK_STATE = 180,     /* see lage-task-state.h in tasks/ */
  LAGE_FIELD_TASK_REASON = 181,
  LAGE_FIELD_TASK_UNITS = 182,     /* set of entities */
  LAGE_FIELD_TASK_INCIDENT = 183,
  LAGE_FIELD_DUE_AT = 184,
  LAGE_FIELD_MEANS = 185,
  LAGE_FIELD_INTENT = 186,
  LAGE_FIELD_ROUTE = 187,

  /* areas and notes */
  LAGE_FIELD_AREA_TYPE = 200,
  LAGE_FIELD_ABOUT = 201,          /* the entity that a note is about */
  LAGE_FIELD_SHAPE = 202,          /* how AREA was drawn, and so how it is edited */
  LAGE_FIELD_RADIUS_M = 203,       /* of a circle about POSITION */
  LAGE_FIELD_VALID_FROM_AT = 204,
  LAGE_FIELD_COLOUR = 205,

  /* sensors */
  LAGE_FIELD_WIND_SPEED_MPS = 210,
  LAGE_FIELD_WIND_GUST_MPS = 211,
  LAGE_FIELD_WIND_DIRECTION_DEG = 212,
  LAGE_FIELD_TRAFFIC_PER_H = 213,
  LAGE_FIELD_TEMPERATURE_C = 214,
} LageField;

#define LAGE_FIELD_LIMIT 256

/**
 * LageLane:
 * @LAGE_LANE_LEDGER: what people decided and reported, official warnings, states: chained, kept
 * @LAGE_LANE_TELEMETRY: positions, readings, levels: kept as history, thinned with age
 */
typedef enum
{
  LAGE_LANE_LEDGER = 0,
  LAGE_LANE_TELEMETRY = 1,
} LageLane;

/**
 * LageMerge:
 * @LAGE_MERGE_LAST_WRITER: the newest stamp wins, then the greater actor
 * @LAGE_MERGE_NEWEST_OBSERVATION: the newest time of observation wins, then the newest stamp
 * @LAGE_MERGE_TASK_STATE: the furthest state of the newest round wins (tasks/lage-task-state.h)
 * @LAGE_MERGE_SET: members are added and removed one by one; a removal covers only what was seen
 */
typedef enum
{
  LAGE_MERGE_LAST_WRITER,
  LAGE_MERGE_NEWEST_OBSERVATION,
  LAGE_MERGE_TASK_STATE,
  LAGE_MERGE_SET,
} LageMerge;

/**
 * LageEnumMember:
 * @number: what is stored; never change one
 * @token: what files, command lines and other programs see
 * @label: for people, translatable, with context "enum"
 */
typedef struct
{
  int         number;
  const char *token;
  const char *label;
} LageEnumMember;

/**
 * LageFieldSpec:
 * @kind: the kind that this row is about
 * @field: the field
 * @token: the name in files, JSON, CSV and on command lines
 * @type: type of the values
 * @lane: which lane its changes take
 * @merge: how concurrent changes are merged
 * @fresh_s: for how long a value counts as fresh, in seconds; 0: it does not age
 * @unit: (nullable): unit as printed behind the number
 * @decimals: digits after the point when printed
 * @members: (nullable): the enumeration, ended by a NULL token
 * @label: for people, translatable, with context "field"
 */
typedef struct
{
  LageKind              kind;
  LageField             field;
  const char           *token;
  LageValueType         type;
  LageLane              lane;
  LageMerge             merge;
  guint                 fresh_s;
  const char           *unit;
  guint                 decimals;
  const LageEnumMember *members;
  const char           *label;
} LageFieldSpec;

const LageFieldSpec  *lage_schema_find            (LageKind             kind,
                                                   LageField            field);
const LageFieldSpec  *lage_schema_find_by_token   (LageKind             kind,
                                                   const char          *token);
const LageFieldSpec  *lage_schema_get_fields      (LageKind             kind,
                                                   guint               *n_fields);
const char           *lage_kind_get_token         (LageKind             kind);
const char           *lage_kind_get_label         (LageKind             kind);
LageKind              lage_kind_from_token        (const char          *token);
const LageEnumMember *lage_field_spec_find_member (const LageFieldSpec *spec,
                                                   gint64               number);
const LageEnumMember *lage_field_spec_find_token  (const LageFieldSpec *spec,
                                                   const char          *token);
char                 *lage_field_spec_to_text     (const LageFieldSpec *spec,
                                                   const LageValue     *value);

typedef enum
{
  LAGE_ORGANISATION_UNKNOWN = 0,
  LAGE_ORGANISATION_FIRE = 1,
  LAGE_ORGANISATION_THW = 2,
  LAGE_ORGANISATION_RELIEF = 3,
  LAGE_ORGANISATION_COMMAND = 4,
  LAGE_ORGANISATION_POLICE = 5,
  LAGE_ORGANISATION_AUTHORITY = 6,
  LAGE_ORGANISATION_MILITARY = 7,
  LAGE_ORGANISATION_CIVIL = 8,
} LageOrganisation;

typedef enum
{
  LAGE_GATE_UNKNOWN = 0,
  LAGE_GATE_OPEN = 1,
  LAGE_GATE_CLOSING = 2,
  LAGE_GATE_CLOSED = 3,
  LAGE_GATE_OPENING = 4,
  LAGE_GATE_FAULT = 5,
} LageGateState;

typedef enum
{
  LAGE_PRIORITY_ROUTINE = 1, /* einfach */
  LAGE_PRIORITY_URGENT = 2,  /* Sofort */
  LAGE_PRIORITY_FLASH = 3,   /* Blitz */
} LagePriority;

typedef enum
{
  LAGE_INCIDENT_OPEN = 1,
  LAGE_INCIDENT_RUNNING = 2,
  LAGE_INCIDENT_CLOSED = 3,
} LageIncidentState;

/* MAV_STATE + 1, so that 0 stays "unknown". */
typedef enum
{
  LAGE_FLIGHT_UNKNOWN = 0,
  LAGE_FLIGHT_BOOT = 1,
  LAGE_FLIGHT_CALIBRATING = 2,
  LAGE_FLIGHT_STANDBY = 3,
  LAGE_FLIGHT_ACTIVE = 4,
  LAGE_FLIGHT_CRITICAL = 5,
  LAGE_FLIGHT_EMERGENCY = 6,
  LAGE_FLIGHT_POWER_OFF = 7,
  LAGE_FLIGHT_TERMINATION = 8,
} LageFlightState;

typedef enum
{
  LAGE_EMERGENCY_NORMAL = 1,
  LAGE_EMERGENCY_ADVISORY = 2,
  LAGE_EMERGENCY_CLOSED = 3,
  LAGE_EMERGENCY_NOT_APPLICABLE = 4,
} LageEmergencyStatus;

typedef enum
{
  LAGE_CLINICAL_NORMAL = 1,
  LAGE_CLINICAL_FULL = 2,
} LageClinicalStatus;

typedef enum
{
  LAGE_FACILITY_NORMAL = 1,
  LAGE_FACILITY_COMPROMISED = 2,
  LAGE_FACILITY_EVACUATING = 3,
  LAGE_FACILITY_CLOSED = 4,
} LageFacilityStatus;

/* CAP 1.2 severity, urgency, certainty, status and msgType. */
typedef enum
{
  LAGE_SEVERITY_UNKNOWN = 0,
  LAGE_SEVERITY_MINOR = 1,
  LAGE_SEVERITY_MODERATE = 2,
  LAGE_SEVERITY_SEVERE = 3,
  LAGE_SEVERITY_EXTREME = 4,
} LageSeverity;

typedef enum
{
  LAGE_URGENCY_UNKNOWN = 0,
  LAGE_URGENCY_PAST = 1,
  LAGE_URGENCY_FUTURE = 2,
  LAGE_URGENCY_EXPECTED = 3,
  LAGE_URGENCY_IMMEDIATE = 4,
} LageUrgency;

typedef enum
{
  LAGE_CERTAINTY_UNKNOWN = 0,
  LAGE_CERTAINTY_UNLIKELY = 1,
  LAGE_CERTAINTY_POSSIBLE = 2,
  LAGE_CERTAINTY_LIKELY = 3,
  LAGE_CERTAINTY_OBSERVED = 4,
} LageCertainty;

typedef enum
{
  LAGE_WARNING_ACTUAL = 1,
  LAGE_WARNING_EXERCISE = 2,
  LAGE_WARNING_SYSTEM = 3,
  LAGE_WARNING_TEST = 4,
  LAGE_WARNING_DRAFT = 5,
} LageWarningStatus;

typedef enum
{
  LAGE_MESSAGE_ALERT = 1,
  LAGE_MESSAGE_UPDATE = 2,
  LAGE_MESSAGE_CANCEL = 3,
} LageMessageType;

typedef enum
{
  LAGE_AREA_OTHER = 0,
  LAGE_AREA_FLOODED = 1,
  LAGE_AREA_CLOSURE = 2,
  LAGE_AREA_EVACUATION = 3,
  LAGE_AREA_SECTOR = 4,
  LAGE_AREA_DIKE_SECTION = 5,
  LAGE_AREA_FRONT_LINE = 6,
  LAGE_AREA_ROUTE = 7,
  LAGE_AREA_DANGER = 8,
} LageAreaType;

/* What a person drew. A text stands at POSITION and has no AREA; a point is a sign there. */
typedef enum
{
  LAGE_SHAPE_AREA = 0,
  LAGE_SHAPE_POINT = 1,
  LAGE_SHAPE_LINE = 2,
  LAGE_SHAPE_CIRCLE = 3,
  LAGE_SHAPE_RECTANGLE = 4,
  LAGE_SHAPE_ARROW = 5,
  LAGE_SHAPE_TEXT = 6,
  LAGE_SHAPE_FREEHAND = 7,
} LageShapeType;

/* Automatic: as the type of the area has it. */
typedef enum
{
  LAGE_COLOUR_AUTOMATIC = 0,
  LAGE_COLOUR_RED = 1,
  LAGE_COLOUR_ORANGE = 2,
  LAGE_COLOUR_YELLOW = 3,
  LAGE_COLOUR_GREEN = 4,
  LAGE_COLOUR_BLUE = 5,
  LAGE_COLOUR_PURPLE = 6,
  LAGE_COLOUR_BROWN = 7,
  LAGE_COLOUR_BLACK = 8,
} LageColour;

G_END_DECLS
