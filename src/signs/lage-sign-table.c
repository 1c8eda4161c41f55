/* lage-sign-table.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-sign-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* The words of the grammar. Names are data and not translations: a sign is found by its German and
 * by its English name, whatever the language of the windows is. */

static const LageSignWord bases[LAGE_N_SIGN_BASES] = {
  [LAGE_SIGN_UNIT] = { "unit", "Unit", "Taktische Formation" },
  [LAGE_SIGN_COMMAND_POST] = { "command-post", "Command post", "Befehlsstelle" },
  [LAGE_SIGN_PERSON] = { "person", "Person", "Person" },
  [LAGE_SIGN_POST] = { "post", "Post", "Stelle" },
  [LAGE_SIGN_FACILITY] = { "facility", "Fixed facility", "Ortsfeste Einrichtung" },
  [LAGE_SIGN_BUILDING] = { "building", "Building", "Gebäude" },
  [LAGE_SIGN_VEHICLE] = { "vehicle", "Vehicle", "Fahrzeug" },
  [LAGE_SIGN_ROAD_VEHICLE] = { "road-vehicle", "Road vehicle", "Kraftfahrzeug" },
  [LAGE_SIGN_OFF_ROAD_VEHICLE] = { "off-road-vehicle", "Off-road vehicle",
                                   "Geländegängiges Fahrzeug" },
  [LAGE_SIGN_TRACKED_VEHICLE] = { "tracked-vehicle", "Tracked vehicle", "Kettenfahrzeug" },
  [LAGE_SIGN_RAIL_VEHICLE] = { "rail-vehicle", "Rail vehicle", "Schienenfahrzeug" },
  [LAGE_SIGN_TRAILER] = { "trailer", "Trailer", "Anhänger" },
  [LAGE_SIGN_WATER_CRAFT] = { "water-craft", "Water craft", "Wasserfahrzeug" },
  [LAGE_SIGN_HELICOPTER] = { "helicopter", "Helicopter", "Hubschrauber" },
  [LAGE_SIGN_PLANE] = { "plane", "Aeroplane", "Flugzeug" },
  [LAGE_SIGN_DRONE] = { "drone", "Drone", "Drohne" },
  [LAGE_SIGN_MEASURE] = { "measure", "Measure", "Maßnahme" },
  [LAGE_SIGN_EVENT] = { "event", "Event", "Ereignis" },
  [LAGE_SIGN_DANGER] = { "danger", "Danger", "Gefahr" },
  [LAGE_SIGN_STAGING_AREA] = { "staging-area", "Staging area", "Bereitstellungsraum" },
  [LAGE_SIGN_REPORTING_POST] = { "reporting-post", "Reporting post", "Meldekopf" },
  [LAGE_SIGN_STAGING_AND_REPORTING] = { "staging-and-reporting",
                                        "Staging area with reporting post",
                                        "Bereitstellungsraum mit Meldekopf" },
  [LAGE_SIGN_COLLECTION_POINT] = { "collection-point", "Collection point", "Sammelstelle" },
  [LAGE_SIGN_GUIDE_POST] = { "guide-post", "Guide post", "Lotsenstelle" },
  [LAGE_SIGN_LANDING_SITE] = { "landing-site", "Helicopter landing site",
                               "Hubschrauberlandeplatz" },
  [LAGE_SIGN_CARE_POST] = { "care-post", "Care post", "Betreuungsstelle" },
  [LAGE_SIGN_TREATMENT_POST] = { "treatment-post", "Treatment post", "Behandlungsplatz" },
  [LAGE_SIGN_EMERGENCY_SHELTER] = { "emergency-shelter", "Emergency shelter", "Notunterkunft" },
  [LAGE_SIGN_ACCOUNT_RED] = { "account-red", "Damage account, red", "Schadenskonto rot" },
  [LAGE_SIGN_ACCOUNT_YELLOW] = { "account-yellow", "Damage account, yellow",
                                 "Schadenskonto gelb" },
  [LAGE_SIGN_ACCOUNT_WHITE] = { "account-white", "Damage account, white", "Schadenskonto weiß" },
  [LAGE_SIGN_FLOODED] = { "flooded", "Flooded area", "Überschwemmtes Gebiet" },
  [LAGE_SIGN_FAILURE_25] = { "failure-25", "Failure of 25 %", "Ausfall 25 %" },
  [LAGE_SIGN_FAILURE_50] = { "failure-50", "Failure of 50 %", "Ausfall 50 %" },
  [LAGE_SIGN_FAILURE_75] = { "failure-75", "Failure of 75 %", "Ausfall 75 %" },
  [LAGE_SIGN_FAILURE_100] = { "failure-100", "Failure of 100 %", "Ausfall 100 %" },
  [LAGE_SIGN_TENDENCY_UP] = { "tendency-up", "Tendency: rising", "Tendenz steigend" },
  [LAGE_SIGN_TENDENCY_STEADY] = { "tendency-steady", "Tendency: steady",
                                  "Tendenz gleichbleibend" },
  [LAGE_SIGN_TENDENCY_DOWN] = { "tendency-down", "Tendency: falling", "Tendenz fallend" },
  [LAGE_SIGN_FIRE_SMALL] = { "fire-small", "Fire, starting", "Entstehungsbrand" },
  [LAGE_SIGN_FIRE_MEDIUM] = { "fire-medium", "Fire, spreading", "Fortentwickelter Brand" },
  [LAGE_SIGN_FIRE_LARGE] = { "fire-large", "Fire, fully developed", "Vollbrand" },
  [LAGE_SIGN_ROAD] = { "road", "Road", "Straße" },
};

