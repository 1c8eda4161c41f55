/* lage-sign-chooser.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-sign-chooser.h"

#include <glib/gi18n.h>
#include <string.h>

#include "lage-settings.h"
#include "lage-sign-catalogue.h"
#include "lage-sign-grammar.h"
#include "lage-sign-view.h"

/* The words that a person may change about a sign, each with a list. */
#define N_CHOICES 9

/**
 * LageSignChooser:
 *
 * Finds a tactical sign by German or English words, and puts it together: what the search finds is
 * where a person starts from, organisation, task, size and so on can be changed below, as far as the
 * base has a place for them. What was used last comes first.
 */
struct _LageSignChooser
{
  AdwWindow parent_instance;

  GtkWidget          *automatic_button;
  GtkWidget          *choose_button;
  GtkSearchEntry     *search_entry;
  GtkStack           *pages;
  GtkGridView        *grid;
  LageSignView       *preview;
  GtkLabel           *preview_label;
  GtkDropDown        *organisation_choice;
  GtkDropDown        *task_choice;
  GtkDropDown        *supply_choice;
  GtkDropDown        *size_choice;
  GtkDropDown        *level_choice;
  GtkDropDown        *state_choice;
  GtkDropDown        *rescue_choice;
  GtkDropDown        *rank_choice;
  GtkDropDown        *hint_choice;
  GtkEditable        *name_entry;
  GtkEditable        *left_entry;
  GtkEditable        *right_entry;

  GtkStringList      *codes;
  GtkSingleSelection *selection;
  char               *searched; /* what the list answers */
  const LageSign     *sign;     /* (nullable) */
  gboolean            is_filling;
};

