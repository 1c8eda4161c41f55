/* lage-position.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-position.h"

#include <math.h>
#include <string.h>

/* Reads positions as people write them.
 *
 *     text --prefix off--> MGRS, where it has that shape
 *          --tokens------> numbers, words, marks --> a grid, where a number has 6 digits or more
 *                                                --> else degrees
 *
 * Nothing is guessed silently: where the order is turned or a zone assumed, the result says so. */

#define MAX_TOKENS 24
#define MAX_WORD 12
#define MAX_TEXT 160

/* Who writes longitude first means a place near the operation area, not one across the world. */
#define NEAR_DEG 6.0
#define METRES_PER_DEGREE 111320.0

typedef enum
{
  TOKEN_NUMBER,
  TOKEN_WORD,
  TOKEN_DEGREE,
  TOKEN_MINUTE,
  TOKEN_SECOND,
  TOKEN_BREAK,
} TokenType;

typedef struct
{
  TokenType type;
  double    value;        /* without its sign */
  guint     n_digits;     /* before the point */
  guint     n_decimals;
  gboolean  is_negative;
  char      word[MAX_WORD + 1];
} Token;

typedef struct
{
  Token    tokens[MAX_TOKENS];
  guint    n_tokens;
} Tokens;

/* One of the two axes in degrees. */
typedef struct
{
  Token    numbers[3];
  guint    n_numbers;
  gboolean has_marks;
  char     hemisphere; /* N, S, E, W, or 0 */
} Axis;

static const char *const notation_tokens[] = {
  [LAGE_NOTATION_DECIMAL] = "decimal",
  [LAGE_NOTATION_MINUTES] = "minutes",
  [LAGE_NOTATION_SECONDS] = "seconds",
  [LAGE_NOTATION_UTM] = "utm",
  [LAGE_NOTATION_MGRS] = "mgrs",
  [LAGE_NOTATION_GAUSS_KRUEGER] = "gauss-krueger",
};

static gboolean
fail (GError               **error,
      LageCoordinatesError   code,
      const char            *text)
{
  g_set_error_literal (error, LAGE_COORDINATES_ERROR, code, text);
  return FALSE;
}

static gboolean
fail_unknown (GError **error)
{
  return fail (error, LAGE_COORDINATES_ERROR_UNKNOWN, "no position in a known notation");
}

/* --- text to tokens --- */

/* One ASCII sign for all that people and their keyboards have for it. */
static char
simplify_char (gunichar c)
{
  static const struct
  {
    gunichar from;
    char     to;
  } signs[] = {
    { 0x00ba, 'd' }, { 0x00b0, 'd' }, { 0x02da, 'd' },                                     /* º ° ˚ */
    { 0x2032, '\'' }, { 0x2019, '\'' }, { 0x2018, '\'' }, { 0x00b4, '\'' }, { '`', '\'' }, /* ′ ’ ‘ ´ */
    { 0x2033, '"' }, { 0x201d, '"' }, { 0x201c, '"' }, { 0x201e, '"' },                    /* ″ ” “ „ */
    { 0x2212, '-' }, { 0x2013, '-' }, { 0x2010, '-' },                                     /* − – ‐ */
    { 0x00c4, 'A' }, { 0x00d6, 'O' }, { 0x00dc, 'U' },
    { '(', ' ' }, { ')', ' ' }, { '[', ' ' }, { ']', ' ' }, { ':', ' ' }, { '=', ' ' },
    { '|', ';' }, { '/', ';' },
  };

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (signs[i].from == c)
      return signs[i].to;
  if (g_unichar_isspace (c))
    return ' ';
  return c < 128 ? (char) c : '\0';
}

