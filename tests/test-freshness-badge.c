/* test-freshness-badge.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-freshness-badge.h"

#include "widget-test.h"

static const struct
{
  LageFreshness  freshness;
  gint64         age_us;
  const char    *text;
  const char    *name;
  const char    *css_class;
} cases[] = {
  { LAGE_FRESHNESS_FRESH, 3 * G_TIME_SPAN_SECOND, "● 3 s", "Fresh, 3 s old", "fresh" },
  { LAGE_FRESHNESS_AGEING, 70 * G_TIME_SPAN_SECOND, "◐ 70 s", "Ageing, 70 s old", "ageing" },
  { LAGE_FRESHNESS_STALE, 12 * G_TIME_SPAN_MINUTE, "○ 12 min", "Stale, 12 min old", "stale" },
  { LAGE_FRESHNESS_SILENT, 3 * G_TIME_SPAN_HOUR, "✕ 3 h", "Silent, 3 h old", "silent" },
  { LAGE_FRESHNESS_FRESH, -5 * G_TIME_SPAN_SECOND, "● 0 s", "Fresh, 0 s old", "fresh" },
  { LAGE_FRESHNESS_TIMELESS, 2 * G_TIME_SPAN_DAY, "2 d", "2 d old", NULL },
};

static GtkLabel *
get_label (GtkWidget *badge)
{
  return GTK_LABEL (widget_test_find (badge, GTK_TYPE_LABEL, 0));
}

/* From each to each: rows are used again. */
static void
test_every_pair (void)
{
  for (guint from = 0; from < G_N_ELEMENTS (cases); from++)
    for (guint to = 0; to < G_N_ELEMENTS (cases); to++)
      {
        LageFreshnessBadge *badge = widget_test_own (lage_freshness_badge_new ());
        GtkWidget *widget = GTK_WIDGET (badge);

        lage_freshness_badge_set (badge, cases[from].freshness, cases[from].age_us);
        lage_freshness_badge_set (badge, cases[to].freshness, cases[to].age_us);
        g_assert_cmpstr (gtk_label_get_text (get_label (widget)), ==, cases[to].text);
        g_assert_true (gtk_widget_get_visible (GTK_WIDGET (get_label (widget))));
        g_assert_cmpstr (gtk_widget_get_tooltip_text (widget), ==, cases[to].name);
        widget_test_assert_name (widget, GTK_ACCESSIBLE_ROLE_IMG, cases[to].name);
        for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
          if (cases[i].css_class != NULL)
            g_assert_cmpint (gtk_widget_has_css_class (widget, cases[i].css_class), ==,
                             g_strcmp0 (cases[i].css_class, cases[to].css_class) == 0);
        g_assert_finalize_object (badge);
      }
}

static void
assert_shows_nothing (GtkWidget *badge)
{
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (get_label (badge))));
  g_assert_cmpstr (gtk_label_get_text (get_label (badge)), ==, "");
  g_assert_null (gtk_widget_get_tooltip_text (badge));
  g_assert_false (gtk_test_accessible_has_property (GTK_ACCESSIBLE (badge),
                                                    GTK_ACCESSIBLE_PROPERTY_LABEL));
}

static void
test_nothing (void)
{
  LageFreshnessBadge *badge = widget_test_own (lage_freshness_badge_new ());

  assert_shows_nothing (GTK_WIDGET (badge));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      lage_freshness_badge_set (badge, cases[i].freshness, cases[i].age_us);
      lage_freshness_badge_set (badge, LAGE_FRESHNESS_TIMELESS, -1);
      assert_shows_nothing (GTK_WIDGET (badge));
    }
  /* Just said, of what does not age, is not the same as unknown. */
  lage_freshness_badge_set (badge, LAGE_FRESHNESS_TIMELESS, 0);
  g_assert_cmpstr (gtk_label_get_text (get_label (GTK_WIDGET (badge))), ==, "0 s");
  g_assert_finalize_object (badge);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/widgets/freshness-badge/every-pair", test_every_pair);
  g_test_add_func ("/widgets/freshness-badge/nothing", test_nothing);

  return g_test_run ();
}
