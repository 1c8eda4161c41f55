/* lage-mavlink-messages.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LageMavlinkMessageId:
 *
 * The messages whose content becomes part of the picture.
 */
typedef enum
{
  LAGE_MAVLINK_HEARTBEAT = 0,
  LAGE_MAVLINK_SYS_STATUS = 1,
  LAGE_MAVLINK_GPS_RAW_INT = 24,
  LAGE_MAVLINK_ATTITUDE = 30,
  LAGE_MAVLINK_GLOBAL_POSITION_INT = 33,
  LAGE_MAVLINK_VFR_HUD = 74,
  LAGE_MAVLINK_BATTERY_STATUS = 147,
  LAGE_MAVLINK_MOUNT_STATUS = 158,
  LAGE_MAVLINK_STATUSTEXT = 253,
  LAGE_MAVLINK_MOUNT_ORIENTATION = 265,
  LAGE_MAVLINK_GIMBAL_DEVICE_ATTITUDE_STATUS = 285,
} LageMavlinkMessageId;

#define LAGE_MAVLINK_MAX_PAYLOAD 255

/**
 * LageMavlinkMessage:
 * @id: the message id
 * @crc_extra: the byte that ends the checksum: a fingerprint of the message's layout
 * @min_length: bytes of payload without extension fields
 * @max_length: with all extension fields known
 * @name: as the standard writes it
 */
typedef struct
{
  guint32     id;
  guint8      crc_extra;
  guint8      min_length;
  guint8      max_length;
  const char *name;
} LageMavlinkMessage;

const LageMavlinkMessage *lage_mavlink_message_find     (guint32  id);
const char               *lage_mavlink_get_vehicle_type (guint8   type);

G_END_DECLS