/* In capitals and ASCII, degrees as "d"; NULL where a sign has no place in a position. */
static char *
simplify (const char *text)
{
  g_autofree char *upper = NULL;
  g_autoptr(GString) plain = g_string_new (NULL);

  if (strlen (text) > MAX_TEXT || !g_utf8_validate (text, -1, NULL))
    return NULL;
  upper = g_utf8_strup (text, -1);
  for (const char *p = upper; *p != '\0'; p = g_utf8_next_char (p))
    {
      char c = simplify_char (g_utf8_get_char (p));

      if (c == '\0')
        return NULL;
      if (c == '\'' && plain->len > 0 && plain->str[plain->len - 1] == '\'')
        plain->str[plain->len - 1] = '"';
      else
        g_string_append_c (plain, c);
    }
  return g_strdup (g_strstrip (plain->str));
}

/* Words that only say which notation follows. */
static const char *
skip_prefix (const char *text)
{
  static const char *const prefixes[] = {
    "WGS 84", "WGS84", "ETRS89", "ETRS 89", "GEO", "UTMREF", "UTM", "MGRS", "GAUSS-KRUGER",
    "GAUSS-KRUEGER", "GAUSS KRUGER", "GK", "DHDN", "ZONE",
  };
  gboolean is_found;

  do
    {
      is_found = FALSE;
      for (guint i = 0; i < G_N_ELEMENTS (prefixes) && !is_found; i++)
        {
          gsize length = strlen (prefixes[i]);

          if (!g_str_has_prefix (text, prefixes[i]) || g_ascii_isalpha (text[length]))
            continue;
          text += length;
          text += strspn (text, " ,;");
          is_found = TRUE;
        }
    }
  while (is_found);
  return text;
}

/* Whether the comma at @p stands in a number; one after a whole coordinate of a grid does not. */
static gboolean
is_decimal_comma (const char *p,
                  guint       n_digits,
                  gboolean    has_point)
{
  return *p == ',' && !has_point && g_ascii_isdigit (p[1])
         && !(n_digits >= 6 && strspn (p + 1, "0123456789") >= 6);
}

/* "3.565.123": groups of three digits, more than two of them. Returns its length, or 0. */
static gsize
scan_grouped (const char *p,
              Token      *token)
{
  gsize n = strspn (p, "0123456789");
  gsize length = n;
  guint n_groups = 0;

  if (n > 3)
    return 0;
  while (p[length] == '.' && strspn (p + length + 1, "0123456789") == 3)
    {
      length += 4;
      n_groups++;
    }
  if (n_groups < 2 || p[length] == '.')
    return 0;
  for (gsize i = 0; i < length; i++)
    if (p[i] != '.')
      {
        token->value = token->value * 10.0 + (p[i] - '0');
        token->n_digits++;
      }
  return length;
}

static const char *
scan_number (const char *p,
             gboolean    has_point,
             Token      *token)
{
  gsize grouped = scan_grouped (p, token);
  double scale = 1.0;

  if (grouped > 0)
    return p + grouped;
  for (; g_ascii_isdigit (*p); p++, token->n_digits++)
    token->value = token->value * 10.0 + (*p - '0');
  if ((*p == '.' && g_ascii_isdigit (p[1])) || is_decimal_comma (p, token->n_digits, has_point))
    for (p++; g_ascii_isdigit (*p); p++, token->n_decimals++)
      token->value += (*p - '0') * (scale /= 10.0);
  return p;
}

/* Words for marks become marks. */
static TokenType
get_word_type (const char *word)
{
  if (g_str_equal (word, "D") || g_str_equal (word, "DEG") || g_str_equal (word, "GRAD"))
    return TOKEN_DEGREE;
  if (g_str_equal (word, "MIN"))
    return TOKEN_MINUTE;
  if (g_str_equal (word, "SEC") || g_str_equal (word, "SEK"))
    return TOKEN_SECOND;
  return TOKEN_WORD;
}

