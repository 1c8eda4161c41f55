/* lage-cot-splitter.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-cot-splitter.h"

#include <string.h>

/* Cuts a stream into Cursor on Target events, wherever the network has cut it.
 *
 *   SEEK -> "<event" -> TAG -> TEXT -> "</event>" -> piece -> SEEK
 *                        |      |
 *                      QUOTE  COMMENT, CDATA
 *
 * It knows just enough XML not to be deceived by `</event>` in a quoted attribute, a comment or a
 * CDATA section. An event never contains another, so `<?xml` or `<event` within one, even within
 * a quoted attribute, where XML forbids it, means that the sender was cut off: the old event is
 * given up and the new one begins. Every byte is looked at once, and at most
 * LAGE_COT_MAX_EVENT_SIZE of them are kept. */

/* White space may follow the name in an end tag, but not for ever. */
#define MAX_END_TAG 64

typedef enum
{
  STATE_SEEK,
  STATE_SEEK_COMMENT,
  STATE_SEEK_DECLARATION,
  STATE_TEXT,
  STATE_TAG,
  STATE_QUOTE,
  STATE_COMMENT,
  STATE_CDATA,
} State;

typedef enum
{
  MATCH_NO,
  MATCH_YES,
  MATCH_PERHAPS, /* as far as the bytes go */
} Match;

struct _LageCotSplitter
{
  GByteArray *pending;
  State       state;
  char        quote;
  gboolean    is_root_tag;
  gsize       start; /* of the event; offsets are in what scan() is given */
  gsize       position;
  guint64     n_skipped_bytes;
};

static Match
match (const char *text,
       gsize       size,
       const char *wanted)
{
  gsize length = strlen (wanted);

  if (memcmp (text, wanted, MIN (size, length)) != 0)
    return MATCH_NO;
  return size >= length ? MATCH_YES : MATCH_PERHAPS;
}

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/* @word and then something that ends a name. */
static Match
match_name (const char *text,
            gsize       size,
            const char *word)
{
  gsize length = strlen (word);
  Match result = match (text, size, word);

  if (result != MATCH_YES)
    return result;
  if (size == length)
    return MATCH_PERHAPS;
  return is_space (text[length]) || text[length] == '>' || text[length] == '/' ? MATCH_YES
                                                                               : MATCH_NO;
}

/* Whether something begins that may not stand within an event. */
static Match
match_begin (const char *text,
             gsize       size)
{
  Match event = match_name (text, size, "<event");
  Match declaration = match_name (text, size, "<?xml");

  if (event == MATCH_YES || declaration == MATCH_YES)
    return MATCH_YES;
  return event == MATCH_PERHAPS || declaration == MATCH_PERHAPS ? MATCH_PERHAPS : MATCH_NO;
}

static void
begin_event (LageCotSplitter *self,
             gsize            offset)
{
  self->start = offset;
  self->position = offset + strlen ("<event");
  self->state = STATE_TAG;
  self->is_root_tag = TRUE;
}

static void
seek_from (LageCotSplitter *self,
           gsize            offset)
{
  self->start = self->position = offset;
  self->state = STATE_SEEK;
}

/* A step of the search between events; FALSE if more bytes are needed. */
static gboolean
step_seek (LageCotSplitter *self,
           const char      *data,
           gsize            size)
{
  const char *p = data + self->position;
  gsize n_left = size - self->position;
  Match event, comment, declaration;

  if (n_left == 0)
    return FALSE;
  if (*p != '<')
    {
      if (!is_space (*p))
        self->n_skipped_bytes++;
      seek_from (self, self->position + 1);
      return TRUE;
    }

  event = match_name (p, n_left, "<event");
  if (event == MATCH_YES)
    {
      begin_event (self, self->position);
      return TRUE;
    }
  comment = match (p, n_left, "<!--");
  declaration = match (p, n_left, "<?");
  if (comment == MATCH_YES)
    {
      self->state = STATE_SEEK_COMMENT;
      self->position += strlen ("<!--");
    }
  else if (declaration == MATCH_YES)
    {
      self->state = STATE_SEEK_DECLARATION;
      self->position += strlen ("<?");
    }
  else if (event == MATCH_PERHAPS || comment == MATCH_PERHAPS || declaration == MATCH_PERHAPS)
    {
      return FALSE;
    }
  else
    {
      self->n_skipped_bytes++;
      seek_from (self, self->position + 1);
    }
  return TRUE;
}

