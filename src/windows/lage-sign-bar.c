/* lage-sign-bar.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-sign-bar.h"

#include <glib/gi18n.h>

#include "lage-edit.h"
#include "lage-sign-catalogue.h"
#include "lage-sign-rules.h"
#include "lage-sign-view.h"

/**
 * LageSignBar:
 *
 * The tactical sign of an entity, its name, whether the data or a person chose it, and the button to
 * choose another. Not there for kinds that have no such sign.
 */
struct _LageSignBar
{
  GtkWidget parent_instance;

  LageSignView *view;
  GtkLabel     *name_label;
  GtkLabel     *origin_label;
  GtkLabel     *problem_label;

  LageSession  *session;
  LageEntity   *entity;
};

G_DEFINE_FINAL_TYPE (LageSignBar, lage_sign_bar, GTK_TYPE_WIDGET)

static gboolean
may_have_sign (LageEntity *entity)
{
  return entity != NULL
         && lage_schema_find (lage_entity_get_kind (entity), LAGE_FIELD_SIGN) != NULL;
}

static void
show_problem (LageSignBar *self,
              const char  *problem)
{
  gtk_label_set_text (self->problem_label, problem);
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), *problem != '\0');
}

static void
edited_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(LageSignBar) self = user_data; /* the reference taken when asking */
  g_autoptr(GError) error = NULL;

  if (!lage_session_edit_finish (LAGE_SESSION (object), result, &error) && self->view != NULL)
    show_problem (self, error->message);
}

/* For the entity for which it was asked, whatever is shown by now. */
static void
chosen_cb (LageSignChooser *chooser,
           const char      *code,
           LageSignBar     *self)
{
  LageEntity *entity = g_object_get_data (G_OBJECT (chooser), "entity");
  g_autoptr(GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_draft_free);
  LageDraft *draft = lage_draft_new (lage_entity_get_kind (entity), lage_entity_get_id (entity));

  g_ptr_array_add (drafts, draft);
  lage_edit_text (draft, entity, LAGE_FIELD_SIGN, code != NULL ? code : "");
  show_problem (self, "");
  if (draft->changes->len > 0)
    lage_session_edit_async (self->session, drafts, _("Change of a tactical sign"), NULL,
                             edited_cb, g_object_ref (self));
}

static void
clicked_cb (LageSignBar *self)
{
  lage_sign_bar_change (self);
}

static void
lage_sign_bar_dispose (GObject *object)
{
  LageSignBar *self = LAGE_SIGN_BAR (object);
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (self), LAGE_TYPE_SIGN_BAR);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->entity);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (lage_sign_bar_parent_class)->dispose (object);
}

static void
lage_sign_bar_class_init (LageSignBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lage_sign_bar_dispose;

  g_type_ensure (LAGE_TYPE_SIGN_VIEW);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/rescuemate/RescueMate/ui/lage-sign-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, LageSignBar, view);
  gtk_widget_class_bind_template_child (widget_class, LageSignBar, name_label);
  gtk_widget_class_bind_template_child (widget_class, LageSignBar, origin_label);
  gtk_widget_class_bind_template_child (widget_class, LageSignBar, problem_label);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
lage_sign_bar_init (LageSignBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
lage_sign_bar_set_session (LageSignBar *self,
                           LageSession *session)
{
  g_return_if_fail (LAGE_IS_SIGN_BAR (self));

  g_set_object (&self->session, session);
}

/**
 * lage_sign_bar_set_entity:
 * @self: the bar
 * @entity: (nullable): whose sign to show
 */
void
lage_sign_bar_set_entity (LageSignBar *self,
                          LageEntity  *entity)
{
  g_return_if_fail (LAGE_IS_SIGN_BAR (self));

  if (!may_have_sign (entity))
    entity = NULL;
  g_set_object (&self->entity, entity);
  gtk_widget_set_visible (GTK_WIDGET (self), self->entity != NULL);
  show_problem (self, "");
  lage_sign_bar_update (self);
}

/**
 * lage_sign_bar_update:
 * @self: the bar
 *
 * The entity may have changed.
 */
void
lage_sign_bar_update (LageSignBar *self)
{
  const LageSign *sign;
  const char *code;
  g_autofree char *name = NULL;
  const char *origin;

  g_return_if_fail (LAGE_IS_SIGN_BAR (self));

  if (self->entity == NULL)
    return;

  sign = lage_sign_for_entity (self->entity);
  code = lage_entity_get_text (self->entity, LAGE_FIELD_SIGN);
  if (code != NULL && lage_sign_from_code (code, NULL) == NULL)
    origin = _("A sign was chosen that this version can't draw");
  else if (code != NULL)
    origin = _("Chosen by hand");
  else if (sign != NULL)
    origin = _("From the data");
  else
    origin = "";

  name = sign != NULL ? lage_sign_describe (sign) : g_strdup (_("No tactical sign"));
  lage_sign_view_set_sign (self->view, sign);
  gtk_label_set_text (self->name_label, name);
  gtk_label_set_text (self->origin_label, origin);
  gtk_widget_set_visible (GTK_WIDGET (self->origin_label), *origin != '\0');
}

/**
 * lage_sign_bar_change:
 * @self: the bar
 *
 * Asks for another sign for the entity that is shown.
 *
 * Returns: (transfer none) (nullable): the window that asks
 */
LageSignChooser *
lage_sign_bar_change (LageSignBar *self)
{
  GtkWindow *chooser;

  g_return_val_if_fail (LAGE_IS_SIGN_BAR (self), NULL);

  if (self->entity == NULL)
    return NULL;

  chooser = lage_sign_chooser_new (lage_sign_for_entity (self->entity),
                                   lage_entity_has (self->entity, LAGE_FIELD_SIGN));
  g_object_set_data_full (G_OBJECT (chooser), "entity", g_object_ref (self->entity),
                          g_object_unref);
  g_signal_connect_object (chooser, "chosen", G_CALLBACK (chosen_cb), self, 0);
  gtk_window_set_transient_for (chooser, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
  gtk_window_present (chooser);

  return LAGE_SIGN_CHOOSER (chooser);
}
