/* lage-sheet-legend.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "lage-format.h"
#include "lage-geometry.h"
#include "lage-mercator.h"
#include "lage-shape-painter.h"
#include "lage-sheet-private.h"
#include "lage-sign-catalogue.h"

/* What the signs and the areas of a page mean: each look once, with how often it is there. A sample
 * of an area is drawn by the painter that draws the areas. */

#define SYMBOL_PIXEL_MM 0.16
#define ENTRY_MM 6.0
#define HEADING_MM 5.0
#define SYMBOL_COLUMN_MM 9.0
#define LEAST_COLUMN_MM 46.0

/* Where samples lie does not matter; here a degree is as long as anywhere. */
#define SAMPLE_WIDTH_DEG 0.032
#define SAMPLE_HEIGHT_DEG 0.018
#define SAMPLE_WIDTH_PX 38.0

typedef struct
{
  gboolean    is_shape;
  LageMapItem item;  /* the first of its look */
  LageShape   shape; /* likewise */
  guint       n;
} Entry;

static gboolean
items_look_alike (const LageMapItem *a,
                  const LageMapItem *b)
{
  gboolean has_organisation = a->kind == LAGE_SYMBOL_UNIT || a->kind == LAGE_SYMBOL_DRONE;

  if (a->sign != NULL || b->sign != NULL)
    return a->sign == b->sign;

  return a->kind == b->kind && a->variant == b->variant
         && (!has_organisation || a->organisation == b->organisation);
}

static gboolean
look_alike (const Entry *a,
            const Entry *b)
{
  if (a->is_shape != b->is_shape)
    return FALSE;
  if (!a->is_shape)
    return items_look_alike (&a->item, &b->item);

  return a->shape.style == b->shape.style && a->shape.form == b->shape.form
         && a->shape.colour == b->shape.colour && a->shape.has_head == b->shape.has_head;
}

/* Tactical signs are many, and forces know them: they come last, where room may be short. */
static int
get_group (const Entry *entry)
{
  return entry->is_shape ? 1 : entry->item.sign != NULL ? 2 : 0;
}

static int
compare_entries (gconstpointer a,
                 gconstpointer b)
{
  const Entry *entry_a = a;
  const Entry *entry_b = b;

  if (get_group (entry_a) != get_group (entry_b))
    return get_group (entry_a) - get_group (entry_b);
  if (entry_a->is_shape)
    return (int) entry_a->shape.style - (int) entry_b->shape.style;
  if (entry_a->item.kind != entry_b->item.kind)
    return (int) entry_a->item.kind - (int) entry_b->item.kind;

  return (int) entry_b->n - (int) entry_a->n;
}

static void
count (GArray      *entries,
       const Entry *entry)
{
  for (guint i = 0; i < entries->len; i++)
    if (look_alike (&g_array_index (entries, Entry, i), entry))
      {
        g_array_index (entries, Entry, i).n++;
        return;
      }
  g_array_append_vals (entries, entry, 1);
}

/* (transfer full) (element-type Entry): what is on the page. */
static GArray *
collect_entries (const LageSheet *self,
                 guint            page)
{
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  double width = self->layout.map.width_mm / self->layout.world_mm;
  double height = self->layout.map.height_mm / self->layout.world_mm;
  double west, north;

  lage_sheet_layout_get_origin (&self->layout, page, &west, &north);
  for (guint i = 0; i < self->items->len; i++)
    {
      Entry entry = { .item = g_array_index (self->items, LageMapItem, i), .n = 1 };
      double x = lage_mercator_x (entry.item.longitude) - west;
      double y = lage_mercator_y (entry.item.latitude) - north;

      /* The legend explains what it is, not how it is. */
      entry.item.freshness = LAGE_SYMBOL_FRESH;
      entry.item.attention = LAGE_SYMBOL_CALM;
      if (x >= 0.0 && y >= 0.0 && x <= width && y <= height)
        count (entries, &entry);
    }
  for (guint i = 0; self->shapes != NULL && i < self->shapes->n_shapes; i++)
    {
      Entry entry = { .is_shape = TRUE, .shape = self->shapes->shapes[i], .n = 1 };

      if (entry.shape.form != LAGE_SHAPE_FORM_TEXT && entry.shape.x0 <= west + width
          && entry.shape.x1 >= west && entry.shape.y0 <= north + height && entry.shape.y1 >= north)
        count (entries, &entry);
    }
  g_array_sort (entries, compare_entries);

  return entries;
}

