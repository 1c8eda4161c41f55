/* lage-sensorthings-map.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-sensorthings-map.h"

#include <math.h>
#include <string.h>

#include "lage-error.h"
#include "lage-json.h"

#define KEY_PREFIX "map."

typedef struct
{
  char        **path;
  char         *text;
  GPatternSpec *pattern; /* NULL: equality with text */
} Condition;

static void
condition_free (gpointer data)
{
  Condition *condition = data;

  g_strfreev (condition->path);
  g_free (condition->text);
  g_clear_pointer (&condition->pattern, g_pattern_spec_free);
  g_free (condition);
}

static void
rule_free (gpointer data)
{
  LageSensorthingsRule *rule = data;

  g_free (rule->key);
  g_ptr_array_unref (rule->conditions);
  g_clear_pointer (&rule->states, g_hash_table_unref);
  g_free (rule);
}

static gboolean
set_invalid (GError     **error,
             const char  *what,
             const char  *text)
{
  g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "%s \"%s\"", what, text);
  return FALSE;
}

/* reading the rules ---------------------------------------------------------------------------- */

static gboolean
parse_condition (const char  *text,
                 GPtrArray   *conditions,
                 GError     **error)
{
  gsize length = strcspn (text, "=~");
  g_autofree char *path = g_strstrip (g_strndup (text, length));
  g_autofree char *value = NULL;
  Condition *condition;

  if (text[length] == '\0' || *path == '\0')
    return set_invalid (error, "neither PATH=TEXT nor PATH~PATTERN:", text);
  value = g_strstrip (g_strdup (text + length + 1));
  if (*value == '\0')
    return set_invalid (error, "nothing to compare with:", text);

  condition = g_new0 (Condition, 1);
  condition->path = g_strsplit (path, "/", -1);
  condition->pattern = text[length] == '~' ? g_pattern_spec_new (value) : NULL;
  condition->text = g_steal_pointer (&value);
  g_ptr_array_add (conditions, condition);
  return TRUE;
}

static gboolean
parse_target (LageSensorthingsRule  *rule,
              const char            *text,
              GError               **error)
{
  g_auto(GStrv) names = g_strsplit (text, ".", 2);

  if (g_strv_length (names) != 2)
    return set_invalid (error, "not KIND.FIELD:", text);
  rule->kind = lage_kind_from_token (names[0]);
  if (rule->kind == LAGE_KIND_NONE)
    return set_invalid (error, "no such kind:", names[0]);
  rule->spec = lage_schema_find_by_token (rule->kind, names[1]);
  if (rule->spec == NULL)
    return set_invalid (error, "no such field of that kind:", names[1]);
  if (rule->spec->type != LAGE_VALUE_REAL && rule->spec->type != LAGE_VALUE_INT
      && rule->spec->type != LAGE_VALUE_BOOL && rule->spec->type != LAGE_VALUE_TEXT)
    return set_invalid (error, "results cannot go to", text);
  rule->field = rule->spec->field;
  return TRUE;
}

static gboolean
parse_number (const char  *text,
              double      *value,
              GError     **error)
{
  char *end = NULL;

  if (text == NULL)
    return set_invalid (error, "a number is missing at the end:", "");
  *value = g_ascii_strtod (text, &end);
  if (end == text || *end != '\0' || !isfinite (*value))
    return set_invalid (error, "not a number:", text);
  return TRUE;
}

static gboolean
parse_states (LageSensorthingsRule  *rule,
              const char            *text,
              GError               **error)
{
  g_auto(GStrv) pairs = g_strsplit (text != NULL ? text : "", ",", -1);

  if (rule->spec->members == NULL)
    return set_invalid (error, "no states in the field", rule->spec->token);
  rule->states = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; pairs[i] != NULL; i++)
    {
      char *equals = strchr (pairs[i], '=');

      if (equals == NULL || equals == pairs[i])
        return set_invalid (error, "not RESULT=STATE:", pairs[i]);
      *equals = '\0';
      if (lage_field_spec_find_token (rule->spec, equals + 1) == NULL)
        return set_invalid (error, "no such state:", equals + 1);
      g_hash_table_insert (rule->states, g_strdup (pairs[i]), g_strdup (equals + 1));
    }
  if (g_hash_table_size (rule->states) == 0)
    return set_invalid (error, "no states:", "");
  return TRUE;
}

