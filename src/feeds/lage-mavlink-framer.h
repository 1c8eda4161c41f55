/* lage-mavlink-framer.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "lage-mavlink-messages.h"

G_BEGIN_DECLS

/**
 * LageMavlinkVerdict:
 * @LAGE_MAVLINK_INTACT: a known message with the right checksum
 * @LAGE_MAVLINK_UNKNOWN: an unknown message, which cannot be checked
 * @LAGE_MAVLINK_INCOMPATIBLE: a frame with flags that change its layout in a way not known here
 * @LAGE_MAVLINK_WRONG_CHECKSUM: a known message, damaged
 * @LAGE_MAVLINK_TOO_SHORT: a MAVLink 1 frame with fewer bytes than its message has
 * @LAGE_MAVLINK_INCOMPLETE: the input ended within the frame
 */
typedef enum
{
  LAGE_MAVLINK_INTACT,
  LAGE_MAVLINK_UNKNOWN,
  LAGE_MAVLINK_INCOMPATIBLE,
  LAGE_MAVLINK_WRONG_CHECKSUM,
  LAGE_MAVLINK_TOO_SHORT,
  LAGE_MAVLINK_INCOMPLETE,
} LageMavlinkVerdict;

/**
 * LageMavlinkFrame:
 * @verdict: what to think of it; with INCOMPLETE only @n_bytes means something
 * @message: (nullable): what is known of the message
 * @message_id: its id
 * @version: 1 or 2
 * @sequence: number within the sending component, 0 to 255
 * @system_id: the sending vehicle
 * @component_id: the part of it
 * @is_signed: whether a signature followed, which is not checked
 * @time_us: when a log recorded it, 0 if not from a log or not plausible
 * @checksum: as received
 * @computed_checksum: as it should have been
 * @n_bytes: length of the frame
 * @n_payload: bytes of payload received; a sender leaves out zeros at the end
 * @payload: the payload, filled with zeros up to the end
 */
typedef struct
{
  LageMavlinkVerdict        verdict;
  const LageMavlinkMessage *message;
  guint32                   message_id;
  guint8                    version;
  guint8                    sequence;
  guint8                    system_id;
  guint8                    component_id;
  gboolean                  is_signed;
  gint64                    time_us;
  guint16                   checksum;
  guint16                   computed_checksum;
  guint                     n_bytes;
  guint8                    n_payload;
  guint8                    payload[LAGE_MAVLINK_MAX_PAYLOAD + 1];
} LageMavlinkFrame;

/**
 * LageMavlinkLog:
 *
 * Whether each frame has 8 bytes of time before it, as in a .tlog file.
 */
typedef enum
{
  LAGE_MAVLINK_LOG_AUTO,
  LAGE_MAVLINK_LOG_YES,
  LAGE_MAVLINK_LOG_NO,
} LageMavlinkLog;

typedef void (*LageMavlinkFrameFunc) (const LageMavlinkFrame *frame,
                                      gpointer                user_data);

typedef struct _LageMavlinkFramer LageMavlinkFramer;

LageMavlinkFramer *lage_mavlink_framer_new                 (LageMavlinkLog        log);
void               lage_mavlink_framer_free                (LageMavlinkFramer    *self);
void               lage_mavlink_framer_push                (LageMavlinkFramer    *self,
                                                            const guint8         *data,
                                                            gsize                 size,
                                                            LageMavlinkFrameFunc  func,
                                                            gpointer              user_data);
void               lage_mavlink_framer_end                 (LageMavlinkFramer    *self,
                                                            LageMavlinkFrameFunc  func,
                                                            gpointer              user_data);
gboolean           lage_mavlink_framer_is_log              (LageMavlinkFramer    *self);
guint64            lage_mavlink_framer_get_n_skipped_bytes (LageMavlinkFramer    *self);
guint64            lage_mavlink_framer_get_n_signed        (LageMavlinkFramer    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LageMavlinkFramer, lage_mavlink_framer_free)

G_END_DECLS
