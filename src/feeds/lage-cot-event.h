/* lage-cot-event.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libxml/tree.h>

#include "lage-geodesy.h"

G_BEGIN_DECLS

#define LAGE_COT_MAX_UID_LENGTH 512

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
} LageCotEvent;

gboolean lage_cot_event_init           (LageCotEvent        *event,
                                        xmlNode             *root,
                                        gint64               received_at_us,
                                        GError             **error);
guint8   lage_cot_event_get_confidence (const LageCotEvent  *event);
gboolean lage_cot_event_is_cancelled   (const LageCotEvent  *event);

G_END_DECLS
