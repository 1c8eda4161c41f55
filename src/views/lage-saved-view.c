/* lage-saved-view.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-saved-view.h"

#include <math.h>
#include <string.h>

#include "lage-error.h"
#include "lage-id.h"

#define VIEW_PREFIX "View "
#define FILTER_PREFIX "Filter "
#define MAX_ZOOM 30.0
#define MAX_NUMBER 100000

/**
 * LageSavedView:
 *
 * A look at the picture that a person has given a name: where on the map, and what of it. Never
 * changes; a change makes another one with the same id. Two groups of a key file:
 *
 *     [View 1b4e...]
 *     number=2
 *     author=S2 Meyer
 *     name=Dikes of Wilhelmsburg
 *     longitude=10.005
 *     latitude=53.49
 *     zoom=13.5
 *     base-map=embedded
 *     overlays=9f3c...;
 *
 *     [Filter 1b4e...]
 *     hide-kinds=sensor;
 *
 * The number is the key by which the person gets there, so it stays whatever becomes of others.
 */
struct _LageSavedView
{
  GObject parent_instance;

  char        *id;
  guint        number;
  char        *author;
  char        *name;
  LageViewport viewport;
  LageFilter  *filter;
  GStrv        maps;    /* ids of base map and overlays; NULL: as they are */
  GPtrArray   *unknown; /* what of the filter this version does not understand */
};

G_DEFINE_FINAL_TYPE (LageSavedView, lage_saved_view, G_TYPE_OBJECT)

static void
lage_saved_view_finalize (GObject *object)
{
  LageSavedView *self = LAGE_SAVED_VIEW (object);

  g_free (self->id);
  g_free (self->author);
  g_free (self->name);
  g_clear_object (&self->filter);
  g_strfreev (self->maps);
  g_clear_pointer (&self->unknown, g_ptr_array_unref);

  G_OBJECT_CLASS (lage_saved_view_parent_class)->finalize (object);
}

static void
lage_saved_view_class_init (LageSavedViewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lage_saved_view_finalize;
}

static void
lage_saved_view_init (LageSavedView *self)
{
  self->unknown = g_ptr_array_new_with_free_func (g_free);
}

static LageSavedView *
make_view (const char         *id,
           guint               number,
           const char         *author,
           const char         *name,
           const LageViewport *viewport,
           LageFilter         *filter,
           const char *const  *maps)
{
  LageSavedView *self = g_object_new (LAGE_TYPE_SAVED_VIEW, NULL);

  self->id = g_strdup (id);
  self->number = number;
  self->author = g_strdup (author);
  self->name = g_strdup (name);
  self->viewport = *viewport;
  self->filter = lage_filter_new ();
  lage_filter_assign (self->filter, filter);
  self->maps = g_strdupv ((char **) maps);
  return self;
}

/**
 * lage_saved_view_new:
 * @number: from 1 on
 * @author: whose it is
 * @name: for people
 * @viewport: where on the map
 * @filter: what is shown; copied
 * @maps: (nullable): id of the base map, then of all overlays on it; NULL: as they are
 */
LageSavedView *
lage_saved_view_new (guint               number,
                     const char         *author,
                     const char         *name,
                     const LageViewport *viewport,
                     LageFilter         *filter,
                     const char *const  *maps)
{
  LageId id;
  g_autofree char *text = NULL;

  lage_id_init_random (&id);
  text = lage_id_to_string (&id);
  return make_view (text, number, author, name, viewport, filter, maps);
}

/* The same view by another name. */
LageSavedView *
lage_saved_view_new_renamed (LageSavedView *view,
                             const char    *name)
{
  return make_view (view->id, view->number, view->author, name, &view->viewport, view->filter,
                    (const char *const *) view->maps);
}

/* Another look under the same name. */
LageSavedView *
lage_saved_view_new_replaced (LageSavedView      *view,
                              const LageViewport *viewport,
                              LageFilter         *filter,
                              const char *const  *maps)
{
  return make_view (view->id, view->number, view->author, view->name, viewport, filter, maps);
}

const char *
lage_saved_view_get_id (LageSavedView *self)
{
  return self->id;
}

guint
lage_saved_view_get_number (LageSavedView *self)
{
  return self->number;
}

const char *
lage_saved_view_get_author (LageSavedView *self)
{
  return self->author;
}

const char *
lage_saved_view_get_name (LageSavedView *self)
{
  return self->name;
}

const LageViewport *
lage_saved_view_get_viewport (LageSavedView *self)
{
  return &self->viewport;
}

/**
 * lage_saved_view_get_filter:
 * @self: the view
 *
 * Returns: (transfer none): to be assigned to another, never changed
 */
LageFilter *
lage_saved_view_get_filter (LageSavedView *self)
{
  return self->filter;
}

/**
 * lage_saved_view_get_maps:
 * @self: the view
 *
 * Returns: (transfer none) (nullable): id of the base map, then of all overlays on it
 */
const char *const *
lage_saved_view_get_maps (LageSavedView *self)
{
  return (const char *const *) self->maps;
}

/**
 * lage_saved_view_get_unknown:
 * @self: the view
 *
 * Returns: (transfer none) (element-type utf8): what of its filter this version does not understand
 */
GPtrArray *
lage_saved_view_get_unknown (LageSavedView *self)
{
  return self->unknown;
}

