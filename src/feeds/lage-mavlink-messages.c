/* lage-mavlink-messages.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-mavlink-messages.h"

/* What is known of each message's frame, sorted by id. A frame can only be checked with its
 * message's extra byte, so the table also has messages whose content is not used: they are
 * recognised as intact, and damage to them is seen. */
static const LageMavlinkMessage messages[] = {
  /* id, CRC extra, shortest and longest payload, name */
  { 0, 50, 9, 9, "HEARTBEAT" },
  { 1, 124, 31, 43, "SYS_STATUS" },
  { 2, 137, 12, 12, "SYSTEM_TIME" },
  { 4, 237, 14, 14, "PING" },
  { 5, 217, 28, 28, "CHANGE_OPERATOR_CONTROL" },
  { 6, 104, 3, 3, "CHANGE_OPERATOR_CONTROL_ACK" },
  { 7, 119, 32, 32, "AUTH_KEY" },
  { 8, 117, 36, 36, "LINK_NODE_STATUS" },
  { 11, 89, 6, 6, "SET_MODE" },
  { 20, 214, 20, 20, "PARAM_REQUEST_READ" },
  { 21, 159, 2, 2, "PARAM_REQUEST_LIST" },
  { 22, 220, 25, 25, "PARAM_VALUE" },
  { 23, 168, 23, 23, "PARAM_SET" },
  { 24, 24, 30, 52, "GPS_RAW_INT" },
  { 25, 23, 101, 101, "GPS_STATUS" },
  { 26, 170, 22, 24, "SCALED_IMU" },
  { 27, 144, 26, 29, "RAW_IMU" },
  { 28, 67, 16, 16, "RAW_PRESSURE" },
  { 29, 115, 14, 16, "SCALED_PRESSURE" },
  { 30, 39, 28, 28, "ATTITUDE" },
  { 31, 246, 32, 48, "ATTITUDE_QUATERNION" },
  { 32, 185, 28, 28, "LOCAL_POSITION_NED" },
  { 33, 104, 28, 28, "GLOBAL_POSITION_INT" },
  { 34, 237, 22, 22, "RC_CHANNELS_SCALED" },
  { 35, 244, 22, 22, "RC_CHANNELS_RAW" },
  { 36, 222, 21, 37, "SERVO_OUTPUT_RAW" },
  { 37, 212, 6, 7, "MISSION_REQUEST_PARTIAL_LIST" },
  { 38, 9, 6, 7, "MISSION_WRITE_PARTIAL_LIST" },
  { 39, 254, 37, 38, "MISSION_ITEM" },
  { 40, 230, 4, 5, "MISSION_REQUEST" },
  { 41, 28, 4, 4, "MISSION_SET_CURRENT" },
  { 42, 28, 2, 2, "MISSION_CURRENT" },
  { 43, 132, 2, 3, "MISSION_REQUEST_LIST" },
  { 44, 221, 4, 5, "MISSION_COUNT" },
  { 45, 232, 2, 3, "MISSION_CLEAR_ALL" },
  { 46, 11, 2, 2, "MISSION_ITEM_REACHED" },
  { 47, 153, 3, 4, "MISSION_ACK" },
  { 48, 41, 13, 21, "SET_GPS_GLOBAL_ORIGIN" },
  { 49, 39, 12, 20, "GPS_GLOBAL_ORIGIN" },
  { 62, 183, 26, 26, "NAV_CONTROLLER_OUTPUT" },
  { 63, 119, 181, 181, "GLOBAL_POSITION_INT_COV" },
  { 65, 118, 42, 42, "RC_CHANNELS" },
  { 66, 148, 6, 6, "REQUEST_DATA_STREAM" },
  { 69, 243, 11, 18, "MANUAL_CONTROL" },
  { 70, 124, 18, 38, "RC_CHANNELS_OVERRIDE" },
  { 73, 38, 37, 38, "MISSION_ITEM_INT" },
  { 74, 20, 20, 20, "VFR_HUD" },
  { 75, 158, 35, 35, "COMMAND_INT" },
  { 76, 152, 33, 33, "COMMAND_LONG" },
  { 77, 143, 3, 10, "COMMAND_ACK" },
  { 85, 140, 51, 51, "POSITION_TARGET_LOCAL_NED" },
  { 87, 150, 51, 51, "POSITION_TARGET_GLOBAL_INT" },
  { 100, 175, 26, 34, "OPTICAL_FLOW" },
  { 105, 93, 62, 63, "HIGHRES_IMU" },
  { 109, 185, 9, 9, "RADIO_STATUS" },
  { 110, 84, 254, 254, "FILE_TRANSFER_PROTOCOL" },
  { 111, 34, 16, 16, "TIMESYNC" },
  { 116, 76, 22, 24, "SCALED_IMU2" },
  { 124, 87, 35, 57, "GPS2_RAW" },
  { 125, 203, 6, 6, "POWER_STATUS" },
  { 129, 46, 22, 24, "SCALED_IMU3" },
  { 132, 85, 14, 39, "DISTANCE_SENSOR" },
  { 136, 1, 22, 22, "TERRAIN_REPORT" },
  { 137, 195, 14, 16, "SCALED_PRESSURE2" },
  { 141, 47, 32, 32, "ALTITUDE" },
  { 143, 131, 14, 16, "SCALED_PRESSURE3" },
  { 147, 154, 36, 54, "BATTERY_STATUS" },
  { 148, 178, 60, 78, "AUTOPILOT_VERSION" },
  { 150, 134, 42, 42, "SENSOR_OFFSETS" },
  { 152, 208, 4, 8, "MEMINFO" },
  { 158, 134, 14, 15, "MOUNT_STATUS" },
  { 162, 189, 8, 9, "FENCE_STATUS" },
  { 163, 127, 28, 28, "AHRS" },
  { 164, 154, 44, 44, "SIMSTATE" },
  { 165, 21, 3, 3, "HWSTATUS" },
  { 166, 21, 9, 9, "RADIO" },
  { 168, 1, 12, 12, "WIND" },
  { 173, 83, 8, 8, "RANGEFINDER" },
  { 178, 47, 24, 24, "AHRS2" },
  { 181, 174, 4, 4, "BATTERY2" },
  { 182, 229, 40, 40, "AHRS3" },
  { 193, 71, 22, 26, "EKF_STATUS_REPORT" },
  { 230, 163, 42, 42, "ESTIMATOR_STATUS" },
  { 231, 105, 40, 40, "WIND_COV" },
  { 232, 151, 63, 65, "GPS_INPUT" },
  { 233, 35, 182, 182, "GPS_RTCM_DATA" },
  { 234, 150, 40, 40, "HIGH_LATENCY" },
  { 235, 179, 42, 42, "HIGH_LATENCY2" },
  { 241, 90, 32, 32, "VIBRATION" },
  { 242, 104, 52, 60, "HOME_POSITION" },
  { 244, 95, 6, 6, "MESSAGE_INTERVAL" },
  { 245, 130, 2, 2, "EXTENDED_SYS_STATE" },
  { 246, 184, 38, 38, "ADSB_VEHICLE" },
  { 247, 81, 19, 19, "COLLISION" },
  { 249, 204, 36, 36, "MEMORY_VECT" },
  { 250, 49, 30, 30, "DEBUG_VECT" },
  { 251, 170, 18, 18, "NAMED_VALUE_FLOAT" },
  { 252, 44, 18, 18, "NAMED_VALUE_INT" },
  { 253, 83, 51, 54, "STATUSTEXT" },
  { 254, 46, 9, 9, "DEBUG" },
  { 259, 92, 235, 237, "CAMERA_INFORMATION" },
  { 260, 146, 5, 13, "CAMERA_SETTINGS" },
  { 261, 179, 27, 61, "STORAGE_INFORMATION" },
  { 262, 12, 18, 22, "CAMERA_CAPTURE_STATUS" },
  { 263, 133, 255, 255, "CAMERA_IMAGE_CAPTURED" },
  { 264, 49, 28, 28, "FLIGHT_INFORMATION" },
  { 265, 26, 16, 20, "MOUNT_ORIENTATION" },
  { 269, 109, 213, 215, "VIDEO_STREAM_INFORMATION" },
  { 270, 59, 19, 19, "VIDEO_STREAM_STATUS" },
  { 271, 22, 52, 53, "CAMERA_FOV_STATUS" },
  { 275, 126, 31, 31, "CAMERA_TRACKING_IMAGE_STATUS" },
  { 276, 18, 49, 50, "CAMERA_TRACKING_GEO_STATUS" },
  { 280, 70, 33, 33, "GIMBAL_MANAGER_INFORMATION" },
  { 281, 48, 13, 13, "GIMBAL_MANAGER_STATUS" },
  { 282, 123, 35, 35, "GIMBAL_MANAGER_SET_ATTITUDE" },
  { 283, 74, 144, 144, "GIMBAL_DEVICE_INFORMATION" },
  { 284, 99, 32, 32, "GIMBAL_DEVICE_SET_ATTITUDE" },
  { 285, 137, 40, 49, "GIMBAL_DEVICE_ATTITUDE_STATUS" },
  { 286, 210, 53, 53, "AUTOPILOT_STATE_FOR_GIMBAL_DEVICE" },
  { 287, 1, 23, 23, "GIMBAL_MANAGER_SET_PITCHYAW" },
  { 320, 243, 20, 20, "PARAM_EXT_REQUEST_READ" },
  { 321, 88, 2, 2, "PARAM_EXT_REQUEST_LIST" },
  { 322, 243, 149, 149, "PARAM_EXT_VALUE" },
  { 323, 78, 147, 147, "PARAM_EXT_SET" },
  { 324, 132, 146, 146, "PARAM_EXT_ACK" },
  { 330, 23, 158, 167, "OBSTACLE_DISTANCE" },
  { 340, 99, 70, 70, "UTM_GLOBAL_POSITION" },
  { 369, 145, 27, 27, "BATTERY_STATUS_V2" },
  { 12900, 114, 44, 44, "OPEN_DRONE_ID_BASIC_ID" },
  { 12901, 254, 59, 59, "OPEN_DRONE_ID_LOCATION" },
  { 12902, 140, 53, 53, "OPEN_DRONE_ID_AUTHENTICATION" },
  { 12903, 249, 46, 46, "OPEN_DRONE_ID_SELF_ID" },
  { 12904, 77, 54, 54, "OPEN_DRONE_ID_SYSTEM" },
  { 12905, 49, 43, 43, "OPEN_DRONE_ID_OPERATOR_ID" },
  { 12915, 94, 249, 249, "OPEN_DRONE_ID_MESSAGE_PACK" },
  { 12918, 139, 51, 51, "OPEN_DRONE_ID_ARM_STATUS" },
  { 12919, 7, 18, 18, "OPEN_DRONE_ID_SYSTEM_UPDATE" },
};

