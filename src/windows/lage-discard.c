/* lage-discard.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-discard.h"

#include <adwaita.h>
#include <glib/gi18n.h>

static void
response_cb (AdwMessageDialog *question,
             const char       *response,
             gpointer          user_data)
{
  if (g_str_equal (response, "discard"))
    gtk_window_destroy (user_data);
}

static gboolean
close_request_cb (GtkWindow *window,
                  gpointer   user_data)
{
  LageDiscardCheck is_touched = (LageDiscardCheck) user_data;
  AdwMessageDialog *question;

  if (!is_touched (window))
    return GDK_EVENT_PROPAGATE;

  question = ADW_MESSAGE_DIALOG (adw_message_dialog_new (window, _("Discard what was written?"),
                                                         _("It has not been saved.")));
  adw_message_dialog_add_responses (question, "back", _("_Back"), "discard", _("_Discard"), NULL);
  adw_message_dialog_set_response_appearance (question, "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (question, "back");
  adw_message_dialog_set_close_response (question, "back");
  /* It is still at work when its answer destroys the form. */
  gtk_window_set_destroy_with_parent (GTK_WINDOW (question), FALSE);
  g_signal_connect_object (question, "response", G_CALLBACK (response_cb), window, 0);
  gtk_window_present (GTK_WINDOW (question));
  return GDK_EVENT_STOP;
}

/**
 * lage_discard_ask_before_close:
 * @window: a form
 * @is_touched: whether there is something to lose
 *
 * Escape is pressed easily: asks first where it would cost somebody's words. The form's own button
 * for cancelling says what it does, and destroys the window without a question.
 */
void
lage_discard_ask_before_close (GtkWindow        *window,
                               LageDiscardCheck  is_touched)
{
  g_return_if_fail (GTK_IS_WINDOW (window));
  g_return_if_fail (is_touched != NULL);

  g_signal_connect (window, "close-request", G_CALLBACK (close_request_cb), is_touched);
}
