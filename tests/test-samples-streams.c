/* test-samples-streams.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "lage-decoder.h"
#include "lage-mavlink-framer.h"

/* Recorded traffic of other people's programs, where it is at hand: the folder that the
 * environment variable LAGE_SAMPLES names. */

#define NOW_US G_GINT64_CONSTANT (1800000000000000)

static char *
find_folder (const char *name)
{
  const char *samples = g_getenv ("LAGE_SAMPLES");
  g_autofree char *folder = NULL;

  if (samples != NULL)
    folder = g_build_filename (samples, name, NULL);
  if (folder == NULL || !g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_test_skip ("no samples: LAGE_SAMPLES names no folder with them");
      return NULL;
    }
  return g_steal_pointer (&folder);
}

static LageDecoded *
decode (const LageDecoderClass *klass,
        const char             *data,
        gsize                   size,
        gsize                   piece)
{
  LageFeedConfig config = { .id = (char *) "test", .format = (char *) klass->format };
  LageDecoded *decoded = lage_decoded_new ();
  gpointer decoder;

  config.options = g_hash_table_new (g_str_hash, g_str_equal);
  decoder = klass->create (&config, NULL, NULL);
  for (gsize offset = 0; offset < size; offset += piece)
    {
      LageInput input = { (const guint8 *) data + offset, MIN (piece, size - offset), NULL,
                          NOW_US };

      klass->feed (decoder, &input, decoded);
    }
  klass->end (decoder, decoded);
  klass->destroy (decoder);
  g_hash_table_unref (config.options);
  return decoded;
}

static void
assert_in_schema (const LageDraft *draft)
{
  for (guint i = 0; i < draft->changes->len; i++)
    {
      const LageChange *change = &g_array_index (draft->changes, LageChange, i);
      const LageFieldSpec *spec = lage_schema_find (draft->kind, change->field);

      g_assert_nonnull (spec);
      g_assert_cmpint (spec->type, ==, change->value.type);
    }
}

/* The files are named for the type of their event. */
static LageKind
get_expected_kind (const char *type)
{
  static const struct
  {
    const char *prefix;
    LageKind    kind;
  } kinds[] = {
    { "a-f-A-M-H-Q", LAGE_KIND_DRONE }, { "a-", LAGE_KIND_UNIT },
    { "b-m-p-s-m", LAGE_KIND_INCIDENT }, { "b-m-p-s-p-loc", LAGE_KIND_NOTE },
    { "b-m-r", LAGE_KIND_AREA },        { "u-r-b-c-c", LAGE_KIND_AREA },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_has_prefix (type, kinds[i].prefix))
      return kinds[i].kind;
  return LAGE_KIND_NONE;
}

static void
test_cot (void)
{
  g_autofree char *folder = find_folder ("cot");
  g_autoptr(GDir) dir = NULL;
  const char *name;
  guint n_files = 0;

  if (folder == NULL)
    return;
  dir = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      g_autofree char *type = NULL;
      gsize size;
      const char *begin;

      if (!g_str_has_suffix (name, ".xml") || !g_file_get_contents (path, &text, &size, NULL)
          || strstr (text, "<event") == NULL)
        continue;
      n_files++;

      begin = strstr (text, " type=");
      if (begin != NULL && strchr (text, '>') > begin)
        type = g_strndup (begin + 7, strcspn (begin + 7, "\"'"));

      for (gsize piece = 1; piece <= size; piece = piece < 32 ? piece + 1 : size + (piece == size))
        {
          g_autoptr(LageDecoded) decoded = decode (&lage_cot_decoder_class, text, size, piece);

          g_assert_cmpuint (decoded->n_messages, ==, 1);
          if (type == NULL)
            {
              g_assert_cmpuint (decoded->n_rejected, ==, 1);
              g_assert_cmpstr (decoded->problems->pdata[0], ==, "event 1: type is missing");
              continue;
            }
          g_assert_cmpuint (decoded->n_good, ==, 1);
          g_assert_cmpuint (decoded->n_skipped_bytes, ==, 0);
          if (g_str_has_prefix (type, "b-t-f-"))
            {
              g_assert_cmpuint (decoded->drafts->len, ==, 0);
            }
          else
            {
              const LageDraft *draft = decoded->drafts->pdata[0];
              LageKind expected = get_expected_kind (type);

              /* A drawing is an area if it has points. */
              if (strcmp (type, "u-d-f") == 0)
                expected = strstr (text, "point='") != NULL ? LAGE_KIND_AREA : LAGE_KIND_NOTE;
              g_assert_cmpuint (decoded->drafts->len, ==, 1);
              g_test_message ("%s: %s", name, lage_kind_get_token (draft->kind));
              g_assert_cmpint (draft->kind, ==, expected);
              g_assert_cmpint (draft->observed_at_us, >, 0);
              assert_in_schema (draft);
            }
        }
    }
  g_assert_cmpuint (n_files, >, 10);
}