G_DEFINE_FINAL_TYPE (LageSignChooser, lage_sign_chooser, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const LageSignKey choice_keys[N_CHOICES] = {
  LAGE_SIGN_KEY_ORGANISATION, LAGE_SIGN_KEY_TASK,  LAGE_SIGN_KEY_SUPPLY, LAGE_SIGN_KEY_SIZE,
  LAGE_SIGN_KEY_LEVEL,        LAGE_SIGN_KEY_STATE, LAGE_SIGN_KEY_RESCUE, LAGE_SIGN_KEY_RANK,
  LAGE_SIGN_KEY_HINT,
};

static const LageSignText text_slots[] = { LAGE_SIGN_TEXT_NAME, LAGE_SIGN_TEXT_LEFT,
                                           LAGE_SIGN_TEXT_RIGHT };

static GtkDropDown *
get_choice (LageSignChooser *self,
            guint            index)
{
  GtkDropDown *const choices[N_CHOICES] = {
    self->organisation_choice, self->task_choice,  self->supply_choice, self->size_choice,
    self->level_choice,        self->state_choice, self->rescue_choice, self->rank_choice,
    self->hint_choice,
  };

  return choices[index];
}

static GtkEditable *
get_entry (LageSignChooser *self,
           guint            index)
{
  GtkEditable *const entries[] = { self->name_entry, self->left_entry, self->right_entry };

  return entries[index];
}

/* Whether the sign could be drawn with some word of @key. */
static gboolean
has_place_for (const LageSignSpec *spec,
               LageSignKey         key)
{
  LageSignSpec trial = *spec;
  guint n_words;

  lage_sign_get_words (key, &n_words);
  for (guint i = 1; i < n_words; i++)
    {
      lage_sign_spec_set_part (&trial, key, (guint8) i);
      if (lage_sign_is_drawable (&trial, NULL))
        return TRUE;
    }

  return FALSE;
}

static gboolean
has_place_for_text (const LageSignSpec *spec,
                    LageSignText        text)
{
  LageSignSpec trial = *spec;

  trial.texts[text] = "x";

  return lage_sign_is_drawable (&trial, NULL);
}

static void
show_sign (LageSignChooser *self)
{
  g_autofree char *name = self->sign != NULL ? lage_sign_describe (self->sign) : NULL;

  lage_sign_view_set_sign (self->preview, self->sign);
  gtk_label_set_text (self->preview_label, name != NULL ? name : "");
  gtk_widget_set_sensitive (self->choose_button, self->sign != NULL);
}

/* Makes the choices those of the sign. */
static void
fill_choices (LageSignChooser *self)
{
  static const LageSignSpec nothing = { 0 };
  const LageSignSpec *spec = self->sign != NULL ? lage_sign_get_spec (self->sign) : &nothing;

  self->is_filling = TRUE;
  for (guint i = 0; i < N_CHOICES; i++)
    {
      guint8 part = lage_sign_spec_get_part (spec, choice_keys[i]);

      gtk_drop_down_set_selected (get_choice (self, i), part);
      gtk_widget_set_sensitive (GTK_WIDGET (get_choice (self, i)),
                                self->sign != NULL
                                && (part != 0 || has_place_for (spec, choice_keys[i])));
    }
  for (guint i = 0; i < G_N_ELEMENTS (text_slots); i++)
    {
      const char *text = spec->texts[text_slots[i]];

      if (g_strcmp0 (gtk_editable_get_text (get_entry (self, i)), text != NULL ? text : "") != 0)
        gtk_editable_set_text (get_entry (self, i), text != NULL ? text : "");
      gtk_widget_set_sensitive (GTK_WIDGET (get_entry (self, i)),
                                self->sign != NULL && has_place_for_text (spec, text_slots[i]));
    }
  self->is_filling = FALSE;
}

static void
set_sign (LageSignChooser *self,
          const LageSign  *sign)
{
  self->sign = sign;
  fill_choices (self);
  show_sign (self);
}

/* Takes away what has no place beside a part that has changed: one other part if that is enough. */
static void
make_room (LageSignSpec *spec,
           LageSignKey   changed)
{
  for (LageSignKey key = LAGE_N_SIGN_KEYS - 1; key > LAGE_SIGN_KEY_BASE; key--)
    {
      LageSignSpec trial = *spec;

      if (key == changed)
        continue;
      lage_sign_spec_set_part (&trial, key, 0);
      if (lage_sign_is_drawable (&trial, NULL))
        {
          *spec = trial;
          return;
        }
    }
  for (LageSignKey key = LAGE_N_SIGN_KEYS - 1; key > LAGE_SIGN_KEY_BASE; key--)
    if (key != changed)
      lage_sign_spec_set_part (spec, key, 0);
}

static void
change (LageSignChooser *self,
        LageSignSpec    *spec,
        LageSignKey      changed)
{
  const LageSign *sign;

  if (!lage_sign_is_drawable (spec, NULL))
    make_room (spec, changed);
  sign = lage_sign_make (spec, NULL);
  set_sign (self, sign != NULL ? sign : self->sign);
}

static void
choice_cb (LageSignChooser *self,
           GParamSpec      *pspec,
           GtkDropDown     *choice)
{
  LageSignSpec spec;

  if (self->is_filling || self->sign == NULL)
    return;

  spec = *lage_sign_get_spec (self->sign);
  for (guint i = 0; i < N_CHOICES; i++)
    if (get_choice (self, i) == choice)
      {
        lage_sign_spec_set_part (&spec, choice_keys[i],
                                 (guint8) gtk_drop_down_get_selected (choice));
        change (self, &spec, choice_keys[i]);
        return;
      }
}

/* A text that can't be written, such as one that ends with a space yet, waits. */
static void
text_cb (LageSignChooser *self)
{
  char *texts[G_N_ELEMENTS (text_slots)];
  LageSignSpec spec;
  const LageSign *sign;

  if (self->is_filling || self->sign == NULL)
    return;

  spec = *lage_sign_get_spec (self->sign);
  for (guint i = 0; i < G_N_ELEMENTS (text_slots); i++)
    {
      char *text = g_strstrip (g_strdup (gtk_editable_get_text (get_entry (self, i))));

      spec.texts[text_slots[i]] = *text != '\0' ? text : NULL;
      texts[i] = text;
    }
  sign = lage_sign_make (&spec, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (text_slots); i++)
    g_free (texts[i]);
  if (sign != NULL)
    {
      self->sign = sign;
      show_sign (self);
    }
}

static void
selected_cb (LageSignChooser *self)
{
  GtkStringObject *item = gtk_single_selection_get_selected_item (self->selection);

  if (item != NULL)
    set_sign (self, lage_sign_from_code (gtk_string_object_get_string (item), NULL));
}

static void
add_code (GPtrArray  *codes,
          GHashTable *seen,
          const char *code)
{
  if (g_hash_table_add (seen, (gpointer) code))
    g_ptr_array_add (codes, (gpointer) code);
}

static void
find (LageSignChooser *self,
      const char      *text)
{
  g_autoptr(GPtrArray) found = lage_sign_catalogue_search (text);
  g_autoptr(GPtrArray) codes = g_ptr_array_new ();
  g_autoptr(GHashTable) seen = g_hash_table_new (NULL, NULL);

  g_free (self->searched);
  self->searched = g_strdup (text);

  /* The codes are those of the signs, so that equal ones are the same pointer. */
  if (*text == '\0')
    {
      g_auto(GStrv) recent = lage_settings_dup_recent_signs ();

      for (guint i = 0; recent[i] != NULL; i++)
        {
          const LageSign *sign = lage_sign_from_code (recent[i], NULL);

          if (sign != NULL)
            add_code (codes, seen, lage_sign_get_code (sign));
        }
    }
  for (guint i = 0; i < found->len; i++)
    add_code (codes, seen, lage_sign_get_code (lage_sign_entry_get_sign (g_ptr_array_index (found, i))));
  g_ptr_array_add (codes, NULL);

  gtk_string_list_splice (self->codes, 0, g_list_model_get_n_items (G_LIST_MODEL (self->codes)),
                          (const char *const *) codes->pdata);
  gtk_stack_set_visible_child_name (self->pages, codes->len > 1 ? "grid" : "empty");
  gtk_single_selection_set_selected (self->selection,
                                     *text != '\0' ? 0 : GTK_INVALID_LIST_POSITION);
}

static void
search_changed_cb (LageSignChooser *self)
{
  find (self, gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
}

static void
choose_cb (LageSignChooser *self)
{
  const char *code = self->sign != NULL ? lage_sign_get_code (self->sign) : NULL;

  if (code == NULL)
    return;
  lage_settings_add_recent_sign (code);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, code);
  gtk_window_destroy (GTK_WINDOW (self));
}

/* Return may come before the search, which waits for the next letter; and means nothing if nothing
 * was found. */
static void
search_activate_cb (LageSignChooser *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));

  if (strcmp (text, self->searched) != 0)
    find (self, text);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->codes)) > 0)
    choose_cb (self);
}