static char *
describe_item (const LageMapItem *item)
{
  static const LageKind kinds[LAGE_N_SYMBOL_KINDS] = {
    [LAGE_SYMBOL_GAUGE] = LAGE_KIND_GAUGE,
    [LAGE_SYMBOL_FLOOD_GATE] = LAGE_KIND_FLOOD_GATE,
    [LAGE_SYMBOL_UNIT] = LAGE_KIND_UNIT,
    [LAGE_SYMBOL_DRONE] = LAGE_KIND_DRONE,
    [LAGE_SYMBOL_HOSPITAL] = LAGE_KIND_HOSPITAL,
    [LAGE_SYMBOL_WARNING] = LAGE_KIND_WARNING,
    [LAGE_SYMBOL_INCIDENT] = LAGE_KIND_INCIDENT,
    [LAGE_SYMBOL_TASK] = LAGE_KIND_TASK,
    [LAGE_SYMBOL_AREA] = LAGE_KIND_AREA,
    [LAGE_SYMBOL_NOTE] = LAGE_KIND_NOTE,
  };
  static const LageField enums[LAGE_N_KINDS] = {
    [LAGE_KIND_UNIT] = LAGE_FIELD_ORGANISATION,
    [LAGE_KIND_DRONE] = LAGE_FIELD_ORGANISATION,
  };
  LageKind kind = kinds[item->kind];
  const LageFieldSpec *spec = lage_schema_find (kind, enums[kind]);
  const LageEnumMember *member =
    spec != NULL ? lage_field_spec_find_member (spec, item->organisation) : NULL;

  if (item->sign != NULL)
    return lage_sign_describe (item->sign);

  if (kind == LAGE_KIND_FLOOD_GATE && item->variant != LAGE_SYMBOL_VARIANT_UNKNOWN)
    {
      spec = lage_schema_find (kind, LAGE_FIELD_GATE_STATE);
      member = lage_field_spec_find_member (spec, item->variant == LAGE_SYMBOL_VARIANT_OPEN
                                                    ? LAGE_GATE_OPEN
                                                    : LAGE_GATE_CLOSED);
    }
  if (member == NULL || member->number == 0)
    return g_strdup (g_dpgettext2 (GETTEXT_PACKAGE, "kind", lage_kind_get_label (kind)));

  /* Translators: in a legend, a kind and what it is in particular, such as "Unit: THW". */
  return g_strdup_printf (C_ ("sheet", "%1$s: %2$s"),
                          g_dpgettext2 (GETTEXT_PACKAGE, "kind", lage_kind_get_label (kind)),
                          lage_format_member (member));
}

static char *
describe_shape (const LageShape *shape)
{
  static const LageSeverity severities[LAGE_N_SHAPE_STYLES] = {
    [LAGE_SHAPE_STYLE_NOTICE] = LAGE_SEVERITY_MINOR,
    [LAGE_SHAPE_STYLE_WARNING] = LAGE_SEVERITY_SEVERE,
    [LAGE_SHAPE_STYLE_SEVERE] = LAGE_SEVERITY_EXTREME,
  };
  gboolean is_warning = shape->style >= LAGE_SHAPE_STYLE_NOTICE;
  LageKind kind = is_warning ? LAGE_KIND_WARNING : LAGE_KIND_AREA;
  const LageFieldSpec *spec =
    lage_schema_find (kind, is_warning ? LAGE_FIELD_SEVERITY : LAGE_FIELD_AREA_TYPE);
  const LageEnumMember *member =
    lage_field_spec_find_member (spec, is_warning ? (int) severities[shape->style] : shape->style);

  return g_strdup_printf (C_ ("sheet", "%1$s: %2$s"),
                          g_dpgettext2 (GETTEXT_PACKAGE, "kind", lage_kind_get_label (kind)),
                          lage_format_member (member));
}

static char *
describe_entry (const Entry *entry)
{
  g_autofree char *name = entry->is_shape ? describe_shape (&entry->shape)
                                          : describe_item (&entry->item);

  if (entry->n == 1)
    return g_steal_pointer (&name);

  /* Translators: in a legend, the name of a sign and how often it is on the map. */
  return g_strdup_printf (C_ ("sheet", "%1$s (%2$u)"), name, entry->n);
}

static GBytes *
make_sample (gboolean is_line)
{
  g_autoptr(LageGeometryBuilder) builder = lage_geometry_builder_new ();
  const double h = SAMPLE_HEIGHT_DEG;
  const double w = SAMPLE_WIDTH_DEG;

  lage_geometry_builder_begin (builder, is_line ? LAGE_GEOMETRY_LINE : LAGE_GEOMETRY_RING);
  if (is_line)
    {
      lage_geometry_builder_add (builder, -h / 4, -w / 2);
      lage_geometry_builder_add (builder, h / 4, w / 2);
    }
  else
    {
      lage_geometry_builder_add (builder, -h / 2, -w / 2);
      lage_geometry_builder_add (builder, -h / 2, w / 2);
      lage_geometry_builder_add (builder, h / 2, w / 2);
      lage_geometry_builder_add (builder, h / 2, -w / 2);
    }

  return lage_geometry_builder_end (builder, NULL);
}

