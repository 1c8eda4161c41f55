/* lage-sim-cot.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-sim-cot.h"

#include <string.h>

#include "lage-time.h"

/* Cursor on Target events, version 2.0, as they go over a TCP stream: each with an XML header and
 * a line break before it and nothing after it. What the standard has no place for goes into the
 * detail extension `__rescue`, described in data/scenarios/README.md. */

/* Heights are above the ellipsoid, which lies 39.6 m below sea level at Hamburg. */
#define GEOID_M 39.6
#define GROUND_M 6.0

/* From then on an incident is in progress. */
#define FIRST_ARRIVAL_US (8 * LAGE_TIME_MINUTE_US)
#define HEADER "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

/* What an organisation is to clients of this kind, and to the detail of ours. */
static const struct
{
  const char *organisation;
  const char *group;
  const char *token;
} groups[] = {
  { "Feuerwehr", "Red", "fire" },
  { "Freiwillige Feuerwehr", "Maroon", "fire" },
  { "Rettungsdienst", "Orange", "fire" },
  { "THW", "Blue", "thw" },
  { "DRK", "White", "relief" },
  { "ASB", "White", "relief" },
  { "JUH", "White", "relief" },
  { "MHD", "White", "relief" },
  { "DLRG", "Cyan", "relief" },
  { "Polizei", "Green", "police" },
  { "Wasserschutzpolizei", "Dark Green", "police" },
  { "Deichwacht", "Teal", "authority" },
  { "LSBG", "Yellow", "authority" },
  { "HPA", "Yellow", "authority" },
  { "Bundeswehr", "Brown", "military" },
};

/* Attribute values: escaped; a number with a point whatever the locale. */
static void
add_text (GString    *xml,
          const char *name,
          const char *value)
{
  g_autofree char *escaped = g_markup_escape_text (value, -1);

  g_string_append_printf (xml, " %s=\"%s\"", name, escaped);
}

static void
add_number (GString    *xml,
            const char *name,
            const char *format,
            double      value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (xml, " %s=\"%s\"", name,
                          g_ascii_formatd (buffer, sizeof buffer, format, value));
}

static void
add_time (GString    *xml,
          const char *name,
          gint64      time_us)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc (time_us / LAGE_TIME_SECOND_US);
  g_autofree char *text
    = time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%S") : g_strdup ("");

  g_string_append_printf (xml, " %s=\"%s.%03dZ\"", name, text,
                          (int) (time_us % LAGE_TIME_SECOND_US / 1000));
}

/* The event's opening tag and its point; the caller writes the detail. */
static GString *
begin_event (const char      *prefix,
             const char      *id,
             const char      *type,
             const char      *how,
             gint64           time_us,
             gint64           start_us,
             gint64           stale_us,
             const LagePoint *point,
             double           hae_m,
             double           error_m)
{
  GString *xml = g_string_new (HEADER "<event version=\"2.0\"");
  g_autofree char *uid = g_strdup_printf ("%s.%s", prefix, id);

  add_text (xml, "uid", uid);
  add_text (xml, "type", type);
  add_time (xml, "time", time_us);
  add_time (xml, "start", start_us);
  add_time (xml, "stale", stale_us);
  add_text (xml, "how", how);
  g_string_append (xml, "><point");
  add_number (xml, "lat", "%.7f", lage_point_get_latitude (point));
  add_number (xml, "lon", "%.7f", lage_point_get_longitude (point));
  add_number (xml, "hae", "%.1f", hae_m);
  add_number (xml, "ce", "%.1f", error_m);
  add_number (xml, "le", "%.1f", error_m * 1.5);
  g_string_append (xml, "/><detail>");
  return xml;
}

static char *
end_event (GString *xml)
{
  g_string_append (xml, "</detail></event>");
  return g_string_free (xml, FALSE);
}

static const char *
find_group (const char  *organisation,
            const char **token)
{
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    if (g_str_equal (groups[i].organisation, organisation))
      {
        *token = groups[i].token;
        return groups[i].group;
      }
  *token = "unknown";
  return "White";
}

static const char *
find_type (const LageScenarioUnit *unit)
{
  if (unit->is_boat)
    return "a-f-G-E-V-U-R-m";
  if (strstr (unit->type, "eitung") != NULL || strstr (unit->type, "leitwagen") != NULL)
    return "a-f-G-U-i-e";
  if (strstr (unit->type, "ettungswagen") != NULL || strstr (unit->type, "transportwagen") != NULL
      || strstr (unit->type, "Notarzt") != NULL)
    return "a-f-G-E-V-m";
  return "a-f-G-E-V-C";
}

/**
 * lage_sim_cot_unit:
 * @time_us: situation time of the event
 * @stale_after_us: how long it is good
 *
 * Returns: (transfer full): one event with its XML header
 */
