/* lage-cot-decoder.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-decoder.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <math.h>
#include <string.h>

#include "lage-cot-splitter.h"
#include "lage-error.h"
#include "lage-geometry.h"
#include "lage-time.h"

/* Cursor on Target events, XML 2.0, from datagrams, streams and files.
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
 * Anything else is counted as ignored. An item is known by its uid: scheme "cot".
 *
 * Times: the sender's `time` is when it was so. A sender whose clock is more than ten seconds
 * ahead would win over everybody, so its time is replaced by the time of arrival, `stale` is moved
 * by the same amount, and the draft's confidence is CONFIDENCE_CLOCK. An event that comes late
 * keeps its times, even where it is stale already.
 *
 * Confidence otherwise follows `how`: measured by a machine, or estimated or typed by a person.
 *
 * The detail `__rescue` is ours: fms, organisation, priority and state in the words of the schema,
 * type, strength, title and incident-type as text. Words that the schema does not know are left
 * out. */

#define CLOCK_TOLERANCE_US (10 * LAGE_TIME_SECOND_US)

#define CONFIDENCE_MACHINE 90
#define CONFIDENCE_HUMAN 60
#define CONFIDENCE_CLOCK 25

/* Senders write 999999, 9999999 or NaN for what they do not know. */
#define UNKNOWN_NUMBER 999999.0
#define UNKNOWN ((double) NAN)

#define MAX_UID_LENGTH 512
/* The parser's dictionary keeps every name it has seen: a sender may not fill memory with it. */
#define MAX_DICTIONARY_WORDS 4096
#define MAX_KNOWN_ENTITIES 50000
#define ELLIPSE_CORNERS 64
/* libxml2 tries to read on before each token once fewer than 250 bytes are left, which an event
 * nearly always is: white space behind it makes parsing three times as fast. */
#define PADDING 256

typedef enum
{
  ROLE_IGNORED,
  ROLE_SILENT,
  ROLE_ATOM,
  ROLE_ALARM,
  ROLE_INCIDENT,
  ROLE_POINT,
  ROLE_CHAT,
  ROLE_DRAWING,
  ROLE_DELETE,
} Role;

typedef struct
{
  LageId   id;
  LageKind kind;
} Known;

typedef struct
{
  LageCotSplitter *splitter;
  xmlParserCtxt   *context;
  GByteArray      *text; /* the event being read, and padding */
  GHashTable      *known; /* utf8 uid -> Known */
  guint64          n_events;
  guint64          n_skipped_bytes;
  /* while feeding */
  LageDecoded     *decoded;
  gint64           received_at_us;
} Decoder;

/* One event; texts and nodes belong to its document. */
typedef struct
{
  const char *uid;
  const char *type;
  const char *how;
  gint64      observed_at_us;
  gint64      stale_at_us; /* 0: not said */
  gboolean    is_clock_ahead;
  gboolean    has_place;
  LagePoint   place;
  double      ellipsoid_m;
  double      accuracy_m;
  xmlNode    *point;
  xmlNode    *detail;
  xmlNode    *contact;
  xmlNode    *group;
  xmlNode    *status;
  xmlNode    *takv;
  xmlNode    *track;
  xmlNode    *remarks;
  xmlNode    *sensor;
  xmlNode    *attitude;
  xmlNode    *vehicle;
  xmlNode    *shape;
  xmlNode    *emergency;
  xmlNode    *chat;
  xmlNode    *creator;
  xmlNode    *archive;
  xmlNode    *rescue;
  xmlNode    *range;
  xmlNode    *bearing;
  xmlNode    *parent; /* link to who made it */
  xmlNode    *link;   /* first link with a uid */
} Event;

static const struct
{
  const char *name;
  gsize       offset;
} details[] = {
  { "__chat", G_STRUCT_OFFSET (Event, chat) },
  { "__group", G_STRUCT_OFFSET (Event, group) },
  { "__rescue", G_STRUCT_OFFSET (Event, rescue) },
  { "archive", G_STRUCT_OFFSET (Event, archive) },
  { "bearing", G_STRUCT_OFFSET (Event, bearing) },
  { "contact", G_STRUCT_OFFSET (Event, contact) },
  { "creator", G_STRUCT_OFFSET (Event, creator) },
  { "emergency", G_STRUCT_OFFSET (Event, emergency) },
  { "range", G_STRUCT_OFFSET (Event, range) },
  { "remarks", G_STRUCT_OFFSET (Event, remarks) },
  { "sensor", G_STRUCT_OFFSET (Event, sensor) },
  { "shape", G_STRUCT_OFFSET (Event, shape) },
  { "status", G_STRUCT_OFFSET (Event, status) },
  { "takv", G_STRUCT_OFFSET (Event, takv) },
  { "track", G_STRUCT_OFFSET (Event, track) },
  { "vehicle", G_STRUCT_OFFSET (Event, vehicle) },
};

