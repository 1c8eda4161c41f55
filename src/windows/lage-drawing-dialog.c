/* lage-drawing-dialog.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-drawing-dialog.h"

#include <glib/gi18n.h>

#include "lage-discard.h"
#include "lage-edit.h"
#include "lage-format.h"
#include "lage-sign-catalogue.h"
#include "lage-sign-chooser.h"
#include "lage-sign-view.h"

/**
 * LageDrawingDialog:
 *
 * What a drawing is: its name, its meaning, its colour, for how long it holds and to which section it
 * belongs. The drawing is in the picture already, so the form can be left with Enter or Escape without
 * a word.
 */
struct _LageDrawingDialog
{
  AdwWindow parent_instance;

  AdwEntryRow *name_row;
  AdwActionRow *sign_row;
  LageSignView *sign_view;
  AdwComboRow *type_row;
  AdwComboRow *colour_row;
  AdwEntryRow *from_row;
  AdwEntryRow *until_row;
  AdwEntryRow *section_row;
  GtkTextView *description_view;
  GtkWidget   *save_button;
  GtkLabel    *problem_label;

  LageSession *session;
  LageEntity  *drawing;
  char        *sign_code; /* "" where there is none */
  gboolean     is_saving;
};

G_DEFINE_FINAL_TYPE (LageDrawingDialog, lage_drawing_dialog, ADW_TYPE_WINDOW)

static const LageEnumMember *
get_members (LageField field)
{
  return lage_schema_find (LAGE_KIND_AREA, field)->members;
}

static void
fill_combo (AdwComboRow *row,
            LageField    field,
            gint64       number)
{
  const LageEnumMember *members = get_members (field);
  g_autoptr(GtkStringList) words = gtk_string_list_new (NULL);
  guint selected = 0;

  for (guint i = 0; members[i].token != NULL; i++)
    {
      gtk_string_list_append (words, lage_format_member (&members[i]));
      if (members[i].number == number)
        selected = i;
    }
  adw_combo_row_set_model (row, G_LIST_MODEL (words));
  adw_combo_row_set_selected (row, selected);
}

static gint64
get_chosen (AdwComboRow *row,
            LageField    field)
{
  return get_members (field)[adw_combo_row_get_selected (row)].number;
}

