/* lage-inspector.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-inspector.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "lage-entity-summary.h"
#include "lage-field-row.h"
#include "lage-format.h"
#include "lage-drawing-dialog.h"
#include "lage-freshness-badge.h"
#include "lage-gauge-panel.h"
#include "lage-history-list.h"
#include "lage-incident-dialog.h"
#include "lage-link-dialog.h"
#include "lage-related-list.h"
#include "lage-section-popover.h"
#include "lage-sign-bar.h"
#include "lage-task-bar.h"
#include "lage-task-dialog.h"

/* Feeds may change an entity many times a second; people read slower. */
#define UPDATE_MS 250

/**
 * LageInspector:
 *
 * Everything that is known of one entity: what it is, what can be done with it, for gauges the level
 * and its course, each field with value, source and age, what belongs to it, and its history.
 */
struct _LageInspector
{
  GtkWidget parent_instance;

  GtkStack           *stack;
  GtkLabel           *kind_label;
  GtkLabel           *title_label;
  GtkLabel           *line_label;
  LageFreshnessBadge *badge;
  GtkWidget          *edit_button;
  GtkWidget          *shape_button;
  GtkWidget          *task_button;
  GtkWidget          *link_button;
  GtkMenuButton      *section_button;
  LageSectionPopover *section_popover;
  LageTaskBar        *task_bar;
  LageSignBar        *sign_bar;
  LageGaugePanel     *gauge_panel;
  GtkListBox         *fields_box;
  LageRelatedList    *related_list;
  LageHistoryList    *history_list;

  LageSession        *session;
  LageTicker         *ticker;
  LageEntity         *entity;
  gulong              changed_id;
  guint               update_id;
};

G_DEFINE_FINAL_TYPE (LageInspector, lage_inspector, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_ENTITY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* What is shown elsewhere in the panel, or means nothing to people. */
static gboolean
is_hidden (LageEntity          *entity,
           const LageFieldSpec *spec)
{
  return spec->field == LAGE_FIELD_SAME_AS || spec->field == LAGE_FIELD_ARCHIVED
         || spec->field == LAGE_FIELD_SIGN
         || (spec->field == LAGE_FIELD_NAME && lage_entity_get_n_members (entity) == 0);
}

static gboolean
rows_fit (LageInspector *self)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->fields_box));
  const LageFieldSpec *fields;
  guint n_fields;

  fields = lage_schema_get_fields (lage_entity_get_kind (self->entity), &n_fields);
  for (guint i = 0; i < n_fields; i++)
    {
      if (is_hidden (self->entity, &fields[i]) || !lage_entity_has (self->entity, fields[i].field))
        continue;
      if (row == NULL || lage_field_row_get_spec (LAGE_FIELD_ROW (row)) != &fields[i])
        return FALSE;
      row = gtk_widget_get_next_sibling (row);
    }
  return row == NULL;
}

static void
rebuild_rows (LageInspector *self)
{
  const LageFieldSpec *fields;
  GtkWidget *row;
  guint n_fields;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->fields_box))) != NULL)
    gtk_list_box_remove (self->fields_box, row);
  fields = lage_schema_get_fields (lage_entity_get_kind (self->entity), &n_fields);
  for (guint i = 0; i < n_fields; i++)
    if (!is_hidden (self->entity, &fields[i]) && lage_entity_has (self->entity, fields[i].field))
      gtk_list_box_append (self->fields_box, lage_field_row_new (&fields[i]));
}

static void
update_head (LageInspector *self,
             gint64         now_us)
{
  g_autofree char *line = NULL;
  gint64 observed_at_us, age_us;
  LageFreshness freshness;

  line = lage_entity_summary_make_line (self->entity, lage_session_get_thresholds (self->session),
                                        now_us);
  freshness = lage_freshness_of_entity (self->entity, now_us, &observed_at_us);
  gtk_label_set_text (self->kind_label, lage_kind_get_label (lage_entity_get_kind (self->entity)));
  gtk_label_set_text (self->title_label, lage_entity_get_title (self->entity));
  gtk_label_set_text (self->line_label, line);
  gtk_widget_set_visible (GTK_WIDGET (self->line_label), *line != '\0');
  age_us = now_us - observed_at_us;
  if (freshness != LAGE_FRESHNESS_STALE)
    age_us = MAX (age_us, 0);
  lage_freshness_badge_set (self->badge, freshness, observed_at_us != 0 ? age_us : -1);
}

