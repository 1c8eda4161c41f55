/* lage-mavlink-decoder.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-decoder.h"

#include <string.h>

#include "lage-error.h"
#include "lage-mavlink-framer.h"
#include "lage-mavlink-vehicle.h"

/* Drones by MAVLink 1 and 2, from datagrams, streams and .tlog files.
 *
 * A vehicle is a system that has sent the heartbeat of an autopilot; what a system says before its
 * first heartbeat, and what ground stations say, is counted as good and gives nothing.
 * lage-mavlink-vehicle.c makes drafts of the rest.
 *
 * The time of observation is a log's time, else the time of arrival: a vehicle's own clock counts
 * from its start, and SYSTEM_TIME is known only when it has a fix and may be off.
 *
 * Options:
 *   tlog = auto | yes | no   whether frames have times before them; auto looks at the first bytes
 *   max_rate_hz = 5          at most so many drafts a second of each vehicle and message; 0 is all.
 *                            Frames above that are checked and counted as good. Texts, and
 *                            heartbeats that say something new, are never left out.
 *   network = TEXT           put before system ids, so that two networks may use the same ones
 *   vehicle.N.name = TEXT    what the vehicle with system id N is called, else "Drone N" */

#define DEFAULT_MAX_RATE_HZ 5.0

typedef struct
{
  LageMavlinkFramer  *framer;
  GHashTable         *names; /* utf8 system id -> utf8 */
  char               *network;
  double              max_rate_hz;
  gint64              period_us;
  LageMavlinkVehicle *vehicles[256];
  guint64             n_frames;
  guint64             n_skipped_bytes;
  /* while feeding */
  LageDecoded        *decoded;
  gint64              received_at_us;
} Decoder;

static LageMavlinkVehicle *
make_vehicle (Decoder *self,
              guint8   system_id)
{
  g_autofree char *id = g_strdup_printf ("%u", system_id);
  g_autofree char *external_name = g_strconcat (self->network, id, NULL);
  g_autofree char *default_name = g_strconcat ("Drone ", id, NULL);
  const char *name = g_hash_table_lookup (self->names, id);

  return lage_mavlink_vehicle_new (external_name, name != NULL ? name : default_name,
                                   self->period_us);
}

static void
take_intact (Decoder                *self,
             const LageMavlinkFrame *frame)
{
  gint64 time_us = frame->time_us != 0 ? frame->time_us : self->received_at_us;
  LageMavlinkVehicle **vehicle = &self->vehicles[frame->system_id];

  if (*vehicle == NULL && frame->message_id == LAGE_MAVLINK_HEARTBEAT)
    *vehicle = make_vehicle (self, frame->system_id);
  if (*vehicle != NULL)
    lage_mavlink_vehicle_take (*vehicle, frame, time_us, self->decoded);
}

static void
frame_cb (const LageMavlinkFrame *frame,
          gpointer                user_data)
{
  Decoder *self = user_data;

  self->n_frames++;
  switch (frame->verdict)
    {
    case LAGE_MAVLINK_INTACT:
      lage_decoded_good (self->decoded);
      take_intact (self, frame);
      break;
    case LAGE_MAVLINK_UNKNOWN:
    case LAGE_MAVLINK_INCOMPATIBLE:
      lage_decoded_ignore (self->decoded);
      break;
    case LAGE_MAVLINK_WRONG_CHECKSUM:
      lage_decoded_reject (self->decoded,
                           "frame %" G_GUINT64_FORMAT ": %s (%u) of vehicle %u/%u: "
                           "checksum %04x instead of %04x",
                           self->n_frames, frame->message->name, frame->message_id,
                           frame->system_id, frame->component_id, frame->checksum,
                           frame->computed_checksum);
      break;
    case LAGE_MAVLINK_TOO_SHORT:
      lage_decoded_reject (self->decoded,
                           "frame %" G_GUINT64_FORMAT ": %s (%u) of vehicle %u/%u: "
                           "payload of %u bytes, should be %u",
                           self->n_frames, frame->message->name, frame->message_id,
                           frame->system_id, frame->component_id, frame->n_payload,
                           frame->message->min_length);
      break;
    case LAGE_MAVLINK_INCOMPLETE:
    default:
      lage_decoded_reject (self->decoded,
                           "frame %" G_GUINT64_FORMAT ": the input ends after %u bytes of it",
                           self->n_frames, frame->n_bytes);
      break;
    }
}

