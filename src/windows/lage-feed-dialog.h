/* lage-feed-dialog.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "lage-session.h"

G_BEGIN_DECLS

#define LAGE_TYPE_FEED_DIALOG (lage_feed_dialog_get_type ())

G_DECLARE_FINAL_TYPE (LageFeedDialog, lage_feed_dialog, LAGE, FEED_DIALOG, AdwWindow)

LageFeedDialog *lage_feed_dialog_new (LageSession *session,
                                      LageFeed    *feed) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
