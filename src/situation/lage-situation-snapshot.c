/* lage-situation-snapshot.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-situation-private.h"

#include "lage-bytes.h"
#include "lage-entity-private.h"
#include "lage-error.h"

/* The whole picture as bytes, for checkpoints. */

#define SNAPSHOT_VERSION 2

static void
write_entity (LageEntity *entity,
              GByteArray *array)
{
  guint n_candidates;
  const LageCandidate *candidates = lage_entity_get_candidates (entity, &n_candidates);

  lage_write_uint (array, lage_entity_get_kind (entity));
  lage_write_id (array, lage_entity_get_id (entity));
  lage_write_uint (array, n_candidates);
  for (guint i = 0; i < n_candidates; i++)
    {
      const LageCandidate *c = &candidates[i];

      lage_write_uint (array, c->field);
      lage_write_byte (array, c->verb);
      lage_write_byte (array, c->confidence);
      lage_write_uint (array, c->source);
      lage_write_uint (array, c->actor);
      lage_write_uint (array, c->sequence);
      lage_write_fixed64 (array, c->hlc);
      lage_write_int (array, c->observed_at_us - lage_hlc_to_us (c->hlc));
      lage_write_block (array, c->author, c->author != NULL ? g_ref_string_length (c->author) : 0);
      lage_value_write (&c->value, array);
    }
}

/**
 * lage_situation_write:
 * @self: the picture
 * @array: where to append it
 *
 * Writes the whole picture for a checkpoint, in the notation of lage-bytes.h.
 */
void
lage_situation_write (LageSituation *self,
                      GByteArray    *array)
{
  lage_write_byte (array, SNAPSHOT_VERSION);
  lage_write_fixed64 (array, self->last_hlc);
  lage_write_uint (array, self->sources->len);
  for (guint i = 0; i < self->sources->len; i++)
    {
      char *source = g_ptr_array_index (self->sources, i);

      lage_write_block (array, source, g_ref_string_length (source));
    }
  lage_write_uint (array, self->actors->len);
  for (guint i = 0; i < self->actors->len; i++)
    {
      const LageActor *actor = &g_array_index (self->actors, LageActor, i);

      lage_write_id (array, &actor->id);
      lage_write_uint (array, actor->sequences[LAGE_LANE_LEDGER]);
      lage_write_uint (array, actor->sequences[LAGE_LANE_TELEMETRY]);
    }
  lage_write_uint (array, self->entities->len);
  for (guint i = 0; i < self->entities->len; i++)
    write_entity (g_ptr_array_index (self->entities, i), array);
}

static gboolean
read_candidate (LageSituation *self,
                LageReader    *reader,
                LageEntity    *entity)
{
  LageCandidate candidate = { .value = LAGE_VALUE_INIT };
  guint64 field = lage_reader_read_uint (reader);
  const guint8 *author;
  gsize author_size;
  guint64 source, actor;
  const LageFieldSpec *spec;
  LageChange change;
  guint n_candidates;

  candidate.field = (guint16) field;
  candidate.verb = lage_reader_read_byte (reader);
  candidate.confidence = lage_reader_read_byte (reader);
  source = lage_reader_read_uint (reader);
  actor = lage_reader_read_uint (reader);
  candidate.source = (guint16) source;
  candidate.actor = (guint32) actor;
  candidate.sequence = lage_reader_read_uint (reader);
  candidate.hlc = lage_reader_read_fixed64 (reader);
  if (__builtin_add_overflow (lage_hlc_to_us (candidate.hlc), lage_reader_read_int (reader),
                              &candidate.observed_at_us))
    return FALSE;
  author = lage_reader_read_block (reader, &author_size);
  if (author == NULL || field == 0 || field > G_MAXUINT16 || candidate.verb > LAGE_VERB_REMOVE
      || source >= self->sources->len || actor >= self->actors->len
      || !g_utf8_validate_len ((const char *) author, author_size, NULL)
      || candidate.observed_at_us < -G_MAXINT64 / 4 || candidate.observed_at_us > G_MAXINT64 / 4
      || !lage_value_read (&candidate.value, reader))
    return FALSE;
  spec = lage_schema_find (lage_entity_get_kind (entity), (LageField) field);
  change = (LageChange) { .verb = (LageVerb) candidate.verb, .value = candidate.value };
  if (spec == NULL || !lage_situation_is_statement (spec, &change))
    {
      lage_value_clear (&candidate.value);
      return FALSE;
    }
  if (author_size > 0)
    candidate.author = g_ref_string_new_len ((const char *) author, (gssize) author_size);

  lage_entity_get_candidates (entity, &n_candidates);
  lage_entity_insert_candidate (entity, n_candidates, &candidate);
  return TRUE;
}

