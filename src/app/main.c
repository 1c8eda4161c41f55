/* main.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "lage-application.h"

int
main (int    argc,
      char **argv)
{
  g_autoptr(LageApplication) application = NULL;
  const char *localedir = g_getenv ("LAGE_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, localedir != NULL ? localedir : LAGE_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  application = lage_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
