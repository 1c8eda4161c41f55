/* lage-sign-painter.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-sign-private.h"

#include <glib/gi18n.h>
#include <math.h>

/* Puts a sign together, from below: outline, extras, marks, state, texts, and above it the size.
 *
 *            ***  or dots or bars
 *          +-------------------+
 *     left | name              | right        Texts stand in the corners of the base, or outside at
 *          |       mark        |              its foot where it has none; where there is no mark, the
 *          | type        short |              organisation is written large in the middle.
 *          +-------------------+
 *
 * The same steps draw the halo, with everything wider and in one colour. The colours are those of
 * DV 102, which gives shades by name only, dimmed a little for the eye at night; on paper the
 * organisation's colour is the line. The organisation is always written too. */

#define LINE 2.2          /* units; what a line is at a large size */
#define MIN_LINE_PX 1.5   /* and what it is at least */
#define CORNER_SIZE 13.0  /* of texts, in units */
#define MAX_CORNER_SIZE 19.0
#define MIN_CORNER_PX 6.2 /* below that nobody reads them */
#define SIDE_SIZE 14.0
#define MIN_SIDE_PX 7.0
#define MIN_MIDDLE 20.0   /* room that a text in the middle wants */
#define ADVANCE 0.64      /* room per character of a text outside, of its size */
#define ABOVE 14.0        /* room for the size or level */
#define BELOW 14.0        /* room for a way of rescue */

typedef struct
{
  LageSignColour fill;
  LageSignColour ink;
  LageSignColour line; /* on paper */
} OrganisationColours;

typedef struct
{
  LageSignPen pen;
  const LageSignSpec *spec;
  const LageSignShape *shape;
  LageSignTheme theme;
  LageSignStrength strength;
  LageSignColour fill;
  LageSignColour border;
  LageSignColour outside; /* of what stands on the map itself */
  LageSignColour inside;
  double border_width;
  double corner_size; /* of texts, in units */
  double side_size;
} Painter;

static const LageSignColour black = { 0.07, 0.07, 0.09 };
static const LageSignColour white = { 1.0, 1.0, 1.0 };
static const LageSignColour dim_white = { 0.87, 0.88, 0.90 };
static const LageSignColour night = { 0.12, 0.13, 0.15 };
static const LageSignColour danger_red = { 0.85, 0.08, 0.08 };
static const LageSignColour measure_blue = { 0.20, 0.39, 0.98 };
static const LageSignColour water_blue = { 0.0, 0.25, 0.65 };
static const LageSignColour water_light = { 0.80, 0.89, 1.0 };
static const LageSignColour amber = { 1.0, 0.80, 0.10 };
static const LageSignColour green = { 0.35, 0.75, 0.35 };
static const LageSignColour flame = { 1.0, 0.45, 0.30 };

static const OrganisationColours organisations[] = {
  [LAGE_ORGANISATION_UNKNOWN] = { { 0.88, 0.88, 0.88 }, { 0.07, 0.07, 0.09 }, { 0.30, 0.30, 0.30 } },
  [LAGE_ORGANISATION_FIRE] = { { 0.90, 0.09, 0.08 }, { 1.0, 1.0, 1.0 }, { 0.85, 0.05, 0.05 } },
  [LAGE_ORGANISATION_THW] = { { 0.0, 0.2, 0.6 }, { 1.0, 1.0, 1.0 }, { 0.0, 0.2, 0.6 } },
  [LAGE_ORGANISATION_RELIEF] = { { 1.0, 1.0, 1.0 }, { 0.07, 0.07, 0.09 }, { 0.07, 0.07, 0.09 } },
  [LAGE_ORGANISATION_COMMAND] = { { 1.0, 0.95, 0.0 }, { 0.07, 0.07, 0.09 }, { 0.72, 0.60, 0.0 } },
  [LAGE_ORGANISATION_POLICE] = { { 0.05, 0.52, 0.18 }, { 1.0, 1.0, 1.0 }, { 0.05, 0.52, 0.18 } },
  [LAGE_ORGANISATION_AUTHORITY] = { { 0.98, 0.55, 0.0 }, { 0.07, 0.07, 0.09 }, { 0.90, 0.45, 0.0 } },
  [LAGE_ORGANISATION_MILITARY] = { { 0.55, 0.36, 0.18 }, { 1.0, 1.0, 1.0 }, { 0.55, 0.36, 0.18 } },
  [LAGE_ORGANISATION_CIVIL] = { { 0.68, 0.68, 0.70 }, { 0.07, 0.07, 0.09 }, { 0.50, 0.50, 0.52 } },
};

