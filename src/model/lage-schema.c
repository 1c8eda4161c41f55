/* lage-schema.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-schema.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "lage-time.h"

/* The one table: what can be said of what. Adding a field is a number in LageField and a row here;
 * store, merge, inspector, lists, filters and exports follow from it. Rows of a kind stand together,
 * in the order in which people read them.
 *
 * How long a value stays fresh: positions of vehicles by the usual reporting interval of radios, of
 * drones by the rate of their telemetry; gauges of the tidal Elbe report every minute; hospitals
 * report by shift, and two hours are already old in a mass-casualty incident. */

#define LEDGER LAGE_LANE_LEDGER
#define TELEMETRY LAGE_LANE_TELEMETRY
#define LAST_WRITER LAGE_MERGE_LAST_WRITER
#define NEWEST LAGE_MERGE_NEWEST_OBSERVATION

static const LageEnumMember organisations[] = {
  { LAGE_ORGANISATION_UNKNOWN, "unknown", NC_ ("enum", "Unknown") },
  { LAGE_ORGANISATION_FIRE, "fire", NC_ ("enum", "Fire service") },
  { LAGE_ORGANISATION_THW, "thw", NC_ ("enum", "THW") },
  { LAGE_ORGANISATION_RELIEF, "relief", NC_ ("enum", "Relief organisation") },
  { LAGE_ORGANISATION_COMMAND, "command", NC_ ("enum", "Command") },
  { LAGE_ORGANISATION_POLICE, "police", NC_ ("enum", "Police") },
  { LAGE_ORGANISATION_AUTHORITY, "authority", NC_ ("enum", "Authority") },
  { LAGE_ORGANISATION_MILITARY, "military", NC_ ("enum", "Armed forces") },
  { LAGE_ORGANISATION_CIVIL, "civil", NC_ ("enum", "Civil") },
  { 0, NULL, NULL },
};

static const LageEnumMember gate_states[] = {
  { LAGE_GATE_UNKNOWN, "unknown", NC_ ("enum", "Unknown") },
  { LAGE_GATE_OPEN, "open", NC_ ("enum", "Open") },
  { LAGE_GATE_CLOSING, "closing", NC_ ("enum", "Closing") },
  { LAGE_GATE_CLOSED, "closed", NC_ ("enum", "Closed") },
  { LAGE_GATE_OPENING, "opening", NC_ ("enum", "Opening") },
  { LAGE_GATE_FAULT, "fault", NC_ ("enum", "Fault") },
  { 0, NULL, NULL },
};

static const LageEnumMember fms_states[] = {
  { 0, "0", NC_ ("enum", "0 Urgent request to speak") },
  { 1, "1", NC_ ("enum", "1 Ready, on radio") },
  { 2, "2", NC_ ("enum", "2 Ready at station") },
  { 3, "3", NC_ ("enum", "3 En route") },
  { 4, "4", NC_ ("enum", "4 On scene") },
  { 5, "5", NC_ ("enum", "5 Request to speak") },
  { 6, "6", NC_ ("enum", "6 Not ready") },
  { 7, "7", NC_ ("enum", "7 Patient on board") },
  { 8, "8", NC_ ("enum", "8 At destination") },
  { 9, "9", NC_ ("enum", "9 Local meaning") },
  { 0, NULL, NULL },
};

static const LageEnumMember priorities[] = {
  { LAGE_PRIORITY_ROUTINE, "routine", NC_ ("enum", "Routine") },
  { LAGE_PRIORITY_URGENT, "urgent", NC_ ("enum", "Urgent") },
  { LAGE_PRIORITY_FLASH, "flash", NC_ ("enum", "Flash") },
  { 0, NULL, NULL },
};

static const LageEnumMember incident_states[] = {
  { LAGE_INCIDENT_OPEN, "open", NC_ ("enum", "Open") },
  { LAGE_INCIDENT_RUNNING, "running", NC_ ("enum", "In progress") },
  { LAGE_INCIDENT_CLOSED, "closed", NC_ ("enum", "Concluded") },
  { 0, NULL, NULL },
};

static const LageEnumMember flight_states[] = {
  { LAGE_FLIGHT_UNKNOWN, "unknown", NC_ ("enum", "Unknown") },
  { LAGE_FLIGHT_BOOT, "boot", NC_ ("enum", "Starting up") },
  { LAGE_FLIGHT_CALIBRATING, "calibrating", NC_ ("enum", "Calibrating") },
  { LAGE_FLIGHT_STANDBY, "standby", NC_ ("enum", "Standby") },
  { LAGE_FLIGHT_ACTIVE, "active", NC_ ("enum", "Active") },
  { LAGE_FLIGHT_CRITICAL, "critical", NC_ ("enum", "Critical") },
  { LAGE_FLIGHT_EMERGENCY, "emergency", NC_ ("enum", "Emergency") },
  { LAGE_FLIGHT_POWER_OFF, "power-off", NC_ ("enum", "Shutting down") },
  { LAGE_FLIGHT_TERMINATION, "termination", NC_ ("enum", "Flight terminated") },
  { 0, NULL, NULL },
};

static const LageEnumMember gps_fixes[] = {
  { 0, "none", NC_ ("enum", "No receiver") },
  { 1, "no-fix", NC_ ("enum", "No fix") },
  { 2, "2d", NC_ ("enum", "2D") },
  { 3, "3d", NC_ ("enum", "3D") },
  { 4, "dgps", NC_ ("enum", "DGPS") },
  { 5, "rtk-float", NC_ ("enum", "RTK float") },
  { 6, "rtk-fixed", NC_ ("enum", "RTK fixed") },
  { 7, "static", NC_ ("enum", "Static") },
  { 8, "ppp", NC_ ("enum", "PPP") },
  { 0, NULL, NULL },
};

static const LageEnumMember emergency_states[] = {
  { LAGE_EMERGENCY_NORMAL, "normal", NC_ ("enum", "Normal") },
  { LAGE_EMERGENCY_ADVISORY, "advisory", NC_ ("enum", "Advisory") },
  { LAGE_EMERGENCY_CLOSED, "closed", NC_ ("enum", "Closed") },
  { LAGE_EMERGENCY_NOT_APPLICABLE, "not-applicable", NC_ ("enum", "No emergency department") },
  { 0, NULL, NULL },
};

static const LageEnumMember clinical_states[] = {
  { LAGE_CLINICAL_NORMAL, "normal", NC_ ("enum", "Normal") },
  { LAGE_CLINICAL_FULL, "full", NC_ ("enum", "Full") },
  { 0, NULL, NULL },
};

static const LageEnumMember facility_states[] = {
  { LAGE_FACILITY_NORMAL, "normal", NC_ ("enum", "Normal") },
  { LAGE_FACILITY_COMPROMISED, "compromised", NC_ ("enum", "Impaired") },
  { LAGE_FACILITY_EVACUATING, "evacuating", NC_ ("enum", "Evacuating") },
  { LAGE_FACILITY_CLOSED, "closed", NC_ ("enum", "Closed") },
  { 0, NULL, NULL },
};

