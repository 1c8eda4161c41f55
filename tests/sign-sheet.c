/* sign-sheet.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <cairo-pdf.h>
#include <libintl.h>
#include <locale.h>
#include <math.h>
#include <pango/pangocairo.h>
#include <stdlib.h>
#include <string.h>

#include "lage-sign-private.h"

/* Contact sheets of the tactical signs, to look at:
 *
 *   sign-sheet [--theme light|dark|print] [--unit PIXELS] FILE.png|FILE.pdf
 *   sign-sheet --best FILE.png    one page of the best, in all themes
 *   sign-sheet --missing          what DV 102 has and the generator can't draw */

typedef struct
{
  cairo_t *cr;
  LageSignTheme theme;
  double unit_px;
  double x;
  double y;
  double cell_width;
  double cell_height;
  double width;
  double row_height;
} Sheet;

static void
write_text (Sheet      *sheet,
            const char *text,
            double      size_px,
            double      x,
            double      y,
            double      width)
{
  g_autoptr(PangoLayout) layout = pango_cairo_create_layout (sheet->cr);
  g_autoptr(PangoFontDescription) font = pango_font_description_from_string ("Sans");

  pango_font_description_set_absolute_size (font, size_px * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  if (sheet->theme == LAGE_SIGN_DARK)
    cairo_set_source_rgb (sheet->cr, 0.8, 0.8, 0.8);
  else
    cairo_set_source_rgb (sheet->cr, 0.25, 0.25, 0.25);
  cairo_move_to (sheet->cr, x - width / 2, y);
  pango_cairo_show_layout (sheet->cr, layout);
}

static void
add_sign (Sheet              *sheet,
          const LageSignSpec *spec,
          const char         *caption)
{
  g_autoptr(GError) error = NULL;
  const LageSign *sign = lage_sign_make (spec, &error);

  if (sign == NULL)
    return;
  if (sheet->x + sheet->cell_width > sheet->width)
    {
      sheet->x = 0;
      sheet->y += sheet->cell_height;
    }

  cairo_save (sheet->cr);
  cairo_translate (sheet->cr, round (sheet->x + sheet->cell_width / 2),
                   round (sheet->y + sheet->cell_height * 0.42));
  lage_sign_draw (sign, sheet->theme, sheet->unit_px, sheet->cr);
  cairo_restore (sheet->cr);
  if (caption != NULL)
    write_text (sheet, caption, 9, sheet->x + sheet->cell_width / 2,
                sheet->y + sheet->cell_height - 12, sheet->cell_width - 4);
  sheet->x += sheet->cell_width;
}

static void
new_row (Sheet *sheet)
{
  if (sheet->x > 0)
    sheet->y += sheet->cell_height;
  sheet->x = 0;
}

static void
add_all (Sheet *sheet)
{
  guint n;
  const LageSignWord *words = lage_sign_get_words (LAGE_SIGN_KEY_BASE, &n);

  for (guint i = 0; i < n; i++)
    add_sign (sheet, &(LageSignSpec){ .base = (guint8) i }, words[i].german);
  new_row (sheet);

  for (guint8 organisation = 0; organisation <= LAGE_ORGANISATION_CIVIL; organisation++)
    {
      add_sign (sheet, &(LageSignSpec){ .base = LAGE_SIGN_UNIT, .organisation = organisation },
                NULL);
      add_sign (sheet, &(LageSignSpec){ .base = LAGE_SIGN_COMMAND_POST,
                                        .organisation = organisation,
                                        .texts = { [LAGE_SIGN_TEXT_NAME] = "TEL" } }, NULL);
      add_sign (sheet, &(LageSignSpec){ .base = LAGE_SIGN_PERSON, .organisation = organisation,
                                        .rank = LAGE_SIGN_LEADER }, NULL);
      add_sign (sheet, &(LageSignSpec){ .base = LAGE_SIGN_ROAD_VEHICLE,
                                        .organisation = organisation,
                                        .texts = { [LAGE_SIGN_TEXT_TYPE] = "MTW" } }, NULL);
      add_sign (sheet, &(LageSignSpec){ .base = LAGE_SIGN_POST, .organisation = organisation,
                                        .task = LAGE_SIGN_MEDICAL }, NULL);
      add_sign (sheet, &(LageSignSpec){ .base = LAGE_SIGN_HELICOPTER,
                                        .organisation = organisation }, NULL);
    }
  new_row (sheet);

  words = lage_sign_get_words (LAGE_SIGN_KEY_TASK, &n);
  for (guint i = 0; i < n; i++)
    add_sign (sheet, &(LageSignSpec){ .base = LAGE_SIGN_UNIT, .task = (guint8) i,
                                      .organisation = LAGE_ORGANISATION_THW,
                                      .size = (guint8) (1 + i % 8) }, words[i].german);
  new_row (sheet);
  for (guint i = 0; i < n; i++)
    add_sign (sheet, &(LageSignSpec){ .base = LAGE_SIGN_ROAD_VEHICLE, .task = (guint8) i,
                                      .organisation = LAGE_ORGANISATION_RELIEF,
                                      .texts = { [LAGE_SIGN_TEXT_SHORT] = "DLRG",
                                                 [LAGE_SIGN_TEXT_TYPE] = "GW",
                                                 [LAGE_SIGN_TEXT_NAME] = "Nord" } },
              words[i].german);
  new_row (sheet);
  for (guint i = 0; i < n; i++)
    {
      static const guint8 bases[] = { LAGE_SIGN_PERSON, LAGE_SIGN_POST, LAGE_SIGN_FACILITY,
                                      LAGE_SIGN_BUILDING, LAGE_SIGN_WATER_CRAFT,
                                      LAGE_SIGN_MEASURE, LAGE_SIGN_EVENT, LAGE_SIGN_DANGER };

      for (guint k = 0; k < G_N_ELEMENTS (bases); k++)
        add_sign (sheet, &(LageSignSpec){ .base = bases[k], .task = (guint8) i,
                                          .organisation = bases[k] < LAGE_SIGN_MEASURE
                                                            ? LAGE_ORGANISATION_FIRE : 0,
                                          .hint = bases[k] == LAGE_SIGN_DANGER ? i % 3 : 0 },
                  words[i].german);
    }
  new_row (sheet);

  words = lage_sign_get_words (LAGE_SIGN_KEY_SUPPLY, &n);
  for (guint i = 0; i < n; i++)
    {
      add_sign (sheet, &(LageSignSpec){ .base = LAGE_SIGN_UNIT, .task = LAGE_SIGN_LOGISTICS,
                                        .supply = (guint8) i,
                                        .organisation = LAGE_ORGANISATION_AUTHORITY },
                words[i].german);
      add_sign (sheet, &(LageSignSpec){ .base = LAGE_SIGN_POST, .task = LAGE_SIGN_LOGISTICS,
                                        .supply = (guint8) i }, words[i].german);
    }
  new_row (sheet);
  for (guint8 i = 1; i < LAGE_N_SIGN_SIZES; i++)
    add_sign (sheet, &(LageSignSpec){ .base = LAGE_SIGN_UNIT, .size = i,
                                      .organisation = LAGE_ORGANISATION_FIRE,
                                      .texts = { [LAGE_SIGN_TEXT_NAME] = "Nord",
                                                 [LAGE_SIGN_TEXT_TYPE] = "LZ" } },
              lage_sign_get_words (LAGE_SIGN_KEY_SIZE, &n)[i].german);
  for (guint8 i = 1; i < LAGE_N_SIGN_LEVELS; i++)
    add_sign (sheet, &(LageSignSpec){ .base = LAGE_SIGN_COMMAND_POST, .level = i,
                                      .texts = { [LAGE_SIGN_TEXT_NAME] = "KatSL" } },
              lage_sign_get_words (LAGE_SIGN_KEY_LEVEL, &n)[i].german);
  new_row (sheet);

  /* Texts beside it take the room of the cells on both sides. */
  sheet->x += sheet->cell_width;
  add_sign (sheet, &(LageSignSpec){ .base = LAGE_SIGN_UNIT, .size = LAGE_SIGN_ZUG,
                                    .organisation = LAGE_ORGANISATION_FIRE,
                                    .task = LAGE_SIGN_FIRE_FIGHTING,
                                    .texts = { [LAGE_SIGN_TEXT_LEFT] = "14:30",
                                               [LAGE_SIGN_TEXT_RIGHT] = "11/10" } },
            "14:30, 11/10");
  sheet->x += 2 * sheet->cell_width;
  add_sign (sheet, &(LageSignSpec){ .base = LAGE_SIGN_PERSON, .rank = LAGE_SIGN_ADVISER,
                                    .organisation = LAGE_ORGANISATION_THW,
                                    .texts = { [LAGE_SIGN_TEXT_LEFT] = "14:30",
                                               [LAGE_SIGN_TEXT_RIGHT] = "Heros",
                                               [LAGE_SIGN_TEXT_NAME] = "Meier" } }, "Meier");
  new_row (sheet);
  for (guint8 i = 0; i < LAGE_N_SIGN_STATES; i++)
    {
      static const guint8 bases[] = { LAGE_SIGN_PERSON, LAGE_SIGN_BUILDING, LAGE_SIGN_FACILITY,
                                      LAGE_SIGN_ROAD_VEHICLE, LAGE_SIGN_ROAD };

      for (guint k = 0; k < G_N_ELEMENTS (bases); k++)
        add_sign (sheet, &(LageSignSpec){ .base = bases[k], .state = i },
                  lage_sign_get_words (LAGE_SIGN_KEY_STATE, &n)[i].german);
    }
  for (guint8 i = 1; i < LAGE_N_SIGN_RESCUES; i++)
    add_sign (sheet, &(LageSignSpec){ .base = LAGE_SIGN_PERSON, .rescue = i,
                                      .state = LAGE_SIGN_INJURED,
                                      .texts = { [LAGE_SIGN_TEXT_NAME] = "3 Pers." } },
              lage_sign_get_words (LAGE_SIGN_KEY_RESCUE, &n)[i].german);
  new_row (sheet);
}

static void
paint_ground (Sheet  *sheet,
              double  y,
              double  height)
{
  if (sheet->theme == LAGE_SIGN_DARK)
    cairo_set_source_rgb (sheet->cr, 0.16, 0.17, 0.19);
  else if (sheet->theme == LAGE_SIGN_LIGHT)
    cairo_set_source_rgb (sheet->cr, 0.95, 0.94, 0.91);
  else
    cairo_set_source_rgb (sheet->cr, 1, 1, 1);
  cairo_rectangle (sheet->cr, 0, y, sheet->width, height);
  cairo_fill (sheet->cr);
}

static double
measure_height (Sheet *sheet)
{
  Sheet trial = *sheet;
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR, NULL);

  trial.cr = cairo_create (surface);
  add_all (&trial);
  cairo_destroy (trial.cr);
  cairo_surface_destroy (surface);

  return trial.y;
}

