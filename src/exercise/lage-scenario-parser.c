/* lage-scenario-parser.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-scenario.h"

#include <math.h>
#include <string.h>

#include "lage-error.h"
#include "lage-scenario-private.h"
#include "lage-time.h"

/* The format is described in data/scenarios/README.md. Lines are read once, in order; what refers
 * to a name (places, routes, areas) is kept with its line and resolved at the end, so a file may
 * name things before it defines them. */

#define SIZE_MAX_BYTES (16 * 1024 * 1024)
#define RECORDS_MAX 20000
#define POINTS_MAX 200000
#define SPAN_MAX_US (366 * LAGE_TIME_DAY_US)
#define DEFAULT_STREET_KMH 42.0
#define DEFAULT_BOAT_KMH 22.0
#define CLIMB_MPS 3.0
#define SINK_MPS 2.0

typedef enum
{
  SECTION_NONE,
  SECTION_SCENARIO,
  SECTION_PLACES,
  SECTION_GAUGE,
  SECTION_UNIT,
  SECTION_DRONE,
  SECTION_PATTERN,
  SECTION_HOSPITAL,
  SECTION_GATE,
  SECTION_SENSOR,
  SECTION_AREA,
  SECTION_WARNING,
  SECTION_INCIDENT,
  SECTION_ROUTE,
} Section;

static const char *const section_names[] = {
  [SECTION_NONE] = "",
  [SECTION_SCENARIO] = "scenario",
  [SECTION_PLACES] = "places",
  [SECTION_GAUGE] = "gauge",
  [SECTION_UNIT] = "unit",
  [SECTION_DRONE] = "drone",
  [SECTION_PATTERN] = "pattern",
  [SECTION_HOSPITAL] = "hospital",
  [SECTION_GATE] = "gate",
  [SECTION_SENSOR] = "sensor",
  [SECTION_AREA] = "area",
  [SECTION_WARNING] = "warning",
  [SECTION_INCIDENT] = "incident",
  [SECTION_ROUTE] = "route",
};

/* One line that waits for what it names. */
typedef struct
{
  guint  line;
  gint64 time_us;
  guint  status;
  char  *name;
  int    arrival_status; /* -1: keeps the status it moves with */
} Order;

typedef struct
{
  gpointer  record;
  guint     line;
  char     *place;
  guint     status;
  GArray   *orders; /* of Order */
  GPtrArray *areas;
  GPtrArray *replaces;
} Pending;

typedef struct
{
  LageScenario *scenario;
  Section       section;
  gpointer      record;
  Pending      *pending;
  GArray       *points; /* of the current route, pattern or area, borrowed */
  GPtrArray    *waiting[SECTION_ROUTE + 1]; /* of Pending */
  GHashTable   *places; /* char * to LagePoint * */
  GHashTable   *lines[SECTION_ROUTE + 1]; /* char * to GArray of LagePoint */
  GHashTable   *ids; /* "kind id" */
  guint         line;
  guint         n_records;
  guint         n_points;
} Parser;

static void
order_clear (gpointer data)
{
  Order *self = data;

  g_clear_pointer (&self->name, g_free);
}

static void
pending_free (gpointer data)
{
  Pending *self = data;

  g_free (self->place);
  g_array_unref (self->orders);
  g_ptr_array_unref (self->areas);
  g_ptr_array_unref (self->replaces);
  g_free (self);
}

static void
parser_clear (Parser *self)
{
  g_clear_pointer (&self->scenario, lage_scenario_unref);
  g_clear_pointer (&self->places, g_hash_table_unref);
  g_clear_pointer (&self->ids, g_hash_table_unref);
  for (guint i = 0; i < G_N_ELEMENTS (self->waiting); i++)
    {
      g_clear_pointer (&self->waiting[i], g_ptr_array_unref);
      g_clear_pointer (&self->lines[i], g_hash_table_unref);
    }
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parser, parser_clear)

static gboolean G_GNUC_PRINTF (3, 4)
fail (GError    **error,
      guint       line,
      const char *format,
      ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "scenario, line %u: %s", line, message);
  return FALSE;
}

/* Words of a line; takes them one by one. */
static char *
take_word (char **text)
{
  char *word;

  *text += strspn (*text, " \t");
  if (**text == '\0')
    return NULL;
  word = *text;
  *text += strcspn (*text, " \t");
  if (**text != '\0')
    *(*text)++ = '\0';
  return word;
}

static gboolean
read_number (Parser     *self,
             const char *text,
             double      low,
             double      high,
             double     *value,
             GError    **error)
{
  char *end = NULL;
  double number;

  if (text == NULL || *text == '\0')
    return fail (error, self->line, "a number is missing");
  number = g_ascii_strtod (text, &end);
  if (*end != '\0' || !isfinite (number))
    return fail (error, self->line, "\"%s\" is not a number", text);
  if (number < low || number > high)
    return fail (error, self->line, "%s is not between %g and %g", text, low, high);
  *value = number;
  return TRUE;
}

static gboolean
read_count (Parser     *self,
            const char *text,
            guint       high,
            guint      *value,
            GError    **error)
{
  double number;

  if (!read_number (self, text, 0.0, high, &number, error))
    return FALSE;
  *value = (guint) number;
  if ((double) *value != number)
    return fail (error, self->line, "\"%s\" is not a whole number", text);
  return TRUE;
}

static gboolean
read_time (Parser     *self,
           const char *text,
           gint64     *time_us,
           GError    **error)
{
  g_autoptr(GError) local = NULL;

  if (text == NULL || *text == '\0')
    return fail (error, self->line, "a time is missing");
  if (!lage_time_parse (text, LAGE_TIME_ZONE_GERMANY, time_us, &local))
    return fail (error, self->line, "%s", local->message);
  return TRUE;
}

static gboolean
read_point (Parser     *self,
            char       *text,
            LagePoint  *point,
            GError    **error)
{
  const char *latitude_text = take_word (&text);
  const char *longitude_text = take_word (&text);
  double latitude;
  double longitude;

  if (take_word (&text) != NULL)
    return fail (error, self->line, "a place is a latitude and a longitude");
  if (!read_number (self, latitude_text, -85.0, 85.0, &latitude, error)
      || !read_number (self, longitude_text, -180.0, 180.0, &longitude, error))
    return FALSE;
  if (!lage_point_init (point, latitude, longitude))
    return fail (error, self->line, "that place is not on the map");
  return TRUE;
}

