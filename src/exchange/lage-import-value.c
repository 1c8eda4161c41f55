/* lage-import-value.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-import-value.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "lage-time.h"

/* What columns and values are called in the files of German authorities and of the rest of the
 * world, and what they are here. All words are compared without case, accents, spaces and signs. */

#define MAX_TEXT_BYTES (64 * 1024)

typedef struct
{
  LageField   field;
  const char *words;
} FieldWords;

/* Beside the token and the label of each field. Where kinds differ in what a word means, the first
 * row whose field the kind has is taken. */
static const FieldWords field_words[] = {
  { LAGE_FIELD_NAME, "name bezeichnung bez titel title label rufname funkrufname callsign "
                     "objektname objekt betreff namelang anzeigename" },
  { LAGE_FIELD_DESCRIPTION, "description desc beschreibung bemerkung bemerkungen kommentar comment "
                            "cmt notiz notizen hinweis anmerkung text info" },
  { LAGE_FIELD_ORGANISATION, "organisation organization org hilfsorganisation bos" },
  { LAGE_FIELD_STATUS, "status fms fmsstatus funkstatus" },
  { LAGE_FIELD_GATE_STATE, "status state zustand stand torzustand schliesszustand" },
  { LAGE_FIELD_INCIDENT_STATE, "status state zustand bearbeitungsstand" },
  { LAGE_FIELD_EMERGENCY_STATUS, "notaufnahme notversorgungsstatus zna emergencystatus" },
  { LAGE_FIELD_UNIT_TYPE, "type typ unittype fahrzeugtyp fahrzeug einheitstyp art" },
  { LAGE_FIELD_INCIDENT_TYPE, "type typ art einsatzart schadensart stichwort einsatzstichwort" },
  { LAGE_FIELD_AREA_TYPE, "type typ art areatype flaechentyp" },
  { LAGE_FIELD_STRENGTH, "strength staerke mannschaft personal" },
  { LAGE_FIELD_PRIORITY, "priority prioritaet prio dringlichkeit vorrang" },
  { LAGE_FIELD_REPORTED_BY, "reportedby melder gemeldetvon meldender" },
  { LAGE_FIELD_LOCATION, "location place address ort adresse anschrift strasse street lage "
                         "einsatzort" },
  { LAGE_FIELD_SECTION, "section abschnitt einsatzabschnitt ea" },
  { LAGE_FIELD_SIGN, "sign taktischeszeichen tz" },
  { LAGE_FIELD_GROUP, "group gruppe verband zug" },
  { LAGE_FIELD_ROLE, "role rolle funktion" },
  { LAGE_FIELD_LINK, "link url website web internet homepage" },
  { LAGE_FIELD_AGENCY, "agency behoerde betreiber traeger" },
  { LAGE_FIELD_WATER, "water gewaesser fluss river gewaessername" },
  { LAGE_FIELD_RIVER_KM, "riverkm km flusskm stromkm elbekm stationierung kilometer" },
  { LAGE_FIELD_LEVEL_CM, "level wasserstand wasserstandcm pegelstand w" },
  { LAGE_FIELD_LEVEL_NHN_M, "levelnhn wasserstandnhn wasserstandnhnm" },
  { LAGE_FIELD_GAUGE_ZERO_NHN_M, "gaugezero pegelnullpunkt pegelnull pnp pnpnhn pnpnhnm" },
  { LAGE_FIELD_MEAN_HIGH_WATER_CM, "mhw mthw meanhighwater" },
  { LAGE_FIELD_MEAN_LOW_WATER_CM, "mnw mtnw meanlowwater" },
  { LAGE_FIELD_RADIUS_M, "radius radiusm" },
  { LAGE_FIELD_COLOUR, "colour color farbe" },
  { LAGE_FIELD_VALID_FROM_AT, "validfrom gueltigab gueltigvon von ab begin start" },
  { LAGE_FIELD_EXPIRES_AT, "expiresat gueltigbis bis ende end until" },
  { LAGE_FIELD_COURSE_DEG, "course kurs" },
  { LAGE_FIELD_SPEED_MPS, "speed geschwindigkeit" },
  { LAGE_FIELD_ALTITUDE_M, "altitude ele hoehe" },
  { LAGE_FIELD_BEDS_ADULT_ICU, "its intensivbettenfrei freieintensivbetten" },
};

