/* lage-error.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-error.h"

G_DEFINE_QUARK (lage-error-quark, lage_error)
