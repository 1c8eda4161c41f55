/* lage-sim-cap.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-sim-cap.h"

#include <string.h>

#include "lage-time.h"

/* Common Alerting Protocol 1.2: one document per message, German first, then English, and an Atom
 * feed that links to all that were sent so far. Polygons are latitude,longitude. */

static const char *const languages[] = { "de-DE", "en" };

static void
add_element (GString    *xml,
             const char *name,
             const char *value)
{
  g_autofree char *escaped = g_markup_escape_text (value, -1);

  g_string_append_printf (xml, "<%s>%s</%s>\n", name, escaped, name);
}

/* With a numeric offset, as CAP wants it: 2013-12-06T04:20:00+01:00. */
static char *
format_time (gint64 time_us)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_offset (3600);
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (time_us / LAGE_TIME_SECOND_US);
  g_autoptr(GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;

  return local != NULL ? g_date_time_format (local, "%Y-%m-%dT%H:%M:%S+01:00") : g_strdup ("");
}

static void
add_time (GString    *xml,
          const char *name,
          gint64      time_us)
{
  g_autofree char *text = format_time (time_us);

  add_element (xml, name, text);
}

/* "NAME the value" as valueName and value. */
static void
add_pair (GString    *xml,
          const char *element,
          const char *pair)
{
  g_auto(GStrv) parts = g_strsplit (pair, " ", 2);

  g_string_append_printf (xml, "<%s>\n", element);
  add_element (xml, "valueName", parts[0]);
  add_element (xml, "value", parts[1] != NULL ? parts[1] : "");
  g_string_append_printf (xml, "</%s>\n", element);
}

static void
add_area (GString                *xml,
          const LageScenarioArea *area,
          guint                   language)
{
  g_string_append (xml, "<area>\n");
  add_element (xml, "areaDesc", language == 0 ? area->name : area->name_en);
  g_string_append (xml, "<polygon>");
  for (guint i = 0; i < area->n_points; i++)
    {
      char latitude[G_ASCII_DTOSTR_BUF_SIZE];
      char longitude[G_ASCII_DTOSTR_BUF_SIZE];

      g_string_append_printf (
        xml, "%s%s,%s", i > 0 ? " " : "",
        g_ascii_formatd (latitude, sizeof latitude, "%.5f",
                         lage_point_get_latitude (&area->points[i])),
        g_ascii_formatd (longitude, sizeof longitude, "%.5f",
                         lage_point_get_longitude (&area->points[i])));
    }
  g_string_append (xml, "</polygon>\n");
  if (area->cell != NULL)
    {
      g_string_append (xml, "<geocode>\n");
      add_element (xml, "valueName", "WARNCELLID");
      add_element (xml, "value", area->cell);
      g_string_append (xml, "</geocode>\n");
    }
  g_string_append (xml, "</area>\n");
}

static void
add_info (GString                   *xml,
          const LageScenarioWarning *warning,
          guint                      language)
{
  g_string_append (xml, "<info>\n");
  add_element (xml, "language", languages[language]);
  add_element (xml, "category", warning->category);
  add_element (xml, "event", warning->event[language]);
  add_element (xml, "responseType", warning->replaces->len > 0
                                      && g_str_equal (warning->type, "Cancel")
                                      ? "AllClear"
                                      : "Prepare");
  add_element (xml, "urgency", warning->urgency);
  add_element (xml, "severity", warning->severity);
  add_element (xml, "certainty", warning->certainty);
  for (guint i = 0; i < warning->codes->len; i++)
    add_pair (xml, "eventCode", g_ptr_array_index (warning->codes, i));
  add_time (xml, "effective", warning->sent_us);
  add_time (xml, "onset", warning->onset_us);
  add_time (xml, "expires", warning->expires_us);
  add_element (xml, "senderName", warning->sender_name);
  add_element (xml, "headline", warning->headline[language]);
  add_element (xml, "description", warning->description[language]);
  if (warning->instruction[language] != NULL)
    add_element (xml, "instruction", warning->instruction[language]);
  for (guint i = 0; i < warning->parameters->len; i++)
    add_pair (xml, "parameter", g_ptr_array_index (warning->parameters, i));
  for (guint i = 0; i < warning->areas->len; i++)
    add_area (xml, g_ptr_array_index (warning->areas, i), language);
  g_string_append (xml, "</info>\n");
}

/**
 * lage_sim_cap_dup_identifier:
 *
 * Returns: (transfer full): the identifier of the message, good as the name of a file too
 */
char *
lage_sim_cap_dup_identifier (const LageScenarioWarning *warning)
{
  g_return_val_if_fail (warning != NULL, NULL);

  return g_strdup_printf ("exercise.%s.%s", warning->source, warning->id);
}

/**
 * lage_sim_cap_alert:
 *
 * Returns: (transfer full): the message, XML
 */