static gboolean
read_points (Parser  *self,
             char    *text,
             GError **error)
{
  g_auto(GStrv) parts = g_strsplit (text, ",", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      LagePoint point;

      if (++self->n_points > POINTS_MAX)
        return fail (error, self->line, "too many points");
      if (!read_point (self, parts[i], &point, error))
        return FALSE;
      g_array_append_val (self->points, point);
    }
  return TRUE;
}

static gboolean
read_choice (Parser            *self,
             const char        *text,
             const char *const *choices,
             guint             *value,
             GError           **error)
{
  *value = 0;
  for (guint i = 0; choices[i] != NULL; i++)
    if (g_strcmp0 (text, choices[i]) == 0)
      {
        *value = i;
        return TRUE;
      }
  return fail (error, self->line, "\"%s\" is not one of the words known here",
               text != NULL ? text : "");
}

static gboolean
take_text (Parser     *self,
           const char *value,
           char      **field,
           GError    **error)
{
  if (*field != NULL)
    return fail (error, self->line, "given twice");
  *field = g_strdup (value);
  return TRUE;
}

static gboolean
fail_key (Parser     *self,
          const char *key,
          GError    **error)
{
  return fail (error, self->line, "[%s] does not know \"%s\"", section_names[self->section], key);
}

/* Times in a list go forward. */
static gboolean
check_later (Parser  *self,
             GArray  *array,
             gsize    offset,
             gint64   time_us,
             GError **error)
{
  gint64 last_us;

  if (array->len > RECORDS_MAX)
    return fail (error, self->line, "too many entries");
  if (array->len == 0)
    return TRUE;
  memcpy (&last_us,
          array->data + (gsize) (array->len - 1) * g_array_get_element_size (array) + offset,
          sizeof last_us);
  if (time_us <= last_us)
    return fail (error, self->line, "not later than the entry before");
  return TRUE;
}

static gboolean
parse_scenario (Parser     *self,
                const char *key,
                char       *value,
                GError    **error)
{
  static const char *const statuses[] = { "Actual", "Exercise", "System", "Test", "Draft", NULL };
  LageScenario *scenario = self->scenario;
  guint choice;

  if (g_str_equal (key, "title"))
    return take_text (self, value, &scenario->title[0], error);
  if (g_str_equal (key, "title.de"))
    return take_text (self, value, &scenario->title[1], error);
  if (g_str_equal (key, "description"))
    return take_text (self, value, &scenario->description[0], error);
  if (g_str_equal (key, "description.de"))
    return take_text (self, value, &scenario->description[1], error);
  if (g_str_equal (key, "start"))
    return read_time (self, value, &scenario->start_us, error);
  if (g_str_equal (key, "end"))
    return read_time (self, value, &scenario->end_us, error);
  if (g_str_equal (key, "data_since"))
    return read_time (self, value, &scenario->data_since_us, error);
  if (g_str_equal (key, "warning_status"))
    return read_choice (self, value, statuses, &choice, error)
           && take_text (self, value, &scenario->warning_status, error);
  return fail_key (self, key, error);
}

static gboolean
parse_place (Parser     *self,
             const char *key,
             char       *value,
             GError    **error)
{
  LagePoint point;

  if (g_str_equal (key, "home"))
    return fail (error, self->line, "\"home\" is where a unit is at home, no place");
  if (g_hash_table_contains (self->places, key))
    return fail (error, self->line, "place \"%s\" given twice", key);
  if (!read_point (self, value, &point, error))
    return FALSE;
  g_hash_table_insert (self->places, g_strdup (key), g_memdup2 (&point, sizeof point));
  return TRUE;
}

static gboolean
parse_mark (Parser            *self,
            LageScenarioGauge *gauge,
            char              *value,
            GError           **error)
{
  const char *short_name = take_word (&value);
  const char *level = take_word (&value);
  const char *since = take_word (&value);
  const char *until = take_word (&value);
  LageScenarioMark *mark;
  double level_cm;

  if (until == NULL)
    return fail (error, self->line, "a mark is: name, level, since, until, [day,] long name");
  if (!read_number (self, level, -2000.0, 5000.0, &level_cm, error))
    return FALSE;

  mark = g_new0 (LageScenarioMark, 1);
  mark->short_name = g_strdup (short_name);
  mark->since = g_strdup (since);
  mark->until = g_strdup (until);
  mark->value_cm = level_cm;
  if (g_ascii_isdigit (*value))
    mark->occurrence = g_strdup (take_word (&value));
  mark->long_name = g_strstrip (g_strdup (value));
  g_ptr_array_add (gauge->marks, mark);
  return TRUE;
}

static gboolean
parse_gauge (Parser     *self,
             const char *key,
             char       *value,
             GError    **error)
{
  LageScenarioGauge *gauge = self->record;

  if (g_str_equal (key, "number"))
    return take_text (self, value, &gauge->number, error);
  if (g_str_equal (key, "name"))
    return take_text (self, value, &gauge->name, error);
  if (g_str_equal (key, "water"))
    return take_text (self, value, &gauge->water, error);
  if (g_str_equal (key, "agency"))
    return take_text (self, value, &gauge->agency, error);
  if (g_str_equal (key, "zero_since"))
    return take_text (self, value, &gauge->zero_since, error);
  if (g_str_equal (key, "at"))
    return read_point (self, value, &gauge->point, error);
  if (g_str_equal (key, "km"))
    return read_number (self, value, 0.0, 10000.0, &gauge->km, error);
  if (g_str_equal (key, "zero"))
    return read_number (self, value, -100.0, 5000.0, &gauge->zero_m, error);
  if (g_str_equal (key, "mean_high"))
    return read_number (self, value, -2000.0, 5000.0, &gauge->mean_high_cm, error);
  if (g_str_equal (key, "mean_low"))
    return read_number (self, value, -2000.0, 5000.0, &gauge->mean_low_cm, error);
  if (g_str_equal (key, "mark"))
    return parse_mark (self, gauge, value, error);
  if (g_str_equal (key, "tide"))
    {
      LageScenarioTide tide = { 0 };
      const char *time = take_word (&value);
      const char *level = take_word (&value);
      const char *recorded = take_word (&value);

      if (!read_time (self, time, &tide.time_us, error)
          || !read_number (self, level, -2000.0, 5000.0, &tide.level_cm, error)
          || !check_later (self, gauge->tides, G_STRUCT_OFFSET (LageScenarioTide, time_us),
                           tide.time_us, error))
        return FALSE;
      if (recorded != NULL && !g_str_equal (recorded, "!"))
        return fail (error, self->line, "only \"!\" may follow a level");
      tide.is_recorded = recorded != NULL;
      g_array_append_val (gauge->tides, tide);
      return TRUE;
    }
  return fail_key (self, key, error);
}

