/* lage-freshness.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-freshness.h"

#define MAX_AHEAD_US G_TIME_SPAN_MINUTE
#define AGEING_FACTOR 2
#define STALE_FACTOR 5

/**
 * lage_freshness_of_age:
 * @age_us: age in microseconds; a negative one, from a clock that is ahead, counts as none up to a
 *   minute. What is further ahead was written before this station's clock was set back: how old it
 *   is nobody knows, so it is stale.
 * @fresh_s: for how long it is fresh, in seconds; 0: it does not age
 */
LageFreshness
lage_freshness_of_age (gint64 age_us,
                       guint  fresh_s)
{
  gint64 fresh_us = (gint64) fresh_s * G_USEC_PER_SEC;

  if (fresh_s == 0)
    return LAGE_FRESHNESS_TIMELESS;
  if (age_us < -MAX_AHEAD_US)
    return LAGE_FRESHNESS_STALE;
  if (age_us <= fresh_us)
    return LAGE_FRESHNESS_FRESH;
  if (age_us <= fresh_us * AGEING_FACTOR)
    return LAGE_FRESHNESS_AGEING;
  if (age_us <= fresh_us * STALE_FACTOR)
    return LAGE_FRESHNESS_STALE;
  return LAGE_FRESHNESS_SILENT;
}

/**
 * lage_freshness_of_entity:
 * @entity: an entity
 * @now_us: situation time
 * @observed_at_us: (out) (optional): when it was last heard of; where nothing of it ages, when
 *   anything was said of it last; 0 if nothing was
 *
 * An entity is as fresh as the freshest of its values that age. A source's own stale time ends
 * freshness early, every time it is sent anew, also of kinds that else do not age.
 */
LageFreshness
lage_freshness_of_entity (LageEntity *entity,
                          gint64      now_us,
                          gint64     *observed_at_us)
{
  LageFreshness best = LAGE_FRESHNESS_TIMELESS;
  const LageFieldSpec *fields;
  gint64 newest_us = 0, newest_timeless_us = 0, stale_at_us;
  guint n_fields;

  fields = lage_schema_get_fields (lage_entity_get_kind (entity), &n_fields);
  for (guint i = 0; i < n_fields; i++)
    {
      const LageCandidate *candidate;
      LageFreshness freshness;

      candidate = lage_entity_find (entity, fields[i].field);
      if (candidate == NULL)
        continue;
      if (fields[i].fresh_s == 0)
        {
          newest_timeless_us = MAX (newest_timeless_us, candidate->observed_at_us);
          continue;
        }

      newest_us = MAX (newest_us, candidate->observed_at_us);
      freshness = lage_freshness_of_age (now_us - candidate->observed_at_us, fields[i].fresh_s);
      if (best == LAGE_FRESHNESS_TIMELESS || freshness < best)
        best = freshness;
    }

  stale_at_us = lage_entity_get_time_us (entity, LAGE_FIELD_STALE_AT);
  if (stale_at_us != 0 && now_us > stale_at_us)
    best = MAX (best, LAGE_FRESHNESS_STALE);

  if (observed_at_us != NULL)
    *observed_at_us = newest_us != 0 ? newest_us : newest_timeless_us;
  return best;
}