static void
update (LageInspector *self)
{
  LageSituation *situation;
  gint64 now_us;

  if (self->entity == NULL || self->session == NULL)
    return;

  situation = lage_session_get_situation (self->session);
  now_us = lage_ticker_get_now_us (self->ticker);
  update_head (self, now_us);
  if (!rows_fit (self))
    rebuild_rows (self);
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->fields_box)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    lage_field_row_update (LAGE_FIELD_ROW (row), situation, self->entity, now_us);
  lage_gauge_panel_update (self->gauge_panel, now_us);
  lage_task_bar_update (self->task_bar);
  lage_sign_bar_update (self->sign_bar);
}

static gboolean
update_cb (gpointer user_data)
{
  LageInspector *self = user_data;

  self->update_id = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (LageInspector *self)
{
  if (self->update_id == 0)
    self->update_id = g_timeout_add (UPDATE_MS, update_cb, self);
}

static void
related_selected_cb (LageInspector *self,
                     LageEntity    *entity)
{
  lage_inspector_set_entity (self, entity);
}

static void
present (LageInspector *self,
         GtkWindow     *dialog)
{
  gtk_window_set_transient_for (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
  gtk_window_present (dialog);
}

static void
edit_cb (LageInspector *self)
{
  if (lage_entity_get_kind (self->entity) == LAGE_KIND_INCIDENT)
    present (self, GTK_WINDOW (lage_incident_dialog_new (self->session, self->entity)));
  else if (lage_entity_get_kind (self->entity) == LAGE_KIND_TASK)
    present (self, GTK_WINDOW (lage_task_dialog_new (self->session, self->entity)));
  else if (lage_entity_get_kind (self->entity) == LAGE_KIND_AREA)
    present (self, GTK_WINDOW (lage_drawing_dialog_new (self->session, self->entity)));
}

static void
task_cb (LageInspector *self)
{
  LageTaskDialog *dialog = lage_task_dialog_new (self->session, NULL);

  lage_task_dialog_set_context (dialog, self->entity);
  g_signal_connect_object (dialog, "saved", G_CALLBACK (related_selected_cb), self,
                           G_CONNECT_SWAPPED);
  present (self, GTK_WINDOW (dialog));
}

static void
link_cb (LageInspector *self)
{
  present (self, lage_link_dialog_new (self->session, self->entity));
}

static void
lage_inspector_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  LageInspector *self = LAGE_INSPECTOR (object);

  switch (prop_id)
    {
    case PROP_ENTITY:
      g_value_set_object (value, self->entity);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lage_inspector_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  LageInspector *self = LAGE_INSPECTOR (object);

  switch (prop_id)
    {
    case PROP_ENTITY:
      lage_inspector_set_entity (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lage_inspector_dispose (GObject *object)
{
  LageInspector *self = LAGE_INSPECTOR (object);
  GtkWidget *child;

  g_clear_handle_id (&self->update_id, g_source_remove);
  if (self->entity != NULL)
    g_clear_signal_handler (&self->changed_id, self->entity);
  gtk_widget_dispose_template (GTK_WIDGET (self), LAGE_TYPE_INSPECTOR);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->entity);
  g_clear_object (&self->ticker);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (lage_inspector_parent_class)->dispose (object);
}

static void
lage_inspector_class_init (LageInspectorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lage_inspector_dispose;
  object_class->get_property = lage_inspector_get_property;
  object_class->set_property = lage_inspector_set_property;

  /**
   * LageInspector:entity:
   *
   * What is shown, or NULL.
   */
  properties[PROP_ENTITY] =
    g_param_spec_object ("entity", NULL, NULL, LAGE_TYPE_ENTITY,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (LAGE_TYPE_FRESHNESS_BADGE);
  g_type_ensure (LAGE_TYPE_GAUGE_PANEL);
  g_type_ensure (LAGE_TYPE_HISTORY_LIST);
  g_type_ensure (LAGE_TYPE_RELATED_LIST);
  g_type_ensure (LAGE_TYPE_SECTION_POPOVER);
  g_type_ensure (LAGE_TYPE_SIGN_BAR);
  g_type_ensure (LAGE_TYPE_TASK_BAR);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/rescuemate/RescueMate/ui/lage-inspector.ui");
  gtk_widget_class_bind_template_child (widget_class, LageInspector, stack);
  gtk_widget_class_bind_template_child (widget_class, LageInspector, kind_label);
  gtk_widget_class_bind_template_child (widget_class, LageInspector, title_label);
  gtk_widget_class_bind_template_child (widget_class, LageInspector, line_label);
  gtk_widget_class_bind_template_child (widget_class, LageInspector, badge);
  gtk_widget_class_bind_template_child (widget_class, LageInspector, edit_button);
  gtk_widget_class_bind_template_child (widget_class, LageInspector, shape_button);
  gtk_widget_class_bind_template_child (widget_class, LageInspector, task_button);
  gtk_widget_class_bind_template_child (widget_class, LageInspector, link_button);
  gtk_widget_class_bind_template_child (widget_class, LageInspector, section_button);
  gtk_widget_class_bind_template_child (widget_class, LageInspector, section_popover);
  gtk_widget_class_bind_template_child (widget_class, LageInspector, task_bar);
  gtk_widget_class_bind_template_child (widget_class, LageInspector, sign_bar);
  gtk_widget_class_bind_template_child (widget_class, LageInspector, gauge_panel);
  gtk_widget_class_bind_template_child (widget_class, LageInspector, fields_box);
  gtk_widget_class_bind_template_child (widget_class, LageInspector, related_list);
  gtk_widget_class_bind_template_child (widget_class, LageInspector, history_list);
  gtk_widget_class_bind_template_callback (widget_class, edit_cb);
  gtk_widget_class_bind_template_callback (widget_class, task_cb);
  gtk_widget_class_bind_template_callback (widget_class, link_cb);
  gtk_widget_class_bind_template_callback (widget_class, related_selected_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
lage_inspector_init (LageInspector *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lage_inspector_set_session:
 * @self: the inspector
 * @session: an open session; set once
 * @ticker: when to show ages anew
 */
void
lage_inspector_set_session (LageInspector *self,
                            LageSession   *session,
                            LageTicker    *ticker)
{
  g_return_if_fail (LAGE_IS_INSPECTOR (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  self->ticker = g_object_ref (ticker);
  g_signal_connect_object (ticker, "tick", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  lage_section_popover_set_session (self->section_popover, session);
  lage_gauge_panel_set_session (self->gauge_panel, session);
  lage_task_bar_set_session (self->task_bar, session);
  lage_sign_bar_set_session (self->sign_bar, session);
  lage_related_list_set_session (self->related_list, session, ticker);
  lage_history_list_set_session (self->history_list, session);
}

/**
 * lage_inspector_get_entity:
 * @self: the inspector
 *
 * Returns: (transfer none) (nullable): what is shown
 */
LageEntity *
lage_inspector_get_entity (LageInspector *self)
{
  g_return_val_if_fail (LAGE_IS_INSPECTOR (self), NULL);

  return self->entity;
}

static void
update_section (LageInspector *self)
{
  LageKind kind = lage_entity_get_kind (self->entity);
  g_autoptr(GPtrArray) entities = g_ptr_array_new ();

  g_ptr_array_add (entities, self->entity);
  lage_section_popover_set_entities (self->section_popover, entities);
  gtk_widget_set_visible (GTK_WIDGET (self->section_button),
                          lage_schema_find (kind, LAGE_FIELD_SECTION) != NULL);
}

void
lage_inspector_set_entity (LageInspector *self,
                           LageEntity    *entity)
{
  LageKind kind = entity != NULL ? lage_entity_get_kind (entity) : LAGE_KIND_NONE;
  LageEntity *old = self->entity;

  g_return_if_fail (LAGE_IS_INSPECTOR (self));

  if (old == entity)
    return;
  if (old != NULL)
    g_clear_signal_handler (&self->changed_id, old);
  g_set_object (&self->entity, entity);
  gtk_stack_set_visible_child_name (self->stack, entity != NULL ? "entity" : "empty");
  if (entity != NULL)
    {
      self->changed_id = g_signal_connect_swapped (entity, "changed", G_CALLBACK (changed_cb),
                                                   self);
      gtk_widget_set_visible (self->edit_button,
                              kind == LAGE_KIND_INCIDENT || kind == LAGE_KIND_TASK
                                || kind == LAGE_KIND_AREA);
      gtk_widget_set_visible (self->shape_button, kind == LAGE_KIND_AREA);
      gtk_widget_set_visible (self->task_button, kind != LAGE_KIND_TASK);
      gtk_widget_set_visible (self->link_button, kind != LAGE_KIND_TASK);
      update_section (self);
    }
  lage_gauge_panel_set_gauge (self->gauge_panel, kind == LAGE_KIND_GAUGE ? entity : NULL);
  lage_sign_bar_set_entity (self->sign_bar, entity);
  lage_task_bar_set_task (self->task_bar, kind == LAGE_KIND_TASK ? entity : NULL);
  lage_related_list_set_entity (self->related_list, entity);
  lage_history_list_set_entity (self->history_list, entity);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ENTITY]);
}

/**
 * lage_inspector_ask_section:
 * @self: the inspector
 *
 * Asks to which section the entity belongs, if it is of a kind that can belong to one.
 */
void
lage_inspector_ask_section (LageInspector *self)
{
  g_return_if_fail (LAGE_IS_INSPECTOR (self));

  if (self->entity != NULL && gtk_widget_get_visible (GTK_WIDGET (self->section_button)))
    gtk_menu_button_popup (self->section_button);
}
