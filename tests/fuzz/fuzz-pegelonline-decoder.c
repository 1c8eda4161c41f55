/* fuzz-pegelonline-decoder.c
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
  static const char *const options[] = {
    "station", "bbbbbbbb-1111-4222-8333-444444444444",
    NULL,
  };

  return fuzz_document (&lage_pegelonline_decoder_class, options,
                        "https://example.invalid/stations/aaaaaaaa-1111-4222-8333-444444444444/W/measurements.json",
                        data, size);
}