/* Looks for @end from the position on and goes behind it. */
static gboolean
pass (LageCotSplitter *self,
      const char      *data,
      gsize            size,
      const char      *end)
{
  gsize length = strlen (end);
  const char *found = memmem (data + self->position, size - self->position, end, length);

  if (found != NULL)
    {
      self->position = (gsize) (found - data) + length;
      return TRUE;
    }
  if (size - self->position >= length)
    self->position = size - (length - 1);
  return FALSE;
}

/* A declaration is short and has no '<' in it; what does not end so is rubbish. */
static gboolean
step_seek_declaration (LageCotSplitter *self,
                       const char      *data,
                       gsize            size)
{
  for (; self->position < size; self->position++)
    {
      char c = data[self->position];

      if (c == '>' && data[self->position - 1] == '?' && self->position - self->start > 2)
        {
          seek_from (self, self->position + 1);
          return TRUE;
        }
      if (c == '<')
        {
          self->n_skipped_bytes += self->position - self->start;
          seek_from (self, self->position);
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
step_text (LageCotSplitter  *self,
           const char       *data,
           gsize             size,
           LageCotPieceFunc  func,
           gpointer          user_data)
{
  const char *p = memchr (data + self->position, '<', size - self->position);
  gsize n_left;
  Match end, comment, cdata, begin;

  if (p == NULL)
    {
      self->position = size;
      return FALSE;
    }
  self->position = (gsize) (p - data);
  n_left = size - self->position;

  end = match_name (p, n_left, "</event");
  if (end == MATCH_YES)
    {
      const char *close = p + strlen ("</event");

      while (close < data + size && is_space (*close) && close - p < MAX_END_TAG)
        close++;
      if (close == data + size)
        return FALSE;
      if (*close == '>')
        close++;
      func (LAGE_COT_EVENT, data + self->start, (gsize) (close - data) - self->start, user_data);
      seek_from (self, (gsize) (close - data));
      return TRUE;
    }
  begin = match_begin (p, n_left);
  if (begin == MATCH_YES)
    {
      func (LAGE_COT_INCOMPLETE, data + self->start, self->position - self->start, user_data);
      seek_from (self, self->position);
      return TRUE;
    }
  comment = match (p, n_left, "<!--");
  cdata = match (p, n_left, "<![CDATA[");
  if (comment == MATCH_YES)
    {
      self->state = STATE_COMMENT;
      self->position += strlen ("<!--");
    }
  else if (cdata == MATCH_YES)
    {
      self->state = STATE_CDATA;
      self->position += strlen ("<![CDATA[");
    }
  else if (end == MATCH_PERHAPS || begin == MATCH_PERHAPS || comment == MATCH_PERHAPS
           || cdata == MATCH_PERHAPS)
    {
      return FALSE;
    }
  else
    {
      self->state = STATE_TAG;
      self->is_root_tag = FALSE;
      self->position++;
    }
  return TRUE;
}

static gboolean
step_tag (LageCotSplitter  *self,
          const char       *data,
          gsize             size,
          LageCotPieceFunc  func,
          gpointer          user_data)
{
  for (; self->position < size; self->position++)
    {
      const char *p = data + self->position;

      if (*p == '"' || *p == '\'')
        {
          self->quote = *p;
          self->state = STATE_QUOTE;
          self->position++;
          return TRUE;
        }
      if (*p == '>')
        {
          self->position++;
          self->state = STATE_TEXT;
          if (self->is_root_tag && p[-1] == '/')
            {
              func (LAGE_COT_EVENT, data + self->start, self->position - self->start, user_data);
              seek_from (self, self->position);
            }
          return TRUE;
        }
      if (*p == '<')
        {
          /* The tag was not closed; the parser will complain, the end must still be found. */
          self->state = STATE_TEXT;
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
step_quote (LageCotSplitter  *self,
            const char       *data,
            gsize             size,
            LageCotPieceFunc  func,
            gpointer          user_data)
{
  for (; self->position < size; self->position++)
    {
      const char *p = data + self->position;

      if (*p == self->quote)
        {
          self->position++;
          self->state = STATE_TAG;
          return TRUE;
        }
      if (*p == '<')
        {
          Match begin = match_begin (p, size - self->position);

          if (begin == MATCH_PERHAPS)
            return FALSE;
          if (begin == MATCH_YES)
            {
              func (LAGE_COT_INCOMPLETE, data + self->start, self->position - self->start,
                    user_data);
              seek_from (self, self->position);
              return TRUE;
            }
        }
    }
  return FALSE;
}

static gboolean
step (LageCotSplitter  *self,
      const char       *data,
      gsize             size,
      LageCotPieceFunc  func,
      gpointer          user_data)
{
  switch (self->state)
    {
    case STATE_SEEK_COMMENT:
      if (!pass (self, data, size, "-->"))
        return FALSE;
      seek_from (self, self->position);
      return TRUE;
    case STATE_SEEK_DECLARATION:
      return step_seek_declaration (self, data, size);
    case STATE_TEXT:
      return step_text (self, data, size, func, user_data);
    case STATE_TAG:
      return step_tag (self, data, size, func, user_data);
    case STATE_QUOTE:
      return step_quote (self, data, size, func, user_data);
    case STATE_COMMENT:
      if (!pass (self, data, size, "-->"))
        return FALSE;
      self->state = STATE_TEXT;
      return TRUE;
    case STATE_CDATA:
      if (!pass (self, data, size, "]]>"))
        return FALSE;
      self->state = STATE_TEXT;
      return TRUE;
    case STATE_SEEK:
    default:
      return step_seek (self, data, size);
    }
}

/* What has grown beyond the limit is given up, all of it: to look into it again for the begin of
 * an event would let a sender make us read the same bytes over and over. */
static void
give_up (LageCotSplitter  *self,
         const char       *data,
         gsize             size,
         LageCotPieceFunc  func,
         gpointer          user_data)
{
  if (self->state == STATE_SEEK || self->state == STATE_SEEK_COMMENT
      || self->state == STATE_SEEK_DECLARATION)
    self->n_skipped_bytes += size - self->start;
  else
    func (LAGE_COT_TOO_LONG, data + self->start, size - self->start, user_data);
  seek_from (self, size);
}

/* Returns how many bytes are done with. */
static gsize
scan (LageCotSplitter  *self,
      const char       *data,
      gsize             size,
      LageCotPieceFunc  func,
      gpointer          user_data)
{
  while (self->start < size)
    {
      /* Look no further than an event may reach, however much there is. */
      gsize limit = MIN (size, self->start + LAGE_COT_MAX_EVENT_SIZE);

      if (step (self, data, limit, func, user_data))
        continue;
      if (limit - self->start < LAGE_COT_MAX_EVENT_SIZE)
        break;
      give_up (self, data, limit, func, user_data);
    }
  return self->start;
}

LageCotSplitter *
lage_cot_splitter_new (void)
{
  LageCotSplitter *self = g_new0 (LageCotSplitter, 1);

  self->pending = g_byte_array_new ();
  return self;
}

void
lage_cot_splitter_free (LageCotSplitter *self)
{
  if (self == NULL)
    return;
  g_byte_array_unref (self->pending);
  g_free (self);
}

/**
 * lage_cot_splitter_push:
 * @self: the splitter
 * @data: a datagram, a document, or any piece of a stream
 * @size: its length
 * @func: called for each event found, in order; the text is valid during the call and does not
 *   end with zero
 * @user_data: passed to @func
 */
void
lage_cot_splitter_push (LageCotSplitter  *self,
                        const char       *data,
                        gsize             size,
                        LageCotPieceFunc  func,
                        gpointer          user_data)
{
  gsize n_done;

  if (self->pending->len == 0)
    {
      n_done = scan (self, data, size, func, user_data);
      g_byte_array_append (self->pending, (const guint8 *) data + n_done,
                           (guint) (size - n_done));
    }
  else
    {
      g_byte_array_append (self->pending, (const guint8 *) data, (guint) size);
      n_done = scan (self, (const char *) self->pending->data, self->pending->len, func,
                     user_data);
      if (n_done > 0)
        g_byte_array_remove_range (self->pending, 0, (guint) n_done);
    }
  self->start -= n_done;
  self->position -= n_done;
}

/**
 * lage_cot_splitter_end:
 * @self: the splitter
 * @func: called for an event that has no end
 * @user_data: passed to @func
 *
 * The stream is over. What comes next is taken as a new one.
 */
void
lage_cot_splitter_end (LageCotSplitter  *self,
                       LageCotPieceFunc  func,
                       gpointer          user_data)
{
  gsize size = self->pending->len;

  if (size > 0)
    {
      if (self->state == STATE_SEEK || self->state == STATE_SEEK_COMMENT
          || self->state == STATE_SEEK_DECLARATION)
        self->n_skipped_bytes += size;
      else
        func (LAGE_COT_INCOMPLETE, (const char *) self->pending->data, size, user_data);
    }
  g_byte_array_set_size (self->pending, 0);
  seek_from (self, 0);
}

/**
 * lage_cot_splitter_get_n_skipped_bytes:
 * @self: the splitter
 *
 * Returns: bytes outside of events, but for white space, declarations and comments
 */
guint64
lage_cot_splitter_get_n_skipped_bytes (LageCotSplitter *self)
{
  return self->n_skipped_bytes;
}
