/* lage-cot-event.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-cot-event.h"

#include <math.h>
#include <string.h>

#include "lage-cot-node.h"
#include "lage-cot-type.h"
#include "lage-error.h"
#include "lage-time.h"

/* The parts of one event, each found once and checked.
 *
 * Times: the sender's `time` is when it was so. A sender whose clock is more than ten seconds
 * ahead would win over everybody, so its time is replaced by the time of arrival, `stale` is moved
 * by the same amount, and the confidence is CONFIDENCE_CLOCK. An event that comes late keeps its
 * times, even where it is stale already.
 *
 * Confidence otherwise follows `how`: measured by a machine, or estimated or typed by a person. */

#define CLOCK_TOLERANCE_US (10 * LAGE_TIME_SECOND_US)

#define CONFIDENCE_MACHINE 90
#define CONFIDENCE_HUMAN 60
#define CONFIDENCE_CLOCK 25

static const struct
{
  const char *name;
  gsize       offset;
} details[] = {
  { "__chat", G_STRUCT_OFFSET (LageCotEvent, chat) },
  { "__group", G_STRUCT_OFFSET (LageCotEvent, group) },
  { "__rescue", G_STRUCT_OFFSET (LageCotEvent, rescue) },
  { "archive", G_STRUCT_OFFSET (LageCotEvent, archive) },
  { "bearing", G_STRUCT_OFFSET (LageCotEvent, bearing) },
  { "contact", G_STRUCT_OFFSET (LageCotEvent, contact) },
  { "creator", G_STRUCT_OFFSET (LageCotEvent, creator) },
  { "emergency", G_STRUCT_OFFSET (LageCotEvent, emergency) },
  { "range", G_STRUCT_OFFSET (LageCotEvent, range) },
  { "remarks", G_STRUCT_OFFSET (LageCotEvent, remarks) },
  { "sensor", G_STRUCT_OFFSET (LageCotEvent, sensor) },
  { "shape", G_STRUCT_OFFSET (LageCotEvent, shape) },
  { "status", G_STRUCT_OFFSET (LageCotEvent, status) },
  { "takv", G_STRUCT_OFFSET (LageCotEvent, takv) },
  { "track", G_STRUCT_OFFSET (LageCotEvent, track) },
  { "vehicle", G_STRUCT_OFFSET (LageCotEvent, vehicle) },
};

static void
find_details (LageCotEvent *event)
{
  for (xmlNode *node = event->detail != NULL ? event->detail->children : NULL; node != NULL;
       node = node->next)
    {
      const char *name = (const char *) node->name;

      if (node->type != XML_ELEMENT_NODE)
        continue;
      if (strcmp (name, "link") == 0)
        {
          const char *relation = lage_cot_get_attribute (node, "relation");

          if (lage_cot_get_attribute (node, "uid") == NULL)
            continue;
          if (event->link == NULL)
            event->link = node;
          if (event->parent == NULL && relation != NULL && strcmp (relation, "p-p") == 0)
            event->parent = node;
          continue;
        }
      if (strcmp (name, "spatial") == 0)
        {
          event->attitude = lage_cot_find_child (node, "attitude");
          continue;
        }
      for (guint i = 0; i < G_N_ELEMENTS (details); i++)
        if (strcmp (name, details[i].name) == 0)
          {
            xmlNode **member = G_STRUCT_MEMBER_P (event, details[i].offset);

            if (*member == NULL)
              *member = node;
            break;
          }
    }
}

static gboolean
read_times (LageCotEvent  *event,
            gint64         received_at_us,
            const char    *time,
            const char    *stale,
            GError       **error)
{
  gint64 ahead_us;

  if (time == NULL)
    {
      g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_INVALID, "time is missing");
      return FALSE;
    }
  if (!lage_time_parse (time, LAGE_TIME_ZONE_UTC, &event->observed_at_us, error))
    {
      g_prefix_error (error, "time: ");
      return FALSE;
    }
  if (stale != NULL && !lage_time_parse (stale, LAGE_TIME_ZONE_UTC, &event->stale_at_us, error))
    {
      g_prefix_error (error, "stale: ");
      return FALSE;
    }

  ahead_us = event->observed_at_us - received_at_us;
  if (received_at_us != 0 && ahead_us > CLOCK_TOLERANCE_US)
    {
      event->is_clock_ahead = TRUE;
      event->observed_at_us -= ahead_us;
      if (event->stale_at_us != 0)
        event->stale_at_us -= ahead_us;
    }
  return TRUE;
}

