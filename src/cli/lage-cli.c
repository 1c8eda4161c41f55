/* lage-cli.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-cli.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <locale.h>

#include "lage-schema.h"
#include "lage-time.h"

/* The program without a window. Results go to the standard output, messages to the standard error;
 * how it ends is a LageCliStatus. */

typedef struct
{
  const char     *name;
  const char     *summary;
  LageCliStatus (*run) (char **arguments);
} Command;

static const Command commands[] = {
  { "ingest", N_ ("Read files in the formats of the feeds"), lage_cli_ingest },
  { "show", N_ ("Print the situation"), lage_cli_show },
  { "import", N_ ("Read a file of another program"), lage_cli_import },
  { "export", N_ ("Write the situation for other programs"), lage_cli_export },
  { "verify", N_ ("Check the log against itself"), lage_cli_verify },
  { "feeds", N_ ("Run the configured feeds"), lage_cli_feeds },
  { "simulate", N_ ("Play a scenario over loopback"), lage_cli_simulate },
};

/**
 * lage_cli_complain:
 * @format: a message for people, without a line break
 *
 * Says it on the standard error.
 */
void
lage_cli_complain (const char *format,
                   ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_printerr ("lage: %s\n", text);
}

/**
 * lage_cli_refuse:
 * @format: what is wrong with the command line
 *
 * Returns: LAGE_CLI_USAGE, for the command to end with
 */
LageCliStatus
lage_cli_refuse (const char *format,
                 ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_printerr ("lage: %s\n%s\n", text, _("“lage COMMAND --help” explains a command."));
  return LAGE_CLI_USAGE;
}

/**
 * lage_cli_parse:
 * @entries: the options of a command
 * @parameters: (nullable): what comes beside the options, for the help
 * @summary: what the command does
 * @description: (nullable): more, below the options
 * @arguments: (inout): the words of the command; those that are no options are left over
 *
 * Returns: FALSE if they were not understood, which has been said
 */
gboolean
lage_cli_parse (const GOptionEntry   *entries,
                const char           *parameters,
                const char           *summary,
                const char           *description,
                char               ***arguments)
{
  g_autoptr(GOptionContext) context = g_option_context_new (parameters);
  g_autofree char *program = g_strconcat ("lage ", (*arguments)[0], NULL);
  g_autoptr(GError) error = NULL;

  /* The help takes the program's name from here. */
  g_set_prgname (program);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, summary);
  g_option_context_set_description (context, description);
  if (g_option_context_parse_strv (context, arguments, &error))
    return TRUE;
  lage_cli_refuse ("%s", error->message);
  return FALSE;
}

/**
 * lage_cli_parse_time:
 * @text: ISO 8601; without a time zone it is German time
 * @time_us: (out): the moment
 *
 * Returns: FALSE if it is no time, which has been said
 */
gboolean
lage_cli_parse_time (const char *text,
                     gint64     *time_us)
{
  g_autoptr(GError) error = NULL;

  if (lage_time_parse (text, LAGE_TIME_ZONE_GERMANY, time_us, &error))
    return TRUE;
  lage_cli_refuse (_("“%s” is not a time such as 2013-12-06T06:09:00Z: %s"), text, error->message);
  return FALSE;
}

/**
 * lage_cli_dup_kind_names:
 *
 * Returns: (transfer full): the kinds, as they are written on the command line
 */
char *
lage_cli_dup_kind_names (void)
{
  GString *names = g_string_new (NULL);

  for (guint kind = LAGE_KIND_NONE + 1; kind < LAGE_N_KINDS; kind++)
    g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "",
                            lage_kind_get_token ((LageKind) kind));
  return g_string_free (names, FALSE);
}

/**
 * lage_cli_dup_data_directory:
 * @data: (nullable): the option --data
 *
 * Returns: (transfer full): the directory of the operation
 */
char *
lage_cli_dup_data_directory (const char *data)
{
  if (data != NULL)
    return g_strdup (data);
  return g_build_filename (g_get_user_data_dir (), "rescue-mate", "operations", "default", NULL);
}

/**
 * lage_cli_ensure_operation:
 * @directory: where
 * @name: (nullable): what it is called if it has to be made; NULL: as its directory
 * @is_exercise: whether it is made as an exercise
 * @error: return location for a #GError
 *
 * Opens the operation, or makes it. A new operation begins with the public feeds, a new exercise
 * without any: what is real must not flow into it by itself.
 */
LageOperation *
lage_cli_ensure_operation (const char  *directory,
                           const char  *name,
                           gboolean     is_exercise,
                           GError     **error)
{
  g_autofree char *base_name = g_path_get_basename (directory);

  if (lage_operation_exists (directory))
    return lage_operation_open (directory, error);
  return lage_operation_create (directory, name != NULL ? name : base_name, is_exercise,
                                is_exercise ? "# The feeds of this exercise.\n" : NULL, error);
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_CONTINUE;
}

/**
 * lage_cli_run:
 * @loop: of the default context; may be quit by others as well
 * @for_s: after so many seconds at the latest; 0: not by itself
 *
 * Runs until the program is interrupted or terminated.
 */
void
lage_cli_run (GMainLoop *loop,
              int        for_s)
{
  guint interrupt_id = g_unix_signal_add (SIGINT, quit_cb, loop);
  guint terminate_id = g_unix_signal_add (SIGTERM, quit_cb, loop);
  guint timeout_id = for_s > 0 ? g_timeout_add ((guint) for_s * 1000, quit_cb, loop) : 0;

  g_main_loop_run (loop);

  g_source_remove (interrupt_id);
  g_source_remove (terminate_id);
  g_clear_handle_id (&timeout_id, g_source_remove);
}

static void
print_help (void)
{
  g_print ("%s\n\n%s\n", _("Usage: lage COMMAND [OPTION…]"),
           _("Rescue-Mate without a window: the situation in a crisis, kept in one directory."));
  g_print ("\n%s\n", _("Commands:"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_print ("  %-10s %s\n", commands[i].name, _(commands[i].summary));
  g_print ("\n%s\n  --help     %s\n  --version  %s\n", _("Options:"),
           _("Explain; also after a command"), _("Print the version"));
  g_print ("\n%s\n",
           _("Ends with 0 if all is well, 1 after a failure, 2 if the command line is wrong,\n"
             "3 if some input was rejected, 4 if an exercise has ended."));
}

int
main (int   argc,
      char *argv[])
{
  const char *localedir = g_getenv ("LAGE_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, localedir != NULL ? localedir : LAGE_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  if (argc < 2)
    return (int) lage_cli_refuse (_("a command is missing"));
  if (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h")
      || g_str_equal (argv[1], "help"))
    {
      print_help ();
      return (int) LAGE_CLI_GOOD;
    }
  if (g_str_equal (argv[1], "--version"))
    {
      g_print ("lage %s\n", LAGE_VERSION);
      return (int) LAGE_CLI_GOOD;
    }

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (argv[1], commands[i].name))
      {
        /* Parsing takes words out of the list: it has to be ours. */
        g_auto(GStrv) arguments = g_strdupv (argv + 1);

        return (int) commands[i].run (arguments);
      }
  return (int) lage_cli_refuse (_("there is no command “%s”"), argv[1]);
}
