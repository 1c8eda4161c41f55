/* lage-id.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-id.h"

#include <string.h>

#include "lage-error.h"

/**
 * lage_id_init_random:
 * @id: (out caller-allocates): where to put it
 *
 * Makes a new id from 122 random bits (UUID version 4, RFC 4122).
 */
void
lage_id_init_random (LageId *id)
{
  g_autofree char *uuid = g_uuid_string_random ();
  guint n = 0;

  for (const char *p = uuid; *p != '\0' && n < 32; p++)
    {
      int digit = g_ascii_xdigit_value (*p);

      if (digit < 0)
        continue;
      if (n % 2 == 0)
        id->bytes[n / 2] = (guint8) (digit << 4);
      else
        id->bytes[n / 2] |= (guint8) digit;
      n++;
    }
}

/**
 * lage_id_init_external:
 * @id: (out caller-allocates): where to put it
 * @scheme: name space of the source, such as "pegelonline"
 * @name: the key that the source uses
 *
 * Makes the id of something that a source names itself: the same on every station, for ever. The
 * id is the first half of SHA-256 over the scheme, a zero byte and the name.
 */
void
lage_id_init_external (LageId     *id,
                       const char *scheme,
                       const char *name)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize length = sizeof digest;

  g_return_if_fail (scheme != NULL);
  g_return_if_fail (name != NULL);

  g_checksum_update (checksum, (const guchar *) scheme, (gssize) strlen (scheme) + 1);
  g_checksum_update (checksum, (const guchar *) name, (gssize) strlen (name));
  g_checksum_get_digest (checksum, digest, &length);
  memcpy (id->bytes, digest, sizeof id->bytes);
}

gboolean
lage_id_parse (const char  *text,
               LageId      *id,
               GError     **error)
{
  LageId result = LAGE_ID_NONE;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  for (guint i = 0; i < LAGE_ID_STRING_LENGTH; i++)
    {
      int digit = g_ascii_xdigit_value (text[i]);

      if (digit < 0)
        {
          g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID,
                       "id: character %u is not a hexadecimal digit", i + 1);
          return FALSE;
        }
      result.bytes[i / 2] = (guint8) (result.bytes[i / 2] << 4 | digit);
    }
  if (text[LAGE_ID_STRING_LENGTH] != '\0')
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "id: more than %d digits",
                   LAGE_ID_STRING_LENGTH);
      return FALSE;
    }

  *id = result;
  return TRUE;
}

char *
lage_id_to_string (const LageId *id)
{
  static const char digits[] = "0123456789abcdef";
  char *text = g_malloc (LAGE_ID_STRING_LENGTH + 1);

  for (guint i = 0; i < sizeof id->bytes; i++)
    {
      text[2 * i] = digits[id->bytes[i] >> 4];
      text[2 * i + 1] = digits[id->bytes[i] & 15];
    }
  text[LAGE_ID_STRING_LENGTH] = '\0';
  return text;
}

gboolean
lage_id_is_none (const LageId *id)
{
  return lage_id_equal (id, &LAGE_ID_NONE);
}

int
lage_id_compare (const LageId *a,
                 const LageId *b)
{
  return memcmp (a->bytes, b->bytes, sizeof a->bytes);
}

guint
lage_id_hash (gconstpointer id)
{
  guint hash;

  /* Ids are random or digests: any four bytes are a good hash. */
  memcpy (&hash, ((const LageId *) id)->bytes + 4, sizeof hash);
  return hash;
}

gboolean
lage_id_equal (gconstpointer a,
               gconstpointer b)
{
  return memcmp (a, b, sizeof (LageId)) == 0;
}