static gboolean
read_point (LageCotEvent  *event,
            LageCotRole    role,
            GError       **error)
{
  double latitude, longitude;

  event->ellipsoid_m = event->accuracy_m = LAGE_COT_UNKNOWN;
  if (event->point == NULL)
    {
      if (role == LAGE_COT_ROLE_CHAT || role == LAGE_COT_ROLE_DELETE
          || role == LAGE_COT_ROLE_SILENT || role == LAGE_COT_ROLE_IGNORED)
        return TRUE;
      g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_INVALID, "point is missing");
      return FALSE;
    }

  if (!lage_cot_parse_number (event->point, "lat", &latitude, error)
      || !lage_cot_parse_number (event->point, "lon", &longitude, error)
      || !lage_cot_parse_number (event->point, "hae", &event->ellipsoid_m, error)
      || !lage_cot_parse_number (event->point, "ce", &event->accuracy_m, error))
    return FALSE;

  /* Nobody measures without any error: zero means "not given". */
  if (!(event->accuracy_m > 0.0))
    event->accuracy_m = LAGE_COT_UNKNOWN;
  /* 0, 0 is where things are that do not know where they are. */
  if (isnan (latitude) || isnan (longitude) || (latitude == 0.0 && longitude == 0.0))
    {
      event->ellipsoid_m = event->accuracy_m = LAGE_COT_UNKNOWN;
      return TRUE;
    }
  if (!lage_point_init (&event->place, latitude, longitude))
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "point: %g, %g is not a place on earth",
                   latitude, longitude);
      return FALSE;
    }
  event->has_place = TRUE;
  return TRUE;
}

/**
 * lage_cot_event_init:
 * @event: filled with zeros; what it gets belongs to the document of @root
 * @root: an event
 * @received_at_us: when it came; 0 if that is not known
 * @error: return location for a #GError
 */
gboolean
lage_cot_event_init (LageCotEvent  *event,
                     xmlNode       *root,
                     gint64         received_at_us,
                     GError       **error)
{
  const char *version = lage_cot_get_attribute (root, "version");

  if (version != NULL && (version[0] != '2' || (version[1] != '\0' && version[1] != '.')))
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_UNSUPPORTED, "version \"%.20s\" is not 2",
                   version);
      return FALSE;
    }
  event->uid = lage_cot_get_attribute (root, "uid");
  event->type = lage_cot_get_attribute (root, "type");
  event->how = lage_cot_get_attribute (root, "how");
  if (event->uid == NULL || strlen (event->uid) > LAGE_COT_MAX_UID_LENGTH)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "uid is %s",
                   event->uid == NULL ? "missing" : "too long");
      return FALSE;
    }
  if (event->type == NULL)
    {
      g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_INVALID, "type is missing");
      return FALSE;
    }
  event->point = lage_cot_find_child (root, "point");
  event->detail = lage_cot_find_child (root, "detail");
  find_details (event);
  return read_times (event, received_at_us, lage_cot_get_attribute (root, "time"),
                     lage_cot_get_attribute (root, "stale"), error)
         && read_point (event, lage_cot_type_get_role (event->type), error);
}

/* 0: not said. */
guint8
lage_cot_event_get_confidence (const LageCotEvent *event)
{
  if (event->is_clock_ahead)
    return CONFIDENCE_CLOCK;
  if (event->how == NULL)
    return 0;
  if (lage_cot_type_is (event->how, "m"))
    return CONFIDENCE_MACHINE;
  if (lage_cot_type_is (event->how, "h"))
    return CONFIDENCE_HUMAN;
  return 0;
}

gboolean
lage_cot_event_is_cancelled (const LageCotEvent *event)
{
  const char *cancel = lage_cot_get_attribute (event->emergency, "cancel");

  return lage_cot_type_is (event->type, "b-a-o-can")
         || (cancel != NULL && g_ascii_strcasecmp (cancel, "true") == 0);
}
