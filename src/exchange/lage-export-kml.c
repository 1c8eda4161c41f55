/* lage-export-kml.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-export-private.h"

#include <glib/gi18n.h>

#include "lage-geometry.h"

/* KML (OGC 07-147) for globes: a folder for each kind, and for each entity its name, description,
 * time, place, a simple style, and every field as extended data, with its name for people. */

/* Colours of KML are alpha, blue, green, red. */
static const struct
{
  const char *id;
  const char *colour;
} styles[] = {
  { "grey", "6b7677" },   { "red", "281cc0" },    { "orange", "0061e6" }, { "yellow", "0aa5e5" },
  { "green", "69a226" },  { "blue", "d8711c" },   { "purple", "9c3d81" }, { "brown", "3c5e86" },
  { "black", "311f24" },  { "white", "dadde0" },
};

static void
append_element (GString    *kml,
                const char *name,
                const char *text)
{
  g_autofree char *escaped = NULL;

  if (text == NULL || *text == '\0')
    return;
  escaped = g_markup_escape_text (text, -1);
  g_string_append_printf (kml, "<%s>%s</%s>", name, escaped, name);
}

static void
append_styles (GString *kml)
{
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    g_string_append_printf (kml,
                            "<Style id=\"%s\"><IconStyle><color>ff%s</color></IconStyle>"
                            "<LineStyle><color>ff%s</color><width>3</width></LineStyle>"
                            "<PolyStyle><color>40%s</color></PolyStyle></Style>\n",
                            styles[i].id, styles[i].colour, styles[i].colour, styles[i].colour);
}

/* By what a person chose, or by the type of a drawing, or by organisation. */
static const char *
get_style (LageEntity *entity)
{
  static const char *const chosen[] = {
    [LAGE_COLOUR_RED] = "red",       [LAGE_COLOUR_ORANGE] = "orange",
    [LAGE_COLOUR_YELLOW] = "yellow", [LAGE_COLOUR_GREEN] = "green",
    [LAGE_COLOUR_BLUE] = "blue",     [LAGE_COLOUR_PURPLE] = "purple",
    [LAGE_COLOUR_BROWN] = "brown",   [LAGE_COLOUR_BLACK] = "black",
  };
  static const char *const types[] = {
    [LAGE_AREA_FLOODED] = "blue",       [LAGE_AREA_CLOSURE] = "red",
    [LAGE_AREA_EVACUATION] = "orange",  [LAGE_AREA_SECTOR] = "black",
    [LAGE_AREA_DIKE_SECTION] = "green", [LAGE_AREA_FRONT_LINE] = "red",
    [LAGE_AREA_ROUTE] = "blue",         [LAGE_AREA_DANGER] = "red",
  };
  static const char *const organisations[] = {
    [LAGE_ORGANISATION_FIRE] = "red",       [LAGE_ORGANISATION_THW] = "blue",
    [LAGE_ORGANISATION_RELIEF] = "white",   [LAGE_ORGANISATION_COMMAND] = "yellow",
    [LAGE_ORGANISATION_POLICE] = "green",   [LAGE_ORGANISATION_AUTHORITY] = "orange",
    [LAGE_ORGANISATION_MILITARY] = "brown",
  };
  gint64 colour = lage_entity_get_int (entity, LAGE_FIELD_COLOUR, LAGE_COLOUR_AUTOMATIC);
  gint64 type = lage_entity_get_int (entity, LAGE_FIELD_AREA_TYPE, LAGE_AREA_OTHER);
  gint64 organisation = lage_entity_get_int (entity, LAGE_FIELD_ORGANISATION,
                                             LAGE_ORGANISATION_UNKNOWN);

  if (colour > 0 && colour < (gint64) G_N_ELEMENTS (chosen))
    return chosen[colour];
  if (type > 0 && type < (gint64) G_N_ELEMENTS (types))
    return types[type];
  if (organisation > 0 && organisation < (gint64) G_N_ELEMENTS (organisations))
    return organisations[organisation];
  return "grey";
}

/* Geometry ----------------------------------------------------------------------------------- */

