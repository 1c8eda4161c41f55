/* test-sensorthings-map.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-sensorthings-map.h"

#include <math.h>
#include <string.h>

#include "lage-error.h"

static GPtrArray *
make_rules (const char *const  *options,
            GError            **error)
{
  g_autoptr(GHashTable) table = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; options[i] != NULL; i += 2)
    g_hash_table_insert (table, (char *) options[i], (char *) options[i + 1]);
  return lage_sensorthings_rules_new (table, error);
}

static GPtrArray *
make_rule (const char *text)
{
  const char *options[] = { "map.1", text, NULL };
  g_autoptr(GError) error = NULL;
  GPtrArray *rules = make_rules (options, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rules->len, ==, 1);
  return rules;
}

static JsonObject *
parse (const char *text)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) node = json_from_string (text, &error);

  g_assert_no_error (error);
  return json_object_ref (json_node_get_object (node));
}

/* (nullable): the option of the rule that matches */
static const char *
find_key (GPtrArray  *rules,
          const char *datastream_text,
          const char *thing_text)
{
  g_autoptr(JsonObject) datastream = parse (datastream_text);
  g_autoptr(JsonObject) thing = thing_text != NULL ? parse (thing_text) : NULL;
  const LageSensorthingsRule *rule = lage_sensorthings_rules_find (rules, datastream, thing);

  return rule != NULL ? rule->key : NULL;
}

static void
test_rule (void)
{
  g_autoptr(GPtrArray) rules
    = make_rule ("properties/layerName=Pegel and name~*Polder*"
                 " -> gauge.level factor 100 offset -5");
  const LageSensorthingsRule *rule = g_ptr_array_index (rules, 0);

  g_assert_cmpstr (rule->key, ==, "map.1");
  g_assert_cmpuint (rule->conditions->len, ==, 2);
  g_assert_cmpint (rule->kind, ==, LAGE_KIND_GAUGE);
  g_assert_cmpint (rule->field, ==, LAGE_FIELD_LEVEL_CM);
  g_assert_cmpfloat (rule->factor, ==, 100.0);
  g_assert_cmpfloat (rule->offset, ==, -5.0);
  g_assert_null (rule->states);
}

static void
test_bad_rules (void)
{
  static const char *const bad[] = {
    "name=Pegel",                                  /* no meaning */
    "name=Pegel ->",
    "-> gauge.level",                              /* would take everything */
    " -> gauge.level",
    "name -> gauge.level",                         /* neither = nor ~ */
    "=Pegel -> gauge.level",
    "name= -> gauge.level",
    "name=Pegel and -> gauge.level",
    "name=Pegel -> gauge",
    "name=Pegel -> lighthouse.level",
    "name=Pegel -> gauge.colour",
    "name=Pegel -> gauge.position",                /* no number is a place */
    "name=Pegel -> gauge.level factor",
    "name=Pegel -> gauge.level factor ten",
    "name=Pegel -> gauge.level factor inf",
    "name=Pegel -> gauge.level times 10",
    "name=Pegel -> gauge.level states 0=open",     /* a level has no states */
    "name=Tor -> flood-gate.gate-state states",
    "name=Tor -> flood-gate.gate-state states open",
    "name=Tor -> flood-gate.gate-state states =open",
    "name=Tor -> flood-gate.gate-state states 0=ajar",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      const char *options[] = { "map.7", bad[i], NULL };
      g_autoptr(GError) error = NULL;

      g_assert_null (make_rules (options, &error));
      g_assert_error (error, LAGE_ERROR, LAGE_ERROR_INVALID);
      g_assert_true (g_str_has_prefix (error->message, "option map.7: "));
    }
}