/* By number; two of one number, which two programs may have given at once, by id. */
int
lage_saved_view_compare (LageSavedView *self,
                         LageSavedView *other)
{
  if (self->number != other->number)
    return self->number < other->number ? -1 : 1;
  return g_strcmp0 (self->id, other->id);
}

gboolean
lage_saved_view_is_group (const char *group)
{
  return g_str_has_prefix (group, VIEW_PREFIX);
}

static gboolean
load_double (GKeyFile    *key_file,
             const char  *group,
             const char  *key,
             double       limit,
             double      *number,
             GError     **error)
{
  g_autoptr(GError) problem = NULL;

  *number = g_key_file_get_double (key_file, group, key, &problem);
  if (problem != NULL || !isfinite (*number) || fabs (*number) > limit)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "%s: no %s within %g", group, key, limit);
      return FALSE;
    }
  return TRUE;
}

static char *
load_text (GKeyFile    *key_file,
           const char  *group,
           const char  *key,
           GError     **error)
{
  g_autofree char *text = g_key_file_get_string (key_file, group, key, NULL);

  if (text == NULL || *text == '\0')
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "%s: no %s", group, key);
      return NULL;
    }
  return g_steal_pointer (&text);
}

/* NULL where the view says nothing of a base map. */
static GStrv
load_maps (GKeyFile   *key_file,
           const char *group)
{
  g_autofree char *base = g_key_file_get_string (key_file, group, "base-map", NULL);
  g_auto(GStrv) overlays = g_key_file_get_string_list (key_file, group, "overlays", NULL, NULL);
  g_autoptr(GStrvBuilder) maps = g_strv_builder_new ();

  if (base == NULL)
    return NULL;
  g_strv_builder_add (maps, base);
  if (overlays != NULL)
    g_strv_builder_addv (maps, (const char **) overlays);
  return g_strv_builder_end (maps);
}

static void
save_maps (LageSavedView *self,
           GKeyFile      *key_file,
           const char    *group)
{
  if (self->maps == NULL)
    {
      g_key_file_remove_key (key_file, group, "base-map", NULL);
      g_key_file_remove_key (key_file, group, "overlays", NULL);
      return;
    }
  g_key_file_set_string (key_file, group, "base-map", self->maps[0]);
  g_key_file_set_string_list (key_file, group, "overlays",
                              (const char *const *) self->maps + 1, g_strv_length (self->maps) - 1);
}

/**
 * lage_saved_view_load:
 * @key_file: where to read it
 * @group: a group that lage_saved_view_is_group() takes for one
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): the view
 */
LageSavedView *
lage_saved_view_load (GKeyFile    *key_file,
                      const char  *group,
                      GError     **error)
{
  const char *id = group + strlen (VIEW_PREFIX);
  g_autofree char *filter_group = g_strconcat (FILTER_PREFIX, id, NULL);
  g_autofree char *author = load_text (key_file, group, "author", error);
  g_autofree char *name = author != NULL ? load_text (key_file, group, "name", error) : NULL;
  int number = g_key_file_get_integer (key_file, group, "number", NULL);
  g_autoptr(LageFilter) filter = NULL;
  g_autoptr(GPtrArray) unknown = NULL;
  g_auto(GStrv) maps = load_maps (key_file, group);
  LageSavedView *self;
  LageViewport viewport;

  if (name == NULL
      || !load_double (key_file, group, "longitude", 180.0, &viewport.longitude, error)
      || !load_double (key_file, group, "latitude", 90.0, &viewport.latitude, error)
      || !load_double (key_file, group, "zoom", MAX_ZOOM, &viewport.zoom, error))
    return NULL;

  filter = lage_filter_load (key_file, filter_group, &unknown);
  self = make_view (id, (guint) CLAMP (number, 1, MAX_NUMBER), author, name, &viewport, filter,
                    (const char *const *) maps);
  g_ptr_array_unref (self->unknown);
  self->unknown = g_steal_pointer (&unknown);
  return self;
}

/* With as many digits as a map can show, not all that the number has. */
static void
save_double (GKeyFile   *key_file,
             const char *group,
             const char *key,
             double      number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_key_file_set_value (key_file, group, key, g_ascii_formatd (text, sizeof text, "%.9g", number));
}

/**
 * lage_saved_view_save:
 * @self: the view
 * @key_file: where to write it; keys of a newer version stay as they are
 */
void
lage_saved_view_save (LageSavedView *self,
                      GKeyFile      *key_file)
{
  g_autofree char *group = g_strconcat (VIEW_PREFIX, self->id, NULL);
  g_autofree char *filter_group = g_strconcat (FILTER_PREFIX, self->id, NULL);

  g_key_file_set_integer (key_file, group, "number", (int) self->number);
  g_key_file_set_string (key_file, group, "author", self->author);
  g_key_file_set_string (key_file, group, "name", self->name);
  save_double (key_file, group, "longitude", self->viewport.longitude);
  save_double (key_file, group, "latitude", self->viewport.latitude);
  save_double (key_file, group, "zoom", self->viewport.zoom);
  save_maps (self, key_file, group);
  lage_filter_save (self->filter, key_file, filter_group);
}

/* Takes the view with that id out of the file. */
void
lage_saved_view_remove (GKeyFile   *key_file,
                        const char *id)
{
  g_autofree char *group = g_strconcat (VIEW_PREFIX, id, NULL);
  g_autofree char *filter_group = g_strconcat (FILTER_PREFIX, id, NULL);

  g_key_file_remove_group (key_file, group, NULL);
  g_key_file_remove_group (key_file, filter_group, NULL);
}
