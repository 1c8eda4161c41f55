/* lage-filter.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-assignments.h"
#include "lage-freshness.h"

G_BEGIN_DECLS

/* Of a unit or hospital that has said nothing of its state. */
#define LAGE_FILTER_STATE_UNKNOWN (-1)

/**
 * LageFilterAssignment:
 * @LAGE_FILTER_ANY_ASSIGNMENT: whether somebody is at work does not matter
 * @LAGE_FILTER_ASSIGNED: units with a task; tasks and incidents with units
 * @LAGE_FILTER_UNASSIGNED: units without a task; tasks and incidents without units
 */
typedef enum
{
  LAGE_FILTER_ANY_ASSIGNMENT,
  LAGE_FILTER_ASSIGNED,
  LAGE_FILTER_UNASSIGNED,
} LageFilterAssignment;

/**
 * LageFilterLayer:
 * @LAGE_FILTER_LABELS: the names beside the symbols; drawn at first
 * @LAGE_FILTER_TRACKS: where all units and drones have been; not drawn at first
 *
 * What is drawn beside the items themselves.
 */
typedef enum
{
  LAGE_FILTER_LABELS,
  LAGE_FILTER_TRACKS,
} LageFilterLayer;

#define LAGE_N_FILTER_LAYERS 2

#define LAGE_TYPE_FILTER (lage_filter_get_type ())

G_DECLARE_FINAL_TYPE (LageFilter, lage_filter, LAGE, FILTER, GObject)

LageFilter  *lage_filter_new                  (void) G_GNUC_WARN_UNUSED_RESULT;

gboolean     lage_filter_matches              (LageFilter            *self,
                                               LageEntity            *entity,
                                               const LageAssignments *assignments,
                                               guint                  attention,
                                               gint64                 now_us);
gboolean     lage_filter_needs_attention      (LageFilter            *self);
gboolean     lage_filter_is_empty             (LageFilter            *self);
void         lage_filter_clear                (LageFilter            *self);
void         lage_filter_assign               (LageFilter            *self,
                                               LageFilter            *other);
gboolean     lage_filter_equal                (LageFilter            *self,
                                               LageFilter            *other);

gboolean     lage_filter_shows_kind           (LageFilter            *self,
                                               LageKind               kind);
void         lage_filter_set_shows_kind       (LageFilter            *self,
                                               LageKind               kind,
                                               gboolean               is_shown);
gboolean     lage_filter_shows_organisation   (LageFilter            *self,
                                               LageOrganisation       organisation);
void         lage_filter_set_shows_organisation (LageFilter          *self,
                                               LageOrganisation       organisation,
                                               gboolean               is_shown);
LageField    lage_filter_get_state_field      (LageKind               kind);
gboolean     lage_filter_has_unknown_state    (LageKind               kind);
int          lage_filter_get_state            (LageEntity            *entity);
gboolean     lage_filter_shows_state          (LageFilter            *self,
                                               LageKind               kind,
                                               int                    state);
void         lage_filter_set_shows_state      (LageFilter            *self,
                                               LageKind               kind,
                                               int                    state,
                                               gboolean               is_shown);
gboolean     lage_filter_shows_freshness      (LageFilter            *self,
                                               LageFreshness          freshness);
void         lage_filter_set_shows_freshness  (LageFilter            *self,
                                               LageFreshness          freshness,
                                               gboolean               is_shown);
guint        lage_filter_get_max_age_min      (LageFilter            *self);
void         lage_filter_set_max_age_min      (LageFilter            *self,
                                               guint                  minutes);
guint        lage_filter_get_min_attention    (LageFilter            *self);
void         lage_filter_set_min_attention    (LageFilter            *self,
                                               guint                  attention);
guint        lage_filter_get_n_sections       (LageFilter            *self);
const char  *lage_filter_get_section          (LageFilter            *self,
                                               guint                  index);
gboolean     lage_filter_has_section          (LageFilter            *self,
                                               const char            *section);
void         lage_filter_set_has_section      (LageFilter            *self,
                                               const char            *section,
                                               gboolean               is_wanted);
LageFilterAssignment
             lage_filter_get_assignment       (LageFilter            *self,
                                               LageKind               kind);
void         lage_filter_set_assignment       (LageFilter            *self,
                                               LageKind               kind,
                                               LageFilterAssignment   assignment);
const char  *lage_filter_get_text             (LageFilter            *self);
void         lage_filter_set_text             (LageFilter            *self,
                                               const char            *text);
gboolean     lage_filter_shows_all_alarms     (LageFilter            *self);
void         lage_filter_set_shows_all_alarms (LageFilter            *self,
                                               gboolean               is_shown);
gboolean     lage_filter_applies_to_lists     (LageFilter            *self);
void         lage_filter_set_applies_to_lists (LageFilter            *self,
                                               gboolean               applies);
gboolean     lage_filter_shows_layer          (LageFilter            *self,
                                               LageFilterLayer        layer);
void         lage_filter_set_shows_layer      (LageFilter            *self,
                                               LageFilterLayer        layer,
                                               gboolean               is_shown);

/* lage-filter-file.c */
void         lage_filter_save                 (LageFilter            *self,
                                               GKeyFile              *key_file,
                                               const char            *group);
LageFilter  *lage_filter_load                 (GKeyFile              *key_file,
                                               const char            *group,
                                               GPtrArray            **unknown) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