/* TIME STATUS [-> PLACE [STATUS]] */
static gboolean
parse_step (Parser  *self,
            char    *value,
            GError **error)
{
  const char *time = take_word (&value);
  const char *status = take_word (&value);
  const char *arrow = take_word (&value);
  const char *place = take_word (&value);
  const char *arrival = take_word (&value);
  Order order = { .line = self->line, .arrival_status = -1 };

  if (!read_time (self, time, &order.time_us, error)
      || !read_count (self, status, 9, &order.status, error)
      || !check_later (self, self->pending->orders, G_STRUCT_OFFSET (Order, time_us),
                       order.time_us, error))
    return FALSE;
  if (arrow != NULL && (!g_str_equal (arrow, "->") || place == NULL))
    return fail (error, self->line, "a way is: -> PLACE [STATUS]");
  if (arrival != NULL)
    {
      guint arrival_status;

      if (!read_count (self, arrival, 9, &arrival_status, error))
        return FALSE;
      order.arrival_status = (int) arrival_status;
    }
  order.name = g_strdup (place);
  g_array_append_val (self->pending->orders, order);
  return TRUE;
}

static gboolean
parse_unit (Parser     *self,
            const char *key,
            char       *value,
            GError    **error)
{
  static const char *const modes[] = { "street", "boat", NULL };
  LageScenarioUnit *unit = self->record;

  if (g_str_equal (key, "name"))
    return take_text (self, value, &unit->name, error);
  if (g_str_equal (key, "organisation"))
    return take_text (self, value, &unit->organisation, error);
  if (g_str_equal (key, "type"))
    return take_text (self, value, &unit->type, error);
  if (g_str_equal (key, "home"))
    return take_text (self, value, &self->pending->place, error);
  if (g_str_equal (key, "status"))
    return read_count (self, value, 9, &self->pending->status, error);
  if (g_str_equal (key, "step"))
    return parse_step (self, value, error);
  if (g_str_equal (key, "mode"))
    {
      guint mode;

      if (!read_choice (self, value, modes, &mode, error))
        return FALSE;
      unit->is_boat = mode == 1;
      return TRUE;
    }
  if (g_str_equal (key, "speed"))
    {
      double speed_kmh;

      if (!read_number (self, value, 1.0, 200.0, &speed_kmh, error))
        return FALSE;
      unit->speed_mps = speed_kmh / 3.6;
      return TRUE;
    }
  if (g_str_equal (key, "strength"))
    {
      g_auto(GStrv) parts = g_strsplit (value, "/", -1);

      if (g_strv_length (parts) != 3)
        return fail (error, self->line, "strength is leaders/sub-leaders/crew");
      for (guint i = 0; i < 3; i++)
        if (!read_count (self, parts[i], 999, &unit->crew[i], error))
          return FALSE;
      return TRUE;
    }
  return fail_key (self, key, error);
}

static gboolean
parse_drone (Parser     *self,
             const char *key,
             char       *value,
             GError    **error)
{
  static const char *const answers[] = { "no", "yes", NULL };
  LageScenarioDrone *drone = self->record;

  if (g_str_equal (key, "name"))
    return take_text (self, value, &drone->name, error);
  if (g_str_equal (key, "organisation"))
    return take_text (self, value, &drone->organisation, error);
  if (g_str_equal (key, "model"))
    return take_text (self, value, &drone->model, error);
  if (g_str_equal (key, "home"))
    return take_text (self, value, &self->pending->place, error);
  if (g_str_equal (key, "altitude"))
    return read_number (self, value, 5.0, 500.0, &drone->altitude_m, error);
  if (g_str_equal (key, "speed"))
    return read_number (self, value, 1.0, 40.0, &drone->speed_mps, error);
  if (g_str_equal (key, "reserve"))
    return read_number (self, value, 5.0, 90.0, &drone->reserve_percent, error);
  if (g_str_equal (key, "cot"))
    {
      guint answer;

      if (!read_choice (self, value, answers, &answer, error))
        return FALSE;
      drone->has_cot = answer == 1;
      return TRUE;
    }
  if (g_str_equal (key, "system"))
    {
      guint system_id;

      if (!read_count (self, value, 250, &system_id, error))
        return FALSE;
      drone->system_id = (guint8) system_id;
      return TRUE;
    }
  if (g_str_equal (key, "endurance_min"))
    {
      double minutes;

      if (!read_number (self, value, 2.0, 600.0, &minutes, error))
        return FALSE;
      drone->endurance_us = (gint64) (minutes * (double) LAGE_TIME_MINUTE_US);
      return TRUE;
    }
  if (g_str_equal (key, "flight"))
    {
      const char *time = take_word (&value);
      const char *pattern = take_word (&value);
      Order order = { .line = self->line };

      if (!read_time (self, time, &order.time_us, error)
          || !check_later (self, self->pending->orders, G_STRUCT_OFFSET (Order, time_us),
                           order.time_us, error))
        return FALSE;
      if (pattern == NULL)
        return fail (error, self->line, "a flight is: TIME PATTERN");
      order.name = g_strdup (pattern);
      g_array_append_val (self->pending->orders, order);
      return TRUE;
    }
  return fail_key (self, key, error);
}

static gboolean
parse_report (Parser               *self,
              LageScenarioHospital *hospital,
              char                 *value,
              GError              **error)
{
  static const char *const traffics[] = { "normal", "advisory", "closed", NULL };
  const char *time = take_word (&value);
  const char *traffic = take_word (&value);
  const char *category;
  LageScenarioReport report = { 0 };
  g_autofree int *free_beds = g_new (int, MAX (hospital->beds->len, 1u));
  guint choice;

  for (guint i = 0; i < hospital->beds->len; i++)
    free_beds[i] = -1;
  if (!read_time (self, time, &report.time_us, error)
      || !read_choice (self, traffic, traffics, &choice, error)
      || !check_later (self, hospital->reports, G_STRUCT_OFFSET (LageScenarioReport, time_us),
                       report.time_us, error))
    return FALSE;

  while ((category = take_word (&value)) != NULL)
    {
      const char *count = take_word (&value);
      guint found = G_MAXUINT;
      guint number;

      for (guint i = 0; i < hospital->beds->len; i++)
        {
          const LageScenarioBeds *beds = g_ptr_array_index (hospital->beds, i);

          if (g_str_equal (beds->category, category))
            found = i;
        }
      if (found == G_MAXUINT)
        return fail (error, self->line, "no beds of category \"%s\" before this line", category);
      if (!read_count (self, count, 100000, &number, error))
        return FALSE;
      free_beds[found] = (int) number;
    }

  report.traffic = (LageScenarioTraffic) choice;
  report.free = g_steal_pointer (&free_beds);
  g_array_append_val (hospital->reports, report);
  return TRUE;
}