/* German for members of enumerations; tokens and labels are known anyway. */
static const struct
{
  LageField   field;
  const char *token;
  const char *words;
} member_words[] = {
  { LAGE_FIELD_ORGANISATION, "fire", "feuerwehr fw bf ff berufsfeuerwehr freiwilligefeuerwehr" },
  { LAGE_FIELD_ORGANISATION, "thw", "technischeshilfswerk" },
  { LAGE_FIELD_ORGANISATION, "relief", "hilfsorganisation drk asb juh johanniter malteser mhd dlrg "
                                       "rettungsdienst" },
  { LAGE_FIELD_ORGANISATION, "command", "fuehrung fuehrungsstab einsatzleitung" },
  { LAGE_FIELD_ORGANISATION, "police", "polizei pol bundespolizei wasserschutzpolizei" },
  { LAGE_FIELD_ORGANISATION, "authority", "behoerde amt bezirksamt" },
  { LAGE_FIELD_ORGANISATION, "military", "bundeswehr streitkraefte" },
  { LAGE_FIELD_ORGANISATION, "civil", "zivil privat" },
  { LAGE_FIELD_ORGANISATION, "unknown", "unbekannt" },
  { LAGE_FIELD_GATE_STATE, "open", "offen geoeffnet auf" },
  { LAGE_FIELD_GATE_STATE, "closing", "schliesst wirdgeschlossen" },
  { LAGE_FIELD_GATE_STATE, "closed", "geschlossen zu" },
  { LAGE_FIELD_GATE_STATE, "opening", "oeffnet wirdgeoeffnet" },
  { LAGE_FIELD_GATE_STATE, "fault", "stoerung gestoert defekt" },
  { LAGE_FIELD_GATE_STATE, "unknown", "unbekannt" },
  { LAGE_FIELD_PRIORITY, "routine", "einfach normal niedrig" },
  { LAGE_FIELD_PRIORITY, "urgent", "sofort dringend hoch" },
  { LAGE_FIELD_PRIORITY, "flash", "blitz sehrhoch" },
  { LAGE_FIELD_INCIDENT_STATE, "open", "offen neu gemeldet" },
  { LAGE_FIELD_INCIDENT_STATE, "running", "inbearbeitung laeuft laufend inarbeit" },
  { LAGE_FIELD_INCIDENT_STATE, "closed", "abgeschlossen erledigt beendet" },
  { LAGE_FIELD_EMERGENCY_STATUS, "normal", "offen regelbetrieb" },
  { LAGE_FIELD_EMERGENCY_STATUS, "advisory", "eingeschraenkt" },
  { LAGE_FIELD_EMERGENCY_STATUS, "closed", "geschlossen abgemeldet" },
  { LAGE_FIELD_EMERGENCY_STATUS, "not-applicable", "keine keinenotaufnahme" },
  { LAGE_FIELD_CLINICAL_STATUS, "full", "voll ausgelastet" },
  { LAGE_FIELD_FACILITY_STATUS, "compromised", "beeintraechtigt eingeschraenkt" },
  { LAGE_FIELD_FACILITY_STATUS, "evacuating", "wirdgeraeumt raeumung evakuierung" },
  { LAGE_FIELD_FACILITY_STATUS, "closed", "geschlossen" },
  { LAGE_FIELD_AREA_TYPE, "other", "sonstige sonstiges andere" },
  { LAGE_FIELD_AREA_TYPE, "flooded", "ueberflutung ueberflutet ueberfluteteflaeche ueberschwemmung "
                                     "ueberschwemmungsgebiet" },
  { LAGE_FIELD_AREA_TYPE, "closure", "sperrung gesperrt absperrung sperrgebiet" },
  { LAGE_FIELD_AREA_TYPE, "evacuation", "evakuierung evakuierungsgebiet evakuierungszone "
                                        "raeumung" },
  { LAGE_FIELD_AREA_TYPE, "sector", "abschnitt sektor einsatzabschnitt" },
  { LAGE_FIELD_AREA_TYPE, "dike-section", "deich deichabschnitt" },
  { LAGE_FIELD_AREA_TYPE, "front-line", "front frontlinie" },
  { LAGE_FIELD_AREA_TYPE, "route", "weg strecke marschweg track" },
  { LAGE_FIELD_AREA_TYPE, "danger", "gefahr gefahrenbereich gefahrengebiet" },
  { LAGE_FIELD_COLOUR, "automatic", "automatisch" },
  { LAGE_FIELD_COLOUR, "red", "rot" },
  { LAGE_FIELD_COLOUR, "orange", "orange" },
  { LAGE_FIELD_COLOUR, "yellow", "gelb" },
  { LAGE_FIELD_COLOUR, "green", "gruen" },
  { LAGE_FIELD_COLOUR, "blue", "blau" },
  { LAGE_FIELD_COLOUR, "purple", "lila violett" },
  { LAGE_FIELD_COLOUR, "brown", "braun" },
  { LAGE_FIELD_COLOUR, "black", "schwarz" },
};

