/* lage-cli-verify.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-cli.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "lage-store.h"

/* lage verify: reads the whole log and checks it against itself. Changes nothing, and works beside
 * the program that writes. */

static LageCliStatus
print_report (const char            *path,
              const LageStoreReport *report)
{
  for (guint i = 0; i < report->problems->len; i++)
    g_print ("%s: %s\n", path, (const char *) g_ptr_array_index (report->problems, i));

  /* Translators: the file of the log, then counts; "ops" are its entries. */
  g_print (_("%s: ops %" PRIu64 ", actors %u, problems %u\n"), path, report->n_ops,
           report->n_actors, report->problems->len);
  return report->problems->len > 0 ? LAGE_CLI_FAILED : LAGE_CLI_GOOD;
}

LageCliStatus
lage_cli_verify (char **arguments)
{
  g_autofree char *data = NULL;
  const GOptionEntry entries[] = {
    { "data", 'd', 0, G_OPTION_ARG_FILENAME, &data, N_ ("Directory of the operation"),
      N_ ("DIR") },
    { NULL },
  };
  g_autofree char *directory = NULL;
  g_autofree char *path = NULL;
  g_autoptr(LageOperation) operation = NULL;
  g_autoptr(LageStore) store = NULL;
  g_autoptr(LageStoreReport) report = NULL;
  g_autoptr(GError) error = NULL;

  if (!lage_cli_parse (entries, NULL,
                       _("Reads the whole log of an operation and checks it against itself."), NULL,
                       &arguments))
    return LAGE_CLI_USAGE;
  if (arguments[1] != NULL)
    return lage_cli_refuse (_("“%s” is too much"), arguments[1]);

  directory = lage_cli_dup_data_directory (data);
  operation = lage_operation_open (directory, &error);
  if (operation == NULL)
    {
      lage_cli_complain ("%s", error->message);
      return LAGE_CLI_FAILED;
    }
  path = lage_operation_get_store_path (operation);
  store = lage_store_open (path, LAGE_STORE_READ_ONLY, &error);
  if (store != NULL)
    report = lage_store_verify (store, &error);
  if (report == NULL)
    {
      lage_cli_complain ("%s", error->message);
      return LAGE_CLI_FAILED;
    }
  return print_report (path, report);
}
