/* fuzz-scenario.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-scenario-state.h"

int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize         size);

/* What parses is also evaluated: at its start, in the middle, at its end. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data, size);
  g_autoptr(GError) error = NULL;
  g_autoptr(LageScenario) scenario = lage_scenario_new_from_bytes (bytes, &error);
  gint64 start_us;
  gint64 step_us;

  if (scenario == NULL)
    {
      g_assert_nonnull (error);
      return 0;
    }

  start_us = lage_scenario_get_start_us (scenario);
  step_us = (lage_scenario_get_end_us (scenario) - start_us) / 2;
  for (guint i = 0; i < 3; i++)
    {
      gint64 time_us = start_us + i * step_us;

      for (guint k = 0; k < lage_scenario_get_gauges (scenario)->len; k++)
        lage_scenario_state_level_cm (g_ptr_array_index (lage_scenario_get_gauges (scenario), k),
                                      1, time_us);
      for (guint k = 0; k < lage_scenario_get_units (scenario)->len; k++)
        {
          LageUnitState state;

          lage_scenario_state_unit (g_ptr_array_index (lage_scenario_get_units (scenario), k), 1,
                                    time_us, &state);
        }
      for (guint k = 0; k < lage_scenario_get_drones (scenario)->len; k++)
        {
          LageDroneState state;

          lage_scenario_state_drone (g_ptr_array_index (lage_scenario_get_drones (scenario), k),
                                     1, time_us, &state);
        }
      for (guint k = 0; k < lage_scenario_get_hospitals (scenario)->len; k++)
        {
          const LageScenarioHospital *hospital
            = g_ptr_array_index (lage_scenario_get_hospitals (scenario), k);

          for (guint n = 0; n < hospital->beds->len; n++)
            lage_scenario_state_free_beds (hospital, n, 1, time_us);
        }
      for (guint k = 0; k < lage_scenario_get_sensors (scenario)->len; k++)
        lage_scenario_state_value (g_ptr_array_index (lage_scenario_get_sensors (scenario), k), 1,
                                   time_us);
    }
  return 0;
}
