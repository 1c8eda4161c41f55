/* lage-error.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define LAGE_ERROR (lage_error_quark ())

/**
 * LageError:
 * @LAGE_ERROR_INVALID: the input does not have the form it should have
 * @LAGE_ERROR_TRUNCATED: the input ends before it is complete
 * @LAGE_ERROR_TOO_LARGE: the input exceeds a limit
 * @LAGE_ERROR_UNSUPPORTED: the input is well-formed but of a kind or version that is not handled
 * @LAGE_ERROR_NOT_FOUND: what was asked for does not exist
 * @LAGE_ERROR_FORBIDDEN: the state of things does not permit this
 * @LAGE_ERROR_DAMAGED: stored data contradicts itself; nothing was changed
 * @LAGE_ERROR_BUSY: somebody else holds the resource
 *
 * Texts are for engineers; windows translate (domain, code) into a sentence.
 */
typedef enum
{
  LAGE_ERROR_INVALID,
  LAGE_ERROR_TRUNCATED,
  LAGE_ERROR_TOO_LARGE,
  LAGE_ERROR_UNSUPPORTED,
  LAGE_ERROR_NOT_FOUND,
  LAGE_ERROR_FORBIDDEN,
  LAGE_ERROR_DAMAGED,
  LAGE_ERROR_BUSY,
} LageError;

GQuark lage_error_quark (void);

G_END_DECLS
