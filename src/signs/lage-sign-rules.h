/* lage-sign-rules.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-entity.h"
#include "lage-sign.h"

G_BEGIN_DECLS

const LageSign * lage_sign_for_entity (LageEntity *entity);

G_END_DECLS
