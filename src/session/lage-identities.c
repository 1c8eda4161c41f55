/* lage-identities.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-identities.h"

#include <string.h>

#include "lage-error.h"
#include "lage-feed-set.h"

/* "[Identities]" in feeds.conf:
 *
 *     NAME=SCHEME:KEY;SCHEME:KEY...
 *
 * The first is the one that the others are shown as. Which kind of thing it is only its own source
 * knows: so a link is made when that which it begins at has appeared. */

typedef struct
{
  LageId from;
  LageId to;
} Link;

struct _LageIdentities
{
  LageSituation      *situation;
  GArray             *links; /* of Link, not made yet */
  LageIdentitiesSink  sink;
  gpointer            data;
  gulong              flushed_id;
  guint               look_id;
};

static gboolean
parse_name (const char  *key,
            const char  *text,
            LageId      *id,
            GError     **error)
{
  const char *colon = strchr (text, ':');
  g_autofree char *scheme = NULL;

  if (colon == NULL || colon == text || colon[1] == '\0')
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID,
                   "[" LAGE_FEED_IDENTITIES_GROUP "] %s: \"%s\" is not SCHEME:KEY", key, text);
      return FALSE;
    }
  scheme = g_strndup (text, (gsize) (colon - text));
  lage_id_init_external (id, scheme, colon + 1);
  return TRUE;
}

static gboolean
parse_identity (LageIdentities  *self,
                const char      *key,
                const char      *value,
                GError         **error)
{
  g_auto(GStrv) names = g_strsplit (value, ";", -1);
  guint n_names = 0;
  Link link;

  for (guint i = 0; names[i] != NULL; i++)
    {
      const char *name = g_strstrip (names[i]);

      /* A list may end with its separator. */
      if (*name == '\0' && names[i + 1] == NULL)
        break;
      if (!parse_name (key, name, n_names == 0 ? &link.to : &link.from, error))
        return FALSE;
      if (n_names > 0)
        g_array_append_val (self->links, link);
      n_names++;
    }
  if (n_names >= 2)
    return TRUE;
  g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID,
               "[" LAGE_FEED_IDENTITIES_GROUP "] %s: one is not the same as another alone", key);
  return FALSE;
}

/* A person may have joined or parted them meanwhile: what was said is not said over. */
static gboolean
is_linked (LageEntity *entity)
{
  g_autoptr(GPtrArray) candidates = lage_entity_list_candidates (entity, LAGE_FIELD_SAME_AS);

  return candidates->len > 0;
}

static void
look (LageIdentities *self)
{
  GPtrArray *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_draft_free);

  for (guint i = self->links->len; i > 0; i--)
    {
      const Link *link = &g_array_index (self->links, Link, i - 1);
      LageEntity *entity = lage_situation_find (self->situation, &link->from);

      if (entity == NULL)
        continue;
      if (!is_linked (entity) && !lage_id_equal (&link->from, &link->to))
        {
          LageDraft *draft = lage_draft_new (lage_entity_get_kind (entity), &link->from);

          lage_draft_set_source (draft, LAGE_IDENTITIES_SOURCE);
          lage_draft_take (draft, LAGE_FIELD_SAME_AS, lage_value_entity (&link->to));
          g_ptr_array_add (drafts, draft);
        }
      g_array_remove_index (self->links, i - 1);
    }

  if (self->links->len == 0)
    g_clear_signal_handler (&self->flushed_id, self->situation);
  if (drafts->len > 0)
    self->sink (drafts, self->data);
  else
    g_ptr_array_unref (drafts);
}

static gboolean
look_cb (gpointer user_data)
{
  LageIdentities *self = user_data;

  self->look_id = 0;
  look (self);
  return G_SOURCE_REMOVE;
}

/* Whoever folds is in the middle of it: what follows from it comes after. */
static void
flushed_cb (LageSituation *situation,
            guint          n_changed,
            gpointer       user_data)
{
  LageIdentities *self = user_data;

  if (self->look_id == 0)
    self->look_id = g_timeout_add (0, look_cb, self);
}

/**
 * lage_identities_new:
 * @key_file: the feeds of the operation
 * @situation: the picture
 * @sink: takes what is to be written; not before the main loop runs
 * @data: passed to @sink
 * @error: return location for a #GError (LAGE_ERROR_INVALID)
 */
LageIdentities *
lage_identities_new (GKeyFile            *key_file,
                     LageSituation       *situation,
                     LageIdentitiesSink   sink,
                     gpointer             data,
                     GError             **error)
{
  g_autoptr(LageIdentities) self = g_new0 (LageIdentities, 1);
  g_auto(GStrv) keys = g_key_file_get_keys (key_file, LAGE_FEED_IDENTITIES_GROUP, NULL, NULL);

  self->situation = g_object_ref (situation);
  self->links = g_array_new (FALSE, FALSE, sizeof (Link));
  self->sink = sink;
  self->data = data;

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      g_autofree char *value = g_key_file_get_string (key_file, LAGE_FEED_IDENTITIES_GROUP,
                                                      keys[i], error);

      if (value == NULL || !parse_identity (self, keys[i], value, error))
        return NULL;
    }
  if (self->links->len > 0)
    {
      self->flushed_id = g_signal_connect (situation, "flushed", G_CALLBACK (flushed_cb), self);
      self->look_id = g_timeout_add (0, look_cb, self);
    }
  return g_steal_pointer (&self);
}

void
lage_identities_free (LageIdentities *self)
{
  if (self == NULL)
    return;
  g_clear_handle_id (&self->look_id, g_source_remove);
  g_clear_signal_handler (&self->flushed_id, self->situation);
  g_object_unref (self->situation);
  g_array_unref (self->links);
  g_free (self);
}
