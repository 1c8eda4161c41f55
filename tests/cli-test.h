/* cli-test.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

/* What the tests of the program `lage` share: to run the one that was built, in a folder of their
 * own, and to read what it prints. */

typedef struct
{
  int   status;
  char *out;
  char *err;
} CliRun;

static inline void
cli_run_clear (CliRun *run)
{
  g_clear_pointer (&run->out, g_free);
  g_clear_pointer (&run->err, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CliRun, cli_run_clear)

static inline const char *
cli_get_program (void)
{
  const char *program = g_getenv ("LAGE_PROGRAM");

  g_assert_nonnull (program);
  return program;
}

static inline void
cli_run_with_input (CliRun            *run,
                    const char        *input,
                    const char *const *arguments)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new ();
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GError) error = NULL;
  GSubprocessFlags flags = G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE;

  cli_run_clear (run);
  g_ptr_array_add (words, (gpointer) cli_get_program ());
  for (guint i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (words, (gpointer) arguments[i]);
  g_ptr_array_add (words, NULL);
  if (input != NULL)
    flags |= G_SUBPROCESS_FLAGS_STDIN_PIPE;

  process = g_subprocess_newv ((const char *const *) words->pdata, flags, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, input, NULL, &run->out, &run->err, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  run->status = g_subprocess_get_exit_status (process);
}

#define cli_run(run, ...) \
  cli_run_with_input ((run), NULL, (const char *const[]) { __VA_ARGS__, NULL })

static inline void
cli_assert_status (const CliRun *run,
                   int           status)
{
  if (run->status != status)
    g_test_message ("stdout: %s\nstderr: %s", run->out, run->err);
  g_assert_cmpint (run->status, ==, status);
}

static inline void
cli_assert_contains (const char *text,
                     const char *part)
{
  if (strstr (text, part) == NULL)
    g_test_message ("“%s” is not in: %s", part, text);
  g_assert_nonnull (strstr (text, part));
}

/* A folder that is gone after the test. */
typedef char CliFolder;

static inline void
cli_remove (const char *path)
{
  g_autoptr(GDir) directory = g_dir_open (path, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        cli_remove (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

static inline void
cli_folder_free (CliFolder *folder)
{
  cli_remove (folder);
  g_free (folder);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliFolder, cli_folder_free)

static inline CliFolder *
cli_folder_new (void)
{
  g_autoptr(GError) error = NULL;
  CliFolder *folder = g_dir_make_tmp ("lage-cli-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

static inline char *
cli_write_file (const char *folder,
                const char *name,
                const void *data,
                gssize      size)
{
  g_autoptr(GError) error = NULL;
  char *path = g_build_filename (folder, name, NULL);

  g_file_set_contents (path, data, size, &error);
  g_assert_no_error (error);
  return path;
}

static inline JsonParser *
cli_parse_json (const char *text)
{
  JsonParser *parser = json_parser_new_immutable ();
  g_autoptr(GError) error = NULL;

  json_parser_load_from_data (parser, text, -1, &error);
  g_assert_no_error (error);
  return parser;
}

/* `lage show --format json` of everything. */
static inline JsonParser *
cli_show (const char *data)
{
  g_auto(CliRun) run = { 0 };

  cli_run (&run, "show", "--data", data, "--format", "json");
  cli_assert_status (&run, 0);
  return cli_parse_json (run.out);
}

static inline JsonArray *
cli_get_entities (JsonParser *parser)
{
  JsonObject *root = json_node_get_object (json_parser_get_root (parser));

  return json_object_get_array_member (root, "entities");
}

static inline guint
cli_count (JsonParser *parser,
           const char *kind)
{
  JsonArray *entities = cli_get_entities (parser);
  guint n = 0;

  for (guint i = 0; i < json_array_get_length (entities); i++)
    if (g_str_equal (json_object_get_string_member (json_array_get_object_element (entities, i),
                                                    "kind"),
                     kind))
      n++;
  return n;
}

static inline JsonObject *
cli_find (JsonParser *parser,
          const char *title)
{
  JsonArray *entities = cli_get_entities (parser);

  for (guint i = 0; i < json_array_get_length (entities); i++)
    {
      JsonObject *entity = json_array_get_object_element (entities, i);

      if (g_str_equal (json_object_get_string_member (entity, "title"), title))
        return entity;
    }
  g_test_message ("nothing is called “%s”", title);
  g_assert_not_reached ();
}

/* A field of an entity, with its candidates; NULL if it has none. */
static inline JsonObject *
cli_get_field (JsonObject *entity,
               const char *token)
{
  JsonObject *fields = json_object_get_object_member (entity, "fields");

  return json_object_has_member (fields, token) ? json_object_get_object_member (fields, token)
                                                : NULL;
}
