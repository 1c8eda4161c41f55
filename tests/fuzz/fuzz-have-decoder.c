/* fuzz-have-decoder.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fuzz-document.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  static const char *const options[] = { "accept", "exercise", NULL };

  return fuzz_document (&lage_have_decoder_class, options,
                        "https://example.invalid/have.xml",
                        data, size);
}
