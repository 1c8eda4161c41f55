/* lage-window-private.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lage-inspector.h"
#include "lage-map-panel.h"
#include "lage-pointer-button.h"
#include "lage-search-popover.h"
#include "lage-sidebar.h"
#include "lage-start-page.h"
#include "lage-window.h"

G_BEGIN_DECLS

struct _LageWindow
{
  AdwApplicationWindow parent_instance;

  /* template */
  GtkStack       *pages;
  LageStartPage  *start_page;
  AdwWindowTitle *title;
  GtkLabel       *clock_label;
  GtkLabel       *date_label;
  GtkWidget      *clock_box;
  GtkWidget      *exercise_banner;
  GtkLabel       *exercise_label;
  GtkInfoBar     *problem_bar;
  GtkLabel       *problem_label;
  GtkWidget      *feeds_button;
  GtkImage       *feeds_icon;
  GtkLabel       *feeds_label;
  GtkToggleButton *sidebar_button;
  GtkToggleButton *inspector_button;
  GtkMenuButton  *search_button;
  LageSearchPopover *search_popover;
  LageSidebar    *sidebar;
  LageMapPanel   *map_panel;
  LageInspector  *inspector;
  GtkPaned       *inspector_paned;
  LagePointerButton *pointer_button;
  GtkLabel       *log_label;
  AdwToastOverlay *toasts;
  GtkPopover     *context_menu;
  GMenu          *undo_section;
  GMenu          *views_menu;

  GSettings      *settings;
  LageSession    *session;
  LageTicker     *ticker;
  LageEntity     *selected;
  GtkWindow      *wall; /* (nullable): a weak pointer */
  GCancellable   *opening;
  LagePoint       context_point;
  gboolean        has_context_point;
  LagePoint       mark;
  char           *mark_name; /* (nullable): there is no mark */
};

/* lage-window-actions.c */
void lage_window_install_actions (LageWindowClass *klass);
void lage_window_update_actions  (LageWindow      *self);
void lage_window_open_incident   (LageWindow      *self,
                                  const LagePoint *point,
                                  const char      *location);
void lage_window_show_error      (LageWindow      *self,
                                  const char      *text,
                                  const GError    *error);

/* lage-window-find.c */
void lage_window_install_find    (GtkWidgetClass  *widget_class);
void lage_window_init_find       (LageWindow      *self);
void lage_window_update_find     (LageWindow      *self);
void lage_window_choose          (LageWindow      *self,
                                  LageFindResult  *result,
                                  LageFindAction   action);

/* lage-window-drawing.c */
void lage_window_install_drawing (GtkWidgetClass  *widget_class);
void lage_window_update_drawing  (LageWindow      *self);

/* lage-window-exchange.c */
void lage_window_install_exchange (GtkWidgetClass *widget_class);
void lage_window_init_exchange   (LageWindow      *self);
void lage_window_update_exchange (LageWindow      *self);

/* lage-window-maps.c */
void lage_window_install_map_actions (GtkWidgetClass *widget_class);
void lage_window_update_map_actions  (LageWindow     *self);

/* lage-window-undo.c */
void lage_window_install_undo    (GtkWidgetClass  *widget_class);
void lage_window_update_undo     (LageWindow      *self);

/* lage-window-views.c */
void lage_window_install_view_actions (LageWindowClass *klass);
void lage_window_update_view_actions  (LageWindow      *self);
void lage_window_connect_views        (LageWindow      *self);

/* lage-window-selection.c */
void lage_window_install_selection (GtkWidgetClass *widget_class);
void lage_window_watch_selection   (LageWindow     *self);

G_END_DECLS
