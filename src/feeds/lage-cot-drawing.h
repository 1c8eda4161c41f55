/* lage-cot-drawing.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-cot-event.h"

G_BEGIN_DECLS

gboolean lage_cot_drawing_read (const LageCotEvent  *event,
                                GBytes             **geometry,
                                GError             **error);

G_END_DECLS