static gboolean
is_named (const xmlNode *node,
          const char    *name)
{
  return node->type == XML_ELEMENT_NODE && strcmp ((const char *) node->name, name) == 0;
}

static xmlNode *
find_child (xmlNode    *node,
            const char *name)
{
  for (xmlNode *child = node != NULL ? node->children : NULL; child != NULL; child = child->next)
    if (is_named (child, name))
      return child;
  return NULL;
}

/* (nullable): NULL also for an attribute without text. */
static const char *
get_attribute (const xmlNode *node,
               const char    *name)
{
  if (node == NULL)
    return NULL;
  for (const xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next)
    if (strcmp ((const char *) attribute->name, name) == 0)
      {
        const char *text = attribute->children != NULL
                             ? (const char *) attribute->children->content
                             : NULL;

        return text != NULL && *text != '\0' ? text : NULL;
      }
  return NULL;
}

static char *
dup_content (xmlNode *node)
{
  g_autofree char *result = NULL;
  xmlChar *content;

  if (node == NULL || node->children == NULL)
    return NULL;
  content = xmlNodeGetContent (node);
  result = g_strdup ((const char *) content);
  xmlFree (content);
  if (result == NULL || *g_strstrip (result) == '\0')
    return NULL;
  return g_steal_pointer (&result);
}

/* @number becomes NaN where the sender does not know it. */
static gboolean
parse_number (const xmlNode  *node,
              const char     *name,
              double         *number,
              GError        **error)
{
  const char *text = get_attribute (node, name);
  char *end;

  *number = UNKNOWN;
  if (text == NULL || g_ascii_strcasecmp (text, "nan") == 0 || strcmp (text, "NA") == 0)
    return TRUE;

  *number = g_ascii_strtod (text, &end);
  while (g_ascii_isspace (*end))
    end++;
  if (end == text || *end != '\0')
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "%s: %s \"%.40s\" is not a number",
                   node->name, name, text);
      return FALSE;
    }
  if (!isfinite (*number) || fabs (*number) >= UNKNOWN_NUMBER)
    *number = UNKNOWN;
  return TRUE;
}

static gboolean
type_is (const char *type,
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
  if (type_is (rest, "A-M-H-Q") || type_is (rest, "A-M-F-Q") || type_is (rest, "A-C-F-q")
      || type_is (rest, "A-C-H-q"))
    return LAGE_KIND_DRONE;
  if (type_is (rest, "G-I-X-H") || type_is (rest, "G-I-i-h"))
    return LAGE_KIND_HOSPITAL;
  return LAGE_KIND_UNIT;
}

static Role
get_role (const char *type)
{
  if (type_is (type, "a"))
    return type[1] == '-' ? ROLE_ATOM : ROLE_IGNORED;
  if (type_is (type, "b-a"))
    return ROLE_ALARM;
  if (type_is (type, "b-l") || type_is (type, "b-m-p-s-m"))
    return ROLE_INCIDENT;
  if (type_is (type, "b-m-p"))
    return ROLE_POINT;
  if (type_is (type, "b-m-r") || type_is (type, "u-d") || type_is (type, "u-r-b")
      || type_is (type, "u-rb"))
    return ROLE_DRAWING;
  if (strcmp (type, "b-t-f") == 0)
    return ROLE_CHAT;
  if (type_is (type, "b-t-f-d") || type_is (type, "b-t-f-r") || type_is (type, "b-t-f-p"))
    return ROLE_SILENT;
  if (type_is (type, "t-x-d-d"))
    return ROLE_DELETE;
  if (type_is (type, "t-x"))
    return ROLE_SILENT;
  return ROLE_IGNORED;
}

/* What a type makes of an item, as far as the type alone says it. */
static LageKind
get_kind (const char *type)
{
  switch (get_role (type))
    {
    case ROLE_ATOM:
      return get_atom_kind (type);
    case ROLE_ALARM:
    case ROLE_INCIDENT:
      return LAGE_KIND_INCIDENT;
    case ROLE_POINT:
    case ROLE_CHAT:
      return LAGE_KIND_NOTE;
    case ROLE_DRAWING:
      return LAGE_KIND_AREA;
    case ROLE_IGNORED:
    case ROLE_SILENT:
    case ROLE_DELETE:
    default:
      return LAGE_KIND_NONE;
    }
}

static const Known *
remember (Decoder    *self,
          const char *uid,
          LageKind    kind)
{
  Known *known = g_hash_table_lookup (self->known, uid);

  if (known == NULL)
    {
      if (g_hash_table_size (self->known) >= MAX_KNOWN_ENTITIES)
        g_hash_table_remove_all (self->known);
      known = g_new (Known, 1);
      lage_id_init_external (&known->id, "cot", uid);
      g_hash_table_insert (self->known, g_strdup (uid), known);
    }
  known->kind = kind;
  return known;
}

