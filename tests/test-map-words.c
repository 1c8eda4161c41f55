/* test-map-words.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-map-words.h"

static LagePoint
make_point (double latitude,
            double longitude)
{
  LagePoint point;

  g_assert_true (lage_point_init (&point, latitude, longitude));
  return point;
}

/* Eight directions, and both sides of the limits between them; a distance that nobody would read
 * out, and "at" where there is none worth telling. */
static void
test_locate (void)
{
  static const struct
  {
    double bearing_deg;
    double distance_m;
    const char *text;
  } cases[] = {
    { 0, 324, "320 m north of Wedel" },
    { 22, 324, "320 m north of Wedel" },
    { 23, 326, "330 m north-east of Wedel" },
    { 90, 980, "980 m east of Wedel" },
    { 135, 1240, "1.2 km south-east of Wedel" },
    { 180, 12340, "12.3 km south of Wedel" },
    { 225, 60, "60 m south-west of Wedel" },
    { 270, 100, "100 m west of Wedel" },
    { 315, 100, "100 m north-west of Wedel" },
    { 338, 100, "100 m north of Wedel" },
    { 90, 31, "30 m east of Wedel" },
    { 90, 29, "at Wedel" },
    { 90, 0, "at Wedel" },
  };
  LagePoint landmark = make_point (53.58, 9.7);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = NULL;
      LagePoint point;

      lage_point_move (&landmark, cases[i].bearing_deg, cases[i].distance_m, &point);
      text = lage_map_words_locate (&point, &landmark, "Wedel");
      /* The space between number and unit does not break. */
      for (char *c = strstr (text, "\302\240"); c != NULL; c = strstr (text, "\302\240"))
        {
          *c = ' ';
          memmove (c + 1, c + 2, strlen (c + 2) + 1);
        }
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_summarise (void)
{
  static const struct
  {
    const char *selected;
    const char *place;
    guint n_selected;
    guint n_in_sight;
    const char *text;
  } cases[] = {
    { NULL, NULL, 0, 0, "Nothing is selected. 0 items in sight." },
    { NULL, NULL, 0, 1, "Nothing is selected. 1 item in sight." },
    { "Florian 12, available", NULL, 1, 7, "Florian 12, available. 7 items in sight." },
    { "Florian 12, available", "at Wedel", 1, 7,
      "Florian 12, available, at Wedel. 7 items in sight." },
    { NULL, NULL, 14, 20, "14 selected. 20 items in sight." },
    { "Florian 12", "at Wedel", 3, 20, "Florian 12, at Wedel. 3 selected. 20 items in sight." },
    { "Florian 12", NULL, 3, 20, "Florian 12. 3 selected. 20 items in sight." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = lage_map_words_summarise (cases[i].selected, cases[i].place,
                                                        cases[i].n_selected, cases[i].n_in_sight);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/windows/map-words/locate", test_locate);
  g_test_add_func ("/windows/map-words/summarise", test_summarise);

  return g_test_run ();
}
