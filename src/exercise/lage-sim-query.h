/* lage-sim-query.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "lage-error.h"
#include "lage-scenario.h"

G_BEGIN_DECLS

/* A request to the SensorThings service, and where its answer goes. */
typedef struct
{
  const LageScenario *scenario;
  guint64             seed;
  gint64              now_us;
  const char         *base_uri;
  JsonBuilder        *json;
  GError            **error;
} LageSimQuery;

/* One level of query options; nested ones belong to an expanded relation. */
typedef struct
{
  char      *expand;
  char      *filter;
  char      *orderby;
  guint      top;
  guint      skip;
  gboolean   has_top;
  gboolean   wants_count;
} LageSimOptions;

/* A span of time that a filter asks for. */
typedef struct
{
  gint64 after_us; /* exclusive */
  gint64 before_us; /* exclusive */
} LageSimWindow;

void     lage_sim_options_clear      (LageSimOptions       *self);
guint    lage_sim_options_get_page   (const LageSimOptions *options);

gboolean lage_sim_query_fail         (LageSimQuery         *query,
                                      LageError             code,
                                      const char           *format,
                                      ...) G_GNUC_PRINTF (3, 4);
gboolean lage_sim_query_set_option   (LageSimQuery         *query,
                                      LageSimOptions       *options,
                                      const char           *name,
                                      const char           *value);
gboolean lage_sim_query_find_expand  (LageSimQuery         *query,
                                      const char           *expand,
                                      const char           *relation,
                                      LageSimOptions       *nested,
                                      gboolean             *is_wanted);
gboolean lage_sim_query_parse_window (LageSimQuery         *query,
                                      const char           *filter,
                                      LageSimWindow        *window);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LageSimOptions, lage_sim_options_clear)

G_END_DECLS
