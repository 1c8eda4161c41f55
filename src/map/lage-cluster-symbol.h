/* lage-cluster-symbol.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <pango/pango.h>

#include "lage-symbol.h"

G_BEGIN_DECLS

/**
 * LageClusterStyle:
 * @counts: how many of each #LageSymbolKind
 * @attention: the worst #LageSymbolAttention among them
 * @freshness: the worst #LageSymbolFreshness among them
 * @is_selected: whether they are all selected
 *
 * What a symbol that stands for several items tells.
 */
typedef struct
{
  guint counts[LAGE_N_SYMBOL_KINDS];
  guint8 attention;
  guint8 freshness;
  gboolean is_selected;
} LageClusterStyle;

/* The kinds that have a line of their own; the others share the last one. */
#define LAGE_CLUSTER_MAX_ROWS 3

/**
 * LageClusterRow:
 * @kind: a #LageSymbolKind, or -1 for all further ones
 * @text: how many
 */
typedef struct
{
  int kind;
  char text[16];
} LageClusterRow;

char  * lage_cluster_format_count   (guint                   n_items);
guint   lage_cluster_style_get_rows (const LageClusterStyle *style,
                                     LageClusterRow         *rows);
void    lage_cluster_symbol_measure (const LageClusterStyle *style,
                                     PangoLayout            *layout,
                                     double                 *width,
                                     double                 *height);
void    lage_cluster_symbol_draw    (const LageClusterStyle *style,
                                     const LageMapLook      *look,
                                     PangoLayout            *layout,
                                     cairo_t                *cr);

G_END_DECLS