static LageSignColour
mix (const LageSignColour *a,
     const LageSignColour *b,
     double                share_of_b)
{
  LageSignColour mixed = {
    a->red + (b->red - a->red) * share_of_b,
    a->green + (b->green - a->green) * share_of_b,
    a->blue + (b->blue - a->blue) * share_of_b,
  };

  return mixed;
}

/* Fill, ink and border of the base at full strength. */
static void
choose_colours (Painter *self)
{
  const OrganisationColours *organisation = &organisations[self->spec->organisation];

  self->fill = white;
  self->inside = black;
  self->border = black;
  self->border_width = 1;

  switch ((LageSignWear) self->shape->wear)
    {
    case LAGE_SIGN_WEARS_OBJECT:
      if (self->spec->organisation == LAGE_ORGANISATION_UNKNOWN)
        break;
      G_GNUC_FALLTHROUGH;
    case LAGE_SIGN_WEARS_FORCE:
      self->fill = organisation->fill;
      self->inside = organisation->ink;
      self->border = self->theme == LAGE_SIGN_PRINT ? organisation->line : black;
      break;
    case LAGE_SIGN_WEARS_COMMAND:
      if (self->spec->organisation == LAGE_ORGANISATION_UNKNOWN)
        organisation = &organisations[LAGE_ORGANISATION_COMMAND];
      self->fill = organisation->fill;
      self->inside = organisation->ink;
      self->border = self->theme == LAGE_SIGN_PRINT ? organisation->line : black;
      break;
    case LAGE_SIGN_WEARS_MEASURE:
      self->border = measure_blue;
      self->border_width = 1.6;
      break;
    case LAGE_SIGN_WEARS_DANGER:
      self->border = danger_red;
      self->border_width = 1.6;
      if (self->spec->base >= LAGE_SIGN_FIRE_SMALL && self->spec->base <= LAGE_SIGN_FIRE_LARGE)
        self->fill = flame;
      break;
    case LAGE_SIGN_WEARS_WATER:
      self->fill = water_light;
      self->border = water_blue;
      break;
    case LAGE_SIGN_WEARS_PAPER:
    default:
      break;
    }

  if (self->theme == LAGE_SIGN_PRINT)
    {
      self->fill = white;
      self->inside = black;
      self->border_width = MAX (self->border_width, 1.7);
    }
  else if (self->theme == LAGE_SIGN_DARK)
    {
      /* What glares least, and still is the colour. */
      self->fill = mix (&self->fill, &night, 0.05);
      if (self->border.red + self->border.green + self->border.blue < 0.5)
        self->border = mix (&dim_white, &self->fill, 0.15);

      /* An open shape would be closed by its fill. */
      if (self->spec->base == LAGE_SIGN_EVENT)
        {
          self->fill = night;
          self->inside = dim_white;
        }
    }
}

static void
apply_strength (Painter *self)
{
  LageSignColour ground = self->theme == LAGE_SIGN_DARK ? night : white;

  if (self->strength == LAGE_SIGN_FULL)
    return;

  self->fill = self->strength == LAGE_SIGN_HOLLOW ? ground : mix (&self->fill, &ground, 0.6);
  self->inside = self->theme == LAGE_SIGN_DARK ? dim_white : black;
  self->border = self->theme == LAGE_SIGN_DARK ? mix (&self->border, &dim_white, 0.7)
                 : self->strength == LAGE_SIGN_HOLLOW ? black : self->border;
}

/* Texts do not become smaller than what can be read, as far as there is room. */
static double
get_corner_size (double scale)
{
  return MIN (MAX (CORNER_SIZE, MIN_CORNER_PX / scale), MAX_CORNER_SIZE);
}

static double
get_side_size (double scale)
{
  return MAX (SIDE_SIZE, MIN_SIDE_PX / scale);
}

