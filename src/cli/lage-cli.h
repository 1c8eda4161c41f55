/* lage-cli.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "lage-operation.h"

G_BEGIN_DECLS

/**
 * LageCliStatus:
 * @LAGE_CLI_GOOD: it is done
 * @LAGE_CLI_FAILED: it could not be done
 * @LAGE_CLI_USAGE: it was not understood what is to be done
 * @LAGE_CLI_REJECTED: it is done, but some of the input was rejected
 * @LAGE_CLI_ENDED: the exercise has come to its end
 *
 * With what the program ends. The manual promises these numbers: never change one.
 */
typedef enum
{
  LAGE_CLI_GOOD = 0,
  LAGE_CLI_FAILED = 1,
  LAGE_CLI_USAGE = 2,
  LAGE_CLI_REJECTED = 3,
  LAGE_CLI_ENDED = 4,
} LageCliStatus;

/* The commands, each in its own file. `arguments` begins with the name of the command. */
LageCliStatus lage_cli_export   (char **arguments);
LageCliStatus lage_cli_feeds    (char **arguments);
LageCliStatus lage_cli_import   (char **arguments);
LageCliStatus lage_cli_ingest   (char **arguments);
LageCliStatus lage_cli_show     (char **arguments);
LageCliStatus lage_cli_simulate (char **arguments);
LageCliStatus lage_cli_verify   (char **arguments);

gboolean       lage_cli_parse              (const GOptionEntry  *entries,
                                            const char          *parameters,
                                            const char          *summary,
                                            const char          *description,
                                            char              ***arguments);
void           lage_cli_complain           (const char          *format,
                                            ...) G_GNUC_PRINTF (1, 2);
LageCliStatus  lage_cli_refuse             (const char          *format,
                                            ...) G_GNUC_PRINTF (1, 2);
void           lage_cli_run                (GMainLoop           *loop,
                                            int                  for_s);
gboolean       lage_cli_parse_time         (const char          *text,
                                            gint64              *time_us);
char          *lage_cli_dup_kind_names     (void);
char          *lage_cli_dup_data_directory (const char          *data);
LageOperation *lage_cli_ensure_operation   (const char          *directory,
                                            const char          *name,
                                            gboolean             is_exercise,
                                            GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
