/* lage-saved-view.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-filter.h"

G_BEGIN_DECLS

/**
 * LageViewport:
 * @longitude: the middle, in degrees
 * @latitude: the middle, in degrees
 * @zoom: the zoom level
 */
typedef struct
{
  double longitude;
  double latitude;
  double zoom;
} LageViewport;

#define LAGE_TYPE_SAVED_VIEW (lage_saved_view_get_type ())

G_DECLARE_FINAL_TYPE (LageSavedView, lage_saved_view, LAGE, SAVED_VIEW, GObject)

LageSavedView      *lage_saved_view_new          (guint               number,
                                                  const char         *author,
                                                  const char         *name,
                                                  const LageViewport *viewport,
                                                  LageFilter         *filter,
                                                  const char *const  *maps) G_GNUC_WARN_UNUSED_RESULT;
LageSavedView      *lage_saved_view_new_renamed  (LageSavedView      *view,
                                                  const char         *name) G_GNUC_WARN_UNUSED_RESULT;
LageSavedView      *lage_saved_view_new_replaced (LageSavedView      *view,
                                                  const LageViewport *viewport,
                                                  LageFilter         *filter,
                                                  const char *const  *maps) G_GNUC_WARN_UNUSED_RESULT;

const char         *lage_saved_view_get_id       (LageSavedView      *self);
guint               lage_saved_view_get_number   (LageSavedView      *self);
const char         *lage_saved_view_get_author   (LageSavedView      *self);
const char         *lage_saved_view_get_name     (LageSavedView      *self);
const LageViewport *lage_saved_view_get_viewport (LageSavedView      *self);
LageFilter         *lage_saved_view_get_filter   (LageSavedView      *self);
const char *const  *lage_saved_view_get_maps     (LageSavedView      *self);
GPtrArray          *lage_saved_view_get_unknown  (LageSavedView      *self);
int                 lage_saved_view_compare      (LageSavedView      *self,
                                                  LageSavedView      *other);

LageSavedView      *lage_saved_view_load         (GKeyFile           *key_file,
                                                  const char         *group,
                                                  GError            **error) G_GNUC_WARN_UNUSED_RESULT;
void                lage_saved_view_save         (LageSavedView      *self,
                                                  GKeyFile           *key_file);
gboolean            lage_saved_view_is_group     (const char         *group);
void                lage_saved_view_remove       (GKeyFile           *key_file,
                                                  const char         *id);

G_END_DECLS