static void
painter_init (Painter            *self,
              const LageSign     *sign,
              LageSignTheme       theme,
              LageSignStrength    strength,
              double              unit_px,
              cairo_t            *cr)
{
  double scale = unit_px / LAGE_SIGN_UNIT_WIDTH;

  self->spec = lage_sign_get_spec (sign);
  self->shape = lage_sign_get_shape (self->spec->base);
  self->theme = theme;
  self->strength = strength;
  self->outside = theme == LAGE_SIGN_DARK ? dim_white : black;
  choose_colours (self);
  apply_strength (self);

  self->corner_size = get_corner_size (scale);
  self->side_size = get_side_size (scale);
  self->pen.cr = cr;
  self->pen.line = MAX (LINE, MIN_LINE_PX / scale);
  self->pen.halo = 0;
  self->pen.ink = self->inside;
  self->pen.paper = theme == LAGE_SIGN_DARK ? dim_white : white;
  self->pen.water = water_blue;
  self->pen.danger = danger_red;
  self->pen.warm = amber;
  self->pen.safe = green;
  if (theme == LAGE_SIGN_PRINT)
    {
      self->pen.danger = mix (&danger_red, &white, 0.35);
      self->pen.warm = mix (&amber, &white, 0.35);
      self->pen.safe = mix (&green, &white, 0.35);
    }
}

/* Whole pixels for the edges of a unit: they are what the eye sees first. */
static void
scale_to_pixels (cairo_t *cr,
                 double   unit_px)
{
  double half_height = unit_px * LAGE_SIGN_UNIT_HEIGHT / LAGE_SIGN_UNIT_WIDTH / 2;

  if (half_height >= 4)
    half_height = round (half_height);
  cairo_scale (cr, unit_px / LAGE_SIGN_UNIT_WIDTH, 2 * half_height / LAGE_SIGN_UNIT_HEIGHT);
}

static void
fill_outline (Painter *self)
{
  cairo_t *cr = self->pen.cr;

  cairo_new_path (cr);
  lage_sign_path_trace (cr, self->shape->outline);
  lage_sign_pen_colour (&self->pen, &self->fill);
  cairo_fill (cr);
}