static gboolean
parse_meaning (LageSensorthingsRule  *rule,
               const char            *text,
               GError               **error)
{
  g_auto(GStrv) raw = g_strsplit_set (text, " \t", -1);
  g_autoptr(GPtrArray) words = g_ptr_array_new ();

  for (guint i = 0; raw[i] != NULL; i++)
    if (*raw[i] != '\0')
      g_ptr_array_add (words, raw[i]);
  g_ptr_array_add (words, NULL);

  if (g_ptr_array_index (words, 0) == NULL)
    return set_invalid (error, "nothing behind", "->");
  if (!parse_target (rule, g_ptr_array_index (words, 0), error))
    return FALSE;
  for (guint i = 1; g_ptr_array_index (words, i) != NULL; i += 2)
    {
      const char *word = g_ptr_array_index (words, i);
      const char *value = g_ptr_array_index (words, i + 1);
      gboolean ok;

      if (strcmp (word, "factor") == 0)
        ok = parse_number (value, &rule->factor, error);
      else if (strcmp (word, "offset") == 0)
        ok = parse_number (value, &rule->offset, error);
      else if (strcmp (word, "states") == 0)
        ok = parse_states (rule, value, error);
      else
        ok = set_invalid (error, "neither factor, offset nor states:", word);
      if (!ok)
        return FALSE;
      if (value == NULL)
        break;
    }
  return TRUE;
}

static LageSensorthingsRule *
parse_rule (const char  *key,
            const char  *text,
            GError     **error)
{
  LageSensorthingsRule *rule = g_new0 (LageSensorthingsRule, 1);
  g_auto(GStrv) halves = g_strsplit (text, "->", 2);
  g_auto(GStrv) conditions = NULL;
  gboolean ok;

  rule->key = g_strdup (key);
  rule->factor = 1.0;
  rule->conditions = g_ptr_array_new_with_free_func (condition_free);

  ok = g_strv_length (halves) == 2 || set_invalid (error, "no \"->\" in", text);
  /* An empty text would split into no conditions at all, which everything meets. */
  ok = ok && (*halves[0] != '\0' || set_invalid (error, "no condition before \"->\" in", text));
  if (ok)
    conditions = g_strsplit (halves[0], " and ", -1);
  for (guint i = 0; ok && conditions[i] != NULL; i++)
    ok = parse_condition (conditions[i], rule->conditions, error);
  ok = ok && parse_meaning (rule, halves[1], error);
  if (ok)
    return rule;

  g_prefix_error (error, "option %s: ", key);
  rule_free (rule);
  return NULL;
}

static int
compare_rules (gconstpointer a,
               gconstpointer b)
{
  const LageSensorthingsRule *rule_a = *(LageSensorthingsRule *const *) a;
  const LageSensorthingsRule *rule_b = *(LageSensorthingsRule *const *) b;
  gint64 number_a = g_ascii_strtoll (rule_a->key + strlen (KEY_PREFIX), NULL, 10);
  gint64 number_b = g_ascii_strtoll (rule_b->key + strlen (KEY_PREFIX), NULL, 10);

  if (number_a != number_b)
    return number_a < number_b ? -1 : 1;
  return strcmp (rule_a->key, rule_b->key);
}

/**
 * lage_sensorthings_rules_new:
 * @options: (nullable) (element-type utf8 utf8): the options of a feed
 * @error: return location for a #GError (LAGE_ERROR_INVALID) naming the option
 *
 * Returns: (transfer full) (element-type LageSensorthingsRule): the rules in their order
 */
GPtrArray *
lage_sensorthings_rules_new (GHashTable  *options,
                             GError     **error)
{
  g_autoptr(GPtrArray) rules = g_ptr_array_new_with_free_func (rule_free);
  GHashTableIter iter;
  gpointer key, value;

  if (options == NULL)
    return g_steal_pointer (&rules);

  g_hash_table_iter_init (&iter, options);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      LageSensorthingsRule *rule;

      if (!g_str_has_prefix (key, KEY_PREFIX))
        continue;
      rule = parse_rule (key, value, error);
      if (rule == NULL)
        return NULL;
      g_ptr_array_add (rules, rule);
    }
  g_ptr_array_sort (rules, compare_rules);
  return g_steal_pointer (&rules);
}

/* using them ----------------------------------------------------------------------------------- */

/* The text of a simple value: numbers without trailing zeros, truth values by their words. */
static char *
dup_value_text (JsonNode *node)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  GType type;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  type = json_node_get_value_type (node);
  if (type == G_TYPE_STRING)
    return g_strdup (json_node_get_string (node));
  if (type == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (node) ? "true" : "false");
  if (type == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.12g", json_node_get_double (node)));
}