char *
lage_sim_cot_unit (const LageScenarioUnit *unit,
                   const LageUnitState    *state,
                   gint64                  time_us,
                   gint64                  stale_after_us)
{
  g_autofree char *remarks = NULL;
  const char *token;
  const char *group;
  GString *xml;
  guint strength;

  g_return_val_if_fail (unit != NULL && state != NULL, NULL);

  group = find_group (unit->organisation, &token);
  strength = unit->crew[0] + unit->crew[1] + unit->crew[2];
  xml = begin_event ("unit", unit->id, find_type (unit), "m-g", time_us, time_us,
                     time_us + stale_after_us, &state->point, GEOID_M + GROUND_M, 8.0);

  g_string_append (xml, "<contact");
  add_text (xml, "callsign", unit->name);
  g_string_append (xml, " endpoint=\"*:-1:stcp\"/><__group");
  add_text (xml, "name", group);
  add_text (xml, "role", g_str_has_prefix (find_type (unit), "a-f-G-U") ? "HQ" : "Team Member");
  g_string_append_printf (xml, "/><status battery=\"%u\"/><track", state->battery_percent);
  add_number (xml, "speed", "%.2f", state->speed_mps);
  add_number (xml, "course", "%.2f", state->course_deg);
  g_string_append (xml, "/><precisionlocation geopointsrc=\"GPS\" altsrc=\"GPS\"/><__rescue");
  g_string_append_printf (xml, " fms=\"%u\"", state->status);
  add_text (xml, "organisation", token);
  add_text (xml, "agency", unit->organisation);
  add_text (xml, "type", unit->type);
  g_string_append_printf (xml, " strength=\"%u/%u/%u/%u\"/><remarks>", unit->crew[0],
                          unit->crew[1], unit->crew[2], strength);
  remarks = g_markup_printf_escaped ("%s, %s, %u/%u/%u//%u, Status %u", unit->organisation,
                                     unit->type, unit->crew[0], unit->crew[1], unit->crew[2],
                                     strength, state->status);
  g_string_append (xml, remarks);
  g_string_append (xml, "</remarks>");
  return end_event (xml);
}

/**
 * lage_sim_cot_drone:
 *
 * The drone as a ground station with a CoT output would tell it: under a uid of its own, which is
 * not the MAVLink system id.
 */
char *
lage_sim_cot_drone (const LageScenarioDrone *drone,
                    const LageDroneState    *state,
                    gint64                   time_us,
                    gint64                   stale_after_us)
{
  const char *token;
  const char *group;
  GString *xml;

  g_return_val_if_fail (drone != NULL && state != NULL, NULL);

  group = find_group (drone->organisation, &token);
  xml = begin_event ("uas", drone->id, "a-f-A-M-H-Q", "m-g", time_us, time_us,
                     time_us + stale_after_us, &state->point,
                     GEOID_M + GROUND_M + state->height_m, 3.0);
  g_string_append (xml, "<contact");
  add_text (xml, "callsign", drone->name);
  g_string_append (xml, "/><__group");
  add_text (xml, "name", group);
  g_string_append (xml, " role=\"Team Member\"/><status battery=\"");
  g_string_append_printf (xml, "%d\"/><track", (int) state->battery_percent);
  add_number (xml, "speed", "%.2f", state->speed_mps);
  add_number (xml, "course", "%.2f", state->course_deg);
  g_string_append (xml, " slope=\"0\"/><sensor");
  add_number (xml, "azimuth", "%.1f", state->course_deg);
  add_number (xml, "elevation", "%.1f", state->gimbal_pitch_deg);
  g_string_append (xml, " roll=\"0\" fov=\"66.9\" vfov=\"41.6\" range=\"300\"");
  add_text (xml, "model", drone->model);
  g_string_append (xml, " type=\"r-e\" version=\"0.6\"/><spatial><attitude");
  add_number (xml, "roll", "%.1f", state->roll_deg);
  add_number (xml, "pitch", "%.1f", state->pitch_deg);
  add_number (xml, "yaw", "%.1f", state->course_deg);
  g_string_append (xml, "/></spatial><__rescue");
  add_text (xml, "organisation", token);
  add_text (xml, "agency", drone->organisation);
  add_text (xml, "type", drone->model);
  g_string_append (xml, "/>");
  return end_event (xml);
}

/**
 * lage_sim_cot_incident:
 *
 * An incident as a marker: an alarm where life is at risk, else a spot.
 *
 * Returns: (transfer full): one event with its XML header
 */
char *
lage_sim_cot_incident (const LageScenarioIncident *incident,
                       LageIncidentPhase           phase,
                       gint64                      time_us)
{
  static const char *const colours[] = { "-1", "-65536", "-35072", "-256" };
  static const char *const priorities[] = { "routine", "flash", "urgent", "routine" };
  gboolean is_done = phase == LAGE_INCIDENT_DONE;
  gboolean is_running = time_us >= incident->start_us + FIRST_ARRIVAL_US;
  g_autofree char *remarks = NULL;
  GString *xml;

  g_return_val_if_fail (incident != NULL && incident->priority < G_N_ELEMENTS (colours), NULL);

  xml = begin_event ("incident", incident->id, incident->priority == 1 ? "b-l-o" : "b-m-p-s-m",
                     "h-e", time_us, incident->start_us,
                     time_us + (is_done ? 5 * LAGE_TIME_MINUTE_US : LAGE_TIME_DAY_US),
                     &incident->point, GEOID_M + GROUND_M, 25.0);
  g_string_append (xml, "<contact");
  add_text (xml, "callsign", incident->title);
  g_string_append (xml, "/><archive/><color");
  add_text (xml, "argb", colours[incident->priority]);
  g_string_append (xml, "/><__rescue");
  add_text (xml, "incident-type", incident->kind);
  add_text (xml, "priority", priorities[incident->priority]);
  add_text (xml, "state", is_done ? "closed" : is_running ? "running" : "open");
  g_string_append (xml, "/><remarks>");
  remarks = g_markup_escape_text (incident->text != NULL ? incident->text : "", -1);
  g_string_append (xml, remarks);
  g_string_append (xml, "</remarks>");
  return end_event (xml);
}
