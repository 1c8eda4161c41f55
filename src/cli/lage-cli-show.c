/* lage-cli-show.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-cli.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdio.h>

#include "lage-picture.h"
#include "lage-store.h"

/* lage show: the situation, now or as it was known at some moment. It reads the log only, so that
 * it works beside the program that writes. */

typedef struct
{
  const char *name;
  char     *(*print) (const LagePicture *picture);
} Format;

static const Format formats[] = {
  { "table", lage_picture_to_table },
  { "json", lage_picture_to_json },
  { "geojson", lage_picture_to_geojson },
  { "csv", lage_picture_to_csv },
};

static const Format *
find_format (const char *name)
{
  if (name == NULL)
    return &formats[0];
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_equal (name, formats[i].name))
      return &formats[i];
  return NULL;
}

static LagePicture *
load (const char  *directory,
      gint64       at_us,
      GError     **error)
{
  g_autoptr(LageOperation) operation = lage_operation_open (directory, error);
  g_autoptr(LageClock) clock = NULL;
  g_autofree char *path = NULL;
  g_autoptr(LageStore) store = NULL;
  g_autoptr(LageSituation) situation = NULL;

  if (operation == NULL)
    return NULL;
  path = lage_operation_get_store_path (operation);
  store = lage_store_open (path, LAGE_STORE_READ_ONLY, error);
  if (store == NULL)
    return NULL;
  situation = lage_store_load (store, at_us, error);
  if (situation == NULL)
    return NULL;
  clock = lage_operation_make_clock (operation);
  return lage_picture_new (situation, lage_operation_get_name (operation),
                           lage_operation_is_exercise (operation),
                           at_us != 0 ? at_us : lage_clock_now_us (clock));
}

static gboolean
print (const char   *text,
       const Format *format)
{
  /* People read in the encoding of their terminal; files are UTF-8 wherever they are made. */
  if (format->print == lage_picture_to_table)
    g_print ("%s", text);
  else
    fputs (text, stdout);
  if (*text != '\0' && !g_str_has_suffix (text, "\n"))
    fputc ('\n', stdout);

  if (fflush (stdout) == 0 && !ferror (stdout))
    return TRUE;
  lage_cli_complain (_("the result could not be written: %s"), g_strerror (errno));
  return FALSE;
}

LageCliStatus
lage_cli_show (char **arguments)
{
  g_autofree char *data = NULL;
  g_autofree char *kind_name = NULL;
  g_autofree char *format_name = NULL;
  g_autofree char *at = NULL;
  gboolean wants_all = FALSE;
  const GOptionEntry entries[] = {
    { "data", 'd', 0, G_OPTION_ARG_FILENAME, &data, N_ ("Directory of the operation"),
      N_ ("DIR") },
    { "kind", 'k', 0, G_OPTION_ARG_STRING, &kind_name, N_ ("Only this kind"), N_ ("KIND") },
    { "format", 'f', 0, G_OPTION_ARG_STRING, &format_name,
      N_ ("table (as if missing), json, geojson or csv"), N_ ("FORMAT") },
    { "at", 't', 0, G_OPTION_ARG_STRING, &at, N_ ("As it was known at this time, ISO 8601"),
      N_ ("TIME") },
    { "all", 'a', 0, G_OPTION_ARG_NONE, &wants_all,
      N_ ("Also what was put away or is shown as part of something else"), NULL },
    { NULL },
  };
  g_autofree char *kind_names = lage_cli_dup_kind_names ();
  g_autofree char *description = g_strdup_printf (_("Kinds: %s"), kind_names);
  g_autofree char *directory = NULL;
  g_autofree char *text = NULL;
  g_autoptr(LagePicture) picture = NULL;
  g_autoptr(GError) error = NULL;
  const Format *format;
  LageKind kind = LAGE_KIND_NONE;
  gint64 at_us = 0;

  if (!lage_cli_parse (entries, NULL, _("Prints the situation of an operation."), description,
                       &arguments))
    return LAGE_CLI_USAGE;
  if (arguments[1] != NULL)
    return lage_cli_refuse (_("“%s” is too much"), arguments[1]);
  format = find_format (format_name);
  if (format == NULL)
    return lage_cli_refuse (_("there is no format “%s”, but: %s"), format_name,
                            "table, json, geojson, csv");
  if (kind_name != NULL)
    kind = lage_kind_from_token (kind_name);
  if (kind_name != NULL && kind == LAGE_KIND_NONE)
    return lage_cli_refuse (_("there is no kind “%s”, but: %s"), kind_name, kind_names);
  if (at != NULL && !lage_cli_parse_time (at, &at_us))
    return LAGE_CLI_USAGE;

  directory = lage_cli_dup_data_directory (data);
  picture = load (directory, at_us, &error);
  if (picture == NULL)
    {
      lage_cli_complain ("%s", error->message);
      return LAGE_CLI_FAILED;
    }
  lage_picture_select (picture, kind, wants_all);
  text = format->print (picture);
  return print (text, format) ? LAGE_CLI_GOOD : LAGE_CLI_FAILED;
}
