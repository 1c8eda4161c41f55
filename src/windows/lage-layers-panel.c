/* lage-layers-panel.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-layers-panel.h"

#include <glib/gi18n.h>
#include <string.h>

#include "lage-filter-check.h"
#include "lage-format.h"
#include "lage-section-popover.h"

/**
 * LageLayersPanel:
 *
 * What is on the map, in a popover: kinds with their numbers, layers, saved views, and all rules of
 * the filter. What takes many checks stands folded, and says how many of its rules hide something.
 */
struct _LageLayersPanel
{
  GtkPopover parent_instance;

  GtkWidget      *clear_button;
  GtkEditable    *text_entry;
  GtkFlowBox     *kinds;
  GtkFlowBox     *layers;
  LageViewsBox   *views_box;
  GtkDropDown    *attention_drop_down;
  GtkDropDown    *units_drop_down;
  GtkDropDown    *work_drop_down;
  GtkSpinButton  *age_spin;
  GtkBox         *expanders;
  GtkBox         *options;

  LageFilter      *filter;
  LageSession     *session;
  LageFilterCheck *kind_checks[LAGE_N_KINDS];
  GtkFlowBox      *sections;
  gboolean         is_updating;
};

G_DEFINE_FINAL_TYPE (LageLayersPanel, lage_layers_panel, GTK_TYPE_POPOVER)

/* The order in which a staff asks, as in the lists. */
static const LageKind shown_kinds[] = {
  LAGE_KIND_GAUGE, LAGE_KIND_WARNING, LAGE_KIND_INCIDENT, LAGE_KIND_TASK,
  LAGE_KIND_UNIT, LAGE_KIND_DRONE, LAGE_KIND_HOSPITAL, LAGE_KIND_FLOOD_GATE,
  LAGE_KIND_SENSOR, LAGE_KIND_AREA, LAGE_KIND_NOTE,
};

static void
clear_cb (LageLayersPanel *self)
{
  lage_filter_clear (self->filter);
}

static void
close_cb (LageLayersPanel *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
text_changed_cb (LageLayersPanel *self)
{
  if (!self->is_updating && self->filter != NULL)
    lage_filter_set_text (self->filter, gtk_editable_get_text (self->text_entry));
}

static void
attention_changed_cb (LageLayersPanel *self)
{
  if (!self->is_updating && self->filter != NULL)
    lage_filter_set_min_attention (self->filter,
                                   gtk_drop_down_get_selected (self->attention_drop_down));
}

static void
units_changed_cb (LageLayersPanel *self)
{
  if (!self->is_updating && self->filter != NULL)
    lage_filter_set_assignment (self->filter, LAGE_KIND_UNIT,
                                (LageFilterAssignment) gtk_drop_down_get_selected (
                                  self->units_drop_down));
}

static void
work_changed_cb (LageLayersPanel *self)
{
  if (!self->is_updating && self->filter != NULL)
    lage_filter_set_assignment (self->filter, LAGE_KIND_INCIDENT,
                                (LageFilterAssignment) gtk_drop_down_get_selected (
                                  self->work_drop_down));
}

static void
age_changed_cb (LageLayersPanel *self)
{
  if (!self->is_updating && self->filter != NULL)
    lage_filter_set_max_age_min (self->filter,
                                 (guint) gtk_spin_button_get_value_as_int (self->age_spin));
}

static GtkFlowBox *
make_flow_box (const char *label)
{
  GtkFlowBox *box = GTK_FLOW_BOX (gtk_flow_box_new ());

  gtk_flow_box_set_selection_mode (box, GTK_SELECTION_NONE);
  gtk_flow_box_set_min_children_per_line (box, 2);
  gtk_flow_box_set_max_children_per_line (box, 2);
  gtk_flow_box_set_homogeneous (box, TRUE);
  gtk_widget_set_margin_start (GTK_WIDGET (box), 12);
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return box;
}

/* The check takes the keyboard, not the cell around it. */
static void
append_check (GtkFlowBox *box,
              GtkWidget  *check)
{
  gtk_flow_box_append (box, check);
  gtk_widget_set_focusable (gtk_widget_get_parent (check), FALSE);
}

static guint
count_checks (GtkFlowBox *box,
              gboolean    is_active)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (box)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += gtk_check_button_get_active (GTK_CHECK_BUTTON (gtk_flow_box_child_get_child (
           GTK_FLOW_BOX_CHILD (child)))) == is_active;
  return n;
}

