/* lage-base-map-words.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-base-map-words.h"

#include <glib/gi18n.h>

#include "lage-clock.h"
#include "lage-error.h"
#include "lage-format.h"

/* How far an instant may be from the time of the situation without a word about it. */
#define NEAR_US (10 * G_TIME_SPAN_MINUTE)

static char *
make_connection_problem (const GError *problem)
{
  switch ((GIOErrorEnum) problem->code)
    {
    case G_IO_ERROR_TIMED_OUT:
      return g_strdup (_("The server does not answer."));

    case G_IO_ERROR_CONNECTION_REFUSED:
      return g_strdup (_("The server refuses the connection."));

    case G_IO_ERROR_HOST_NOT_FOUND:
      return g_strdup (_("There is no server of this name, or no network."));

    case G_IO_ERROR_NETWORK_UNREACHABLE:
    case G_IO_ERROR_HOST_UNREACHABLE:
      return g_strdup (_("The server is not reached: there is no network, or it does not answer."));

    case G_IO_ERROR_PROXY_FAILED:
    case G_IO_ERROR_PROXY_AUTH_FAILED:
    case G_IO_ERROR_PROXY_NEED_AUTH:
    case G_IO_ERROR_PROXY_NOT_ALLOWED:
      return g_strdup (_("The proxy does not let the request pass."));

    case G_IO_ERROR_INVALID_DATA:
      /* Translators: followed by an error message */
      return g_strdup_printf (_("This is not an image that can be shown: %s"), problem->message);

    default:
      /* Translators: followed by an error message */
      return g_strdup_printf (_("The server cannot be asked: %s"), problem->message);
    }
}

static char *
make_server_problem (const GError *problem)
{
  switch ((LageError) problem->code)
    {
    case LAGE_ERROR_FORBIDDEN:
      /* Translators: followed by the words of the server */
      return g_strdup_printf (_("The server denies access: %s"), problem->message);

    case LAGE_ERROR_BUSY:
      return g_strdup (_("The server is overloaded, or wants fewer requests."));

    case LAGE_ERROR_UNSUPPORTED:
      /* Translators: followed by the words of the server */
      return g_strdup_printf (_("The server reports: %s"), problem->message);

    case LAGE_ERROR_NOT_FOUND:
      return g_strdup (_("There is nothing at this address."));

    case LAGE_ERROR_TOO_LARGE:
      return g_strdup (_("The answer of the server is too large."));

    case LAGE_ERROR_INVALID:
    case LAGE_ERROR_TRUNCATED:
    case LAGE_ERROR_DAMAGED:
    default:
      /* Translators: followed by an error message */
      return g_strdup_printf (_("The answer of the server is not understood: %s"),
                              problem->message);
    }
}

/**
 * lage_base_map_words_make_problem:
 * @problem: of a server or a file
 *
 * Returns: (transfer full): a sentence that says what is the matter
 */
char *
lage_base_map_words_make_problem (const GError *problem)
{
  if (problem->domain == G_TLS_ERROR)
    {
      if (problem->code == G_TLS_ERROR_BAD_CERTIFICATE)
        return g_strdup (_("The server cannot prove who it is: its certificate is not valid. "
                           "Nothing is fetched from it."));
      /* Translators: followed by an error message */
      return g_strdup_printf (_("No safe connection: %s"), problem->message);
    }
  if (problem->domain == G_RESOLVER_ERROR)
    return g_strdup (_("There is no server of this name, or no network."));
  if (problem->domain == LAGE_ERROR)
    return make_server_problem (problem);
  if (problem->domain == G_IO_ERROR)
    return make_connection_problem (problem);

  /* Translators: followed by an error message */
  return g_strdup_printf (_("The server cannot be asked: %s"), problem->message);
}

/**
 * lage_base_map_words_make_time:
 * @map: a map with time
 * @situation_us: the time of the situation
 *
 * Returns: (transfer full): which time it shows
 */