static const struct
{
  LageKind    kind;
  const char *words;
} kind_words[] = {
  { LAGE_KIND_UNIT, "unit units einheit einheiten fahrzeuge kraefte" },
  { LAGE_KIND_INCIDENT, "incident incidents einsatz einsaetze schadenslage schadensstellen" },
  { LAGE_KIND_HOSPITAL, "hospital hospitals krankenhaus krankenhaeuser kliniken klinik" },
  { LAGE_KIND_GAUGE, "gauge gauges pegel" },
  { LAGE_KIND_FLOOD_GATE, "floodgate floodgates gate gates fluttor fluttore flutschutztore "
                          "flutschutztor schleusen sperrwerke" },
  { LAGE_KIND_NOTE, "note notes notiz notizen" },
};

/* Columns that only one kind has. */
static const struct
{
  LageKind    kind;
  const char *words;
} telling_columns[] = {
  { LAGE_KIND_UNIT, "rufname funkrufname callsign fms fmsstatus" },
  { LAGE_KIND_INCIDENT, "einsatzstichwort einsatzart schadensart" },
  { LAGE_KIND_GAUGE, "pegelnullpunkt pnp pnpnhn pnpnhnm" },
};

static const struct
{
  LageImportAxis axis;
  const char    *words;
} axis_words[] = {
  { LAGE_IMPORT_AXIS_LATITUDE, "lat latitude breite breitengrad geobreite geografischebreite "
                               "geographischebreite latwgs84 wgs84lat latdd" },
  { LAGE_IMPORT_AXIS_LONGITUDE, "lon lng long longitude laenge laengengrad geolaenge "
                                "geografischelaenge geographischelaenge lonwgs84 wgs84lon londd" },
  { LAGE_IMPORT_AXIS_EAST, "x xcoord xkoord xkoordinate rechtswert rw rechts easting east ostwert "
                           "utmx utme utmost utmeast utmeasting ost e koordx coordx" },
  { LAGE_IMPORT_AXIS_NORTH, "y ycoord ykoord ykoordinate hochwert hw hoch northing north nordwert "
                            "utmy utmn utmnord utmnorth utmnorthing nord n koordy coordy" },
  { LAGE_IMPORT_AXIS_WKT, "wkt geometry geom geometrie thegeom wktgeom geomwkt shape" },
};

static const char id_words[] = "id fid uid uuid gmlid ogcfid objectid objektid oid key schluessel "
                               "kennung nummer nr pegelonlineuuid khnummer externalid";

/* "Länge (°)" -> "laenge" */
static char *
simplify (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *composed = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *folded = g_utf8_casefold (composed, -1);
  GString *result = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == 0xe4)
        g_string_append (result, "ae");
      else if (c == 0xf6)
        g_string_append (result, "oe");
      else if (c == 0xfc)
        g_string_append (result, "ue");
      else if (c < 128 && g_ascii_isalnum ((char) c))
        g_string_append_c (result, (char) c);
      else if (c >= 128 && g_unichar_isalpha (c))
        g_string_append_unichar (result, c);
    }
  return g_string_free (result, FALSE);
}

static gboolean
has_word (const char *words,
          const char *word)
{
  gsize length = strlen (word);

  if (length == 0)
    return FALSE;
  for (const char *p = strstr (words, word); p != NULL; p = strstr (p + 1, word))
    if ((p == words || p[-1] == ' ') && (p[length] == ' ' || p[length] == '\0'))
      return TRUE;
  return FALSE;
}

static gboolean
is_called (const char *word,
           const char *context,
           const char *label)
{
  g_autofree char *original = simplify (label);
  g_autofree char *translated = simplify (g_dpgettext2 (GETTEXT_PACKAGE, context, label));

  return g_str_equal (word, original) || g_str_equal (word, translated);
}

/**
 * lage_import_can_map:
 * @spec: a field
 *
 * Returns: whether a column of a file can become it: not what follows from the geometry or from the
 * import itself, and no links to other entities
 */
gboolean
lage_import_can_map (const LageFieldSpec *spec)
{
  if (spec->field == LAGE_FIELD_EXTERNAL_ID || spec->field == LAGE_FIELD_SHAPE
      || spec->merge == LAGE_MERGE_TASK_STATE)
    return FALSE;
  return spec->type == LAGE_VALUE_TEXT || spec->type == LAGE_VALUE_INT
         || spec->type == LAGE_VALUE_REAL || spec->type == LAGE_VALUE_TIME;
}

