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

#include "lage-cot-drawing.h"
#include "lage-cot-event.h"
#include "lage-cot-node.h"
#include "lage-cot-splitter.h"
#include "lage-cot-type.h"
#include "lage-error.h"

/* Cursor on Target events, XML 2.0, from datagrams, streams and files.
 *
 * lage-cot-type.c says what becomes of which type, lage-cot-event.c reads the parts of an event,
 * and lage-cot-drawing.c geometries. What is not understood is counted as ignored. An item is known
 * by its uid: scheme "cot".
 *
 * The detail `__rescue` is ours: fms, organisation, priority and state in the words of the schema,
 * type, strength, title and incident-type as text. Words that the schema does not know are left
 * out. */

/* The parser's dictionary keeps every name it has seen: a sender may not fill memory with it. */
#define MAX_DICTIONARY_WORDS 4096
#define MAX_KNOWN_ENTITIES 50000
/* libxml2 tries to read on before each token once fewer than 250 bytes are left, which an event
 * nearly always is: white space behind it makes parsing three times as fast. */
#define PADDING 256

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

static LageDraft *
begin_draft (Decoder            *self,
             const LageCotEvent *event,
             LageKind            kind)
{
  const Known *known = remember (self, event->uid, kind);
  g_autofree char *external_id = g_strconcat ("cot:", event->uid, NULL);
  LageDraft *draft = lage_draft_new (kind, &known->id);

  draft->observed_at_us = event->observed_at_us;
  draft->confidence = lage_cot_event_get_confidence (event);
  lage_draft_set_text (draft, LAGE_FIELD_EXTERNAL_ID, external_id);
  set_text (draft, LAGE_FIELD_SOURCE_TYPE, event->type);
  if (event->has_place && lage_schema_find (kind, LAGE_FIELD_POSITION) != NULL)
    lage_draft_take (draft, LAGE_FIELD_POSITION, lage_value_point (event->place));
  if (event->stale_at_us != 0 && lage_schema_find (kind, LAGE_FIELD_STALE_AT) != NULL)
    lage_draft_take (draft, LAGE_FIELD_STALE_AT, lage_value_time (event->stale_at_us));
  return draft;
}

