/* lage-scenario-parser.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-scenario-private.h"

G_BEGIN_DECLS

/* How many of anything, and how many points in all, a scenario may have. */
#define LAGE_SCENARIO_RECORDS_MAX 20000
#define LAGE_SCENARIO_POINTS_MAX 200000

typedef enum
{
  SECTION_NONE,
  SECTION_SCENARIO,
  SECTION_PLACES,
  SECTION_GAUGE,
  SECTION_UNIT,
  SECTION_DRONE,
  SECTION_PATTERN,
  SECTION_HOSPITAL,
  SECTION_GATE,
  SECTION_SENSOR,
  SECTION_AREA,
  SECTION_WARNING,
  SECTION_INCIDENT,
  SECTION_ROUTE,
} LageScenarioSection;

/* One line that waits for what it names. */
typedef struct
{
  guint  line;
  gint64 time_us;
  guint  status;
  char  *name;
  int    arrival_status; /* -1: keeps the status it moves with */
} LageScenarioOrder;

typedef struct
{
  gpointer   record;
  guint      line;
  char      *place;
  guint      status;
  GArray    *orders; /* of LageScenarioOrder */
  GPtrArray *areas;
  GPtrArray *replaces;
} LageScenarioPending;

typedef struct
{
  LageScenario        *scenario;
  LageScenarioSection  section;
  const char          *section_name;
  gpointer             record;
  LageScenarioPending *pending;
  GArray              *points; /* of the current route, pattern or area, borrowed */
  GPtrArray           *waiting[SECTION_ROUTE + 1]; /* of LageScenarioPending */
  GHashTable          *places; /* char * to LagePoint * */
  GHashTable          *lines[SECTION_ROUTE + 1]; /* char * to GArray of LagePoint */
  GHashTable          *ids; /* "kind id" */
  guint                line;
  guint                n_records;
  guint                n_points;
} LageScenarioParser;

gboolean lage_scenario_fail (GError     **error,
                             guint        line,
                             const char  *format,
                             ...) G_GNUC_PRINTF (3, 4);
char    *lage_scenario_take_word (char **text);
gboolean lage_scenario_read_number (LageScenarioParser  *self,
                                    const char          *text,
                                    double               low,
                                    double               high,
                                    double              *value,
                                    GError             **error);
gboolean lage_scenario_read_count (LageScenarioParser  *self,
                                   const char          *text,
                                   guint                high,
                                   guint               *value,
                                   GError             **error);
gboolean lage_scenario_read_time (LageScenarioParser  *self,
                                  const char          *text,
                                  gint64              *time_us,
                                  GError             **error);
gboolean lage_scenario_read_point (LageScenarioParser  *self,
                                   char                *text,
                                   LagePoint           *point,
                                   GError             **error);
gboolean lage_scenario_read_points (LageScenarioParser  *self,
                                    char                *text,
                                    GError             **error);
gboolean lage_scenario_read_choice (LageScenarioParser  *self,
                                    const char          *text,
                                    const char *const   *choices,
                                    guint               *value,
                                    GError             **error);
gboolean lage_scenario_take_text (LageScenarioParser  *self,
                                  const char          *value,
                                  char               **field,
                                  GError             **error);
gboolean lage_scenario_check_later (LageScenarioParser  *self,
                                    GArray              *array,
                                    gsize                offset,
                                    gint64               time_us,
                                    GError             **error);
gboolean lage_scenario_fail_key (LageScenarioParser  *self,
                                 const char          *key,
                                 GError             **error);
gboolean lage_scenario_parse_entry (LageScenarioParser  *self,
                                    const char          *section,
                                    const char          *key,
                                    char                *value,
                                    GError             **error);
gboolean lage_scenario_resolve (LageScenarioParser  *self,
                                GError             **error);

G_END_DECLS
