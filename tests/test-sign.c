/* test-sign.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "lage-error.h"
#include "sign-test.h"

static void
check_round_trip (const LageSignSpec *spec,
                  gpointer            user_data)
{
  g_autoptr(GError) error = NULL;
  const LageSign *sign = lage_sign_make (spec, &error);

  g_assert_no_error (error);
  g_assert_nonnull (sign);
  g_assert_true (lage_sign_from_code (lage_sign_get_code (sign), &error) == sign);
  g_assert_no_error (error);
}

static void
test_round_trip (void)
{
  guint n = sign_test_for_each (check_round_trip, NULL);

  g_test_message ("%u combinations", n);
  g_assert_cmpuint (n, >, 10000);
}

/* Codes are in logs: this is how they are written for good. */
static void
test_written_form (void)
{
  static const struct
  {
    const char *code;
    const char *canonical; /* (nullable): the same */
  } rows[] = {
    { "sign1;base=unit;org=thw;task=pumping;size=gruppe;name=FGr W/P", NULL },
    { "sign1;name=FGr W/P;size=gruppe;task=pumping;org=thw;base=unit",
      "sign1;base=unit;org=thw;task=pumping;size=gruppe;name=FGr W/P" },
    { "sign1;base=staging-area", NULL },
    { "sign1;base=reporting-post;name=Süd;left=14:30;right=Heros 21/10", NULL },
    { "sign1;base=unit;name=a%3Bb%25c", NULL },
    { "sign1;base=unit;name=%41%c3%a4", "sign1;base=unit;name=Aä" },
    { "sign1;base=unit;name=", "sign1;base=unit" },
    { "sign1;base=command-post", "sign1;base=command-post;org=command" },
    { "sign1;base=person;state=injured;rescue=to-transport", NULL },
    { "sign1;base=unit;org=relief;task=logistics;supply=food;size=trupp;short=DRK", NULL },
    { "sign1;base=danger;task=dike-defence;hint=acute", NULL },
    { "sign1;base=command-post;org=command;level=county;name=KatSL", NULL },
    { "sign1;base=unit;name=x=y", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;
      const LageSign *sign = lage_sign_from_code (rows[i].code, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (lage_sign_get_code (sign), ==,
                       rows[i].canonical != NULL ? rows[i].canonical : rows[i].code);
      g_assert_true (lage_sign_from_code (lage_sign_get_code (sign), NULL) == sign);
    }
}

static void
test_bad_codes (void)
{
  static const struct
  {
    const char *code;
    LageError error;
  } rows[] = {
    { "", LAGE_ERROR_INVALID },
    { "unit", LAGE_ERROR_INVALID },
    { "a-f-G-U-C", LAGE_ERROR_INVALID },
    { "sign1", LAGE_ERROR_INVALID },
    { "sign1;", LAGE_ERROR_INVALID },
    { "sign1;;base=unit", LAGE_ERROR_INVALID },
    { "sign1;base=unit;", LAGE_ERROR_INVALID },
    { "sign1;org=thw", LAGE_ERROR_INVALID },
    { "sign1;base=unit;base=unit", LAGE_ERROR_INVALID },
    { "sign1;base=unit;name=a;name=b", LAGE_ERROR_INVALID },
    { "sign1;base=unit;name=%", LAGE_ERROR_INVALID },
    { "sign1;base=unit;name=%zz", LAGE_ERROR_INVALID },
    { "sign1;base=unit;name=%00", LAGE_ERROR_INVALID },
    { "sign1;base=unit;name=a%0Ab", LAGE_ERROR_INVALID },
    { "sign1;base=unit;name=a\nb", LAGE_ERROR_INVALID },
    { "sign1;base=unit;name=%ff", LAGE_ERROR_INVALID },
    { "sign1;base=unit;name=\xff", LAGE_ERROR_INVALID },
    { "sign1;base=unit;name=\u202E", LAGE_ERROR_INVALID },
    { "sign1;base=unit;name= ", LAGE_ERROR_INVALID },
    { "sign1;base=unit;name=a ", LAGE_ERROR_INVALID },
    { "sign2;base=unit", LAGE_ERROR_UNSUPPORTED },
    { "sign1;base=", LAGE_ERROR_UNSUPPORTED },
    { "sign1;base=Unit", LAGE_ERROR_UNSUPPORTED },
    { "sign1;base=unit;org=", LAGE_ERROR_UNSUPPORTED },
    { "sign1;base=unit;org=navy", LAGE_ERROR_UNSUPPORTED },
    { "sign1;base=unit;colour=red", LAGE_ERROR_UNSUPPORTED },
    { "sign1;base=unit;supply=food", LAGE_ERROR_UNSUPPORTED },
    { "sign1;base=unit;task=pumping;supply=food", LAGE_ERROR_UNSUPPORTED },
    { "sign1;base=unit;size=zug;level=county", LAGE_ERROR_UNSUPPORTED },
    { "sign1;base=unit;state=injured", LAGE_ERROR_UNSUPPORTED },
    { "sign1;base=person;state=blocked", LAGE_ERROR_UNSUPPORTED },
    { "sign1;base=person;state=injured;task=medical", LAGE_ERROR_UNSUPPORTED },
    { "sign1;base=person;type=x", LAGE_ERROR_UNSUPPORTED },
    { "sign1;base=staging-area;org=fire", LAGE_ERROR_UNSUPPORTED },
    { "sign1;base=staging-area;short=FW", LAGE_ERROR_UNSUPPORTED },
    { "sign1;base=unit;name=0123456789012345678901234", LAGE_ERROR_TOO_LARGE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", rows[i].code);
      g_assert_null (lage_sign_from_code (rows[i].code, &error));
      g_assert_error (error, LAGE_ERROR, (int) rows[i].error);
    }
}

static void
test_long_codes (void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *long_text = g_strnfill (2000, 'x');
  g_autofree char *code = g_strconcat ("sign1;base=unit;name=", long_text, NULL);
  g_autofree char *many = g_strnfill (1024, ';');

  g_assert_null (lage_sign_from_code (code, &error));
  g_assert_error (error, LAGE_ERROR, LAGE_ERROR_TOO_LARGE);
  g_clear_error (&error);
  memcpy (many, "sign1", 5);
  g_assert_null (lage_sign_from_code (many, &error));
  g_assert_error (error, LAGE_ERROR, LAGE_ERROR_INVALID);
}

static void
test_unknown_numbers (void)
{
  g_autoptr(GError) error = NULL;
  LageSignSpec spec = { .base = LAGE_N_SIGN_BASES };

  g_assert_null (lage_sign_make (&spec, &error));
  g_assert_error (error, LAGE_ERROR, LAGE_ERROR_UNSUPPORTED);
  g_clear_error (&error);
  spec = (LageSignSpec){ .base = LAGE_SIGN_UNIT, .task = 255 };
  g_assert_null (lage_sign_make (&spec, &error));
  g_assert_error (error, LAGE_ERROR, LAGE_ERROR_UNSUPPORTED);
}

/* Tokens and names: all there, and no token twice. */
static void
test_words (void)
{
  for (LageSignKey key = 0; key < LAGE_N_SIGN_KEYS; key++)
    {
      guint n;
      const LageSignWord *words = lage_sign_get_words (key, &n);

      for (guint i = 0; i < n; i++)
        {
          g_assert_cmpstr (words[i].english, !=, NULL);
          g_assert_cmpstr (words[i].german, !=, NULL);
          g_assert_cmpuint (strlen (words[i].token) > 0, ==, i > 0 || key == LAGE_SIGN_KEY_BASE);
          g_assert_cmpuint (strcspn (words[i].token, ";=% "), ==, strlen (words[i].token));
          for (guint k = 0; k < i; k++)
            g_assert_cmpstr (words[i].token, !=, words[k].token);
        }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/signs/code/written-form", test_written_form);
  g_test_add_func ("/signs/code/round-trip", test_round_trip);
  g_test_add_func ("/signs/code/bad", test_bad_codes);
  g_test_add_func ("/signs/code/long", test_long_codes);
  g_test_add_func ("/signs/make/unknown-numbers", test_unknown_numbers);
  g_test_add_func ("/signs/words", test_words);

  return g_test_run ();
}