static const char *
get_text (AdwEntryRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static void
show_sign (LageDrawingDialog *self)
{
  const LageSign *sign = lage_sign_from_code (self->sign_code, NULL);
  g_autofree char *name = sign != NULL ? lage_sign_describe (sign) : g_strdup (_("No tactical sign"));

  lage_sign_view_set_sign (self->sign_view, sign);
  adw_action_row_set_subtitle (self->sign_row, name);
}

/* "Point 3" is a name that nobody has given. */
static gboolean
has_suggested_name (LageDrawingDialog *self)
{
  const LageFieldSpec *spec = lage_schema_find (LAGE_KIND_AREA, LAGE_FIELD_SHAPE);
  const char *word =
    lage_format_member (lage_field_spec_find_member (spec, LAGE_SHAPE_POINT));

  return g_str_has_prefix (get_text (self->name_row), word);
}

static void
sign_chosen_cb (LageSignChooser   *chooser,
                const char        *code,
                LageDrawingDialog *self)
{
  const LageSign *sign = code != NULL ? lage_sign_from_code (code, NULL) : NULL;
  const LageSignEntry *entry = sign != NULL ? lage_sign_catalogue_find (sign) : NULL;

  g_free (self->sign_code);
  self->sign_code = g_strdup (code != NULL ? code : "");
  show_sign (self);
  if (entry != NULL && has_suggested_name (self))
    gtk_editable_set_text (GTK_EDITABLE (self->name_row), lage_sign_entry_get_name (entry));
}

static void
choose_sign_cb (LageDrawingDialog *self)
{
  GtkWindow *chooser = lage_sign_chooser_new (lage_sign_from_code (self->sign_code, NULL),
                                              *self->sign_code != '\0');

  g_signal_connect_object (chooser, "chosen", G_CALLBACK (sign_chosen_cb), self, 0);
  gtk_window_set_transient_for (chooser, GTK_WINDOW (self));
  gtk_window_present (chooser);
}

static char *
get_description (LageDrawingDialog *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->description_view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static gint64
get_now_us (LageDrawingDialog *self)
{
  return lage_clock_now_us (lage_session_get_clock (self->session));
}

/* What an edit would say: what has been changed in the form. */
static LageDraft *
make_draft (LageDrawingDialog *self)
{
  LageDraft *draft = lage_draft_new (LAGE_KIND_AREA, lage_entity_get_id (self->drawing));
  g_autofree char *description = get_description (self);
  gint64 type = get_chosen (self->type_row, LAGE_FIELD_AREA_TYPE);
  gint64 colour = get_chosen (self->colour_row, LAGE_FIELD_COLOUR);

  lage_edit_text (draft, self->drawing, LAGE_FIELD_NAME, get_text (self->name_row));
  lage_edit_text (draft, self->drawing, LAGE_FIELD_SIGN, self->sign_code);
  if (type != lage_entity_get_int (self->drawing, LAGE_FIELD_AREA_TYPE, LAGE_AREA_OTHER))
    lage_edit_int (draft, self->drawing, LAGE_FIELD_AREA_TYPE, type);
  if (colour != lage_entity_get_int (self->drawing, LAGE_FIELD_COLOUR, LAGE_COLOUR_AUTOMATIC))
    lage_edit_int (draft, self->drawing, LAGE_FIELD_COLOUR, colour);
  lage_edit_due (draft, self->drawing, LAGE_FIELD_VALID_FROM_AT, get_text (self->from_row),
                 get_now_us (self));
  lage_edit_due (draft, self->drawing, LAGE_FIELD_EXPIRES_AT, get_text (self->until_row),
                 get_now_us (self));
  lage_edit_text (draft, self->drawing, LAGE_FIELD_SECTION, get_text (self->section_row));
  lage_edit_text (draft, self->drawing, LAGE_FIELD_DESCRIPTION, description);
  return draft;
}

static gboolean
is_touched (GtkWindow *window)
{
  LageDrawingDialog *self = LAGE_DRAWING_DIALOG (window);
  g_autoptr(LageDraft) draft = NULL;

  if (self->is_saving)
    return FALSE;
  draft = make_draft (self);
  return draft->changes->len > 0;
}

static gboolean
check_time (LageDrawingDialog *self,
            AdwEntryRow       *row,
            gint64            *time_us)
{
  if (lage_edit_parse_time (get_text (row), get_now_us (self), time_us))
    {
      gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
      return TRUE;
    }
  gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  return FALSE;
}

static void
validate (LageDrawingDialog *self)
{
  const char *problem = NULL;
  gint64 from_us = 0, until_us = 0;
  gboolean is_good;

  if (self->session == NULL)
    return;
  is_good = check_time (self, self->from_row, &from_us);
  is_good &= check_time (self, self->until_row, &until_us);
  if (!is_good)
    problem = _("A time is HH:MM, or a date and a time.");
  else if (from_us != 0 && until_us != 0 && until_us <= from_us)
    problem = _("It would end before it begins.");
  gtk_label_set_text (self->problem_label, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), problem != NULL);
  gtk_widget_set_sensitive (self->save_button, problem == NULL);
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(LageDrawingDialog) self = user_data; /* the reference taken when asking */
  g_autoptr(GError) error = NULL;

  if (lage_session_edit_finish (LAGE_SESSION (object), result, &error))
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  self->is_saving = FALSE;
  gtk_label_set_text (self->problem_label, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), TRUE);
  gtk_widget_set_sensitive (self->save_button, TRUE);
}

static void
save_cb (LageDrawingDialog *self)
{
  g_autoptr(GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) lage_draft_free);
  LageDraft *draft = make_draft (self);
  g_autofree char *label = NULL;

  g_ptr_array_add (drafts, draft);
  if (draft->changes->len == 0)
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  gtk_widget_set_sensitive (self->save_button, FALSE);
  self->is_saving = TRUE;
  /* Translators: an edit, and the name of the drawing */
  label = g_strdup_printf (_("Change of “%s”"), lage_entity_get_title (self->drawing));
  lage_session_edit_async (self->session, drafts, label, NULL, saved_cb, g_object_ref (self));
}

static void
cancel_cb (LageDrawingDialog *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static void
set_text (AdwEntryRow *row,
          const char  *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
}

static void
set_time (AdwEntryRow *row,
          LageEntity  *drawing,
          LageField    field)
{
  g_autofree char *text = NULL;

  if (lage_entity_has (drawing, field))
    text = lage_format_date_time_entry (lage_entity_get_time_us (drawing, field));
  set_text (row, text);
}

static void
fill (LageDrawingDialog *self)
{
  LageEntity *drawing = self->drawing;
  const char *description = lage_entity_get_text (drawing, LAGE_FIELD_DESCRIPTION);
  const char *code = lage_entity_get_text (drawing, LAGE_FIELD_SIGN);

  set_text (self->name_row, lage_entity_get_text (drawing, LAGE_FIELD_NAME));
  self->sign_code = g_strdup (code != NULL ? code : "");
  show_sign (self);
  gtk_widget_set_visible (
    GTK_WIDGET (self->sign_row),
    lage_entity_get_int (drawing, LAGE_FIELD_SHAPE, LAGE_SHAPE_AREA) == LAGE_SHAPE_POINT);
  fill_combo (self->type_row, LAGE_FIELD_AREA_TYPE,
              lage_entity_get_int (drawing, LAGE_FIELD_AREA_TYPE, LAGE_AREA_OTHER));
  fill_combo (self->colour_row, LAGE_FIELD_COLOUR,
              lage_entity_get_int (drawing, LAGE_FIELD_COLOUR, LAGE_COLOUR_AUTOMATIC));
  set_time (self->from_row, drawing, LAGE_FIELD_VALID_FROM_AT);
  set_time (self->until_row, drawing, LAGE_FIELD_EXPIRES_AT);
  set_text (self->section_row, lage_entity_get_text (drawing, LAGE_FIELD_SECTION));
  if (description != NULL)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->description_view), description, -1);
}

