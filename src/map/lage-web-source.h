/* lage-web-source.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "lage-source-spec.h"
#include "lage-tile-cache.h"
#include "lage-tile-source.h"

G_BEGIN_DECLS

#define LAGE_TYPE_WEB_SOURCE (lage_web_source_get_type ())

G_DECLARE_FINAL_TYPE (LageWebSource, lage_web_source, LAGE, WEB_SOURCE, LageTileSource)

LageWebSource        * lage_web_source_new      (const LageSourceSpec  *spec,
                                                 SoupSession           *session,
                                                 LageTileCache         *cache,
                                                 guint                  retry_ms,
                                                 GError               **error);

const LageSourceSpec * lage_web_source_get_spec (LageWebSource         *self);
const char           * lage_web_source_get_time (LageWebSource         *self);
void                   lage_web_source_set_time (LageWebSource         *self,
                                                 const char            *time);

G_END_DECLS