static gboolean
read_entities (LageSituation *self,
               LageReader    *reader)
{
  guint64 n_entities = lage_reader_read_uint (reader);

  for (guint64 i = 0; i < n_entities && !reader->failed; i++)
    {
      guint64 kind = lage_reader_read_uint (reader);
      LageId id = lage_reader_read_id (reader);
      guint64 n_candidates = lage_reader_read_uint (reader);
      guint last_field = 0;
      LageEntity *entity;

      if (reader->failed || kind == 0 || kind >= LAGE_N_KINDS
          || g_hash_table_contains (self->by_id, &id))
        return FALSE;
      entity = lage_situation_ensure_entity (self, (LageKind) kind, &id);
      for (guint64 k = 0; k < n_candidates; k++)
        {
          const LageCandidate *candidates;
          guint n_read;

          if (!read_candidate (self, reader, entity))
            return FALSE;
          candidates = lage_entity_get_candidates (entity, &n_read);
          if (candidates[n_read - 1].field < last_field)
            return FALSE;
          last_field = candidates[n_read - 1].field;
        }
      lage_situation_update_shown (self, entity);
    }
  return !reader->failed;
}

/**
 * lage_situation_read:
 * @bytes: a picture written by lage_situation_write()
 * @error: return location for a #GError (LAGE_ERROR_DAMAGED, LAGE_ERROR_UNSUPPORTED)
 *
 * Returns: (transfer full) (nullable): the picture
 */
LageSituation *
lage_situation_read (GBytes  *bytes,
                     GError **error)
{
  g_autoptr(LageSituation) self = lage_situation_new ();
  LageReader reader;
  guint64 n_sources, n_actors;
  gboolean ok = TRUE;

  lage_reader_init (&reader, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  if (lage_reader_read_byte (&reader) != SNAPSHOT_VERSION)
    {
      g_set_error_literal (error, LAGE_ERROR, LAGE_ERROR_UNSUPPORTED,
                           "checkpoint of another version");
      return NULL;
    }
  self->last_hlc = lage_reader_read_fixed64 (&reader);

  n_sources = lage_reader_read_uint (&reader);
  for (guint64 i = 0; ok && i < n_sources; i++)
    {
      gsize size;
      const guint8 *block = lage_reader_read_block (&reader, &size);
      g_autofree char *source = NULL;

      ok = block != NULL && g_utf8_validate_len ((const char *) block, size, NULL)
           && n_sources <= LAGE_SITUATION_MAX_SOURCES;
      if (ok)
        {
          source = g_strndup ((const char *) block, size);
          ok = lage_situation_ensure_source (self, source) == i;
        }
    }

  n_actors = ok ? lage_reader_read_uint (&reader) : 0;
  for (guint64 i = 0; ok && i < n_actors; i++)
    {
      LageId id = lage_reader_read_id (&reader);
      LageActor *actor;

      ok = !reader.failed && lage_situation_ensure_actor (self, &id) == i;
      if (ok)
        {
          actor = &g_array_index (self->actors, LageActor, i);
          actor->sequences[LAGE_LANE_LEDGER] = lage_reader_read_uint (&reader);
          actor->sequences[LAGE_LANE_TELEMETRY] = lage_reader_read_uint (&reader);
        }
    }

  if (!ok || !read_entities (self, &reader) || !lage_reader_is_at_end (&reader))
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_DAMAGED,
                   "checkpoint: damaged at byte %" G_GSIZE_FORMAT, reader.position);
      return NULL;
    }
  lage_situation_resolve_links (self);
  g_ptr_array_set_size (self->dirty, 0);
  self->generation++;
  for (guint i = 0; i < LAGE_N_KINDS; i++)
    lage_entity_list_flush (self->lists[i]);
  return g_steal_pointer (&self);
}
