/* lage-operation.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "lage-clock.h"

G_BEGIN_DECLS

#define LAGE_TYPE_OPERATION (lage_operation_get_type ())

G_DECLARE_FINAL_TYPE (LageOperation, lage_operation, LAGE, OPERATION, GObject)

LageOperation *lage_operation_create            (const char     *directory,
                                                 const char     *name,
                                                 gboolean        is_exercise,
                                                 const char     *feeds,
                                                 GError        **error) G_GNUC_WARN_UNUSED_RESULT;
LageOperation *lage_operation_open              (const char     *directory,
                                                 GError        **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean       lage_operation_exists            (const char     *directory);

const char    *lage_operation_get_directory     (LageOperation  *self);
const char    *lage_operation_get_name          (LageOperation  *self);
gboolean       lage_operation_is_exercise       (LageOperation  *self);
char          *lage_operation_get_store_path    (LageOperation  *self);
char          *lage_operation_get_feeds_path    (LageOperation  *self);
LageClock     *lage_operation_make_clock        (LageOperation  *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean       lage_operation_get_clock_anchor  (LageOperation  *self,
                                                 gint64         *real_us,
                                                 gint64         *situation_us,
                                                 double         *rate);
gboolean       lage_operation_set_clock_anchor  (LageOperation  *self,
                                                 gint64          real_us,
                                                 gint64          situation_us,
                                                 double          rate,
                                                 GError        **error);

G_END_DECLS
