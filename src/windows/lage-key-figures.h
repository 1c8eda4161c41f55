/* lage-key-figures.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-assignments.h"
#include "lage-freshness.h"
#include "lage-water-level.h"

G_BEGIN_DECLS

/**
 * LageFigureAge:
 * @observed_at_us: when any of what is counted was heard of last; 0: nothing was
 * @freshness: of that
 * @n_silent: how many of them have not been heard of for long, and may be otherwise by now
 *
 * How far a figure may be relied on.
 */
typedef struct
{
  gint64        observed_at_us;
  LageFreshness freshness;
  guint         n_silent;
} LageFigureAge;

/**
 * LageKeyFigures:
 * @gauge: (nullable): the gauge for which the thresholds know the mean high water, and among such
 *   the one where the water is highest above it; not owned
 * @level: its level
 * @surge: (nullable): the class of storm surge that it has reached
 * @level_age: of the level
 * @warning: (nullable): the most severe warning in force, the newest of these; not owned
 * @n_warnings: how many are in force
 * @warnings_age: of the warnings
 * @n_incidents: not concluded
 * @n_flash: of these, those of the highest priority
 * @incidents_age: of the incidents
 * @n_tasks: neither done nor cancelled
 * @n_overdue: of these, past their time
 * @n_refused: of these, given back by their units
 * @tasks_age: of the tasks
 * @n_units: all
 * @n_free: ready (FMS 1 or 2) and without a task
 * @n_bound: on the way, on the scene or with a patient (FMS 3, 4, 7, 8), or with a task
 * @n_unready: FMS 6
 * @units_age: of the units
 * @n_gates: all
 * @n_open: open
 * @n_closed: closed
 * @n_moving: opening or closing
 * @n_faulty: with a fault
 * @gates_age: of the gates
 *
 * What a staff wants to see at a glance, counted over the whole picture, filter or not.
 */
typedef struct
{
  LageEntity          *gauge;
  LageWaterLevel       level;
  const LageThreshold *surge;
  LageFigureAge        level_age;
  LageEntity          *warning;
  guint                n_warnings;
  LageFigureAge        warnings_age;
  guint                n_incidents;
  guint                n_flash;
  LageFigureAge        incidents_age;
  guint                n_tasks;
  guint                n_overdue;
  guint                n_refused;
  LageFigureAge        tasks_age;
  guint                n_units;
  guint                n_free;
  guint                n_bound;
  guint                n_unready;
  LageFigureAge        units_age;
  guint                n_gates;
  guint                n_open;
  guint                n_closed;
  guint                n_moving;
  guint                n_faulty;
  LageFigureAge        gates_age;
} LageKeyFigures;

void lage_key_figures_count (LageKeyFigures       *self,
                             LageSituation        *situation,
                             const LageThresholds *thresholds,
                             gboolean              is_exercise,
                             gint64                now_us);

G_END_DECLS
