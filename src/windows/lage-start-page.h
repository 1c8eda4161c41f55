/* lage-start-page.h
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LAGE_TYPE_START_PAGE (lage_start_page_get_type ())

G_DECLARE_FINAL_TYPE (LageStartPage, lage_start_page, LAGE, START_PAGE, GtkWidget)

void lage_start_page_remember (const char *directory);

G_END_DECLS