/**
 * lage_import_find_field:
 * @kind: what the features become
 * @name: of a column
 *
 * Returns: the field that is called so, by token or label, or LAGE_FIELD_NONE
 */
LageField
lage_import_find_field (LageKind    kind,
                        const char *name)
{
  g_autofree char *word = simplify (name);
  guint n_specs;
  const LageFieldSpec *specs = lage_schema_get_fields (kind, &n_specs);

  for (guint i = 0; i < n_specs; i++)
    {
      g_autofree char *token = simplify (specs[i].token);

      if (lage_import_can_map (&specs[i])
          && (g_str_equal (word, token) || is_called (word, "field", specs[i].label)))
        return specs[i].field;
    }
  return LAGE_FIELD_NONE;
}

/**
 * lage_import_guess_field:
 * @kind: what the features become
 * @name: of a column
 *
 * Returns: the field that others call so, or LAGE_FIELD_NONE
 */
LageField
lage_import_guess_field (LageKind    kind,
                         const char *name)
{
  g_autofree char *word = simplify (name);

  for (guint i = 0; i < G_N_ELEMENTS (field_words); i++)
    {
      const LageFieldSpec *spec = lage_schema_find (kind, field_words[i].field);

      if (spec != NULL && lage_import_can_map (spec) && has_word (field_words[i].words, word))
        return spec->field;
    }
  return LAGE_FIELD_NONE;
}

/**
 * lage_import_guess_kind:
 * @name: of a layer or file
 *
 * Returns: what its points probably are; LAGE_KIND_AREA, a drawing, in doubt
 */
LageKind
lage_import_guess_kind (const char *name)
{
  g_autofree char *word = simplify (name);

  for (guint i = 0; i < G_N_ELEMENTS (kind_words); i++)
    if (has_word (kind_words[i].words, word))
      return kind_words[i].kind;
  return LAGE_KIND_AREA;
}

/**
 * lage_import_guess_kind_of_column:
 * @name: of a column
 *
 * Returns: the only kind that has such a field; LAGE_KIND_AREA in doubt
 */
LageKind
lage_import_guess_kind_of_column (const char *name)
{
  g_autofree char *word = simplify (name);

  for (guint i = 0; i < G_N_ELEMENTS (telling_columns); i++)
    if (has_word (telling_columns[i].words, word))
      return telling_columns[i].kind;
  return LAGE_KIND_AREA;
}

LageImportAxis
lage_import_guess_axis (const char *name)
{
  g_autofree char *word = simplify (name);

  for (guint i = 0; i < G_N_ELEMENTS (axis_words); i++)
    if (has_word (axis_words[i].words, word))
      return axis_words[i].axis;
  return LAGE_IMPORT_AXIS_NONE;
}

/* Whether a column of this name may tell one feature from the other, also tomorrow. */
gboolean
lage_import_is_id_name (const char *name)
{
  g_autofree char *word = simplify (name);

  return has_word (id_words, word);
}

static gboolean
is_thousand (const char *text)
{
  return g_ascii_isdigit (text[0]) && g_ascii_isdigit (text[1]) && g_ascii_isdigit (text[2])
         && !g_ascii_isdigit (text[3]);
}

/**
 * lage_import_parse_number:
 * @text: "53.5", "53,5", "1.234,5", "5 934 123,4", "9,97° E"
 * @number: (out): the number, finite
 *
 * The last sign of two kinds is the decimal one; one that comes twice separates thousands.
 */
gboolean
lage_import_parse_number (const char *text,
                          double     *number)
{
  const char *last_comma = strrchr (text, ',');
  const char *last_point = strrchr (text, '.');
  char decimal = last_comma > last_point || last_point == NULL ? ',' : '.';
  const char *first = strchr (text, decimal);
  g_autoptr(GString) plain = g_string_new (NULL);
  gboolean is_once = first == NULL || first == strrchr (text, decimal);
  gboolean is_negative = FALSE;
  const char *p;
  char *end;

  for (p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_ascii_isdigit (*p) || *p == '-' || *p == '+')
        g_string_append_c (plain, *p);
      else if (*p == decimal && is_once)
        g_string_append_c (plain, '.');
      else if ((*p == 'e' || *p == 'E') && plain->len > 0
               && (g_ascii_isdigit (p[1]) || p[1] == '-' || p[1] == '+'))
        g_string_append_c (plain, 'e');
      else if ((*p != '.' && *p != ',' && *p != '\'' && !g_unichar_isspace (c))
               || !is_thousand (g_utf8_next_char (p)))
        break;
    }

  /* What may follow: a degree sign and where it counts from. */
  if (g_str_has_prefix (p, "°"))
    p += strlen ("°");
  while (g_ascii_isspace (*p))
    p++;
  if (*p != '\0' && strchr ("NSEOW", *p) != NULL && p[1] == '\0')
    {
      is_negative = *p == 'S' || *p == 'W';
      p++;
    }
  if (*p != '\0' || plain->len == 0)
    return FALSE;

  *number = g_ascii_strtod (plain->str, &end);
  if (is_negative)
    *number = -*number;
  return *end == '\0' && isfinite (*number);
}