static const LageEnumMember severities[] = {
  { LAGE_SEVERITY_UNKNOWN, "unknown", NC_ ("enum", "Unknown") },
  { LAGE_SEVERITY_MINOR, "minor", NC_ ("enum", "Minor") },
  { LAGE_SEVERITY_MODERATE, "moderate", NC_ ("enum", "Moderate") },
  { LAGE_SEVERITY_SEVERE, "severe", NC_ ("enum", "Severe") },
  { LAGE_SEVERITY_EXTREME, "extreme", NC_ ("enum", "Extreme") },
  { 0, NULL, NULL },
};

static const LageEnumMember urgencies[] = {
  { LAGE_URGENCY_UNKNOWN, "unknown", NC_ ("enum", "Unknown") },
  { LAGE_URGENCY_PAST, "past", NC_ ("enum", "Past") },
  { LAGE_URGENCY_FUTURE, "future", NC_ ("enum", "Future") },
  { LAGE_URGENCY_EXPECTED, "expected", NC_ ("enum", "Expected") },
  { LAGE_URGENCY_IMMEDIATE, "immediate", NC_ ("enum", "Immediate") },
  { 0, NULL, NULL },
};

static const LageEnumMember certainties[] = {
  { LAGE_CERTAINTY_UNKNOWN, "unknown", NC_ ("enum", "Unknown") },
  { LAGE_CERTAINTY_UNLIKELY, "unlikely", NC_ ("enum", "Unlikely") },
  { LAGE_CERTAINTY_POSSIBLE, "possible", NC_ ("enum", "Possible") },
  { LAGE_CERTAINTY_LIKELY, "likely", NC_ ("enum", "Likely") },
  { LAGE_CERTAINTY_OBSERVED, "observed", NC_ ("enum", "Observed") },
  { 0, NULL, NULL },
};

static const LageEnumMember warning_states[] = {
  { LAGE_WARNING_ACTUAL, "actual", NC_ ("enum", "Actual") },
  { LAGE_WARNING_EXERCISE, "exercise", NC_ ("enum", "Exercise") },
  { LAGE_WARNING_SYSTEM, "system", NC_ ("enum", "System") },
  { LAGE_WARNING_TEST, "test", NC_ ("enum", "Test") },
  { LAGE_WARNING_DRAFT, "draft", NC_ ("enum", "Draft") },
  { 0, NULL, NULL },
};

static const LageEnumMember message_types[] = {
  { LAGE_MESSAGE_ALERT, "alert", NC_ ("enum", "Warning") },
  { LAGE_MESSAGE_UPDATE, "update", NC_ ("enum", "Update") },
  { LAGE_MESSAGE_CANCEL, "cancel", NC_ ("enum", "All clear") },
  { 0, NULL, NULL },
};

static const LageEnumMember area_types[] = {
  { LAGE_AREA_OTHER, "other", NC_ ("enum", "Other") },
  { LAGE_AREA_FLOODED, "flooded", NC_ ("enum", "Flooded area") },
  { LAGE_AREA_CLOSURE, "closure", NC_ ("enum", "Closure") },
  { LAGE_AREA_EVACUATION, "evacuation", NC_ ("enum", "Evacuation zone") },
  { LAGE_AREA_SECTOR, "sector", NC_ ("enum", "Sector") },
  { LAGE_AREA_DIKE_SECTION, "dike-section", NC_ ("enum", "Dike section") },
  { LAGE_AREA_FRONT_LINE, "front-line", NC_ ("enum", "Front line") },
  { LAGE_AREA_ROUTE, "route", NC_ ("enum", "Route") },
  { LAGE_AREA_DANGER, "danger", NC_ ("enum", "Danger area") },
  { 0, NULL, NULL },
};

static const LageEnumMember shapes[] = {
  { LAGE_SHAPE_AREA, "area", NC_ ("enum", "Area") },
  { LAGE_SHAPE_POINT, "point", NC_ ("enum", "Point") },
  { LAGE_SHAPE_LINE, "line", NC_ ("enum", "Line") },
  { LAGE_SHAPE_CIRCLE, "circle", NC_ ("enum", "Circle") },
  { LAGE_SHAPE_RECTANGLE, "rectangle", NC_ ("enum", "Rectangle") },
  { LAGE_SHAPE_ARROW, "arrow", NC_ ("enum", "Arrow") },
  { LAGE_SHAPE_TEXT, "text", NC_ ("enum", "Text") },
  { LAGE_SHAPE_FREEHAND, "freehand", NC_ ("enum", "Freehand line") },
  { 0, NULL, NULL },
};

static const LageEnumMember colours[] = {
  { LAGE_COLOUR_AUTOMATIC, "automatic", NC_ ("enum", "Automatic") },
  { LAGE_COLOUR_RED, "red", NC_ ("enum", "Red") },
  { LAGE_COLOUR_ORANGE, "orange", NC_ ("enum", "Orange") },
  { LAGE_COLOUR_YELLOW, "yellow", NC_ ("enum", "Yellow") },
  { LAGE_COLOUR_GREEN, "green", NC_ ("enum", "Green") },
  { LAGE_COLOUR_BLUE, "blue", NC_ ("enum", "Blue") },
  { LAGE_COLOUR_PURPLE, "purple", NC_ ("enum", "Purple") },
  { LAGE_COLOUR_BROWN, "brown", NC_ ("enum", "Brown") },
  { LAGE_COLOUR_BLACK, "black", NC_ ("enum", "Black") },
  { 0, NULL, NULL },
};

static const LageEnumMember task_states[] = {
  { 1, "draft", NC_ ("enum", "Draft") },
  { 2, "issued", NC_ ("enum", "Issued") },
  { 3, "acknowledged", NC_ ("enum", "Acknowledged") },
  { 4, "under-way", NC_ ("enum", "Under way") },
  { 5, "done", NC_ ("enum", "Done") },
  { 6, "refused", NC_ ("enum", "Refused") },
  { 7, "cancelled", NC_ ("enum", "Cancelled") },
  { 0, NULL, NULL },
};

static const char *const kind_tokens[LAGE_N_KINDS] = {
  [LAGE_KIND_NONE] = "none",
  [LAGE_KIND_GAUGE] = "gauge",
  [LAGE_KIND_FLOOD_GATE] = "flood-gate",
  [LAGE_KIND_UNIT] = "unit",
  [LAGE_KIND_DRONE] = "drone",
  [LAGE_KIND_HOSPITAL] = "hospital",
  [LAGE_KIND_WARNING] = "warning",
  [LAGE_KIND_INCIDENT] = "incident",
  [LAGE_KIND_TASK] = "task",
  [LAGE_KIND_AREA] = "area",
  [LAGE_KIND_NOTE] = "note",
  [LAGE_KIND_SENSOR] = "sensor",
};

