/* lage-filter-check.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "lage-filter.h"

G_BEGIN_DECLS

/**
 * LageFilterRule:
 * @LAGE_FILTER_RULE_KIND: a kind is shown
 * @LAGE_FILTER_RULE_ORGANISATION: an organisation is shown, by number
 * @LAGE_FILTER_RULE_STATE: a state of a kind is shown, by number
 * @LAGE_FILTER_RULE_FRESHNESS: what is of that #LageFreshness is shown
 * @LAGE_FILTER_RULE_SECTION: a section is among those that are shown, by name
 * @LAGE_FILTER_RULE_LAYER: a #LageFilterLayer is drawn
 * @LAGE_FILTER_RULE_ALARMS: alarms are shown in any case
 * @LAGE_FILTER_RULE_LISTS: lists obey the filter
 */
typedef enum
{
  LAGE_FILTER_RULE_KIND,
  LAGE_FILTER_RULE_ORGANISATION,
  LAGE_FILTER_RULE_STATE,
  LAGE_FILTER_RULE_FRESHNESS,
  LAGE_FILTER_RULE_SECTION,
  LAGE_FILTER_RULE_LAYER,
  LAGE_FILTER_RULE_ALARMS,
  LAGE_FILTER_RULE_LISTS,
} LageFilterRule;

#define LAGE_TYPE_FILTER_CHECK (lage_filter_check_get_type ())

G_DECLARE_FINAL_TYPE (LageFilterCheck, lage_filter_check, LAGE, FILTER_CHECK, GtkCheckButton)

GtkWidget *lage_filter_check_new         (LageFilter      *filter,
                                          LageFilterRule   rule,
                                          LageKind         kind,
                                          int              number,
                                          const char      *label) G_GNUC_WARN_UNUSED_RESULT;
GtkWidget *lage_filter_check_new_section (LageFilter      *filter,
                                          const char      *section,
                                          const char      *label) G_GNUC_WARN_UNUSED_RESULT;
void       lage_filter_check_set_counts  (LageFilterCheck *self,
                                          guint            n_shown,
                                          guint            n_total);

G_END_DECLS
