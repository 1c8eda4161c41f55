/* lage-link-dialog.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "lage-session.h"

G_BEGIN_DECLS

#define LAGE_TYPE_LINK_DIALOG (lage_link_dialog_get_type ())

G_DECLARE_FINAL_TYPE (LageLinkDialog, lage_link_dialog, LAGE, LINK_DIALOG, AdwWindow)

GtkWindow *lage_link_dialog_new    (LageSession *session,
                                    LageEntity  *entity) G_GNUC_WARN_UNUSED_RESULT;
void       lage_link_dialog_unlink (LageSession *session,
                                    LageEntity  *member);

G_END_DECLS