/* Above the marks, which run under it. */
static void
draw_border (Painter *self)
{
  static const double dashes[] = { 7, 4.5 };
  static const double dots[] = { 3, 4.5 };
  cairo_t *cr = self->pen.cr;

  cairo_new_path (cr);
  lage_sign_path_trace (cr, self->shape->outline);
  lage_sign_pen_colour (&self->pen, &self->border);
  cairo_set_line_width (cr, self->pen.line * self->border_width + 2 * self->pen.halo);
  if (self->strength == LAGE_SIGN_FADED)
    cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  else if (self->strength == LAGE_SIGN_HOLLOW)
    cairo_set_dash (cr, dots, G_N_ELEMENTS (dots), 0);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

static void
draw_extras (Painter *self)
{
  LageSignBox place = { 0, 0, 1, 1 };
  LageSignPen pen = self->pen;

  if (self->shape->extras == NULL)
    return;

  /* Wheels and roofs are of the border, what a place holds is of the ink. */
  pen.ink = self->inside;
  if (self->spec->base < LAGE_SIGN_STAGING_AREA)
    {
      pen.ink = self->spec->base == LAGE_SIGN_BUILDING ? self->inside : self->border;
      pen.paper = self->theme == LAGE_SIGN_DARK ? night : white;
      pen.line *= MIN (self->border_width, 1.3);
    }
  lage_sign_path_draw (&pen, self->shape->extras, &place, 1, 1);
}

static void
draw_task (Painter *self)
{
  const LageSignShape *shape = self->shape;
  const LageSignMark *mark = lage_sign_get_task (self->spec->task);
  cairo_t *cr = self->pen.cr;
  LageSignPen pen = self->pen;

  if (mark->path == NULL)
    return;

  /* Finer where the room is small, or a wheel is a blot. */
  pen.line *= CLAMP (shape->core.width / 34, 0.65, 1);

  cairo_save (cr);
  cairo_new_path (cr);
  lage_sign_path_trace (cr, shape->outline);
  cairo_clip (cr);
  if (mark->is_bleed)
    lage_sign_path_draw (&pen, mark->path, &shape->bleed, LAGE_SIGN_UNIT_WIDTH,
                         LAGE_SIGN_UNIT_HEIGHT);
  else
    lage_sign_path_draw (&pen, mark->path, &shape->core, 34, 30);

  if (self->spec->supply != LAGE_SIGN_NO_SUPPLY)
    {
      double scale = shape->bleed.height / LAGE_SIGN_UNIT_HEIGHT;
      LageSignBox place = { shape->bleed.x, shape->bleed.y - 4.5 * scale,
                            shape->core.width * 0.9, shape->core.height * 0.9 };

      lage_sign_path_draw (&pen, lage_sign_get_supply (self->spec->supply), &place, 34, 30);
    }
  cairo_restore (cr);
}

static void
draw_state (Painter *self)
{
  const LageSignSpec *spec = self->spec;
  const LageSignShape *shape = self->shape;
  LageSignBox person = { 0, 0, 45, 45 };
  LageSignBox damage = { shape->bleed.x, shape->bleed.y, 75, shape->bleed.height };
  LageSignBox road = { 0, 0, 75, 40 };
  LageSignPen pen = self->pen;

  if (spec->state >= LAGE_SIGN_DAMAGED)
    {
      const LageSignBox *place = spec->base == LAGE_SIGN_ROAD ? &road : &damage;
      LageSignPen around = self->pen;

      /* What reaches beyond a road lies on the map, which may be as dark as the mark. */
      around.halo = self->pen.halo + 1.3;
      lage_sign_pen_colour (&pen, &self->fill);
      if (spec->base == LAGE_SIGN_ROAD)
        lage_sign_path_draw (&around, lage_sign_get_state (spec->state), place,
                             LAGE_SIGN_UNIT_WIDTH, LAGE_SIGN_UNIT_HEIGHT);
      lage_sign_path_draw (&pen, lage_sign_get_state (spec->state), place, LAGE_SIGN_UNIT_WIDTH,
                           LAGE_SIGN_UNIT_HEIGHT);
    }
  else if (spec->state != LAGE_SIGN_NO_STATE)
    {
      cairo_save (pen.cr);
      cairo_new_path (pen.cr);
      lage_sign_path_trace (pen.cr, shape->outline);
      cairo_clip (pen.cr);
      lage_sign_path_draw (&pen, lage_sign_get_state (spec->state), &person, 45, 45);
      cairo_restore (pen.cr);
    }
}

static void
draw_rank (Painter *self)
{
  cairo_t *cr = self->pen.cr;

  if (self->spec->rank == LAGE_SIGN_NO_RANK)
    return;

  cairo_save (cr);
  cairo_new_path (cr);
  lage_sign_path_trace (cr, self->shape->outline);
  cairo_clip (cr);
  lage_sign_pen_colour (&self->pen, &self->inside);
  if (self->spec->rank == LAGE_SIGN_LEADER)
    {
      cairo_rectangle (cr, -22.5, -15.5, 45, 7);
      cairo_fill (cr);
    }
  else
    {
      cairo_move_to (cr, -22.5, -9.5);
      cairo_line_to (cr, 22.5, -9.5);
      cairo_set_line_width (cr, self->pen.line);
      cairo_stroke (cr);
    }
  cairo_restore (cr);
}

/* What is written in the middle or in the corners. */
static const char *
get_short_text (const LageSignSpec *spec)
{
  if (spec->texts[LAGE_SIGN_TEXT_SHORT] != NULL)
    return spec->texts[LAGE_SIGN_TEXT_SHORT];
  if (spec->organisation == LAGE_ORGANISATION_UNKNOWN)
    return NULL;
  /* The flag says it. */
  if (spec->base == LAGE_SIGN_COMMAND_POST && spec->organisation == LAGE_ORGANISATION_COMMAND
      && spec->texts[LAGE_SIGN_TEXT_NAME] != NULL)
    return NULL;

  return lage_sign_organisation_get_text (spec->organisation);
}

static void
draw_middle_text (Painter    *self,
                  const char *text)
{
  const LageSignShape *shape = self->shape;
  gboolean is_wide = shape->texts.width > 0;
  double width = is_wide ? shape->texts.width - 9 : shape->core.width * 1.05;
  double size = is_wide ? MIN (25, shape->texts.height * 0.62) : shape->core.height * 0.62;

  lage_sign_pen_text (&self->pen, text, size, width, shape->core.x, shape->core.y, 0.5);
}

/* A text that may lie on a mark: the mark makes way for it. */
static void
write_over (Painter    *self,
            const char *text,
            double      max_width,
            double      x,
            double      y,
            double      align)
{
  LageSignPen around = self->pen;

  if (self->pen.halo > 0)
    return;

  around.halo = 1.8;
  lage_sign_pen_colour (&self->pen, &self->fill);
  cairo_set_line_join (self->pen.cr, CAIRO_LINE_JOIN_ROUND);
  lage_sign_pen_text (&around, text, self->corner_size, max_width, x, y, align);
  lage_sign_pen_colour (&self->pen, &self->inside);
  lage_sign_pen_text (&self->pen, text, self->corner_size, max_width, x, y, align);
}

/* In the corners of a base that has room in it. */
static void
draw_inner_texts (Painter    *self,
                  const char *short_text)
{
  const LageSignSpec *spec = self->spec;
  const LageSignBox *box = &self->shape->texts;
  gboolean is_busy = spec->task != 0 && !lage_sign_get_task (spec->task)->is_bleed;
  gboolean has_top_bar = spec->task == LAGE_SIGN_COMMAND;
  gboolean has_bottom_bar = spec->task == LAGE_SIGN_LOGISTICS;
  double bar = 9 * self->shape->bleed.height / LAGE_SIGN_UNIT_HEIGHT;
  double half = box->width / 2 - 3;
  double room = is_busy || spec->supply != 0 ? half - 16 : half - 2;
  double whole = 2 * half;
  double edge = self->corner_size * 0.365 + 4.8;
  double top = box->y - box->height / 2 + edge + (has_top_bar ? bar : 0);
  double bottom = box->y + box->height / 2 - edge - (has_bottom_bar ? bar : 0);
  const char *name = spec->texts[LAGE_SIGN_TEXT_NAME];
  const char *type = spec->texts[LAGE_SIGN_TEXT_TYPE];

  if (spec->size == LAGE_SIGN_ZUGTRUPP)
    top += 6;
  if (name != NULL)
    write_over (self, name, spec->task == 0 || has_top_bar || has_bottom_bar ? whole : room,
                -half, top, 0);
  if (type != NULL)
    write_over (self, type, short_text != NULL ? room : whole, -half, bottom, 0);
  if (short_text != NULL)
    write_over (self, short_text, room, half, bottom, 1);
}

static gboolean
is_account (const LageSignSpec *spec)
{
  return spec->base >= LAGE_SIGN_ACCOUNT_RED && spec->base <= LAGE_SIGN_ACCOUNT_WHITE;
}

static double
get_outer_width (const char *text,
                 double      size)
{
  return (double) g_utf8_strlen (text, -1) * size * ADVANCE;
}

/* Where the foot text begins, to the right of a narrow base. */
static double
get_foot_x (const LageSignShape *shape)
{
  return shape->right > 28 ? shape->right - 8 : shape->right - 6;
}

static double
get_below_y (const LageSignSpec  *spec,
             const LageSignShape *shape)
{
  return shape->bottom + (spec->rescue > LAGE_SIGN_BURIED ? BELOW : 0);
}

static void
draw_outer_texts (Painter    *self,
                  const char *short_text)
{
  const LageSignSpec *spec = self->spec;
  const char *name = spec->texts[LAGE_SIGN_TEXT_NAME];

  if (name != NULL && !is_account (spec))
    {
      lage_sign_pen_colour (&self->pen, &self->outside);
      lage_sign_pen_text (&self->pen, name, self->side_size,
                          get_outer_width (name, self->side_size), 0,
                          get_below_y (spec, self->shape) + self->side_size * 0.7, 0.5);
    }
  if (short_text != NULL)
    {
      lage_sign_pen_colour (&self->pen, &self->outside);
      lage_sign_pen_text (&self->pen, short_text, self->corner_size,
                          get_outer_width (short_text, self->corner_size),
                          get_foot_x (self->shape), self->shape->bottom - 4, 0);
    }
}

static void
draw_post_name (Painter    *self,
                const char *short_text)
{
  const char *name = self->spec->texts[LAGE_SIGN_TEXT_NAME];

  if (short_text == NULL)
    {
      draw_middle_text (self, name);
      return;
    }
  lage_sign_pen_text (&self->pen, name, 21, 67, 0, -7, 0.5);
  lage_sign_pen_text (&self->pen, short_text, self->corner_size, 67, 34.5, 13, 1);
}

static void
draw_texts (Painter *self)
{
  const LageSignSpec *spec = self->spec;
  const LageSignShape *shape = self->shape;
  gboolean has_inside = shape->texts.width > 0;
  const char *short_text = get_short_text (spec);
  gboolean has_free_middle = shape->core.width >= MIN_MIDDLE && spec->task == 0 && spec->state == 0 && spec->rank == 0
                             && spec->texts[LAGE_SIGN_TEXT_TYPE] == NULL
                             && (!has_inside || spec->texts[LAGE_SIGN_TEXT_NAME] == NULL);

  lage_sign_pen_colour (&self->pen, &self->inside);
  if (is_account (spec) && spec->texts[LAGE_SIGN_TEXT_NAME] != NULL)
    lage_sign_pen_text (&self->pen, spec->texts[LAGE_SIGN_TEXT_NAME], 18, 25, 0, 0, 0.5);

  /* A command post without a mark says in large letters which one it is. */
  if (spec->base == LAGE_SIGN_COMMAND_POST && spec->texts[LAGE_SIGN_TEXT_NAME] != NULL
      && spec->task == 0 && spec->texts[LAGE_SIGN_TEXT_TYPE] == NULL)
    draw_post_name (self, short_text);
  else if (has_free_middle && short_text != NULL && spec->base < LAGE_SIGN_STAGING_AREA)
    {
      draw_middle_text (self, short_text);
      short_text = NULL;
      if (!has_inside)
        draw_outer_texts (self, NULL);
    }
  else if (has_inside)
    draw_inner_texts (self, short_text);
  else
    draw_outer_texts (self, short_text);

  lage_sign_pen_colour (&self->pen, &self->outside);
  if (spec->texts[LAGE_SIGN_TEXT_LEFT] != NULL)
    lage_sign_pen_text (&self->pen, spec->texts[LAGE_SIGN_TEXT_LEFT], self->side_size,
                        get_outer_width (spec->texts[LAGE_SIGN_TEXT_LEFT], self->side_size),
                        shape->left - 5, 0, 1);
  if (spec->texts[LAGE_SIGN_TEXT_RIGHT] != NULL)
    lage_sign_pen_text (&self->pen, spec->texts[LAGE_SIGN_TEXT_RIGHT], self->side_size,
                        get_outer_width (spec->texts[LAGE_SIGN_TEXT_RIGHT], self->side_size),
                        shape->right + 5, 0, 0);
}

static void
draw_stars (const LageSignPen *pen,
            double             y,
            guint              n_stars)
{
  cairo_t *cr = pen->cr;

  for (guint i = 0; i < n_stars; i++)
    for (guint k = 0; k < 3; k++)
      {
        double x = 12.0 * (i - (n_stars - 1) / 2.0);
        double angle = G_PI_2 + G_PI * k / 3.0;

        cairo_move_to (cr, x - 4.8 * cos (angle), y - 4.8 * sin (angle));
        cairo_line_to (cr, x + 4.8 * cos (angle), y + 4.8 * sin (angle));
      }
  cairo_set_line_width (cr, pen->line * 0.9 + 2 * pen->halo);
  cairo_stroke (cr);
}

/* What stands about the base, on the map itself. */
static void
draw_around (Painter *self)
{
  const LageSignSpec *spec = self->spec;
  const LageSignShape *shape = self->shape;
  LageSignBox above = { 0, shape->top - ABOVE / 2 - 1.5, 1, 1 };
  LageSignBox inside_top = { shape->texts.x, shape->top + 6, 1, 1 };
  LageSignBox here = { 0, 0, 1, 1 };
  LageSignPen pen = self->pen;

  pen.ink = self->outside;
  if (spec->size != LAGE_SIGN_NO_SIZE)
    lage_sign_path_draw (&pen, lage_sign_get_size (spec->size), &above, 1, 1);
  if (spec->size == LAGE_SIGN_ZUGTRUPP && pen.halo <= 0)
    lage_sign_path_draw (&self->pen, "O-9 0 2.5 f O0 0 2.5 f O9 0 2.5 f", &inside_top, 1, 1);

  lage_sign_pen_colour (&pen, &pen.ink);
  if (spec->level != LAGE_SIGN_NO_LEVEL)
    draw_stars (&pen, above.y, spec->level);
  if (spec->rescue != LAGE_SIGN_NO_RESCUE)
    lage_sign_path_draw (&pen, lage_sign_get_rescue (spec->rescue), &here, 1, 1);

  if (spec->hint != LAGE_SIGN_NO_HINT)
    {
      pen.ink = self->theme == LAGE_SIGN_DARK ? mix (&danger_red, &white, 0.45) : danger_red;
      lage_sign_path_draw (&pen,
                           spec->hint == LAGE_SIGN_SUSPECTED ? "t ? -23 -9 26" : "t ! -23 -9 26",
                           &(LageSignBox){ 0, 0, 20, 20 }, 20, 20);
    }
}

static void
draw_sign (Painter *self)
{
  cairo_t *cr = self->pen.cr;
  gboolean is_hollow = self->strength == LAGE_SIGN_HOLLOW;

  cairo_set_line_join (cr, self->pen.halo > 0 ? CAIRO_LINE_JOIN_ROUND : CAIRO_LINE_JOIN_MITER);
  cairo_set_miter_limit (cr, 2.2);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  fill_outline (self);
  if (!is_hollow)
    {
      draw_task (self);
      draw_rank (self);
    }
  draw_border (self);
  draw_extras (self);
  if (is_hollow)
    {
      lage_sign_pen_colour (&self->pen, &self->inside);
      draw_middle_text (self, "?");
    }
  else
    {
      draw_state (self);
      draw_texts (self);
    }
  draw_around (self);
}

/**
 * lage_sign_draw_strength:
 * @self: the sign
 * @theme: what it is drawn on
 * @strength: how much of it is still believed
 * @unit_px: width of a unit's box, in pixels of @cr
 * @cr: where the middle of the base is the origin
 *
 * Draws a sign; any thread.
 */
void
lage_sign_draw_strength (const LageSign   *self,
                         LageSignTheme     theme,
                         LageSignStrength  strength,
                         double            unit_px,
                         cairo_t          *cr)
{
  Painter painter;

  g_return_if_fail (self != NULL);
  g_return_if_fail (theme < LAGE_N_SIGN_THEMES && strength < LAGE_N_SIGN_STRENGTHS);
  g_return_if_fail (unit_px > 0);

  painter_init (&painter, self, theme, strength, unit_px, cr);
  cairo_save (cr);
  scale_to_pixels (cr, unit_px);
  draw_sign (&painter);
  cairo_restore (cr);
}

void
lage_sign_draw (const LageSign *self,
                LageSignTheme   theme,
                double          unit_px,
                cairo_t        *cr)
{
  lage_sign_draw_strength (self, theme, LAGE_SIGN_FULL, unit_px, cr);
}

/**
 * lage_sign_draw_halo:
 * @self: the sign
 * @unit_px: width of a unit's box
 * @width_px: how far the halo reaches beyond the sign
 * @cr: where the middle of the base is the origin
 *
 * Draws the shape of a sign, wider than it is, in the source that @cr has: what lifts it from a map.
 */
void
lage_sign_draw_halo (const LageSign *self,
                     double          unit_px,
                     double          width_px,
                     cairo_t        *cr)
{
  Painter painter;

  g_return_if_fail (self != NULL);
  g_return_if_fail (unit_px > 0 && width_px > 0);

  painter_init (&painter, self, LAGE_SIGN_LIGHT, LAGE_SIGN_FULL, unit_px, cr);
  painter.pen.halo = width_px * LAGE_SIGN_UNIT_WIDTH / unit_px;
  cairo_save (cr);
  scale_to_pixels (cr, unit_px);
  draw_sign (&painter);
  cairo_restore (cr);
}

/**
 * lage_sign_get_extents:
 * @self: the sign
 * @unit_px: width of a unit's box
 * @extents: (out): all that is drawn, about the middle of the base
 */
void
lage_sign_get_extents (const LageSign *self,
                       double          unit_px,
                       LageSignRect   *extents)
{
  const LageSignSpec *spec = lage_sign_get_spec (self);
  const LageSignShape *shape = lage_sign_get_shape (spec->base);
  double scale = unit_px / LAGE_SIGN_UNIT_WIDTH;
  const char *short_text = get_short_text (spec);
  const char *name = spec->texts[LAGE_SIGN_TEXT_NAME];
  double left = shape->left;
  double top = shape->top;
  double right = shape->right;
  double bottom = get_below_y (spec, shape);
  double corner_size = get_corner_size (scale);
  double side_size = get_side_size (scale);
  double margin;

  if (spec->size != 0 || spec->level != 0 || spec->rescue == LAGE_SIGN_BURIED)
    top -= ABOVE;
  if (spec->rescue == LAGE_SIGN_TO_TRANSPORT || spec->rescue == LAGE_SIGN_TRANSPORTED)
    right = MAX (right, 25);
  if (spec->hint != 0)
    left = MIN (left, -33);
  if (shape->texts.width <= 0)
    {
      if (name != NULL && !is_account (spec))
        {
          left = MIN (left, -get_outer_width (name, side_size) / 2);
          right = MAX (right, get_outer_width (name, side_size) / 2);
          bottom += side_size * 1.35;
        }
      if (short_text != NULL)
        {
          right = MAX (right, get_foot_x (shape) + get_outer_width (short_text, corner_size));
          bottom = MAX (bottom, shape->bottom - 4 + corner_size * 0.65);
        }
    }
  if (spec->texts[LAGE_SIGN_TEXT_LEFT] != NULL)
    left = MIN (left, shape->left - 5 - get_outer_width (spec->texts[LAGE_SIGN_TEXT_LEFT],
                                                       side_size));
  if (spec->texts[LAGE_SIGN_TEXT_RIGHT] != NULL)
    right = MAX (right, shape->right + 5 + get_outer_width (spec->texts[LAGE_SIGN_TEXT_RIGHT],
                                                         side_size));

  /* Half a border, the point of a corner, and what the whole pixels move. */
  margin = 1.7 * MAX (LINE, MIN_LINE_PX / scale) * scale + 1;
  extents->x = left * scale - margin;
  extents->y = top * scale - margin;
  extents->width = (right - left) * scale + 2 * margin;
  extents->height = (bottom - top) * scale + 2 * margin;
}

/**
 * lage_sign_organisation_get_text:
 * @organisation: the organisation
 *
 * Returns: (transfer none): its short name, as written into the sign
 */
const char *
lage_sign_organisation_get_text (LageOrganisation organisation)
{
  switch (organisation)
    {
    case LAGE_ORGANISATION_FIRE:
      /* Translators: the short name of the fire brigade in a tactical sign, German "FW". */
      return C_("tactical sign", "FB");

    case LAGE_ORGANISATION_THW:
      return "THW";

    case LAGE_ORGANISATION_RELIEF:
      /* Translators: relief organisations in a tactical sign, German "HiO". */
      return C_("tactical sign", "REL");

    case LAGE_ORGANISATION_COMMAND:
      /* Translators: staff or command post in a tactical sign, German "FüSt". */
      return C_("tactical sign", "CMD");

    case LAGE_ORGANISATION_POLICE:
      /* Translators: the police in a tactical sign, German "POL". */
      return C_("tactical sign", "POL");

    case LAGE_ORGANISATION_AUTHORITY:
      /* Translators: other authorities in a tactical sign, German "BEH". */
      return C_("tactical sign", "AUT");

    case LAGE_ORGANISATION_MILITARY:
      /* Translators: the armed forces in a tactical sign, German "BW". */
      return C_("tactical sign", "MIL");

    case LAGE_ORGANISATION_CIVIL:
      /* Translators: civilian helpers in a tactical sign, German "ZIV". */
      return C_("tactical sign", "CIV");

    case LAGE_ORGANISATION_UNKNOWN:
    default:
      return "–";
    }
}
