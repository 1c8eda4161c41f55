/* lage-help-window.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-help-window.h"

#include <glib/gi18n.h>

/**
 * LageHelpWindow:
 *
 * What a person who is new has to know, inside the program: no browser and no network is needed to
 * read it.
 */
struct _LageHelpWindow
{
  AdwWindow parent_instance;

  GtkListBox        *contents;
  GtkScrolledWindow *scroller;
  GtkBox            *text;
};

G_DEFINE_FINAL_TYPE (LageHelpWindow, lage_help_window, ADW_TYPE_WINDOW)

#define MAX_PARAGRAPHS 6

typedef struct
{
  const char *heading;
  const char *paragraphs[MAX_PARAGRAPHS];
} Section;

static const Section sections[] = {
  { /* Translators: a heading of the help */
    N_("First steps"),
    { N_("On the start page you begin an operation or an exercise, open one that was open before, "
         "or choose a folder. Everything that belongs to it lies in that one folder."),
      N_("The window has three parts: the lists on the left, the map in the middle, and on the "
         "right the details of what is selected. Selecting something in a list selects it on the "
         "map, and the other way round. The header shows the situation clock, the name of the "
         "operation and how many feeds are in order."),
      N_("Before anything else enter your name or function under Preferences, General: every "
         "change is written to the log with it."),
      N_("There is no button for saving. What you enter is on disk when the form closes, and it is "
         "still there after a power failure.") } },
  { /* Translators: a heading of the help */
    N_("Finding"),
    { N_("Ctrl+F finds what has a name: everything in the picture by name, call sign, identifier "
         "or type, and the places, waters and streets of Hamburg and its surroundings. Umlauts, "
         "capitals and abbreviations such as “str.” do not matter, the beginnings of words are "
         "enough, and one wrong letter is forgiven. Nothing is known of house numbers."),
      N_("A position may be written in any usual notation: degrees with decimals, with minutes or "
         "with minutes and seconds, UTM, MGRS (UTMREF), and Gauss-Krüger on the old German datum. "
         "So may it be in every form. What was found says how it was read, and whether the order "
         "was turned or the zone assumed."),
      N_("Enter goes there. A place gets a pin, which only this window shows: Escape removes it, "
         "Ctrl+K keeps it as a drawing for everybody."),
      N_("Below the map stands where the pointer is. The button there chooses the notation in "
         "which all positions are shown.") } },
  { /* Translators: a heading of the help */
    N_("Reading ages and sources"),
    { N_("Every value says how old it is and who said it. The age counts from the time at which "
         "the source observed it, not from the time at which it arrived."),
      N_("Fresh: the value may be relied on. Ageing: it is older than usual, a newer one should "
         "have come. Stale: it no longer describes the present. Silent: the source has not been "
         "heard of for a long time. The words stand beside the colours, and symbols on the map "
         "change their outline as well."),
      N_("A position that is stale is the last known one. A unit that has fallen silent may be "
         "anywhere: ask by radio before you send it."),
      N_("Where several sources speak of the same field, the details show which one won, and the "
         "others with their ages below it. Nothing that a source said is thrown away.") } },
  { /* Translators: a heading of the help */
    N_("Incidents and tasks"),
    { N_("An incident is something that has happened. Create it with Ctrl+N, or with a right click "
         "at its place on the map. A name is enough to begin with; the rest can follow."),
      N_("A task says who shall do what, where, by when, with what means and to what end. Create "
         "it with Ctrl+T; if an incident is selected, the task belongs to it. One or more units "
         "can be assigned."),
      N_("A task goes from draft to issued, acknowledged, under way and done. It can be refused by "
         "those who got it, and cancelled by those who gave it; both want a reason. Only the steps "
         "that are possible now are offered."),
      N_("Every step is written down with author and time and shows in the history of the incident "
         "and of the task. Ctrl+Z takes back your own last edit, as long as nobody has changed it "
         "since; the log keeps both.") } },
  { /* Translators: a heading of the help */
    N_("Tactical signs"),
    { N_("Units, drones and incidents show on the map as tactical signs in the manner of DV 102: the "
         "outline says what it is, colour and short name say whose it is, the mark inside what it "
         "is for, and dots or bars above it how large it is."),
      N_("The sign is made from type, name, call sign and strength; the details then say “From the "
         "data” beside it. With the pencil there you choose another one: search by German or "
         "English words, take what comes nearest, and change organisation, task, size and texts "
         "below."),
      N_("A point that was drawn, a staging area for instance, gets its sign in the same way. "
         "Ctrl+Z takes it back, and “Automatic” leaves it to the data again.") } },
  { /* Translators: a heading of the help */
    N_("Base map and overlays"),
    { N_("The button at the top right of the map, or Ctrl+B, chooses what lies below the picture: the "
         "embedded map, or one that you add, and any number of overlays on it, each with its opacity "
         "and order."),
      N_("To add a map, paste the address of a map server (WMS, WMTS, TMS or tiles); the program "
         "asks it what it has. Servers are asked only after somebody has added them. Maps that have a "
         "time, such as radar, follow the time of the situation, or stay at one."),
      N_("While a server does not answer, the tiles that are on disk are shown, on the embedded map, "
         "and it is said how old they are. Offline Areas keeps a whole area of a map on disk, if the "
         "operator of its server permits that; it can be paused, and goes on after a restart.") } },
  { /* Translators: a heading of the help */
    N_("Filter and saved views"),
    { N_("Layers and filter, the funnel over the map (Ctrl+Shift+L), decides what of the picture is "
         "on the map: kinds, organisations, states, age, sections, who has a task and who has "
         "none, and a part of the name. What comes in later obeys the filter too."),
      N_("Nothing is hidden in silence: a line over the map counts what the filter hides, and "
         "alarms among it have a button of their own that shows them. Ctrl+Shift+Backspace shows "
         "everything again. The selected item stays on the map in any case."),
      N_("The lists show everything unless “Filter the lists too” is ticked. Rules are about what "
         "they make sense for: a gauge belongs to no section and has no task, so it stays."),
      N_("A saved view keeps place, zoom, maps, layers and filter under a name (Ctrl+D). Ctrl+1 to "
         "Ctrl+9 go there. Saved views belong to the person named in the preferences and are there in "
         "every operation."),
      N_("The wall view (F11) shows map, clock and key figures without controls on another screen. "
         "It obeys the same filter and follows the map; F lets it stand, Escape closes it. The key "
         "figures count the whole picture, filter or not.") } },
  { /* Translators: a heading of the help */
    N_("Many at once on the map"),
    { N_("Where items stand too close, the map draws a card with a line for each kind and its "
         "number. Frame and marks tell the worst among them: alarm, notice, old or silent. Alarms "
         "and what is selected are never hidden in a card of others. A click zooms in; where all "
         "stand on one spot, it lists them. Rest the pointer on something to read about it."),
      N_("Drag with Shift held, or take the rectangle or the lasso, to select many; with Ctrl they "
         "are added to those that are selected. Ctrl and a click add one or take it out, Ctrl+A "
         "selects all in sight, Escape nothing."),
      N_("While several are selected, a bar counts them. It gives all units among them a task "
         "(Ctrl+Shift+T) and puts all into a section of the operation (Ctrl+E); each can be undone "
         "in one step.") } },
  { /* Translators: a heading of the help */
    N_("Files of other programs"),
    { N_("Ctrl+O imports a file, and so does dropping one on the window: GeoJSON, GeoPackage, a "
         "Shapefile in a zip archive, KML, KMZ, GPX, or a table (CSV) with coordinates. You choose "
         "what its features become, and which column becomes which field; the program suggests "
         "both. A coordinate system that the file does not name has to be chosen."),
      N_("Before anything comes in, every feature is tried. Those that cannot be imported are listed "
         "with their number and the reason; you decide whether the others come in without them. An "
         "import is one edit: Ctrl+Z takes it back as a whole."),
      N_("A file that is imported again under the same name updates what it brought before. What "
         "somebody has changed here since then stays, unless the file says something new."),
      N_("Ctrl+Shift+S exports the picture, what the map shows, or what is selected, as GeoJSON, "
         "GeoPackage, KML or CSV. A file is replaced as a whole: there is never half of one.") } },
  { /* Translators: a heading of the help */
    N_("Feeds"),
    { N_("A feed brings what others report: water levels, official warnings, units, drones, "
         "hospitals, sensors. Preferences, Feeds shows each of them with its state, when it last "
         "brought something good, its counts and its last problem with the place in the message."),
      N_("In order: what comes is understood. Waiting for data: the connection stands, nothing has "
         "come yet. Runs with problems: some messages were damaged or the source has fallen "
         "silent. Failing: the source was not reached; the program tries again by itself, after "
         "growing pauses."),
      N_("“Test” tries a source once without putting anything into the picture, and says what "
         "came. “Poll Now” asks at once instead of waiting for the interval."),
      N_("A damaged message never stops a feed and never vanishes: it is counted as rejected and "
         "named under the recent problems."),
      N_("A feed that listens on this machine's network addresses takes what anybody there sends. "
         "Let it listen on 127.0.0.1 unless other machines have to reach it.") } },
  { /* Translators: a heading of the help */
    N_("Fusing two sources"),
    { N_("The same vehicle may be reported twice, for example a drone by its telemetry and by a "
         "position on the units' network. Select one of the two, choose “Same as…” in the details, "
         "and pick the other one; the nearest ones stand first."),
      N_("From then on they are one item: one symbol, one row, and for each field the better of "
         "the two values, with its source and age. The link can be taken back at any time; then "
         "both are there again with all that was reported of each.") } },
  { /* Translators: a heading of the help */
    N_("Exercise and operation"),
    { N_("An exercise is a folder of its own and is marked all the time by a striped banner and by "
         "the colour of the header. Its clock may run faster, and stand at another date."),
      N_("Nothing goes from an exercise into an operation. To practise with real feeds, switch "
         "them on in the exercise; to practise without them, leave them off and play a scenario "
         "with “lage simulate”."),
      N_("Official warnings that are themselves marked as exercise or test never raise an alarm in "
         "an operation.") } },
  { /* Translators: a heading of the help */
    N_("On paper"),
    { N_("Ctrl+P prints the picture as it is at that moment, on paper from A4 to A0, or saves it as "
         "PDF or PNG. Every page says whether it is an operation or an exercise, the time of the "
         "picture, who answers for it, the scale and which page it is."),
      N_("“Fit on one page” chooses the largest usual scale that fits. With a scale of your own "
         "choice the map may take several pages; neighbours overlap a little, and a small plan "
         "shows which one it is. What lies on one spot is drawn as a card that counts it: the lists "
         "on further pages name all of it."),
      N_("Signs have the colour of their organisation. For copies without colour there is a pale "
         "map with white signs.") } },
  { /* Translators: a heading of the help */
    N_("Where the data lies"),
    { N_("Each operation is one folder, by default in rescue-mate/operations or "
         "rescue-mate/exercises of your personal data folder (~/.local/share). It holds the log of "
         "all that was reported and decided, the list of feeds and the name. A copy of the folder, "
         "made while the program is closed, is a complete backup."),
      N_("“lage verify --data FOLDER” checks the log from end to end, “lage show --data FOLDER” "
         "prints the picture as table, JSON, GeoJSON or CSV."),
      N_("If the disk is full or fails, a red bar says so; what comes in is kept in memory and "
         "written as soon as that is possible again. A damaged log is never repaired silently: the "
         "program says what is wrong and leaves the file as it is."),
      N_("The embedded map needs no network. Preferences, Map lets you choose an MBTiles file or a "
         "tile server instead; if the server is not reached, the embedded map is shown.") } },
  { /* Translators: a heading of the help */
    N_("Drawing and measuring"),
    { N_("The strip at the left of the map has a tool for each shape, and two that measure. Lines and "
         "areas take their corners by clicks and end with a double click or Enter; circles and "
         "rectangles are pulled. Beside the pointer stands what is measured: along the ellipsoid, "
         "directions are true."),
      N_("Corners and edges of other drawings and the places of items are joined, which an orange ring "
         "shows; Alt or Ctrl suspends that. Shift keeps to steps of 15 degrees."),
      N_("What is drawn is saved at once. The form that follows asks what it is; Enter or Escape leaves "
         "it as it is. “Change Shape” in the details moves corners, makes new ones with the small "
         "handles, and moves the whole; each of these can be undone by itself."),
      N_("Undo and redo reach back over all edits that were made with this operation on this machine, "
         "also before the program was closed. Nothing is erased, and what others have changed since "
         "is left alone.") } },
  { /* Translators: a heading of the help */
    N_("Keyboard"),
    { N_("Everything can be done without a mouse. Ctrl+? shows all keys. The most used ones: "
         "Ctrl+N new incident, Ctrl+T new task, Ctrl+F filter the list, Alt+1 to Alt+9 the lists, "
         "Ctrl+G show the selected item on the map, Ctrl+Z undo, Ctrl+Y redo, F9 show or hide "
         "the lists."),
      N_("On the map (Ctrl+M goes there): the arrow keys move it, + and - zoom, Home shows the "
         "whole area, Page Down and Page Up go from item to item, Enter opens the selected one, "
         "and the menu key opens the menu at this place.") } },
};

