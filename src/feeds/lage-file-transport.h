/* lage-file-transport.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-transport.h"

G_BEGIN_DECLS

#define LAGE_TYPE_FILE_TRANSPORT (lage_file_transport_get_type ())

G_DECLARE_FINAL_TYPE (LageFileTransport, lage_file_transport, LAGE, FILE_TRANSPORT, LageTransport)

G_END_DECLS