static gboolean
parse_hospital (Parser     *self,
                const char *key,
                char       *value,
                GError    **error)
{
  LageScenarioHospital *hospital = self->record;

  if (g_str_equal (key, "name"))
    return take_text (self, value, &hospital->name, error);
  if (g_str_equal (key, "at"))
    return read_point (self, value, &hospital->point, error);
  if (g_str_equal (key, "report"))
    return parse_report (self, hospital, value, error);
  if (g_str_equal (key, "beds"))
    {
      const char *category = take_word (&value);
      const char *count = take_word (&value);
      LageScenarioBeds *beds;
      guint total;

      if (hospital->reports->len > 0)
        return fail (error, self->line, "beds come before the first report");
      if (hospital->beds->len >= 32)
        return fail (error, self->line, "too many categories");
      if (!read_count (self, count, 100000, &total, error))
        return FALSE;
      beds = g_new0 (LageScenarioBeds, 1);
      beds->category = g_strdup (category);
      beds->total = total;
      g_ptr_array_add (hospital->beds, beds);
      return TRUE;
    }
  return fail_key (self, key, error);
}

static gboolean
parse_gate (Parser     *self,
            const char *key,
            char       *value,
            GError    **error)
{
  static const char *const states[] = { "open", "closing", "closed", "opening", NULL };
  LageScenarioGate *gate = self->record;

  if (g_str_equal (key, "name"))
    return take_text (self, value, &gate->name, error);
  if (g_str_equal (key, "kind"))
    return take_text (self, value, &gate->kind, error);
  if (g_str_equal (key, "at"))
    return read_point (self, value, &gate->point, error);
  if (g_str_equal (key, "state"))
    {
      const char *time = take_word (&value);
      const char *state = take_word (&value);
      LageScenarioGateChange change = { 0 };
      guint choice;

      if (!read_time (self, time, &change.time_us, error)
          || !read_choice (self, state, states, &choice, error)
          || !check_later (self, gate->changes, G_STRUCT_OFFSET (LageScenarioGateChange, time_us),
                           change.time_us, error))
        return FALSE;
      change.state = (LageScenarioGateState) choice;
      g_array_append_val (gate->changes, change);
      return TRUE;
    }
  return fail_key (self, key, error);
}

static gboolean
parse_sensor (Parser     *self,
              const char *key,
              char       *value,
              GError    **error)
{
  LageScenarioSensor *sensor = self->record;

  if (g_str_equal (key, "name"))
    return take_text (self, value, &sensor->name, error);
  if (g_str_equal (key, "property"))
    return take_text (self, value, &sensor->property, error);
  if (g_str_equal (key, "label"))
    return take_text (self, value, &sensor->label, error);
  if (g_str_equal (key, "unit"))
    return take_text (self, value, &sensor->unit, error);
  if (g_str_equal (key, "unit_name"))
    return take_text (self, value, &sensor->unit_name, error);
  if (g_str_equal (key, "at"))
    return read_point (self, value, &sensor->point, error);
  if (g_str_equal (key, "noise"))
    return read_number (self, value, 0.0, 1e6, &sensor->noise, error);
  if (g_str_equal (key, "interval_min"))
    {
      double minutes;

      if (!read_number (self, value, 1.0, 1440.0, &minutes, error))
        return FALSE;
      sensor->interval_us = (gint64) minutes * LAGE_TIME_MINUTE_US;
      return TRUE;
    }
  if (g_str_equal (key, "value"))
    {
      const char *time = take_word (&value);
      const char *number = take_word (&value);
      LageScenarioValue entry = { 0 };

      if (!read_time (self, time, &entry.time_us, error)
          || !read_number (self, number, -1e9, 1e9, &entry.value, error)
          || !check_later (self, sensor->values, G_STRUCT_OFFSET (LageScenarioValue, time_us),
                           entry.time_us, error))
        return FALSE;
      g_array_append_val (sensor->values, entry);
      return TRUE;
    }
  return fail_key (self, key, error);
}

static gboolean
parse_area (Parser     *self,
            const char *key,
            char       *value,
            GError    **error)
{
  LageScenarioArea *area = self->record;

  if (g_str_equal (key, "name"))
    return take_text (self, value, &area->name, error);
  if (g_str_equal (key, "name.en"))
    return take_text (self, value, &area->name_en, error);
  if (g_str_equal (key, "cell"))
    return take_text (self, value, &area->cell, error);
  if (g_str_equal (key, "polygon"))
    return read_points (self, value, error);
  return fail_key (self, key, error);
}

static gboolean
parse_warning_word (Parser            *self,
                    const char        *value,
                    const char *const *choices,
                    char             **field,
                    GError           **error)
{
  guint choice;

  return read_choice (self, value, choices, &choice, error)
         && take_text (self, value, field, error);
}