/* Sets a field where the kind has it, so that all kinds can be filled by the same code. */
static void
set_text (LageDraft  *draft,
          LageField   field,
          const char *text)
{
  if (lage_schema_find (draft->kind, field) != NULL)
    lage_draft_set_text (draft, field, text);
}

static void
set_real (LageDraft *draft,
          LageField  field,
          double     value)
{
  if (lage_schema_find (draft->kind, field) != NULL)
    lage_draft_set_real (draft, field, value);
}

static void
set_token (LageDraft  *draft,
           LageField   field,
           const char *token)
{
  if (lage_schema_find (draft->kind, field) != NULL)
    lage_draft_set_enum (draft, field, token);
}

static void
set_int (LageDraft *draft,
         LageField  field,
         gint64     value)
{
  if (lage_schema_find (draft->kind, field) != NULL)
    lage_draft_set_int (draft, field, value);
}

static void
find_details (Event *event)
{
  for (xmlNode *node = event->detail != NULL ? event->detail->children : NULL; node != NULL;
       node = node->next)
    {
      const char *name = (const char *) node->name;

      if (node->type != XML_ELEMENT_NODE)
        continue;
      if (strcmp (name, "link") == 0)
        {
          const char *relation = get_attribute (node, "relation");

          if (get_attribute (node, "uid") == NULL)
            continue;
          if (event->link == NULL)
            event->link = node;
          if (event->parent == NULL && relation != NULL && strcmp (relation, "p-p") == 0)
            event->parent = node;
          continue;
        }
      if (strcmp (name, "spatial") == 0)
        {
          event->attitude = find_child (node, "attitude");
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
read_times (Decoder    *self,
            Event      *event,
            const char *time,
            const char *stale,
            GError    **error)
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

  ahead_us = event->observed_at_us - self->received_at_us;
  if (self->received_at_us != 0 && ahead_us > CLOCK_TOLERANCE_US)
    {
      event->is_clock_ahead = TRUE;
      event->observed_at_us -= ahead_us;
      if (event->stale_at_us != 0)
        event->stale_at_us -= ahead_us;
    }
  return TRUE;
}

static gboolean
read_point (Event   *event,
            Role     role,
            GError **error)
{
  double latitude, longitude;

  event->ellipsoid_m = event->accuracy_m = UNKNOWN;
  if (event->point == NULL)
    {
      if (role == ROLE_CHAT || role == ROLE_DELETE || role == ROLE_SILENT || role == ROLE_IGNORED)
        return TRUE;
      g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_INVALID, "point is missing");
      return FALSE;
    }

  if (!parse_number (event->point, "lat", &latitude, error)
      || !parse_number (event->point, "lon", &longitude, error)
      || !parse_number (event->point, "hae", &event->ellipsoid_m, error)
      || !parse_number (event->point, "ce", &event->accuracy_m, error))
    return FALSE;

  /* Nobody measures without any error: zero means "not given". */
  if (!(event->accuracy_m > 0.0))
    event->accuracy_m = UNKNOWN;
  /* 0, 0 is where things are that do not know where they are. */
  if (isnan (latitude) || isnan (longitude) || (latitude == 0.0 && longitude == 0.0))
    {
      event->ellipsoid_m = event->accuracy_m = UNKNOWN;
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

static gboolean
read_event (Decoder  *self,
            xmlNode  *root,
            Event    *event,
            GError  **error)
{
  const char *version = get_attribute (root, "version");

  if (version != NULL && (version[0] != '2' || (version[1] != '\0' && version[1] != '.')))
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_UNSUPPORTED, "version \"%.20s\" is not 2",
                   version);
      return FALSE;
    }
  event->uid = get_attribute (root, "uid");
  event->type = get_attribute (root, "type");
  event->how = get_attribute (root, "how");
  if (event->uid == NULL || strlen (event->uid) > MAX_UID_LENGTH)
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
  event->point = find_child (root, "point");
  event->detail = find_child (root, "detail");
  find_details (event);
  return read_times (self, event, get_attribute (root, "time"), get_attribute (root, "stale"),
                     error)
         && read_point (event, get_role (event->type), error);
}

static guint8
get_confidence (const Event *event)
{
  if (event->is_clock_ahead)
    return CONFIDENCE_CLOCK;
  if (event->how == NULL)
    return 0;
  if (type_is (event->how, "m"))
    return CONFIDENCE_MACHINE;
  if (type_is (event->how, "h"))
    return CONFIDENCE_HUMAN;
  return 0;
}

static LageDraft *
begin_draft (Decoder     *self,
             const Event *event,
             LageKind     kind)
{
  const Known *known = remember (self, event->uid, kind);
  g_autofree char *external_id = g_strconcat ("cot:", event->uid, NULL);
  LageDraft *draft = lage_draft_new (kind, &known->id);

  draft->observed_at_us = event->observed_at_us;
  draft->confidence = get_confidence (event);
  lage_draft_set_text (draft, LAGE_FIELD_EXTERNAL_ID, external_id);
  set_text (draft, LAGE_FIELD_SOURCE_TYPE, event->type);
  if (event->has_place && lage_schema_find (kind, LAGE_FIELD_POSITION) != NULL)
    lage_draft_take (draft, LAGE_FIELD_POSITION, lage_value_point (event->place));
  if (event->stale_at_us != 0 && lage_schema_find (kind, LAGE_FIELD_STALE_AT) != NULL)
    lage_draft_take (draft, LAGE_FIELD_STALE_AT, lage_value_time (event->stale_at_us));
  return draft;
}

static void
set_description (LageDraft   *draft,
                 const Event *event)
{
  g_autofree char *remarks = dup_content (event->remarks);

  /* Where nobody wrote anything, at least with which program it was sent. */
  if (remarks == NULL && event->takv != NULL)
    {
      const char *const words[] = {
        get_attribute (event->takv, "platform"),
        get_attribute (event->takv, "version"),
        get_attribute (event->takv, "device"),
      };
      GString *text = g_string_new (NULL);

      for (guint i = 0; i < G_N_ELEMENTS (words); i++)
        if (words[i] != NULL)
          g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", words[i]);
      remarks = g_string_free (text, FALSE);
    }
  set_text (draft, LAGE_FIELD_DESCRIPTION, remarks);
}

static gboolean
set_rescue (LageDraft    *draft,
            const Event  *event,
            GError      **error)
{
  const char *fms = get_attribute (event->rescue, "fms");

  if (fms != NULL && (!g_ascii_isdigit (fms[0]) || fms[1] != '\0'))
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "__rescue: fms \"%.20s\" is not 0 to 9",
                   fms);
      return FALSE;
    }
  set_token (draft, LAGE_FIELD_STATUS, fms);
  set_token (draft, LAGE_FIELD_ORGANISATION, get_attribute (event->rescue, "organisation"));
  set_text (draft, LAGE_FIELD_UNIT_TYPE, get_attribute (event->rescue, "type"));
  set_text (draft, LAGE_FIELD_STRENGTH, get_attribute (event->rescue, "strength"));
  set_token (draft, LAGE_FIELD_PRIORITY, get_attribute (event->rescue, "priority"));
  set_text (draft, LAGE_FIELD_INCIDENT_TYPE, get_attribute (event->rescue, "incident-type"));
  set_token (draft, LAGE_FIELD_INCIDENT_STATE, get_attribute (event->rescue, "state"));
  return TRUE;
}

