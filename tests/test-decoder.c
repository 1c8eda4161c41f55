/* test-decoder.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-decoder.h"

#include <string.h>

#include "lage-error.h"

/* A format of this test alone: counts bytes, and rejects each exclamation mark. */
typedef struct
{
  guint n_fed;
} State;

static guint n_destroyed;

static gpointer
create (const LageFeedConfig   *config,
        const LageDecoderHost  *host,
        GError                **error)
{
  if (g_str_equal (config->id, "refused"))
    {
      g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_INVALID, "refused");
      return NULL;
    }
  return g_new0 (State, 1);
}

static void
feed (gpointer         state,
      const LageInput *input,
      LageDecoded     *decoded)
{
  ((State *) state)->n_fed++;
  for (gsize i = 0; i < input->size; i++)
    if (input->data[i] == '!')
      lage_decoded_reject (decoded, "byte %u: %s", (guint) i, "shouting");
    else
      lage_decoded_good (decoded);
}

static void
destroy (gpointer state)
{
  n_destroyed++;
  g_free (state);
}

static const LageDecoderClass test_class = {
  .format = "test",
  .create = create,
  .feed = feed,
  .destroy = destroy,
};

static void
test_formats (void)
{
  const char *const *formats = lage_decoder_get_formats ();

  g_assert_cmpuint (g_strv_length ((char **) formats), ==, 7);
  for (guint i = 0; formats[i] != NULL; i++)
    {
      LageFeedConfig config = { .id = (char *) "a", .format = (char *) formats[i],
                                .uri = (char *) "https://example.invalid/" };
      g_autoptr(LageDecoder) decoder = NULL;
      g_autoptr(GError) error = NULL;

      g_assert_true (i == 0 || strcmp (formats[i - 1], formats[i]) < 0);
      config.options = g_hash_table_new (g_str_hash, g_str_equal);
      g_hash_table_insert (config.options, (char *) "map.1",
                           (char *) "name=Tor -> flood-gate.name");
      decoder = lage_decoder_new (&config, NULL, &error);
      g_assert_no_error (error);
      g_assert_nonnull (decoder);
      g_hash_table_unref (config.options);
    }
}

static void
test_unknown_format (void)
{
  LageFeedConfig config = { .id = (char *) "radar", .format = (char *) "asterix" };
  g_autoptr(GError) error = NULL;

  g_assert_null (lage_decoder_new (&config, NULL, &error));
  g_assert_error (error, LAGE_ERROR, LAGE_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "radar"));
  g_assert_nonnull (strstr (error->message, "asterix"));
}

static void
test_refused_configuration (void)
{
  LageFeedConfig config = { .id = (char *) "refused" };
  g_autoptr(GError) error = NULL;

  n_destroyed = 0;
  g_assert_null (lage_decoder_new_with_class (&test_class, &config, NULL, &error));
  g_assert_error (error, LAGE_ERROR, LAGE_ERROR_INVALID);
  g_assert_cmpuint (n_destroyed, ==, 0);
}

static void
test_optional_parts (void)
{
  LageFeedConfig config = { .id = (char *) "a" };
  LageInput input = { .data = (const guint8 *) "ab!", .size = 3 };
  g_autoptr(LageDecoded) decoded = lage_decoded_new ();
  g_autoptr(GError) error = NULL;
  LageDecoder *decoder = lage_decoder_new_with_class (&test_class, &config, NULL, &error);
  g_autofree char *uri = NULL;

  g_assert_no_error (error);
  lage_decoder_feed (decoder, &input, decoded);
  lage_decoder_end (decoder, decoded); /* the class has none */
  uri = lage_decoder_get_first_request (decoder, "https://example.invalid/a");
  g_assert_cmpstr (uri, ==, "https://example.invalid/a");
  g_assert_cmpuint (decoded->n_messages, ==, 3);
  g_assert_cmpuint (decoded->n_good, ==, 2);
  g_assert_cmpuint (decoded->n_rejected, ==, 1);
  g_assert_cmpuint (decoded->problems->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (decoded->problems, 0), ==, "byte 2: shouting");

  n_destroyed = 0;
  lage_decoder_free (decoder);
  g_assert_cmpuint (n_destroyed, ==, 1);
}

/* All are counted, the first hundred are told. */
static void
test_many_problems (void)
{
  g_autoptr(LageDecoded) decoded = lage_decoded_new ();

  for (guint i = 0; i < LAGE_DECODED_MAX_PROBLEMS + 1; i++)
    {
      g_assert_cmpuint (decoded->problems->len, ==, i);
      lage_decoded_reject (decoded, "message %u", i);
    }
  g_assert_cmpuint (decoded->problems->len, ==, LAGE_DECODED_MAX_PROBLEMS);
  g_assert_cmpuint (decoded->n_rejected, ==, LAGE_DECODED_MAX_PROBLEMS + 1);
  g_assert_cmpuint (decoded->n_messages, ==, LAGE_DECODED_MAX_PROBLEMS + 1);
}

static void
test_drafts (void)
{
  g_autoptr(LageDecoded) decoded = lage_decoded_new ();
  LageDraft *draft = lage_draft_new_external (LAGE_KIND_UNIT, "test", "1");

  lage_decoded_take (decoded, lage_draft_new (LAGE_KIND_UNIT, &draft->entity));
  g_assert_cmpuint (decoded->drafts->len, ==, 0);
  lage_draft_set_text (draft, LAGE_FIELD_NAME, "Florian 1");
  lage_decoded_take (decoded, draft);
  g_assert_cmpuint (decoded->drafts->len, ==, 1);
  g_assert_true (g_ptr_array_index (decoded->drafts, 0) == draft);

  lage_decoded_ignore (decoded);
  lage_decoded_request (decoded, "next?page=2");
  g_assert_cmpuint (decoded->n_messages, ==, 1);
  g_assert_cmpuint (decoded->n_ignored, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (decoded->requests, 0), ==, "next?page=2");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/feeds/decoder/formats", test_formats);
  g_test_add_func ("/feeds/decoder/unknown-format", test_unknown_format);
  g_test_add_func ("/feeds/decoder/refused-configuration", test_refused_configuration);
  g_test_add_func ("/feeds/decoder/optional-parts", test_optional_parts);
  g_test_add_func ("/feeds/decoder/many-problems", test_many_problems);
  g_test_add_func ("/feeds/decoder/drafts", test_drafts);

  return g_test_run ();
}
