/* lage-sign-words.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "lage-sign-words.h"

#include <string.h>

/* The words that types, names and call signs of German forces are made of, and some English ones.
 * Rules come before those that are less exact; a part of the sign that one rule has set is not
 * touched by a later one. */

#define WHOLE .match = LAGE_SIGN_WORD_WHOLE
#define END .match = LAGE_SIGN_WORD_END
#define PART .match = LAGE_SIGN_WORD_PART
#define BASE(base_) .base = LAGE_SIGN_##base_ + 1
#define ORG(organisation_) .organisation = LAGE_ORGANISATION_##organisation_
#define TASK(task_) .task = LAGE_SIGN_##task_
#define SUPPLY(supply_) .task = LAGE_SIGN_LOGISTICS, .supply = LAGE_SIGN_##supply_
#define SIZE(size_) .size = LAGE_SIGN_##size_
#define ROAD_VEHICLE(type_) BASE (ROAD_VEHICLE), .type = type_

static const LageSignWordRule unit_words[] = {
  /* Call signs. */
  { "florian", WHOLE, ORG (FIRE) },
  { "heros", WHOLE, ORG (THW) },
  { "rotkreuz", WHOLE, ORG (RELIEF), .brief = "DRK" },
  { "pelikan", WHOLE, ORG (RELIEF), TASK (WATER_RESCUE), .brief = "DLRG" },
  { "akkon", WHOLE, ORG (RELIEF), .brief = "JUH" },
  { "johannes", WHOLE, ORG (RELIEF), .brief = "MHD" },
  { "sama", WHOLE, ORG (RELIEF), .brief = "ASB" },
  { "samariter", WHOLE, ORG (RELIEF), .brief = "ASB" },
  { "christoph", WHOLE, BASE (HELICOPTER), ORG (RELIEF) },
  { "libelle", WHOLE, BASE (HELICOPTER), ORG (POLICE) },
  { "pirol", WHOLE, BASE (HELICOPTER), ORG (POLICE), .brief = "BPOL" },
  { "kater", WHOLE, ORG (AUTHORITY), .brief = "KatS" },

  /* Organisations. */
  { "drk", WHOLE, ORG (RELIEF), .brief = "DRK" },
  { "brk", WHOLE, ORG (RELIEF), .brief = "BRK" },
  { "asb", WHOLE, ORG (RELIEF), .brief = "ASB" },
  { "juh", WHOLE, ORG (RELIEF), .brief = "JUH" },
  { "johanniter", WHOLE, ORG (RELIEF), .brief = "JUH" },
  { "mhd", WHOLE, ORG (RELIEF), .brief = "MHD" },
  { "malteser", WHOLE, ORG (RELIEF), .brief = "MHD" },
  { "dlrg", WHOLE, ORG (RELIEF), TASK (WATER_RESCUE), .brief = "DLRG" },
  { "dgzrs", WHOLE, BASE (WATER_CRAFT), ORG (RELIEF), TASK (WATER_RESCUE), .brief = "DGzRS" },
  { "brh", WHOLE, ORG (RELIEF), TASK (DOGS), .brief = "BRH" },
  { "wsp", WHOLE, ORG (POLICE), .brief = "WSP" },
  { "wasserschutzpolizei", WHOLE, ORG (POLICE), .brief = "WSP" },
  { "bundespolizei", WHOLE, ORG (POLICE), .brief = "BPOL" },
  { "bpol", WHOLE, ORG (POLICE), .brief = "BPOL" },
  { "polizei", WHOLE, ORG (POLICE) },
  { "police", WHOLE, ORG (POLICE) },
  { "zoll", WHOLE, ORG (POLICE), .brief = "Zoll" },
  { "bundeswehr", WHOLE, ORG (MILITARY) },
  { "feuerwehr", WHOLE, ORG (FIRE) },
  { "ff", WHOLE, ORG (FIRE) },
  { "bf", WHOLE, ORG (FIRE) },
  { "thw", WHOLE, ORG (THW) },
  { "hpa", WHOLE, ORG (AUTHORITY), .brief = "HPA" },
  { "lsbg", WHOLE, ORG (AUTHORITY), .brief = "LSBG" },
  { "deichwacht", WHOLE, ORG (AUTHORITY), TASK (DIKE_DEFENCE), .brief = "DW" },
  { "deichverband", WHOLE, ORG (AUTHORITY), TASK (DIKE_DEFENCE), .brief = "DV" },

  /* Command. */
  { "technische einsatzleitung", PART, BASE (COMMAND_POST), .name = "TEL" },
  { "tel", WHOLE, BASE (COMMAND_POST), .name = "TEL" },
  { "einsatzabschnittsleitung", PART, BASE (COMMAND_POST), .name = "EAL" },
  { "abschnittsleitung", PART, BASE (COMMAND_POST), .name = "EAL" },
  { "eal", WHOLE, BASE (COMMAND_POST), .name = "EAL" },
  { "ueal", WHOLE, BASE (COMMAND_POST), .name = "UEAL" },
  { "oertliche einsatzleitung", PART, BASE (COMMAND_POST), .name = "ÖEL" },
  { "oeel", WHOLE, BASE (COMMAND_POST), .name = "ÖEL" },
  { "katastrophenschutzleitung", PART, BASE (COMMAND_POST), .name = "KatSL" },
  { "katsl", WHOLE, BASE (COMMAND_POST), .name = "KatSL" },
  { "fuehrungsstab", PART, BASE (COMMAND_POST), .name = "FüStab" },
  { "fuestab", WHOLE, BASE (COMMAND_POST), .name = "FüStab" },
  { "krisenstab", PART, BASE (COMMAND_POST), .name = "Stab" },
  { "fuehrungsstelle", PART, BASE (COMMAND_POST), .name = "FüSt" },
  { "befehlsstelle", PART, BASE (COMMAND_POST), .name = "FüSt" },
  { "fuest", WHOLE, BASE (COMMAND_POST), .name = "FüSt" },
  { "einsatzleitung", PART, BASE (COMMAND_POST), .name = "EL" },
  { "command post", PART, BASE (COMMAND_POST) },
  { "incident command", PART, BASE (COMMAND_POST), .name = "EL" },
  { "hq", WHOLE, BASE (COMMAND_POST) },
  { "einsatzleitwagen", PART, ROAD_VEHICLE ("ELW"), TASK (COMMAND) },
  { "elw", WHOLE, ROAD_VEHICLE ("ELW"), TASK (COMMAND) },
  { "kommandowagen", PART, ROAD_VEHICLE ("KdoW"), TASK (COMMAND) },
  { "kdow", WHOLE, ROAD_VEHICLE ("KdoW"), TASK (COMMAND) },
  { "fuehrungskraftwagen", PART, ROAD_VEHICLE ("FüKW"), TASK (COMMAND) },
  { "fuekw", WHOLE, ROAD_VEHICLE ("FüKW"), TASK (COMMAND) },

  /* Places that are kept as units. */
  { "bereitstellungsraum", PART, BASE (STAGING_AREA) },
  { "staging area", PART, BASE (STAGING_AREA) },
  { "meldekopf", PART, BASE (REPORTING_POST) },
  { "lotsenstelle", PART, BASE (GUIDE_POST) },
  { "behandlungsplatz", PART, BASE (TREATMENT_POST) },
  { "betreuungsstelle", PART, BASE (CARE_POST) },
  { "betreuungsplatz", PART, BASE (CARE_POST) },
  { "notunterkunft", PART, BASE (EMERGENCY_SHELTER) },
  { "sammelstelle", PART, BASE (COLLECTION_POINT) },
  { "sammelpunkt", PART, BASE (COLLECTION_POINT) },

  /* Fire brigade vehicles. */
  { "hilfeleistungsloeschfahrzeug", PART, ROAD_VEHICLE ("HLF"), TASK (FIRE_FIGHTING) },
  { "hilfeleistungsloeschgruppenfahrzeug", PART, ROAD_VEHICLE ("HLF"), TASK (FIRE_FIGHTING) },
  { "hlf", WHOLE, ROAD_VEHICLE ("HLF"), TASK (FIRE_FIGHTING) },
  { "tankloeschfahrzeug", PART, ROAD_VEHICLE ("TLF"), TASK (FIRE_FIGHTING) },
  { "tlf", WHOLE, ROAD_VEHICLE ("TLF"), TASK (FIRE_FIGHTING) },
  { "loeschfahrzeug", PART, ROAD_VEHICLE ("LF"), TASK (FIRE_FIGHTING) },
  { "loeschgruppenfahrzeug", PART, ROAD_VEHICLE ("LF"), TASK (FIRE_FIGHTING) },
  { "lf", WHOLE, ROAD_VEHICLE ("LF"), TASK (FIRE_FIGHTING) },
  { "mlf", WHOLE, ROAD_VEHICLE ("MLF"), TASK (FIRE_FIGHTING) },
  { "tsf", WHOLE, ROAD_VEHICLE ("TSF"), TASK (FIRE_FIGHTING) },
  { "fire engine", PART, ROAD_VEHICLE ("LF"), TASK (FIRE_FIGHTING) },
  { "drehleiter", PART, ROAD_VEHICLE ("DLK"), TASK (HEIGHT_RESCUE) },
  { "dlk", WHOLE, ROAD_VEHICLE ("DLK"), TASK (HEIGHT_RESCUE) },
  { "dl", WHOLE, ROAD_VEHICLE ("DL"), TASK (HEIGHT_RESCUE) },
  { "ruestwagen", PART, ROAD_VEHICLE ("RW"), TASK (TECHNICAL) },
  { "rw", WHOLE, ROAD_VEHICLE ("RW"), TASK (TECHNICAL) },
  { "wechselladerfahrzeug", PART, ROAD_VEHICLE ("WLF"), TASK (LOGISTICS) },
  { "wlf", WHOLE, ROAD_VEHICLE ("WLF"), TASK (LOGISTICS) },
  { "schlauchwagen", PART, ROAD_VEHICLE ("SW"), TASK (LOGISTICS) },
  { "geraetewagen logistik", PART, ROAD_VEHICLE ("GW-L"), TASK (LOGISTICS) },
  { "geraetewagen", PART, ROAD_VEHICLE ("GW") },
  { "gw", WHOLE, ROAD_VEHICLE ("GW") },
  { "kranwagen", PART, ROAD_VEHICLE ("FwK"), TASK (LIFTING) },
  { "mannschaftstransport", PART, ROAD_VEHICLE ("MTW"), TASK (TRANSPORT) },
  { "mtw", WHOLE, ROAD_VEHICLE ("MTW"), TASK (TRANSPORT) },
  { "mtf", WHOLE, ROAD_VEHICLE ("MTF"), TASK (TRANSPORT) },

  /* Rescue service. */
  { "grossraumrettungswagen", PART, ROAD_VEHICLE ("GRTW"), TASK (MEDICAL) },
  { "grtw", WHOLE, ROAD_VEHICLE ("GRTW"), TASK (MEDICAL) },
  { "rettungswagen", PART, ROAD_VEHICLE ("RTW"), TASK (MEDICAL) },
  { "rtw", WHOLE, ROAD_VEHICLE ("RTW"), TASK (MEDICAL) },
  { "krankentransport", PART, ROAD_VEHICLE ("KTW"), TASK (MEDICAL) },
  { "ktw", WHOLE, ROAD_VEHICLE ("KTW"), TASK (MEDICAL) },
  { "notarzteinsatzfahrzeug", PART, ROAD_VEHICLE ("NEF"), TASK (DOCTOR) },
  { "nef", WHOLE, ROAD_VEHICLE ("NEF"), TASK (DOCTOR) },
  { "notarzt", PART, ROAD_VEHICLE ("NAW"), TASK (DOCTOR) },
  { "ambulance", PART, ROAD_VEHICLE ("RTW"), TASK (MEDICAL) },
  { "rettungshubschrauber", PART, BASE (HELICOPTER) },
  { "hubschrauber", PART, BASE (HELICOPTER) },
  { "helicopter", PART, BASE (HELICOPTER) },
  { "rth", WHOLE, BASE (HELICOPTER) },
  { "ith", WHOLE, BASE (HELICOPTER) },
  { "flugzeug", PART, BASE (PLANE) },
  { "drohne", PART, TASK (AERIAL_VIEW) },
  { "drone", PART, TASK (AERIAL_VIEW) },
  { "uav", WHOLE, TASK (AERIAL_VIEW) },

  /* Police and THW vehicles. */
  { "streifenwagen", PART, ROAD_VEHICLE ("FuStW"), ORG (POLICE) },
  { "fustw", WHOLE, ROAD_VEHICLE ("FuStW"), ORG (POLICE) },
  { "patrol car", PART, ROAD_VEHICLE ("FuStW"), ORG (POLICE) },
  { "wasserwerfer", PART, ROAD_VEHICLE ("WaWe"), ORG (POLICE) },
  { "geraetekraftwagen", PART, BASE (OFF_ROAD_VEHICLE), .type = "GKW", TASK (RECOVERY) },
  { "gkw", WHOLE, BASE (OFF_ROAD_VEHICLE), .type = "GKW", TASK (RECOVERY) },
  { "mlw", WHOLE, BASE (OFF_ROAD_VEHICLE), .type = "MLW", TASK (TRANSPORT) },
  { "mzkw", WHOLE, BASE (OFF_ROAD_VEHICLE), .type = "MzKW", TASK (TRANSPORT) },
  { "radlader", PART, BASE (OFF_ROAD_VEHICLE), .type = "RL", TASK (CLEARING) },
  { "bagger", PART, BASE (TRACKED_VEHICLE), TASK (CLEARING) },
  { "anhaenger", PART, BASE (TRAILER) },
  { "trailer", PART, BASE (TRAILER) },
  { "lkw", WHOLE, ROAD_VEHICLE ("LKW"), TASK (TRANSPORT) },
  { "truck", WHOLE, ROAD_VEHICLE ("LKW"), TASK (TRANSPORT) },
  { "bus", WHOLE, ROAD_VEHICLE ("Bus"), TASK (TRANSPORT) },

  /* On the water. */
  { "loeschboot", PART, BASE (WATER_CRAFT), TASK (FIRE_FIGHTING) },
  { "streifenboot", PART, BASE (WATER_CRAFT), ORG (POLICE) },
  { "rettungsboot", PART, BASE (WATER_CRAFT), TASK (WATER_RESCUE) },
  { "seenotrettung", PART, BASE (WATER_CRAFT), TASK (WATER_RESCUE) },
  { "mzb", WHOLE, BASE (WATER_CRAFT), TASK (WATER_RESCUE) },
  { "rtb", WHOLE, BASE (WATER_CRAFT), TASK (WATER_RESCUE) },
  { "mrb", WHOLE, BASE (WATER_CRAFT), TASK (WATER_RESCUE) },
  { "bootstrupp", PART, TASK (BOATS), SIZE (TRUPP) },
  { "bootsgruppe", PART, TASK (BOATS), SIZE (GRUPPE) },
  { "boot", END, BASE (WATER_CRAFT) },
  { "boat", END, BASE (WATER_CRAFT) },
  { "schiff", END, BASE (WATER_CRAFT) },
  { "barkasse", PART, BASE (WATER_CRAFT) },

  /* What a force is for. */
  { "wasserschaden", PART, TASK (PUMPING) },
  { "pump", PART, TASK (PUMPING) },
  { "wp", WHOLE, TASK (PUMPING) },
  { "wassergefahr", PART, TASK (BOATS) },
  { "deich", PART, TASK (DIKE_DEFENCE) },
  { "dike", PART, TASK (DIKE_DEFENCE) },
  { "dyke", PART, TASK (DIKE_DEFENCE) },
  { "sandsack", PART, SUPPLY (SANDBAGS) },
  { "sandbag", PART, SUPPLY (SANDBAGS) },
  { "wasserrettung", PART, TASK (WATER_RESCUE) },
  { "water rescue", PART, TASK (WATER_RESCUE) },
  { "stroemungsrett", PART, TASK (WATER_RESCUE) },
  { "tauch", PART, TASK (DIVING) },
  { "diving", PART, TASK (DIVING) },
  { "verpflegung", PART, SUPPLY (FOOD) },
  { "feldkueche", PART, SUPPLY (FOOD) },
  { "catering", PART, SUPPLY (FOOD) },
  { "trinkwasser", PART, SUPPLY (WATER) },
  { "elektroversorgung", PART, SUPPLY (POWER) },
  { "stromversorgung", PART, SUPPLY (POWER) },
  { "notstrom", PART, SUPPLY (POWER) },
  { "netzersatz", PART, SUPPLY (POWER) },
  { "betriebsstoff", PART, SUPPLY (FUEL) },
  { "kraftstoff", PART, SUPPLY (FUEL) },
  { "tankwagen", PART, SUPPLY (FUEL), BASE (ROAD_VEHICLE) },
  { "instandhaltung", PART, TASK (MAINTENANCE) },
  { "instandsetzung", PART, TASK (MAINTENANCE) },
  { "unterbringung", PART, TASK (ACCOMMODATION) },
  { "fuehrung", PART, TASK (COMMAND) },
  { "fuekomm", WHOLE, TASK (COMMAND) },
  { "fernmelde", PART, TASK (COMMUNICATIONS) },
  { "kommunikation", PART, TASK (COMMUNICATIONS) },
  { "iuk", WHOLE, TASK (COMMUNICATIONS) },
  { "rto", WHOLE, TASK (COMMUNICATIONS) },
  { "bergung", PART, TASK (RECOVERY) },
  { "raeum", PART, TASK (CLEARING) },
  { "ortung", PART, TASK (DOGS) },
  { "rettungshund", PART, TASK (DOGS) },
  { "hundestaffel", PART, TASK (DOGS) },
  { "search dog", PART, TASK (DOGS) },
  { "k9", WHOLE, TASK (DOGS) },
  { "beleuchtung", PART, TASK (LIGHTING) },
  { "hoehenrettung", PART, TASK (HEIGHT_RESCUE) },
  { "sprengen", PART, TASK (BLASTING) },
  { "sprenggruppe", PART, TASK (BLASTING) },
  { "dekon", PART, TASK (DECONTAMINATION) },
  { "decon", PART, TASK (DECONTAMINATION) },
  { "abc", WHOLE, TASK (CBRN) },
  { "cbrn", PART, TASK (CBRN) },
  { "gefahrgut", PART, TASK (CBRN) },
  { "gefahrstoff", PART, TASK (CBRN) },
  { "hazmat", PART, TASK (CBRN) },
  { "psnv", WHOLE, TASK (PSYCHOSOCIAL) },
  { "seelsorge", PART, TASK (PSYCHOSOCIAL) },
  { "krisenintervention", PART, TASK (PSYCHOSOCIAL) },
  { "veterinaer", PART, TASK (VETERINARY) },
  { "sanitaet", PART, TASK (MEDICAL) },
  { "seg san", PART, TASK (MEDICAL) },
  { "medic", PART, TASK (MEDICAL) },
  { "betreuung", PART, TASK (CARE) },
  { "shelter", PART, TASK (CARE) },
  { "erkund", PART, TASK (RECONNAISSANCE) },
  { "recon", PART, TASK (RECONNAISSANCE) },
  { "lautsprecher", PART, TASK (WARNING) },
  { "warn", PART, TASK (WARNING) },
  { "transport", PART, TASK (TRANSPORT) },
  { "logisti", PART, TASK (LOGISTICS) },
  { "versorgung", PART, TASK (LOGISTICS) },
  { "pionier", PART, TASK (TECHNICAL) },
  { "technische hilfe", PART, TASK (TECHNICAL) },
  { "technischer zug", PART, TASK (TECHNICAL) },
  { "technical", PART, TASK (TECHNICAL) },
  { "kran", END, TASK (LIFTING) },
  { "crane", WHOLE, TASK (LIFTING) },
  { "loesch", PART, TASK (FIRE_FIGHTING) },
  { "brandbekaempfung", PART, TASK (FIRE_FIGHTING) },
  { "fire fighting", PART, TASK (FIRE_FIGHTING) },

  /* Sizes; then what is any vehicle. */
  { "zugtrupp", END, SIZE (ZUGTRUPP) },
  { "trupp", END, SIZE (TRUPP) },
  { "staffel", END, SIZE (STAFFEL) },
  { "gruppe", END, SIZE (GRUPPE) },
  { "hundertschaft", END, SIZE (VERBAND_1) },
  { "bereitschaft", END, SIZE (VERBAND_1) },
  { "verband", END, SIZE (VERBAND_1) },
  { "zug", END, SIZE (ZUG) },
  { "team", END, SIZE (TRUPP) },
  { "squad", END, SIZE (STAFFEL) },
  { "platoon", END, SIZE (ZUG) },
  { "company", END, SIZE (VERBAND_1) },
  { "fahrzeug", PART, BASE (VEHICLE) },
  { "wagen", END, BASE (ROAD_VEHICLE) },
  { "vehicle", PART, BASE (VEHICLE) },
};