static void
set_name (LageDraft   *draft,
          const Event *event)
{
  const char *title = get_attribute (event->rescue, "title");

  lage_draft_set_text (draft, LAGE_FIELD_NAME,
                       title != NULL ? title : get_attribute (event->contact, "callsign"));
}

static double
to_compass_deg (double angle_deg)
{
  return isnan (angle_deg) ? UNKNOWN : lage_normalize_deg (angle_deg);
}

static double
to_signed_deg (double angle_deg)
{
  double result = to_compass_deg (angle_deg);

  return result > 180.0 ? result - 360.0 : result;
}

static gboolean
set_movement (LageDraft    *draft,
              const Event  *event,
              GError      **error)
{
  double course_deg, speed_mps, battery_percent;

  if (!parse_number (event->track, "course", &course_deg, error)
      || !parse_number (event->track, "speed", &speed_mps, error)
      || !parse_number (event->status, "battery", &battery_percent, error))
    return FALSE;

  set_real (draft, LAGE_FIELD_COURSE_DEG, to_compass_deg (course_deg));
  if (speed_mps >= 0.0)
    set_real (draft, LAGE_FIELD_SPEED_MPS, speed_mps);
  if (battery_percent >= 0.0 && battery_percent <= 100.0)
    set_real (draft, LAGE_FIELD_BATTERY_PERCENT, battery_percent);
  set_real (draft, LAGE_FIELD_ELLIPSOID_M, event->ellipsoid_m);
  set_real (draft, LAGE_FIELD_ACCURACY_M, event->accuracy_m);
  set_text (draft, LAGE_FIELD_GROUP, get_attribute (event->group, "name"));
  set_text (draft, LAGE_FIELD_ROLE, get_attribute (event->group, "role"));
  return TRUE;
}

