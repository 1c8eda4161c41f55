/* lage-start-page.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-start-page.h"

#include <glib/gi18n.h>

#include "lage-operation.h"

#define MAX_RECENT 12

/**
 * LageStartPage:
 *
 * Where the program begins: a new operation or exercise, one that was open before, or any folder.
 */
struct _LageStartPage
{
  GtkWidget parent_instance;

  GtkListBox           *recent_box;
  GtkWidget            *recent_group;
  AdwEntryRow          *name_row;
  GtkSwitch            *exercise_switch;
  GtkLabel             *problem_label;
  GtkFileChooserNative *chooser;
};

G_DEFINE_FINAL_TYPE (LageStartPage, lage_start_page, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_OPEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
show_problem (LageStartPage *self,
              const char    *problem)
{
  gtk_label_set_text (self->problem_label, problem);
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), *problem != '\0');
}

static void
recent_activated_cb (LageStartPage *self,
                     GtkListBoxRow *row)
{
  g_signal_emit (self, signals[SIGNAL_OPEN], 0, g_object_get_data (G_OBJECT (row), "directory"));
}

static void
append_recent (LageStartPage *self,
               const char    *directory)
{
  g_autoptr(LageOperation) operation = lage_operation_open (directory, NULL);
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;
  g_autofree char *path = NULL;
  GtkWidget *row;

  if (operation == NULL)
    return;
  row = adw_action_row_new ();
  title = g_markup_escape_text (lage_operation_get_name (operation), -1);
  path = g_markup_escape_text (directory, -1);
  subtitle = lage_operation_is_exercise (operation)
               ? g_strdup_printf ("%s · %s", _("Exercise"), path)
               : g_strdup (path);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "directory", g_strdup (directory), g_free);
  gtk_list_box_append (self->recent_box, row);
}

static char *
make_directory_name (const char *name,
                     gboolean    is_exercise)
{
  g_autofree char *ascii = g_str_to_ascii (name, "C");
  g_autofree char *parent = g_build_filename (g_get_user_data_dir (), "rescue-mate",
                                              is_exercise ? "exercises" : "operations", NULL);
  g_autofree char *plain = g_ascii_strdown (ascii, -1);
  g_autofree char *directory = NULL;

  g_strcanon (plain, "abcdefghijklmnopqrstuvwxyz0123456789", '-');
  directory = g_build_filename (parent, *plain != '\0' ? plain : "operation", NULL);
  for (guint i = 2; g_file_test (directory, G_FILE_TEST_EXISTS); i++)
    {
      g_autofree char *numbered = g_strdup_printf ("%s-%u", plain, i);

      g_free (directory);
      directory = g_build_filename (parent, numbered, NULL);
    }
  return g_steal_pointer (&directory);
}

static void
create_cb (LageStartPage *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (
                                                  GTK_EDITABLE (self->name_row))));
  gboolean is_exercise = gtk_switch_get_active (self->exercise_switch);
  g_autoptr(LageOperation) operation = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *directory = NULL;

  if (*name == '\0')
    {
      show_problem (self, _("Give it a name first"));
      gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
      return;
    }
  directory = make_directory_name (name, is_exercise);
  operation = lage_operation_create (directory, name, is_exercise, NULL, &error);
  if (operation == NULL)
    {
      show_problem (self, error->message);
      return;
    }
  show_problem (self, "");
  g_signal_emit (self, signals[SIGNAL_OPEN], 0, directory);
}

static void
chosen_cb (LageStartPage *self,
           int            response)
{
  g_autoptr(GFile) file = NULL;
  g_autofree char *directory = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  g_clear_object (&self->chooser);
  directory = file != NULL ? g_file_get_path (file) : NULL;
  if (directory == NULL)
    return;
  if (lage_operation_exists (directory))
    g_signal_emit (self, signals[SIGNAL_OPEN], 0, directory);
  else
    show_problem (self, _("There is no operation in this folder."));
}

static void
choose_cb (LageStartPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_("Open Operation"), GTK_WINDOW (root),
                                               GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _("_Open"),
                                               NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
lage_start_page_dispose (GObject *object)
{
  LageStartPage *self = LAGE_START_PAGE (object);
  GtkWidget *child;

  g_clear_object (&self->chooser);
  gtk_widget_dispose_template (GTK_WIDGET (self), LAGE_TYPE_START_PAGE);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (lage_start_page_parent_class)->dispose (object);
}

static void
lage_start_page_class_init (LageStartPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lage_start_page_dispose;

  /**
   * LageStartPage::open:
   * @directory: of an operation or exercise
   */
  signals[SIGNAL_OPEN] = g_signal_new ("open", LAGE_TYPE_START_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/rescuemate/RescueMate/ui/lage-start-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LageStartPage, recent_box);
  gtk_widget_class_bind_template_child (widget_class, LageStartPage, recent_group);
  gtk_widget_class_bind_template_child (widget_class, LageStartPage, name_row);
  gtk_widget_class_bind_template_child (widget_class, LageStartPage, exercise_switch);
  gtk_widget_class_bind_template_child (widget_class, LageStartPage, problem_label);
  gtk_widget_class_bind_template_callback (widget_class, recent_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, create_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
lage_start_page_init (LageStartPage *self)
{
  g_autoptr(GSettings) settings = g_settings_new (LAGE_APP_ID);
  g_auto(GStrv) recent = g_settings_get_strv (settings, "recent-operations");

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; recent[i] != NULL; i++)
    append_recent (self, recent[i]);
  gtk_widget_set_visible (self->recent_group,
                          gtk_widget_get_first_child (GTK_WIDGET (self->recent_box)) != NULL);
}

/**
 * lage_start_page_remember:
 * @directory: of an operation or exercise that is opened
 *
 * Puts it first in the list of those that were open before.
 */
void
lage_start_page_remember (const char *directory)
{
  g_autoptr(GSettings) settings = g_settings_new (LAGE_APP_ID);
  g_auto(GStrv) recent = g_settings_get_strv (settings, "recent-operations");
  g_autoptr(GPtrArray) kept = g_ptr_array_new ();
  g_autofree char *absolute = g_canonicalize_filename (directory, NULL);

  g_ptr_array_add (kept, absolute);
  for (guint i = 0; recent[i] != NULL && kept->len < MAX_RECENT; i++)
    if (!g_str_equal (recent[i], absolute))
      g_ptr_array_add (kept, recent[i]);
  g_ptr_array_add (kept, NULL);
  g_settings_set_strv (settings, "recent-operations", (const char *const *) kept->pdata);
}
