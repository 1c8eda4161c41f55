/* sign-sheet.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <cairo-pdf.h>
#include <math.h>
#include <pango/pangocairo.h>
#include <stdlib.h>
#include <string.h>

#include "lage-sign-private.h"

/* Contact sheets of the tactical signs, to look at:
 *
 *   sign-sheet [--theme light|dark|print] [--unit PIXELS] FILE.png|FILE.pdf */

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
  if (sheet->theme == LAGE_SIGN_DARK)
    cairo_set_source_rgb (sheet->cr, 0.16, 0.17, 0.19);
  else if (sheet->theme == LAGE_SIGN_LIGHT)
    cairo_set_source_rgb (sheet->cr, 0.95, 0.94, 0.91);
  else
    cairo_set_source_rgb (sheet->cr, 1, 1, 1);
  cairo_paint (sheet->cr);
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

int
main (int    argc,
      char **argv)
{
  g_autofree char *theme = NULL;
  double unit_px = 48;
  const GOptionEntry entries[] = {
    { "theme", 0, 0, G_OPTION_ARG_STRING, &theme, "light, dark or print", "THEME" },
    { "unit", 0, 0, G_OPTION_ARG_DOUBLE, &unit_px, "Width of a unit", "PIXELS" },
    { NULL },
  };
  g_autoptr(GOptionContext) context = g_option_context_new ("FILE");
  g_autoptr(GError) error = NULL;
  Sheet sheet = { 0 };

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 2 || unit_px < 1)
    {
      g_printerr ("%s\n", error != NULL ? error->message : "sign-sheet: which FILE?");
      return EXIT_FAILURE;
    }
  sheet.unit_px = unit_px;
  sheet.theme = g_strcmp0 (theme, "dark") == 0    ? LAGE_SIGN_DARK
                : g_strcmp0 (theme, "print") == 0 ? LAGE_SIGN_PRINT
                                                  : LAGE_SIGN_LIGHT;

  return write_sheet (&sheet, argv[1]);
}