static const LageSignWord organisations[] = {
  [LAGE_ORGANISATION_UNKNOWN] = { "", "No organisation", "Ohne Organisation" },
  [LAGE_ORGANISATION_FIRE] = { "fire", "Fire brigade", "Feuerwehr" },
  [LAGE_ORGANISATION_THW] = { "thw", "THW", "THW" },
  [LAGE_ORGANISATION_RELIEF] = { "relief", "Relief organisation", "Hilfsorganisation" },
  [LAGE_ORGANISATION_COMMAND] = { "command", "Command", "Führung" },
  [LAGE_ORGANISATION_POLICE] = { "police", "Police", "Polizei" },
  [LAGE_ORGANISATION_AUTHORITY] = { "authority", "Authority", "Behörde" },
  [LAGE_ORGANISATION_MILITARY] = { "military", "Armed forces", "Bundeswehr" },
  [LAGE_ORGANISATION_CIVIL] = { "civil", "Civilian", "Zivile Kräfte" },
};

static const LageSignWord tasks[LAGE_N_SIGN_TASKS] = {
  [LAGE_SIGN_NO_TASK] = { "", "No task", "Ohne Fachaufgabe" },
  [LAGE_SIGN_FIRE_FIGHTING] = { "fire-fighting", "Fire fighting", "Brandbekämpfung" },
  [LAGE_SIGN_MEDICAL] = { "medical", "Medical service", "Sanitäts- und Rettungswesen" },
  [LAGE_SIGN_DOCTOR] = { "doctor", "Medical care by a doctor", "Ärztliche Versorgung" },
  [LAGE_SIGN_HOSPITAL] = { "hospital", "Hospital", "Krankenhaus" },
  [LAGE_SIGN_CARE] = { "care", "Care", "Betreuung" },
  [LAGE_SIGN_COMMAND] = { "command", "Command", "Führung" },
  [LAGE_SIGN_LOGISTICS] = { "logistics", "Logistics", "Logistik" },
  [LAGE_SIGN_COMMUNICATIONS] = { "communications", "Communications",
                                 "Information und Kommunikation" },
  [LAGE_SIGN_RECONNAISSANCE] = { "reconnaissance", "Reconnaissance", "Erkundung" },
  [LAGE_SIGN_WATER_RESCUE] = { "water-rescue", "Water rescue", "Wasserrettung" },
  [LAGE_SIGN_BOATS] = { "boats", "Boats", "Wasserfahrzeuge" },
  [LAGE_SIGN_DIKE_DEFENCE] = { "dike-defence", "Dike defence", "Deichverteidigung" },
  [LAGE_SIGN_RECOVERY] = { "recovery", "Recovery", "Bergung" },
  [LAGE_SIGN_TECHNICAL] = { "technical", "Technical assistance", "Technische Hilfe" },
  [LAGE_SIGN_PUMPING] = { "pumping", "Pumping", "Pumpen" },
  [LAGE_SIGN_CLEARING] = { "clearing", "Clearing", "Räumen" },
  [LAGE_SIGN_TRANSPORT] = { "transport", "Transport", "Transport" },
  [LAGE_SIGN_CBRN] = { "cbrn", "Hazardous materials (CBRN)", "ABC-Abwehr" },
  [LAGE_SIGN_DECONTAMINATION] = { "decontamination", "Decontamination", "Dekontamination" },
  [LAGE_SIGN_WARNING] = { "warning", "Warning", "Warnen" },
  [LAGE_SIGN_DOGS] = { "dogs", "Search dogs", "Rettungshunde" },
  [LAGE_SIGN_LIGHTING] = { "lighting", "Lighting", "Beleuchtung" },
  [LAGE_SIGN_LIFTING] = { "lifting", "Lifting", "Heben" },
  [LAGE_SIGN_HEIGHT_RESCUE] = { "height-rescue", "Rescue from heights", "Höhenrettung" },
  [LAGE_SIGN_BLASTING] = { "blasting", "Blasting", "Sprengen" },
  [LAGE_SIGN_MAINTENANCE] = { "maintenance", "Maintenance", "Instandhaltung" },
  [LAGE_SIGN_ACCOMMODATION] = { "accommodation", "Accommodation", "Unterbringung" },
  [LAGE_SIGN_PSYCHOSOCIAL] = { "psychosocial", "Psychosocial care", "Psychosoziale Notfallversorgung" },
  [LAGE_SIGN_VETERINARY] = { "veterinary", "Veterinary service", "Veterinärwesen" },
  [LAGE_SIGN_DIVING] = { "diving", "Diving", "Tauchen" },
  [LAGE_SIGN_AERIAL_VIEW] = { "aerial-view", "View from the air", "Luftaufklärung" },
};