static void
lage_drawing_dialog_dispose (GObject *object)
{
  LageDrawingDialog *self = LAGE_DRAWING_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), LAGE_TYPE_DRAWING_DIALOG);
  g_clear_object (&self->drawing);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (lage_drawing_dialog_parent_class)->dispose (object);
}

static void
lage_drawing_dialog_finalize (GObject *object)
{
  LageDrawingDialog *self = LAGE_DRAWING_DIALOG (object);

  g_free (self->sign_code);

  G_OBJECT_CLASS (lage_drawing_dialog_parent_class)->finalize (object);
}

static void
lage_drawing_dialog_class_init (LageDrawingDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lage_drawing_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = lage_drawing_dialog_finalize;

  g_type_ensure (LAGE_TYPE_SIGN_VIEW);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/rescuemate/RescueMate/ui/lage-drawing-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LageDrawingDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, LageDrawingDialog, sign_row);
  gtk_widget_class_bind_template_child (widget_class, LageDrawingDialog, sign_view);
  gtk_widget_class_bind_template_child (widget_class, LageDrawingDialog, type_row);
  gtk_widget_class_bind_template_child (widget_class, LageDrawingDialog, colour_row);
  gtk_widget_class_bind_template_child (widget_class, LageDrawingDialog, from_row);
  gtk_widget_class_bind_template_child (widget_class, LageDrawingDialog, until_row);
  gtk_widget_class_bind_template_child (widget_class, LageDrawingDialog, section_row);
  gtk_widget_class_bind_template_child (widget_class, LageDrawingDialog, description_view);
  gtk_widget_class_bind_template_child (widget_class, LageDrawingDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, LageDrawingDialog, problem_label);
  gtk_widget_class_bind_template_callback (widget_class, choose_sign_cb);
  gtk_widget_class_bind_template_callback (widget_class, validate);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
lage_drawing_dialog_init (LageDrawingDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  lage_discard_ask_before_close (GTK_WINDOW (self), is_touched);
  gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
}

/**
 * lage_drawing_dialog_new:
 * @session: the session
 * @drawing: the drawing to change
 */
LageDrawingDialog *
lage_drawing_dialog_new (LageSession *session,
                         LageEntity  *drawing)
{
  LageDrawingDialog *self = g_object_new (LAGE_TYPE_DRAWING_DIALOG, NULL);

  self->session = g_object_ref (session);
  self->drawing = g_object_ref (drawing);
  fill (self);
  gtk_editable_select_region (GTK_EDITABLE (self->name_row), 0, -1);
  return self;
}

/**
 * lage_drawing_dialog_suggest_name:
 * @session: the session
 * @shape: what was drawn
 *
 * Returns: (transfer full): a name for a new drawing, such as "Line 3": the shape, and a number that
 *   no drawing has yet
 */
char *
lage_drawing_dialog_suggest_name (LageSession   *session,
                                  LageShapeType  shape)
{
  const LageFieldSpec *spec = lage_schema_find (LAGE_KIND_AREA, LAGE_FIELD_SHAPE);
  const char *word = lage_format_member (lage_field_spec_find_member (spec, shape));
  GListModel *drawings = lage_situation_get_list (lage_session_get_situation (session),
                                                  LAGE_KIND_AREA);
  g_autofree char *prefix = g_strconcat (word, " ", NULL);
  guint n = g_list_model_get_n_items (drawings);
  guint64 highest = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(LageEntity) drawing = g_list_model_get_item (drawings, i);
      const char *name = lage_entity_get_text (drawing, LAGE_FIELD_NAME);
      guint64 number;

      if (name != NULL && g_str_has_prefix (name, prefix)
          && g_ascii_string_to_unsigned (name + strlen (prefix), 10, 0, G_MAXUINT32, &number, NULL))
        highest = MAX (highest, number);
    }
  return g_strdup_printf ("%s%" G_GUINT64_FORMAT, prefix, highest + 1);
}