static gboolean
parse_warning (Parser     *self,
               const char *key,
               char       *value,
               GError    **error)
{
  static const char *const types[] = { "alert", "update", "cancel", NULL };
  static const char *const cap_types[] = { "Alert", "Update", "Cancel" };
  static const char *const categories[] = { "Geo", "Met", "Safety", "Security", "Rescue", "Fire",
                                            "Health", "Env", "Transport", "Infra", "CBRNE",
                                            "Other", NULL };
  static const char *const urgencies[] = { "Immediate", "Expected", "Future", "Past", "Unknown",
                                           NULL };
  static const char *const severities[] = { "Extreme", "Severe", "Moderate", "Minor", "Unknown",
                                            NULL };
  static const char *const certainties[] = { "Observed", "Likely", "Possible", "Unlikely",
                                             "Unknown", NULL };
  static const struct
  {
    const char *key;
    gsize       offset;
  } texts[] = {
    { "source", G_STRUCT_OFFSET (LageScenarioWarning, source) },
    { "sender", G_STRUCT_OFFSET (LageScenarioWarning, sender) },
    { "sender_name", G_STRUCT_OFFSET (LageScenarioWarning, sender_name) },
    { "event", G_STRUCT_OFFSET (LageScenarioWarning, event[0]) },
    { "event.en", G_STRUCT_OFFSET (LageScenarioWarning, event[1]) },
    { "headline", G_STRUCT_OFFSET (LageScenarioWarning, headline[0]) },
    { "headline.en", G_STRUCT_OFFSET (LageScenarioWarning, headline[1]) },
    { "description", G_STRUCT_OFFSET (LageScenarioWarning, description[0]) },
    { "description.en", G_STRUCT_OFFSET (LageScenarioWarning, description[1]) },
    { "instruction", G_STRUCT_OFFSET (LageScenarioWarning, instruction[0]) },
    { "instruction.en", G_STRUCT_OFFSET (LageScenarioWarning, instruction[1]) },
  };
  LageScenarioWarning *warning = self->record;
  const char *word;
  guint choice;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_str_equal (key, texts[i].key))
      return take_text (self, value, G_STRUCT_MEMBER_P (warning, texts[i].offset), error);

  if (g_str_equal (key, "type"))
    return read_choice (self, value, types, &choice, error)
           && take_text (self, cap_types[choice], &warning->type, error);
  if (g_str_equal (key, "category"))
    return parse_warning_word (self, value, categories, &warning->category, error);
  if (g_str_equal (key, "urgency"))
    return parse_warning_word (self, value, urgencies, &warning->urgency, error);
  if (g_str_equal (key, "severity"))
    return parse_warning_word (self, value, severities, &warning->severity, error);
  if (g_str_equal (key, "certainty"))
    return parse_warning_word (self, value, certainties, &warning->certainty, error);
  if (g_str_equal (key, "sent"))
    return read_time (self, value, &warning->sent_us, error);
  if (g_str_equal (key, "onset"))
    return read_time (self, value, &warning->onset_us, error);
  if (g_str_equal (key, "expires"))
    return read_time (self, value, &warning->expires_us, error);
  if (g_str_equal (key, "code") || g_str_equal (key, "parameter"))
    {
      if (strchr (value, ' ') == NULL)
        return fail (error, self->line, "%s is: NAME VALUE", key);
      g_ptr_array_add (*key == 'c' ? warning->codes : warning->parameters, g_strdup (value));
      return TRUE;
    }
  if (g_str_equal (key, "area") || g_str_equal (key, "replaces"))
    {
      GPtrArray *names = *key == 'a' ? self->pending->areas : self->pending->replaces;

      while ((word = take_word (&value)) != NULL)
        g_ptr_array_add (names, g_strdup (word));
      return TRUE;
    }
  return fail_key (self, key, error);
}

static gboolean
parse_incident (Parser     *self,
                const char *key,
                char       *value,
                GError    **error)
{
  LageScenarioIncident *incident = self->record;

  if (g_str_equal (key, "title"))
    return take_text (self, value, &incident->title, error);
  if (g_str_equal (key, "kind"))
    return take_text (self, value, &incident->kind, error);
  if (g_str_equal (key, "text"))
    return take_text (self, value, &incident->text, error);
  if (g_str_equal (key, "place"))
    return take_text (self, value, &self->pending->place, error);
  if (g_str_equal (key, "start"))
    return read_time (self, value, &incident->start_us, error);
  if (g_str_equal (key, "end"))
    return read_time (self, value, &incident->end_us, error);
  if (g_str_equal (key, "priority"))
    {
      if (!read_count (self, value, 3, &incident->priority, error))
        return FALSE;
      return incident->priority > 0 || fail (error, self->line, "priority is 1, 2 or 3");
    }
  return fail_key (self, key, error);
}

static gboolean
parse_entry (Parser     *self,
             const char *key,
             char       *value,
             GError    **error)
{
  switch (self->section)
    {
    case SECTION_SCENARIO:
      return parse_scenario (self, key, value, error);
    case SECTION_PLACES:
      return parse_place (self, key, value, error);
    case SECTION_GAUGE:
      return parse_gauge (self, key, value, error);
    case SECTION_UNIT:
      return parse_unit (self, key, value, error);
    case SECTION_DRONE:
      return parse_drone (self, key, value, error);
    case SECTION_HOSPITAL:
      return parse_hospital (self, key, value, error);
    case SECTION_GATE:
      return parse_gate (self, key, value, error);
    case SECTION_SENSOR:
      return parse_sensor (self, key, value, error);
    case SECTION_AREA:
      return parse_area (self, key, value, error);
    case SECTION_WARNING:
      return parse_warning (self, key, value, error);
    case SECTION_INCIDENT:
      return parse_incident (self, key, value, error);
    case SECTION_PATTERN:
      if (g_str_equal (key, "point"))
        return read_points (self, value, error);
      return fail_key (self, key, error);
    case SECTION_ROUTE:
      if (g_str_equal (key, "points"))
        return read_points (self, value, error);
      return fail_key (self, key, error);
    case SECTION_NONE:
      return fail (error, self->line, "an entry before the first section");
    default:
      g_assert_not_reached ();
    }
}

static gpointer
add_record (Parser     *self,
            const char *id)
{
  switch (self->section)
    {
    case SECTION_GAUGE:
      return lage_scenario_add_gauge (self->scenario, id);
    case SECTION_UNIT:
      return lage_scenario_add_unit (self->scenario, id);
    case SECTION_DRONE:
      return lage_scenario_add_drone (self->scenario, id);
    case SECTION_HOSPITAL:
      return lage_scenario_add_hospital (self->scenario, id);
    case SECTION_GATE:
      return lage_scenario_add_gate (self->scenario, id);
    case SECTION_SENSOR:
      return lage_scenario_add_sensor (self->scenario, id);
    case SECTION_AREA:
      return lage_scenario_add_area (self->scenario, id);
    case SECTION_WARNING:
      return lage_scenario_add_warning (self->scenario, id);
    case SECTION_INCIDENT:
      return lage_scenario_add_incident (self->scenario, id);
    case SECTION_NONE:
    case SECTION_SCENARIO:
    case SECTION_PLACES:
    case SECTION_PATTERN:
    case SECTION_ROUTE:
    default:
      return NULL;
    }
}