static void
append_corner (GString         *kml,
               const LagePoint *point)
{
  char longitude[G_ASCII_DTOSTR_BUF_SIZE], latitude[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (longitude, sizeof longitude, "%.7f", lage_point_get_longitude (point));
  g_ascii_formatd (latitude, sizeof latitude, "%.7f", lage_point_get_latitude (point));
  g_string_append_printf (kml, "%s,%s ", longitude, latitude);
}

static void
append_corners (GString                *kml,
                const LageGeometryPart *part)
{
  g_string_append (kml, "<coordinates>");
  for (guint i = 0; i < part->n_points; i++)
    append_corner (kml, &part->points[i]);
  if (part->type != LAGE_GEOMETRY_LINE)
    append_corner (kml, &part->points[0]);
  g_string_append (kml, "</coordinates>");
}

static void
append_lines_and_areas (GString *kml,
                        GBytes  *geometry)
{
  g_autoptr(GArray) parts = lage_geometry_decode (geometry, NULL);
  gboolean is_open = FALSE;
  guint n_members = 0;

  if (parts == NULL)
    return;
  for (guint i = 0; i < parts->len; i++)
    if (g_array_index (parts, LageGeometryPart, i).type != LAGE_GEOMETRY_HOLE)
      n_members++;
  if (n_members > 1)
    g_string_append (kml, "<MultiGeometry>");
  for (guint i = 0; i < parts->len; i++)
    {
      const LageGeometryPart *part = &g_array_index (parts, LageGeometryPart, i);
      gboolean is_hole = part->type == LAGE_GEOMETRY_HOLE;

      if (is_open && !is_hole)
        g_string_append (kml, "</Polygon>");
      if (part->type == LAGE_GEOMETRY_LINE)
        {
          is_open = FALSE;
          g_string_append (kml, "<LineString>");
          append_corners (kml, part);
          g_string_append (kml, "</LineString>");
          continue;
        }
      /* A hole without a ring before it has nothing to be cut out of. */
      if (is_hole && !is_open)
        continue;
      g_string_append (kml, is_hole ? "<innerBoundaryIs><LinearRing>"
                                    : "<Polygon><outerBoundaryIs><LinearRing>");
      append_corners (kml, part);
      g_string_append (kml, is_hole ? "</LinearRing></innerBoundaryIs>"
                                    : "</LinearRing></outerBoundaryIs>");
      is_open = TRUE;
    }
  if (is_open)
    g_string_append (kml, "</Polygon>");
  if (n_members > 1)
    g_string_append (kml, "</MultiGeometry>");
}

static void
append_place (GString    *kml,
              LageEntity *entity)
{
  g_autoptr(GBytes) geometry = NULL;
  LagePoint point;

  if (!lage_export_get_place (entity, &point, &geometry))
    return;
  if (geometry != NULL)
    {
      append_lines_and_areas (kml, geometry);
      return;
    }
  g_string_append (kml, "<Point><coordinates>");
  append_corner (kml, &point);
  g_string_append (kml, "</coordinates></Point>");
}

/* Placemarks ---------------------------------------------------------------------------------- */

static gboolean
is_head (const LageExportColumn *column,
         LageExportHead          head)
{
  return column->spec == NULL && g_str_equal (column->name, lage_export_get_head_name (head));
}

static void
append_extended_data (const LageExportTable  *table,
                      GString                *kml,
                      LageEntity             *entity,
                      const LageExportColumn *column)
{
  g_autofree char *text = lage_export_dup_text (table, entity, column);

  if (text == NULL || *text == '\0')
    return;
  g_string_append_printf (kml, "<Data name=\"%s\">", column->name);
  if (column->spec != NULL)
    append_element (kml, "displayName",
                    g_dpgettext2 (GETTEXT_PACKAGE, "field", column->spec->label));
  append_element (kml, "value", text);
  g_string_append (kml, "</Data>");
}

static void
append_placemark (const LageExportTable *table,
                  GString               *kml,
                  GArray                *columns,
                  LageEntity            *entity)
{
  g_autofree char *id = lage_id_to_string (lage_entity_get_id (entity));

  /* An id may not begin with a digit. */
  g_string_append_printf (kml, "<Placemark id=\"e%s\">", id);
  append_element (kml, "name", lage_entity_get_title (entity));
  append_element (kml, "description", lage_entity_get_text (entity, LAGE_FIELD_DESCRIPTION));
  for (guint i = 0; i < columns->len; i++)
    {
      const LageExportColumn *column = &g_array_index (columns, LageExportColumn, i);
      g_autofree char *time = NULL;

      if (!is_head (column, LAGE_EXPORT_OBSERVED_AT))
        continue;
      time = lage_export_dup_text (table, entity, column);
      if (time != NULL)
        g_string_append_printf (kml, "<TimeStamp><when>%s</when></TimeStamp>", time);
    }
  g_string_append_printf (kml, "<styleUrl>#%s</styleUrl><ExtendedData>", get_style (entity));
  for (guint i = 0; i < columns->len; i++)
    {
      const LageExportColumn *column = &g_array_index (columns, LageExportColumn, i);

      if (!is_head (column, LAGE_EXPORT_TITLE) && !is_head (column, LAGE_EXPORT_OBSERVED_AT)
          && (column->spec == NULL || (column->spec->field != LAGE_FIELD_NAME
                                       && column->spec->field != LAGE_FIELD_DESCRIPTION)))
        append_extended_data (table, kml, entity, column);
    }
  g_string_append (kml, "</ExtendedData>");
  append_place (kml, entity);
  g_string_append (kml, "</Placemark>\n");
}

static void
append_folder (const LageExportTable *table,
               GString               *kml,
               guint                  first,
               guint                  end)
{
  g_autoptr(GArray) columns = lage_export_list_columns (table, first, end);
  LageKind kind = lage_entity_get_kind (g_ptr_array_index (table->entities, first));

  g_string_append (kml, "<Folder>");
  append_element (kml, "name", lage_kind_get_label (kind));
  g_string_append_c (kml, '\n');
  for (guint i = first; i < end && !g_cancellable_is_cancelled (table->cancellable); i++)
    append_placemark (table, kml, columns, g_ptr_array_index (table->entities, i));
  g_string_append (kml, "</Folder>\n");
}

/**
 * lage_export_write_kml:
 * @table: what is written
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): the file
 */
GBytes *
lage_export_write_kml (const LageExportTable  *table,
                       GError                **error)
{
  g_autoptr(GString) kml = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                         "<kml xmlns=\"http://www.opengis.net/kml/2.2\">"
                                         "<Document>\n");
  gsize length;

  append_styles (kml);
  for (guint first = 0, end; first < table->entities->len; first = end)
    {
      end = lage_export_find_end_of_kind (table, first);
      append_folder (table, kml, first, end);
    }
  g_string_append (kml, "</Document></kml>\n");
  if (g_cancellable_set_error_if_cancelled (table->cancellable, error))
    return NULL;
  length = kml->len;
  return g_bytes_new_take (g_string_free (g_steal_pointer (&kml), FALSE), length);
}