/* What ground stations of drones say beyond the standard. */
static gboolean
set_drone (LageDraft    *draft,
           const Event  *event,
           GError      **error)
{
  const char *model = get_attribute (event->sensor, "model");
  const char *type = get_attribute (event->rescue, "type");
  double roll_deg, pitch_deg, yaw_deg, camera_roll_deg, elevation_deg, azimuth_deg;
  double remaining, capacity, voltage_v;

  if (!parse_number (event->attitude, "roll", &roll_deg, error)
      || !parse_number (event->attitude, "pitch", &pitch_deg, error)
      || !parse_number (event->attitude, "yaw", &yaw_deg, error)
      || !parse_number (event->sensor, "roll", &camera_roll_deg, error)
      || !parse_number (event->sensor, "elevation", &elevation_deg, error)
      || !parse_number (event->sensor, "azimuth", &azimuth_deg, error)
      || !parse_number (event->vehicle, "batteryRemainingCapacity", &remaining, error)
      || !parse_number (event->vehicle, "batteryMaxCapacity", &capacity, error)
      || !parse_number (event->vehicle, "voltage", &voltage_v, error))
    return FALSE;

  set_real (draft, LAGE_FIELD_ROLL_DEG, to_signed_deg (roll_deg));
  set_real (draft, LAGE_FIELD_PITCH_DEG, to_signed_deg (pitch_deg));
  set_real (draft, LAGE_FIELD_HEADING_DEG, to_compass_deg (yaw_deg));
  set_real (draft, LAGE_FIELD_CAMERA_ROLL_DEG, to_signed_deg (camera_roll_deg));
  set_real (draft, LAGE_FIELD_CAMERA_PITCH_DEG, to_signed_deg (elevation_deg));
  set_real (draft, LAGE_FIELD_CAMERA_YAW_DEG, to_compass_deg (azimuth_deg));
  if (lage_draft_find (draft, LAGE_FIELD_BATTERY_PERCENT) == NULL && remaining >= 0.0
      && capacity > 0.0 && remaining <= capacity)
    set_real (draft, LAGE_FIELD_BATTERY_PERCENT, 100.0 * remaining / capacity);
  if (voltage_v > 0.0)
    set_real (draft, LAGE_FIELD_VOLTAGE_V, voltage_v);
  set_text (draft, LAGE_FIELD_VEHICLE_TYPE, type != NULL ? type : model);
  return TRUE;
}

static gboolean
take_atom (Decoder      *self,
           const Event  *event,
           GError      **error)
{
  g_autoptr(LageDraft) draft = begin_draft (self, event, get_atom_kind (event->type));

  set_name (draft, event);
  set_description (draft, event);
  if (!set_movement (draft, event, error)
      || (draft->kind == LAGE_KIND_DRONE && !set_drone (draft, event, error))
      || !set_rescue (draft, event, error))
    return FALSE;
  lage_decoded_take (self->decoded, g_steal_pointer (&draft));
  return TRUE;
}

static gboolean
is_cancelled (const Event *event)
{
  const char *cancel = get_attribute (event->emergency, "cancel");

  return type_is (event->type, "b-a-o-can")
         || (cancel != NULL && g_ascii_strcasecmp (cancel, "true") == 0);
}

static gboolean
take_incident (Decoder      *self,
               const Event  *event,
               Role          role,
               GError      **error)
{
  g_autoptr(LageDraft) draft = begin_draft (self, event, LAGE_KIND_INCIDENT);
  const char *reporter = get_attribute (event->creator, "callsign");

  set_name (draft, event);
  set_description (draft, event);
  if (reporter == NULL)
    reporter = get_attribute (event->parent, "parent_callsign");
  set_text (draft, LAGE_FIELD_REPORTED_BY, reporter);
  if (!set_rescue (draft, event, error))
    return FALSE;

  if (role == ROLE_ALARM)
    {
      if (lage_draft_find (draft, LAGE_FIELD_PRIORITY) == NULL)
        set_int (draft, LAGE_FIELD_PRIORITY, LAGE_PRIORITY_FLASH);
      if (lage_draft_find (draft, LAGE_FIELD_INCIDENT_TYPE) == NULL)
        set_text (draft, LAGE_FIELD_INCIDENT_TYPE, get_attribute (event->emergency, "type"));
    }
  if (is_cancelled (event))
    set_int (draft, LAGE_FIELD_INCIDENT_STATE, LAGE_INCIDENT_CLOSED);
  else if (get_attribute (event->rescue, "state") == NULL)
    set_int (draft, LAGE_FIELD_INCIDENT_STATE, LAGE_INCIDENT_OPEN);
  lage_decoded_take (self->decoded, g_steal_pointer (&draft));
  return TRUE;
}