/* [kind] or [kind id] */
static gboolean
parse_section (Parser  *self,
               char    *text,
               GError **error)
{
  gsize length = strlen (text);
  const char *kind;
  const char *id;
  gboolean needs_id;
  Pending *pending;

  if (text[length - 1] != ']')
    return fail (error, self->line, "a section ends with ]");
  text[length - 1] = '\0';
  text++;
  kind = take_word (&text);
  id = take_word (&text);
  if (kind == NULL || take_word (&text) != NULL)
    return fail (error, self->line, "a section is [kind] or [kind id]");

  self->section = SECTION_NONE;
  for (guint i = SECTION_SCENARIO; i < G_N_ELEMENTS (section_names); i++)
    if (g_str_equal (kind, section_names[i]))
      self->section = (Section) i;
  if (self->section == SECTION_NONE)
    return fail (error, self->line, "no section is called \"%s\"", kind);

  needs_id = self->section != SECTION_SCENARIO && self->section != SECTION_PLACES;
  if (needs_id != (id != NULL))
    return fail (error, self->line, needs_id ? "[%s] needs an id" : "[%s] has no id", kind);
  if (++self->n_records > RECORDS_MAX)
    return fail (error, self->line, "too many sections");
  if (needs_id && !g_hash_table_add (self->ids, g_strdup_printf ("%s %s", kind, id)))
    return fail (error, self->line, "[%s %s] given twice", kind, id);

  pending = g_new0 (Pending, 1);
  pending->line = self->line;
  pending->orders = g_array_new (FALSE, TRUE, sizeof (Order));
  g_array_set_clear_func (pending->orders, order_clear);
  pending->areas = g_ptr_array_new_with_free_func (g_free);
  pending->replaces = g_ptr_array_new_with_free_func (g_free);
  pending->status = 2;
  g_ptr_array_add (self->waiting[self->section], pending);
  self->pending = pending;
  self->record = add_record (self, id);
  pending->record = self->record;

  self->points = NULL;
  if (self->section == SECTION_PATTERN || self->section == SECTION_ROUTE
      || self->section == SECTION_AREA)
    {
      self->points = g_array_new (FALSE, FALSE, sizeof (LagePoint));
      g_hash_table_insert (self->lines[self->section], g_strdup (id), self->points);
    }
  return TRUE;
}

static const LagePoint *
find_place (Parser     *self,
            const char *name,
            guint       line,
            GError    **error)
{
  const LagePoint *point = name != NULL ? g_hash_table_lookup (self->places, name) : NULL;

  if (point == NULL)
    fail (error, line, name != NULL ? "no place is called \"%s\"" : "a place is missing%s",
          name != NULL ? name : "");
  return point;
}

static gboolean
need_text (const char *text,
           const char *key,
           guint       line,
           GError    **error)
{
  return text != NULL || fail (error, line, "\"%s\" is missing here", key);
}

static void
add_status (LageScenarioUnit *unit,
            gint64            time_us,
            guint             status)
{
  LageScenarioStatus entry = { time_us, status };

  g_array_append_val (unit->statuses, entry);
}

/* Turns the orders of one unit into moves and changes of status. A new way cuts the one before
 * short; a status on the way does not stop it. */
static gboolean
resolve_unit (Parser        *self,
              const Pending *pending,
              GError       **error)
{
  LageScenarioUnit *unit = pending->record;
  const LagePoint *home = find_place (self, pending->place, pending->line, error);
  LagePoint here;
  gint64 arrival_us = G_MININT64;
  int arrival_status = -1;
  guint n_ways = 0;

  if (home == NULL || !need_text (unit->name, "name", pending->line, error)
      || !need_text (unit->organisation, "organisation", pending->line, error)
      || !need_text (unit->type, "type", pending->line, error))
    return FALSE;
  unit->home = *home;
  if (unit->speed_mps <= 0.0)
    unit->speed_mps = (unit->is_boat ? DEFAULT_BOAT_KMH : DEFAULT_STREET_KMH) / 3.6;
  add_status (unit, G_MININT64, pending->status);

  here = *home;
  for (guint i = 0; i < pending->orders->len; i++)
    {
      const Order *order = &g_array_index (pending->orders, Order, i);
      const LagePoint *there;
      g_autofree char *route_name = NULL;
      g_autoptr(GArray) points = NULL;
      const GArray *route;
      LageScenarioMove move = { 0 };

      if (arrival_status >= 0 && arrival_us < order->time_us)
        add_status (unit, arrival_us, (guint) arrival_status);
      if (arrival_us < order->time_us || order->name != NULL)
        arrival_status = -1;
      add_status (unit, order->time_us, order->status);
      if (order->name == NULL)
        continue;

      there = g_str_equal (order->name, "home")
                ? home
                : find_place (self, order->name, order->line, error);
      if (there == NULL)
        return FALSE;

      if (unit->moves->len > 0)
        {
          LageScenarioMove *last = &g_array_index (unit->moves, LageScenarioMove,
                                                   unit->moves->len - 1);

          if (last->end_us > order->time_us)
            {
              double course_deg;

              lage_scenario_path_locate (&last->path,
                                         (double) (order->time_us - last->start_us) / 1e6
                                           * unit->speed_mps,
                                         &here, &course_deg);
              last->end_us = order->time_us;
            }
        }

      route_name = g_strdup_printf ("%s.%u", unit->id, ++n_ways);
      route = g_hash_table_lookup (self->lines[SECTION_ROUTE], route_name);
      points = g_array_new (FALSE, FALSE, sizeof (LagePoint));
      g_array_append_val (points, here);
      if (route != NULL)
        g_array_append_vals (points, route->data, route->len);
      g_array_append_vals (points, there, 1);

      lage_scenario_path_init (&move.path, (const LagePoint *) (gpointer) points->data,
                               points->len);
      move.start_us = order->time_us;
      move.end_us = move.start_us
                    + (gint64) (lage_scenario_path_get_length_m (&move.path) / unit->speed_mps
                                * 1e6);
      g_array_append_val (unit->moves, move);
      here = *there;
      arrival_us = move.end_us;
      arrival_status = order->arrival_status;
    }
  if (arrival_status >= 0)
    add_status (unit, arrival_us, (guint) arrival_status);
  return TRUE;
}

static gint64
seconds_to_us (double seconds)
{
  return (gint64) (seconds * 1e6);
}

