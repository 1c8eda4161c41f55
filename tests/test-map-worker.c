/* test-map-worker.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>

#include "lage-map-worker.h"

typedef struct
{
  GAsyncQueue *gate; /* the work waits here until the test lets it go on */
  GArray *order;
  GThread *main_thread;
  guint n_answers;
  guint n_cancelled;
  guint n_freed;
} Fixture;

typedef struct
{
  Fixture *fixture;
  int number; /* 0 waits at the gate */
} Order;

static gpointer
work (gpointer       data,
      GCancellable  *cancellable,
      GError       **error)
{
  Order *order = data;

  g_assert_true (g_thread_self () != order->fixture->main_thread);

  if (order->number == 0)
    g_async_queue_pop (order->fixture->gate);
  else
    g_array_append_val (order->fixture->order, order->number);

  if (order->number == 13)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "unlucky");
      return NULL;
    }

  return g_strdup ("done");
}

static void
order_free (gpointer data)
{
  Order *order = data;

  g_assert_true (g_thread_self () == order->fixture->main_thread);
  order->fixture->n_freed++;
  g_free (order);
}

static void
answered_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  Fixture *fixture = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = g_task_propagate_pointer (G_TASK (result), &error);

  g_assert_true (g_thread_self () == fixture->main_thread);
  g_assert_true ((text == NULL) == (error != NULL));
  fixture->n_answers++;
  fixture->n_cancelled += g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
ask (Fixture      *fixture,
     int           number,
     GCancellable *cancellable)
{
  Order *order = g_new (Order, 1);

  order->fixture = fixture;
  order->number = number;
  lage_map_worker_run (g_task_new (NULL, cancellable, answered_cb, fixture), work, order,
                       order_free, g_free);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->gate = g_async_queue_new ();
  fixture->order = g_array_new (FALSE, FALSE, sizeof (int));
  fixture->main_thread = g_thread_self ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_async_queue_unref (fixture->gate);
  g_array_unref (fixture->order);
}

static void
wait_for (Fixture *fixture,
          guint    n_answers)
{
  while (fixture->n_answers < n_answers)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_newest_first (Fixture       *fixture,
                   gconstpointer  data)
{
  ask (fixture, 0, NULL);
  for (int i = 1; i <= 4; i++)
    ask (fixture, i, NULL);
  g_async_queue_push (fixture->gate, fixture);
  wait_for (fixture, 5);

  /* The first may have been taken by the thread only after the others had come. */
  g_assert_cmpuint (fixture->order->len, ==, 4);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpint (g_array_index (fixture->order, int, i), ==, 4 - (int) i);
  g_assert_cmpuint (fixture->n_freed, ==, 5);
}

static void
test_cancelled_is_not_done (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();

  ask (fixture, 0, NULL);
  ask (fixture, 1, cancellable);
  ask (fixture, 2, NULL);
  g_cancellable_cancel (cancellable);
  g_async_queue_push (fixture->gate, fixture);
  wait_for (fixture, 3);

  g_assert_cmpuint (fixture->n_cancelled, ==, 1);
  g_assert_cmpuint (fixture->n_freed, ==, 3);
  for (guint i = 0; i < fixture->order->len; i++)
    g_assert_cmpint (g_array_index (fixture->order, int, i), !=, 1);
}

static void
test_error_comes_back (Fixture       *fixture,
                       gconstpointer  data)
{
  ask (fixture, 13, NULL);
  wait_for (fixture, 1);
  g_assert_cmpuint (fixture->n_cancelled, ==, 0);
  g_assert_cmpuint (fixture->n_freed, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/map/map-worker/newest-first", Fixture, NULL, set_up, test_newest_first, tear_down);
  g_test_add ("/map/map-worker/cancelled-is-not-done", Fixture, NULL, set_up,
              test_cancelled_is_not_done, tear_down);
  g_test_add ("/map/map-worker/error-comes-back", Fixture, NULL, set_up, test_error_comes_back,
              tear_down);

  return g_test_run ();
}
