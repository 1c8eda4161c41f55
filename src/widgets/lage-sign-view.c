/* lage-sign-view.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-sign-view.h"

#include <adwaita.h>

#include "lage-sign-catalogue.h"

/* Smaller than this, and marks are a blur. */
#define MIN_UNIT_PX 24

/**
 * LageSignView:
 *
 * A tactical sign in a window, as large as its room allows; it says what it shows to screen readers.
 * In the light, dark or, in high contrast, the printed form.
 */
struct _LageSignView
{
  GtkWidget parent_instance;

  const LageSign *sign; /* (nullable) */
  int             unit_px;
};

G_DEFINE_FINAL_TYPE (LageSignView, lage_sign_view, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_UNIT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
lage_sign_view_measure (GtkWidget      *widget,
                        GtkOrientation  orientation,
                        int             for_size,
                        int            *minimum,
                        int            *natural,
                        int            *minimum_baseline,
                        int            *natural_baseline)
{
  LageSignView *self = LAGE_SIGN_VIEW (widget);

  /* Room for a size above and wheels below, whatever the sign, so that rows do not jump. */
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? self->unit_px * 5 / 4
                                                       : self->unit_px * 21 / 20;
  *natural = *minimum;
}

static LageSignTheme
get_theme (void)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  if (adw_style_manager_get_high_contrast (manager))
    return LAGE_SIGN_PRINT;

  return adw_style_manager_get_dark (manager) ? LAGE_SIGN_DARK : LAGE_SIGN_LIGHT;
}

static void
lage_sign_view_snapshot (GtkWidget   *widget,
                         GtkSnapshot *snapshot)
{
  LageSignView *self = LAGE_SIGN_VIEW (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  LageSignRect extents;
  double fit;
  cairo_t *cr;

  if (self->sign == NULL || width == 0 || height == 0)
    return;

  /* A sign with texts beside it is drawn smaller as a whole, and stays in the middle. */
  lage_sign_get_extents (self->sign, self->unit_px, &extents);
  fit = MIN (MIN (width / extents.width, height / extents.height), 1);

  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width,
                                                                 (float) height));
  if (get_theme () == LAGE_SIGN_PRINT && adw_style_manager_get_dark (adw_style_manager_get_default ()))
    {
      cairo_set_source_rgb (cr, 1, 1, 1);
      cairo_paint (cr);
    }
  if (fit < 1)
    {
      /* What is scaled lies on no whole pixel anyway, but must not touch the edge. */
      fit = MIN ((width - 2) / extents.width, (height - 2) / extents.height);
      cairo_translate (cr, width / 2.0 - (extents.x + extents.width / 2) * fit,
                       height / 2.0 - (extents.y + extents.height / 2) * fit);
    }
  else
    {
      cairo_translate (cr, (int) (width / 2.0 - extents.x - extents.width / 2),
                       (int) (height / 2.0 - extents.y - extents.height / 2));
    }
  cairo_scale (cr, fit, fit);
  lage_sign_draw (self->sign, get_theme (), self->unit_px, cr);
  cairo_destroy (cr);
}

static void
lage_sign_view_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  LageSignView *self = LAGE_SIGN_VIEW (object);

  switch (prop_id)
    {
    case PROP_UNIT:
      g_value_set_int (value, self->unit_px);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lage_sign_view_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  LageSignView *self = LAGE_SIGN_VIEW (object);

  switch (prop_id)
    {
    case PROP_UNIT:
      self->unit_px = g_value_get_int (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lage_sign_view_class_init (LageSignViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = lage_sign_view_get_property;
  object_class->set_property = lage_sign_view_set_property;
  widget_class->measure = lage_sign_view_measure;
  widget_class->snapshot = lage_sign_view_snapshot;

  /**
   * LageSignView:unit:
   *
   * Width of a unit's box where there is room, in logical pixels.
   */
  properties[PROP_UNIT] =
    g_param_spec_int ("unit", NULL, NULL, MIN_UNIT_PX, 400, 48,
                      G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
lage_sign_view_init (LageSignView *self)
{
  g_signal_connect_object (adw_style_manager_get_default (), "notify",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
lage_sign_view_new (void)
{
  return g_object_new (LAGE_TYPE_SIGN_VIEW, NULL);
}

const LageSign *
lage_sign_view_get_sign (LageSignView *self)
{
  g_return_val_if_fail (LAGE_IS_SIGN_VIEW (self), NULL);

  return self->sign;
}

/**
 * lage_sign_view_set_sign:
 * @self: the view
 * @sign: (nullable): what to show
 */
void
lage_sign_view_set_sign (LageSignView   *self,
                         const LageSign *sign)
{
  g_return_if_fail (LAGE_IS_SIGN_VIEW (self));

  if (self->sign == sign)
    return;

  self->sign = sign;
  if (sign != NULL)
    {
      g_autofree char *name = lage_sign_describe (sign);

      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
    }
  else
    {
      gtk_accessible_reset_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