/* Folded rules that hide something say so. */
static void
update_expanders (LageLayersPanel *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->expanders)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      const char *title = g_object_get_data (G_OBJECT (child), "title");
      GtkFlowBox *box = GTK_FLOW_BOX (gtk_expander_get_child (GTK_EXPANDER (child)));
      guint n = count_checks (box, box == self->sections);
      g_autofree char *text = NULL;

      if (n == 0)
        text = g_strdup (title);
      else if (box == self->sections)
        /* Translators: a group of rules, and how many sections are chosen */
        text = g_strdup_printf (ngettext ("%s · only %u", "%s · only %u", n), title, n);
      else
        /* Translators: a group of rules, and how many of its members are hidden */
        text = g_strdup_printf (ngettext ("%s · %u hidden", "%s · %u hidden", n), title, n);
      gtk_expander_set_label (GTK_EXPANDER (child), text);
    }
}

static GtkFlowBox *
add_expander (LageLayersPanel *self,
              const char      *title)
{
  GtkWidget *expander = gtk_expander_new (title);
  GtkFlowBox *box = make_flow_box (title);

  gtk_expander_set_child (GTK_EXPANDER (expander), GTK_WIDGET (box));
  /* The keyboard would be caught in what is folded. */
  g_object_bind_property (expander, "expanded", box, "visible", G_BINDING_SYNC_CREATE);
  g_object_set_data_full (G_OBJECT (expander), "title", g_strdup (title), g_free);
  gtk_box_append (self->expanders, expander);
  return box;
}

static void
add_organisations (LageLayersPanel *self)
{
  const LageFieldSpec *spec = lage_schema_find (LAGE_KIND_UNIT, LAGE_FIELD_ORGANISATION);
  GtkFlowBox *box = add_expander (self, C_ ("filter", "Organisations"));

  for (const LageEnumMember *member = spec->members; member->token != NULL; member++)
    append_check (box, lage_filter_check_new (self->filter, LAGE_FILTER_RULE_ORGANISATION,
                                              LAGE_KIND_NONE, member->number,
                                              lage_format_member (member)));
}

static void
add_states (LageLayersPanel *self,
            LageKind         kind)
{
  LageField field = lage_filter_get_state_field (kind);
  const LageFieldSpec *spec = lage_schema_find (kind, field);
  g_autofree char *title = NULL;
  GtkFlowBox *box;

  if (spec == NULL)
    return;
  /* Translators: a kind and the field that holds its state, such as "Units: FMS status" */
  title = g_strdup_printf (_("%s: %s"), lage_format_kind_plural (kind), lage_format_field (spec));
  box = add_expander (self, title);
  for (const LageEnumMember *member = spec->members; member->token != NULL; member++)
    append_check (box, lage_filter_check_new (self->filter, LAGE_FILTER_RULE_STATE, kind,
                                              member->number, lage_format_member (member)));
  if (lage_filter_has_unknown_state (kind))
    append_check (box, lage_filter_check_new (self->filter, LAGE_FILTER_RULE_STATE, kind,
                                              LAGE_FILTER_STATE_UNKNOWN,
                                              C_ ("filter", "Not reported")));
}

static void
add_ages (LageLayersPanel *self)
{
  GtkFlowBox *box = add_expander (self, C_ ("filter", "Age"));

  for (guint i = LAGE_FRESHNESS_FRESH; i <= LAGE_FRESHNESS_SILENT; i++)
    append_check (box, lage_filter_check_new (self->filter, LAGE_FILTER_RULE_FRESHNESS,
                                              LAGE_KIND_NONE, (int) i,
                                              lage_format_freshness ((LageFreshness) i)));
}

