/* lage-water-level.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-water-level.h"

#include <math.h>

/**
 * lage_water_level_init_gauge:
 * @self: (out caller-allocates): its level
 * @gauge: a gauge
 * @thresholds: (nullable): configured mean high waters; they precede what the gauge itself reports,
 *   because the five-year mean changes and the source keeps an old one
 *
 * H [m NHN] = gauge zero [m NHN] + W [cm] / 100. A source that gives levels above NHN needs no gauge
 * zero. What cannot be converted is NaN, never a guess.
 */
void
lage_water_level_init_gauge (LageWaterLevel       *self,
                             LageEntity           *gauge,
                             const LageThresholds *thresholds)
{
  const double unknown = (double) NAN;
  const LageCandidate *pnp = lage_entity_find (gauge, LAGE_FIELD_LEVEL_CM);
  const LageCandidate *nhn = lage_entity_find (gauge, LAGE_FIELD_LEVEL_NHN_M);
  const char *external_id = lage_entity_get_text (gauge, LAGE_FIELD_EXTERNAL_ID);

  *self = (LageWaterLevel) { 0, unknown, unknown, unknown, unknown, unknown };
  self->gauge_zero_nhn_m = lage_entity_get_real (gauge, LAGE_FIELD_GAUGE_ZERO_NHN_M);

  if (nhn != NULL && nhn->value.type == LAGE_VALUE_REAL
      && (pnp == NULL || nhn->observed_at_us > pnp->observed_at_us))
    {
      self->observed_at_us = nhn->observed_at_us;
      self->nhn_m = nhn->value.real;
      self->pnp_cm = lage_water_level_to_pnp_cm (self, self->nhn_m);
    }
  else if (pnp != NULL && pnp->value.type == LAGE_VALUE_REAL)
    {
      self->observed_at_us = pnp->observed_at_us;
      self->pnp_cm = pnp->value.real;
      self->nhn_m = lage_water_level_to_nhn_m (self, self->pnp_cm);
    }

  if (thresholds != NULL && external_id != NULL)
    self->mhw_nhn_m = lage_thresholds_get_mhw_nhn_m (thresholds, external_id);
  if (isnan (self->mhw_nhn_m))
    self->mhw_nhn_m = lage_water_level_to_nhn_m (
      self, lage_entity_get_real (gauge, LAGE_FIELD_MEAN_HIGH_WATER_CM));
  self->above_mhw_m = self->nhn_m - self->mhw_nhn_m;
}

double
lage_water_level_to_nhn_m (const LageWaterLevel *self,
                           double                pnp_cm)
{
  return self->gauge_zero_nhn_m + pnp_cm / 100.0;
}

double
lage_water_level_to_pnp_cm (const LageWaterLevel *self,
                            double                nhn_m)
{
  return (nhn_m - self->gauge_zero_nhn_m) * 100.0;
}