typedef struct
{
  GHashTable *names;   /* utf8 -> count */
  GHashTable *bad;     /* utf8 -> count */
  GHashTable *sources; /* utf8 -> count */
  guint       n_intact;
  guint       n_short;
  guint       n_version_2;
  gint64      first_us;
  gint64      last_us;
} Count;

static void
add_one (GHashTable *table,
         const char *key)
{
  guint count = GPOINTER_TO_UINT (g_hash_table_lookup (table, key));

  g_hash_table_insert (table, g_strdup (key), GUINT_TO_POINTER (count + 1));
}

static void
count_cb (const LageMavlinkFrame *frame,
          gpointer                user_data)
{
  Count *count = user_data;
  g_autofree char *source = NULL;

  if (frame->verdict == LAGE_MAVLINK_WRONG_CHECKSUM)
    {
      add_one (count->bad, frame->message->name);
      return;
    }
  g_assert_cmpint (frame->verdict, ==, LAGE_MAVLINK_INTACT);
  source = g_strdup_printf ("%u,%u", frame->system_id, frame->component_id);
  add_one (count->names, frame->message->name);
  add_one (count->sources, source);
  count->n_intact++;
  count->n_version_2 += frame->version == 2;
  count->n_short += frame->n_payload < frame->message->min_length;
  if (count->first_us == 0)
    count->first_us = frame->time_us;
  count->last_us = frame->time_us;
}

static void
assert_same_counts (GHashTable *found,
                    JsonObject *expected)
{
  g_autoptr(GList) members = json_object_get_members (expected);

  for (GList *l = members; l != NULL; l = l->next)
    {
      g_test_message ("%s", (const char *) l->data);
      g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (found, l->data)), ==,
                        json_object_get_int_member (expected, l->data));
    }
  g_assert_cmpuint (g_hash_table_size (found), ==, json_object_get_size (expected));
}

static JsonObject *
load_summary (const char  *folder,
              JsonParser  *parser,
              char       **data,
              gsize       *size)
{
  g_autofree char *summary_path = g_build_filename (folder, "expected_tlog_summary.json", NULL);
  g_autofree char *log_path = g_build_filename (folder, "ardusub_small.tlog", NULL);
  g_autoptr(GError) error = NULL;
  JsonObject *root;

  json_parser_load_from_file (parser, summary_path, &error);
  g_assert_no_error (error);
  g_file_get_contents (log_path, data, size, &error);
  g_assert_no_error (error);
  root = json_node_get_object (json_parser_get_root (parser));
  return json_object_get_object_member (root, "ardusub_small.tlog");
}

