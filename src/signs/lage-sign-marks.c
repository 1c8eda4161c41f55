/* lage-sign-marks.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-sign-private.h"

/* What the parts of a sign look like, in the language of lage-sign-path.c. Drawn anew from the
 * descriptions of DV 102 (SKK 2003, BBK 2012), which are meant to be drawn by hand. DV 102 is an
 * open system; its editions disagree on the measure, which here stands on its tip. */

#define FORCE_PARTS \
  (LAGE_SIGN_TAKES_ORGANISATION | LAGE_SIGN_TAKES_TASK | LAGE_SIGN_TAKES_NAME | \
   LAGE_SIGN_TAKES_TYPE | LAGE_SIGN_TAKES_SIDES)
#define UNIT_PARTS (FORCE_PARTS | LAGE_SIGN_TAKES_SIZE | LAGE_SIGN_TAKES_LEVEL)
#define VEHICLE_PARTS (FORCE_PARTS | LAGE_SIGN_TAKES_DAMAGE)
#define POST_PARTS \
  (LAGE_SIGN_TAKES_ORGANISATION | LAGE_SIGN_TAKES_TASK | LAGE_SIGN_TAKES_NAME | \
   LAGE_SIGN_TAKES_SIDES | LAGE_SIGN_TAKES_LEVEL)
#define AIR_PARTS \
  (LAGE_SIGN_TAKES_ORGANISATION | LAGE_SIGN_TAKES_NAME | LAGE_SIGN_TAKES_SIDES)
#define TOPIC_PARTS (LAGE_SIGN_TAKES_TASK | LAGE_SIGN_TAKES_NAME | LAGE_SIGN_TAKES_SIDES)
#define PLACE_PARTS (LAGE_SIGN_TAKES_NAME | LAGE_SIGN_TAKES_SIDES)

#define VEHICLE_BODY "M-37.5 -22.5 C-16 -12.5 16 -12.5 37.5 -22.5 L37.5 22.5 L-37.5 22.5 Z"
#define VEHICLE_BOXES \
  .bleed = { 0, 4, 75, 37 }, .core = { 0, 4, 34, 30 }, .texts = { 0, 3.5, 75, 38 }
#define VEHICLE(extras_, left_, bottom_) \
  { \
    .outline = VEHICLE_BODY, .extras = extras_, .parts = VEHICLE_PARTS, \
    .wear = LAGE_SIGN_WEARS_FORCE, .left = left_, .top = -22.5, .right = 37.5, \
    .bottom = bottom_, VEHICLE_BOXES \
  }

#define ROUND(radius) \
  .left = -radius, .top = -radius, .right = radius, .bottom = radius, \
  .bleed = { 0, 0, 2 * radius, 2 * radius }, .core = { 0, 0, 30, 26.5 }
#define PLACE(wear_, extras_) \
  { \
    .outline = "O0 0 22.5", .extras = extras_, .parts = PLACE_PARTS, .wear = wear_, ROUND (22.5) \
  }
#define SQUARE(extras_) \
  { \
    .outline = "R-22.5 -22.5 45 45", .extras = extras_, .parts = PLACE_PARTS, \
    .wear = LAGE_SIGN_WEARS_PAPER, ROUND (22.5) \
  }

#define CAPSULES \
  "M-30 -8 L-12 -8 A-12 0 8 270 450 L-30 8 A-30 0 8 90 270 Z " \
  "M30 8 L12 8 A12 0 8 90 270 L30 -8 A30 0 8 270 450 Z"

#define VAN "M-13 -7 C-5 -3.5 5 -3.5 13 -7 L13 7 L-13 7 Z s"
#define QUARTERS "M-22.5 0 L22.5 0 M0 -22.5 L0 22.5 s "
#define COUNT(n) " O0 0 9.5 p t " n " 0 0 14"

