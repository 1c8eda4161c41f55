/* lage-identities.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-situation.h"

G_BEGIN_DECLS

#define LAGE_IDENTITIES_SOURCE "identities"

/**
 * LageIdentitiesSink:
 * @drafts: (transfer full) (element-type LageDraft): links between entities, never empty
 * @data: as given with the function
 */
typedef void (*LageIdentitiesSink) (GPtrArray *drafts,
                                    gpointer   data);

/**
 * LageIdentities:
 *
 * What the configuration says of things that several sources report: that they are one. Each is
 * said once, as soon as the thing has been heard of, and only while nobody else has said anything
 * about it.
 */
typedef struct _LageIdentities LageIdentities;

LageIdentities *lage_identities_new  (GKeyFile            *key_file,
                                      LageSituation       *situation,
                                      LageIdentitiesSink   sink,
                                      gpointer             data,
                                      GError             **error) G_GNUC_WARN_UNUSED_RESULT;
void            lage_identities_free (LageIdentities      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LageIdentities, lage_identities_free)

G_END_DECLS
