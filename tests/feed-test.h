/* feed-test.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <math.h>
#include <string.h>

#include "lage-decoder.h"
#include "lage-time.h"

/* What the tests of the document decoders share: a configuration, a decoder, and looking things up
 * in what came out. */

typedef struct
{
  const LageDecoderClass *klass;
  LageFeedConfig          config;
  gpointer                state;
} FeedTest;

/* 2013-12-05 21:20 UTC */
#define FEED_TEST_NOW_US (G_GINT64_CONSTANT (1386278400) * G_USEC_PER_SEC)

static inline gpointer
feed_test_create (FeedTest               *test,
                  const LageDecoderClass *klass,
                  const LageDecoderHost  *host,
                  const char *const      *options,
                  GError                **error)
{
  test->klass = klass;
  test->config = (LageFeedConfig) {
    .id = (char *) "test",
    .name = (char *) "Test",
    .format = (char *) klass->format,
    .uri = (char *) "https://example.invalid/",
    .is_enabled = TRUE,
    .interval_s = 60,
    .timeout_s = 20,
    .options = g_hash_table_new (g_str_hash, g_str_equal),
  };
  for (guint i = 0; options != NULL && options[i] != NULL; i += 2)
    g_hash_table_insert (test->config.options, (char *) options[i], (char *) options[i + 1]);
  test->state = klass->create (&test->config, host, error);
  return test->state;
}

static inline void
feed_test_init (FeedTest               *test,
                const LageDecoderClass *klass,
                const LageDecoderHost  *host,
                const char *const      *options)
{
  g_autoptr(GError) error = NULL;

  feed_test_create (test, klass, host, options, &error);
  g_assert_no_error (error);
  g_assert_nonnull (test->state);
}

static inline void
feed_test_clear (FeedTest *test)
{
  if (test->state != NULL)
    test->klass->destroy (test->state);
  g_clear_pointer (&test->config.options, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FeedTest, feed_test_clear)

static inline LageDecoded *
feed_test_feed (FeedTest   *test,
                const char *uri,
                const char *text,
                gssize      size)
{
  LageDecoded *decoded = lage_decoded_new ();
  LageInput input = {
    .data = (const guint8 *) text,
    .size = size < 0 ? strlen (text) : (gsize) size,
    .uri = uri,
    .received_at_us = FEED_TEST_NOW_US,
  };

  test->klass->feed (test->state, &input, decoded);
  g_assert_cmpuint (decoded->n_messages, ==,
                    decoded->n_good + decoded->n_rejected + decoded->n_ignored);
  g_assert_cmpuint (decoded->problems->len, ==,
                    MIN (decoded->n_rejected, LAGE_DECODED_MAX_PROBLEMS));

  /* Whatever was decoded fits the schema. */
  for (guint i = 0; i < decoded->drafts->len; i++)
    {
      LageDraft *draft = g_ptr_array_index (decoded->drafts, i);

      g_assert_cmpuint (draft->changes->len, >, 0);
      g_assert_cmpuint (draft->changes->len, <=, 1440);
      for (guint k = 0; k < draft->changes->len; k++)
        {
          const LageChange *change = &g_array_index (draft->changes, LageChange, k);
          const LageFieldSpec *spec = lage_schema_find (draft->kind, change->field);

          g_assert_nonnull (spec);
          if (change->verb == LAGE_VERB_SET)
            g_assert_cmpint (change->value.type, ==, spec->type);
        }
    }
  return decoded;
}

static inline LageDraft *
feed_test_draft (LageDecoded *decoded,
                 guint        index)
{
  g_assert_cmpuint (index, <, decoded->drafts->len);
  return g_ptr_array_index (decoded->drafts, index);
}

static inline const char *
feed_test_text (LageDraft *draft,
                LageField  field)
{
  const LageChange *change = lage_draft_find (draft, field);

  if (change == NULL)
    return NULL;
  g_assert_cmpint (change->value.type, ==, LAGE_VALUE_TEXT);
  return change->value.text;
}

static inline gint64
feed_test_int (LageDraft *draft,
               LageField  field)
{
  const LageChange *change = lage_draft_find (draft, field);

  g_assert_nonnull (change);
  g_assert_cmpint (change->value.type, ==, LAGE_VALUE_INT);
  return change->value.integer;
}

static inline double
feed_test_real (LageDraft *draft,
                LageField  field)
{
  const LageChange *change = lage_draft_find (draft, field);

  g_assert_nonnull (change);
  g_assert_cmpint (change->value.type, ==, LAGE_VALUE_REAL);
  return change->value.real;
}

static inline gboolean
feed_test_has (LageDraft *draft,
               LageField  field)
{
  return lage_draft_find (draft, field) != NULL;
}

static inline gint64
feed_test_time (const char *text)
{
  g_autoptr(GError) error = NULL;
  gint64 time_us = 0;

  lage_time_parse (text, LAGE_TIME_ZONE_REQUIRED, &time_us, &error);
  g_assert_no_error (error);
  return time_us;
}

static inline void
feed_test_assert_point (LageDraft *draft,
                        double     latitude,
                        double     longitude)
{
  const LageChange *change = lage_draft_find (draft, LAGE_FIELD_POSITION);

  g_assert_nonnull (change);
  g_assert_cmpfloat (fabs (lage_point_get_latitude (&change->value.point) - latitude), <, 1e-6);
  g_assert_cmpfloat (fabs (lage_point_get_longitude (&change->value.point) - longitude), <, 1e-6);
}

static inline void
feed_test_assert_problem (LageDecoded *decoded,
                          guint        index,
                          const char  *part)
{
  const char *problem;

  g_assert_cmpuint (index, <, decoded->problems->len);
  problem = g_ptr_array_index (decoded->problems, index);
  if (strstr (problem, part) == NULL)
    g_error ("\"%s\" is not in \"%s\"", part, problem);
  g_assert_null (strchr (problem, '\n'));
}
