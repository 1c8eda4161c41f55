/* lage-time.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define LAGE_TIME_SECOND_US G_TIME_SPAN_SECOND
#define LAGE_TIME_MINUTE_US G_TIME_SPAN_MINUTE
#define LAGE_TIME_HOUR_US G_TIME_SPAN_HOUR
#define LAGE_TIME_DAY_US G_TIME_SPAN_DAY

/**
 * LageTimeZoneRule:
 * @LAGE_TIME_ZONE_REQUIRED: a time without zone is an error
 * @LAGE_TIME_ZONE_UTC: a time without zone is UTC
 * @LAGE_TIME_ZONE_GERMANY: a time without zone is Central European (Summer) Time
 */
typedef enum
{
  LAGE_TIME_ZONE_REQUIRED,
  LAGE_TIME_ZONE_UTC,
  LAGE_TIME_ZONE_GERMANY,
} LageTimeZoneRule;

gboolean lage_time_parse          (const char        *text,
                                   LageTimeZoneRule   rule,
                                   gint64            *time_us,
                                   GError           **error);
char    *lage_time_format_iso8601 (gint64             time_us);

G_END_DECLS