static const LageSignShape shapes[LAGE_N_SIGN_BASES] = {
  [LAGE_SIGN_UNIT] = {
    .outline = "R-37.5 -22.5 75 45", .parts = UNIT_PARTS, .wear = LAGE_SIGN_WEARS_FORCE,
    .left = -37.5, .top = -22.5, .right = 37.5, .bottom = 22.5,
    .bleed = { 0, 0, 75, 45 }, .core = { 0, 0, 34, 30 }, .texts = { 0, 0, 75, 45 },
  },
  [LAGE_SIGN_COMMAND_POST] = {
    .outline = "R-37.5 -22.5 75 45", .extras = "M-37.5 22.5 L-37.5 34 s", .parts = UNIT_PARTS,
    .wear = LAGE_SIGN_WEARS_COMMAND,
    .left = -37.5, .top = -22.5, .right = 37.5, .bottom = 34,
    .bleed = { 0, 0, 75, 45 }, .core = { 0, 0, 34, 30 }, .texts = { 0, 0, 75, 45 },
  },
  [LAGE_SIGN_PERSON] = {
    .outline = "M0 -22.5 L22.5 0 L0 22.5 L-22.5 0 Z",
    .parts = LAGE_SIGN_TAKES_ORGANISATION | LAGE_SIGN_TAKES_TASK | LAGE_SIGN_TAKES_NAME
             | LAGE_SIGN_TAKES_SIDES | LAGE_SIGN_TAKES_PERSON_STATE | LAGE_SIGN_TAKES_RANK,
    .wear = LAGE_SIGN_WEARS_OBJECT,
    .left = -22.5, .top = -22.5, .right = 22.5, .bottom = 22.5,
    .bleed = { 0, 0, 45, 45 }, .core = { 0, 1, 24, 21 },
  },
  [LAGE_SIGN_POST] = {
    .outline = "O0 0 21.5", .parts = POST_PARTS, .wear = LAGE_SIGN_WEARS_OBJECT, ROUND (21.5),
  },
  [LAGE_SIGN_FACILITY] = {
    .outline = "O0 0 21.5", .extras = "M-21.5 -26 L21.5 -26 s",
    .parts = POST_PARTS | LAGE_SIGN_TAKES_DAMAGE, .wear = LAGE_SIGN_WEARS_OBJECT,
    .left = -21.5, .top = -26, .right = 21.5, .bottom = 21.5,
    .bleed = { 0, 0, 43, 43 }, .core = { 0, 0, 30, 26.5 },
  },
  [LAGE_SIGN_BUILDING] = {
    .outline = "M-37.5 -9 L0 -27 L37.5 -9 L37.5 22.5 L-37.5 22.5 Z", .extras = "M-37.5 -9 L37.5 -9 s",
    .parts = FORCE_PARTS | LAGE_SIGN_TAKES_DAMAGE, .wear = LAGE_SIGN_WEARS_OBJECT,
    .left = -37.5, .top = -27, .right = 37.5, .bottom = 22.5,
    .bleed = { 0, 6.75, 75, 31.5 }, .core = { 0, 6.75, 31, 27 }, .texts = { 0, 6.75, 75, 31.5 },
  },

  [LAGE_SIGN_VEHICLE] = VEHICLE (NULL, -37.5, 22.5),
  [LAGE_SIGN_ROAD_VEHICLE] = VEHICLE ("O-22 28 5 p O22 28 5 p", -37.5, 33),
  [LAGE_SIGN_OFF_ROAD_VEHICLE] = VEHICLE ("O-25 28 5 p O0 28 5 p O25 28 5 p", -37.5, 33),
  [LAGE_SIGN_TRACKED_VEHICLE] =
    VEHICLE ("M-27 33 A-27 28 5 90 270 L27 23 A27 28 5 270 450 Z p", -37.5, 33),
  [LAGE_SIGN_RAIL_VEHICLE] =
    VEHICLE ("O-29 27 4 p O-18 27 4 p O18 27 4 p O29 27 4 p", -37.5, 31),
  [LAGE_SIGN_TRAILER] = VEHICLE ("M-37.5 17 L-50 17 s O-5.5 28 5 p O5.5 28 5 p", -50, 33),

  [LAGE_SIGN_WATER_CRAFT] = {
    .outline = "M37.5 -17 A0 -17 37.5 0 180 Z", .parts = VEHICLE_PARTS & ~LAGE_SIGN_TAKES_TYPE,
    .wear = LAGE_SIGN_WEARS_FORCE, .left = -37.5, .top = -17, .right = 37.5, .bottom = 20.5,
    .bleed = { 0, 1.75, 75, 37.5 }, .core = { 0, -3, 26, 23 },
  },
  [LAGE_SIGN_HELICOPTER] = {
    .outline = CAPSULES,
    .extras = "=1.6 M0 -15 L0 20 s M-13 20 L13 20 s", .parts = AIR_PARTS,
    .wear = LAGE_SIGN_WEARS_FORCE,
    .left = -38, .top = -15, .right = 38, .bottom = 20, .bleed = { 0, 0, 76, 16 },
    .core = { 0, 0, 16, 14 },
  },
  [LAGE_SIGN_PLANE] = {
    .outline = CAPSULES,
    .extras = "=1.6 M0 -15 L0 15 s", .parts = AIR_PARTS, .wear = LAGE_SIGN_WEARS_FORCE,
    .left = -38, .top = -15, .right = 38, .bottom = 15, .bleed = { 0, 0, 76, 16 },
    .core = { 0, 0, 16, 14 },
  },
  [LAGE_SIGN_DRONE] = {
    .outline = "M-37.5 -13 L-11 -9 L0 -1 L11 -9 L37.5 -13 L15 10 L0 18 L-15 10 Z",
    .parts = AIR_PARTS, .wear = LAGE_SIGN_WEARS_FORCE,
    .left = -40, .top = -14, .right = 40, .bottom = 18, .bleed = { 0, 2, 75, 31 },
    .core = { 0, 6, 14, 12 },
  },

  [LAGE_SIGN_MEASURE] = {
    .outline = "M-29 -22.5 L29 -22.5 L0 22.5 Z", .parts = TOPIC_PARTS,
    .wear = LAGE_SIGN_WEARS_MEASURE, .left = -29, .top = -22.5, .right = 29, .bottom = 22.5,
    .bleed = { 0, -9.5, 30, 20 }, .core = { 0, -10, 24, 21 },
  },
  [LAGE_SIGN_EVENT] = {
    .outline = "M-29 -22.5 L0 22.5 L29 -22.5", .parts = TOPIC_PARTS,
    .wear = LAGE_SIGN_WEARS_PAPER, .left = -29, .top = -22.5, .right = 29, .bottom = 22.5,
    .bleed = { 0, -9.5, 30, 20 }, .core = { 0, -10, 24, 21 },
  },
  [LAGE_SIGN_DANGER] = {
    .outline = "M0 -22.5 L29 22.5 L-29 22.5 Z", .parts = TOPIC_PARTS | LAGE_SIGN_TAKES_HINT,
    .wear = LAGE_SIGN_WEARS_DANGER, .left = -29, .top = -22.5, .right = 29, .bottom = 22.5,
    .bleed = { 0, 9.5, 30, 20 }, .core = { 0, 10, 24, 21 },
  },

  [LAGE_SIGN_STAGING_AREA] = PLACE (LAGE_SIGN_WEARS_COMMAND, "=0.9 " VAN),
  [LAGE_SIGN_REPORTING_POST] = PLACE (LAGE_SIGN_WEARS_COMMAND, "t M 0 0 27"),
  [LAGE_SIGN_STAGING_AND_REPORTING] =
    PLACE (LAGE_SIGN_WEARS_COMMAND,
           "=0.9 M-13 3 C-5 6 5 6 13 3 L13 15 L-13 15 Z s t M 0 -8.5 17"),
  [LAGE_SIGN_COLLECTION_POINT] =
    PLACE (LAGE_SIGN_WEARS_PAPER,
           "O0 0 3.5 f =0.9 M-19 0 L-7 0 M-11 -4 L-7 0 L-11 4 M19 0 L7 0 M11 -4 L7 0 L11 4 "
           "M0 -19 L0 -7 M-4 -11 L0 -7 L4 -11 M0 19 L0 7 M-4 11 L0 7 L4 11 s"),
  [LAGE_SIGN_GUIDE_POST] = PLACE (LAGE_SIGN_WEARS_COMMAND, "t L 0 0 27"),
  [LAGE_SIGN_LANDING_SITE] = PLACE (LAGE_SIGN_WEARS_PAPER, "O0 0 17 s t H 0 0 21"),
  [LAGE_SIGN_CARE_POST] =
    PLACE (LAGE_SIGN_WEARS_PAPER, "M-15.5 15.5 L0 -22.5 L15.5 15.5 s M-15.5 15.5 L15.5 15.5 s"),
  [LAGE_SIGN_TREATMENT_POST] =
    PLACE (LAGE_SIGN_WEARS_PAPER,
           "M0 -22.5 L0 22.5 M-22.5 0 L22.5 0 s =0.9 M-9 13 L9 13 s M-9 -13 L9 -13 s"),
  [LAGE_SIGN_EMERGENCY_SHELTER] = {
    .outline = "M-26 -7 L0 -25 L26 -7 L26 22.5 L-26 22.5 Z",
    .extras = "=1.3 M-17 4 L-17 17 M-17 13 L17 13 L17 17 s =1 M-17 8.5 L17 8.5 L17 13 s O-11 4 3 f",
    .parts = PLACE_PARTS | LAGE_SIGN_TAKES_ORGANISATION, .wear = LAGE_SIGN_WEARS_OBJECT,
    .left = -26, .top = -25, .right = 26, .bottom = 22.5,
    .bleed = { 0, 0, 52, 45 }, .core = { 0, 6, 30, 26 },
  },

  /* Told apart by their rings too. */
  [LAGE_SIGN_ACCOUNT_RED] = PLACE (LAGE_SIGN_WEARS_PAPER, "d O0 0 22.5 f k =0.8 O0 0 18 s =1 O0 0 13 p"),
  [LAGE_SIGN_ACCOUNT_YELLOW] = PLACE (LAGE_SIGN_WEARS_PAPER, "y O0 0 22.5 f k O0 0 22.5 s O0 0 15 p"),
  [LAGE_SIGN_ACCOUNT_WHITE] = PLACE (LAGE_SIGN_WEARS_PAPER, NULL),

  [LAGE_SIGN_FLOODED] = {
    .outline = "M-37.5 0 C-37.5 -30 37.5 -30 37.5 0 C37.5 30 -37.5 30 -37.5 0 Z",
    .extras = "t W 0 -9.5 18 w M-24 6 C-21 2 -19 2 -16 6 C-13 10 -11 10 -8 6 C-5 2 -3 2 0 6 "
              "C3 10 5 10 8 6 C11 2 13 2 16 6 C19 10 21 10 24 6 s "
              "M-16 14 C-13 10 -11 10 -8 14 C-5 18 -3 18 0 14 C3 10 5 10 8 14 C11 18 13 18 16 14 s",
    .parts = PLACE_PARTS, .wear = LAGE_SIGN_WEARS_WATER,
    .left = -37.5, .top = -22.5, .right = 37.5, .bottom = 22.5,
    .bleed = { 0, 0, 75, 45 }, .core = { 0, 0, 34, 30 },
  },

  [LAGE_SIGN_FAILURE_25] = SQUARE ("g R0 -22.5 22.5 22.5 f k " QUARTERS COUNT ("1")),
  [LAGE_SIGN_FAILURE_50] = SQUARE ("y R0 -22.5 22.5 45 f k " QUARTERS COUNT ("2")),
  [LAGE_SIGN_FAILURE_75] =
    SQUARE ("y R0 -22.5 22.5 45 f R-22.5 0 22.5 22.5 f k " QUARTERS COUNT ("3")),
  [LAGE_SIGN_FAILURE_100] = SQUARE ("d R-22.5 -22.5 45 45 f k " QUARTERS COUNT ("4")),

  [LAGE_SIGN_TENDENCY_UP] = SQUARE ("=1.5 M0 15 L0 -14 M-11 -3 L0 -14 L11 -3 s"),
  [LAGE_SIGN_TENDENCY_STEADY] = SQUARE ("=1.5 M-15 0 L14 0 M3 -11 L14 0 L3 11 s"),
  [LAGE_SIGN_TENDENCY_DOWN] = SQUARE ("=1.5 M0 -15 L0 14 M-11 3 L0 14 L11 3 s"),

  /* One to three tongues. */
  [LAGE_SIGN_FIRE_SMALL] = {
    .outline = "M-13 20 C-22 4 -8 2 0 -22 C6 2 22 4 13 20 Z", .parts = PLACE_PARTS,
    .wear = LAGE_SIGN_WEARS_DANGER, .left = -17, .top = -22, .right = 17, .bottom = 20,
    .bleed = { 0, 0, 34, 42 }, .core = { 0, 4, 20, 17 },
  },
  [LAGE_SIGN_FIRE_MEDIUM] = {
    .outline = "M-16 20 C-27 6 -20 -4 -15 -20 C-10 -8 -4 -4 0 2 C4 -4 10 -8 15 -20 "
               "C20 -4 27 6 16 20 Z",
    .parts = PLACE_PARTS, .wear = LAGE_SIGN_WEARS_DANGER, .left = -22, .top = -20, .right = 22,
    .bottom = 20, .bleed = { 0, 0, 44, 40 }, .core = { 0, 8, 20, 17 },
  },
  [LAGE_SIGN_FIRE_LARGE] = {
    .outline = "M-20 20 C-34 6 -28 -2 -25 -15 C-20 -6 -14 -2 -11 3 C-8 -6 -4 -12 0 -24 "
               "C4 -12 8 -6 11 3 C14 -2 20 -6 25 -15 C28 -2 34 6 20 20 Z",
    .parts = PLACE_PARTS, .wear = LAGE_SIGN_WEARS_DANGER, .left = -30, .top = -24, .right = 30,
    .bottom = 20, .bleed = { 0, 0, 60, 44 }, .core = { 0, 10, 20, 17 },
  },

  [LAGE_SIGN_ROAD] = {
    .outline = "R-37.5 -11 75 22", .extras = "=0.8 M-32 0 L-20 0 M-6 0 L6 0 M20 0 L32 0 s",
    .parts = PLACE_PARTS | LAGE_SIGN_TAKES_DAMAGE | LAGE_SIGN_TAKES_BLOCKING,
    .wear = LAGE_SIGN_WEARS_PAPER, .left = -37.5, .top = -20, .right = 37.5, .bottom = 20,
    .bleed = { 0, 0, 75, 22 }, .core = { 0, 0, 26, 22 },
  },
};

