/* bench-fold.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lage-clock.h"
#include "lage-situation.h"

/* What the picture costs: memory per entity against the bytes of the ops that made it, ops folded
 * per second against ops only decoded, and checkpoints against folding. */

#define N_ENTITIES 100000
#define BEGIN_US G_GINT64_CONSTANT (1386306900000000)

static gsize
get_resident_bytes (void)
{
  g_autofree char *text = NULL;
  unsigned long pages = 0;

  if (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    sscanf (text, "%*s %lu", &pages);
  return (gsize) pages * (gsize) sysconf (_SC_PAGESIZE);
}

static void
fill_drone (LageDraft *draft,
            guint      i)
{
  g_autofree char *name = g_strdup_printf ("Drone %u", i);

  lage_draft_set_source (draft, "mavlink");
  lage_draft_set_text (draft, LAGE_FIELD_NAME, name);
  lage_draft_set_point (draft, LAGE_FIELD_POSITION, 53.4 + i * 1e-6, 10.0);
  lage_draft_set_real (draft, LAGE_FIELD_ALTITUDE_M, 80.0 + i % 40);
  lage_draft_set_real (draft, LAGE_FIELD_HEIGHT_M, 70.0 + i % 40);
  lage_draft_set_real (draft, LAGE_FIELD_COURSE_DEG, i % 360);
  lage_draft_set_real (draft, LAGE_FIELD_HEADING_DEG, i % 360);
  lage_draft_set_real (draft, LAGE_FIELD_SPEED_MPS, 12.5);
  lage_draft_set_real (draft, LAGE_FIELD_BATTERY_PERCENT, i % 100);
  lage_draft_take (draft, LAGE_FIELD_IS_ARMED, lage_value_bool (TRUE));
  lage_draft_set_int (draft, LAGE_FIELD_FLIGHT_STATE, LAGE_FLIGHT_ACTIVE);
  lage_draft_set_int (draft, LAGE_FIELD_GPS_FIX, 3);
  lage_draft_set_int (draft, LAGE_FIELD_SATELLITES, 14);
}

static void
fill_unit (LageDraft *draft,
           guint      i)
{
  g_autofree char *name = g_strdup_printf ("Florian Hamburg %u", i);

  lage_draft_set_source (draft, "cot");
  lage_draft_set_text (draft, LAGE_FIELD_NAME, name);
  lage_draft_set_int (draft, LAGE_FIELD_ORGANISATION, LAGE_ORGANISATION_FIRE);
  lage_draft_set_text (draft, LAGE_FIELD_SOURCE_TYPE, "a-f-G-E-V");
  lage_draft_set_text (draft, LAGE_FIELD_GROUP, "Cyan");
  lage_draft_set_int (draft, LAGE_FIELD_STATUS, 3);
  lage_draft_set_point (draft, LAGE_FIELD_POSITION, 53.4 + i * 1e-6, 10.0);
  lage_draft_set_real (draft, LAGE_FIELD_COURSE_DEG, i % 360);
  lage_draft_set_real (draft, LAGE_FIELD_SPEED_MPS, 12.5);
  lage_draft_take (draft, LAGE_FIELD_STALE_AT, lage_value_time (BEGIN_US + i * 1000));
}

/* The records of one round: each entity once. Written one behind the other, each as a block. */
static GByteArray *
make_records (LageKind kind,
              guint    round)
{
  GByteArray *records = g_byte_array_new ();
  LageOpId op_id = { { { 1 } }, LAGE_LANE_TELEMETRY, (guint64) round * N_ENTITIES };

  for (guint i = 0; i < N_ENTITIES; i++)
    {
      g_autofree char *key = g_strdup_printf ("%u", i);
      g_autoptr(LageDraft) draft = lage_draft_new_external (kind, "bench", key);
      g_autoptr(LageOp) op = NULL;
      g_autoptr(GByteArray) record = g_byte_array_new ();

      if (kind == LAGE_KIND_DRONE)
        fill_drone (draft, i + round);
      else
        fill_unit (draft, i + round);
      op_id.sequence++;
      op = lage_op_new (&op_id, lage_hlc_from_us (BEGIN_US + round * 1000000), draft, NULL, 0);
      lage_op_encode (op, record);
      lage_write_block (records, record->data, record->len);
    }
  return records;
}

static double
run (GByteArray    *records,
     LageSituation *situation)
{
  static const LageId actor = { { 1 } };
  gint64 begin_us = lage_clock_monotonic_us ();
  LageReader reader;

  lage_reader_init (&reader, records->data, records->len);
  while (!lage_reader_is_at_end (&reader))
    {
      gsize size;
      const guint8 *record = lage_reader_read_block (&reader, &size);
      g_autoptr(LageOp) op = lage_op_decode (&actor, record, size, NULL);

      g_assert_nonnull (op);
      if (situation != NULL)
        lage_situation_apply_op (situation, op);
    }
  if (situation != NULL)
    lage_situation_flush (situation);
  return (double) (lage_clock_monotonic_us () - begin_us) / G_USEC_PER_SEC;
}

static void
measure (LageKind kind)
{
  g_autoptr(GByteArray) records = make_records (kind, 0), updates = make_records (kind, 1);
  g_autoptr(GByteArray) snapshot = g_byte_array_new ();
  g_autoptr(LageSituation) situation = lage_situation_new ();
  g_autoptr(LageSituation) read = NULL;
  g_autoptr(GBytes) bytes = NULL;
  double decode_s, first_s, update_s, write_s, read_s, per_entity;
  gint64 begin_us;
  gsize before;

  decode_s = run (records, NULL);
  before = get_resident_bytes ();
  first_s = run (records, situation);
  per_entity = (double) (get_resident_bytes () - before) / N_ENTITIES;
  update_s = run (updates, situation);

  begin_us = lage_clock_monotonic_us ();
  lage_situation_write (situation, snapshot);
  write_s = (double) (lage_clock_monotonic_us () - begin_us) / G_USEC_PER_SEC;
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&snapshot));
  begin_us = lage_clock_monotonic_us ();
  read = lage_situation_read (bytes, NULL);
  read_s = (double) (lage_clock_monotonic_us () - begin_us) / G_USEC_PER_SEC;
  g_assert_cmpuint (lage_situation_get_n_entities (read), ==, N_ENTITIES);

  printf ("%s, %d entities\n", lage_kind_get_token (kind), N_ENTITIES);
  printf ("  memory      %6.0f bytes per entity   %5.1f x the bytes of its op\n", per_entity,
          per_entity * N_ENTITIES / records->len);
  printf ("  decode      %6.0f k ops/s            (baseline)\n", N_ENTITIES / decode_s / 1e3);
  printf ("  first fold  %6.0f k ops/s            %5.2f x the time of decoding\n",
          N_ENTITIES / first_s / 1e3, first_s / decode_s);
  printf ("  update      %6.0f k ops/s            %5.2f x the time of decoding\n",
          N_ENTITIES / update_s / 1e3, update_s / decode_s);
  printf ("  checkpoint  %6.0f bytes per entity   %5.2f x the bytes of its op\n",
          (double) g_bytes_get_size (bytes) / N_ENTITIES,
          (double) g_bytes_get_size (bytes) / records->len);
  printf ("  write       %6.0f ms                 %5.2f x the time of the first fold\n",
          write_s * 1e3, write_s / first_s);
  printf ("  read        %6.0f ms                 %5.2f x the time of the first fold\n",
          read_s * 1e3, read_s / first_s);
}

/* In a process of its own: memory that an earlier run gave back would hide what this one takes. */
static gboolean
measure_apart (LageKind kind)
{
  int status = 0;
  pid_t pid = fork ();

  if (pid == 0)
    {
      measure (kind);
      fflush (stdout);
      _exit (0);
    }
  return pid > 0 && waitpid (pid, &status, 0) == pid && status == 0;
}

int
main (void)
{
  return measure_apart (LAGE_KIND_DRONE) && measure_apart (LAGE_KIND_UNIT) ? 0 : 1;
}