static void
test_log_frames (void)
{
  static const gsize pieces[] = { 1, 7, 4096, G_MAXUINT };
  g_autofree char *folder = find_folder ("mavlink");
  g_autoptr(JsonParser) parser = json_parser_new ();
  g_autofree char *data = NULL;
  JsonObject *expected;
  gsize size;

  if (folder == NULL)
    return;
  expected = load_summary (folder, parser, &data, &size);

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr(LageMavlinkFramer) framer = lage_mavlink_framer_new (LAGE_MAVLINK_LOG_AUTO);
      Count count = { 0 };

      count.names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      count.bad = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      count.sources = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      for (gsize offset = 0; offset < size; offset += MIN (pieces[i], size - offset))
        lage_mavlink_framer_push (framer, (const guint8 *) data + offset,
                                  MIN (pieces[i], size - offset), count_cb, &count);
      g_assert_true (lage_mavlink_framer_is_log (framer));
      lage_mavlink_framer_end (framer, count_cb, &count);

      g_assert_cmpuint (count.n_intact, ==, json_object_get_int_member (expected, "frames_ok"));
      g_assert_cmpuint (count.n_version_2, ==, json_object_get_int_member (expected, "v2"));
      g_assert_cmpuint (count.n_short, ==,
                        json_object_get_int_member (expected, "payload_shorter_than_min_len"));
      g_assert_cmpuint (lage_mavlink_framer_get_n_signed (framer), ==,
                        json_object_get_int_member (expected, "signed"));
      g_assert_cmpuint (lage_mavlink_framer_get_n_skipped_bytes (framer), ==,
                        json_object_get_int_member (expected, "resync_bytes_skipped"));
      g_assert_cmpint (count.first_us, ==, json_object_get_int_member (expected, "first_ts_us"));
      g_assert_cmpint (count.last_us, ==, json_object_get_int_member (expected, "last_ts_us"));
      assert_same_counts (count.names, json_object_get_object_member (expected, "counts"));
      assert_same_counts (count.bad, json_object_get_object_member (expected, "bad_crc"));
      assert_same_counts (count.sources,
                          json_object_get_object_member (expected, "sources_sysid_compid"));
      g_hash_table_unref (count.names);
      g_hash_table_unref (count.bad);
      g_hash_table_unref (count.sources);
    }
}

static void
test_log_drafts (void)
{
  g_autofree char *folder = find_folder ("mavlink");
  g_autoptr(JsonParser) parser = json_parser_new ();
  g_autoptr(LageDecoded) decoded = NULL;
  g_autofree char *data = NULL;
  JsonObject *expected;
  guint n_positions = 0;
  LageId vehicle;
  gsize size;

  if (folder == NULL)
    return;
  expected = load_summary (folder, parser, &data, &size);
  decoded = decode (&lage_mavlink_decoder_class, data, size, 65536);
  g_assert_cmpuint (decoded->n_good, ==, json_object_get_int_member (expected, "frames_ok"));
  g_assert_cmpuint (decoded->n_rejected, ==, 4);
  g_assert_cmpuint (decoded->problems->len, ==, 4);
  g_assert_cmpuint (decoded->n_ignored, ==, 0);
  g_assert_cmpuint (decoded->n_skipped_bytes, ==, 0);

  lage_id_init_external (&vehicle, "mavlink", "1");
  for (guint i = 0; i < decoded->drafts->len; i++)
    {
      const LageDraft *draft = decoded->drafts->pdata[i];
      const LageChange *position = lage_draft_find (draft, LAGE_FIELD_POSITION);

      g_assert_cmpint (draft->kind, ==, LAGE_KIND_DRONE);
      g_assert_true (lage_id_equal (&draft->entity, &vehicle));
      g_assert_cmpint (draft->observed_at_us, >=,
                       json_object_get_int_member (expected, "first_ts_us"));
      g_assert_cmpint (draft->observed_at_us, <=,
                       json_object_get_int_member (expected, "last_ts_us"));
      assert_in_schema (draft);
      if (position == NULL)
        continue;
      n_positions++;
      g_assert_cmpfloat (fabs (lage_point_get_latitude (&position->value.point) - 48.386), <, 0.01);
      g_assert_cmpfloat (fabs (lage_point_get_longitude (&position->value.point) + 124.63), <,
                         0.01);
    }
  g_assert_cmpuint (n_positions, >, 500);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feeds/samples/cot", test_cot);
  g_test_add_func ("/feeds/samples/mavlink-frames", test_log_frames);
  g_test_add_func ("/feeds/samples/mavlink-drafts", test_log_drafts);
  return g_test_run ();
}