static const LageSignWord supplies[LAGE_N_SIGN_SUPPLIES] = {
  [LAGE_SIGN_NO_SUPPLY] = { "", "General supply", "Versorgung allgemein" },
  [LAGE_SIGN_FOOD] = { "food", "Food", "Verpflegung" },
  [LAGE_SIGN_WATER] = { "water", "Drinking water", "Trinkwasser" },
  [LAGE_SIGN_POWER] = { "power", "Electric power", "Stromversorgung" },
  [LAGE_SIGN_FUEL] = { "fuel", "Fuel", "Betriebsstoffe" },
  [LAGE_SIGN_MATERIAL] = { "material", "Material", "Material" },
  [LAGE_SIGN_SANDBAGS] = { "sandbags", "Sandbags", "Sandsäcke" },
};

static const LageSignWord sizes[LAGE_N_SIGN_SIZES] = {
  [LAGE_SIGN_NO_SIZE] = { "", "No size", "Ohne Größe" },
  [LAGE_SIGN_TRUPP] = { "trupp", "Team", "Trupp" },
  [LAGE_SIGN_STAFFEL] = { "staffel", "Squad", "Staffel" },
  [LAGE_SIGN_GRUPPE] = { "gruppe", "Section", "Gruppe" },
  [LAGE_SIGN_ZUG] = { "zug", "Platoon", "Zug" },
  [LAGE_SIGN_ZUGTRUPP] = { "zugtrupp", "Platoon command team", "Zugtrupp" },
  [LAGE_SIGN_VERBAND_1] = { "verband-1", "Company (Verband I)", "Verband I / Bereitschaft" },
  [LAGE_SIGN_VERBAND_2] = { "verband-2", "Formation (Verband II)", "Verband II" },
  [LAGE_SIGN_VERBAND_3] = { "verband-3", "Formation (Verband III)", "Verband III" },
};

static const LageSignWord levels[LAGE_N_SIGN_LEVELS] = {
  [LAGE_SIGN_NO_LEVEL] = { "", "No level", "Ohne Verwaltungsstufe" },
  [LAGE_SIGN_MUNICIPALITY] = { "municipality", "Municipality", "Gemeinde" },
  [LAGE_SIGN_COUNTY] = { "county", "County", "Kreis" },
  [LAGE_SIGN_DISTRICT] = { "district", "District", "Bezirk" },
  [LAGE_SIGN_STATE] = { "state", "State", "Land" },
  [LAGE_SIGN_FEDERATION] = { "federation", "Federation", "Bund" },
};

static const LageSignWord states[LAGE_N_SIGN_STATES] = {
  [LAGE_SIGN_NO_STATE] = { "", "No state", "Ohne Zustand" },
  [LAGE_SIGN_INJURED] = { "injured", "Injured", "Verletzt" },
  [LAGE_SIGN_DEAD] = { "dead", "Dead", "Tot" },
  [LAGE_SIGN_MISSING] = { "missing", "Missing", "Vermisst" },
  [LAGE_SIGN_DAMAGED] = { "damaged", "Damaged", "Beschädigt" },
  [LAGE_SIGN_PARTLY_DESTROYED] = { "partly-destroyed", "Partly destroyed", "Teilzerstört" },
  [LAGE_SIGN_DESTROYED] = { "destroyed", "Destroyed", "Zerstört" },
  [LAGE_SIGN_PARTLY_BLOCKED] = { "partly-blocked", "Partly blocked", "Teilblockiert" },
  [LAGE_SIGN_BLOCKED] = { "blocked", "Blocked", "Blockiert" },
};

