/* lage-sim-have.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-sim-have.h"

#include "lage-scenario-state.h"
#include "lage-time.h"

/* EDXL-HAVE 2.0, as far as its drafts are known: one document with all hospitals. The drafts have
 * no place for the time of a report, so it is told twice: as lastUpdateTime of the facility, the
 * element HAVE 1.0 has for it, and in the comment of each service. */

#define COLOUR_LIST "urn:oasis:names:tc:emergency:EDXL:HAVE:2.0:Defaults:ColourCode"

/* Categories of the scenario, and how HAVE 1.0 names these beds: 2.0 leaves the list to the sender. */
static const struct
{
  const char *category;
  const char *key;
  const char *name;
} services[] = {
  { "total", "AllBeds", "Beds, all wards" },
  { "icu", "AdultICU", "Intensive care, adults" },
  { "emergency", "EmergencyDepartment", "Emergency department" },
  { "surgery", "MedicalSurgical", "Medical and surgical" },
  { "pediatrics", "Pediatrics", "Pediatrics" },
  { "burns", "Burn", "Burns" },
};

static void
add_element (GString    *xml,
             const char *name,
             const char *value)
{
  g_autofree char *escaped = g_markup_escape_text (value, -1);

  g_string_append_printf (xml, "<have:%s>%s</have:%s>\n", name, escaped, name);
}

static void
add_colour (GString    *xml,
            const char *element,
            const char *colour)
{
  g_string_append_printf (xml,
                          "<have:%s>\n<edxl-ct:ValueListURI>" COLOUR_LIST
                          "</edxl-ct:ValueListURI>\n<edxl-ct:Value>%s</edxl-ct:Value>\n</have:%s>\n",
                          element, colour, element);
}

static void
add_triage (GString    *xml,
            const char *code,
            int         count)
{
  g_string_append_printf (xml,
                          "<have:triageCode>\n<have:triageCodeValue>%s</have:triageCodeValue>\n"
                          "<have:triageCountQuantity>%d</have:triageCountQuantity>\n"
                          "</have:triageCode>\n",
                          code, count);
}

static const char *
choose_colour (int   free_beds,
               guint total)
{
  if (free_beds == 0)
    return "red";
  return total > 0 && (guint) free_beds * 12 < total ? "yellow" : "green";
}

static void
add_service (GString                *xml,
             const LageScenarioBeds *beds,
             int                     free_beds,
             const char             *as_of)
{
  const char *key = beds->category;
  const char *name = beds->category;

  for (guint i = 0; i < G_N_ELEMENTS (services); i++)
    if (g_str_equal (services[i].category, beds->category))
      {
        key = services[i].key;
        name = services[i].name;
      }

  g_string_append (xml, "<have:serviceListItem>\n");
  add_element (xml, "serviceTaxonomyKeyValue", key);
  add_element (xml, "serviceName", name);
  if (free_beds >= 0)
    {
      g_string_append (xml, "<have:serviceStatus>\n");
      add_element (xml, "isAvailable", free_beds > 0 ? "true" : "false");
      g_string_append (xml, "<have:colourStatus>\n");
      add_colour (xml, "colourCodeDefault", choose_colour (free_beds, beds->total));
      g_string_append (xml, "</have:colourStatus>\n");
      add_element (xml, "comment", as_of);
      add_element (xml, "stability", "stable");
      g_string_append (xml, "</have:serviceStatus>\n");
    }
  g_string_append (xml, "<have:serviceBedCapacity>\n");
  if (free_beds >= 0)
    g_string_append_printf (xml, "<have:availableCount>%d</have:availableCount>\n", free_beds);
  g_string_append_printf (xml,
                          "<have:baselineCount>%u</have:baselineCount>\n<have:capacityNote/>\n"
                          "</have:serviceBedCapacity>\n</have:serviceListItem>\n",
                          beds->total);
}

