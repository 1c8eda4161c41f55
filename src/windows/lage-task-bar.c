/* lage-task-bar.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-task-bar.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "lage-task-state.h"

/**
 * LageTaskBar:
 *
 * The steps that a task can take now, one button each. What is not possible is not there.
 */
struct _LageTaskBar
{
  GtkWidget parent_instance;

  GtkWidget     *box;
  GtkWidget     *problem_label;
  GtkWidget     *buttons[LAGE_N_TASK_STATES];
  LageSession   *session;
  LageEntity    *task;
  LageTaskState  asked_state; /* while the reason is asked for */
};

G_DEFINE_FINAL_TYPE (LageTaskBar, lage_task_bar, GTK_TYPE_WIDGET)

static const char *const verbs[LAGE_N_TASK_STATES] = {
  [LAGE_TASK_ISSUED] = N_("_Issue"),
  [LAGE_TASK_ACKNOWLEDGED] = N_("_Acknowledged"),
  [LAGE_TASK_UNDER_WAY] = N_("Under _Way"),
  [LAGE_TASK_DONE] = N_("_Done"),
  [LAGE_TASK_REFUSED] = N_("_Refused…"),
  [LAGE_TASK_CANCELLED] = N_("_Cancel Task…"),
};

static void
show_problem (LageTaskBar *self,
              const char  *problem)
{
  gtk_label_set_text (GTK_LABEL (self->problem_label), problem != NULL ? problem : "");
  gtk_widget_set_visible (self->problem_label, problem != NULL);
}

static void
edited_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(LageTaskBar) self = user_data; /* the reference taken when asking */
  g_autoptr(GError) error = NULL;

  if (!lage_session_edit_finish (LAGE_SESSION (object), result, &error) && self->box != NULL)
    show_problem (self, error->message);
}

static void
step (LageTaskBar   *self,
      LageEntity    *task,
      LageTaskState  state,
      const char    *reason)
{
  g_autoptr(GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_draft_free);
  g_autoptr(GError) error = NULL;
  LageDraft *draft = lage_task_transition (task, state, reason, &error);

  if (draft == NULL)
    {
      show_problem (self, state == LAGE_TASK_ISSUED ? _("Assign a unit first")
                                                    : _("This step is not possible now"));
      return;
    }
  show_problem (self, NULL);
  g_ptr_array_add (drafts, draft);
  lage_session_edit_async (self->session, drafts, _("Step of a task"), NULL, edited_cb,
                           g_object_ref (self));
}

static void
reason_response_cb (AdwMessageDialog *dialog,
                    const char       *response,
                    gpointer          user_data)
{
  LageTaskBar *self = user_data;
  GtkEditable *entry = GTK_EDITABLE (adw_message_dialog_get_extra_child (dialog));
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  if (g_str_equal (response, "ok"))
    step (self, g_object_get_data (G_OBJECT (dialog), "task"), self->asked_state, reason);
}

static void
reason_changed_cb (GtkEditable      *entry,
                   AdwMessageDialog *dialog)
{
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  adw_message_dialog_set_response_enabled (dialog, "ok", *reason != '\0');
}

static void
ask_reason (LageTaskBar   *self,
            LageTaskState  state)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  const char *heading = state == LAGE_TASK_REFUSED ? _("Why is it refused?")
                                                   : _("Why is it cancelled?");
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (root), heading, NULL);
  GtkWidget *entry = gtk_entry_new ();

  /* By the time it is given, another task may be shown. */
  self->asked_state = state;
  g_object_set_data_full (G_OBJECT (dialog), "task", g_object_ref (self->task), g_object_unref);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Reason"), -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), entry);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "back", _("_Back"), "ok",
                                    _("_Confirm"), NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "ok");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "back");
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (dialog), "ok", FALSE);
  g_signal_connect (entry, "changed", G_CALLBACK (reason_changed_cb), dialog);
  g_signal_connect_object (dialog, "response", G_CALLBACK (reason_response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
clicked_cb (GtkButton *button,
            gpointer   user_data)
{
  LageTaskBar *self = user_data;

  for (guint state = LAGE_TASK_DRAFT; state < LAGE_N_TASK_STATES; state++)
    {
      if (self->buttons[state] != GTK_WIDGET (button))
        continue;
      if (lage_task_state_needs_reason ((LageTaskState) state))
        ask_reason (self, (LageTaskState) state);
      else
        step (self, self->task, (LageTaskState) state, NULL);
    }
}

static void
lage_task_bar_dispose (GObject *object)
{
  LageTaskBar *self = LAGE_TASK_BAR (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->task);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (lage_task_bar_parent_class)->dispose (object);
}

static void
lage_task_bar_class_init (LageTaskBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lage_task_bar_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
lage_task_bar_init (LageTaskBar *self)
{
  GtkWidget *flow = gtk_flow_box_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (flow), 3);
  for (guint state = LAGE_TASK_DRAFT; state < LAGE_N_TASK_STATES; state++)
    {
      GtkWidget *button;

      if (verbs[state] == NULL)
        continue;
      button = gtk_button_new_with_mnemonic (_(verbs[state]));
      if (!lage_task_state_needs_reason ((LageTaskState) state))
        gtk_widget_add_css_class (button, "suggested-action");
      g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), self);
      gtk_flow_box_append (GTK_FLOW_BOX (flow), button);
      gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
      self->buttons[state] = button;
    }
  self->problem_label = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->problem_label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->problem_label), 0.0f);
  gtk_widget_add_css_class (self->problem_label, "error");
  gtk_box_append (GTK_BOX (self->box), flow);
  gtk_box_append (GTK_BOX (self->box), self->problem_label);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
lage_task_bar_set_session (LageTaskBar *self,
                           LageSession *session)
{
  g_return_if_fail (LAGE_IS_TASK_BAR (self));

  g_set_object (&self->session, session);
}

/**
 * lage_task_bar_set_task:
 * @self: the bar
 * @task: (nullable): a task; NULL hides the bar
 */
void
lage_task_bar_set_task (LageTaskBar *self,
                        LageEntity  *task)
{
  g_return_if_fail (LAGE_IS_TASK_BAR (self));

  gtk_widget_set_visible (GTK_WIDGET (self), task != NULL);
  if (!g_set_object (&self->task, task))
    return;
  show_problem (self, NULL);
  lage_task_bar_update (self);
}

void
lage_task_bar_update (LageTaskBar *self)
{
  LageTaskState state;

  g_return_if_fail (LAGE_IS_TASK_BAR (self));

  if (self->task == NULL)
    return;
  state = lage_task_get_state (self->task);
  for (guint to = LAGE_TASK_DRAFT; to < LAGE_N_TASK_STATES; to++)
    if (self->buttons[to] != NULL)
      gtk_widget_set_visible (gtk_widget_get_parent (self->buttons[to]),
                              lage_task_state_can_become (state, (LageTaskState) to));
}