#define CROSS "M0 -22.5 L0 22.5 M-37.5 0 L37.5 0 s"
#define RETORT "O-10 -12 3 f O10 -12 3 f M-12 13 L8 -9 M12 13 L-8 -9 s"

static const LageSignMark tasks[LAGE_N_SIGN_TASKS] = {
  [LAGE_SIGN_FIRE_FIGHTING] = { "M-37.5 0 L37.5 0 M23 -8 L13 0 L23 8 s", TRUE },
  [LAGE_SIGN_MEDICAL] = { CROSS, TRUE },
  [LAGE_SIGN_DOCTOR] = { CROSS " =1.3 M-10 13 L10 13 s", TRUE },
  [LAGE_SIGN_HOSPITAL] = { CROSS " =1.3 M-15 -8 L-15 8 M15 -8 L15 8 s", TRUE },
  [LAGE_SIGN_CARE] = { "M-37.5 22.5 L0 -22.5 L37.5 22.5 s", TRUE },
  [LAGE_SIGN_COMMAND] = { "R-37.5 -22.5 75 9 f", TRUE },
  [LAGE_SIGN_LOGISTICS] = { "R-37.5 13.5 75 9 f", TRUE },
  [LAGE_SIGN_COMMUNICATIONS] = { "M-37.5 22.5 L8 -9 L-8 9 L37.5 -22.5 s", TRUE },
  [LAGE_SIGN_RECONNAISSANCE] = { "M-37.5 22.5 L37.5 -22.5 s", TRUE },
  [LAGE_SIGN_DIKE_DEFENCE] = { "M-37.5 12 L-14 12 L-3 -10 L8 -10 L37.5 12 s "
                               "M-35 -2 C-32 -6 -30 -6 -27 -2 C-24 2 -22 2 -19 -2 s "
                               "M-35 6 C-32 2 -30 2 -27 6 C-24 10 -22 10 -19 6 s", TRUE },
  [LAGE_SIGN_WATER_RESCUE] = { "M-16 -10 C-13 -14 -11 -14 -8 -10 C-5 -6 -3 -6 0 -10 C3 -14 5 -14 8 -10 "
                               "C11 -6 13 -6 16 -10 s "
                               "M-16 -3 C-13 -7 -11 -7 -8 -3 C-5 1 -3 1 0 -3 C3 -7 5 -7 8 -3 "
                               "C11 1 13 1 16 -3 s M0 1 L7 8 L0 15 L-7 8 Z s", FALSE },
  [LAGE_SIGN_BOATS] = { "M9 -6 A0 -6 9 0 180 Z f "
                        "M-22 8 C-20 4 -18 4 -16 8 C-14 12 -12 12 -10 8 s "
                        "M10 8 C12 4 14 4 16 8 C18 12 20 12 22 8 s", FALSE },
  [LAGE_SIGN_RECOVERY] = { "M-18 9 L-8 9 A0 0 12 131 409 L18 9 s", FALSE },
  [LAGE_SIGN_TECHNICAL] = { "=1.8 M-8 0 L8 0 s =1.3 M-18 -5 L-13 -5 A-13 0 5 270 450 "
                            "L-18 5 M18 5 L13 5 A13 0 5 90 270 L18 -5 s", FALSE },
  [LAGE_SIGN_PUMPING] = { "O0 0 14 s M0 0 C4 -5 4 -9 0 -14 M0 0 C6 2 10 1 13.3 -4.3 "
                          "M0 0 C0 6 3 9 8.2 11.3 M0 0 C-6 2 -7 6 -8.2 11.3 "
                          "M0 0 C-4 -5 -8 -6 -13.3 -4.3 s", FALSE },
  [LAGE_SIGN_CLEARING] = { "=1.2 M-18 0 L10 0 s =1.6 M16 -14 C8 -6 8 6 16 14 s", FALSE },
  [LAGE_SIGN_TRANSPORT] = { "O0 0 14 s M0 -14 L0 14 M-14 0 L14 0 M-9.9 -9.9 L9.9 9.9 "
                            "M-9.9 9.9 L9.9 -9.9 s", FALSE },
  [LAGE_SIGN_CBRN] = { RETORT, FALSE },
  [LAGE_SIGN_DECONTAMINATION] = { RETORT " M-12 5 L-12 13 L-4.5 13 M12 5 L12 13 L4.5 13 s", FALSE },
  [LAGE_SIGN_WARNING] = { "M-16 -4 L-9 -4 L-1 -12 L-1 12 L-9 4 L-16 4 Z f "
                          "M3.5 -6 A-1 0 7.5 307 413 s M7.4 -11.2 A-1 0 14 307 413 s", FALSE },
  [LAGE_SIGN_DOGS] = { "M-17 -6 L-13 -4 L5 -4 L8 -12 L11 -9 L17 -7 L16 -3 L11 -2 L9 4 L9 14 L6 14 "
                       "L4 5 L-8 5 L-9 14 L-12 14 L-13 2 L-15 0 Z f", FALSE },
  [LAGE_SIGN_LIGHTING] = { "O0 0 6.5 s M0 -9.5 L0 -15 M0 9.5 L0 15 M-9.5 0 L-15 0 M9.5 0 L15 0 "
                           "M-6.7 -6.7 L-10.6 -10.6 M6.7 -6.7 L10.6 -10.6 M-6.7 6.7 L-10.6 10.6 "
                           "M6.7 6.7 L10.6 10.6 s", FALSE },
  [LAGE_SIGN_LIFTING] = { "M0 -15 L0 -2 s O0 -4 3 f =1.5 M0 0 L0 3 M0 3 A0 8 6 290 540 s", FALSE },
  [LAGE_SIGN_HEIGHT_RESCUE] = { "M-17 15 L-17 6 L-6 6 L-6 -4 L5 -4 L5 -14 s "
                                "M13 15 L13 -10 M8 -5 L13 -11 L18 -5 s", FALSE },
  [LAGE_SIGN_BLASTING] = { "M0 -15 L3.5 -6 L12 -11 L8 -2.5 L17 0 L8 2.5 L12 11 L3.5 6 L0 15 "
                           "L-3.5 6 L-12 11 L-8 2.5 L-17 0 L-8 -2.5 L-12 -11 L-3.5 -6 Z f", FALSE },
  [LAGE_SIGN_MAINTENANCE] = { "=1.6 M-12 13 L5 -4 s =1.3 M6.5 -14 A10 -8 6 235 430 s "
                              "M16 -3 A10 -8 6 60 70 s =1 O-13 14 2.5 f", FALSE },
  [LAGE_SIGN_ACCOMMODATION] = { "=1.5 M-16 -9 L-16 13 M-16 8 L16 8 L16 13 s "
                                "=1 M-16 1 L16 1 L16 8 s O-10 -4 3.5 f", FALSE },
  [LAGE_SIGN_PSYCHOSOCIAL] = { "M0 13 C-24 -3 -13 -17 0 -6 C13 -17 24 -3 0 13 Z s", FALSE },
  [LAGE_SIGN_VETERINARY] = { "=1.4 M-10 -13 L0 12 L10 -13 s", FALSE },
  [LAGE_SIGN_DIVING] = { "R-15 -8 30 14 s =1 M-4 6 L0 1 L4 6 s M15 0 L19 0 L19 -15 s", FALSE },
  [LAGE_SIGN_AERIAL_VIEW] = { "M-18 -9 L-6 -6 L0 -1 L6 -6 L18 -9 L8 3 L0 7 L-8 3 Z f "
                              "M-6 15 L0 9 L6 15 s", FALSE },
};