static gboolean
resolve_drone (Parser        *self,
               const Pending *pending,
               GError       **error)
{
  LageScenarioDrone *drone = pending->record;
  const LagePoint *home = find_place (self, pending->place, pending->line, error);

  if (home == NULL || !need_text (drone->name, "name", pending->line, error)
      || !need_text (drone->organisation, "organisation", pending->line, error)
      || !need_text (drone->model, "model", pending->line, error))
    return FALSE;
  drone->home = *home;
  if (drone->system_id == 0 || drone->altitude_m <= 0.0 || drone->speed_mps <= 0.0
      || drone->endurance_us <= 0 || drone->reserve_percent <= 0.0)
    return fail (error, pending->line,
                 "a drone needs system, altitude, speed, endurance_min and reserve");

  for (guint i = 0; i < pending->orders->len; i++)
    {
      const Order *order = &g_array_index (pending->orders, Order, i);
      GArray *points = g_hash_table_lookup (self->lines[SECTION_PATTERN], order->name);
      g_autoptr(GArray) loop = NULL;
      LageScenarioFlight flight = { 0 };
      double farthest_m = 0.0;
      double out_m;
      double course_deg;
      gint64 usable_us;

      if (points == NULL || points->len < 2)
        return fail (error, order->line, "no pattern of two points is called \"%s\"", order->name);

      loop = g_array_sized_new (FALSE, FALSE, sizeof (LagePoint), points->len + 1);
      g_array_append_vals (loop, points->data, points->len);
      g_array_append_vals (loop, points->data, 1);
      for (guint k = 0; k < points->len; k++)
        farthest_m = MAX (farthest_m,
                          lage_point_get_distance_m (home, &g_array_index (points, LagePoint, k)));
      out_m = lage_point_get_distance_m (home, &g_array_index (points, LagePoint, 0));

      /* Turns home while the battery still holds for the longest way back and the descent. */
      usable_us = (gint64) ((double) drone->endurance_us * (1.0 - drone->reserve_percent / 100.0));
      flight.start_us = order->time_us;
      flight.pattern_us = flight.start_us
                          + seconds_to_us (drone->altitude_m / CLIMB_MPS
                                           + out_m / drone->speed_mps);
      flight.leave_us = flight.start_us + usable_us
                        - seconds_to_us (farthest_m / drone->speed_mps
                                         + drone->altitude_m / SINK_MPS);
      if (flight.leave_us <= flight.pattern_us)
        return fail (error, order->line, "the battery does not hold for pattern \"%s\"",
                     order->name);

      lage_scenario_path_init (&flight.loop, (const LagePoint *) (gpointer) loop->data, loop->len);
      if (lage_scenario_path_get_length_m (&flight.loop) < 1.0)
        {
          g_free (flight.loop.points);
          g_free (flight.loop.along_m);
          return fail (error, order->line, "pattern \"%s\" has no length", order->name);
        }
      lage_scenario_path_locate (&flight.loop,
                                 fmod ((double) (flight.leave_us - flight.pattern_us) / 1e6
                                         * drone->speed_mps,
                                       lage_scenario_path_get_length_m (&flight.loop)),
                                 &flight.leave_point, &course_deg);
      flight.home_us = flight.leave_us
                       + seconds_to_us (lage_point_get_distance_m (&flight.leave_point, home)
                                        / drone->speed_mps);
      flight.end_us = flight.home_us + seconds_to_us (drone->altitude_m / SINK_MPS);
      g_array_append_val (drone->flights, flight);
      if (i > 0)
        {
          const LageScenarioFlight *before = &g_array_index (drone->flights, LageScenarioFlight,
                                                             i - 1);

          if (before->end_us > flight.start_us)
            return fail (error, order->line, "takes off before it has landed");
        }
    }
  return TRUE;
}

static gboolean
resolve_warning (Parser        *self,
                 const Pending *pending,
                 GError       **error)
{
  LageScenarioWarning *warning = pending->record;
  guint line = pending->line;

  if (!need_text (warning->source, "source", line, error)
      || !need_text (warning->sender, "sender", line, error)
      || !need_text (warning->sender_name, "sender_name", line, error)
      || !need_text (warning->type, "type", line, error)
      || !need_text (warning->category, "category", line, error)
      || !need_text (warning->urgency, "urgency", line, error)
      || !need_text (warning->severity, "severity", line, error)
      || !need_text (warning->certainty, "certainty", line, error)
      || !need_text (warning->event[0], "event", line, error)
      || !need_text (warning->event[1], "event.en", line, error)
      || !need_text (warning->headline[0], "headline", line, error)
      || !need_text (warning->headline[1], "headline.en", line, error)
      || !need_text (warning->description[0], "description", line, error)
      || !need_text (warning->description[1], "description.en", line, error))
    return FALSE;
  if (warning->sent_us == 0 || warning->onset_us == 0 || warning->expires_us <= warning->onset_us)
    return fail (error, line, "a warning needs sent, onset and an end (expires) after the onset");

  for (guint i = 0; i < pending->areas->len; i++)
    {
      const char *name = g_ptr_array_index (pending->areas, i);
      LageScenarioArea *found = NULL;

      for (guint k = 0; k < self->scenario->areas->len; k++)
        {
          LageScenarioArea *area = g_ptr_array_index (self->scenario->areas, k);

          if (g_str_equal (area->id, name))
            found = area;
        }
      if (found == NULL)
        return fail (error, line, "no area is called \"%s\"", name);
      g_ptr_array_add (warning->areas, found);
    }
  if (warning->areas->len == 0)
    return fail (error, line, "a warning needs an area");

  for (guint i = 0; i < pending->replaces->len; i++)
    {
      const char *name = g_ptr_array_index (pending->replaces, i);
      LageScenarioWarning *found = NULL;

      for (guint k = 0; k < self->scenario->warnings->len; k++)
        {
          LageScenarioWarning *other = g_ptr_array_index (self->scenario->warnings, k);

          if (g_str_equal (other->id, name))
            found = other;
        }
      if (found == NULL || found->sent_us >= warning->sent_us)
        return fail (error, line, "no earlier warning is called \"%s\"", name);
      g_ptr_array_add (warning->replaces, found);
    }
  if ((warning->replaces->len > 0) == g_str_equal (warning->type, "Alert"))
    return fail (error, line, "updates and cancels replace something, alerts do not");
  return TRUE;
}

static gboolean
resolve_area (Parser        *self,
              const Pending *pending,
              GError       **error)
{
  LageScenarioArea *area = pending->record;
  const GArray *points = g_hash_table_lookup (self->lines[SECTION_AREA], area->id);

  if (!need_text (area->name, "name", pending->line, error)
      || !need_text (area->name_en, "name.en", pending->line, error))
    return FALSE;
  if (points->len < 4
      || memcmp (&g_array_index (points, LagePoint, 0),
                 &g_array_index (points, LagePoint, points->len - 1), sizeof (LagePoint))
           != 0)
    return fail (error, pending->line, "a polygon ends where it began");
  area->n_points = points->len;
  area->points = g_memdup2 (points->data, sizeof (LagePoint) * points->len);
  return TRUE;
}

static gboolean
resolve_incident (Parser        *self,
                  const Pending *pending,
                  GError       **error)
{
  LageScenarioIncident *incident = pending->record;
  const LagePoint *point = find_place (self, pending->place, pending->line, error);

  if (point == NULL || !need_text (incident->title, "title", pending->line, error)
      || !need_text (incident->kind, "kind", pending->line, error))
    return FALSE;
  incident->point = *point;
  if (incident->start_us == 0 || incident->end_us <= incident->start_us)
    return fail (error, pending->line, "an incident needs a start and a later end");
  if (incident->priority == 0)
    return fail (error, pending->line, "\"priority\" is missing here");
  return TRUE;
}

