/* lage-filter.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-filter-private.h"

#include <string.h>

#include "lage-search-key.h"
#include "lage-task-state.h"

#define ALARM 2

/**
 * LageFilter:
 *
 * Which entities of the picture are shown. Each rule is about those that it makes sense for, and
 * lets all others pass: a gauge has no section and no task, and what does not age is never too old.
 *
 *     kind, state, organisation, assignment, section, age, attention, text: all must hold
 *     an alarm, where all alarms are shown: passes in any case
 */
G_DEFINE_FINAL_TYPE (LageFilter, lage_filter, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The one state of each kind by which people tell its members apart. A state that was not said
 * counts as @fallback; where that is LAGE_FILTER_STATE_UNKNOWN, as a state of its own. */
static const struct
{
  LageField field;
  int       fallback;
} states[LAGE_N_KINDS] = {
  [LAGE_KIND_FLOOD_GATE] = { LAGE_FIELD_GATE_STATE, LAGE_GATE_UNKNOWN },
  [LAGE_KIND_UNIT] = { LAGE_FIELD_STATUS, LAGE_FILTER_STATE_UNKNOWN },
  [LAGE_KIND_DRONE] = { LAGE_FIELD_FLIGHT_STATE, LAGE_FLIGHT_UNKNOWN },
  [LAGE_KIND_HOSPITAL] = { LAGE_FIELD_EMERGENCY_STATUS, LAGE_FILTER_STATE_UNKNOWN },
  [LAGE_KIND_WARNING] = { LAGE_FIELD_SEVERITY, LAGE_SEVERITY_UNKNOWN },
  [LAGE_KIND_INCIDENT] = { LAGE_FIELD_INCIDENT_STATE, LAGE_INCIDENT_OPEN },
  [LAGE_KIND_TASK] = { LAGE_FIELD_TASK_STATE, LAGE_TASK_DRAFT },
  [LAGE_KIND_AREA] = { LAGE_FIELD_AREA_TYPE, LAGE_AREA_OTHER },
};

static gboolean
is_set (guint32 bits,
        guint   bit)
{
  return (bits & 1u << bit) != 0;
}

static gboolean
change_bit (guint32  *bits,
            guint     bit,
            gboolean  is_wanted)
{
  guint32 before = *bits;

  *bits = is_wanted ? before | 1u << bit : before & ~(1u << bit);
  return *bits != before;
}

static guint
state_bit (int state)
{
  return state == LAGE_FILTER_STATE_UNKNOWN ? LAGE_FILTER_UNKNOWN_STATE_BIT : (guint) state;
}

GPtrArray *
lage_filter_new_strings (void)
{
  return g_ptr_array_new_with_free_func (g_free);
}

static void
emit_changed (LageFilter *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Nothing is hidden. What is drawn beside the items, and whether lists obey, is another question. */
void
lage_filter_reset (LageFilter *self)
{
  LageFilterRules kept = { .hidden_layers = self->rules.hidden_layers,
                           .shown_layers = self->rules.shown_layers,
                           .applies_to_lists = self->rules.applies_to_lists };

  self->rules = kept;
  g_ptr_array_set_size (self->sections, 0);
  g_ptr_array_set_size (self->unknown, 0);
  lage_filter_take_text (self, g_strdup (""));
}

void
lage_filter_take_text (LageFilter *self,
                       char       *text)
{
  g_free (self->text);
  self->text = text;
  g_free (self->text_key);
  self->text_key = lage_search_key (text);
  if (*self->text_key == '\0')
    g_clear_pointer (&self->text_key, g_free);
}

static int
compare_strings (gconstpointer a,
                 gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

void
lage_filter_add_section (LageFilter *self,
                         const char *section)
{
  if (lage_filter_has_section (self, section))
    return;
  g_ptr_array_add (self->sections, g_strdup (section));
  g_ptr_array_sort (self->sections, compare_strings);
}

static void
lage_filter_finalize (GObject *object)
{
  LageFilter *self = LAGE_FILTER (object);

  g_ptr_array_unref (self->sections);
  g_ptr_array_unref (self->unknown);
  g_free (self->text);
  g_free (self->text_key);

  G_OBJECT_CLASS (lage_filter_parent_class)->finalize (object);
}

static void
lage_filter_class_init (LageFilterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lage_filter_finalize;

  /**
   * LageFilter::changed:
   *
   * Something else may be shown now. Emitted once per change, and only if there was one.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", LAGE_TYPE_FILTER, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
}

static void
lage_filter_init (LageFilter *self)
{
  self->sections = lage_filter_new_strings ();
  self->unknown = lage_filter_new_strings ();
  lage_filter_take_text (self, g_strdup (""));
}

/* One that hides nothing. */
LageFilter *
lage_filter_new (void)
{
  return g_object_new (LAGE_TYPE_FILTER, NULL);
}

/* Forces are told apart by organisation, known or not; of other things it only counts if said. */
static gboolean
organisation_matches (LageFilter *self,
                      LageEntity *entity,
                      LageKind    kind)
{
  gint64 organisation = lage_entity_get_int (entity, LAGE_FIELD_ORGANISATION,
                                             kind == LAGE_KIND_UNIT || kind == LAGE_KIND_DRONE
                                               ? LAGE_ORGANISATION_UNKNOWN
                                               : -1);

  return organisation < 0 || organisation > 31
         || !is_set (self->rules.hidden_organisations, (guint) organisation);
}

static gboolean
state_matches (LageFilter *self,
               LageEntity *entity,
               LageKind    kind)
{
  int state;

  if (self->rules.hidden_states[kind] == 0)
    return TRUE;
  state = lage_filter_get_state (entity);
  return state < LAGE_FILTER_STATE_UNKNOWN || state >= LAGE_FILTER_UNKNOWN_STATE_BIT
         || !is_set (self->rules.hidden_states[kind], state_bit (state));
}

static gboolean
assignment_matches (LageFilter            *self,
                    LageEntity            *entity,
                    LageKind               kind,
                    const LageAssignments *assignments)
{
  LageFilterAssignment wanted = lage_filter_get_assignment (self, kind);

  return wanted == LAGE_FILTER_ANY_ASSIGNMENT
         || lage_assignments_contains (assignments, entity) == (wanted == LAGE_FILTER_ASSIGNED);
}

static gboolean
section_matches (LageFilter *self,
                 LageEntity *entity,
                 LageKind    kind)
{
  const char *section;

  if (self->sections->len == 0 || lage_schema_find (kind, LAGE_FIELD_SECTION) == NULL)
    return TRUE;
  section = lage_entity_get_text (entity, LAGE_FIELD_SECTION);
  return lage_filter_has_section (self, section != NULL ? section : "");
}

static gboolean
age_matches (LageFilter *self,
             LageEntity *entity,
             gint64      now_us)
{
  LageFreshness freshness;
  gint64 observed_at_us;

  if (self->rules.hidden_freshness == 0 && self->rules.max_age_min == 0)
    return TRUE;
  freshness = lage_freshness_of_entity (entity, now_us, &observed_at_us);
  if (freshness == LAGE_FRESHNESS_TIMELESS)
    return TRUE;
  return !is_set (self->rules.hidden_freshness, freshness)
         && (self->rules.max_age_min == 0
             || now_us - observed_at_us <= self->rules.max_age_min * G_TIME_SPAN_MINUTE);
}

static gboolean
text_matches (LageFilter *self,
              LageEntity *entity)
{
  return self->text_key == NULL
         || lage_search_matches (lage_entity_get_title (entity), self->text_key);
}

/**
 * lage_filter_matches:
 * @self: the filter
 * @entity: an entity that is shown, so a root
 * @assignments: of the same situation
 * @attention: how urgently a person should look at it: 0 not, 1 a notice, 2 an alarm; of no
 *   importance unless lage_filter_needs_attention()
 * @now_us: situation time
 *
 * Returns: whether the filter lets it be seen
 */
gboolean
lage_filter_matches (LageFilter            *self,
                     LageEntity            *entity,
                     const LageAssignments *assignments,
                     guint                  attention,
                     gint64                 now_us)
{
  LageKind kind = lage_entity_get_kind (entity);

  if (self->rules.shows_all_alarms && attention >= ALARM)
    return TRUE;
  return !is_set (self->rules.hidden_kinds, kind) && attention >= self->rules.min_attention
         && (self->rules.hidden_organisations == 0 || organisation_matches (self, entity, kind))
         && state_matches (self, entity, kind)
         && assignment_matches (self, entity, kind, assignments)
         && section_matches (self, entity, kind) && age_matches (self, entity, now_us)
         && text_matches (self, entity);
}

/**
 * lage_filter_needs_attention:
 * @self: the filter
 *
 * Returns: whether lage_filter_matches() looks at the attention
 */
gboolean
lage_filter_needs_attention (LageFilter *self)
{
  return self->rules.min_attention > 0 || self->rules.shows_all_alarms;
}

/**
 * lage_filter_is_empty:
 * @self: the filter
 *
 * Returns: whether it lets everything be seen
 */
gboolean
lage_filter_is_empty (LageFilter *self)
{
  const LageFilterRules *rules = &self->rules;

  g_return_val_if_fail (LAGE_IS_FILTER (self), TRUE);

  for (guint kind = 0; kind < LAGE_N_KINDS; kind++)
    if (rules->hidden_states[kind] != 0)
      return FALSE;
  return rules->hidden_kinds == 0 && rules->hidden_organisations == 0
         && rules->hidden_freshness == 0 && rules->max_age_min == 0 && rules->min_attention == 0
         && rules->unit_assignment == LAGE_FILTER_ANY_ASSIGNMENT
         && rules->work_assignment == LAGE_FILTER_ANY_ASSIGNMENT && self->sections->len == 0
         && self->text_key == NULL;
}

/**
 * lage_filter_clear:
 * @self: the filter
 *
 * Lets everything be seen. Layers, and whether lists obey the filter, stay as they are.
 */
void
lage_filter_clear (LageFilter *self)
{
  g_autoptr(LageFilter) before = lage_filter_new ();

  g_return_if_fail (LAGE_IS_FILTER (self));

  lage_filter_assign (before, self);
  lage_filter_reset (self);
  if (!lage_filter_equal (before, self))
    emit_changed (self);
}

static void
copy_strings (GPtrArray *to,
              GPtrArray *from)
{
  g_ptr_array_set_size (to, 0);
  for (guint i = 0; i < from->len; i++)
    g_ptr_array_add (to, g_strdup (g_ptr_array_index (from, i)));
}

/**
 * lage_filter_assign:
 * @self: the filter
 * @other: what it shall be equal to, layers and all
 */
void
lage_filter_assign (LageFilter *self,
                    LageFilter *other)
{
  g_return_if_fail (LAGE_IS_FILTER (self));
  g_return_if_fail (LAGE_IS_FILTER (other));

  if (lage_filter_equal (self, other))
    return;
  self->rules = other->rules;
  copy_strings (self->sections, other->sections);
  copy_strings (self->unknown, other->unknown);
  lage_filter_take_text (self, g_strdup (other->text));
  emit_changed (self);
}

static gboolean
equal_strings (GPtrArray *a,
               GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!g_str_equal (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;
  return TRUE;
}

gboolean
lage_filter_equal (LageFilter *self,
                   LageFilter *other)
{
  g_return_val_if_fail (LAGE_IS_FILTER (self), FALSE);
  g_return_val_if_fail (LAGE_IS_FILTER (other), FALSE);

  /* The rules have no padding: all members are as wide as an int. */
  return memcmp (&self->rules, &other->rules, sizeof self->rules) == 0
         && equal_strings (self->sections, other->sections)
         && equal_strings (self->unknown, other->unknown) && g_str_equal (self->text, other->text);
}

gboolean
lage_filter_shows_kind (LageFilter *self,
                        LageKind    kind)
{
  g_return_val_if_fail (LAGE_IS_FILTER (self) && (guint) kind < LAGE_N_KINDS, TRUE);

  return !is_set (self->rules.hidden_kinds, kind);
}

void
lage_filter_set_shows_kind (LageFilter *self,
                            LageKind    kind,
                            gboolean    is_shown)
{
  g_return_if_fail (LAGE_IS_FILTER (self) && (guint) kind < LAGE_N_KINDS);

  if (change_bit (&self->rules.hidden_kinds, kind, !is_shown))
    emit_changed (self);
}

gboolean
lage_filter_shows_organisation (LageFilter       *self,
                                LageOrganisation  organisation)
{
  g_return_val_if_fail (LAGE_IS_FILTER (self) && (guint) organisation < 32, TRUE);

  return !is_set (self->rules.hidden_organisations, organisation);
}

void
lage_filter_set_shows_organisation (LageFilter       *self,
                                    LageOrganisation  organisation,
                                    gboolean          is_shown)
{
  g_return_if_fail (LAGE_IS_FILTER (self) && (guint) organisation < 32);

  if (change_bit (&self->rules.hidden_organisations, organisation, !is_shown))
    emit_changed (self);
}

/**
 * lage_filter_get_state_field:
 * @kind: a kind
 *
 * Returns: the field whose values are the states of the kind; LAGE_FIELD_NONE if it has none
 */
LageField
lage_filter_get_state_field (LageKind kind)
{
  g_return_val_if_fail ((guint) kind < LAGE_N_KINDS, LAGE_FIELD_NONE);

  return states[kind].field;
}

/**
 * lage_filter_has_unknown_state:
 * @kind: a kind
 *
 * Returns: whether LAGE_FILTER_STATE_UNKNOWN is one of its states
 */
gboolean
lage_filter_has_unknown_state (LageKind kind)
{
  g_return_val_if_fail ((guint) kind < LAGE_N_KINDS, FALSE);

  return states[kind].field != LAGE_FIELD_NONE
         && states[kind].fallback == LAGE_FILTER_STATE_UNKNOWN;
}

/**
 * lage_filter_get_state:
 * @entity: of a kind that has states
 *
 * Returns: its state: a member of the enumeration of lage_filter_get_state_field(), or
 *   LAGE_FILTER_STATE_UNKNOWN
 */
int
lage_filter_get_state (LageEntity *entity)
{
  LageKind kind = lage_entity_get_kind (entity);
  gint64 number = lage_entity_get_int (entity, states[kind].field, states[kind].fallback);

  if (kind == LAGE_KIND_TASK)
    number = lage_task_state_unpack (number, NULL);
  return (int) CLAMP (number, LAGE_FILTER_STATE_UNKNOWN, G_MAXINT);
}

gboolean
lage_filter_shows_state (LageFilter *self,
                         LageKind    kind,
                         int         state)
{
  g_return_val_if_fail (LAGE_IS_FILTER (self) && (guint) kind < LAGE_N_KINDS, TRUE);
  g_return_val_if_fail (state >= LAGE_FILTER_STATE_UNKNOWN && state < LAGE_FILTER_UNKNOWN_STATE_BIT, TRUE);

  return !is_set (self->rules.hidden_states[kind], state_bit (state));
}

void
lage_filter_set_shows_state (LageFilter *self,
                             LageKind    kind,
                             int         state,
                             gboolean    is_shown)
{
  g_return_if_fail (LAGE_IS_FILTER (self) && (guint) kind < LAGE_N_KINDS);
  g_return_if_fail (state >= LAGE_FILTER_STATE_UNKNOWN && state < LAGE_FILTER_UNKNOWN_STATE_BIT);

  if (change_bit (&self->rules.hidden_states[kind], state_bit (state), !is_shown))
    emit_changed (self);
}

gboolean
lage_filter_shows_freshness (LageFilter    *self,
                             LageFreshness  freshness)
{
  g_return_val_if_fail (LAGE_IS_FILTER (self), TRUE);

  return !is_set (self->rules.hidden_freshness, freshness);
}

/**
 * lage_filter_set_shows_freshness:
 * @self: the filter
 * @freshness: any but LAGE_FRESHNESS_TIMELESS: what does not age has no age to go by
 * @is_shown: whether what is of that age is shown
 */
void
lage_filter_set_shows_freshness (LageFilter    *self,
                                 LageFreshness  freshness,
                                 gboolean       is_shown)
{
  g_return_if_fail (LAGE_IS_FILTER (self));
  g_return_if_fail (freshness > LAGE_FRESHNESS_TIMELESS && freshness <= LAGE_FRESHNESS_SILENT);

  if (change_bit (&self->rules.hidden_freshness, freshness, !is_shown))
    emit_changed (self);
}

guint
lage_filter_get_max_age_min (LageFilter *self)
{
  g_return_val_if_fail (LAGE_IS_FILTER (self), 0);

  return self->rules.max_age_min;
}

/**
 * lage_filter_set_max_age_min:
 * @self: the filter
 * @minutes: what ages and was not heard of for longer is hidden; 0: nothing is
 */
void
lage_filter_set_max_age_min (LageFilter *self,
                             guint       minutes)
{
  g_return_if_fail (LAGE_IS_FILTER (self));

  if (self->rules.max_age_min == minutes)
    return;
  self->rules.max_age_min = minutes;
  emit_changed (self);
}

guint
lage_filter_get_min_attention (LageFilter *self)
{
  g_return_val_if_fail (LAGE_IS_FILTER (self), 0);

  return self->rules.min_attention;
}

/**
 * lage_filter_set_min_attention:
 * @self: the filter
 * @attention: 0 shows everything, 1 notices and alarms, 2 alarms
 */
void
lage_filter_set_min_attention (LageFilter *self,
                               guint       attention)
{
  g_return_if_fail (LAGE_IS_FILTER (self));
  g_return_if_fail (attention <= ALARM);

  if (self->rules.min_attention == attention)
    return;
  self->rules.min_attention = attention;
  emit_changed (self);
}

guint
lage_filter_get_n_sections (LageFilter *self)
{
  g_return_val_if_fail (LAGE_IS_FILTER (self), 0);

  return self->sections->len;
}

const char *
lage_filter_get_section (LageFilter *self,
                         guint       index)
{
  g_return_val_if_fail (LAGE_IS_FILTER (self) && index < self->sections->len, NULL);

  return g_ptr_array_index (self->sections, index);
}

gboolean
lage_filter_has_section (LageFilter *self,
                         const char *section)
{
  for (guint i = 0; i < self->sections->len; i++)
    if (g_str_equal (g_ptr_array_index (self->sections, i), section))
      return TRUE;
  return FALSE;
}

/**
 * lage_filter_set_has_section:
 * @self: the filter
 * @section: a section; "" stands for what belongs to none
 * @is_wanted: whether it is one of those that are shown; with none at all, any section is
 */
void
lage_filter_set_has_section (LageFilter *self,
                             const char *section,
                             gboolean    is_wanted)
{
  g_return_if_fail (LAGE_IS_FILTER (self));
  g_return_if_fail (section != NULL);

  if (lage_filter_has_section (self, section) == is_wanted)
    return;
  if (is_wanted)
    lage_filter_add_section (self, section);
  for (guint i = 0; !is_wanted && i < self->sections->len; i++)
    if (g_str_equal (g_ptr_array_index (self->sections, i), section))
      g_ptr_array_remove_index (self->sections, i);
  emit_changed (self);
}

static LageFilterAssignment *
find_assignment (LageFilter *self,
                 LageKind    kind)
{
  switch (kind)
    {
    case LAGE_KIND_UNIT:
    case LAGE_KIND_DRONE:
      return &self->rules.unit_assignment;
    case LAGE_KIND_INCIDENT:
    case LAGE_KIND_TASK:
      return &self->rules.work_assignment;
    case LAGE_KIND_NONE:
    case LAGE_KIND_GAUGE:
    case LAGE_KIND_FLOOD_GATE:
    case LAGE_KIND_HOSPITAL:
    case LAGE_KIND_WARNING:
    case LAGE_KIND_AREA:
    case LAGE_KIND_NOTE:
    case LAGE_KIND_SENSOR:
    default:
      return NULL;
    }
}

LageFilterAssignment
lage_filter_get_assignment (LageFilter *self,
                            LageKind    kind)
{
  const LageFilterAssignment *assignment = find_assignment (self, kind);

  return assignment != NULL ? *assignment : LAGE_FILTER_ANY_ASSIGNMENT;
}

/**
 * lage_filter_set_assignment:
 * @self: the filter
 * @kind: units, which stand for drones too, or incidents, which stand for tasks too
 * @assignment: which of them are shown
 */
void
lage_filter_set_assignment (LageFilter           *self,
                            LageKind              kind,
                            LageFilterAssignment  assignment)
{
  LageFilterAssignment *place = find_assignment (self, kind);

  g_return_if_fail (LAGE_IS_FILTER (self));
  g_return_if_fail (place != NULL);

  if (*place == assignment)
    return;
  *place = assignment;
  emit_changed (self);
}

/**
 * lage_filter_get_text:
 * @self: the filter
 *
 * Returns: (transfer none): what names and call signs must have in them, as it was typed; "" if
 *   nothing
 */
const char *
lage_filter_get_text (LageFilter *self)
{
  g_return_val_if_fail (LAGE_IS_FILTER (self), NULL);

  return self->text;
}

void
lage_filter_set_text (LageFilter *self,
                      const char *text)
{
  g_return_if_fail (LAGE_IS_FILTER (self));
  g_return_if_fail (text != NULL);

  if (g_str_equal (self->text, text))
    return;
  lage_filter_take_text (self, g_strdup (text));
  emit_changed (self);
}

gboolean
lage_filter_shows_all_alarms (LageFilter *self)
{
  g_return_val_if_fail (LAGE_IS_FILTER (self), FALSE);

  return self->rules.shows_all_alarms;
}

void
lage_filter_set_shows_all_alarms (LageFilter *self,
                                  gboolean    is_shown)
{
  g_return_if_fail (LAGE_IS_FILTER (self));

  if (self->rules.shows_all_alarms == !!is_shown)
    return;
  self->rules.shows_all_alarms = !!is_shown;
  emit_changed (self);
}

gboolean
lage_filter_applies_to_lists (LageFilter *self)
{
  g_return_val_if_fail (LAGE_IS_FILTER (self), FALSE);

  return self->rules.applies_to_lists;
}

void
lage_filter_set_applies_to_lists (LageFilter *self,
                                  gboolean    applies)
{
  g_return_if_fail (LAGE_IS_FILTER (self));

  if (self->rules.applies_to_lists == !!applies)
    return;
  self->rules.applies_to_lists = !!applies;
  emit_changed (self);
}

gboolean
lage_filter_shows_layer (LageFilter      *self,
                         LageFilterLayer  layer)
{
  g_return_val_if_fail (LAGE_IS_FILTER (self) && (guint) layer < LAGE_N_FILTER_LAYERS, TRUE);

  return is_set (LAGE_FILTER_OPTIONAL_LAYERS, layer) ? is_set (self->rules.shown_layers, layer)
                                                     : !is_set (self->rules.hidden_layers, layer);
}

void
lage_filter_set_shows_layer (LageFilter      *self,
                             LageFilterLayer  layer,
                             gboolean         is_shown)
{
  g_return_if_fail (LAGE_IS_FILTER (self) && (guint) layer < LAGE_N_FILTER_LAYERS);

  if (is_set (LAGE_FILTER_OPTIONAL_LAYERS, layer)
        ? change_bit (&self->rules.shown_layers, layer, is_shown)
        : change_bit (&self->rules.hidden_layers, layer, !is_shown))
    emit_changed (self);
}