static gboolean
split (const char *text,
       Tokens     *tokens)
{
  gboolean has_point = strchr (text, '.') != NULL;
  gboolean is_after_space = TRUE;

  for (const char *p = text; *p != '\0';)
    {
      gboolean is_negative = *p == '-' && is_after_space && g_ascii_isdigit (p[1]);
      Token token = { .is_negative = is_negative };
      gsize n_letters;

      if (is_negative || (*p == '+' && g_ascii_isdigit (p[1])))
        p++;
      n_letters = strspn (p, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
      is_after_space = *p == ' ' || *p == ',' || *p == ';';
      if (*p == ' ' || *p == '-')
        {
          p++;
          continue;
        }
      if (tokens->n_tokens == MAX_TOKENS)
        return FALSE;
      if (g_ascii_isdigit (*p))
        {
          token.type = TOKEN_NUMBER;
          p = scan_number (p, has_point, &token);
        }
      else if (n_letters > 0 && n_letters <= MAX_WORD)
        {
          memcpy (token.word, p, n_letters);
          token.type = get_word_type (token.word);
          p += n_letters;
        }
      else
        {
          static const char marks[] = "d'\",;";
          static const TokenType types[] = { TOKEN_DEGREE, TOKEN_MINUTE, TOKEN_SECOND, TOKEN_BREAK,
                                             TOKEN_BREAK };
          const char *mark = strchr (marks, *p);

          if (mark == NULL)
            return FALSE;
          token.type = types[mark - marks];
          p++;
        }
      tokens->tokens[tokens->n_tokens++] = token;
    }
  return TRUE;
}

static guint
count (const Tokens *tokens,
       TokenType     type)
{
  guint n = 0;

  for (guint i = 0; i < tokens->n_tokens; i++)
    if (tokens->tokens[i].type == type)
      n++;
  return n;
}

/* --- grids --- */

/* "32UNE6427333337", also with spaces: digits, three letters, digits. Near the poles two. */
static gboolean
has_mgrs_shape (const char *squeezed)
{
  gsize n_zone = strspn (squeezed, "0123456789");
  gsize n_letters = strspn (squeezed + n_zone, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  gsize n_digits = strspn (squeezed + n_zone + n_letters, "0123456789");

  if (squeezed[n_zone + n_letters + n_digits] != '\0' || n_letters != 3)
    return FALSE;
  return n_zone == 0 ? n_digits >= 4 && strchr ("ABYZ", *squeezed) != NULL : n_zone <= 2;
}

static char *
squeeze (const char *text)
{
  GString *squeezed = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    if (*p != ' ' && *p != '-' && *p != ';' && *p != ',')
      g_string_append_c (squeezed, *p);
  return g_string_free (squeezed, FALSE);
}

static double
get_number_precision (const Token *token)
{
  return pow (10.0, -(double) token->n_decimals);
}

static gboolean
is_word_of (const char        *word,
            const char *const *words)
{
  return g_strv_contains (words, word);
}

/* "R 35 65 123 H 59 35 321": whatever digits stand behind a letter are one number. */
static gboolean
join_labelled (const Tokens *tokens,
               Token        *easting,
               Token        *northing)
{
  static const char *const right[] = { "R", "RW", "RECHTS", "RECHTSWERT", "Y", NULL };
  static const char *const high[] = { "H", "HW", "HOCH", "HOCHWERT", "X", NULL };
  Token *current = NULL;

  for (guint i = 0; i < tokens->n_tokens; i++)
    {
      const Token *token = &tokens->tokens[i];

      if (token->type == TOKEN_WORD && is_word_of (token->word, right))
        current = easting;
      else if (token->type == TOKEN_WORD && is_word_of (token->word, high))
        current = northing;
      else if (token->type == TOKEN_NUMBER && current != NULL && !token->is_negative
               && current->n_decimals == 0 && current->n_digits + token->n_digits <= 9)
        {
          current->value = current->value * pow (10.0, (double) token->n_digits) + token->value;
          current->n_digits += token->n_digits;
          current->n_decimals = token->n_decimals;
        }
      else if (token->type != TOKEN_BREAK)
        return FALSE;
    }
  return easting->n_digits > 0 && northing->n_digits > 0;
}

static gboolean
has_gauss_krueger_label (const Tokens *tokens)
{
  static const char *const labels[] = { "R", "RW", "RECHTS", "RECHTSWERT", "H", "HW", "HOCH",
                                        "HOCHWERT", NULL };

  for (guint i = 0; i < tokens->n_tokens; i++)
    {
      gboolean is_band = i == 1 && tokens->tokens[0].type == TOKEN_NUMBER
                         && tokens->tokens[0].n_digits <= 2;

      if (tokens->tokens[i].type == TOKEN_WORD && !is_band
          && is_word_of (tokens->tokens[i].word, labels))
        return TRUE;
    }
  return FALSE;
}

static gboolean
take_gauss_krueger (const Token   *easting,
                    const Token   *northing,
                    LagePosition  *position,
                    GError       **error)
{
  position->notation = LAGE_NOTATION_GAUSS_KRUEGER;
  position->precision_m = MAX (get_number_precision (easting), get_number_precision (northing));
  return lage_gauss_krueger_to_point (easting->value, northing->value, &position->point, error);
}

static gboolean
parse_labelled (const Tokens  *tokens,
                LagePosition  *position,
                GError       **error)
{
  Token easting = { 0 }, northing = { 0 };

  if (!join_labelled (tokens, &easting, &northing))
    return fail (error, LAGE_COORDINATES_ERROR_INCOMPLETE, "Rechtswert or Hochwert is missing");
  return take_gauss_krueger (&easting, &northing, position, error);
}

/* A letter that fits the northing is the band, else N and S are the hemispheres. */
static gboolean
take_utm (guint          zone,
          char           band,
          const Token   *easting,
          const Token   *northing,
          LagePosition  *position,
          GError       **error)
{
  LageUtm utm = { zone, band, easting->value, northing->value };
  g_autoptr(GError) local_error = NULL;
  gboolean is_read;

  position->notation = LAGE_NOTATION_UTM;
  position->precision_m = MAX (get_number_precision (easting), get_number_precision (northing));
  if (band != '\0')
    {
      is_read = lage_utm_to_point (&utm, &position->point, &local_error);
      if (is_read || !g_error_matches (local_error, LAGE_COORDINATES_ERROR,
                                       LAGE_COORDINATES_ERROR_BAND)
          || (band != 'N' && band != 'S'))
        {
          if (!is_read)
            g_propagate_error (error, g_steal_pointer (&local_error));
          return is_read;
        }
      g_clear_error (&local_error);
    }

  /* Of all bands of the hemisphere one fits. */
  for (const char *p = band == 'S' ? "MLKJHGFEDC" : "NPQRSTUVWX"; *p != '\0'; p++)
    {
      utm.band = *p;
      g_clear_error (&local_error);
      if (lage_utm_to_point (&utm, &position->point, &local_error))
        return TRUE;
      if (!g_error_matches (local_error, LAGE_COORDINATES_ERROR, LAGE_COORDINATES_ERROR_BAND))
        break;
    }
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static void
swap_tokens (Token *a,
             Token *b)
{
  Token c = *a;

  *a = *b;
  *b = c;
}

/* Two numbers without a zone: the zone is part of the first, or that of the operation area. */
static gboolean
parse_two (Token           *numbers,
           const LagePoint *near,
           LagePosition    *position,
           GError         **error)
{
  LageUtm here;

  if (numbers[0].n_digits == 7 && numbers[1].n_digits == 7)
    {
      if (take_gauss_krueger (&numbers[0], &numbers[1], position, NULL))
        return TRUE;
      if (take_gauss_krueger (&numbers[1], &numbers[0], position, NULL))
        {
          position->is_swapped = TRUE;
          return TRUE;
        }
      return take_gauss_krueger (&numbers[0], &numbers[1], position, error);
    }

  if (numbers[1].n_digits == 8 || (numbers[1].n_digits == 6 && numbers[0].n_digits == 7))
    {
      swap_tokens (&numbers[0], &numbers[1]);
      position->is_swapped = TRUE;
    }
  if (numbers[0].n_digits == 8)
    {
      guint zone = (guint) (numbers[0].value / 1e6);

      numbers[0].value -= zone * 1e6;
      return take_utm (zone, '\0', &numbers[0], &numbers[1], position, error);
    }
  if (numbers[0].n_digits != 6 || near == NULL || !lage_utm_from_point (&here, near))
    return fail (error, LAGE_COORDINATES_ERROR_INCOMPLETE, "the zone is missing");
  position->is_zone_assumed = TRUE;
  return take_utm (here.zone, here.band < 'N' ? 'S' : '\0', &numbers[0], &numbers[1], position,
                   error);
}

static gboolean
parse_grid (const Tokens     *tokens,
            const LagePoint  *near,
            LagePosition     *position,
            GError          **error)
{
  static const char *const labels[] = { "E", "O", "N", "M", "ME", "MN", "EAST", "OST", "NORTH",
                                        "NORD", NULL };
  Token numbers[3];
  guint n_numbers = 0;
  char band = '\0';

  for (guint i = 0; i < tokens->n_tokens; i++)
    {
      const Token *token = &tokens->tokens[i];

      if (token->type == TOKEN_NUMBER)
        {
          if (n_numbers == G_N_ELEMENTS (numbers) || token->is_negative)
            return fail_unknown (error);
          numbers[n_numbers++] = *token;
        }
      else if (token->type == TOKEN_WORD && i == 1 && n_numbers == 1 && token->word[1] == '\0'
               && numbers[0].n_digits <= 2 && *token->word != 'E')
        band = *token->word;
      else if (token->type != TOKEN_BREAK
               && !(token->type == TOKEN_WORD && is_word_of (token->word, labels)))
        return fail_unknown (error);
    }

  if (n_numbers == 2 && numbers[0].n_digits > 2)
    return parse_two (numbers, near, position, error);
  if (n_numbers < 3)
    return fail (error, LAGE_COORDINATES_ERROR_INCOMPLETE, "easting or northing is missing");
  if (numbers[0].n_digits > 2 || numbers[0].n_decimals > 0)
    return fail_unknown (error);
  if (numbers[1].n_digits == 7 && numbers[2].n_digits == 6)
    {
      swap_tokens (&numbers[1], &numbers[2]);
      position->is_swapped = TRUE;
    }
  return take_utm ((guint) numbers[0].value, band, &numbers[1], &numbers[2], position, error);
}

/* --- degrees --- */

/* The hemisphere that a word names, 'n' and 'e' for a mere axis; 0 for none. */
static char
get_hemisphere (const char *word)
{
  static const struct
  {
    const char *word;
    char        hemisphere;
  } words[] = {
    { "N", 'N' }, { "NORD", 'N' }, { "NORTH", 'N' }, { "S", 'S' }, { "SUD", 'S' }, { "SUED", 'S' },
    { "SOUTH", 'S' }, { "E", 'E' }, { "EAST", 'E' }, { "O", 'E' }, { "OST", 'E' }, { "W", 'W' },
    { "WEST", 'W' }, { "LAT", 'n' }, { "LATITUDE", 'n' }, { "BREITE", 'n' }, { "LON", 'e' },
    { "LONG", 'e' }, { "LNG", 'e' }, { "LONGITUDE", 'e' }, { "LANGE", 'e' }, { "LAENGE", 'e' },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].word, word))
      return words[i].hemisphere;
  return '\0';
}

static gboolean
add_number (Axis        *axis,
            const Token *number,
            const Token *mark)
{
  guint unit = axis->n_numbers;

  if (unit == G_N_ELEMENTS (axis->numbers))
    return FALSE;
  if (mark != NULL && mark->type >= TOKEN_DEGREE && mark->type <= TOKEN_SECOND)
    {
      if ((guint) (mark->type - TOKEN_DEGREE) != unit)
        return FALSE;
      axis->has_marks = TRUE;
    }
  axis->numbers[axis->n_numbers++] = *number;
  return TRUE;
}

/* Deals the numbers out to the two axes: by the letters, else by the marks, else by what stands
 * between them, else by halves. */
static gboolean
deal (const Tokens *tokens,
      Axis          axes[2])
{
  guint n_numbers = count (tokens, TOKEN_NUMBER);
  guint n_degrees = count (tokens, TOKEN_DEGREE);
  guint n_breaks = 0, n_seen = 0, n_letters = 0, current = 0;
  gboolean is_letter_first = tokens->tokens[0].type == TOKEN_WORD;
  gboolean is_halved;

  for (guint i = 0; i < tokens->n_tokens; i++)
    if (tokens->tokens[i].type == TOKEN_WORD)
      n_letters++;
    else if (tokens->tokens[i].type == TOKEN_BREAK && i + 1 < tokens->n_tokens)
      n_breaks++;
  is_halved = n_letters < 2 && n_degrees < 2 && n_breaks != 1;
  if (n_letters > 2 || (is_halved && n_numbers % 2 != 0))
    return FALSE;

  for (guint i = 0; i < tokens->n_tokens; i++)
    {
      const Token *token = &tokens->tokens[i];
      const Token *next = i + 1 < tokens->n_tokens ? token + 1 : NULL;

      if (token->type == TOKEN_WORD)
        {
          if (n_letters == 2 && is_letter_first && axes[current].hemisphere != '\0')
            current++;
          if (current > 1 || axes[current].hemisphere != '\0')
            return FALSE;
          axes[current].hemisphere = get_hemisphere (token->word);
          if (axes[current].hemisphere == '\0')
            return FALSE;
          if (n_letters == 2 && !is_letter_first)
            current++;
        }
      else if (token->type == TOKEN_NUMBER)
        {
          if (n_letters < 2 && n_degrees >= 2 && axes[current].n_numbers > 0 && next != NULL
              && next->type == TOKEN_DEGREE)
            current++;
          else if (is_halved && n_seen == n_numbers / 2)
            current++;
          n_seen++;
          if (current > 1 || !add_number (&axes[current], token, next))
            return FALSE;
        }
      else if (token->type == TOKEN_BREAK && n_letters < 2 && n_degrees < 2 && n_breaks == 1)
        current = 1;
    }
  return axes[0].n_numbers > 0 && axes[1].n_numbers > 0;
}

/* "533242N" and "0095812E", as pilots write it. */
static void
expand_compact (Axis *axis)
{
  guint n_degree_digits = axis->hemisphere == 'N' || axis->hemisphere == 'S' ? 2 : 3;
  Token whole = axis->numbers[0];
  double seconds = 0.0, minutes = whole.value;
  gboolean has_seconds = whole.n_digits == n_degree_digits + 4;

  if (axis->n_numbers != 1 || axis->has_marks || !g_ascii_isupper (axis->hemisphere)
      || (whole.n_digits != n_degree_digits + 2 && !has_seconds))
    return;
  if (has_seconds)
    {
      seconds = fmod (minutes, 100.0);
      minutes = floor (minutes / 100.0);
    }
  axis->numbers[0] = (Token) { .value = floor (minutes / 100.0), .n_digits = n_degree_digits };
  axis->numbers[1] = whole;
  axis->numbers[1].value = fmod (minutes, 100.0);
  axis->numbers[2] = whole;
  axis->numbers[2].value = seconds;
  axis->n_numbers = has_seconds ? 3 : 2;
}

static gboolean
get_degrees (const Axis  *axis,
             double      *degrees,
             double      *precision_deg,
             GError     **error)
{
  double unit = 1.0;
  gboolean is_negative = axis->numbers[0].is_negative;

  *degrees = 0.0;
  for (guint i = 0; i < axis->n_numbers; i++, unit /= 60.0)
    {
      const Token *number = &axis->numbers[i];

      if ((i + 1 < axis->n_numbers && number->n_decimals > 0) || (i > 0 && number->is_negative))
        return fail_unknown (error);
      if (i > 0 && number->value >= 60.0)
        return fail (error, LAGE_COORDINATES_ERROR_MINUTES, "minutes or seconds of 60 or more");
      *degrees += number->value * unit;
      *precision_deg = unit * get_number_precision (number);
    }
  if (axis->hemisphere == 'S' || axis->hemisphere == 'W')
    {
      if (is_negative)
        return fail_unknown (error);
      is_negative = TRUE;
    }
  if (is_negative)
    *degrees = -*degrees;
  return TRUE;
}

static gboolean
is_near (double           latitude,
         double           longitude,
         const LagePoint *near)
{
  return fabs (latitude - lage_point_get_latitude (near)) <= NEAR_DEG
         && fabs (longitude - lage_point_get_longitude (near)) <= NEAR_DEG;
}

static gboolean
is_latitude (char hemisphere)
{
  return hemisphere == 'N' || hemisphere == 'S' || hemisphere == 'n';
}

/* Whether the longitude stands first: as the letters say, else as makes sense. */
static gboolean
is_turned (const Axis       axes[2],
           double           first,
           double           second,
           const LagePoint *near)
{
  if (axes[0].hemisphere != '\0')
    return !is_latitude (axes[0].hemisphere);
  if (axes[1].hemisphere != '\0')
    return is_latitude (axes[1].hemisphere);
  return near != NULL && !is_near (first, second, near) && is_near (second, first, near);
}

static gboolean
parse_degrees (const Tokens     *tokens,
               const LagePoint  *near,
               LagePosition     *position,
               GError          **error)
{
  static const LageNotation notations[] = { LAGE_NOTATION_DECIMAL, LAGE_NOTATION_MINUTES,
                                            LAGE_NOTATION_SECONDS };
  Axis axes[2] = { 0 };
  double degrees[2], precision_deg[2];
  guint latitude;

  if (count (tokens, TOKEN_NUMBER) == 1 && count (tokens, TOKEN_WORD) <= 1)
    return fail (error, LAGE_COORDINATES_ERROR_INCOMPLETE, "the second number is missing");
  if (!deal (tokens, axes))
    return fail_unknown (error);
  if (axes[0].hemisphere != '\0' && axes[1].hemisphere != '\0'
      && is_latitude (axes[0].hemisphere) == is_latitude (axes[1].hemisphere))
    return fail (error, LAGE_COORDINATES_ERROR_AXES, "two latitudes or two longitudes");
  for (guint i = 0; i < 2; i++)
    {
      expand_compact (&axes[i]);
      if (!get_degrees (&axes[i], &degrees[i], &precision_deg[i], error))
        return FALSE;
    }

  latitude = is_turned (axes, degrees[0], degrees[1], near) ? 1 : 0;
  position->is_swapped = latitude == 1 && axes[0].hemisphere == '\0'
                         && axes[1].hemisphere == '\0';
  position->notation = notations[MAX (axes[0].n_numbers, axes[1].n_numbers) - 1];
  position->precision_m = MAX (precision_deg[0], precision_deg[1]) * METRES_PER_DEGREE;
  if (fabs (degrees[latitude]) > 90.0)
    return fail (error, LAGE_COORDINATES_ERROR_LATITUDE, "the latitude exceeds 90 degrees");
  if (fabs (degrees[1 - latitude]) > 180.0)
    return fail (error, LAGE_COORDINATES_ERROR_LONGITUDE, "the longitude exceeds 180 degrees");
  return lage_point_init (&position->point, degrees[latitude], degrees[1 - latitude]);
}

/* Whether these are two numbers like "533242N 0095812E": six digits go with N or S. */
static gboolean
is_compact (const Tokens *tokens)
{
  gboolean is_letter_first = tokens->tokens[0].type == TOKEN_WORD;

  if (tokens->n_tokens != 4 || count (tokens, TOKEN_NUMBER) != 2
      || count (tokens, TOKEN_WORD) != 2)
    return FALSE;
  for (guint i = 0; i < tokens->n_tokens; i++)
    {
      const char *letter = tokens->tokens[i ^ 1].word; /* its neighbour in the pair */
      gboolean is_latitude_word = g_str_equal (letter, "N") || g_str_equal (letter, "S");

      if (tokens->tokens[i].type != TOKEN_NUMBER)
        continue;
      if ((i % 2 == 1) != is_letter_first
          || tokens->tokens[i].n_digits != (is_latitude_word ? 6 : 7))
        return FALSE;
    }
  return TRUE;
}

/* Degrees have three digits at most. */
static gboolean
has_grid_number (const Tokens *tokens)
{
  gboolean has_large = FALSE;

  for (guint i = 0; i < tokens->n_tokens; i++)
    {
      if (tokens->tokens[i].type == TOKEN_DEGREE)
        return FALSE;
      if (tokens->tokens[i].type == TOKEN_NUMBER && tokens->tokens[i].n_digits >= 6)
        has_large = TRUE;
    }
  return has_large && !is_compact (tokens);
}

/**
 * lage_position_parse:
 * @text: what somebody wrote, in any notation of #LageNotation
 * @near: (nullable): the middle of the operation area, which decides where the text leaves it open
 * @position: (out caller-allocates): what it says
 * @error: return location for a #GError of %LAGE_COORDINATES_ERROR
 *
 * Commas are decimal where no point is; N, S, E or O, W stand before or behind the numbers.
 *
 * Returns: whether it is a position; may be called from any thread
 */
gboolean
lage_position_parse (const char       *text,
                     const LagePoint  *near,
                     LagePosition     *position,
                     GError          **error)
{
  g_autofree char *plain = simplify (text);
  g_autofree char *squeezed = NULL;
  const char *body;
  Tokens tokens = { 0 };

  memset (position, 0, sizeof *position);
  if (plain == NULL)
    return fail_unknown (error);
  body = skip_prefix (plain);
  squeezed = squeeze (body);
  if (has_mgrs_shape (squeezed))
    {
      position->notation = LAGE_NOTATION_MGRS;
      return lage_mgrs_parse (squeezed, &position->point, &position->precision_m, error);
    }
  if (!split (body, &tokens) || count (&tokens, TOKEN_NUMBER) == 0)
    return fail_unknown (error);
  if (has_gauss_krueger_label (&tokens))
    return parse_labelled (&tokens, position, error);
  if (has_grid_number (&tokens))
    return parse_grid (&tokens, near, position, error);
  return parse_degrees (&tokens, near, position, error);
}

/**
 * lage_notation_to_token:
 * @notation: a notation
 *
 * Returns: (transfer none): its name in settings
 */
const char *
lage_notation_to_token (LageNotation notation)
{
  g_return_val_if_fail (notation < LAGE_N_NOTATIONS, notation_tokens[0]);

  return notation_tokens[notation];
}

/**
 * lage_notation_from_token:
 * @token: a name in settings
 *
 * Returns: the notation; decimal degrees where there is none of that name
 */
LageNotation
lage_notation_from_token (const char *token)
{
  for (guint i = 0; i < LAGE_N_NOTATIONS; i++)
    if (g_str_equal (notation_tokens[i], token))
      return (LageNotation) i;
  return LAGE_NOTATION_DECIMAL;
}
