/* lage-scenario.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "lage-geodesy.h"

G_BEGIN_DECLS

/**
 * LageScenarioPath:
 *
 * A line on the ground; `along_m` is the distance from its first point to each of its points.
 */
typedef struct
{
  guint      n_points;
  LagePoint *points;
  double    *along_m;
} LageScenarioPath;

typedef struct
{
  gint64   time_us;
  double   level_cm;
  gboolean is_recorded;
} LageScenarioTide;

typedef struct
{
  char  *short_name;
  char  *long_name;
  char  *since;
  char  *until;
  char  *occurrence; /* NULL for a mean value */
  double value_cm;
} LageScenarioMark;

typedef struct
{
  char      *id; /* the uuid of PEGELONLINE */
  char      *number; /* NULL where it is not known */
  char      *name;
  char      *water;
  char      *agency;
  char      *zero_since;
  LagePoint  point;
  double     km;
  double     zero_m;
  double     mean_high_cm;
  double     mean_low_cm;
  GArray    *tides; /* of LageScenarioTide, by time */
  GPtrArray *marks; /* of LageScenarioMark */
} LageScenarioGauge;

typedef struct
{
  gint64 time_us;
  guint  status; /* FMS, 0 to 9 */
} LageScenarioStatus;

typedef struct
{
  gint64           start_us;
  gint64           end_us;
  LageScenarioPath path;
} LageScenarioMove;

typedef struct
{
  char     *id;
  char     *name;
  char     *organisation;
  char     *type;
  guint     crew[3]; /* leaders, sub-leaders, crew */
  gboolean  is_boat;
  double    speed_mps;
  LagePoint home;
  GArray   *statuses; /* of LageScenarioStatus, by time; the first holds from the start */
  GArray   *moves; /* of LageScenarioMove, by time, not overlapping */
} LageScenarioUnit;

typedef struct
{
  gint64           start_us;
  gint64           pattern_us; /* arrives at the pattern */
  gint64           leave_us; /* turns home */
  gint64           home_us; /* above home */
  gint64           end_us; /* landed */
  LagePoint        leave_point;
  LageScenarioPath loop; /* closed */
} LageScenarioFlight;

typedef struct
{
  char     *id;
  char     *name;
  char     *organisation;
  char     *model;
  guint8    system_id;
  gboolean  has_cot;
  LagePoint home;
  double    altitude_m;
  double    speed_mps;
  gint64    endurance_us;
  double    reserve_percent;
  GArray   *flights; /* of LageScenarioFlight, by time */
} LageScenarioDrone;

typedef enum
{
  LAGE_SCENARIO_TRAFFIC_NORMAL,
  LAGE_SCENARIO_TRAFFIC_ADVISORY,
  LAGE_SCENARIO_TRAFFIC_CLOSED,
} LageScenarioTraffic;

typedef struct
{
  char *category;
  guint total;
} LageScenarioBeds;

typedef struct
{
  gint64              time_us;
  LageScenarioTraffic traffic;
  int                *free; /* one for each of the beds, -1 not reported */
} LageScenarioReport;

typedef struct
{
  char      *id;
  char      *name;
  LagePoint  point;
  GPtrArray *beds; /* of LageScenarioBeds */
  GArray    *reports; /* of LageScenarioReport, by time */
} LageScenarioHospital;

typedef enum
{
  LAGE_SCENARIO_GATE_OPEN,
  LAGE_SCENARIO_GATE_CLOSING,
  LAGE_SCENARIO_GATE_CLOSED,
  LAGE_SCENARIO_GATE_OPENING,
} LageScenarioGateState;

typedef struct
{
  gint64                time_us;
  LageScenarioGateState state;
} LageScenarioGateChange;

typedef struct
{
  char     *id;
  char     *name;
  char     *kind;
  LagePoint point;
  GArray   *changes; /* of LageScenarioGateChange, by time */
} LageScenarioGate;

typedef struct
{
  gint64 time_us;
  double value;
} LageScenarioValue;

typedef struct
{
  char     *id;
  char     *name;
  char     *property;
  char     *label;
  char     *unit;
  char     *unit_name;
  LagePoint point;
  gint64    interval_us;
  double    noise;
  GArray   *values; /* of LageScenarioValue, by time */
} LageScenarioSensor;

typedef struct
{
  char      *id;
  char      *name;
  char      *name_en;
  char      *cell; /* DWD warning cell, or NULL */
  guint      n_points;
  LagePoint *points;
} LageScenarioArea;

/* Texts come in German and English, in this order. */
typedef struct _LageScenarioWarning LageScenarioWarning;

struct _LageScenarioWarning
{
  char      *id;
  char      *source;
  char      *sender;
  char      *sender_name;
  char      *type; /* as CAP writes it: Alert, Update, Cancel */
  char      *category;
  char      *urgency;
  char      *severity;
  char      *certainty;
  char      *event[2];
  char      *headline[2];
  char      *description[2];
  char      *instruction[2]; /* NULL where there is none */
  gint64     sent_us;
  gint64     onset_us;
  gint64     expires_us;
  GPtrArray *codes; /* of char *: name, space, value */
  GPtrArray *parameters; /* of char *: name, space, value */
  GPtrArray *areas; /* of LageScenarioArea, not owned */
  GPtrArray *replaces; /* of LageScenarioWarning, not owned */
};

typedef struct
{
  char     *id;
  char     *title;
  char     *kind;
  char     *text;
  LagePoint point;
  gint64    start_us;
  gint64    end_us;
  guint     priority; /* 1 life at risk, 2 urgent, 3 routine */
} LageScenarioIncident;

#define LAGE_TYPE_SCENARIO (lage_scenario_get_type ())

/**
 * LageScenario:
 *
 * A scenario as read from its file. It never changes: any thread may read it.
 */
typedef struct _LageScenario LageScenario;

GType         lage_scenario_get_type (void);
LageScenario *lage_scenario_new_from_bytes (GBytes  *bytes,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
LageScenario *lage_scenario_ref (LageScenario *self);
void          lage_scenario_unref (LageScenario *self);

const char *lage_scenario_get_title (const LageScenario *self,
                                     gboolean            is_german);
const char *lage_scenario_get_description (const LageScenario *self,
                                           gboolean            is_german);
const char *lage_scenario_get_warning_status (const LageScenario *self);
gint64      lage_scenario_get_start_us (const LageScenario *self);
gint64      lage_scenario_get_end_us (const LageScenario *self);
gint64      lage_scenario_get_data_since_us (const LageScenario *self);

/* Each (transfer none), in the order of the file. */
const GPtrArray *lage_scenario_get_gauges (const LageScenario *self);
const GPtrArray *lage_scenario_get_units (const LageScenario *self);
const GPtrArray *lage_scenario_get_drones (const LageScenario *self);
const GPtrArray *lage_scenario_get_hospitals (const LageScenario *self);
const GPtrArray *lage_scenario_get_gates (const LageScenario *self);
const GPtrArray *lage_scenario_get_sensors (const LageScenario *self);
const GPtrArray *lage_scenario_get_warnings (const LageScenario *self);
const GPtrArray *lage_scenario_get_incidents (const LageScenario *self);

double lage_scenario_path_get_length_m (const LageScenarioPath *path);
void   lage_scenario_path_locate (const LageScenarioPath *path,
                                  double                  along_m,
                                  LagePoint              *point,
                                  double                 *course_deg);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LageScenario, lage_scenario_unref)

G_END_DECLS
