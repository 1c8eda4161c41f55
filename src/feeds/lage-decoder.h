/* lage-decoder.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "lage-draft.h"
#include "lage-feed-config.h"

G_BEGIN_DECLS

/**
 * LageDecoded:
 * @drafts: (element-type LageDraft): what was found, in the order of the input
 * @problems: (element-type utf8): one line for each rejected message, naming its place
 *   ("event 3: point: latitude \"abc\" is not a number")
 * @requests: (element-type utf8): URIs that complete the picture (further pages, details,
 *   history), absolute or relative to the input's; the transport fetches them through the same
 *   decoder, one after the other
 * @n_messages: complete messages found; n_good + n_rejected + n_ignored
 * @n_good: understood, whether or not they gave drafts
 * @n_rejected: damaged or contradictory; each has its line in @problems (the first
 *   LAGE_DECODED_MAX_PROBLEMS of one input do)
 * @n_ignored: intact but of a type that is not handled, such as unknown MAVLink ids
 * @n_skipped_bytes: bytes that belonged to no message
 *
 * What came of one piece of input. Nothing vanishes: each message is counted as one of the three.
 */
typedef struct
{
  GPtrArray *drafts;
  GPtrArray *problems;
  GPtrArray *requests;
  guint64    n_messages;
  guint64    n_good;
  guint64    n_rejected;
  guint64    n_ignored;
  guint64    n_skipped_bytes;
} LageDecoded;

#define LAGE_DECODED_MAX_PROBLEMS 100

LageDecoded *lage_decoded_new     (void) G_GNUC_WARN_UNUSED_RESULT;
void         lage_decoded_free    (LageDecoded *self);
void         lage_decoded_reject  (LageDecoded *self,
                                   const char  *format,
                                   ...) G_GNUC_PRINTF (2, 3);
void         lage_decoded_good    (LageDecoded *self);
void         lage_decoded_ignore  (LageDecoded *self);
void         lage_decoded_take    (LageDecoded *self,
                                   LageDraft   *draft);
void         lage_decoded_request (LageDecoded *self,
                                   const char  *uri);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LageDecoded, lage_decoded_free)

/**
 * LageInput:
 * @data: the bytes, borrowed
 * @size: how many
 * @uri: (nullable): where a document came from
 * @received_at_us: situation time of arrival
 *
 * A whole document (HTTP, file), a datagram, or any piece of a stream.
 */
typedef struct
{
  const guint8 *data;
  gsize         size;
  const char   *uri;
  gint64        received_at_us;
} LageInput;

/**
 * LageDecoderHost:
 * @find_newest: newest time of observation known of a field, 0 if none, so that a decoder asks a
 *   source only for what is missing
 * @data: passed to it
 */
typedef struct
{
  gint64 (*find_newest) (const LageId *entity,
                         LageField     field,
                         gpointer      data);
  gpointer data;
} LageDecoderHost;

typedef struct _LageDecoder LageDecoder;

/**
 * LageDecoderClass:
 * @format: the name in feed configurations and for `lage ingest --format`
 * @create: makes the state, or fails because of the configuration
 * @feed: decodes a piece of input; appends to the result; never fails as a whole
 * @end: the stream ends or breaks: what is left over is a rejected message; may be NULL
 * @destroy: frees the state
 * @get_first_request: (nullable): the URI to poll, from the configured one and the state
 *
 * A decoder is pure: bytes in, drafts out; no clock, no network, no files. State is only what a
 * format needs across pieces (a torn message, chunks of a text, a page still to come).
 */
typedef struct
{
  const char *format;
  gpointer  (*create)            (const LageFeedConfig   *config,
                                  const LageDecoderHost  *host,
                                  GError                **error);
  void      (*feed)              (gpointer                state,
                                  const LageInput        *input,
                                  LageDecoded            *decoded);
  void      (*end)               (gpointer                state,
                                  LageDecoded            *decoded);
  void      (*destroy)           (gpointer                state);
  char     *(*get_first_request) (gpointer                state,
                                  const char             *uri);
} LageDecoderClass;

LageDecoder        *lage_decoder_new               (const LageFeedConfig   *config,
                                                    const LageDecoderHost  *host,
                                                    GError                **error);
LageDecoder        *lage_decoder_new_with_class    (const LageDecoderClass *klass,
                                                    const LageFeedConfig   *config,
                                                    const LageDecoderHost  *host,
                                                    GError                **error);
void                lage_decoder_free              (LageDecoder            *self);
void                lage_decoder_feed              (LageDecoder            *self,
                                                    const LageInput        *input,
                                                    LageDecoded            *decoded);
void                lage_decoder_end               (LageDecoder            *self,
                                                    LageDecoded            *decoded);
char               *lage_decoder_get_first_request (LageDecoder            *self,
                                                    const char             *uri);
const char *const  *lage_decoder_get_formats       (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LageDecoder, lage_decoder_free)

/* The formats, each in its own file. */
extern const LageDecoderClass lage_cap_decoder_class;
extern const LageDecoderClass lage_cot_decoder_class;
extern const LageDecoderClass lage_have_decoder_class;
extern const LageDecoderClass lage_mavlink_decoder_class;
extern const LageDecoderClass lage_nina_decoder_class;
extern const LageDecoderClass lage_pegelonline_decoder_class;
extern const LageDecoderClass lage_sensorthings_decoder_class;

G_END_DECLS