static gboolean
read_options (Decoder               *self,
              const LageFeedConfig  *config,
              LageMavlinkLog        *log,
              GError               **error)
{
  const char *tlog = g_hash_table_lookup (config->options, "tlog");
  const char *rate = g_hash_table_lookup (config->options, "max_rate_hz");
  const char *network = g_hash_table_lookup (config->options, "network");
  GHashTableIter iter;
  gpointer key, value;

  if (tlog == NULL || strcmp (tlog, "auto") == 0)
    *log = LAGE_MAVLINK_LOG_AUTO;
  else if (strcmp (tlog, "yes") == 0)
    *log = LAGE_MAVLINK_LOG_YES;
  else if (strcmp (tlog, "no") == 0)
    *log = LAGE_MAVLINK_LOG_NO;
  else
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID,
                   "feed %s: tlog \"%s\" is not auto, yes or no", config->id, tlog);
      return FALSE;
    }

  self->max_rate_hz = DEFAULT_MAX_RATE_HZ;
  if (rate != NULL)
    {
      char *end;

      self->max_rate_hz = g_ascii_strtod (rate, &end);
      if (end == rate || *end != '\0' || !(self->max_rate_hz >= 0.0 && self->max_rate_hz <= 1000.0))
        {
          g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID,
                       "feed %s: max_rate_hz \"%s\" is not a number from 0 to 1000", config->id,
                       rate);
          return FALSE;
        }
    }
  /* 0 is no limit, and so is less than one message in 1000 seconds. */
  if (self->max_rate_hz >= 0.001)
    self->period_us = (gint64) (G_USEC_PER_SEC / self->max_rate_hz);

  self->network = g_strdup (network != NULL ? network : "");

  g_hash_table_iter_init (&iter, config->options);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const char *option = key;

      if (g_str_has_prefix (option, "vehicle.") && g_str_has_suffix (option, ".name")
          && strlen (option) > strlen ("vehicle..name"))
        g_hash_table_insert (self->names,
                             g_strndup (option + strlen ("vehicle."),
                                        strlen (option) - strlen ("vehicle..name")),
                             g_strdup (value));
    }
  return TRUE;
}

static void
mavlink_decoder_destroy (gpointer state)
{
  Decoder *self = state;

  for (guint i = 0; i < G_N_ELEMENTS (self->vehicles); i++)
    g_clear_pointer (&self->vehicles[i], lage_mavlink_vehicle_free);
  g_clear_pointer (&self->framer, lage_mavlink_framer_free);
  g_hash_table_unref (self->names);
  g_free (self->network);
  g_free (self);
}

static gpointer
mavlink_decoder_create (const LageFeedConfig   *config,
                        const LageDecoderHost  *host,
                        GError                **error)
{
  Decoder *self = g_new0 (Decoder, 1);
  LageMavlinkLog log;

  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (!read_options (self, config, &log, error))
    {
      mavlink_decoder_destroy (self);
      return NULL;
    }
  self->framer = lage_mavlink_framer_new (log);
  return self;
}

static void
count_skipped (Decoder *self)
{
  guint64 n_skipped_bytes = lage_mavlink_framer_get_n_skipped_bytes (self->framer);

  self->decoded->n_skipped_bytes += n_skipped_bytes - self->n_skipped_bytes;
  self->n_skipped_bytes = n_skipped_bytes;
  self->decoded = NULL;
}

static void
mavlink_decoder_feed (gpointer         state,
                      const LageInput *input,
                      LageDecoded     *decoded)
{
  Decoder *self = state;

  self->decoded = decoded;
  self->received_at_us = input->received_at_us;
  lage_mavlink_framer_push (self->framer, input->data, input->size, frame_cb, self);
  count_skipped (self);
}

static void
mavlink_decoder_end (gpointer     state,
                     LageDecoded *decoded)
{
  Decoder *self = state;

  self->decoded = decoded;
  lage_mavlink_framer_end (self->framer, frame_cb, self);
  for (guint i = 0; i < G_N_ELEMENTS (self->vehicles); i++)
    if (self->vehicles[i] != NULL)
      lage_mavlink_vehicle_finish_text (self->vehicles[i], self->decoded);
  count_skipped (self);
}

const LageDecoderClass lage_mavlink_decoder_class = {
  .format = "mavlink",
  .create = mavlink_decoder_create,
  .feed = mavlink_decoder_feed,
  .end = mavlink_decoder_end,
  .destroy = mavlink_decoder_destroy,
};
