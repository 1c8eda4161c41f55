/* lage-format.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-entity.h"
#include "lage-freshness.h"
#include "lage-position.h"

G_BEGIN_DECLS

/* The one place where numbers, units and times become text for people. All results are owned by the
 * caller. Times are shown in the machine's zone. */

char       *lage_format_age         (gint64                age_us);
char       *lage_format_clock       (gint64                time_us);
char       *lage_format_date         (gint64                time_us);
char       *lage_format_date_time   (gint64                time_us);
char       *lage_format_date_time_entry (gint64            time_us);
char       *lage_format_time        (gint64                time_us,
                                     gint64                now_us);
char       *lage_format_axis_time   (gint64                time_us,
                                     gboolean              is_day);
char       *lage_format_number      (double                number,
                                     guint                 decimals);
char       *lage_format_quantity    (double                number,
                                     guint                 decimals,
                                     const char           *unit);
char       *lage_format_length      (double                length_m);
char       *lage_format_area        (double                area_m2);
char       *lage_format_bearing     (double                bearing_deg);
char       *lage_format_position    (const LagePoint      *point);
char       *lage_format_position_as (const LagePoint      *point,
                                     LageNotation          notation);
const char *lage_format_position_problem (const GError    *error);
void        lage_format_set_notation (LageNotation         notation);
LageNotation lage_format_get_notation (void);
const char *lage_format_notation    (LageNotation          notation);
char       *lage_format_value       (const LageFieldSpec  *spec,
                                     const LageValue      *value,
                                     gint64                now_us);
const char *lage_format_field       (const LageFieldSpec  *spec);
const char *lage_format_member      (const LageEnumMember *member);
const char *lage_format_freshness   (LageFreshness         freshness);
const char *lage_format_kind_plural (LageKind              kind);
const char *lage_format_source      (const char           *source);

G_END_DECLS
