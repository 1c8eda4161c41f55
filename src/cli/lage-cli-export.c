/* lage-cli-export.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-cli.h"

#include <glib/gi18n.h>
#include <string.h>

#include "lage-export.h"

/* lage export: the picture as a file for other programs. It reads the log only, so that it works
 * beside the program that writes. */

static char *
dup_format_names (void)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < LAGE_N_EXPORT_FORMATS; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                            lage_exchange_format_get_token ((LageExchangeFormat) i));
  return g_string_free (names, FALSE);
}

/* FALSE if one is no kind, which has been said. */
static gboolean
take_kinds (char  **names,
            guint  *kinds)
{
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      LageKind kind = lage_kind_from_token (names[i]);
      g_autofree char *known = lage_cli_dup_kind_names ();

      if (kind == LAGE_KIND_NONE)
        {
          lage_cli_refuse (_("there is no kind “%s”, but: %s"), names[i], known);
          return FALSE;
        }
      *kinds |= 1u << kind;
    }
  return TRUE;
}

static LageCliStatus
export_picture (const char              *data,
                gint64                   until_us,
                const LageExportOptions *options,
                const char              *output)
{
  g_autofree char *directory = lage_cli_dup_data_directory (data);
  g_autoptr(GError) error = NULL;
  g_autoptr(LageOperation) operation = lage_operation_open (directory, &error);
  g_autoptr(LageClock) clock = NULL;
  g_autofree char *store_path = NULL;
  guint n_entities;

  if (operation == NULL)
    {
      lage_cli_complain ("%s", error->message);
      return LAGE_CLI_FAILED;
    }
  clock = lage_operation_make_clock (operation);
  store_path = lage_operation_get_store_path (operation);
  if (!lage_export_to_file (store_path, until_us,
                            until_us != 0 ? until_us : lage_clock_now_us (clock), options, output,
                            NULL, &n_entities, &error))
    {
      lage_cli_complain ("%s: %s", output, error->message);
      return LAGE_CLI_FAILED;
    }
  g_print (ngettext ("%s: %u entity written\n", "%s: %u entities written\n", n_entities), output,
           n_entities);
  return LAGE_CLI_GOOD;
}

LageCliStatus
lage_cli_export (char **arguments)
{
  g_autofree char *data = NULL;
  g_autofree char *format_name = NULL;
  g_autofree char *output = NULL;
  g_autofree char *at = NULL;
  g_autofree char *delimiter = NULL;
  g_auto(GStrv) kind_names = NULL;
  LageExportOptions options = { .delimiter = ',' };
  const GOptionEntry entries[] = {
    { "data", 'd', 0, G_OPTION_ARG_FILENAME, &data, N_ ("Directory of the operation"),
      N_ ("DIR") },
    { "format", 'f', 0, G_OPTION_ARG_STRING, &format_name, N_ ("What is written"),
      N_ ("FORMAT") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("The file; replaced as a whole"),
      N_ ("FILE") },
    { "kind", 'k', 0, G_OPTION_ARG_STRING_ARRAY, &kind_names,
      N_ ("Only this kind; may be repeated"), N_ ("KIND") },
    { "at", 't', 0, G_OPTION_ARG_STRING, &at, N_ ("As it was known at this time, ISO 8601"),
      N_ ("TIME") },
    { "delimiter", 0, 0, G_OPTION_ARG_STRING, &delimiter,
      N_ ("CSV: the sign between cells, “,” if missing"), N_ ("SIGN") },
    { "decimal-comma", 0, 0, G_OPTION_ARG_NONE, &options.has_decimal_comma,
      N_ ("CSV: numbers with a comma, as in German"), NULL },
    { "bom", 0, 0, G_OPTION_ARG_NONE, &options.has_bom,
      N_ ("CSV: begin with a byte order mark, for spreadsheets"), NULL },
    { NULL },
  };
  g_autofree char *format_names = dup_format_names ();
  g_autofree char *known_kinds = lage_cli_dup_kind_names ();
  g_autofree char *description = g_strdup_printf (_("Formats: %s\nKinds: %s"), format_names,
                                                  known_kinds);
  gint64 until_us = 0;

  if (!lage_cli_parse (entries, NULL, _("Writes the situation of an operation to a file."),
                       description, &arguments))
    return LAGE_CLI_USAGE;
  if (arguments[1] != NULL)
    return lage_cli_refuse (_("“%s” is too much"), arguments[1]);
  if (format_name == NULL)
    return lage_cli_refuse (_("--format is missing; it is one of: %s"), format_names);
  if (!lage_exchange_format_from_token (format_name, &options.format)
      || (guint) options.format >= LAGE_N_EXPORT_FORMATS)
    return lage_cli_refuse (_("there is no format “%s”, but: %s"), format_name, format_names);
  if (output == NULL)
    return lage_cli_refuse (_("--output is missing"));
  if (delimiter != NULL
      && (strlen (delimiter) != 1 || g_ascii_isalnum (*delimiter)
          || strchr ("\"\r\n.-", *delimiter) != NULL))
    return lage_cli_refuse (_("--delimiter “%s” is not a sign such as “;”"), delimiter);
  if (delimiter != NULL)
    options.delimiter = *delimiter;
  if (options.has_decimal_comma && options.delimiter == ',')
    options.delimiter = ';';
  if (!take_kinds (kind_names, &options.kinds)
      || (at != NULL && !lage_cli_parse_time (at, &until_us)))
    return LAGE_CLI_USAGE;
  return export_picture (data, until_us, &options, output);
}
