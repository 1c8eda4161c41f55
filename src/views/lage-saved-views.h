/* lage-saved-views.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "lage-saved-view.h"

G_BEGIN_DECLS

/**
 * LageSavedViewsChange:
 *
 * What a person has done to the saved views.
 */
typedef enum
{
  LAGE_SAVED_VIEWS_ADDED,
  LAGE_SAVED_VIEWS_REPLACED,
  LAGE_SAVED_VIEWS_RENAMED,
  LAGE_SAVED_VIEWS_REMOVED,
} LageSavedViewsChange;

#define LAGE_TYPE_SAVED_VIEWS (lage_saved_views_get_type ())

G_DECLARE_FINAL_TYPE (LageSavedViews, lage_saved_views, LAGE, SAVED_VIEWS, GObject)

LageSavedViews *lage_saved_views_new          (const char         *path) G_GNUC_WARN_UNUSED_RESULT;

void            lage_saved_views_set_author   (LageSavedViews     *self,
                                               const char         *author);
void            lage_saved_views_read         (LageSavedViews     *self);
gboolean        lage_saved_views_get_is_busy  (LageSavedViews     *self);
LageSavedView  *lage_saved_views_find_number  (LageSavedViews     *self,
                                               guint               number);
LageSavedView  *lage_saved_views_find_name    (LageSavedViews     *self,
                                               const char         *name);

void            lage_saved_views_add          (LageSavedViews     *self,
                                               const char         *name,
                                               const LageViewport *viewport,
                                               LageFilter         *filter,
                                               const char *const  *maps);
void            lage_saved_views_replace      (LageSavedViews     *self,
                                               LageSavedView      *view,
                                               const LageViewport *viewport,
                                               LageFilter         *filter,
                                               const char *const  *maps);
void            lage_saved_views_rename       (LageSavedViews     *self,
                                               LageSavedView      *view,
                                               const char         *name);
void            lage_saved_views_remove       (LageSavedViews     *self,
                                               LageSavedView      *view);
gboolean        lage_saved_views_undo         (LageSavedViews     *self);

G_END_DECLS