static void
take_note (Decoder     *self,
           const Event *event)
{
  LageDraft *draft = begin_draft (self, event, LAGE_KIND_NOTE);

  set_name (draft, event);
  set_description (draft, event);
  lage_decoded_take (self->decoded, draft);
}

static void
take_chat (Decoder     *self,
           const Event *event)
{
  LageDraft *draft = begin_draft (self, event, LAGE_KIND_NOTE);
  xmlNode *group = find_child (event->chat, "chatgrp");
  const char *sender = get_attribute (event->parent, "uid");
  const char *callsign = get_attribute (event->chat, "senderCallsign");

  if (sender == NULL)
    sender = get_attribute (group, "uid0");
  if (sender != NULL)
    {
      LageId id;

      lage_id_init_external (&id, "cot", sender);
      lage_draft_take (draft, LAGE_FIELD_ABOUT, lage_value_entity (&id));
    }
  lage_draft_set_text (draft, LAGE_FIELD_NAME, callsign != NULL ? callsign : sender);
  set_description (draft, event);
  lage_decoded_take (self->decoded, draft);
}

/* "latitude,longitude" with or without ",height". */
static gboolean
parse_place (const char *text,
             double     *latitude,
             double     *longitude)
{
  char *end;

  *latitude = g_ascii_strtod (text, &end);
  if (end == text || *end != ',')
    return FALSE;
  text = end + 1;
  *longitude = g_ascii_strtod (text, &end);
  return end != text && (*end == ',' || *end == '\0');
}

static gboolean
add_links (LageGeometryBuilder  *builder,
           const Event          *event,
           GError              **error)
{
  double first_latitude = 0.0, first_longitude = 0.0, latitude = 0.0, longitude = 0.0;
  gboolean is_closed;
  guint n_places = 0;

  for (xmlNode *node = event->detail->children; node != NULL; node = node->next)
    {
      const char *place;
      LagePoint point;

      if (!is_named (node, "link"))
        continue;
      place = get_attribute (node, "point");
      if (place == NULL)
        continue;
      if (!parse_place (place, &latitude, &longitude)
          || !lage_point_init (&point, latitude, longitude))
        {
          g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID,
                       "link %u: point \"%.40s\" is not a place", n_places + 1, place);
          return FALSE;
        }
      if (n_places == 0)
        {
          first_latitude = latitude;
          first_longitude = longitude;
        }
      n_places++;
    }
  if (n_places < 2)
    return TRUE;

  is_closed = type_is (event->type, "u-d-r")
              || (!type_is (event->type, "b-m-r") && n_places >= 4
                  && fabs (latitude - first_latitude) < 1e-9
                  && fabs (longitude - first_longitude) < 1e-9);
  lage_geometry_builder_begin (builder, is_closed ? LAGE_GEOMETRY_RING : LAGE_GEOMETRY_LINE);
  for (xmlNode *node = event->detail->children; node != NULL; node = node->next)
    {
      const char *place = is_named (node, "link") ? get_attribute (node, "point") : NULL;

      if (place != NULL && parse_place (place, &latitude, &longitude))
        lage_geometry_builder_add (builder, latitude, longitude);
    }
  return TRUE;
}

/* Of concentric ellipses the outermost: half axes in metres, and where the longer one points. */
static gboolean
add_ellipse (LageGeometryBuilder  *builder,
             const Event          *event,
             GError              **error)
{
  double major_m = 0.0, minor_m = 0.0, angle_deg = 0.0;

  for (xmlNode *node = event->shape->children; node != NULL; node = node->next)
    {
      double a, b, angle;

      if (!is_named (node, "ellipse"))
        continue;
      if (!parse_number (node, "major", &a, error) || !parse_number (node, "minor", &b, error)
          || !parse_number (node, "angle", &angle, error))
        return FALSE;
      if (a > 0.0 && b > 0.0 && a > major_m)
        {
          major_m = a;
          minor_m = b;
          angle_deg = isnan (angle) ? 0.0 : angle;
        }
    }
  if (!(major_m > 0.0) || !event->has_place)
    return TRUE;

  if (fabs (major_m - minor_m) < 0.01)
    {
      lage_geometry_builder_add_circle (builder, &event->place, major_m);
      return TRUE;
    }
  lage_geometry_builder_begin (builder, LAGE_GEOMETRY_RING);
  for (guint i = 0; i < ELLIPSE_CORNERS; i++)
    {
      double along_rad = 2.0 * G_PI * i / ELLIPSE_CORNERS;
      double x_m = major_m * cos (along_rad), y_m = minor_m * sin (along_rad);
      double bearing_deg = angle_deg + atan2 (y_m, x_m) * 180.0 / G_PI;
      LagePoint corner;

      lage_point_move (&event->place, lage_normalize_deg (bearing_deg), hypot (x_m, y_m), &corner);
      lage_geometry_builder_add (builder, lage_point_get_latitude (&corner),
                                 lage_point_get_longitude (&corner));
    }
  return TRUE;
}