/* By number, not by letter; other options are not rules. */
static void
test_order (void)
{
  static const char *const options[] = {
    "map.10", "name~* -> gauge.level",
    "map.9", "name=Pegel -> gauge.level",
    "page-size", "100",
    NULL,
  };
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rules = make_rules (options, &error);
  g_autoptr(GPtrArray) none = lage_sensorthings_rules_new (NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (rules->len, ==, 2);
  g_assert_cmpstr (find_key (rules, "{\"name\": \"Pegel\"}", NULL), ==, "map.9");
  g_assert_cmpstr (find_key (rules, "{\"name\": \"Wind\"}", NULL), ==, "map.10");
  g_assert_null (find_key (rules, "{}", NULL));
}

static void
test_conditions (void)
{
  static const char *const w7 = "{\"properties\": {\"assetID\": \"W7\"}}";
  static const char *const w8 = "{\"properties\": {\"assetID\": \"W8\"}}";
  g_autoptr(GPtrArray) equal = make_rule ("properties/layerName=Pegel -> gauge.level");
  g_autoptr(GPtrArray) pattern = make_rule ("name~Polder ?st* -> gauge.level");
  g_autoptr(GPtrArray) number = make_rule ("@iot.id=16183 -> sensor.traffic");
  g_autoptr(GPtrArray) thing
    = make_rule ("Thing/properties/assetID=W7 and name=w -> sensor.wind-speed");

  g_assert_nonnull (find_key (equal, "{\"properties\": {\"layerName\": \"Pegel\"}}", NULL));
  g_assert_null (find_key (equal, "{\"properties\": {\"layerName\": \"Pegel 2\"}}", NULL));
  g_assert_null (find_key (equal, "{\"layerName\": \"Pegel\"}", NULL));
  g_assert_null (find_key (equal, "{\"properties\": \"Pegel\"}", NULL));

  g_assert_nonnull (find_key (pattern, "{\"name\": \"Polder Ost\"}", NULL));
  g_assert_nonnull (find_key (pattern, "{\"name\": \"Polder Osterholz\"}", NULL));
  g_assert_null (find_key (pattern, "{\"name\": \"Polder st\"}", NULL));
  g_assert_null (find_key (pattern, "{\"name\": [\"Polder Ost\"]}", NULL));

  g_assert_nonnull (find_key (number, "{\"@iot.id\": 16183}", NULL));
  g_assert_nonnull (find_key (number, "{\"@iot.id\": \"16183\"}", NULL));
  g_assert_null (find_key (number, "{\"@iot.id\": 161830}", NULL));

  g_assert_nonnull (find_key (thing, "{\"name\": \"w\"}", w7));
  g_assert_null (find_key (thing, "{\"name\": \"w\"}", w8));
  g_assert_null (find_key (thing, "{\"name\": \"v\"}", w7));
  g_assert_null (find_key (thing, "{\"name\": \"w\"}", NULL));
}

static gboolean
convert (GPtrArray   *rules,
         const char  *result,
         LageValue   *value,
         GError     **error)
{
  g_autoptr(JsonNode) node = result != NULL ? json_from_string (result, NULL) : NULL;

  return lage_sensorthings_rule_convert (g_ptr_array_index (rules, 0), node, value, error);
}

static void
assert_no_value (GPtrArray  *rules,
                 const char *result)
{
  g_autoptr(GError) error = NULL;
  LageValue value = LAGE_VALUE_INIT;

  g_assert_false (convert (rules, result, &value, &error));
  g_assert_error (error, LAGE_ERROR, LAGE_ERROR_INVALID);
  g_assert_true (g_str_has_prefix (error->message, "result: "));
}

static void
test_numbers (void)
{
  g_autoptr(GPtrArray) rules = make_rule ("name=P -> gauge.level factor 100 offset 500");
  LageValue value = LAGE_VALUE_INIT;

  g_assert_true (convert (rules, "-1.25", &value, NULL));
  g_assert_cmpint (value.type, ==, LAGE_VALUE_REAL);
  g_assert_cmpfloat (fabs (value.real - 375.0), <, 1e-9);
  g_assert_true (convert (rules, "\"2.5\"", &value, NULL));
  g_assert_cmpfloat (fabs (value.real - 750.0), <, 1e-9);

  g_assert_true (convert (rules, "null", &value, NULL));
  g_assert_cmpint (value.type, ==, LAGE_VALUE_NONE);
  g_assert_true (convert (rules, "\"\"", &value, NULL));
  g_assert_cmpint (value.type, ==, LAGE_VALUE_NONE);
  g_assert_true (convert (rules, NULL, &value, NULL));
  g_assert_cmpint (value.type, ==, LAGE_VALUE_NONE);

  assert_no_value (rules, "\"high\"");
  assert_no_value (rules, "[1]");
  assert_no_value (rules, "1e308");
}

static void
test_states (void)
{
  g_autoptr(GPtrArray) rules
    = make_rule ("name=T -> flood-gate.gate-state states 0=open,1=closed,true=closing");
  LageValue value = LAGE_VALUE_INIT;
  gint64 open;

  g_assert_true (convert (rules, "0", &value, NULL));
  g_assert_cmpint (value.type, ==, LAGE_VALUE_INT);
  open = value.integer;
  g_assert_true (convert (rules, "\"open\"", &value, NULL)); /* the token itself */
  g_assert_cmpint (value.integer, ==, open);
  g_assert_true (convert (rules, "1.0", &value, NULL));
  g_assert_cmpint (value.integer, !=, open);
  g_assert_true (convert (rules, "true", &value, NULL));

  assert_no_value (rules, "2");
  assert_no_value (rules, "{}");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/feeds/sensorthings-map/rule", test_rule);
  g_test_add_func ("/feeds/sensorthings-map/bad-rules", test_bad_rules);
  g_test_add_func ("/feeds/sensorthings-map/order", test_order);
  g_test_add_func ("/feeds/sensorthings-map/conditions", test_conditions);
  g_test_add_func ("/feeds/sensorthings-map/numbers", test_numbers);
  g_test_add_func ("/feeds/sensorthings-map/states", test_states);

  return g_test_run ();
}