static const LageSignWordRule incident_words[] = {
  { "deichbruch", PART, BASE (DANGER), TASK (DIKE_DEFENCE), .hint = LAGE_SIGN_ACUTE },
  { "dike breach", PART, BASE (DANGER), TASK (DIKE_DEFENCE), .hint = LAGE_SIGN_ACUTE },
  { "breach", PART, BASE (DANGER), TASK (DIKE_DEFENCE), .hint = LAGE_SIGN_ACUTE },
  { "sicker", PART, BASE (DANGER), TASK (DIKE_DEFENCE), .hint = LAGE_SIGN_SUSPECTED },
  { "qualm", PART, BASE (DANGER), TASK (DIKE_DEFENCE), .hint = LAGE_SIGN_SUSPECTED },
  { "seep", PART, BASE (DANGER), TASK (DIKE_DEFENCE), .hint = LAGE_SIGN_SUSPECTED },
  { "deich", PART, BASE (DANGER), TASK (DIKE_DEFENCE) },
  { "dike", PART, BASE (DANGER), TASK (DIKE_DEFENCE) },
  { "ueberflut", PART, BASE (FLOODED) },
  { "ueberschwemm", PART, BASE (FLOODED) },
  { "flooded", PART, BASE (FLOODED) },
  { "flooding", PART, BASE (FLOODED) },
  { "vermisst", PART, BASE (PERSON), .state = LAGE_SIGN_MISSING },
  { "missing", PART, BASE (PERSON), .state = LAGE_SIGN_MISSING },
  { "verletzt", PART, BASE (PERSON), .state = LAGE_SIGN_INJURED },
  { "injured", PART, BASE (PERSON), .state = LAGE_SIGN_INJURED },
  { "person im wasser", PART, BASE (DANGER), TASK (WATER_RESCUE), .hint = LAGE_SIGN_ACUTE },
  { "person in water", PART, BASE (DANGER), TASK (WATER_RESCUE), .hint = LAGE_SIGN_ACUTE },
  { "ertrink", PART, BASE (DANGER), TASK (WATER_RESCUE), .hint = LAGE_SIGN_ACUTE },
  { "drown", PART, BASE (DANGER), TASK (WATER_RESCUE), .hint = LAGE_SIGN_ACUTE },
  { "gefahrgut", PART, BASE (DANGER), TASK (CBRN) },
  { "gefahrstoff", PART, BASE (DANGER), TASK (CBRN) },
  { "gasgeruch", PART, BASE (DANGER), TASK (CBRN), .hint = LAGE_SIGN_SUSPECTED },
  { "hazmat", PART, BASE (DANGER), TASK (CBRN) },
  { "explosion", PART, BASE (DANGER), TASK (BLASTING) },
  { "bombe", PART, BASE (DANGER), TASK (BLASTING) },
  { "entstehungsbrand", PART, BASE (FIRE_SMALL) },
  { "vollbrand", PART, BASE (FIRE_LARGE) },
  { "grossbrand", PART, BASE (FIRE_LARGE) },
  { "brand", PART, BASE (FIRE_MEDIUM) },
  { "feuer", WHOLE, BASE (FIRE_MEDIUM) },
  { "fire", WHOLE, BASE (FIRE_MEDIUM) },
  { "einsturz", PART, BASE (BUILDING), .state = LAGE_SIGN_DESTROYED },
  { "collapse", PART, BASE (BUILDING), .state = LAGE_SIGN_DESTROYED },
  { "strassensperr", PART, BASE (ROAD), .state = LAGE_SIGN_BLOCKED },
  { "road closed", PART, BASE (ROAD), .state = LAGE_SIGN_BLOCKED },
  { "road blocked", PART, BASE (ROAD), .state = LAGE_SIGN_BLOCKED },
  { "keller", PART, BASE (EVENT), TASK (PUMPING) },
  { "wasserschaden", PART, BASE (EVENT), TASK (PUMPING) },
  { "pump", PART, BASE (EVENT), TASK (PUMPING) },
  { "basement", PART, BASE (EVENT), TASK (PUMPING) },
  { "wasserrettung", PART, BASE (EVENT), TASK (WATER_RESCUE) },
  { "water rescue", PART, BASE (EVENT), TASK (WATER_RESCUE) },
  { "baum", PART, BASE (EVENT), TASK (CLEARING) },
  { "tree", WHOLE, BASE (EVENT), TASK (CLEARING) },
  { "stromausfall", PART, BASE (EVENT), TASK (LOGISTICS), .supply = LAGE_SIGN_POWER },
  { "power failure", PART, BASE (EVENT), TASK (LOGISTICS), .supply = LAGE_SIGN_POWER },
  { "evaku", PART, BASE (MEASURE), TASK (TRANSPORT) },
  { "evacu", PART, BASE (MEASURE), TASK (TRANSPORT) },
  { "betreuung", PART, BASE (EVENT), TASK (CARE) },
  { "verkehrsunfall", PART, BASE (EVENT), TASK (TECHNICAL) },
  { "technische hilfe", PART, BASE (EVENT), TASK (TECHNICAL) },
  { "notfall", PART, BASE (EVENT), TASK (MEDICAL) },
  { "medical", PART, BASE (EVENT), TASK (MEDICAL) },
};