static const LageEnumMember *
find_member (const LageFieldSpec *spec,
             const char          *text)
{
  g_autofree char *word = simplify (text);

  if (*word == '\0')
    return NULL;
  for (const LageEnumMember *m = spec->members; m->token != NULL; m++)
    {
      g_autofree char *token = simplify (m->token);

      if (g_str_equal (word, token) || is_called (word, "enum", m->label))
        return m;
    }
  for (guint i = 0; i < G_N_ELEMENTS (member_words); i++)
    if (member_words[i].field == spec->field && has_word (member_words[i].words, word))
      return lage_field_spec_find_token (spec, member_words[i].token);
  return NULL;
}

/* "05.12.2013 18:30" and a date alone, in German time. */
static gboolean
parse_time (const char *text,
            gint64     *time_us)
{
  g_autofree char *iso = NULL;
  int day, month, year, hour = 0, minute = 0, second = 0, n = 0;

  if (lage_time_parse (text, LAGE_TIME_ZONE_GERMANY, time_us, NULL))
    return TRUE;
  if (sscanf (text, "%2d.%2d.%4d%n", &day, &month, &year, &n) != 3
      && sscanf (text, "%4d-%2d-%2d%n", &year, &month, &day, &n) != 3
      && sscanf (text, "%4d/%2d/%2d%n", &year, &month, &day, &n) != 3)
    return FALSE;
  text += n;
  n = 0;
  if (*text != '\0' && sscanf (text, "%*[ ,T]%2d:%2d%n:%2d%n", &hour, &minute, &n, &second, &n) < 2)
    return FALSE;
  if (text[n] != '\0')
    return FALSE;
  iso = g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d", year, month, day, hour, minute, second);
  return lage_time_parse (iso, LAGE_TIME_ZONE_GERMANY, time_us, NULL);
}

/* Bytes of a multi-line text that a person may see: everything but control characters. */
static char *
clean_text (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *result = g_string_sized_new (strlen (valid));

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\n' || c == '\t' || !g_unichar_iscntrl (c))
        g_string_append_unichar (result, c);
    }
  g_strstrip (result->str);
  return g_string_free (result, FALSE);
}

/**
 * lage_import_parse_value:
 * @spec: what it shall become
 * @text: as a file has it
 * @value: (out): the value; NONE for an empty text
 *
 * Returns: FALSE if it is not understood
 */
gboolean
lage_import_parse_value (const LageFieldSpec *spec,
                         const char          *text,
                         LageValue           *value)
{
  g_autofree char *clean = clean_text (text);
  const LageEnumMember *member;
  double number;
  gint64 time_us;

  *value = (LageValue) LAGE_VALUE_INIT;
  if (*clean == '\0')
    return TRUE;

  switch (spec->type)
    {
    case LAGE_VALUE_TEXT:
      if (strlen (clean) > MAX_TEXT_BYTES)
        return FALSE;
      *value = lage_value_text (clean);
      return TRUE;
    case LAGE_VALUE_INT:
      if (spec->members != NULL)
        {
          member = find_member (spec, clean);
          if (member != NULL)
            *value = lage_value_int (member->number);
          return member != NULL;
        }
      if (!lage_import_parse_number (clean, &number) || fabs (number) > 9e15
          || fabs (number - nearbyint (number)) > 0.0)
        return FALSE;
      *value = lage_value_int ((gint64) number);
      return TRUE;
    case LAGE_VALUE_REAL:
      if (!lage_import_parse_number (clean, &number))
        return FALSE;
      *value = lage_value_real (number);
      return TRUE;
    case LAGE_VALUE_TIME:
      if (!parse_time (clean, &time_us))
        return FALSE;
      *value = lage_value_time (time_us);
      return TRUE;
    case LAGE_VALUE_NONE:
    case LAGE_VALUE_BOOL:
    case LAGE_VALUE_POINT:
    case LAGE_VALUE_ENTITY:
    case LAGE_VALUE_GEOMETRY:
    default:
      return FALSE;
    }
}
