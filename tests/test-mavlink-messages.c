/* test-mavlink-messages.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-mavlink-messages.h"

static void
test_find (void)
{
  static const struct
  {
    guint32     id;
    guint8      crc_extra;
    guint8      min_length;
    guint8      max_length;
    const char *name;
  } known[] = {
    { LAGE_MAVLINK_HEARTBEAT, 50, 9, 9, "HEARTBEAT" },
    { LAGE_MAVLINK_SYS_STATUS, 124, 31, 43, "SYS_STATUS" },
    { LAGE_MAVLINK_GPS_RAW_INT, 24, 30, 52, "GPS_RAW_INT" },
    { LAGE_MAVLINK_ATTITUDE, 39, 28, 28, "ATTITUDE" },
    { LAGE_MAVLINK_GLOBAL_POSITION_INT, 104, 28, 28, "GLOBAL_POSITION_INT" },
    { LAGE_MAVLINK_VFR_HUD, 20, 20, 20, "VFR_HUD" },
    { LAGE_MAVLINK_BATTERY_STATUS, 154, 36, 54, "BATTERY_STATUS" },
    { LAGE_MAVLINK_STATUSTEXT, 83, 51, 54, "STATUSTEXT" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      const LageMavlinkMessage *message = lage_mavlink_message_find (known[i].id);

      g_assert_nonnull (message);
      g_assert_cmpuint (message->id, ==, known[i].id);
      g_assert_cmpuint (message->crc_extra, ==, known[i].crc_extra);
      g_assert_cmpuint (message->min_length, ==, known[i].min_length);
      g_assert_cmpuint (message->max_length, ==, known[i].max_length);
      g_assert_cmpstr (message->name, ==, known[i].name);
    }

  g_assert_null (lage_mavlink_message_find (3));
  g_assert_null (lage_mavlink_message_find (0xffffff));
  g_assert_null (lage_mavlink_message_find (G_MAXUINT32));
}

/* The search halves a sorted table: an entry out of order would not be found again. */
static void
test_table_is_sorted (void)
{
  guint n_found = 0;

  for (guint32 id = 0; id < 70000; id++)
    {
      const LageMavlinkMessage *message = lage_mavlink_message_find (id);

      if (message == NULL)
        continue;
      n_found++;
      g_assert_cmpuint (message->id, ==, id);
      g_assert_cmpuint (message->min_length, <=, message->max_length);
      g_assert_cmpuint (message->min_length, >, 0);
    }
  g_assert_cmpuint (n_found, >, 100);
}

static void
test_vehicle_types (void)
{
  g_assert_cmpstr (lage_mavlink_get_vehicle_type (0), ==, "generic");
  g_assert_cmpstr (lage_mavlink_get_vehicle_type (2), ==, "quadrotor");
  g_assert_cmpstr (lage_mavlink_get_vehicle_type (43), ==, "multirotor");
  g_assert_cmpstr (lage_mavlink_get_vehicle_type (6), ==, "vehicle"); /* a ground station */
  g_assert_cmpstr (lage_mavlink_get_vehicle_type (44), ==, "vehicle");
  g_assert_cmpstr (lage_mavlink_get_vehicle_type (255), ==, "vehicle");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/feeds/mavlink-messages/find", test_find);
  g_test_add_func ("/feeds/mavlink-messages/table-is-sorted", test_table_is_sorted);
  g_test_add_func ("/feeds/mavlink-messages/vehicle-types", test_vehicle_types);

  return g_test_run ();
}