static const char *const kind_labels[LAGE_N_KINDS] = {
  [LAGE_KIND_GAUGE] = NC_ ("kind", "Gauge"),
  [LAGE_KIND_FLOOD_GATE] = NC_ ("kind", "Flood gate"),
  [LAGE_KIND_UNIT] = NC_ ("kind", "Unit"),
  [LAGE_KIND_DRONE] = NC_ ("kind", "Drone"),
  [LAGE_KIND_HOSPITAL] = NC_ ("kind", "Hospital"),
  [LAGE_KIND_WARNING] = NC_ ("kind", "Warning"),
  [LAGE_KIND_INCIDENT] = NC_ ("kind", "Incident"),
  [LAGE_KIND_TASK] = NC_ ("kind", "Task"),
  [LAGE_KIND_AREA] = NC_ ("kind", "Drawing"),
  [LAGE_KIND_NOTE] = NC_ ("kind", "Note"),
  [LAGE_KIND_SENSOR] = NC_ ("kind", "Sensor"),
};

/* clang-format off */
static const LageFieldSpec specs[] = {
  /* field, token, type, lane, merge, fresh_s, unit, decimals, members, label */
#define ROW(field, ...) { KIND, LAGE_FIELD_##field, __VA_ARGS__ }

#define KIND LAGE_KIND_GAUGE
  ROW (NAME, "name", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER, 0, NULL, 0, NULL, NC_ ("field", "Name")),
  ROW (ORGANISATION, "organisation", LAGE_VALUE_INT, LEDGER, LAST_WRITER,
       0, NULL, 0, organisations, NC_ ("field", "Organisation")),
  ROW (LEVEL_CM, "level", LAGE_VALUE_REAL, TELEMETRY, NEWEST,
       180, "cm", 0, NULL, NC_ ("field", "Water level above gauge zero")),
  ROW (LEVEL_NHN_M, "level-nhn", LAGE_VALUE_REAL, TELEMETRY, NEWEST,
       180, "m NHN", 2, NULL, NC_ ("field", "Water level above NHN")),
  ROW (GAUGE_ZERO_NHN_M, "gauge-zero", LAGE_VALUE_REAL, LEDGER, LAST_WRITER,
       0, "m NHN", 3, NULL, NC_ ("field", "Gauge zero")),
  ROW (WATER, "water", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER, 0, NULL, 0, NULL,
       NC_ ("field", "Water")),
  ROW (RIVER_KM, "river-km", LAGE_VALUE_REAL, LEDGER, LAST_WRITER,
       0, "km", 1, NULL, NC_ ("field", "River kilometre")),
  ROW (MEAN_HIGH_WATER_CM, "mean-high-water", LAGE_VALUE_REAL, LEDGER, LAST_WRITER,
       0, "cm", 0, NULL, NC_ ("field", "Mean high water")),
  ROW (MEAN_LOW_WATER_CM, "mean-low-water", LAGE_VALUE_REAL, LEDGER, LAST_WRITER,
       0, "cm", 0, NULL, NC_ ("field", "Mean low water")),
  ROW (HIGHEST_WATER_CM, "highest-water", LAGE_VALUE_REAL, LEDGER, LAST_WRITER,
       0, "cm", 0, NULL, NC_ ("field", "Highest high water")),
  ROW (LOWEST_WATER_CM, "lowest-water", LAGE_VALUE_REAL, LEDGER, LAST_WRITER,
       0, "cm", 0, NULL, NC_ ("field", "Lowest low water")),
  ROW (AGENCY, "agency", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER, 0, NULL, 0, NULL,
       NC_ ("field", "Agency")),
  ROW (DESCRIPTION, "description", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Description")),
  ROW (POSITION, "position", LAGE_VALUE_POINT, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Position")),
  ROW (GAUGE_DATUM, "gauge-datum", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Height datum")),
  ROW (EXTERNAL_ID, "external-id", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Identifier of the source")),
  ROW (LINK, "link", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER, 0, NULL, 0, NULL, NC_ ("field", "Link")),
  ROW (SAME_AS, "same-as", LAGE_VALUE_ENTITY, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Same as")),
  ROW (ARCHIVED, "archived", LAGE_VALUE_BOOL, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Archived")),
#undef KIND

#define KIND LAGE_KIND_FLOOD_GATE
  ROW (NAME, "name", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER, 0, NULL, 0, NULL, NC_ ("field", "Name")),
  ROW (ORGANISATION, "organisation", LAGE_VALUE_INT, LEDGER, LAST_WRITER,
       0, NULL, 0, organisations, NC_ ("field", "Organisation")),
  ROW (GATE_STATE, "gate-state", LAGE_VALUE_INT, LEDGER, NEWEST,
       1800, NULL, 0, gate_states, NC_ ("field", "State of the gate")),
  ROW (AGENCY, "agency", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER, 0, NULL, 0, NULL,
       NC_ ("field", "Agency")),
  ROW (LOCATION, "location", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER, 0, NULL, 0, NULL,
       NC_ ("field", "Place")),
  ROW (DESCRIPTION, "description", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Description")),
  ROW (POSITION, "position", LAGE_VALUE_POINT, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Position")),
  ROW (EXTERNAL_ID, "external-id", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Identifier of the source")),
  ROW (LINK, "link", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER, 0, NULL, 0, NULL, NC_ ("field", "Link")),
  ROW (SAME_AS, "same-as", LAGE_VALUE_ENTITY, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Same as")),
  ROW (ARCHIVED, "archived", LAGE_VALUE_BOOL, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Archived")),
#undef KIND

#define KIND LAGE_KIND_UNIT
  ROW (NAME, "name", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER, 0, NULL, 0, NULL,
       NC_ ("field", "Call sign")),
  ROW (ORGANISATION, "organisation", LAGE_VALUE_INT, LEDGER, LAST_WRITER,
       0, NULL, 0, organisations, NC_ ("field", "Organisation")),
  ROW (STATUS, "status", LAGE_VALUE_INT, LEDGER, NEWEST,
       3600, NULL, 0, fms_states, NC_ ("field", "FMS status")),
  ROW (UNIT_TYPE, "unit-type", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER, 0, NULL, 0, NULL,
       NC_ ("field", "Type")),
  ROW (STRENGTH, "strength", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Strength")),
  ROW (POSITION, "position", LAGE_VALUE_POINT, TELEMETRY, NEWEST,
       60, NULL, 0, NULL, NC_ ("field", "Position")),
  ROW (ALTITUDE_M, "altitude", LAGE_VALUE_REAL, TELEMETRY, NEWEST,
       60, "m", 0, NULL, NC_ ("field", "Altitude above sea level")),
  ROW (ELLIPSOID_M, "ellipsoid-height", LAGE_VALUE_REAL, TELEMETRY, NEWEST,
       60, "m", 0, NULL, NC_ ("field", "Height above ellipsoid")),
  ROW (COURSE_DEG, "course", LAGE_VALUE_REAL, TELEMETRY, NEWEST, 60, "°", 0, NULL,
       NC_ ("field", "Course")),
  ROW (SPEED_MPS, "speed", LAGE_VALUE_REAL, TELEMETRY, NEWEST, 60, "m/s", 1, NULL,
       NC_ ("field", "Speed")),
  ROW (ACCURACY_M, "accuracy", LAGE_VALUE_REAL, TELEMETRY, NEWEST,
       60, "m", 0, NULL, NC_ ("field", "Accuracy")),
  ROW (BATTERY_PERCENT, "battery", LAGE_VALUE_REAL, TELEMETRY, NEWEST,
       600, "%", 0, NULL, NC_ ("field", "Battery")),
  ROW (LOCATION, "location", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER, 0, NULL, 0, NULL,
       NC_ ("field", "Place")),
  ROW (DESCRIPTION, "description", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Description")),
  ROW (SECTION, "section", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER, 0, NULL, 0, NULL,
       NC_ ("field", "Section")),
  ROW (GROUP, "group", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER, 0, NULL, 0, NULL,
       NC_ ("field", "Group")),
  ROW (ROLE, "role", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER, 0, NULL, 0, NULL, NC_ ("field", "Role")),
  ROW (SIGN, "sign", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER, 0, NULL, 0, NULL,
       NC_ ("field", "Tactical sign")),
  ROW (SOURCE_TYPE, "source-type", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Type of the source")),
  ROW (EXTERNAL_ID, "external-id", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Identifier of the source")),
  ROW (STALE_AT, "stale-at", LAGE_VALUE_TIME, TELEMETRY, NEWEST,
       0, NULL, 0, NULL, NC_ ("field", "Stale from")),
  ROW (SAME_AS, "same-as", LAGE_VALUE_ENTITY, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Same as")),
  ROW (ARCHIVED, "archived", LAGE_VALUE_BOOL, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Archived")),
#undef KIND

#define KIND LAGE_KIND_DRONE
  ROW (NAME, "name", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER, 0, NULL, 0, NULL, NC_ ("field", "Name")),
  ROW (ORGANISATION, "organisation", LAGE_VALUE_INT, LEDGER, LAST_WRITER,
       0, NULL, 0, organisations, NC_ ("field", "Organisation")),
  ROW (POSITION, "position", LAGE_VALUE_POINT, TELEMETRY, NEWEST,
       10, NULL, 0, NULL, NC_ ("field", "Position")),
  ROW (ALTITUDE_M, "altitude", LAGE_VALUE_REAL, TELEMETRY, NEWEST,
       10, "m", 0, NULL, NC_ ("field", "Altitude above sea level")),
  ROW (ELLIPSOID_M, "ellipsoid-height", LAGE_VALUE_REAL, TELEMETRY, NEWEST,
       10, "m", 0, NULL, NC_ ("field", "Height above ellipsoid")),
  ROW (COURSE_DEG, "course", LAGE_VALUE_REAL, TELEMETRY, NEWEST, 10, "°", 0, NULL,
       NC_ ("field", "Course")),
  ROW (SPEED_MPS, "speed", LAGE_VALUE_REAL, TELEMETRY, NEWEST, 10, "m/s", 1, NULL,
       NC_ ("field", "Speed")),
  ROW (ACCURACY_M, "accuracy", LAGE_VALUE_REAL, TELEMETRY, NEWEST,
       10, "m", 0, NULL, NC_ ("field", "Accuracy")),
  ROW (BATTERY_PERCENT, "battery", LAGE_VALUE_REAL, TELEMETRY, NEWEST,
       600, "%", 0, NULL, NC_ ("field", "Battery")),
  ROW (HEIGHT_M, "height", LAGE_VALUE_REAL, TELEMETRY, NEWEST,
       10, "m", 0, NULL, NC_ ("field", "Height above take-off")),
  ROW (HEADING_DEG, "heading", LAGE_VALUE_REAL, TELEMETRY, NEWEST,
       10, "°", 0, NULL, NC_ ("field", "Heading")),
  ROW (IS_ARMED, "armed", LAGE_VALUE_BOOL, TELEMETRY, NEWEST, 30, NULL, 0, NULL,
       NC_ ("field", "Armed")),
  ROW (FLIGHT_STATE, "flight-state", LAGE_VALUE_INT, TELEMETRY, NEWEST,
       30, NULL, 0, flight_states, NC_ ("field", "Flight state")),
  ROW (GPS_FIX, "gps-fix", LAGE_VALUE_INT, TELEMETRY, NEWEST,
       30, NULL, 0, gps_fixes, NC_ ("field", "Position fix")),
  ROW (SATELLITES, "satellites", LAGE_VALUE_INT, TELEMETRY, NEWEST,
       30, NULL, 0, NULL, NC_ ("field", "Satellites")),
  ROW (VOLTAGE_V, "voltage", LAGE_VALUE_REAL, TELEMETRY, NEWEST, 60, "V", 1, NULL,
       NC_ ("field", "Voltage")),
  ROW (CURRENT_A, "current", LAGE_VALUE_REAL, TELEMETRY, NEWEST, 60, "A", 1, NULL,
       NC_ ("field", "Current")),
  ROW (ROLL_DEG, "roll", LAGE_VALUE_REAL, TELEMETRY, NEWEST, 10, "°", 0, NULL,
       NC_ ("field", "Roll")),
  ROW (PITCH_DEG, "pitch", LAGE_VALUE_REAL, TELEMETRY, NEWEST, 10, "°", 0, NULL,
       NC_ ("field", "Pitch")),
  ROW (CLIMB_MPS, "climb", LAGE_VALUE_REAL, TELEMETRY, NEWEST,
       10, "m/s", 1, NULL, NC_ ("field", "Rate of climb")),
  ROW (AIRSPEED_MPS, "airspeed", LAGE_VALUE_REAL, TELEMETRY, NEWEST,
       10, "m/s", 1, NULL, NC_ ("field", "Airspeed")),
  ROW (CAMERA_PITCH_DEG, "camera-pitch", LAGE_VALUE_REAL, TELEMETRY, NEWEST,
       10, "°", 0, NULL, NC_ ("field", "Camera pitch")),
  ROW (CAMERA_ROLL_DEG, "camera-roll", LAGE_VALUE_REAL, TELEMETRY, NEWEST,
       10, "°", 0, NULL, NC_ ("field", "Camera roll")),
  ROW (CAMERA_YAW_DEG, "camera-yaw", LAGE_VALUE_REAL, TELEMETRY, NEWEST,
       10, "°", 0, NULL, NC_ ("field", "Camera direction")),
  ROW (STATUS_TEXT, "status-text", LAGE_VALUE_TEXT, LEDGER, NEWEST,
       0, NULL, 0, NULL, NC_ ("field", "Message of the vehicle")),
  ROW (VEHICLE_TYPE, "vehicle-type", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Vehicle type")),
  ROW (DESCRIPTION, "description", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Description")),
  ROW (SECTION, "section", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER, 0, NULL, 0, NULL,
       NC_ ("field", "Section")),
  ROW (SIGN, "sign", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER, 0, NULL, 0, NULL,
       NC_ ("field", "Tactical sign")),
  ROW (SOURCE_TYPE, "source-type", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Type of the source")),
  ROW (EXTERNAL_ID, "external-id", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Identifier of the source")),
  ROW (STALE_AT, "stale-at", LAGE_VALUE_TIME, TELEMETRY, NEWEST,
       0, NULL, 0, NULL, NC_ ("field", "Stale from")),
  ROW (SAME_AS, "same-as", LAGE_VALUE_ENTITY, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Same as")),
  ROW (ARCHIVED, "archived", LAGE_VALUE_BOOL, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Archived")),
#undef KIND

#define KIND LAGE_KIND_HOSPITAL
  ROW (NAME, "name", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER, 0, NULL, 0, NULL, NC_ ("field", "Name")),
  ROW (EMERGENCY_STATUS, "emergency-status", LAGE_VALUE_INT, LEDGER, NEWEST,
       7200, NULL, 0, emergency_states, NC_ ("field", "Emergency department")),
  ROW (CLINICAL_STATUS, "clinical-status", LAGE_VALUE_INT, LEDGER, NEWEST,
       7200, NULL, 0, clinical_states, NC_ ("field", "Clinical status")),
  ROW (FACILITY_STATUS, "facility-status", LAGE_VALUE_INT, LEDGER, NEWEST,
       7200, NULL, 0, facility_states, NC_ ("field", "Facility")),
  ROW (OFFLOAD_MINUTES, "offload", LAGE_VALUE_REAL, TELEMETRY, NEWEST,
       7200, "min", 0, NULL, NC_ ("field", "Ambulance offload time")),
  ROW (TRIAGE_RED, "triage-red", LAGE_VALUE_INT, TELEMETRY, NEWEST,
       7200, NULL, 0, NULL, NC_ ("field", "Can take: red")),
  ROW (TRIAGE_YELLOW, "triage-yellow", LAGE_VALUE_INT, TELEMETRY, NEWEST,
       7200, NULL, 0, NULL, NC_ ("field", "Can take: yellow")),
  ROW (TRIAGE_GREEN, "triage-green", LAGE_VALUE_INT, TELEMETRY, NEWEST,
       7200, NULL, 0, NULL, NC_ ("field", "Can take: green")),
  ROW (TRIAGE_BLACK, "triage-black", LAGE_VALUE_INT, TELEMETRY, NEWEST,
       7200, NULL, 0, NULL, NC_ ("field", "Can take: black")),
  ROW (AVAILABILITY, "availability", LAGE_VALUE_TEXT, LEDGER, NEWEST,
       7200, NULL, 0, NULL, NC_ ("field", "Services")),
  ROW (BEDS_ADULT_ICU, "beds-adult-icu", LAGE_VALUE_INT, TELEMETRY, NEWEST,
       7200, NULL, 0, NULL, NC_ ("field", "Adult intensive care, free beds")),
  ROW (BEDS_ADULT_ICU_TOTAL, "beds-adult-icu-total", LAGE_VALUE_INT, LEDGER, NEWEST,
       0, NULL, 0, NULL, NC_ ("field", "Adult intensive care, all beds")),
  ROW (BEDS_PEDIATRIC_ICU, "beds-pediatric-icu", LAGE_VALUE_INT, TELEMETRY, NEWEST,
       7200, NULL, 0, NULL, NC_ ("field", "Paediatric intensive care, free beds")),
  ROW (BEDS_PEDIATRIC_ICU_TOTAL, "beds-pediatric-icu-total", LAGE_VALUE_INT, LEDGER, NEWEST,
       0, NULL, 0, NULL, NC_ ("field", "Paediatric intensive care, all beds")),
  ROW (BEDS_NEONATAL_ICU, "beds-neonatal-icu", LAGE_VALUE_INT, TELEMETRY, NEWEST,
       7200, NULL, 0, NULL, NC_ ("field", "Neonatal intensive care, free beds")),
  ROW (BEDS_NEONATAL_ICU_TOTAL, "beds-neonatal-icu-total", LAGE_VALUE_INT, LEDGER, NEWEST,
       0, NULL, 0, NULL, NC_ ("field", "Neonatal intensive care, all beds")),
  ROW (BEDS_EMERGENCY, "beds-emergency", LAGE_VALUE_INT, TELEMETRY, NEWEST,
       7200, NULL, 0, NULL, NC_ ("field", "Emergency department, free beds")),
  ROW (BEDS_EMERGENCY_TOTAL, "beds-emergency-total", LAGE_VALUE_INT, LEDGER, NEWEST,
       0, NULL, 0, NULL, NC_ ("field", "Emergency department, all beds")),
  ROW (BEDS_NURSERY, "beds-nursery", LAGE_VALUE_INT, TELEMETRY, NEWEST,
       7200, NULL, 0, NULL, NC_ ("field", "Nursery, free beds")),
  ROW (BEDS_NURSERY_TOTAL, "beds-nursery-total", LAGE_VALUE_INT, LEDGER, NEWEST,
       0, NULL, 0, NULL, NC_ ("field", "Nursery, all beds")),
  ROW (BEDS_GENERAL, "beds-general", LAGE_VALUE_INT, TELEMETRY, NEWEST,
       7200, NULL, 0, NULL, NC_ ("field", "General wards, free beds")),
  ROW (BEDS_GENERAL_TOTAL, "beds-general-total", LAGE_VALUE_INT, LEDGER, NEWEST,
       0, NULL, 0, NULL, NC_ ("field", "General wards, all beds")),
  ROW (BEDS_REHABILITATION, "beds-rehabilitation", LAGE_VALUE_INT, TELEMETRY, NEWEST,
       7200, NULL, 0, NULL, NC_ ("field", "Rehabilitation, free beds")),
  ROW (BEDS_REHABILITATION_TOTAL, "beds-rehabilitation-total", LAGE_VALUE_INT, LEDGER, NEWEST,
       0, NULL, 0, NULL, NC_ ("field", "Rehabilitation, all beds")),
  ROW (BEDS_BURN, "beds-burn", LAGE_VALUE_INT, TELEMETRY, NEWEST,
       7200, NULL, 0, NULL, NC_ ("field", "Burns, free beds")),
  ROW (BEDS_BURN_TOTAL, "beds-burn-total", LAGE_VALUE_INT, LEDGER, NEWEST,
       0, NULL, 0, NULL, NC_ ("field", "Burns, all beds")),
  ROW (BEDS_PEDIATRIC, "beds-pediatric", LAGE_VALUE_INT, TELEMETRY, NEWEST,
       7200, NULL, 0, NULL, NC_ ("field", "Paediatrics, free beds")),
  ROW (BEDS_PEDIATRIC_TOTAL, "beds-pediatric-total", LAGE_VALUE_INT, LEDGER, NEWEST,
       0, NULL, 0, NULL, NC_ ("field", "Paediatrics, all beds")),
  ROW (BEDS_PSYCHIATRIC, "beds-psychiatric", LAGE_VALUE_INT, TELEMETRY, NEWEST,
       7200, NULL, 0, NULL, NC_ ("field", "Psychiatry, free beds")),
  ROW (BEDS_PSYCHIATRIC_TOTAL, "beds-psychiatric-total", LAGE_VALUE_INT, LEDGER, NEWEST,
       0, NULL, 0, NULL, NC_ ("field", "Psychiatry, all beds")),
  ROW (BEDS_ISOLATION, "beds-isolation", LAGE_VALUE_INT, TELEMETRY, NEWEST,
       7200, NULL, 0, NULL, NC_ ("field", "Isolation, free beds")),
  ROW (BEDS_ISOLATION_TOTAL, "beds-isolation-total", LAGE_VALUE_INT, LEDGER, NEWEST,
       0, NULL, 0, NULL, NC_ ("field", "Isolation, all beds")),
  ROW (BEDS_OPERATING, "beds-operating", LAGE_VALUE_INT, TELEMETRY, NEWEST,
       7200, NULL, 0, NULL, NC_ ("field", "Operating rooms, free beds")),
  ROW (BEDS_OPERATING_TOTAL, "beds-operating-total", LAGE_VALUE_INT, LEDGER, NEWEST,
       0, NULL, 0, NULL, NC_ ("field", "Operating rooms, all beds")),
  ROW (LOCATION, "location", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER, 0, NULL, 0, NULL,
       NC_ ("field", "Place")),
  ROW (DESCRIPTION, "description", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Description")),
  ROW (POSITION, "position", LAGE_VALUE_POINT, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Position")),
  ROW (EXTERNAL_ID, "external-id", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Identifier of the source")),
  ROW (LINK, "link", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER, 0, NULL, 0, NULL, NC_ ("field", "Link")),
  ROW (SAME_AS, "same-as", LAGE_VALUE_ENTITY, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Same as")),
  ROW (ARCHIVED, "archived", LAGE_VALUE_BOOL, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Archived")),
#undef KIND

#define KIND LAGE_KIND_WARNING
  ROW (NAME, "name", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER, 0, NULL, 0, NULL,
       NC_ ("field", "Headline")),
  ROW (POSITION, "position", LAGE_VALUE_POINT, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Position")),
  ROW (DESCRIPTION, "description", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Description")),
  ROW (EVENT, "event", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER, 0, NULL, 0, NULL,
       NC_ ("field", "Event")),
  ROW (SEVERITY, "severity", LAGE_VALUE_INT, LEDGER, LAST_WRITER,
       0, NULL, 0, severities, NC_ ("field", "Severity")),
  ROW (URGENCY, "urgency", LAGE_VALUE_INT, LEDGER, LAST_WRITER,
       0, NULL, 0, urgencies, NC_ ("field", "Urgency")),
  ROW (CERTAINTY, "certainty", LAGE_VALUE_INT, LEDGER, LAST_WRITER,
       0, NULL, 0, certainties, NC_ ("field", "Certainty")),
  ROW (SENT_AT, "sent-at", LAGE_VALUE_TIME, LEDGER, LAST_WRITER, 0, NULL, 0, NULL,
       NC_ ("field", "Sent")),
  ROW (ONSET_AT, "onset-at", LAGE_VALUE_TIME, LEDGER, LAST_WRITER, 0, NULL, 0, NULL,
       NC_ ("field", "From")),
  ROW (EXPIRES_AT, "expires-at", LAGE_VALUE_TIME, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Until")),
  ROW (INSTRUCTION, "instruction", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Instruction")),
  ROW (SENDER, "sender", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER, 0, NULL, 0, NULL,
       NC_ ("field", "Sender")),
  ROW (WARNING_STATUS, "warning-status", LAGE_VALUE_INT, LEDGER, LAST_WRITER,
       0, NULL, 0, warning_states, NC_ ("field", "Meant as")),
  ROW (MESSAGE_TYPE, "message-type", LAGE_VALUE_INT, LEDGER, LAST_WRITER,
       0, NULL, 0, message_types, NC_ ("field", "Message type")),
  ROW (REPLACED_BY, "replaced-by", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Replaced by")),
  ROW (REPLACED_UNMEANT_BY, "replaced-unmeant-by", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Replaced in exercise by")),
  ROW (NAME_EN, "name-en", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Headline (English)")),
  ROW (DESCRIPTION_EN, "description-en", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Description (English)")),
  ROW (INSTRUCTION_EN, "instruction-en", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Instruction (English)")),
  ROW (EVENT_CODE, "event-code", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Event code")),
  ROW (AREA, "area", LAGE_VALUE_GEOMETRY, LEDGER, LAST_WRITER, 0, NULL, 0, NULL,
       NC_ ("field", "Area")),
  ROW (AREA_NAME, "area-name", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Area name")),
  ROW (EXTERNAL_ID, "external-id", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Identifier of the source")),
  ROW (LINK, "link", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER, 0, NULL, 0, NULL, NC_ ("field", "Link")),
  ROW (SAME_AS, "same-as", LAGE_VALUE_ENTITY, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Same as")),
  ROW (ARCHIVED, "archived", LAGE_VALUE_BOOL, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Archived")),
#undef KIND

#define KIND LAGE_KIND_INCIDENT
  ROW (NAME, "name", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER, 0, NULL, 0, NULL, NC_ ("field", "Name")),
  ROW (POSITION, "position", LAGE_VALUE_POINT, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Position")),
  ROW (DESCRIPTION, "description", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Description")),
  ROW (INCIDENT_TYPE, "incident-type", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Type")),
  ROW (INCIDENT_STATE, "incident-state", LAGE_VALUE_INT, LEDGER, LAST_WRITER,
       0, NULL, 0, incident_states, NC_ ("field", "State")),
  ROW (PRIORITY, "priority", LAGE_VALUE_INT, LEDGER, LAST_WRITER,
       0, NULL, 0, priorities, NC_ ("field", "Priority")),
  ROW (REPORTED_BY, "reported-by", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Reported by")),
  ROW (LOCATION, "location", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER, 0, NULL, 0, NULL,
       NC_ ("field", "Place")),
  ROW (SOURCE_TYPE, "source-type", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Type of the source")),
  ROW (EXTERNAL_ID, "external-id", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Identifier of the source")),
  ROW (STALE_AT, "stale-at", LAGE_VALUE_TIME, TELEMETRY, NEWEST,
       0, NULL, 0, NULL, NC_ ("field", "Stale from")),
  ROW (SECTION, "section", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER, 0, NULL, 0, NULL,
       NC_ ("field", "Section")),
  ROW (SIGN, "sign", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER, 0, NULL, 0, NULL,
       NC_ ("field", "Tactical sign")),
  ROW (SAME_AS, "same-as", LAGE_VALUE_ENTITY, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Same as")),
  ROW (ARCHIVED, "archived", LAGE_VALUE_BOOL, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Archived")),
#undef KIND

#define KIND LAGE_KIND_TASK
  ROW (NAME, "name", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER, 0, NULL, 0, NULL,
       NC_ ("field", "Mission")),
  ROW (POSITION, "position", LAGE_VALUE_POINT, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Position")),
  ROW (DESCRIPTION, "description", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Description")),
  ROW (TASK_STATE, "task-state", LAGE_VALUE_INT, LEDGER, LAGE_MERGE_TASK_STATE,
       0, NULL, 0, task_states, NC_ ("field", "State")),
  ROW (TASK_REASON, "reason", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Reason")),
  ROW (TASK_UNITS, "units", LAGE_VALUE_ENTITY, LEDGER, LAGE_MERGE_SET,
       0, NULL, 0, NULL, NC_ ("field", "Units")),
  ROW (TASK_INCIDENT, "incident", LAGE_VALUE_ENTITY, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Incident")),
  ROW (PRIORITY, "priority", LAGE_VALUE_INT, LEDGER, LAST_WRITER,
       0, NULL, 0, priorities, NC_ ("field", "Priority")),
  ROW (LOCATION, "location", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER, 0, NULL, 0, NULL,
       NC_ ("field", "Place")),
  ROW (DUE_AT, "due-at", LAGE_VALUE_TIME, LEDGER, LAST_WRITER, 0, NULL, 0, NULL,
       NC_ ("field", "Due")),
  ROW (MEANS, "means", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER, 0, NULL, 0, NULL,
       NC_ ("field", "Means")),
  ROW (INTENT, "intent", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER, 0, NULL, 0, NULL,
       NC_ ("field", "Intent")),
  ROW (ROUTE, "route", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER, 0, NULL, 0, NULL,
       NC_ ("field", "Route")),
  ROW (EXTERNAL_ID, "external-id", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Identifier of the source")),
  ROW (SAME_AS, "same-as", LAGE_VALUE_ENTITY, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Same as")),
  ROW (SECTION, "section", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER, 0, NULL, 0, NULL,
       NC_ ("field", "Section")),
  ROW (ARCHIVED, "archived", LAGE_VALUE_BOOL, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Archived")),
#undef KIND

#define KIND LAGE_KIND_AREA
  ROW (NAME, "name", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER, 0, NULL, 0, NULL, NC_ ("field", "Name")),
  ROW (POSITION, "position", LAGE_VALUE_POINT, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Position")),
  ROW (DESCRIPTION, "description", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Description")),
  ROW (AREA_TYPE, "area-type", LAGE_VALUE_INT, LEDGER, LAST_WRITER,
       0, NULL, 0, area_types, NC_ ("field", "Type")),
  ROW (SHAPE, "shape", LAGE_VALUE_INT, LEDGER, LAST_WRITER,
       0, NULL, 0, shapes, NC_ ("field", "Shape")),
  ROW (RADIUS_M, "radius", LAGE_VALUE_REAL, LEDGER, LAST_WRITER,
       0, "m", 0, NULL, NC_ ("field", "Radius")),
  ROW (AREA, "area", LAGE_VALUE_GEOMETRY, LEDGER, LAST_WRITER, 0, NULL, 0, NULL,
       NC_ ("field", "Area")),
  ROW (COLOUR, "colour", LAGE_VALUE_INT, LEDGER, LAST_WRITER,
       0, NULL, 0, colours, NC_ ("field", "Colour")),
  ROW (VALID_FROM_AT, "valid-from", LAGE_VALUE_TIME, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "From")),
  ROW (EXPIRES_AT, "expires-at", LAGE_VALUE_TIME, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Until")),
  ROW (SECTION, "section", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER, 0, NULL, 0, NULL,
       NC_ ("field", "Section")),
  ROW (SIGN, "sign", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER, 0, NULL, 0, NULL,
       NC_ ("field", "Tactical sign")),
  ROW (SOURCE_TYPE, "source-type", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Type of the source")),
  ROW (EXTERNAL_ID, "external-id", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Identifier of the source")),
  ROW (SAME_AS, "same-as", LAGE_VALUE_ENTITY, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Same as")),
  ROW (ARCHIVED, "archived", LAGE_VALUE_BOOL, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Archived")),
#undef KIND

#define KIND LAGE_KIND_NOTE
  ROW (NAME, "name", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER, 0, NULL, 0, NULL, NC_ ("field", "Name")),
  ROW (POSITION, "position", LAGE_VALUE_POINT, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Position")),
  ROW (DESCRIPTION, "description", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Description")),
  ROW (ABOUT, "about", LAGE_VALUE_ENTITY, LEDGER, LAST_WRITER, 0, NULL, 0, NULL,
       NC_ ("field", "About")),
  ROW (SOURCE_TYPE, "source-type", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Type of the source")),
  ROW (EXTERNAL_ID, "external-id", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Identifier of the source")),
  ROW (STALE_AT, "stale-at", LAGE_VALUE_TIME, TELEMETRY, NEWEST,
       0, NULL, 0, NULL, NC_ ("field", "Stale from")),
  ROW (SAME_AS, "same-as", LAGE_VALUE_ENTITY, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Same as")),
  ROW (ARCHIVED, "archived", LAGE_VALUE_BOOL, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Archived")),
#undef KIND

#define KIND LAGE_KIND_SENSOR
  ROW (NAME, "name", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER, 0, NULL, 0, NULL, NC_ ("field", "Name")),
  ROW (WIND_SPEED_MPS, "wind-speed", LAGE_VALUE_REAL, TELEMETRY, NEWEST,
       900, "m/s", 1, NULL, NC_ ("field", "Wind")),
  ROW (WIND_GUST_MPS, "wind-gust", LAGE_VALUE_REAL, TELEMETRY, NEWEST,
       900, "m/s", 1, NULL, NC_ ("field", "Gusts")),
  ROW (WIND_DIRECTION_DEG, "wind-direction", LAGE_VALUE_REAL, TELEMETRY, NEWEST,
       900, "°", 0, NULL, NC_ ("field", "Wind direction")),
  ROW (TRAFFIC_PER_H, "traffic", LAGE_VALUE_REAL, TELEMETRY, NEWEST,
       900, "1/h", 0, NULL, NC_ ("field", "Traffic")),
  ROW (TEMPERATURE_C, "temperature", LAGE_VALUE_REAL, TELEMETRY, NEWEST,
       900, "°C", 1, NULL, NC_ ("field", "Temperature")),
  ROW (AGENCY, "agency", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER, 0, NULL, 0, NULL,
       NC_ ("field", "Agency")),
  ROW (DESCRIPTION, "description", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Description")),
  ROW (POSITION, "position", LAGE_VALUE_POINT, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Position")),
  ROW (EXTERNAL_ID, "external-id", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Identifier of the source")),
  ROW (LINK, "link", LAGE_VALUE_TEXT, LEDGER, LAST_WRITER, 0, NULL, 0, NULL, NC_ ("field", "Link")),
  ROW (SAME_AS, "same-as", LAGE_VALUE_ENTITY, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Same as")),
  ROW (ARCHIVED, "archived", LAGE_VALUE_BOOL, LEDGER, LAST_WRITER,
       0, NULL, 0, NULL, NC_ ("field", "Archived")),
#undef KIND

#undef ROW
};
/* clang-format on */

/* Built once from the table: the first row and the number of rows per kind, and the row of each
 * field. */
static const LageFieldSpec *index_by_field[LAGE_N_KINDS][LAGE_FIELD_LIMIT];
static guint first_rows[LAGE_N_KINDS];
static guint n_rows[LAGE_N_KINDS];

static void
ensure_index (void)
{
  static gsize is_ready = 0;

  if (!g_once_init_enter (&is_ready))
    return;

  for (guint i = 0; i < G_N_ELEMENTS (specs); i++)
    {
      const LageFieldSpec *spec = &specs[i];

      g_assert (index_by_field[spec->kind][spec->field] == NULL);
      g_assert (n_rows[spec->kind] == 0 || specs[i - 1].kind == spec->kind);
      if (n_rows[spec->kind]++ == 0)
        first_rows[spec->kind] = i;
      index_by_field[spec->kind][spec->field] = spec;
    }
  g_once_init_leave (&is_ready, 1);
}

/**
 * lage_schema_find:
 * @kind: a kind, also one that this version does not know
 * @field: a field, also one that this version does not know
 *
 * Returns: (nullable): the row, or NULL if entities of @kind have no such field
 */
const LageFieldSpec *
lage_schema_find (LageKind  kind,
                  LageField field)
{
  ensure_index ();
  if ((guint) kind >= LAGE_N_KINDS || (guint) field >= LAGE_FIELD_LIMIT)
    return NULL;
  return index_by_field[kind][field];
}

const LageFieldSpec *
lage_schema_find_by_token (LageKind    kind,
                           const char *token)
{
  guint n_fields;
  const LageFieldSpec *fields = lage_schema_get_fields (kind, &n_fields);

  for (guint i = 0; i < n_fields; i++)
    if (strcmp (fields[i].token, token) == 0)
      return &fields[i];
  return NULL;
}

/**
 * lage_schema_get_fields:
 * @kind: a kind
 * @n_fields: (out): number of rows
 *
 * Returns: (array length=n_fields): the rows of that kind, in reading order
 */
const LageFieldSpec *
lage_schema_get_fields (LageKind  kind,
                        guint    *n_fields)
{
  ensure_index ();
  *n_fields = (guint) kind < LAGE_N_KINDS ? n_rows[kind] : 0;
  return *n_fields > 0 ? &specs[first_rows[kind]] : NULL;
}

const char *
lage_kind_get_token (LageKind kind)
{
  return (guint) kind < LAGE_N_KINDS ? kind_tokens[kind] : "unknown";
}

/**
 * lage_kind_get_label:
 * @kind: a kind
 *
 * Returns: its name for people, translated
 */
const char *
lage_kind_get_label (LageKind kind)
{
  if (kind == LAGE_KIND_NONE || (guint) kind >= LAGE_N_KINDS)
    return C_ ("kind", "Unknown");
  return g_dpgettext2 (GETTEXT_PACKAGE, "kind", kind_labels[kind]);
}

/**
 * lage_kind_from_token:
 * @token: such as "flood-gate"
 *
 * Returns: the kind, or LAGE_KIND_NONE
 */
LageKind
lage_kind_from_token (const char *token)
{
  for (guint i = 1; i < LAGE_N_KINDS; i++)
    if (strcmp (kind_tokens[i], token) == 0)
      return (LageKind) i;
  return LAGE_KIND_NONE;
}

const LageEnumMember *
lage_field_spec_find_member (const LageFieldSpec *spec,
                             gint64               number)
{
  /* A task's state carries its round in the higher bits, see lage-task-state.h. */
  if (spec->merge == LAGE_MERGE_TASK_STATE)
    number &= 0xff;
  for (const LageEnumMember *m = spec->members; m != NULL && m->token != NULL; m++)
    if (m->number == number)
      return m;
  return NULL;
}

const LageEnumMember *
lage_field_spec_find_token (const LageFieldSpec *spec,
                            const char          *token)
{
  for (const LageEnumMember *m = spec->members; m != NULL && m->token != NULL; m++)
    if (strcmp (m->token, token) == 0)
      return m;
  return NULL;
}

/**
 * lage_field_spec_to_text:
 * @spec: the field
 * @value: a value of it
 *
 * Returns: (transfer full): the value for other programs: numbers with a point and all their digits,
 * members by token, times in ISO 8601. For people: widgets/lage-format.h.
 */
char *
lage_field_spec_to_text (const LageFieldSpec *spec,
                         const LageValue     *value)
{
  const LageEnumMember *member;
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  switch (value->type)
    {
    case LAGE_VALUE_BOOL:
      return g_strdup (value->boolean ? "true" : "false");
    case LAGE_VALUE_INT:
      member = lage_field_spec_find_member (spec, value->integer);
      return member != NULL ? g_strdup (member->token)
                            : g_strdup_printf ("%" G_GINT64_FORMAT, value->integer);
    case LAGE_VALUE_REAL:
      /* The shortest of 15 digits and of all: 0.1 is written so, not as its nearest double. */
      g_ascii_formatd (buffer, sizeof buffer, "%.15g", value->real);
      if (fabs (g_ascii_strtod (buffer, NULL) - value->real) > 0.0)
        g_ascii_dtostr (buffer, sizeof buffer, value->real);
      return g_strdup (buffer);
    case LAGE_VALUE_TEXT:
      return g_strdup (value->text);
    case LAGE_VALUE_TIME:
      return lage_time_format_iso8601 (value->time_us);
    case LAGE_VALUE_POINT:
      {
        char latitude[G_ASCII_DTOSTR_BUF_SIZE], longitude[G_ASCII_DTOSTR_BUF_SIZE];

        g_ascii_formatd (latitude, sizeof latitude, "%.7f", lage_point_get_latitude (&value->point));
        g_ascii_formatd (longitude, sizeof longitude, "%.7f",
                         lage_point_get_longitude (&value->point));
        return g_strconcat (latitude, " ", longitude, NULL);
      }
    case LAGE_VALUE_ENTITY:
      return lage_id_to_string (&value->id);
    case LAGE_VALUE_GEOMETRY:
      return g_strdup_printf ("geometry of %" G_GSIZE_FORMAT " bytes",
                              g_bytes_get_size (value->geometry));
    case LAGE_VALUE_NONE:
    default:
      return g_strdup ("");
    }
}