static gboolean
add_bearing_line (LageGeometryBuilder  *builder,
                  const Event          *event,
                  GError              **error)
{
  double range_m, bearing_deg;
  LagePoint end;

  if (!parse_number (event->range, "value", &range_m, error)
      || !parse_number (event->bearing, "value", &bearing_deg, error))
    return FALSE;
  if (!event->has_place || !(range_m > 0.0) || isnan (bearing_deg))
    return TRUE;

  lage_point_move (&event->place, lage_normalize_deg (bearing_deg), range_m, &end);
  lage_geometry_builder_begin (builder, LAGE_GEOMETRY_LINE);
  lage_geometry_builder_add (builder, lage_point_get_latitude (&event->place),
                             lage_point_get_longitude (&event->place));
  lage_geometry_builder_add (builder, lage_point_get_latitude (&end),
                             lage_point_get_longitude (&end));
  return TRUE;
}

static gboolean
take_drawing (Decoder      *self,
              const Event  *event,
              GError      **error)
{
  g_autoptr(LageGeometryBuilder) builder = lage_geometry_builder_new ();
  g_autoptr(GBytes) geometry = NULL;
  LageDraft *draft;

  if (event->shape != NULL)
    {
      if (!add_ellipse (builder, event, error))
        return FALSE;
    }
  else if (event->range != NULL && event->bearing != NULL)
    {
      if (!add_bearing_line (builder, event, error))
        return FALSE;
    }
  else if (event->detail != NULL && !add_links (builder, event, error))
    {
      return FALSE;
    }

  geometry = lage_geometry_builder_end (builder, NULL);
  if (geometry == NULL)
    {
      /* A drawing of a single point, or of nothing. */
      take_note (self, event);
      return TRUE;
    }

  draft = begin_draft (self, event, LAGE_KIND_AREA);
  set_name (draft, event);
  set_description (draft, event);
  lage_draft_take (draft, LAGE_FIELD_AREA, lage_value_geometry (geometry));
  /* What its author wants kept does not end with the event. */
  if (event->archive == NULL && event->stale_at_us != 0)
    lage_draft_take (draft, LAGE_FIELD_EXPIRES_AT, lage_value_time (event->stale_at_us));
  lage_decoded_take (self->decoded, draft);
  return TRUE;
}

static gboolean
take_delete (Decoder      *self,
             const Event  *event,
             GError      **error)
{
  const char *uid = get_attribute (event->link, "uid");
  const char *type = get_attribute (event->link, "type");
  LageKind kind = type != NULL ? get_kind (type) : LAGE_KIND_NONE;
  const Known *known;
  LageDraft *draft;

  if (uid == NULL || strlen (uid) > MAX_UID_LENGTH)
    {
      g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_INVALID,
                           "link: the uid of what is deleted is missing");
      return FALSE;
    }
  known = g_hash_table_lookup (self->known, uid);
  if (known != NULL)
    kind = known->kind;
  if (kind == LAGE_KIND_NONE)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_NOT_FOUND,
                   "link: \"%.80s\" is deleted, but nothing says what it was", uid);
      return FALSE;
    }

  known = remember (self, uid, kind);
  draft = lage_draft_new (kind, &known->id);
  draft->observed_at_us = event->observed_at_us;
  draft->confidence = get_confidence (event);
  lage_draft_take (draft, LAGE_FIELD_ARCHIVED, lage_value_bool (TRUE));
  lage_decoded_take (self->decoded, draft);
  return TRUE;
}

static gboolean
take_event (Decoder  *self,
            xmlNode  *root,
            GError  **error)
{
  Event event = { 0 };
  Role role;

  if (!read_event (self, root, &event, error))
    return FALSE;

  role = get_role (event.type);
  switch (role)
    {
    case ROLE_ATOM:
      if (!take_atom (self, &event, error))
        return FALSE;
      break;
    case ROLE_ALARM:
    case ROLE_INCIDENT:
      if (!take_incident (self, &event, role, error))
        return FALSE;
      break;
    case ROLE_POINT:
      take_note (self, &event);
      break;
    case ROLE_CHAT:
      take_chat (self, &event);
      break;
    case ROLE_DRAWING:
      if (!take_drawing (self, &event, error))
        return FALSE;
      break;
    case ROLE_DELETE:
      if (!take_delete (self, &event, error))
        return FALSE;
      break;
    case ROLE_SILENT:
      break;
    case ROLE_IGNORED:
    default:
      lage_decoded_ignore (self->decoded);
      return TRUE;
    }
  lage_decoded_good (self->decoded);
  return TRUE;
}