static int
write_sheet (Sheet      *sheet,
             const char *path)
{
  gboolean is_pdf = g_str_has_suffix (path, ".pdf");
  cairo_surface_t *surface;
  cairo_status_t status;
  double height;

  sheet->cell_width = MAX (ceil (sheet->unit_px * 1.75), 64);
  sheet->cell_height = ceil (sheet->unit_px * 1.3) + 14;
  sheet->width = sheet->cell_width * floor (1500 / sheet->cell_width);
  height = measure_height (sheet);

  if (is_pdf)
    surface = cairo_pdf_surface_create (path, sheet->width, height);
  else
    surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) sheet->width, (int) height);
  sheet->cr = cairo_create (surface);
  paint_ground (sheet, 0, height);
  add_all (sheet);
  cairo_destroy (sheet->cr);
  status = is_pdf ? (cairo_surface_finish (surface), cairo_surface_status (surface))
                  : cairo_surface_write_to_png (surface, path);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_printerr ("%s: %s\n", path, cairo_status_to_string (status));
      return EXIT_FAILURE;
    }

  return EXIT_SUCCESS;
}

/* A few of each kind, as they come on a map in Hamburg, in the three themes below each other. */
static const char * const best[] = {
  "base=staging-area;name=Moorfleet",
  "base=reporting-post;name=Süd",
  "base=staging-and-reporting",
  "base=command-post;name=TEL",
  "base=command-post;level=state;name=ZKD",
  "base=unit;org=fire;task=fire-fighting;size=zug",
  "base=unit;org=thw;task=technical;size=zug",
  "base=unit;org=thw;task=pumping;size=gruppe",
  "base=unit;org=relief;task=care;size=gruppe;short=DRK",
  "base=unit;org=authority;task=dike-defence;size=trupp;short=DW",
  "base=unit;org=police;size=verband-1",
  "base=unit;org=military;task=technical;size=gruppe",
  "base=road-vehicle;org=fire;task=fire-fighting;type=HLF",
  "base=road-vehicle;org=relief;task=medical;type=RTW;short=ASB",
  "base=off-road-vehicle;org=thw;task=recovery;type=GKW",
  "base=water-craft;org=relief;task=water-rescue;short=DLRG",
  "base=helicopter;org=police",
  "base=drone;org=fire",
  "base=danger;task=dike-defence;hint=acute",
  "base=flooded",
  "base=measure;task=dike-defence",
  "base=event;task=pumping",
  "base=person;state=missing",
  "base=person;state=injured;rescue=to-transport",
  "base=facility;task=hospital",
  "base=treatment-post;name=BHP 50",
  "base=emergency-shelter",
  "base=landing-site",
  "base=collection-point",
  "base=post;task=logistics;supply=sandbags",
  "base=building;state=destroyed",
  "base=road;state=blocked",
  "base=failure-75",
  "base=tendency-up",
  "base=fire-medium",
  "base=account-red;name=4",
};