static gboolean
resolve_gauge (Parser        *self,
               const Pending *pending,
               GError       **error)
{
  LageScenarioGauge *gauge = pending->record;

  if (!need_text (gauge->name, "name", pending->line, error)
      || !need_text (gauge->water, "water", pending->line, error)
      || !need_text (gauge->agency, "agency", pending->line, error))
    return FALSE;
  if (gauge->tides->len < 2)
    return fail (error, pending->line, "a gauge needs two tides");
  if (gauge->mean_high_cm <= gauge->mean_low_cm)
    return fail (error, pending->line, "a gauge needs mean_low and a higher mean_high");
  return TRUE;
}

static gboolean
resolve_other (Parser        *self,
               Section        section,
               const Pending *pending,
               GError       **error)
{
  guint line = pending->line;

  if (section == SECTION_HOSPITAL)
    {
      const LageScenarioHospital *hospital = pending->record;

      return need_text (hospital->name, "name", line, error)
             && (hospital->reports->len > 0 || fail (error, line, "a hospital needs a report"));
    }
  if (section == SECTION_GATE)
    {
      const LageScenarioGate *gate = pending->record;

      return need_text (gate->name, "name", line, error)
             && need_text (gate->kind, "kind", line, error)
             && (gate->changes->len > 0 || fail (error, line, "a gate needs a state"));
    }
  if (section == SECTION_SENSOR)
    {
      const LageScenarioSensor *sensor = pending->record;

      return need_text (sensor->name, "name", line, error)
             && need_text (sensor->property, "property", line, error)
             && need_text (sensor->label, "label", line, error)
             && need_text (sensor->unit, "unit", line, error)
             && need_text (sensor->unit_name, "unit_name", line, error)
             && (sensor->values->len > 0 || fail (error, line, "a sensor needs a value"))
             && (sensor->interval_us > 0 || fail (error, line, "a sensor needs interval_min"));
    }
  return TRUE;
}

static gboolean
resolve (Parser  *self,
         GError **error)
{
  LageScenario *scenario = self->scenario;
  static const Section order[] = { SECTION_GAUGE, SECTION_AREA, SECTION_UNIT, SECTION_DRONE,
                                   SECTION_HOSPITAL, SECTION_GATE, SECTION_SENSOR,
                                   SECTION_WARNING, SECTION_INCIDENT };

  if (scenario->title[0] == NULL)
    return fail (error, self->line, "[scenario] with a title is missing");
  if (scenario->start_us == 0 || scenario->end_us <= scenario->start_us
      || scenario->end_us - scenario->start_us > SPAN_MAX_US)
    return fail (error, self->line, "[scenario] needs a start and an end within a year of it");
  if (scenario->data_since_us == 0)
    scenario->data_since_us = scenario->start_us;
  if (scenario->data_since_us > scenario->start_us
      || scenario->start_us - scenario->data_since_us > SPAN_MAX_US)
    return fail (error, self->line, "data_since is not within the year before the start");
  if (scenario->warning_status == NULL)
    scenario->warning_status = g_strdup ("Exercise");

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      const GPtrArray *waiting = self->waiting[order[i]];

      for (guint k = 0; k < waiting->len; k++)
        {
          const Pending *pending = g_ptr_array_index (waiting, k);
          gboolean is_good;

          switch (order[i])
            {
            case SECTION_GAUGE:
              is_good = resolve_gauge (self, pending, error);
              break;
            case SECTION_AREA:
              is_good = resolve_area (self, pending, error);
              break;
            case SECTION_UNIT:
              is_good = resolve_unit (self, pending, error);
              break;
            case SECTION_DRONE:
              is_good = resolve_drone (self, pending, error);
              break;
            case SECTION_WARNING:
              is_good = resolve_warning (self, pending, error);
              break;
            case SECTION_INCIDENT:
              is_good = resolve_incident (self, pending, error);
              break;
            case SECTION_NONE:
            case SECTION_SCENARIO:
            case SECTION_PLACES:
            case SECTION_PATTERN:
            case SECTION_HOSPITAL:
            case SECTION_GATE:
            case SECTION_SENSOR:
            case SECTION_ROUTE:
            default:
              is_good = resolve_other (self, order[i], pending, error);
              break;
            }
          if (!is_good)
            return FALSE;
        }
    }
  return TRUE;
}

/**
 * lage_scenario_new_from_bytes:
 * @bytes: a scenario file, UTF-8
 *
 * Reads a scenario. The format is described in `data/scenarios/README.md`.
 *
 * Returns: (transfer full): the scenario, or NULL and an error that names the line
 */
LageScenario *
lage_scenario_new_from_bytes (GBytes  *bytes,
                              GError **error)
{
  g_auto(Parser) parser = { 0 };
  g_auto(GStrv) lines = NULL;
  g_autofree char *text = NULL;
  const char *data;
  gsize size;

  g_return_val_if_fail (bytes != NULL, NULL);

  data = g_bytes_get_data (bytes, &size);
  if (size > SIZE_MAX_BYTES)
    {
      g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_TOO_LARGE, "scenario: over 16 MiB");
      return NULL;
    }
  if (size > 0 && !g_utf8_validate_len (data, size, NULL))
    {
      g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_INVALID, "scenario: not UTF-8 text");
      return NULL;
    }

  parser.line = 1;
  parser.scenario = lage_scenario_new_empty ();
  parser.places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  parser.ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (parser.waiting); i++)
    {
      parser.waiting[i] = g_ptr_array_new_with_free_func (pending_free);
      parser.lines[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                               (GDestroyNotify) g_array_unref);
    }

  text = g_strndup (data != NULL ? data : "", size);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *line = g_strstrip (lines[i]);
      char *equals;

      parser.line = i + 1;
      if (*line == '\0' || *line == '#')
        continue;
      if (*line == '[')
        {
          if (!parse_section (&parser, line, error))
            return NULL;
          continue;
        }
      equals = strchr (line, '=');
      if (equals == NULL)
        {
          fail (error, parser.line, "neither [section], # remark nor key = value");
          return NULL;
        }
      *equals = '\0';
      g_strchomp (line);
      if (!parse_entry (&parser, line, g_strchug (equals + 1), error))
        return NULL;
    }
  if (!resolve (&parser, error))
    return NULL;
  return g_steal_pointer (&parser.scenario);
}