static const char * const supplies[LAGE_N_SIGN_SUPPLIES] = {
  [LAGE_SIGN_FOOD] = "M-11 -4 L11 -4 A0 -4 11 0 180 Z f =0.8 M-5 -15 C-8 -12 -2 -10 -5 -7 "
                     "M5 -15 C2 -12 8 -10 5 -7 s",
  [LAGE_SIGN_WATER] = "M0 -15 C3 -8 9 -3 9 3 A0 3 9 0 180 C-9 -3 -3 -8 0 -15 Z s",
  [LAGE_SIGN_POWER] = "M3 -16 L-9 2 L-1 2 L-4 14 L9 -5 L1 -5 Z f",
  [LAGE_SIGN_FUEL] = "M-12 -14 L12 -14 L0 1 Z s M0 1 L0 13 s",
  [LAGE_SIGN_MATERIAL] = "R-13 -12 26 22 s =0.8 M-13 -12 L13 10 M13 -12 L-13 10 s",
  [LAGE_SIGN_SANDBAGS] = "M-16 4 C-17 1 -1 1 -1 6 C-1 11 -17 11 -16 8 Z f "
                         "M1 6 C1 1 17 1 16 4 L16 8 C17 11 1 11 1 6 Z f "
                         "M-8 -6 C-9 -10 9 -10 8 -6 L8 -3 C9 0 -9 0 -8 -3 Z f",
};

