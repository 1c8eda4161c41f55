/* lage-incident-dialog.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "lage-session.h"

G_BEGIN_DECLS

#define LAGE_TYPE_INCIDENT_DIALOG (lage_incident_dialog_get_type ())

G_DECLARE_FINAL_TYPE (LageIncidentDialog, lage_incident_dialog, LAGE, INCIDENT_DIALOG, AdwWindow)

LageIncidentDialog *lage_incident_dialog_new          (LageSession        *session,
                                                       LageEntity         *incident) G_GNUC_WARN_UNUSED_RESULT;
void                lage_incident_dialog_set_location (LageIncidentDialog *self,
                                                       const char         *location);
void                lage_incident_dialog_set_position (LageIncidentDialog *self,
                                                       const LagePoint    *point);

G_END_DECLS