char *
lage_base_map_words_make_time (LageBaseMap *map,
                               gint64       situation_us)
{
  gint64 shown_us = lage_base_map_get_shown_us (map);
  g_autofree char *time = NULL;
  g_autofree char *distance = NULL;

  if (shown_us == 0)
    return g_strdup (_("Newest that the server has"));

  time = lage_format_time (shown_us, situation_us);
  if (lage_base_map_get_time_mode (map) == LAGE_MAP_TIME_FOLLOW
      && ABS (shown_us - situation_us) <= NEAR_US)
    return g_steal_pointer (&time);

  distance = lage_format_age (ABS (shown_us - situation_us));
  if (shown_us <= situation_us)
    /* Translators: a time, and how much before the time of the situation it is */
    return g_strdup_printf (_("%s, %s ago"), time, distance);
  /* Translators: a time, and how much after the time of the situation it is */
  return g_strdup_printf (_("%s, in %s"), time, distance);
}

/**
 * lage_base_map_words_make_status:
 * @map: a map
 * @situation_us: the time of the situation
 *
 * Returns: (transfer full): how it is: what is the matter, how old it is, or what it is
 */
char *
lage_base_map_words_make_status (LageBaseMap *map,
                                 gint64       situation_us)
{
  const LageSourceSpec *spec = lage_base_map_get_spec (map);
  const GError *problem = lage_base_map_get_problem (map);
  LageTileSource *source = lage_base_map_get_source (map);
  gint64 stale_us = source != NULL ? lage_tile_source_get_stale_us (source) : 0;
  g_autofree char *words = problem != NULL ? lage_base_map_words_make_problem (problem) : NULL;
  g_autofree char *place = NULL;

  if (stale_us != 0)
    {
      g_autofree char *age = lage_format_age (lage_clock_wall_us () - stale_us);

      /* Translators: what is the matter, then an age such as "3 h" */
      return g_strdup_printf (_("%s Tiles from disk are shown; the oldest is %s old."),
                              words != NULL ? words : "", age);
    }
  if (words != NULL)
    return g_steal_pointer (&words);
  if (spec->time_extent != NULL && source != NULL)
    {
      g_autofree char *time = lage_base_map_words_make_time (map, situation_us);

      return g_strdup_printf ("%s · %s", lage_source_spec_get_service_name (spec), time);
    }

  place = spec->service == LAGE_SERVICE_FILE ? g_path_get_basename (spec->url)
                                             : lage_source_spec_dup_host (spec);

  return g_strdup_printf ("%s · %s", lage_source_spec_get_service_name (spec), place);
}

/**
 * lage_base_map_words_make_reason:
 * @layer: a layer that can't be shown
 *
 * Returns: (transfer full): why
 */
char *
lage_base_map_words_make_reason (const LageOfferedLayer *layer)
{
  if (layer->problem == LAGE_LAYER_PROBLEM_FORMAT)
    return g_strdup (_("Cannot be shown: the server has it in no usual image format."));

  /* Translators: names of coordinate systems, such as EPSG:25832 */
  return g_strdup_printf (_("Cannot be shown: only in the coordinate systems %s, not in Web "
                            "Mercator (EPSG:3857)."),
                          layer->problem_detail != NULL && *layer->problem_detail != '\0'
                          ? layer->problem_detail : "–");
}

static gboolean
says_something (const char *text)
{
  return text != NULL && g_ascii_strcasecmp (text, "none") != 0;
}

/**
 * lage_base_map_words_make_terms:
 * @capabilities: of a server
 *
 * Returns: (transfer full): who runs it, and what it says about cost and conditions; may be empty
 */
char *
lage_base_map_words_make_terms (const LageCapabilities *capabilities)
{
  g_autoptr(GString) terms = g_string_new (NULL);

  if (says_something (capabilities->provider))
    g_string_append (terms, capabilities->provider);
  if (says_something (capabilities->fees))
    /* Translators: what a map server says about its cost */
    g_string_append_printf (terms, "%s%s: %s", terms->len > 0 ? "\n" : "", _("Fees"),
                            capabilities->fees);
  if (says_something (capabilities->access_constraints))
    /* Translators: what a map server says about the conditions of its use */
    g_string_append_printf (terms, "%s%s: %s", terms->len > 0 ? "\n" : "", _("Conditions of use"),
                            capabilities->access_constraints);

  return g_string_free (g_steal_pointer (&terms), FALSE);
}
