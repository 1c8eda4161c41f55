/* lage-sim-web.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-scenario.h"

G_BEGIN_DECLS

/**
 * LageSimAnswer:
 * @status: HTTP status code
 * @content_type: static
 * @body: owned
 */
typedef struct
{
  guint       status;
  const char *content_type;
  char       *body;
} LageSimAnswer;

void lage_sim_web_answer (const LageScenario *scenario,
                          guint64             seed,
                          gint64              now_us,
                          const char         *base_uri,
                          const char         *path,
                          GHashTable         *query,
                          LageSimAnswer      *answer);
void lage_sim_answer_clear (LageSimAnswer *answer);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LageSimAnswer, lage_sim_answer_clear)

G_END_DECLS
