/* lage-water-level.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-entity.h"
#include "lage-thresholds.h"

G_BEGIN_DECLS

/**
 * LageWaterLevel:
 * @observed_at_us: when it was so; 0: no level known
 * @pnp_cm: centimetres above gauge zero (PNP), NaN if unknown
 * @nhn_m: metres above NHN, NaN if unknown
 * @above_mhw_m: metres above mean high water, NaN if unknown
 * @mhw_nhn_m: the mean high water that was used, metres above NHN, NaN if unknown
 * @gauge_zero_nhn_m: gauge zero, metres above NHN, NaN if unknown
 *
 * One level in the three ways in which people say it. Warnings have been withdrawn because somebody
 * converted by hand: this is the one place where it is done.
 */
typedef struct
{
  gint64 observed_at_us;
  double pnp_cm;
  double nhn_m;
  double above_mhw_m;
  double mhw_nhn_m;
  double gauge_zero_nhn_m;
} LageWaterLevel;

void   lage_water_level_init_gauge (LageWaterLevel       *self,
                                    LageEntity           *gauge,
                                    const LageThresholds *thresholds);
double lage_water_level_to_nhn_m   (const LageWaterLevel *self,
                                    double                pnp_cm);
double lage_water_level_to_pnp_cm  (const LageWaterLevel *self,
                                    double                nhn_m);

G_END_DECLS