/* Nothing is fetched, text that is not UTF-8 is an error, and no document type can be declared: the
 * text begins with `<event`, so there are no entities but the five of XML itself, which the parser
 * may replace. Without XML_PARSE_HUGE it also limits depth, names and sizes. */
static xmlDoc *
parse (Decoder     *self,
       const char  *text,
       gsize        length,
       GError     **error)
{
  const int options = XML_PARSE_NONET | XML_PARSE_NOENT | XML_PARSE_NOERROR | XML_PARSE_NOWARNING
                      | XML_PARSE_NOBLANKS | XML_PARSE_COMPACT;
  xmlDoc *document;

  if (self->context != NULL && self->context->dict != NULL
      && xmlDictSize (self->context->dict) > MAX_DICTIONARY_WORDS)
    g_clear_pointer (&self->context, xmlFreeParserCtxt);
  if (self->context == NULL)
    self->context = xmlNewParserCtxt ();

  g_byte_array_set_size (self->text, (guint) (length + PADDING));
  memcpy (self->text->data, text, length);
  memset (self->text->data + length, ' ', PADDING);
  document = xmlCtxtReadMemory (self->context, (const char *) self->text->data,
                                (int) self->text->len, NULL, NULL, options);
  if (document != NULL && self->context->wellFormed && document->intSubset == NULL)
    return document;

  if (self->context->lastError.message != NULL)
    {
      g_autofree char *message = g_utf8_make_valid (self->context->lastError.message, -1);

      g_strdelimit (g_strstrip (message), "\n\r", ' ');
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "line %d: %s",
                   self->context->lastError.line, message);
    }
  else
    {
      g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_INVALID, "not well-formed");
    }
  if (document != NULL)
    xmlFreeDoc (document);
  return NULL;
}

static void
piece_cb (LageCotPiece  piece,
          const char   *text,
          gsize         length,
          gpointer      user_data)
{
  Decoder *self = user_data;
  g_autoptr(GError) error = NULL;
  xmlDoc *document = NULL;
  gboolean is_good = FALSE;

  self->n_events++;
  if (piece == LAGE_COT_INCOMPLETE)
    {
      lage_decoded_reject (self->decoded,
                           "event %" G_GUINT64_FORMAT ": cut off after %" G_GSIZE_FORMAT " bytes",
                           self->n_events, length);
      return;
    }
  if (piece == LAGE_COT_TOO_LONG)
    {
      lage_decoded_reject (self->decoded,
                           "event %" G_GUINT64_FORMAT ": longer than %d bytes", self->n_events,
                           LAGE_COT_MAX_EVENT_SIZE);
      return;
    }

  document = parse (self, text, length, &error);
  if (document != NULL)
    {
      is_good = take_event (self, xmlDocGetRootElement (document), &error);
      xmlFreeDoc (document);
    }
  if (!is_good)
    lage_decoded_reject (self->decoded, "event %" G_GUINT64_FORMAT ": %s", self->n_events,
                         error->message);
}

static gpointer
cot_decoder_create (const LageFeedConfig   *config,
                    const LageDecoderHost  *host,
                    GError                **error)
{
  Decoder *self = g_new0 (Decoder, 1);

  self->splitter = lage_cot_splitter_new ();
  self->text = g_byte_array_new ();
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

static void
cot_decoder_destroy (gpointer state)
{
  Decoder *self = state;

  lage_cot_splitter_free (self->splitter);
  g_clear_pointer (&self->context, xmlFreeParserCtxt);
  g_byte_array_unref (self->text);
  g_hash_table_unref (self->known);
  g_free (self);
}

static void
count_skipped (Decoder *self)
{
  guint64 n_skipped_bytes = lage_cot_splitter_get_n_skipped_bytes (self->splitter);

  self->decoded->n_skipped_bytes += n_skipped_bytes - self->n_skipped_bytes;
  self->n_skipped_bytes = n_skipped_bytes;
  self->decoded = NULL;
}

static void
cot_decoder_feed (gpointer         state,
                  const LageInput *input,
                  LageDecoded     *decoded)
{
  Decoder *self = state;

  self->decoded = decoded;
  self->received_at_us = input->received_at_us;
  lage_cot_splitter_push (self->splitter, (const char *) input->data, input->size, piece_cb, self);
  count_skipped (self);
}

static void
cot_decoder_end (gpointer     state,
                 LageDecoded *decoded)
{
  Decoder *self = state;

  self->decoded = decoded;
  lage_cot_splitter_end (self->splitter, piece_cb, self);
  count_skipped (self);
}

const LageDecoderClass lage_cot_decoder_class = {
  .format = "cot",
  .create = cot_decoder_create,
  .feed = cot_decoder_feed,
  .end = cot_decoder_end,
  .destroy = cot_decoder_destroy,
};