static gboolean
holds (const Condition *condition,
       JsonObject      *datastream,
       JsonObject      *thing)
{
  JsonObject *object = datastream;
  g_autofree char *text = NULL;
  guint i = 0;

  if (strcmp (condition->path[0], "Thing") == 0)
    {
      object = thing;
      i = 1;
    }
  for (; object != NULL && condition->path[i] != NULL && condition->path[i + 1] != NULL; i++)
    if (!lage_json_get_object (object, condition->path[i], &object, NULL))
      object = NULL;
  if (object == NULL || condition->path[i] == NULL)
    return FALSE;

  text = dup_value_text (json_object_get_member (object, condition->path[i]));
  if (text == NULL)
    return FALSE;
  if (condition->pattern != NULL)
    return g_pattern_spec_match_string (condition->pattern, text);
  return strcmp (condition->text, text) == 0;
}

/**
 * lage_sensorthings_rules_find:
 * @rules: the rules
 * @datastream: a Datastream
 * @thing: (nullable): its Thing, as far as known
 *
 * Returns: (nullable): the first rule that matches
 */
const LageSensorthingsRule *
lage_sensorthings_rules_find (GPtrArray  *rules,
                              JsonObject *datastream,
                              JsonObject *thing)
{
  for (guint i = 0; i < rules->len; i++)
    {
      const LageSensorthingsRule *rule = g_ptr_array_index (rules, i);
      gboolean matches = TRUE;

      for (guint k = 0; matches && k < rule->conditions->len; k++)
        matches = holds (g_ptr_array_index (rule->conditions, k), datastream, thing);
      if (matches)
        return rule;
    }
  return NULL;
}

static gboolean
convert_state (const LageSensorthingsRule  *self,
               JsonNode                    *result,
               LageValue                   *value,
               GError                     **error)
{
  g_autofree char *text = dup_value_text (result);
  const LageEnumMember *member;
  const char *token;

  if (text == NULL)
    return set_invalid (error, "result: not a simple value:", lage_json_name_type (result));
  token = self->states != NULL ? g_hash_table_lookup (self->states, text) : NULL;
  member = lage_field_spec_find_token (self->spec, token != NULL ? token : text);
  if (member == NULL)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "result: \"%.40s\" is no state of %s",
                   text, self->key);
      return FALSE;
    }
  *value = lage_value_int (member->number);
  return TRUE;
}

static gboolean
convert_bool (JsonNode   *result,
              LageValue  *value,
              GError    **error)
{
  g_autofree char *text = dup_value_text (result);

  if (g_strcmp0 (text, "true") == 0 || g_strcmp0 (text, "1") == 0)
    *value = lage_value_bool (TRUE);
  else if (g_strcmp0 (text, "false") == 0 || g_strcmp0 (text, "0") == 0)
    *value = lage_value_bool (FALSE);
  else
    return set_invalid (error, "result: no truth value:", text != NULL ? text : "");
  return TRUE;
}

/**
 * lage_sensorthings_rule_convert:
 * @self: a rule
 * @result: (nullable): the result of an Observation
 * @value: (out): the value of the rule's field; no value if @result is null or empty
 * @error: return location for a #GError
 */
gboolean
lage_sensorthings_rule_convert (const LageSensorthingsRule  *self,
                                JsonNode                    *result,
                                LageValue                   *value,
                                GError                     **error)
{
  g_autofree char *text = NULL;
  double number;

  *value = (LageValue) LAGE_VALUE_INIT;
  if (result == NULL || JSON_NODE_HOLDS_NULL (result)
      || (JSON_NODE_HOLDS_VALUE (result) && json_node_get_value_type (result) == G_TYPE_STRING
          && *json_node_get_string (result) == '\0'))
    return TRUE;

  if (self->spec->members != NULL)
    return convert_state (self, result, value, error);
  if (self->spec->type == LAGE_VALUE_BOOL)
    return convert_bool (result, value, error);
  if (self->spec->type == LAGE_VALUE_TEXT)
    {
      text = dup_value_text (result);
      if (text == NULL)
        return set_invalid (error, "result: not a simple value:", lage_json_name_type (result));
      *value = lage_value_text (text);
      return TRUE;
    }

  if (!lage_json_as_real (result, LAGE_JSON_NUMBER_OR_TEXT, &number, error))
    {
      g_prefix_error (error, "result: ");
      return FALSE;
    }
  number = number * self->factor + self->offset;
  if (!isfinite (number))
    return set_invalid (error, "result: too large for", self->key);
  if (self->spec->type == LAGE_VALUE_REAL)
    {
      *value = lage_value_real (number);
      return TRUE;
    }
  if (number != floor (number) || fabs (number) > 9e15)
    return set_invalid (error, "result: not a whole number, as wanted by", self->key);
  *value = lage_value_int ((gint64) number);
  return TRUE;
}
