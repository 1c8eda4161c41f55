/* lage-feed-words.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-feed-words.h"

#include <glib/gi18n.h>
#include <string.h>

#include "lage-format.h"

typedef struct
{
  const char *format;
  const char *name;
  const char *hint;
  const char *example;
} FormatWords;

static const FormatWords format_words[] = {
  { "cap",
    /* Translators: a format of feeds */
    N_("Warnings (CAP 1.2)"),
    N_("A file (file:///…) or a server (https://…) that gives one alert as XML"),
    "https://warnings.example.org/alert.xml" },
  { "cot",
    /* Translators: a format of feeds */
    N_("Units (CoT)"),
    N_("A TAK server (tcp://host:8087), a port on which this machine listens "
       "(tcp-listen://127.0.0.1:8087), or a multicast group (udp://239.2.3.1:6969)"),
    "tcp-listen://127.0.0.1:8087" },
  { "edxl-have",
    /* Translators: a format of feeds */
    N_("Hospitals (HAVE)"),
    N_("A file (file:///…) or a server (https://…) that gives the report as XML"),
    "https://hospitals.example.org/have.xml" },
  { "mavlink",
    /* Translators: a format of feeds */
    N_("Drones (MAVLink)"),
    N_("A port to which telemetry is sent (udp://127.0.0.1:14550), or a recording "
       "(file:///….tlog)"),
    "udp://127.0.0.1:14550" },
  { "nina",
    /* Translators: a format of feeds */
    N_("Warnings (NINA)"),
    N_("The list of warnings of a district, as the warning service gives it (https://…)"),
    "https://warnung.bund.de/api31/dashboard/020000000000.json" },
  { "pegelonline",
    /* Translators: a format of feeds */
    N_("Gauges (PEGELONLINE)"),
    N_("The list of stations of the service (https://…/stations.json)"),
    "https://www.pegelonline.wsv.de/webservices/rest-api/v2/stations.json" },
  { "sensorthings",
    /* Translators: a format of feeds */
    N_("OGC SensorThings"),
    N_("A query for Things or Datastreams with their observations (https://…/v1.1/…)"),
    "https://iot.hamburg.de/v1.1/Datastreams?$expand=Thing,Observations($top=1)" },
};

static const FormatWords *
find_words (const char *format)
{
  for (guint i = 0; i < G_N_ELEMENTS (format_words); i++)
    if (strcmp (format_words[i].format, format) == 0)
      return &format_words[i];
  return NULL;
}

/**
 * lage_feed_words_get_format:
 * @format: the name of a decoder
 *
 * Returns: what people call it; the name itself if it has no words
 */
const char *
lage_feed_words_get_format (const char *format)
{
  const FormatWords *words = find_words (format);

  return words != NULL ? _(words->name) : format;
}

/**
 * lage_feed_words_get_hint:
 * @format: the name of a decoder
 *
 * Returns: which addresses make sense
 */
const char *
lage_feed_words_get_hint (const char *format)
{
  const FormatWords *words = find_words (format);

  return words != NULL ? _(words->hint) : "";
}

/**
 * lage_feed_words_get_example:
 * @format: the name of a decoder
 *
 * Returns: an address to begin with
 */
const char *
lage_feed_words_get_example (const char *format)
{
  const FormatWords *words = find_words (format);

  return words != NULL ? words->example : "";
}

const char *
lage_feed_words_get_state (LageFeedState state)
{
  switch (state)
    {
    case LAGE_FEED_STATE_OK:
      return C_("feed state", "In order");
    case LAGE_FEED_STATE_WAITING:
      return C_("feed state", "Waiting for data");
    case LAGE_FEED_STATE_STARTING:
      return C_("feed state", "Starting");
    case LAGE_FEED_STATE_DEGRADED:
      return C_("feed state", "Runs with problems");
    case LAGE_FEED_STATE_FAILING:
      return C_("feed state", "Failing");
    case LAGE_FEED_STATE_DISABLED:
    default:
      return C_("feed state", "Switched off");
    }
}

/* Told apart by shape: colour is never the only sign. */
const char *
lage_feed_words_get_state_icon (LageFeedState state)
{
  switch (state)
    {
    case LAGE_FEED_STATE_OK:
      return "emblem-ok-symbolic";
    case LAGE_FEED_STATE_WAITING:
      return "content-loading-symbolic";
    case LAGE_FEED_STATE_STARTING:
      return "emblem-synchronizing-symbolic";
    case LAGE_FEED_STATE_DEGRADED:
      return "dialog-warning-symbolic";
    case LAGE_FEED_STATE_FAILING:
      return "dialog-error-symbolic";
    case LAGE_FEED_STATE_DISABLED:
    default:
      return "media-playback-pause-symbolic";
    }
}

/**
 * lage_feed_words_make_counts:
 * @health: of a feed
 *
 * Returns: how much came and what became of it
 */
char *
lage_feed_words_make_counts (const LageFeedHealth *health)
{
  g_autofree char *n_messages = lage_format_number ((double) health->n_messages, 0);
  g_autofree char *n_good = lage_format_number ((double) health->n_good, 0);
  g_autofree char *n_rejected = lage_format_number ((double) health->n_rejected, 0);
  g_autofree char *n_ignored = lage_format_number ((double) health->n_ignored, 0);
  g_autofree char *size = g_format_size (health->n_bytes);

  /* Translators: counts of a feed's messages: in all, understood, damaged, of kinds that are not
   * used; and their size ("1.2 MB") */
  return g_strdup_printf (_("%s in all: %s good, %s rejected, %s ignored; %s"), n_messages, n_good,
                          n_rejected, n_ignored, size);
}

/**
 * lage_feed_words_make_last_good:
 * @health: of a feed
 * @now_us: situation time
 *
 * Returns: when something good came last, and how long ago that is
 */
char *
lage_feed_words_make_last_good (const LageFeedHealth *health,
                                gint64                now_us)
{
  g_autofree char *time = NULL;
  g_autofree char *age = NULL;

  if (health->last_good_us == 0)
    return g_strdup (C_("last good message", "Nothing yet"));
  time = lage_format_time (health->last_good_us, now_us);
  age = lage_format_age (now_us - health->last_good_us);
  /* Translators: a time of day, and how long ago that is ("12 s") */
  return g_strdup_printf (_("%s (%s ago)"), time, age);
}

/**
 * lage_feed_words_make_problem:
 * @text: what and where
 * @time_us: situation time
 * @n_times: how often in a row
 * @now_us: situation time
 */
char *
lage_feed_words_make_problem (const char *text,
                              gint64      time_us,
                              guint       n_times,
                              gint64      now_us)
{
  g_autofree char *time = lage_format_time (time_us, now_us);

  if (n_times > 1)
    /* Translators: time of a problem, how often it came in a row, and what it is */
    return g_strdup_printf (_("%s, %u times: %s"), time, n_times, text);
  /* Translators: time of a problem, and what it is */
  return g_strdup_printf (_("%s: %s"), time, text);
}
