/* lage-decoder.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-decoder.h"

#include <string.h>

#include "lage-error.h"

struct _LageDecoder
{
  const LageDecoderClass *klass;
  gpointer                state;
};

static const LageDecoderClass *const classes[] = {
  &lage_cap_decoder_class,
  &lage_cot_decoder_class,
  &lage_have_decoder_class,
  &lage_mavlink_decoder_class,
  &lage_nina_decoder_class,
  &lage_pegelonline_decoder_class,
  &lage_sensorthings_decoder_class,
};

LageDecoded *
lage_decoded_new (void)
{
  LageDecoded *self = g_new0 (LageDecoded, 1);

  self->drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_draft_free);
  self->problems = g_ptr_array_new_with_free_func (g_free);
  self->requests = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
lage_decoded_free (LageDecoded *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->drafts);
  g_ptr_array_unref (self->problems);
  g_ptr_array_unref (self->requests);
  g_free (self);
}

/**
 * lage_decoded_reject:
 * @self: the result
 * @format: what is wrong and where, without a line break
 * @...: its arguments
 *
 * Counts a message as rejected.
 */
void
lage_decoded_reject (LageDecoded *self,
                     const char  *format,
                     ...)
{
  va_list args;

  self->n_messages++;
  self->n_rejected++;
  if (self->problems->len >= LAGE_DECODED_MAX_PROBLEMS)
    return;

  va_start (args, format);
  g_ptr_array_add (self->problems, g_strdup_vprintf (format, args));
  va_end (args);
}

void
lage_decoded_good (LageDecoded *self)
{
  self->n_messages++;
  self->n_good++;
}

void
lage_decoded_ignore (LageDecoded *self)
{
  self->n_messages++;
  self->n_ignored++;
}

/**
 * lage_decoded_take:
 * @self: the result
 * @draft: (transfer full): a draft; one without changes is dropped
 */
void
lage_decoded_take (LageDecoded *self,
                   LageDraft   *draft)
{
  if (draft->changes->len == 0)
    lage_draft_free (draft);
  else
    g_ptr_array_add (self->drafts, draft);
}

void
lage_decoded_request (LageDecoded *self,
                      const char  *uri)
{
  g_ptr_array_add (self->requests, g_strdup (uri));
}

/**
 * lage_decoder_new_with_class:
 * @klass: the format, which need not be one of lage_decoder_get_formats()
 * @config: the feed
 * @host: (nullable): what is known already; copied
 * @error: return location for a #GError
 */
LageDecoder *
lage_decoder_new_with_class (const LageDecoderClass  *klass,
                             const LageFeedConfig    *config,
                             const LageDecoderHost   *host,
                             GError                 **error)
{
  gpointer state = klass->create (config, host, error);
  LageDecoder *self;

  if (state == NULL)
    return NULL;
  self = g_new0 (LageDecoder, 1);
  self->klass = klass;
  self->state = state;
  return self;
}

/**
 * lage_decoder_new:
 * @config: the feed; its format says which decoder
 * @host: (nullable): what is known already; copied
 * @error: return location for a #GError (LAGE_ERROR_NOT_FOUND: no such format; LAGE_ERROR_INVALID)
 */
LageDecoder *
lage_decoder_new (const LageFeedConfig   *config,
                  const LageDecoderHost  *host,
                  GError                **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    if (strcmp (classes[i]->format, config->format) == 0)
      return lage_decoder_new_with_class (classes[i], config, host, error);

  g_set_error (error, LAGE_ERROR, LAGE_ERROR_NOT_FOUND, "feed %s: no decoder for format \"%s\"",
               config->id, config->format);
  return NULL;
}

void
lage_decoder_free (LageDecoder *self)
{
  if (self == NULL)
    return;
  self->klass->destroy (self->state);
  g_free (self);
}

void
lage_decoder_feed (LageDecoder     *self,
                   const LageInput *input,
                   LageDecoded     *decoded)
{
  self->klass->feed (self->state, input, decoded);
}

void
lage_decoder_end (LageDecoder *self,
                  LageDecoded *decoded)
{
  if (self->klass->end != NULL)
    self->klass->end (self->state, decoded);
}

/**
 * lage_decoder_get_first_request:
 * @self: the decoder
 * @uri: the configured URI
 *
 * Returns: (transfer full): the URI with which a poll begins
 */
char *
lage_decoder_get_first_request (LageDecoder *self,
                                const char  *uri)
{
  if (self->klass->get_first_request == NULL)
    return g_strdup (uri);
  return self->klass->get_first_request (self->state, uri);
}

/**
 * lage_decoder_get_formats:
 *
 * Returns: (array zero-terminated=1): the names of all formats, sorted
 */
const char *const *
lage_decoder_get_formats (void)
{
  static const char *formats[G_N_ELEMENTS (classes) + 1];

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    formats[i] = classes[i]->format;
  return formats;
}