char *
lage_sim_cap_alert (const LageScenario        *scenario,
                    const LageScenarioWarning *warning)
{
  g_autofree char *identifier = lage_sim_cap_dup_identifier (warning);
  GString *xml;

  g_return_val_if_fail (scenario != NULL && warning != NULL, NULL);

  xml = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                      "<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\">\n");
  add_element (xml, "identifier", identifier);
  add_element (xml, "sender", warning->sender);
  add_time (xml, "sent", warning->sent_us);
  add_element (xml, "status", lage_scenario_get_warning_status (scenario));
  add_element (xml, "msgType", warning->type);
  add_element (xml, "source", warning->source);
  add_element (xml, "scope", "Public");
  if (warning->replaces->len > 0)
    {
      g_autoptr(GString) references = g_string_new (NULL);

      for (guint i = 0; i < warning->replaces->len; i++)
        {
          const LageScenarioWarning *other = g_ptr_array_index (warning->replaces, i);
          g_autofree char *other_identifier = lage_sim_cap_dup_identifier (other);
          g_autofree char *sent = format_time (other->sent_us);

          g_string_append_printf (references, "%s%s,%s,%s", i > 0 ? " " : "", other->sender,
                                  other_identifier, sent);
        }
      add_element (xml, "references", references->str);
    }
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    add_info (xml, warning, i);
  g_string_append (xml, "</alert>\n");
  return g_string_free (xml, FALSE);
}

/**
 * lage_sim_cap_feed:
 * @base_uri: where the messages are, without a slash at the end
 *
 * Returns: (transfer full): Atom: all messages sent up to now, the newest first
 */
char *
lage_sim_cap_feed (const LageScenario *scenario,
                   gint64              now_us,
                   const char         *base_uri)
{
  g_autoptr(GPtrArray) sent = g_ptr_array_new ();
  const GPtrArray *warnings;
  gint64 updated_us;
  GString *xml;

  g_return_val_if_fail (scenario != NULL && base_uri != NULL, NULL);

  warnings = lage_scenario_get_warnings (scenario);
  updated_us = lage_scenario_get_data_since_us (scenario);
  for (guint i = 0; i < warnings->len; i++)
    {
      LageScenarioWarning *warning = g_ptr_array_index (warnings, i);
      guint at = 0;

      if (warning->sent_us > now_us)
        continue;
      while (at < sent->len
             && ((LageScenarioWarning *) g_ptr_array_index (sent, at))->sent_us > warning->sent_us)
        at++;
      g_ptr_array_insert (sent, (int) at, warning);
      updated_us = MAX (updated_us, warning->sent_us);
    }

  xml = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                      "<feed xmlns=\"http://www.w3.org/2005/Atom\""
                      " xmlns:cap=\"urn:oasis:names:tc:emergency:cap:1.2\">\n");
  add_element (xml, "id", "urn:x-rescue-mate:exercise:cap");
  add_element (xml, "title", lage_scenario_get_title (scenario, FALSE));
  add_time (xml, "updated", updated_us);
  g_string_append (xml, "<author><name>Exercise</name></author>\n");
  g_string_append_printf (xml, "<link rel=\"self\" href=\"%s/cap/feed.atom\"/>\n", base_uri);
  for (guint i = 0; i < sent->len; i++)
    {
      const LageScenarioWarning *warning = g_ptr_array_index (sent, i);
      g_autofree char *identifier = lage_sim_cap_dup_identifier (warning);
      g_autofree char *file = g_uri_escape_string (identifier, NULL, FALSE);

      g_string_append (xml, "<entry>\n");
      add_element (xml, "id", identifier);
      add_element (xml, "title", warning->headline[0]);
      add_time (xml, "updated", warning->sent_us);
      add_time (xml, "published", warning->sent_us);
      g_string_append_printf (
        xml, "<link rel=\"alternate\" type=\"application/cap+xml\" href=\"%s/cap/%s.xml\"/>\n",
        base_uri, file);
      add_element (xml, "cap:event", warning->event[0]);
      add_time (xml, "cap:expires", warning->expires_us);
      add_element (xml, "cap:status", lage_scenario_get_warning_status (scenario));
      add_element (xml, "cap:msgType", warning->type);
      add_element (xml, "cap:urgency", warning->urgency);
      add_element (xml, "cap:severity", warning->severity);
      add_element (xml, "cap:certainty", warning->certainty);
      g_string_append (xml, "</entry>\n");
    }
  g_string_append (xml, "</feed>\n");
  return g_string_free (xml, FALSE);
}

/**
 * lage_sim_cap_find:
 *
 * Returns: (transfer full) (nullable): the message, unless it is unknown or not yet sent
 */
char *
lage_sim_cap_find (const LageScenario *scenario,
                   gint64              now_us,
                   const char         *identifier)
{
  const GPtrArray *warnings;

  g_return_val_if_fail (scenario != NULL && identifier != NULL, NULL);

  warnings = lage_scenario_get_warnings (scenario);
  for (guint i = 0; i < warnings->len; i++)
    {
      const LageScenarioWarning *warning = g_ptr_array_index (warnings, i);
      g_autofree char *other = lage_sim_cap_dup_identifier (warning);

      if (warning->sent_us <= now_us && g_str_equal (other, identifier))
        return lage_sim_cap_alert (scenario, warning);
    }
  return NULL;
}
