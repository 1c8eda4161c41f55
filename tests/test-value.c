/* test-value.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-value.h"

#include <math.h>
#include <string.h>

/* One or more of each type, in ascending order. */
static GArray *
make_values (void)
{
  static const LageId id_a = { { 1 } }, id_b = { { 1, 1 } };
  g_autoptr(GBytes) short_geometry = g_bytes_new ("ab", 2);
  g_autoptr(GBytes) long_geometry = g_bytes_new ("abc", 3);
  LageValue list[] = {
    LAGE_VALUE_INIT,
    lage_value_bool (FALSE),
    lage_value_bool (TRUE),
    lage_value_int (G_MININT64),
    lage_value_int (-1),
    lage_value_int (0),
    lage_value_int (G_MAXINT64),
    lage_value_real (-G_MAXDOUBLE),
    lage_value_real (-0.5),
    lage_value_real (0.0),
    lage_value_real (G_MINDOUBLE),
    lage_value_real (G_MAXDOUBLE),
    lage_value_text (""),
    lage_value_text ("Elbe"),
    lage_value_text ("Elbe "),
    lage_value_text ("Süderelbe"),
    lage_value_time (G_MININT64),
    lage_value_time (0),
    lage_value_time (G_MAXINT64),
    lage_value_point ((LagePoint) { -900000000, 1800000000 }),
    lage_value_point ((LagePoint) { 535454420, -1800000000 }),
    lage_value_point ((LagePoint) { 535454420, 99699650 }),
    lage_value_entity (&id_a),
    lage_value_entity (&id_b),
    lage_value_geometry (short_geometry),
    lage_value_geometry (long_geometry),
  };
  GArray *values = g_array_new (FALSE, FALSE, sizeof (LageValue));

  g_array_set_clear_func (values, (GDestroyNotify) lage_value_clear);
  g_array_append_vals (values, list, G_N_ELEMENTS (list));
  return values;
}

static void
test_order (void)
{
  g_autoptr(GArray) values = make_values ();

  for (guint i = 0; i < values->len; i++)
    for (guint k = 0; k < values->len; k++)
      {
        const LageValue *a = &g_array_index (values, LageValue, i);
        const LageValue *b = &g_array_index (values, LageValue, k);
        int order = lage_value_compare (a, b);

        g_assert_cmpint (order < 0 ? -1 : order > 0, ==, i < k ? -1 : i > k);
        g_assert_cmpint (lage_value_equal (a, b), ==, i == k);
      }
}

static void
test_round_trip (void)
{
  g_autoptr(GArray) values = make_values ();

  for (guint i = 0; i < values->len; i++)
    {
      const LageValue *value = &g_array_index (values, LageValue, i);
      g_autoptr(GByteArray) array = g_byte_array_new ();
      g_auto(LageValue) read = LAGE_VALUE_INIT;
      LageReader reader;

      lage_value_write (value, array);
      lage_reader_init (&reader, array->data, array->len);
      g_assert_true (lage_value_read (&read, &reader));
      g_assert_true (lage_reader_is_at_end (&reader));
      g_assert_true (lage_value_equal (value, &read));

      for (guint cut = 0; cut < array->len; cut++)
        {
          g_auto(LageValue) part = lage_value_text ("overwritten");

          lage_value_clear (&part);
          lage_reader_init (&reader, array->data, cut);
          g_assert_false (lage_value_read (&part, &reader));
          g_assert_cmpint (part.type, ==, LAGE_VALUE_NONE);
        }
    }
}

static void
test_copy (void)
{
  g_autoptr(GArray) values = make_values ();

  for (guint i = 0; i < values->len; i++)
    {
      LageValue *value = &g_array_index (values, LageValue, i);
      g_auto(LageValue) copy = lage_value_copy (value);

      g_assert_true (lage_value_equal (value, &copy));
      if (value->type == LAGE_VALUE_TEXT)
        g_assert_true (value->text == copy.text);
      /* The copy outlives the original; clearing twice is harmless. */
      lage_value_clear (value);
      lage_value_clear (value);
      g_assert_cmpint (value->type, ==, LAGE_VALUE_NONE);
      if (copy.type == LAGE_VALUE_TEXT)
        g_assert_cmpuint (g_ref_string_length (copy.text), ==, strlen (copy.text));
    }
}

static void
test_not_a_number (void)
{
  g_assert_cmpint (lage_value_real ((double) NAN).type, ==, LAGE_VALUE_NONE);
  g_assert_cmpint (lage_value_real ((double) INFINITY).type, ==, LAGE_VALUE_NONE);
  g_assert_cmpint (lage_value_real ((double) -INFINITY).type, ==, LAGE_VALUE_NONE);
  g_assert_false (signbit (lage_value_real (-0.0).real));
}

static void
test_text (void)
{
  g_auto(LageValue) none = lage_value_text (NULL);
  g_auto(LageValue) part = lage_value_text_len ("Deichbruch", 5);
  g_auto(LageValue) nul = lage_value_text_len ("ab\0cd", 5);
  g_auto(LageValue) latin = lage_value_text ("S\xfc" "d");

  g_assert_cmpint (none.type, ==, LAGE_VALUE_NONE);
  g_assert_cmpstr (part.text, ==, "Deich");
  g_assert_cmpstr (nul.text, ==, "ab");
  /* Not UTF-8: nothing vanishes, and what is bad can be seen. */
  g_assert_cmpstr (latin.text, ==, "S\xef\xbf\xbd" "d");
}

static void
test_read_bad (void)
{
  static const struct
  {
    guint8 bytes[18];
    gsize  size;
  } cases[] = {
    { { 9 }, 1 },
    { { 255, 0, 0 }, 3 },
    { { LAGE_VALUE_REAL, 0, 0, 0, 0, 0, 0, 0xf8, 0x7f }, 9 }, /* NaN */
    { { LAGE_VALUE_REAL, 0, 0, 0, 0, 0, 0, 0xf0, 0x7f }, 9 }, /* infinity */
    { { LAGE_VALUE_TEXT, 1, 0xff }, 3 },
    { { LAGE_VALUE_TEXT, 2, 'a', 0 }, 4 },
    { { LAGE_VALUE_TEXT, 3, 'a', 'b' }, 4 },
    { { LAGE_VALUE_GEOMETRY, 3, 'a', 'b' }, 4 },
    { { LAGE_VALUE_POINT, 0x82, 0xa4, 0xa7, 0xda, 0x06, 0 }, 7 }, /* 90.0000001 degrees */
    { { LAGE_VALUE_POINT, 0, 0x82, 0xc8, 0xce, 0xb4, 0x0d }, 7 }, /* 180.0000001 degrees */
    { { LAGE_VALUE_POINT, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1, 0 }, 12 },
    { { LAGE_VALUE_BOOL, 2 }, 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LageValue value;
      LageReader reader;

      lage_reader_init (&reader, cases[i].bytes, cases[i].size);
      g_test_message ("case %u", i);
      g_assert_false (lage_value_read (&value, &reader));
      g_assert_cmpint (value.type, ==, LAGE_VALUE_NONE);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/value/order", test_order);
  g_test_add_func ("/model/value/round-trip", test_round_trip);
  g_test_add_func ("/model/value/copy", test_copy);
  g_test_add_func ("/model/value/not-a-number", test_not_a_number);
  g_test_add_func ("/model/value/text", test_text);
  g_test_add_func ("/model/value/read-bad", test_read_bad);

  return g_test_run ();
}
