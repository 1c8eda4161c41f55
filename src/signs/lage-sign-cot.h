/* lage-sign-cot.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-sign.h"

G_BEGIN_DECLS

gboolean lage_sign_apply_cot_type (const char   *type,
                                   LageSignSpec *spec);

G_END_DECLS