static const LageSignWord rescues[LAGE_N_SIGN_RESCUES] = {
  [LAGE_SIGN_NO_RESCUE] = { "", "Not rescued", "Nicht gerettet" },
  [LAGE_SIGN_BURIED] = { "buried", "Buried", "Verschüttet" },
  [LAGE_SIGN_RESCUED] = { "rescued", "Rescued", "Gerettet" },
  [LAGE_SIGN_TO_TRANSPORT] = { "to-transport", "To be transported", "Zu transportieren" },
  [LAGE_SIGN_TRANSPORTED] = { "transported", "Transported", "Transportiert" },
};

static const LageSignWord ranks[LAGE_N_SIGN_RANKS] = {
  [LAGE_SIGN_NO_RANK] = { "", "No rank", "Ohne Funktion" },
  [LAGE_SIGN_LEADER] = { "leader", "Leader", "Führungskraft" },
  [LAGE_SIGN_ADVISER] = { "adviser", "Adviser", "Fachberater" },
};

static const LageSignWord hints[LAGE_N_SIGN_HINTS] = {
  [LAGE_SIGN_NO_HINT] = { "", "Certain", "Ohne Hinweis" },
  [LAGE_SIGN_SUSPECTED] = { "suspected", "Suspected", "Vermutet" },
  [LAGE_SIGN_ACUTE] = { "acute", "Acute", "Akut" },
};

static const struct
{
  const char *token;
  const LageSignWord *words;
  guint n_words;
} keys[LAGE_N_SIGN_KEYS] = {
  [LAGE_SIGN_KEY_BASE] = { "base", bases, G_N_ELEMENTS (bases) },
  [LAGE_SIGN_KEY_ORGANISATION] = { "org", organisations, G_N_ELEMENTS (organisations) },
  [LAGE_SIGN_KEY_TASK] = { "task", tasks, G_N_ELEMENTS (tasks) },
  [LAGE_SIGN_KEY_SUPPLY] = { "supply", supplies, G_N_ELEMENTS (supplies) },
  [LAGE_SIGN_KEY_SIZE] = { "size", sizes, G_N_ELEMENTS (sizes) },
  [LAGE_SIGN_KEY_LEVEL] = { "level", levels, G_N_ELEMENTS (levels) },
  [LAGE_SIGN_KEY_STATE] = { "state", states, G_N_ELEMENTS (states) },
  [LAGE_SIGN_KEY_RESCUE] = { "rescue", rescues, G_N_ELEMENTS (rescues) },
  [LAGE_SIGN_KEY_RANK] = { "rank", ranks, G_N_ELEMENTS (ranks) },
  [LAGE_SIGN_KEY_HINT] = { "hint", hints, G_N_ELEMENTS (hints) },
};

static const char * const text_tokens[LAGE_N_SIGN_TEXTS] = {
  [LAGE_SIGN_TEXT_NAME] = "name",   [LAGE_SIGN_TEXT_TYPE] = "type",
  [LAGE_SIGN_TEXT_SHORT] = "short", [LAGE_SIGN_TEXT_LEFT] = "left",
  [LAGE_SIGN_TEXT_RIGHT] = "right",
};

/**
 * lage_sign_get_words:
 * @key: which list
 * @n_words: (out): how many there are
 *
 * Returns: (array length=n_words): by the numbers of the enumeration of @key
 */
const LageSignWord *
lage_sign_get_words (LageSignKey  key,
                     guint       *n_words)
{
  *n_words = keys[key].n_words;

  return keys[key].words;
}

const char *
lage_sign_key_token (LageSignKey key)
{
  return keys[key].token;
}

const char *
lage_sign_text_token (LageSignText text)
{
  return text_tokens[text];
}

/* Whether signs are named in German here; lage_sign_word_get_name() and the catalogue ask. */
gboolean
lage_sign_is_german (void)
{
  /* Translators: the language in which tactical signs are named: "de" for German, else "en". */
  return strcmp (C_("language of the tactical signs", "en"), "de") == 0;
}

/**
 * lage_sign_word_get_name:
 * @word: a word of the grammar
 *
 * Returns: (transfer none): its name in the language of the person
 */
const char *
lage_sign_word_get_name (const LageSignWord *word)
{
  return lage_sign_is_german () ? word->german : word->english;
}