/* Draws about the origin, in logical pixels of the screen. */
static void
draw_shape_sample (const LageSheet *self,
                   const LageShape *shape,
                   cairo_t         *cr)
{
  g_autoptr(GBytes) geometry = make_sample (shape->form == LAGE_SHAPE_FORM_LINE);
  LageMapArea area = {
    .style = shape->style,
    .colour = shape->colour,
    .has_head = shape->has_head,
    .geometry = geometry,
  };
  g_autoptr(LageShapeSet) set = lage_shape_set_new (&area, 1);
  double world_px = SAMPLE_WIDTH_PX / (SAMPLE_WIDTH_DEG / 360.0);
  LageShapePaint paint = {
    .x0 = 0.5 - SAMPLE_WIDTH_PX / 2.0 / world_px,
    .y0 = 0.5 - SAMPLE_WIDTH_PX / 2.0 / world_px,
    .world_px = world_px,
    .width = SAMPLE_WIDTH_PX,
    .height = SAMPLE_WIDTH_PX,
    .theme = self->options.is_plain ? LAGE_SHAPE_THEME_PRINT : LAGE_SHAPE_THEME_LIGHT,
  };

  cairo_translate (cr, -SAMPLE_WIDTH_PX / 2.0, -SAMPLE_WIDTH_PX / 2.0);
  lage_shape_painter_draw (cr, set, &paint, NULL);
}

static void
draw_entry (const LageSheet    *self,
            const Entry        *entry,
            const LageSheetPen *pen,
            double              x_mm,
            double              y_mm,
            double              width_mm)
{
  double pixel_mm = SYMBOL_PIXEL_MM * pen->unit;
  double column_mm = SYMBOL_COLUMN_MM * pen->unit;
  double height_mm = ENTRY_MM * pen->unit;
  g_autofree char *text = describe_entry (entry);
  cairo_t *cr = pen->cr;

  cairo_save (cr);
  cairo_translate (cr, x_mm + column_mm / 2.0, y_mm + height_mm / 2.0);
  cairo_scale (cr, pixel_mm, pixel_mm);
  if (entry->is_shape)
    draw_shape_sample (self, &entry->shape, cr);
  else
    lage_sheet_draw_symbol (&entry->item, self->options.is_plain, cr);
  cairo_restore (cr);
  cairo_set_source_rgb (cr, 0.0, 0.0, 0.0);
  lage_sheet_pen_write (pen, text, LAGE_SHEET_SMALL_MM, FALSE, x_mm + column_mm,
                        y_mm + 1.3 * pen->unit, width_mm - column_mm, 1, LAGE_SHEET_LEFT);
}

static void
write_rest (const LageSheetPen *pen,
            guint               n_left,
            double              x_mm,
            double              y_mm,
            double              width_mm)
{
  g_autofree char *text =
    g_strdup_printf (ngettext ("and %u more sign", "and %u more signs", n_left), n_left);

  lage_sheet_pen_write (pen, text, LAGE_SHEET_SMALL_MM, FALSE,
                        x_mm + SYMBOL_COLUMN_MM * pen->unit, y_mm + 1.3 * pen->unit,
                        width_mm - SYMBOL_COLUMN_MM * pen->unit, 1, LAGE_SHEET_LEFT);
}

void
lage_sheet_draw_legend (const LageSheet    *self,
                        guint               page,
                        const LageSheetPen *pen,
                        const LageSheetBox *box)
{
  g_autoptr(GArray) entries = collect_entries (self, page);
  double height_mm = ENTRY_MM * pen->unit;
  double heading_mm = HEADING_MM * pen->unit;
  guint n_columns = (guint) MAX (1.0, floor (box->width_mm / (LEAST_COLUMN_MM * pen->unit)));
  double column_mm = box->width_mm / n_columns;
  guint n_rows;
  guint room;

  if (entries->len == 0 || box->height_mm < heading_mm + 2.0 * height_mm)
    return;
  cairo_set_source_rgb (pen->cr, 0.0, 0.0, 0.0);
  lage_sheet_pen_write (pen, C_ ("sheet", "Legend"), LAGE_SHEET_TEXT_MM, TRUE, box->x_mm,
                        box->y_mm, box->width_mm, 1, LAGE_SHEET_LEFT);
  n_rows = (guint) floor ((box->height_mm - heading_mm) / height_mm);
  room = n_rows * n_columns;

  for (guint i = 0; i < entries->len && i < room; i++)
    {
      double x_mm = box->x_mm + column_mm * (i / n_rows);
      double y_mm = box->y_mm + heading_mm + height_mm * (i % n_rows);

      /* The last place says how many have none. */
      if (i + 1 == room && entries->len > room)
        write_rest (pen, entries->len - i, x_mm, y_mm, column_mm);
      else
        draw_entry (self, &g_array_index (entries, Entry, i), pen, x_mm, y_mm,
                    column_mm - pen->unit);
    }
}