static void
automatic_cb (LageSignChooser *self)
{
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, NULL);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
cancel_cb (LageSignChooser *self)
{
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
setup_item_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *item,
               gpointer                  user_data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), 2);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_label_set_width_chars (GTK_LABEL (label), 18);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 18);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_widget_set_vexpand (label, TRUE);
  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (GTK_BOX (box), lage_sign_view_new ());
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_item_set_child (item, box);
}

static void
bind_item_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *item,
              gpointer                  user_data)
{
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *view = gtk_widget_get_first_child (box);
  GtkWidget *label = gtk_widget_get_next_sibling (view);
  const char *code = gtk_string_object_get_string (gtk_list_item_get_item (item));
  const LageSign *sign = lage_sign_from_code (code, NULL);
  g_autofree char *name = lage_sign_describe (sign);

  lage_sign_view_set_sign (LAGE_SIGN_VIEW (view), sign);
  gtk_label_set_text (GTK_LABEL (label), name);
  gtk_widget_set_tooltip_text (box, name);
}

static void
add_words (LageSignChooser *self,
           guint            choice)
{
  g_autoptr(GtkStringList) list = gtk_string_list_new (NULL);
  guint n_words;
  const LageSignWord *words = lage_sign_get_words (choice_keys[choice], &n_words);

  for (guint i = 0; i < n_words; i++)
    gtk_string_list_append (list, lage_sign_word_get_name (&words[i]));
  gtk_drop_down_set_model (get_choice (self, choice), G_LIST_MODEL (list));
}

static void
lage_sign_chooser_dispose (GObject *object)
{
  LageSignChooser *self = LAGE_SIGN_CHOOSER (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), LAGE_TYPE_SIGN_CHOOSER);
  g_clear_object (&self->selection);
  g_clear_object (&self->codes);

  G_OBJECT_CLASS (lage_sign_chooser_parent_class)->dispose (object);
}

static void
lage_sign_chooser_finalize (GObject *object)
{
  LageSignChooser *self = LAGE_SIGN_CHOOSER (object);

  g_free (self->searched);

  G_OBJECT_CLASS (lage_sign_chooser_parent_class)->finalize (object);
}

