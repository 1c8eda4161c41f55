/* lage-thresholds.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LageThreshold:
 * @label: for people, in their language
 * @above_mhw_m: metres above mean high water
 * @severity: 1 (storm surge) to 3 (very severe storm surge)
 */
typedef struct
{
  char   *label;
  double  above_mhw_m;
  guint   severity;
} LageThreshold;

/**
 * LageThresholds:
 *
 * Storm surge classes and mean high waters, read from a key file (data/thresholds.conf). They are
 * data, with source and date, because authorities change them and sources disagree. Immutable.
 */
typedef struct _LageThresholds LageThresholds;

LageThresholds *lage_thresholds_new            (const char            *data,
                                                gsize                  size,
                                                GError               **error) G_GNUC_WARN_UNUSED_RESULT;
void            lage_thresholds_free           (LageThresholds        *self);
double          lage_thresholds_get_mhw_nhn_m  (const LageThresholds  *self,
                                                const char            *external_id);
const char     *lage_thresholds_get_mhw_source (const LageThresholds  *self,
                                                const char            *external_id);
guint           lage_thresholds_get_n_classes  (const LageThresholds  *self);
const LageThreshold *lage_thresholds_get_class (const LageThresholds  *self,
                                                guint                  index);
const LageThreshold *lage_thresholds_classify  (const LageThresholds  *self,
                                                double                 above_mhw_m);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LageThresholds, lage_thresholds_free)

G_END_DECLS