/* MAV_TYPE, as words that stay the same in every language. */
static const char *const vehicle_types[] = {
  [0] = "generic",
  [1] = "fixed-wing",
  [2] = "quadrotor",
  [3] = "coaxial",
  [4] = "helicopter",
  [5] = "antenna-tracker",
  [7] = "airship",
  [8] = "free-balloon",
  [9] = "rocket",
  [10] = "rover",
  [11] = "boat",
  [12] = "submarine",
  [13] = "hexarotor",
  [14] = "octorotor",
  [15] = "tricopter",
  [16] = "flapping-wing",
  [17] = "kite",
  [19] = "vtol",
  [20] = "vtol",
  [21] = "vtol",
  [22] = "vtol",
  [23] = "vtol",
  [24] = "vtol",
  [25] = "vtol",
  [28] = "parafoil",
  [29] = "dodecarotor",
  [35] = "decarotor",
  [43] = "multirotor",
};

/**
 * lage_mavlink_message_find:
 * @id: a message id
 *
 * Returns: (nullable): what is known of it
 */
const LageMavlinkMessage *
lage_mavlink_message_find (guint32 id)
{
  guint low = 0, high = G_N_ELEMENTS (messages);

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (messages[middle].id == id)
        return &messages[middle];
      if (messages[middle].id < id)
        low = middle + 1;
      else
        high = middle;
    }
  return NULL;
}

/**
 * lage_mavlink_get_vehicle_type:
 * @type: a MAV_TYPE
 *
 * Returns: a word for it, such as "quadrotor"; "vehicle" where none is known
 */
const char *
lage_mavlink_get_vehicle_type (guint8 type)
{
  if (type < G_N_ELEMENTS (vehicle_types) && vehicle_types[type] != NULL)
    return vehicle_types[type];
  return "vehicle";
}
