/* fuzz-sensorthings-decoder.c
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
    "map.1", "properties/layerName=Tor -> flood-gate.gate-state states 0=open,1=closed",
    "map.2", "name~P* -> gauge.level factor 100 offset 500",
    "map.3", "@iot.id=44 -> sensor.traffic factor 12",
    "map.4", "Thing/name=W -> drone.armed",
    "map.5", "description=a -> hospital.triage-red",
    "history", "true",
    NULL,
  };

  return fuzz_document (&lage_sensorthings_decoder_class, options,
                        "https://example.invalid/v1.1/Datastreams(44)/Observations",
                        data, size);
}