static void
set_description (LageDraft          *draft,
                 const LageCotEvent *event)
{
  g_autofree char *remarks = lage_cot_dup_content (event->remarks);

  /* Where nobody wrote anything, at least with which program it was sent. */
  if (remarks == NULL && event->takv != NULL)
    {
      const char *const words[] = {
        lage_cot_get_attribute (event->takv, "platform"),
        lage_cot_get_attribute (event->takv, "version"),
        lage_cot_get_attribute (event->takv, "device"),
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
set_rescue (LageDraft           *draft,
            const LageCotEvent  *event,
            GError             **error)
{
  const char *fms = lage_cot_get_attribute (event->rescue, "fms");

  if (fms != NULL && (!g_ascii_isdigit (fms[0]) || fms[1] != '\0'))
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "__rescue: fms \"%.20s\" is not 0 to 9",
                   fms);
      return FALSE;
    }
  set_token (draft, LAGE_FIELD_STATUS, fms);
  set_token (draft, LAGE_FIELD_ORGANISATION,
             lage_cot_get_attribute (event->rescue, "organisation"));
  set_text (draft, LAGE_FIELD_UNIT_TYPE, lage_cot_get_attribute (event->rescue, "type"));
  set_text (draft, LAGE_FIELD_STRENGTH, lage_cot_get_attribute (event->rescue, "strength"));
  set_token (draft, LAGE_FIELD_PRIORITY, lage_cot_get_attribute (event->rescue, "priority"));
  set_text (draft, LAGE_FIELD_INCIDENT_TYPE,
            lage_cot_get_attribute (event->rescue, "incident-type"));
  set_token (draft, LAGE_FIELD_INCIDENT_STATE, lage_cot_get_attribute (event->rescue, "state"));
  return TRUE;
}

static void
set_name (LageDraft          *draft,
          const LageCotEvent *event)
{
  const char *title = lage_cot_get_attribute (event->rescue, "title");

  lage_draft_set_text (draft, LAGE_FIELD_NAME,
                       title != NULL ? title : lage_cot_get_attribute (event->contact, "callsign"));
}

static double
to_compass_deg (double angle_deg)
{
  return isnan (angle_deg) ? LAGE_COT_UNKNOWN : lage_normalize_deg (angle_deg);
}

static double
to_signed_deg (double angle_deg)
{
  double result = to_compass_deg (angle_deg);

  return result > 180.0 ? result - 360.0 : result;
}

static gboolean
set_movement (LageDraft           *draft,
              const LageCotEvent  *event,
              GError             **error)
{
  double course_deg, speed_mps, battery_percent;

  if (!lage_cot_parse_number (event->track, "course", &course_deg, error)
      || !lage_cot_parse_number (event->track, "speed", &speed_mps, error)
      || !lage_cot_parse_number (event->status, "battery", &battery_percent, error))
    return FALSE;

  set_real (draft, LAGE_FIELD_COURSE_DEG, to_compass_deg (course_deg));
  if (speed_mps >= 0.0)
    set_real (draft, LAGE_FIELD_SPEED_MPS, speed_mps);
  if (battery_percent >= 0.0 && battery_percent <= 100.0)
    set_real (draft, LAGE_FIELD_BATTERY_PERCENT, battery_percent);
  set_real (draft, LAGE_FIELD_ELLIPSOID_M, event->ellipsoid_m);
  set_real (draft, LAGE_FIELD_ACCURACY_M, event->accuracy_m);
  set_text (draft, LAGE_FIELD_GROUP, lage_cot_get_attribute (event->group, "name"));
  set_text (draft, LAGE_FIELD_ROLE, lage_cot_get_attribute (event->group, "role"));
  return TRUE;
}

/* What ground stations of drones say beyond the standard. */
static gboolean
set_drone (LageDraft           *draft,
           const LageCotEvent  *event,
           GError             **error)
{
  const char *model = lage_cot_get_attribute (event->sensor, "model");
  const char *type = lage_cot_get_attribute (event->rescue, "type");
  double roll_deg, pitch_deg, yaw_deg, camera_roll_deg, elevation_deg, azimuth_deg;
  double remaining, capacity, voltage_v;

  if (!lage_cot_parse_number (event->attitude, "roll", &roll_deg, error)
      || !lage_cot_parse_number (event->attitude, "pitch", &pitch_deg, error)
      || !lage_cot_parse_number (event->attitude, "yaw", &yaw_deg, error)
      || !lage_cot_parse_number (event->sensor, "roll", &camera_roll_deg, error)
      || !lage_cot_parse_number (event->sensor, "elevation", &elevation_deg, error)
      || !lage_cot_parse_number (event->sensor, "azimuth", &azimuth_deg, error)
      || !lage_cot_parse_number (event->vehicle, "batteryRemainingCapacity", &remaining, error)
      || !lage_cot_parse_number (event->vehicle, "batteryMaxCapacity", &capacity, error)
      || !lage_cot_parse_number (event->vehicle, "voltage", &voltage_v, error))
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
take_atom (Decoder             *self,
           const LageCotEvent  *event,
           GError             **error)
{
  g_autoptr(LageDraft) draft = begin_draft (self, event, lage_cot_type_get_kind (event->type));

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
take_incident (Decoder             *self,
               const LageCotEvent  *event,
               LageCotRole          role,
               GError             **error)
{
  g_autoptr(LageDraft) draft = begin_draft (self, event, LAGE_KIND_INCIDENT);
  const char *reporter = lage_cot_get_attribute (event->creator, "callsign");

  set_name (draft, event);
  set_description (draft, event);
  if (reporter == NULL)
    reporter = lage_cot_get_attribute (event->parent, "parent_callsign");
  set_text (draft, LAGE_FIELD_REPORTED_BY, reporter);
  if (!set_rescue (draft, event, error))
    return FALSE;

  if (role == LAGE_COT_ROLE_ALARM)
    {
      if (lage_draft_find (draft, LAGE_FIELD_PRIORITY) == NULL)
        set_int (draft, LAGE_FIELD_PRIORITY, LAGE_PRIORITY_FLASH);
      if (lage_draft_find (draft, LAGE_FIELD_INCIDENT_TYPE) == NULL)
        set_text (draft, LAGE_FIELD_INCIDENT_TYPE,
                  lage_cot_get_attribute (event->emergency, "type"));
    }
  if (lage_cot_event_is_cancelled (event))
    set_int (draft, LAGE_FIELD_INCIDENT_STATE, LAGE_INCIDENT_CLOSED);
  else if (lage_cot_get_attribute (event->rescue, "state") == NULL)
    set_int (draft, LAGE_FIELD_INCIDENT_STATE, LAGE_INCIDENT_OPEN);
  lage_decoded_take (self->decoded, g_steal_pointer (&draft));
  return TRUE;
}

static void
take_note (Decoder            *self,
           const LageCotEvent *event)
{
  LageDraft *draft = begin_draft (self, event, LAGE_KIND_NOTE);

  set_name (draft, event);
  set_description (draft, event);
  lage_decoded_take (self->decoded, draft);
}

static void
take_chat (Decoder            *self,
           const LageCotEvent *event)
{
  LageDraft *draft = begin_draft (self, event, LAGE_KIND_NOTE);
  xmlNode *group = lage_cot_find_child (event->chat, "chatgrp");
  const char *sender = lage_cot_get_attribute (event->parent, "uid");
  const char *callsign = lage_cot_get_attribute (event->chat, "senderCallsign");

  if (sender == NULL)
    sender = lage_cot_get_attribute (group, "uid0");
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

static gboolean
take_drawing (Decoder             *self,
              const LageCotEvent  *event,
              GError             **error)
{
  g_autoptr(GBytes) geometry = NULL;
  LageDraft *draft;

  if (!lage_cot_drawing_read (event, &geometry, error))
    return FALSE;
  if (geometry == NULL)
    {
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
take_delete (Decoder             *self,
             const LageCotEvent  *event,
             GError             **error)
{
  const char *uid = lage_cot_get_attribute (event->link, "uid");
  const char *type = lage_cot_get_attribute (event->link, "type");
  LageKind kind = type != NULL ? lage_cot_type_get_kind (type) : LAGE_KIND_NONE;
  const Known *known;
  LageDraft *draft;

  if (uid == NULL || strlen (uid) > LAGE_COT_MAX_UID_LENGTH)
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
  draft->confidence = lage_cot_event_get_confidence (event);
  lage_draft_take (draft, LAGE_FIELD_ARCHIVED, lage_value_bool (TRUE));
  lage_decoded_take (self->decoded, draft);
  return TRUE;
}

static gboolean
take_event (Decoder  *self,
            xmlNode  *root,
            GError  **error)
{
  LageCotEvent event = { 0 };
  LageCotRole role;

  if (!lage_cot_event_init (&event, root, self->received_at_us, error))
    return FALSE;

  role = lage_cot_type_get_role (event.type);
  switch (role)
    {
    case LAGE_COT_ROLE_ATOM:
      if (!take_atom (self, &event, error))
        return FALSE;
      break;
    case LAGE_COT_ROLE_ALARM:
    case LAGE_COT_ROLE_INCIDENT:
      if (!take_incident (self, &event, role, error))
        return FALSE;
      break;
    case LAGE_COT_ROLE_POINT:
      take_note (self, &event);
      break;
    case LAGE_COT_ROLE_CHAT:
      take_chat (self, &event);
      break;
    case LAGE_COT_ROLE_DRAWING:
      if (!take_drawing (self, &event, error))
        return FALSE;
      break;
    case LAGE_COT_ROLE_DELETE:
      if (!take_delete (self, &event, error))
        return FALSE;
      break;
    case LAGE_COT_ROLE_SILENT:
      break;
    case LAGE_COT_ROLE_IGNORED:
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