#define BEST_COLUMNS 12

static int
write_best (Sheet      *sheet,
            const char *path)
{
  guint n_rows = (G_N_ELEMENTS (best) + BEST_COLUMNS - 1) / BEST_COLUMNS;
  cairo_surface_t *surface;
  cairo_status_t status;
  double band;

  sheet->unit_px = 60;
  sheet->cell_width = 100;
  sheet->cell_height = 84;
  sheet->width = BEST_COLUMNS * sheet->cell_width;
  band = n_rows * sheet->cell_height;
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) sheet->width,
                                        (int) (LAGE_N_SIGN_THEMES * band));
  sheet->cr = cairo_create (surface);
  for (sheet->theme = 0; sheet->theme < LAGE_N_SIGN_THEMES; sheet->theme++)
    {
      sheet->x = 0;
      sheet->y = sheet->theme * band;
      paint_ground (sheet, sheet->y, band);
      for (guint i = 0; i < G_N_ELEMENTS (best); i++)
        {
          g_autofree char *code = g_strconcat ("sign1;", best[i], NULL);

          add_sign (sheet, lage_sign_get_spec (lage_sign_from_code (code, NULL)), NULL);
        }
    }
  cairo_destroy (sheet->cr);
  status = cairo_surface_write_to_png (surface, path);
  cairo_surface_destroy (surface);

  return status == CAIRO_STATUS_SUCCESS ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* What the editions of DV 102 name, and the grammar has no word for. Written down by hand: a list of
 * what is not there can't be made of what is there. */
