/* fuzz-cap-decoder.c
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
  return fuzz_document (&lage_cap_decoder_class, NULL,
                        "https://example.invalid/cap/index.xml",
                        data, size);
}