const LageSignWordRule *
lage_sign_get_unit_words (guint *n_rules)
{
  *n_rules = G_N_ELEMENTS (unit_words);

  return unit_words;
}

const LageSignWordRule *
lage_sign_get_incident_words (guint *n_rules)
{
  *n_rules = G_N_ELEMENTS (incident_words);

  return incident_words;
}

/**
 * lage_sign_fold:
 * @text: any bytes
 * @folded: where to
 * @size: room there, above 0
 *
 * Small letters, German umlauts as two letters, and everything that is no letter and no digit as one
 * space. What does not fit is cut off.
 */
void
lage_sign_fold (const char *text,
                char       *folded,
                gsize       size)
{
  gsize n = 0;

  for (const guchar *p = (const guchar *) text; *p != '\0' && n + 3 < size; p++)
    {
      if (g_ascii_isalnum (*p))
        folded[n++] = g_ascii_tolower ((char) *p);
      else if (p[0] == 0xc3 && (p[1] & ~0x20) == 0x84)
        folded[n++] = 'a', folded[n++] = 'e', p++;
      else if (p[0] == 0xc3 && (p[1] & ~0x20) == 0x96)
        folded[n++] = 'o', folded[n++] = 'e', p++;
      else if (p[0] == 0xc3 && (p[1] & ~0x20) == 0x9c)
        folded[n++] = 'u', folded[n++] = 'e', p++;
      else if (p[0] == 0xc3 && p[1] == 0x9f)
        folded[n++] = 's', folded[n++] = 's', p++;
      else if (*p >= 0x80)
        folded[n++] = (char) *p;
      else if (n > 0 && folded[n - 1] != ' ')
        folded[n++] = ' ';
    }
  if (n > 0 && folded[n - 1] == ' ')
    n--;
  folded[n] = '\0';
}

/**
 * lage_sign_word_is_in:
 * @folded: a folded text
 * @word: a folded word
 * @match: how
 *
 * Returns: whether it is there
 */
gboolean
lage_sign_word_is_in (const char        *folded,
                      const char        *word,
                      LageSignWordMatch  match)
{
  gsize length = strlen (word);

  for (const char *p = strstr (folded, word); p != NULL; p = strstr (p + 1, word))
    {
      gboolean starts = p == folded || p[-1] == ' ';
      gboolean ends = p[length] == '\0' || p[length] == ' ';

      if (match == LAGE_SIGN_WORD_PART || (match == LAGE_SIGN_WORD_END && ends)
          || (match == LAGE_SIGN_WORD_WHOLE && starts && ends))
        return TRUE;
    }

  return FALSE;
}