static GtkWidget *
make_label (const char        *text,
            GtkAccessibleRole  role)
{
  return g_object_new (GTK_TYPE_LABEL,
                       "label", text,
                       "accessible-role", role,
                       "wrap", TRUE,
                       "wrap-mode", PANGO_WRAP_WORD_CHAR,
                       "xalign", 0.0,
                       NULL);
}

static void
append_section (LageHelpWindow *self,
                const Section  *section,
                gboolean        is_first)
{
  GtkWidget *heading = make_label (_(section->heading), GTK_ACCESSIBLE_ROLE_HEADING);
  GtkWidget *entry = make_label (_(section->heading), GTK_ACCESSIBLE_ROLE_LABEL);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_widget_add_css_class (heading, "title-2");
  if (!is_first)
    gtk_widget_set_margin_top (heading, 18);
  gtk_box_append (self->text, heading);
  for (guint i = 0; i < MAX_PARAGRAPHS && section->paragraphs[i] != NULL; i++)
    {
      GtkWidget *paragraph = make_label (_(section->paragraphs[i]), GTK_ACCESSIBLE_ROLE_LABEL);

      gtk_label_set_selectable (GTK_LABEL (paragraph), TRUE);
      gtk_widget_set_focusable (paragraph, FALSE);
      gtk_box_append (self->text, paragraph);
    }

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), entry);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _(section->heading), -1);
  g_object_set_data (G_OBJECT (row), "heading", heading);
  gtk_list_box_append (self->contents, row);
}

static void
row_activated_cb (LageHelpWindow *self,
                  GtkListBoxRow  *row)
{
  GtkWidget *heading = g_object_get_data (G_OBJECT (row), "heading");
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  graphene_rect_t bounds;

  if (gtk_widget_compute_bounds (heading, GTK_WIDGET (self->text), &bounds))
    gtk_adjustment_set_value (adjustment, (double) bounds.origin.y);
}

static void
lage_help_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LAGE_TYPE_HELP_WINDOW);

  G_OBJECT_CLASS (lage_help_window_parent_class)->dispose (object);
}

static void
lage_help_window_class_init (LageHelpWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lage_help_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/rescuemate/RescueMate/ui/lage-help-window.ui");
  gtk_widget_class_bind_template_child (widget_class, LageHelpWindow, contents);
  gtk_widget_class_bind_template_child (widget_class, LageHelpWindow, scroller);
  gtk_widget_class_bind_template_child (widget_class, LageHelpWindow, text);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
lage_help_window_init (LageHelpWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    append_section (self, &sections[i], i == 0);
}

LageHelpWindow *
lage_help_window_new (void)
{
  return g_object_new (LAGE_TYPE_HELP_WINDOW, NULL);
}
