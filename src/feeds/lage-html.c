/* lage-html.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-html.h"

#include <string.h>

/* Warning texts are plain text with some HTML in it. This is not an HTML parser: it takes out what
 * looks like a tag, breaks lines where a tag does, and leaves a lonely "<" ("winds < 90 km/h")
 * alone. */

typedef struct
{
  const char *name;
  const char *text;
} Entity;

static const Entity entities[] = {
  { "amp", "&" },     { "lt", "<" },      { "gt", ">" },      { "quot", "\"" },
  { "apos", "'" },    { "nbsp", " " },    { "shy", "" },      { "auml", "ä" },
  { "ouml", "ö" },    { "uuml", "ü" },    { "Auml", "Ä" },    { "Ouml", "Ö" },
  { "Uuml", "Ü" },    { "szlig", "ß" },   { "deg", "°" },     { "sup2", "²" },
  { "sup3", "³" },    { "micro", "µ" },   { "middot", "·" },  { "euro", "€" },
  { "sect", "§" },    { "copy", "©" },    { "reg", "®" },     { "plusmn", "±" },
  { "frac12", "½" },  { "ndash", "–" },   { "mdash", "—" },   { "hellip", "…" },
  { "bull", "•" },    { "bdquo", "„" },   { "ldquo", "“" },   { "rdquo", "”" },
  { "lsquo", "‘" },   { "rsquo", "’" },   { "sbquo", "‚" },   { "laquo", "«" },
  { "raquo", "»" },   { "eacute", "é" },  { "egrave", "è" },  { "agrave", "à" },
  { "ccedil", "ç" },  { "times", "×" },   { "le", "≤" },      { "ge", "≥" },
  { "ensp", " " },    { "emsp", " " },    { "thinsp", " " },  { "zwnj", "" },
};

/* Appends what the entity at @p says; gives its length, or 0 if there is none. */
static gsize
take_entity (GString    *text,
             const char *p)
{
  const char *name = p + 1;
  gsize length = 0;

  while (length < 10 && (g_ascii_isalnum (name[length]) || (length == 0 && name[0] == '#')))
    length++;
  if (length == 0 || name[length] != ';')
    return 0;

  if (name[0] == '#')
    {
      gboolean is_hex = name[1] == 'x' || name[1] == 'X';
      const char *digits = name + (is_hex ? 2 : 1);
      char *end = NULL;
      guint64 code;

      if (!g_ascii_isxdigit (*digits))
        return 0;
      code = g_ascii_strtoull (digits, &end, is_hex ? 16 : 10);
      if (end != name + length || code == 0 || code > 0x10ffff
          || !g_unichar_validate ((gunichar) code))
        return 0;
      g_string_append_unichar (text, code == 0xa0 ? ' ' : (gunichar) code);
      return length + 2;
    }

  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    if (strlen (entities[i].name) == length && strncmp (entities[i].name, name, length) == 0)
      {
        g_string_append (text, entities[i].text);
        return length + 2;
      }
  return 0;
}

static gboolean
is_tag (const char *name,
        gsize       length,
        const char *const *names)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (strlen (names[i]) == length && g_ascii_strncasecmp (names[i], name, length) == 0)
      return TRUE;
  return FALSE;
}

/* How far the end of a tag, a comment or a script is looked for: a text of nothing but "<" must not
 * take quadratic time. */
#define TAG_MAX 2048
#define BLOCK_MAX 4096

/* Gives the length of the tag at @p, or 0 if "<" is only a character. Tags that end a line leave a
 * line break; script and style are taken out with what they hold. */
static gsize
take_tag (GString    *text,
          const char *p)
{
  static const char *const breaks[] = { "br", "p", "div", "li", "tr", "ul", "ol", "table", "h1",
                                        "h2", "h3", "h4", "h5", "h6", NULL };
  static const char *const silent[] = { "script", "style", NULL };
  const char *name = p + 1, *end;
  gsize length = 0;

  if (g_str_has_prefix (p, "<!--"))
    {
      end = g_strstr_len (p + 4, BLOCK_MAX, "-->");
      return end != NULL ? (gsize) (end + 3 - p) : 0;
    }
  if (*name == '/')
    name++;
  if (!g_ascii_isalpha (*name))
    return 0;
  while (length < 16 && g_ascii_isalnum (name[length]))
    length++;
  end = g_strstr_len (name + length, TAG_MAX, ">");
  if (end == NULL || (name[length] != '>' && name[length] != '/'
                      && !g_ascii_isspace (name[length])))
    return 0;

  if (is_tag (name, length, breaks) && text->len > 0 && text->str[text->len - 1] != '\n')
    g_string_append_c (text, '\n');
  if (p[1] != '/' && end[-1] != '/' && is_tag (name, length, silent))
    {
      g_autofree char *closing = g_strdup_printf ("</%.*s", (int) length, name);
      const char *rest = g_strstr_len (end, BLOCK_MAX, closing);

      if (rest != NULL && (rest = g_strstr_len (rest, TAG_MAX, ">")) != NULL)
        end = rest;
    }
  return (gsize) (end + 1 - p);
}

/**
 * lage_html_to_text:
 * @html: (nullable): UTF-8 text in which there may be HTML
 *
 * Returns: (transfer full) (nullable): the text alone, without space at the ends of lines, and at
 *   most one empty line in a row; NULL if nothing is left
 */
char *
lage_html_to_text (const char *html)
{
  g_autoptr(GString) text = NULL;
  g_autoptr(GString) result = NULL;
  g_auto(GStrv) lines = NULL;
  guint n_empty = 0;

  if (html == NULL)
    return NULL;

  text = g_string_new (NULL);
  for (const char *p = html; *p != '\0';)
    {
      gsize n = 0;

      if (*p == '&')
        n = take_entity (text, p);
      else if (*p == '<')
        n = take_tag (text, p);
      if (n == 0)
        {
          if (*p != '\r')
            g_string_append_c (text, *p);
          n = 1;
        }
      p += n;
    }

  result = g_string_new (NULL);
  lines = g_strsplit (text->str, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_strstrip (lines[i]);
      if (*lines[i] == '\0')
        {
          n_empty++;
          continue;
        }
      if (result->len > 0)
        g_string_append (result, n_empty > 0 ? "\n\n" : "\n");
      g_string_append (result, lines[i]);
      n_empty = 0;
    }
  if (result->len == 0)
    return NULL;
  return g_string_free (g_steal_pointer (&result), FALSE);
}
