/* lage-position.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-coordinates.h"

G_BEGIN_DECLS

/**
 * LageNotation:
 * @LAGE_NOTATION_DECIMAL: decimal degrees
 * @LAGE_NOTATION_MINUTES: degrees and decimal minutes, as ships and helicopters say it
 * @LAGE_NOTATION_SECONDS: degrees, minutes and seconds
 * @LAGE_NOTATION_UTM: zone, easting and northing
 * @LAGE_NOTATION_MGRS: UTMREF, the reference of German forces
 * @LAGE_NOTATION_GAUSS_KRUEGER: Rechtswert and Hochwert of the old German surveys
 *
 * How a position is written.
 */
typedef enum
{
  LAGE_NOTATION_DECIMAL,
  LAGE_NOTATION_MINUTES,
  LAGE_NOTATION_SECONDS,
  LAGE_NOTATION_UTM,
  LAGE_NOTATION_MGRS,
  LAGE_NOTATION_GAUSS_KRUEGER,
  LAGE_N_NOTATIONS
} LageNotation;

/**
 * LagePosition:
 * @point: the place; of a cell its middle
 * @notation: how it was written
 * @precision_m: the size of what the text tells apart, in metres
 * @is_swapped: the longitude, or the northing, came first
 * @is_zone_assumed: the zone was not said, that of the operation area was taken
 */
typedef struct
{
  LagePoint    point;
  LageNotation notation;
  double       precision_m;
  gboolean     is_swapped;
  gboolean     is_zone_assumed;
} LagePosition;

gboolean      lage_position_parse      (const char       *text,
                                        const LagePoint  *near,
                                        LagePosition     *position,
                                        GError          **error);

const char   *lage_notation_to_token   (LageNotation      notation);
LageNotation  lage_notation_from_token (const char       *token);

G_END_DECLS