/* About the middle of the room above a base, which is 14 high. */
static const char * const sizes[LAGE_N_SIGN_SIZES] = {
  [LAGE_SIGN_TRUPP] = "O0 0 3.6 f",
  [LAGE_SIGN_STAFFEL] = "O0 -4 3.3 f O0 4 3.3 f",
  [LAGE_SIGN_GRUPPE] = "O-6 0 3.6 f O6 0 3.6 f",
  [LAGE_SIGN_ZUG] = "O-12 0 3.6 f O0 0 3.6 f O12 0 3.6 f",
  [LAGE_SIGN_ZUGTRUPP] = "O0 0 3.6 f",
  [LAGE_SIGN_VERBAND_1] = "R-2 -6 4 12 f",
  [LAGE_SIGN_VERBAND_2] = "R-8 -6 4 12 f R4 -6 4 12 f",
  [LAGE_SIGN_VERBAND_3] = "R-13 -6 4 12 f R-2 -6 4 12 f R9 -6 4 12 f",
};

static const char * const states[LAGE_N_SIGN_STATES] = {
  [LAGE_SIGN_INJURED] = "M0 -22.5 L0 22.5 s",
  [LAGE_SIGN_DEAD] = "M0 -22.5 L0 22.5 M-8 -8 L8 -8 s",
  [LAGE_SIGN_MISSING] = "M-22 7 L7 -22 M-7 22 L22 -7 s",
  [LAGE_SIGN_DAMAGED] = "=1.3 M-10 -22.5 L10 22.5 M10 -22.5 L-10 22.5 s",
  [LAGE_SIGN_PARTLY_DESTROYED] = "=1.3 M-16 -22.5 L4 22.5 M4 -22.5 L-16 22.5 M-4 -22.5 L16 22.5 "
                                 "M16 -22.5 L-4 22.5 s",
  [LAGE_SIGN_DESTROYED] = "=1.3 M-24 -22.5 L-4 22.5 M-4 -22.5 L-24 22.5 M-10 -22.5 L10 22.5 "
                          "M10 -22.5 L-10 22.5 M4 -22.5 L24 22.5 M24 -22.5 L4 22.5 s",
  [LAGE_SIGN_PARTLY_BLOCKED] = "=1.6 M-5 -20 L-5 20 M5 -20 L5 20 s",
  [LAGE_SIGN_BLOCKED] = "=1.6 M-15 -20 L-15 20 M-5 -20 L-5 20 M5 -20 L5 20 M15 -20 L15 20 s",
};

static const char * const rescues[LAGE_N_SIGN_RESCUES] = {
  [LAGE_SIGN_BURIED] = "=1.6 M-20 -28 L20 -28 s",
  [LAGE_SIGN_RESCUED] = "=1.6 M-20 28 L20 28 s",
  [LAGE_SIGN_TO_TRANSPORT] = "=1.6 M-20 28 L16 28 s M12 22 L24 28 L12 34 Z f",
  [LAGE_SIGN_TRANSPORTED] = "=1.6 M-20 28 L12 28 s M8 22 L20 28 L8 34 Z f M23 21 L23 35 s",
};

const LageSignShape *
lage_sign_get_shape (guint base)
{
  return &shapes[base];
}

/* NULL path: no mark. */
const LageSignMark *
lage_sign_get_task (guint task)
{
  return &tasks[task];
}

const char *
lage_sign_get_supply (guint supply)
{
  return supplies[supply];
}

const char *
lage_sign_get_size (guint size)
{
  return sizes[size];
}

const char *
lage_sign_get_state (guint state)
{
  return states[state];
}

const char *
lage_sign_get_rescue (guint rescue)
{
  return rescues[rescue];
}