static void
add_checks (LageLayersPanel *self)
{
  static const char *const layer_labels[LAGE_N_FILTER_LAYERS] = {
    [LAGE_FILTER_LABELS] = NC_ ("layer", "Names"),
    [LAGE_FILTER_TRACKS] = NC_ ("layer", "All tracks"),
  };

  for (guint i = 0; i < G_N_ELEMENTS (shown_kinds); i++)
    {
      LageKind kind = shown_kinds[i];
      GtkWidget *check = lage_filter_check_new (self->filter, LAGE_FILTER_RULE_KIND, kind, 0,
                                                lage_format_kind_plural (kind));

      self->kind_checks[kind] = LAGE_FILTER_CHECK (check);
      append_check (self->kinds, check);
    }
  for (guint i = 0; i < LAGE_N_FILTER_LAYERS; i++)
    append_check (self->layers,
                  lage_filter_check_new (self->filter, LAGE_FILTER_RULE_LAYER, LAGE_KIND_NONE,
                                         (int) i,
                                         g_dpgettext2 (GETTEXT_PACKAGE, "layer",
                                                       layer_labels[i])));

  self->sections = add_expander (self, C_ ("filter", "Only these sections"));
  add_organisations (self);
  for (guint i = 0; i < G_N_ELEMENTS (shown_kinds); i++)
    add_states (self, shown_kinds[i]);
  add_ages (self);

  gtk_box_append (self->options,
                  lage_filter_check_new (self->filter, LAGE_FILTER_RULE_ALARMS, LAGE_KIND_NONE, 0,
                                         _("Show alarms in any case")));
  gtk_box_append (self->options,
                  lage_filter_check_new (self->filter, LAGE_FILTER_RULE_LISTS, LAGE_KIND_NONE, 0,
                                         _("Filter the lists too")));
}

/* What belongs to none, the sections of the picture, and those that only the filter names. */
static void
fill_sections (LageLayersPanel *self)
{
  g_autoptr(GPtrArray) sections = lage_section_list (lage_session_get_situation (self->session));
  GtkWidget *child;

  g_ptr_array_insert (sections, 0, g_strdup (""));
  for (guint i = 0; i < lage_filter_get_n_sections (self->filter); i++)
    {
      const char *section = lage_filter_get_section (self->filter, i);

      if (!g_ptr_array_find_with_equal_func (sections, section, g_str_equal, NULL))
        g_ptr_array_add (sections, g_strdup (section));
    }
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->sections))) != NULL)
    gtk_flow_box_remove (self->sections, child);
  for (guint i = 0; i < sections->len; i++)
    {
      const char *section = g_ptr_array_index (sections, i);

      append_check (self->sections,
                    lage_filter_check_new_section (self->filter, section,
                                                   *section != '\0'
                                                     ? section
                                                     : C_ ("filter", "Without a section")));
    }
}

static void
filter_changed_cb (LageLayersPanel *self)
{
  self->is_updating = TRUE;
  /* Not what is being typed: a blank at its end is part of it. */
  if (!g_str_equal (gtk_editable_get_text (self->text_entry), lage_filter_get_text (self->filter)))
    gtk_editable_set_text (self->text_entry, lage_filter_get_text (self->filter));
  gtk_drop_down_set_selected (self->attention_drop_down,
                              lage_filter_get_min_attention (self->filter));
  gtk_drop_down_set_selected (self->units_drop_down,
                              lage_filter_get_assignment (self->filter, LAGE_KIND_UNIT));
  gtk_drop_down_set_selected (self->work_drop_down,
                              lage_filter_get_assignment (self->filter, LAGE_KIND_INCIDENT));
  gtk_spin_button_set_value (self->age_spin, lage_filter_get_max_age_min (self->filter));
  self->is_updating = FALSE;
  gtk_widget_set_sensitive (self->clear_button, !lage_filter_is_empty (self->filter));
  update_expanders (self);
}