static void
lage_sign_chooser_class_init (LageSignChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lage_sign_chooser_dispose;
  G_OBJECT_CLASS (klass)->finalize = lage_sign_chooser_finalize;

  /**
   * LageSignChooser::chosen:
   * @code: (nullable): the code of the sign; NULL: the one that the data make
   *
   * A person has chosen; the window closes behind it.
   */
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", LAGE_TYPE_SIGN_CHOOSER, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (LAGE_TYPE_SIGN_VIEW);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/rescuemate/RescueMate/ui/lage-sign-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, LageSignChooser, automatic_button);
  gtk_widget_class_bind_template_child (widget_class, LageSignChooser, choose_button);
  gtk_widget_class_bind_template_child (widget_class, LageSignChooser, search_entry);
  gtk_widget_class_bind_template_child (widget_class, LageSignChooser, pages);
  gtk_widget_class_bind_template_child (widget_class, LageSignChooser, grid);
  gtk_widget_class_bind_template_child (widget_class, LageSignChooser, preview);
  gtk_widget_class_bind_template_child (widget_class, LageSignChooser, preview_label);
  gtk_widget_class_bind_template_child (widget_class, LageSignChooser, organisation_choice);
  gtk_widget_class_bind_template_child (widget_class, LageSignChooser, task_choice);
  gtk_widget_class_bind_template_child (widget_class, LageSignChooser, supply_choice);
  gtk_widget_class_bind_template_child (widget_class, LageSignChooser, size_choice);
  gtk_widget_class_bind_template_child (widget_class, LageSignChooser, level_choice);
  gtk_widget_class_bind_template_child (widget_class, LageSignChooser, state_choice);
  gtk_widget_class_bind_template_child (widget_class, LageSignChooser, rescue_choice);
  gtk_widget_class_bind_template_child (widget_class, LageSignChooser, rank_choice);
  gtk_widget_class_bind_template_child (widget_class, LageSignChooser, hint_choice);
  gtk_widget_class_bind_template_child (widget_class, LageSignChooser, name_entry);
  gtk_widget_class_bind_template_child (widget_class, LageSignChooser, left_entry);
  gtk_widget_class_bind_template_child (widget_class, LageSignChooser, right_entry);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, choice_cb);
  gtk_widget_class_bind_template_callback (widget_class, text_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, automatic_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
lage_sign_chooser_init (LageSignChooser *self)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));

  self->is_filling = TRUE;
  for (guint i = 0; i < N_CHOICES; i++)
    add_words (self, i);
  self->is_filling = FALSE;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_item_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_item_cb), NULL);
  self->codes = gtk_string_list_new (NULL);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->codes)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb),
                           self, G_CONNECT_SWAPPED);
  gtk_grid_view_set_factory (self->grid, factory);
  gtk_grid_view_set_model (self->grid, GTK_SELECTION_MODEL (self->selection));
  gtk_search_entry_set_key_capture_widget (self->search_entry, GTK_WIDGET (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  find (self, "");
}

/**
 * lage_sign_chooser_new:
 * @current: (nullable): the sign to begin with
 * @may_be_automatic: whether a person may leave it to the data
 *
 * Returns: (transfer full): a window to present; see #LageSignChooser::chosen
 */
GtkWindow *
lage_sign_chooser_new (const LageSign *current,
                       gboolean        may_be_automatic)
{
  LageSignChooser *self = g_object_new (LAGE_TYPE_SIGN_CHOOSER, NULL);

  gtk_widget_set_visible (self->automatic_button, may_be_automatic);
  set_sign (self, current);

  return GTK_WINDOW (self);
}

/**
 * lage_sign_chooser_search:
 * @self: the chooser
 * @text: what to look for, as if it had been typed
 */
void
lage_sign_chooser_search (LageSignChooser *self,
                          const char      *text)
{
  g_return_if_fail (LAGE_IS_SIGN_CHOOSER (self));

  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), text);
  find (self, text);
}

/**
 * lage_sign_chooser_get_sign:
 * @self: the chooser
 *
 * Returns: (transfer none) (nullable): what would be chosen now
 */
const LageSign *
lage_sign_chooser_get_sign (LageSignChooser *self)
{
  g_return_val_if_fail (LAGE_IS_SIGN_CHOOSER (self), NULL);

  return self->sign;
}