static const char * const unknown[] = {
  "Grundzeichen: Kraftrad, Fahrrad, Wechsellader mit Abrollbehälter, Amphibienfahrzeug, "
  "Container",
  "Grundzeichen: Abschnitte, Grenzen und Räume (they are lines and areas, not signs)",
  "Fachaufgaben: Brückenbau, Entschärfen, Messen und Spüren, Schlachten, "
  "Wasserversorgung mit Löschwasser, Entsorgung, Umweltschäden, Bergrettung",
  "Funktion: Sonderfunktion and Fachberater have one line, without the words that tell them apart",
  "Bewegung: Anmarsch, Rückmarsch and the way of a force (they are arrows among the drawings)",
  "Personen: Sichtungskategorien, Betroffene, Kontaminierte, number of persons but as text",
  "Schäden: Rohrbruch, Leitungen, Bahnanlagen, Brücken, Deiche as lines of their own",
  "Gefahren: Elektrizität, Atemgifte, Ausbreitung, Angstreaktion, Erkrankung, each with a sign of "
  "its own",
  "Fernmeldewesen: the signs of radio and wire nets",
};

/* Whether some base takes some words of both. */
static gboolean
is_ever_drawable (LageSignKey a,
                  LageSignKey b)
{
  guint n_bases;
  guint n_a;
  guint n_b;

  lage_sign_get_words (LAGE_SIGN_KEY_BASE, &n_bases);
  lage_sign_get_words (a, &n_a);
  lage_sign_get_words (b, &n_b);
  for (guint base = 0; base < n_bases; base++)
    for (guint i = 1; i < n_a; i++)
      for (guint k = 1; k < n_b; k++)
        {
          LageSignSpec spec = { .base = (guint8) base };

          if (a == LAGE_SIGN_KEY_SUPPLY || b == LAGE_SIGN_KEY_SUPPLY)
            spec.task = LAGE_SIGN_LOGISTICS;
          lage_sign_spec_set_part (&spec, a, (guint8) i);
          lage_sign_spec_set_part (&spec, b, (guint8) k);
          if (lage_sign_is_drawable (&spec, NULL))
            return TRUE;
        }

  return FALSE;
}

