/* test-entity-list.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-entity-list.h"

#include "lage-entity-private.h"
#include "test-ops.h"

typedef struct
{
  GPtrArray *copy; /* kept up to date by signals alone */
  guint      n_signals;
} Mirror;

static void
items_changed_cb (GListModel *list,
                  guint       position,
                  guint       n_removed,
                  guint       n_added,
                  Mirror     *mirror)
{
  mirror->n_signals++;
  if (n_removed > 0)
    g_ptr_array_remove_range (mirror->copy, position, n_removed);
  for (guint i = 0; i < n_added; i++)
    g_ptr_array_insert (mirror->copy, (gint) (position + i),
                        g_list_model_get_item (list, position + i));
}

static LageEntity *
make_entity (guint number)
{
  LageId id = test_id (number);

  return lage_entity_new (LAGE_KIND_UNIT, &id);
}

static void
test_interface (void)
{
  LageEntityList *list = lage_entity_list_new ();
  LageEntity *entity = make_entity (1);
  g_autoptr(LageEntity) item = NULL;

  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (list)) == LAGE_TYPE_ENTITY);
  lage_entity_list_queue (list, entity);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (list), 0));
  lage_entity_list_flush (list);
  item = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_true (item == entity);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (list), 1));

  g_assert_finalize_object (list);
  g_clear_object (&item);
  g_assert_finalize_object (entity);
}

static void
test_back_again (void)
{
  g_autoptr(LageEntityList) list = lage_entity_list_new ();
  g_autoptr(GPtrArray) entities = g_ptr_array_new_with_free_func (g_object_unref);
  Mirror mirror = { g_ptr_array_new_with_free_func (g_object_unref), 0 };

  g_signal_connect (list, "items-changed", G_CALLBACK (items_changed_cb), &mirror);
  for (guint i = 0; i < 3; i++)
    {
      g_ptr_array_add (entities, make_entity (i));
      lage_entity_list_queue (list, entities->pdata[i]);
    }
  lage_entity_list_flush (list);
  g_assert_cmpuint (mirror.n_signals, ==, 1);

  /* Gone and back within a batch: nothing happened. */
  lage_entity_list_remove (list, entities->pdata[1]);
  lage_entity_list_queue (list, entities->pdata[1]);
  lage_entity_list_flush (list);
  g_assert_cmpuint (mirror.n_signals, ==, 1);
  g_assert_true (mirror.copy->pdata[1] == entities->pdata[1]);

  /* Not in the list: nothing happens, and it can still be added. */
  lage_entity_list_remove (list, entities->pdata[1]);
  lage_entity_list_flush (list);
  g_assert_cmpuint (mirror.n_signals, ==, 2);
  lage_entity_list_remove (list, entities->pdata[1]);
  lage_entity_list_flush (list);
  g_assert_cmpuint (mirror.n_signals, ==, 2);
  lage_entity_list_remove (list, entities->pdata[1]);
  lage_entity_list_queue (list, entities->pdata[1]);
  lage_entity_list_flush (list);
  g_assert_cmpuint (mirror.n_signals, ==, 3);
  g_assert_true (mirror.copy->pdata[2] == entities->pdata[1]);
  g_ptr_array_unref (mirror.copy);
}

/* Whatever comes and goes, a view that only listens has the same items, with one signal a flush. */
static void
test_mirror (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (11);
  g_autoptr(LageEntityList) list = lage_entity_list_new ();
  g_autoptr(GPtrArray) entities = g_ptr_array_new_with_free_func (g_object_unref);
  Mirror mirror = { g_ptr_array_new_with_free_func (g_object_unref), 0 };
  gboolean is_in[40] = { FALSE };

  g_signal_connect (list, "items-changed", G_CALLBACK (items_changed_cb), &mirror);
  for (guint i = 0; i < G_N_ELEMENTS (is_in); i++)
    g_ptr_array_add (entities, make_entity (i));

  for (guint round = 0; round < 3000; round++)
    {
      guint n_signals = mirror.n_signals, n_in = 0;

      for (int n = g_rand_int_range (random, 0, 12); n > 0; n--)
        {
          guint i = (guint) g_rand_int_range (random, 0, G_N_ELEMENTS (is_in));

          if (is_in[i])
            lage_entity_list_remove (list, entities->pdata[i]);
          else
            lage_entity_list_queue (list, entities->pdata[i]);
          is_in[i] = !is_in[i];
        }
      g_assert_cmpuint (mirror.n_signals, ==, n_signals);
      lage_entity_list_flush (list);
      g_assert_cmpuint (mirror.n_signals, <=, n_signals + 1);

      for (guint i = 0; i < G_N_ELEMENTS (is_in); i++)
        {
          n_in += is_in[i] ? 1 : 0;
          g_assert_cmpint (g_ptr_array_find (mirror.copy, entities->pdata[i], NULL), ==, is_in[i]);
        }
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, n_in);
      g_assert_cmpuint (mirror.copy->len, ==, n_in);
      for (guint i = 0; i < n_in; i++)
        {
          g_autoptr(LageEntity) item = g_list_model_get_item (G_LIST_MODEL (list), i);

          g_assert_true (mirror.copy->pdata[i] == item);
        }
    }
  g_ptr_array_unref (mirror.copy);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/situation/entity-list/interface", test_interface);
  g_test_add_func ("/situation/entity-list/back-again", test_back_again);
  g_test_add_func ("/situation/entity-list/mirror", test_mirror);

  return g_test_run ();
}
