/* lage-application.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-application.h"

#include <glib/gi18n.h>

#include "lage-basemap.h"
#include "lage-help-window.h"
#include "lage-settings.h"
#include "lage-window.h"

#define RESOURCE_PATH "/org/rescuemate/RescueMate"

/**
 * LageApplication:
 *
 * The desktop program. Each instance is on its own: a control room may have an operation and an
 * exercise open side by side, and they must not share a process.
 */
struct _LageApplication
{
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (LageApplication, lage_application, ADW_TYPE_APPLICATION)

static const GOptionEntry options[] = {
  { "data", 'd', 0, G_OPTION_ARG_FILENAME, NULL,
    N_("Open the operation or exercise in this folder"), N_("DIR") },
  { "version", 'v', 0, G_OPTION_ARG_NONE, NULL, N_("Print the version and exit"), NULL },
  { NULL },
};

static LageWindow *
ensure_window (LageApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  while (window != NULL && !LAGE_IS_WINDOW (window))
    window = gtk_window_get_transient_for (window);
  return window != NULL ? LAGE_WINDOW (window) : lage_window_new (ADW_APPLICATION (self));
}

static void
lage_application_activate (GApplication *application)
{
  gtk_window_present (GTK_WINDOW (ensure_window (LAGE_APPLICATION (application))));
}

static int
lage_application_handle_local_options (GApplication *application,
                                       GVariantDict *dict)
{
  if (g_variant_dict_contains (dict, "version"))
    {
      g_print ("rescue-mate %s\n", LAGE_VERSION);
      return 0;
    }
  return -1;
}

static int
lage_application_command_line (GApplication            *application,
                               GApplicationCommandLine *command_line)
{
  GVariantDict *dict = g_application_command_line_get_options_dict (command_line);
  g_autofree char *directory = NULL;
  LageWindow *window;

  g_variant_dict_lookup (dict, "data", "^ay", &directory);
  window = ensure_window (LAGE_APPLICATION (application));
  gtk_window_present (GTK_WINDOW (window));
  if (directory != NULL)
    {
      g_autoptr(GFile) file = g_application_command_line_create_file_for_arg (command_line,
                                                                              directory);
      g_autofree char *path = g_file_get_path (file);

      lage_window_open (window, path);
    }
  return 0;
}

static void
about_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  GtkWindow *parent = gtk_application_get_active_window (user_data);
  GtkWidget *about = adw_about_window_new ();

  adw_about_window_set_application_name (ADW_ABOUT_WINDOW (about), "Rescue-Mate");
  adw_about_window_set_application_icon (ADW_ABOUT_WINDOW (about), LAGE_APP_ID);
  adw_about_window_set_version (ADW_ABOUT_WINDOW (about), LAGE_VERSION);
  adw_about_window_set_developer_name (ADW_ABOUT_WINDOW (about), _("The Rescue-Mate authors"));
  adw_about_window_set_license_type (ADW_ABOUT_WINDOW (about), GTK_LICENSE_GPL_3_0);
  adw_about_window_set_comments (ADW_ABOUT_WINDOW (about),
                                 _("Situation picture for storm surges and other crises"));
  adw_about_window_add_legal_section (ADW_ABOUT_WINDOW (about), _("Map data"), NULL,
                                      GTK_LICENSE_CUSTOM, LAGE_BASEMAP_CREDIT);
  gtk_window_set_transient_for (GTK_WINDOW (about), parent);
  gtk_window_present (GTK_WINDOW (about));
}

static void
help_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  LageHelpWindow *help = lage_help_window_new ();

  gtk_window_set_transient_for (GTK_WINDOW (help), gtk_application_get_active_window (user_data));
  gtk_window_present (GTK_WINDOW (help));
}

static void
quit_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  GList *windows;

  /* Windows close their sessions, which writes what waits. */
  while ((windows = gtk_application_get_windows (user_data)) != NULL)
    gtk_window_destroy (windows->data);
}

static void
lage_application_startup (GApplication *application)
{
  static const GActionEntry actions[] = {
    { .name = "about", .activate = about_action },
    { .name = "help", .activate = help_action },
    { .name = "quit", .activate = quit_action },
  };
  GtkApplication *app = GTK_APPLICATION (application);

  g_application_set_resource_base_path (application, RESOURCE_PATH);
  G_APPLICATION_CLASS (lage_application_parent_class)->startup (application);

  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   application);
  gtk_application_set_accels_for_action (app, "app.help", (const char *[]) { "F1", NULL });
  gtk_application_set_accels_for_action (app, "app.quit", (const char *[]) { "<Control>q", NULL });
  gtk_application_set_accels_for_action (app, "win.show-help-overlay",
                                         (const char *[]) { "<Control>question", NULL });
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    RESOURCE_PATH "/icons");
  lage_settings_apply_color_scheme ();
  lage_settings_apply_notation ();
}

static void
lage_application_class_init (LageApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->activate = lage_application_activate;
  application_class->startup = lage_application_startup;
  application_class->command_line = lage_application_command_line;
  application_class->handle_local_options = lage_application_handle_local_options;
}

static void
lage_application_init (LageApplication *self)
{
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

LageApplication *
lage_application_new (void)
{
  return g_object_new (LAGE_TYPE_APPLICATION,
                       "application-id", LAGE_APP_ID,
                       "flags", G_APPLICATION_HANDLES_COMMAND_LINE | G_APPLICATION_NON_UNIQUE,
                       NULL);
}