static const char *
get_german (LageSignKey key,
            guint       part)
{
  guint n_words;

  return lage_sign_get_words (key, &n_words)[part].german;
}

static void
print_missing (void)
{
  for (LageSignKey key = LAGE_SIGN_KEY_ORGANISATION; key < LAGE_N_SIGN_KEYS; key++)
    {
      guint n_words;
      guint n_bases;
      const LageSignWord *words = lage_sign_get_words (key, &n_words);

      lage_sign_get_words (LAGE_SIGN_KEY_BASE, &n_bases);
      for (guint i = 1; i < n_words; i++)
        {
          g_autoptr(GString) bases = g_string_new (NULL);
          guint n_missing = 0;

          for (guint base = 0; base < n_bases; base++)
            {
              LageSignSpec spec = { .base = (guint8) base };

              if (key == LAGE_SIGN_KEY_SUPPLY)
                spec.task = LAGE_SIGN_LOGISTICS;
              lage_sign_spec_set_part (&spec, key, (guint8) i);
              if (lage_sign_is_drawable (&spec, NULL))
                continue;
              n_missing++;
              g_string_append_printf (bases, "%s%s", bases->len > 0 ? ", " : "",
                                      get_german (LAGE_SIGN_KEY_BASE, base));
            }
          g_print ("%s: not with %u of %u: %s\n", words[i].german, n_missing, n_bases, bases->str);
        }
    }

  for (LageSignKey a = LAGE_SIGN_KEY_ORGANISATION; a < LAGE_N_SIGN_KEYS; a++)
    for (LageSignKey b = a + 1; b < LAGE_N_SIGN_KEYS; b++)
      if (!is_ever_drawable (a, b))
        g_print ("%s and %s: never together\n", get_german (a, 1), get_german (b, 1));
  g_print ("Two tasks, two organisations or two states in one sign\n");
  for (guint i = 0; i < G_N_ELEMENTS (unknown); i++)
    g_print ("%s\n", unknown[i]);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *theme = NULL;
  double unit_px = 48;
  gboolean is_best = FALSE;
  gboolean is_missing = FALSE;
  const GOptionEntry entries[] = {
    { "best", 0, 0, G_OPTION_ARG_NONE, &is_best, "One page of the best, in all themes", NULL },
    { "missing", 0, 0, G_OPTION_ARG_NONE, &is_missing, "Print what can't be drawn", NULL },
    { "theme", 0, 0, G_OPTION_ARG_STRING, &theme, "light, dark or print", "THEME" },
    { "unit", 0, 0, G_OPTION_ARG_DOUBLE, &unit_px, "Width of a unit", "PIXELS" },
    { NULL },
  };
  g_autoptr(GOptionContext) context = g_option_context_new ("FILE");
  g_autoptr(GError) error = NULL;
  const char *locale_folder = g_getenv ("LAGE_LOCALEDIR");
  Sheet sheet = { 0 };

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locale_folder != NULL ? locale_folder : LAGE_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error)
      || argc != (is_missing ? 1 : 2) || unit_px < 1)
    {
      g_printerr ("%s\n", error != NULL ? error->message : "sign-sheet: which FILE?");
      return EXIT_FAILURE;
    }
  if (is_missing)
    {
      print_missing ();
      return EXIT_SUCCESS;
    }
  if (is_best)
    return write_best (&sheet, argv[1]);

  sheet.unit_px = unit_px;
  sheet.theme = g_strcmp0 (theme, "dark") == 0    ? LAGE_SIGN_DARK
                : g_strcmp0 (theme, "print") == 0 ? LAGE_SIGN_PRINT
                                                  : LAGE_SIGN_LIGHT;

  return write_sheet (&sheet, argv[1]);
}