static void
add_facility (GString                    *xml,
              const LageScenarioHospital *hospital,
              guint64                     seed,
              gint64                      now_us)
{
  static const char *const traffic_words[] = { "Normal", "Advisory", "Closed" };
  static const char *const colours[] = { "green", "yellow", "red" };
  const LageScenarioReport *report = lage_scenario_state_report (hospital, now_us);
  char latitude[G_ASCII_DTOSTR_BUF_SIZE];
  char longitude[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *gml_id = g_strdup_printf ("p-%s", hospital->id);
  g_autofree char *gml_id_escaped = g_markup_escape_text (gml_id, -1);
  g_autofree char *time = NULL;
  g_autofree char *as_of = NULL;

  g_string_append (xml, "<have:facility>\n<have:facilityInformation>\n");
  add_element (xml, "facilityID", hospital->id);
  add_element (xml, "facilityName", hospital->name);
  g_string_append_printf (
    xml,
    "<have:facilityGeoLocation>\n<edxl-ct:EDXLGeoLocation>\n<gml:Point gml:id=\"%s\">\n"
    "<gml:pos>%s %s</gml:pos>\n</gml:Point>\n</edxl-ct:EDXLGeoLocation>\n"
    "</have:facilityGeoLocation>\n",
    gml_id_escaped,
    g_ascii_formatd (latitude, sizeof latitude, "%.5f", lage_point_get_latitude (&hospital->point)),
    g_ascii_formatd (longitude, sizeof longitude, "%.5f",
                     lage_point_get_longitude (&hospital->point)));
  if (report == NULL)
    {
      g_string_append (xml, "</have:facilityInformation>\n</have:facility>\n");
      return;
    }

  time = lage_time_format_iso8601 (report->time_us);
  as_of = g_strdup_printf ("As of %s", time);
  add_element (xml, "clinicalStatusDefault",
               report->traffic == LAGE_SCENARIO_TRAFFIC_CLOSED ? "Full" : "Normal");
  g_string_append_printf (xml,
                          "<have:emergencyDepartmentStatus>\n<have:emsTraffic>\n"
                          "<have:emsTrafficStatus>%s</have:emsTrafficStatus>\n"
                          "</have:emsTraffic>\n",
                          traffic_words[report->traffic]);
  for (guint i = 0; i < hospital->beds->len; i++)
    {
      const LageScenarioBeds *beds = g_ptr_array_index (hospital->beds, i);
      int free_beds = lage_scenario_state_free_beds (hospital, i, seed, now_us);

      if (g_str_equal (beds->category, "emergency") && free_beds >= 0)
        {
          g_string_append (xml, "<have:emsCapacity>\n");
          add_triage (xml, "Red", (free_beds + 5) / 6);
          add_triage (xml, "Yellow", free_beds / 3);
          add_triage (xml, "Green", free_beds / 2);
          g_string_append (xml, "</have:emsCapacity>\n");
        }
    }
  g_string_append_printf (xml,
                          "<have:emsAmbulanceStatus>\n"
                          "<have:emsOffloadStatus>%s</have:emsOffloadStatus>\n"
                          "<have:emsOffloadMinutes>%u</have:emsOffloadMinutes>\n"
                          "</have:emsAmbulanceStatus>\n</have:emergencyDepartmentStatus>\n"
                          "</have:facilityInformation>\n",
                          report->traffic == LAGE_SCENARIO_TRAFFIC_NORMAL ? "Normal" : "Delayed",
                          (guint) report->traffic * 20);
  add_element (xml, "lastUpdateTime", time);
  g_string_append (xml, "<have:serviceList>\n");
  for (guint i = 0; i < hospital->beds->len; i++)
    add_service (xml, g_ptr_array_index (hospital->beds, i),
                 lage_scenario_state_free_beds (hospital, i, seed, now_us), as_of);
  g_string_append (xml, "</have:serviceList>\n<have:facilityColourStatus>\n");
  add_colour (xml, "colourCode", colours[report->traffic]);
  g_string_append (xml, "</have:facilityColourStatus>\n</have:facility>\n");
}

/**
 * lage_sim_have:
 *
 * Returns: (transfer full): the bed capacity of all hospitals, XML
 */
char *
lage_sim_have (const LageScenario *scenario,
               guint64             seed,
               gint64              now_us)
{
  const GPtrArray *hospitals;
  GString *xml;

  g_return_val_if_fail (scenario != NULL, NULL);

  xml = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                      "<have:HAVE xmlns:have=\"urn:oasis:names:tc:emergency:edxl:have:2.0\""
                      " xmlns:gml=\"http://www.opengis.net/gml/3.2\""
                      " xmlns:edxl-ct=\"urn:oasis:names:tc:emergency:edxl:ct:1.0\""
                      " xmlns:n=\"urn:oasis:names:tc:emergency:edxl:ciq:1.0:xnl\">\n"
                      "<have:organizationInformation>\n"
                      "<n:OrganisationName>Exercise</n:OrganisationName>\n"
                      "</have:organizationInformation>\n");
  hospitals = lage_scenario_get_hospitals (scenario);
  for (guint i = 0; i < hospitals->len; i++)
    add_facility (xml, g_ptr_array_index (hospitals, i), seed, now_us);
  g_string_append (xml, "</have:HAVE>\n");
  return g_string_free (xml, FALSE);
}