/* What may have changed while nobody looked. */
static void
map_cb (LageLayersPanel *self)
{
  LageSavedViews *views = lage_views_box_get_views (self->views_box);

  if (self->session == NULL)
    return;
  fill_sections (self);
  update_expanders (self);
  lage_saved_views_set_author (views, lage_session_get_author (self->session));
  lage_saved_views_read (views);
}

static void
lage_layers_panel_dispose (GObject *object)
{
  LageLayersPanel *self = LAGE_LAYERS_PANEL (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), LAGE_TYPE_LAYERS_PANEL);
  g_clear_object (&self->filter);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (lage_layers_panel_parent_class)->dispose (object);
}

static void
lage_layers_panel_class_init (LageLayersPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lage_layers_panel_dispose;

  g_type_ensure (LAGE_TYPE_VIEWS_BOX);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/rescuemate/RescueMate/ui/lage-layers-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, LageLayersPanel, clear_button);
  gtk_widget_class_bind_template_child (widget_class, LageLayersPanel, text_entry);
  gtk_widget_class_bind_template_child (widget_class, LageLayersPanel, kinds);
  gtk_widget_class_bind_template_child (widget_class, LageLayersPanel, layers);
  gtk_widget_class_bind_template_child (widget_class, LageLayersPanel, views_box);
  gtk_widget_class_bind_template_child (widget_class, LageLayersPanel, attention_drop_down);
  gtk_widget_class_bind_template_child (widget_class, LageLayersPanel, units_drop_down);
  gtk_widget_class_bind_template_child (widget_class, LageLayersPanel, work_drop_down);
  gtk_widget_class_bind_template_child (widget_class, LageLayersPanel, age_spin);
  gtk_widget_class_bind_template_child (widget_class, LageLayersPanel, expanders);
  gtk_widget_class_bind_template_child (widget_class, LageLayersPanel, options);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, attention_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, units_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, work_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, age_changed_cb);
}

static void
lage_layers_panel_init (LageLayersPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
}

/**
 * lage_layers_panel_new:
 * @view: the map
 * @filter: what decides what is on it
 */
GtkWidget *
lage_layers_panel_new (LageMapView *view,
                       LageFilter  *filter)
{
  LageLayersPanel *self = g_object_new (LAGE_TYPE_LAYERS_PANEL, NULL);

  self->filter = g_object_ref (filter);
  lage_views_box_set_map (self->views_box, view, filter);
  add_checks (self);
  g_signal_connect_object (filter, "changed", G_CALLBACK (filter_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->views_box, "shown", G_CALLBACK (close_cb), self,
                           G_CONNECT_SWAPPED);
  filter_changed_cb (self);
  return GTK_WIDGET (self);
}

/**
 * lage_layers_panel_set_session:
 * @self: the panel
 * @session: an open session; set once
 */
void
lage_layers_panel_set_session (LageLayersPanel *self,
                               LageSession     *session)
{
  g_autofree char *path = g_build_filename (g_get_user_config_dir (), "rescue-mate", "views.conf",
                                            NULL);
  g_autoptr(LageSavedViews) views = lage_saved_views_new (path);

  g_return_if_fail (LAGE_IS_LAYERS_PANEL (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  lage_saved_views_set_author (views, lage_session_get_author (session));
  lage_views_box_set_views (self->views_box, views);
  lage_saved_views_read (views);
}

/**
 * lage_layers_panel_update:
 * @self: the panel
 * @sift: what is on the map now
 */
void
lage_layers_panel_update (LageLayersPanel   *self,
                          const LageMapSift *sift)
{
  g_return_if_fail (LAGE_IS_LAYERS_PANEL (self));

  for (guint i = 0; i < G_N_ELEMENTS (shown_kinds); i++)
    lage_filter_check_set_counts (self->kind_checks[shown_kinds[i]], sift->n_shown[shown_kinds[i]],
                                  sift->n_total[shown_kinds[i]]);
}

LageViewsBox *
lage_layers_panel_get_views_box (LageLayersPanel *self)
{
  g_return_val_if_fail (LAGE_IS_LAYERS_PANEL (self), NULL);

  return self->views_box;
}
