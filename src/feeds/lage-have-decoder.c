/* lage-have-decoder.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "lage-decoder.h"
#include "lage-error.h"
#include "lage-xml.h"

/* Hospital availability: EDXL-HAVE 1.0, bare or inside EDXL-DE 1.0, and 2.0 as far as its drafts
 * show it. Senders differ in the case of words, leave elements empty, and write "VacantAvailable"
 * where the schema says "Vacant/Available"; words are compared by their letters alone. What is
 * empty or absent is unknown, never zero. `gml:pos` is latitude, longitude.
 *
 * Options: `accept`, "exercise" to decode what an EDXL-DE envelope marks as exercise or test;
 * `zone`, "utc" or "germany", for a sender whose times have no zone (else they are rejected). */

#define SCHEME "have"

static const char *const have1_namespaces[] = {
  "urn:oasis:names:tc:emergency:EDXL:HAVE:1.0",
  NULL,
};

static const char *const have2_namespaces[] = {
  "urn:oasis:names:tc:emergency:edxl:have:2.0",
  NULL,
};

static const char *const de_namespaces[] = { "urn:oasis:names:tc:emergency:EDXL:DE:1.0", NULL };

typedef struct
{
  gboolean         accepts_exercise;
  LageTimeZoneRule zone;
} Have;

static gpointer
have_create (const LageFeedConfig   *config,
             const LageDecoderHost  *host,
             GError                **error)
{
  const char *accept = lage_feed_config_get_option (config, "accept");
  const char *zone = lage_feed_config_get_option (config, "zone");
  LageTimeZoneRule rule = LAGE_TIME_ZONE_REQUIRED;
  Have *self;

  if (accept != NULL && *accept != '\0' && strcmp (accept, "exercise") != 0)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID,
                   "option accept: \"%s\" is not \"exercise\"", accept);
      return NULL;
    }
  if (g_strcmp0 (zone, "utc") == 0)
    rule = LAGE_TIME_ZONE_UTC;
  else if (g_strcmp0 (zone, "germany") == 0)
    rule = LAGE_TIME_ZONE_GERMANY;
  else if (zone != NULL && *zone != '\0')
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID,
                   "option zone: \"%s\" is neither \"utc\" nor \"germany\"", zone);
      return NULL;
    }

  self = g_new0 (Have, 1);
  self->zone = rule;
  self->accepts_exercise = accept != NULL && *accept != '\0';
  return self;
}

/* words ---------------------------------------------------------------------------------------- */

/* The letters and digits of a word, in lower case: "Vacant/Available" is "vacantavailable". */
static char *
dup_letters (const char *text)
{
  GString *result = g_string_new (NULL);

  for (const char *p = text; p != NULL && *p != '\0'; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (result, g_ascii_tolower (*p));
  return g_string_free (result, FALSE);
}

/* Sets an enumerated field from the text of an element that may be absent or empty. */
static gboolean
set_word (LageDraft      *draft,
          LageField       field,
          const xmlNode  *node,
          GError        **error)
{
  g_autofree char *text = lage_xml_dup_text (node);
  g_autofree char *letters = dup_letters (text);
  const LageFieldSpec *spec = lage_schema_find (draft->kind, field);

  if (text == NULL)
    return TRUE;
  for (const LageEnumMember *i = spec->members; i->token != NULL; i++)
    {
      g_autofree char *token = dup_letters (i->token);

      if (strcmp (token, letters) == 0)
        {
          lage_draft_set_int (draft, field, i->number);
          return TRUE;
        }
    }
  g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "line %ld: %s: \"%.40s\" is not known",
               xmlGetLineNo (node), (const char *) node->name, text);
  return FALSE;
}

/* Sets a count; an absent or empty element leaves it unknown, and so does -1. */
static gboolean
set_count (LageDraft      *draft,
           LageField       field,
           const xmlNode  *node,
           GError        **error)
{
  g_autofree char *text = lage_xml_dup_text (node);
  gint64 count;

  if (text == NULL || strcmp (text, "-1") == 0 || strcmp (text, "NA") == 0)
    return TRUE;
  if (!g_ascii_string_to_signed (text, 10, 0, 1000000, &count, NULL))
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "line %ld: %s: \"%.40s\" is no count",
                   xmlGetLineNo (node), (const char *) node->name, text);
      return FALSE;
    }
  lage_draft_set_int (draft, field, count);
  return TRUE;
}

static gboolean
set_minutes (LageDraft      *draft,
             const xmlNode  *node,
             GError        **error)
{
  g_autofree char *text = lage_xml_dup_text (node);
  char *end = NULL;
  double minutes;

  if (text == NULL)
    return TRUE;
  minutes = g_ascii_strtod (text, &end);
  if (end == text || *end != '\0' || !(minutes >= 0.0 && minutes <= 100000.0))
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID, "line %ld: %s: \"%.40s\" is no duration",
                   xmlGetLineNo (node), (const char *) node->name, text);
      return FALSE;
    }
  lage_draft_set_real (draft, LAGE_FIELD_OFFLOAD_MINUTES, minutes);
  return TRUE;
}

static xmlNode *
find_below (const xmlNode *top,
            const char    *name)
{
  for (xmlNode *i = top != NULL ? lage_xml_step (top, top) : NULL; i != NULL;
       i = lage_xml_step (top, i))
    if (lage_xml_is (i, name, NULL))
      return i;
  return NULL;
}

/* "latitude longitude", perhaps with a height behind, perhaps with a comma between. */
static gboolean
set_position (LageDraft      *draft,
              const xmlNode  *location,
              GError        **error)
{
  const xmlNode *node = find_below (location, "pos");
  g_autofree char *text = lage_xml_dup_text (node);
  char *middle = NULL, *end = NULL;
  double latitude, longitude;

  if (text == NULL)
    return TRUE;
  latitude = g_ascii_strtod (text, &middle);
  if (*middle == ',')
    middle++;
  longitude = g_ascii_strtod (middle, &end);
  if (middle == text || end == middle || (*end != '\0' && !g_ascii_isspace (*end) && *end != ',')
      || !lage_draft_set_point (draft, LAGE_FIELD_POSITION, latitude, longitude))
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID,
                   "line %ld: pos: \"%.60s\" is not \"latitude longitude\"",
                   xmlGetLineNo (node), text);
      return FALSE;
    }
  return TRUE;
}

static void
append_part (GString    *text,
             const char *separator,
             const char *part)
{
  if (part == NULL)
    return;
  if (text->len > 0)
    g_string_append (text, separator);
  g_string_append (text, part);
}

/* The names in an xAL address, from the street to the country. */
static void
set_location (LageDraft     *draft,
              const xmlNode *details)
{
  static const char *const levels[] = { "Thoroughfare", "PostCode", "Locality",
                                        "AdministrativeArea", "Country" };
  const xmlNode *address = find_below (details, "Address");
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; address != NULL && i < G_N_ELEMENTS (levels); i++)
    {
      g_autofree char *name = lage_xml_dup_text (lage_xml_find_child (address, levels[i], NULL));
      g_auto(GStrv) words = g_strsplit_set (name != NULL ? name : "", " \t\r\n", -1);
      gboolean is_first = TRUE;

      for (guint k = 0; words[k] != NULL; k++)
        if (*words[k] != '\0')
          {
            append_part (text, is_first ? ", " : " ", words[k]);
            is_first = FALSE;
          }
    }
  lage_draft_set_text (draft, LAGE_FIELD_LOCATION, text->str);
}

/* beds ----------------------------------------------------------------------------------------- */

static LageField
find_beds (const char *type)
{
  static const struct { const char *letters; LageField field; } types[] = {
    { "adulticu", LAGE_FIELD_BEDS_ADULT_ICU },
    { "pediatricicu", LAGE_FIELD_BEDS_PEDIATRIC_ICU },
    { "neonatalicu", LAGE_FIELD_BEDS_NEONATAL_ICU },
    { "emergencydepartment", LAGE_FIELD_BEDS_EMERGENCY },
    { "nurserybeds", LAGE_FIELD_BEDS_NURSERY },
    { "medicalsurgical", LAGE_FIELD_BEDS_GENERAL },
    { "rehablongtermcare", LAGE_FIELD_BEDS_REHABILITATION },
    { "burn", LAGE_FIELD_BEDS_BURN },
    { "pediatrics", LAGE_FIELD_BEDS_PEDIATRIC },
    { "adultpsychiatric", LAGE_FIELD_BEDS_PSYCHIATRIC },
    { "pediatricpsychiatric", LAGE_FIELD_BEDS_PSYCHIATRIC },
    { "negativeflowisolation", LAGE_FIELD_BEDS_ISOLATION },
    { "otherisolation", LAGE_FIELD_BEDS_ISOLATION },
    { "operatingrooms", LAGE_FIELD_BEDS_OPERATING },
    /* HAVE 2.0 names no taxonomy; its samples write "speciality.audience". */
    { "icuadult", LAGE_FIELD_BEDS_ADULT_ICU },
    { "icupediatric", LAGE_FIELD_BEDS_PEDIATRIC_ICU },
    { "icuneonatal", LAGE_FIELD_BEDS_NEONATAL_ICU },
    { "burnsadult", LAGE_FIELD_BEDS_BURN },
    { "pediatricsgeneral", LAGE_FIELD_BEDS_PEDIATRIC },
    { "surgeryadult", LAGE_FIELD_BEDS_GENERAL },
  };
  g_autofree char *letters = dup_letters (type);

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (strcmp (types[i].letters, letters) == 0)
      return types[i].field;
  return LAGE_FIELD_NONE;
}

/* Two types of HAVE may be one field of ours, such as both isolation wards: their beds add up. */
static void
add_up (LageDraft *draft,
        LageField  field)
{
  gint64 sum = 0;
  gboolean has_any = FALSE;

  for (guint i = draft->changes->len; i > 0; i--)
    {
      const LageChange *change = &g_array_index (draft->changes, LageChange, i - 1);

      if (change->field != field)
        continue;
      sum += change->value.integer;
      has_any = TRUE;
      g_array_remove_index (draft->changes, i - 1);
    }
  if (has_any)
    lage_draft_set_int (draft, field, sum);
}

/* The field of all beds follows that of the free ones. */
static gboolean
set_beds (LageDraft      *draft,
          LageField       field,
          const xmlNode  *available,
          const xmlNode  *baseline,
          GError        **error)
{
  if (!set_count (draft, field, available, error)
      || !set_count (draft, (LageField) (field + 1), baseline, error))
    return FALSE;
  add_up (draft, field);
  add_up (draft, (LageField) (field + 1));
  return TRUE;
}

/* "NotAvailable" without a count: none are free, and that is known. */
static gboolean
read_capacity1 (LageDraft      *draft,
                LageField       field,
                const xmlNode  *capacity,
                GError        **error)
{
  const xmlNode *available = lage_xml_find_child (capacity, "AvailableCount", NULL);
  g_autofree char *count = lage_xml_dup_text (available);
  g_autofree char *status = lage_xml_dup_child_text (capacity, "CapacityStatus", NULL);
  g_autofree char *letters = dup_letters (status);

  if (status != NULL && strcmp (letters, "vacantavailable") != 0
      && strcmp (letters, "notavailable") != 0)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID,
                   "line %ld: CapacityStatus: \"%.40s\" is not known", xmlGetLineNo (capacity),
                   status);
      return FALSE;
    }
  if (count == NULL && status != NULL && strcmp (letters, "notavailable") == 0)
    {
      lage_draft_set_int (draft, field, 0);
      available = NULL;
    }
  return set_beds (draft, field, available,
                   lage_xml_find_child (capacity, "BaselineCount", NULL), error);
}

/* Capacities behind a subcategory are parts of one that stands alone, if there is one. */
static gboolean
is_of_part (const xmlNode *capacity)
{
  const xmlNode *i = capacity->prev;

  while (i != NULL && i->type != XML_ELEMENT_NODE)
    i = i->prev;
  return i != NULL && lage_xml_is (i, "SubCategoryBedType", NULL);
}

static gboolean
read_beds1 (LageDraft      *draft,
            const xmlNode  *status,
            GError        **error)
{
  for (xmlNode *i = lage_xml_find_child (status, "BedCapacity", NULL); i != NULL;
       i = lage_xml_find_next (i, "BedCapacity", NULL))
    {
      g_autofree char *type = lage_xml_dup_child_text (i, "BedType", NULL);
      gboolean has_total;
      LageField field;

      if (type == NULL)
        continue;
      field = find_beds (type);
      if (field == LAGE_FIELD_NONE)
        {
          g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID,
                       "line %ld: BedType: \"%.40s\" is not known", xmlGetLineNo (i), type);
          return FALSE;
        }
      has_total = FALSE;
      for (xmlNode *k = lage_xml_find_child (i, "Capacity", NULL); k != NULL;
           k = lage_xml_find_next (k, "Capacity", NULL))
        has_total = has_total || !is_of_part (k);
      for (xmlNode *k = lage_xml_find_child (i, "Capacity", NULL); k != NULL;
           k = lage_xml_find_next (k, "Capacity", NULL))
        if (!(has_total && is_of_part (k)) && !read_capacity1 (draft, field, k, error))
          return FALSE;
    }
  return TRUE;
}

/* triage --------------------------------------------------------------------------------------- */

static LageField
find_triage (const char *colour)
{
  static const struct { const char *letters; LageField field; } colours[] = {
    { "red", LAGE_FIELD_TRIAGE_RED },
    { "yellow", LAGE_FIELD_TRIAGE_YELLOW },
    { "green", LAGE_FIELD_TRIAGE_GREEN },
    { "black", LAGE_FIELD_TRIAGE_BLACK },
  };
  g_autofree char *letters = dup_letters (colour);

  for (guint i = 0; i < G_N_ELEMENTS (colours); i++)
    if (strcmp (colours[i].letters, letters) == 0)
      return colours[i].field;
  return LAGE_FIELD_NONE;
}

/* HAVE 2.0 says value and quantity; HAVE 1.0 has an element per colour, such as TriageRed. */
static gboolean
read_triage (LageDraft      *draft,
             const xmlNode  *capacity,
             GError        **error)
{
  for (xmlNode *i = capacity != NULL ? capacity->children : NULL; i != NULL; i = i->next)
    {
      g_autofree char *colour = NULL;
      const xmlNode *count = i;
      LageField field;

      if (i->type != XML_ELEMENT_NODE)
        continue;
      if (lage_xml_is (i, "triageCode", NULL))
        {
          colour = lage_xml_dup_child_text (i, "triageCodeValue", NULL);
          count = lage_xml_find_child (i, "triageCountQuantity", NULL);
        }
      else if (g_str_has_prefix ((const char *) i->name, "Triage"))
        {
          colour = g_strdup ((const char *) i->name + strlen ("Triage"));
          if (g_str_has_suffix (colour, "Count"))
            colour[strlen (colour) - strlen ("Count")] = '\0';
        }
      if (colour == NULL)
        continue;
      field = find_triage (colour);
      if (field == LAGE_FIELD_NONE)
        {
          g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID,
                       "line %ld: triage code \"%.40s\" is not known", xmlGetLineNo (i), colour);
          return FALSE;
        }
      if (!set_count (draft, field, count, error))
        return FALSE;
    }
  return TRUE;
}

/* facilities ----------------------------------------------------------------------------------- */

static gboolean
read_time (const Have      *self,
           LageDraft       *draft,
           const xmlNode   *node,
           const LageInput *input,
           GError         **error)
{
  g_autofree char *text = lage_xml_dup_text (node);

  draft->observed_at_us = input->received_at_us;
  if (text == NULL
      || lage_time_parse (text, self->zone, &draft->observed_at_us, error))
    return TRUE;
  g_prefix_error (error, "line %ld: %s: ", xmlGetLineNo (node), (const char *) node->name);
  return FALSE;
}

/* What has no field of its own is kept in words. */
static void
set_remarks1 (LageDraft     *draft,
              const xmlNode *hospital)
{
  static const char *const names[] = { "EMSAmbulanceStatus", "HospitalEOCStatus", "DeconCapacity",
                                       "MorgueCapacity", "SecurityStatus",
                                       "HospitalResourcesStatus" };
  g_autofree char *comment = lage_xml_dup_child_text (hospital, "CommentText", NULL);
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *word = lage_xml_dup_text (find_below (hospital, names[i]));
      g_autofree char *line = word != NULL ? g_strdup_printf ("%s: %s", names[i], word) : NULL;

      append_part (text, "\n", line);
    }
  append_part (text, "\n", comment);
  lage_draft_set_text (draft, LAGE_FIELD_AVAILABILITY, text->str);
}

static gboolean
read_hospital1 (const Have       *self,
                const xmlNode    *hospital,
                const LageInput  *input,
                LageDecoded      *decoded,
                GError          **error)
{
  const xmlNode *organisation = lage_xml_find_child (hospital, "Organization", NULL);
  const xmlNode *information = lage_xml_find_child (organisation, "OrganizationInformation", NULL);
  const xmlNode *emergency = lage_xml_find_child (hospital, "EmergencyDepartmentStatus", NULL);
  const xmlNode *facility = lage_xml_find_child (hospital, "HospitalFacilityStatus", NULL);
  const xmlNode *time = lage_xml_find_child (hospital, "LastUpdateTime", NULL);
  const xmlNode *name_node = find_below (information, "OrganisationName");
  g_autofree char *name = lage_xml_dup_text (name_node);
  g_autofree char *id = NULL;
  g_autoptr(LageDraft) draft = NULL;
  xmlChar *key = NULL;

  if (name_node == NULL)
    {
      name_node = find_below (information, "OrganizationName");
      name = lage_xml_dup_text (name_node);
    }
  /* CIQ gives organisations an identifier of their own, as an attribute. */
  if (name_node != NULL && information != NULL)
    key = xmlGetNoNsProp (information, BAD_CAST "ID");
  id = key != NULL && *key != '\0' ? g_strdup ((char *) key) : g_strdup (name);
  xmlFree (key);
  if (id == NULL)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID,
                   "line %ld: neither an organisation's name nor its ID", xmlGetLineNo (hospital));
      return FALSE;
    }

  draft = lage_draft_new_external (LAGE_KIND_HOSPITAL, SCHEME, id);
  lage_draft_set_text (draft, LAGE_FIELD_NAME, name);
  set_location (draft, information);
  set_remarks1 (draft, hospital);
  if (!read_time (self, draft, time, input, error)
      || !set_position (draft, lage_xml_find_child (organisation, "OrganizationGeoLocation", NULL),
                        error)
      || !set_word (draft, LAGE_FIELD_EMERGENCY_STATUS,
                    lage_xml_find_path (emergency, "EMSTraffic/EMSTrafficStatus", NULL), error)
      || !read_triage (draft, lage_xml_find_child (emergency, "EMSCapacity", NULL), error)
      || !set_minutes (draft, find_below (emergency, "EMSOffloadMinutes"), error)
      || !read_beds1 (draft, lage_xml_find_child (hospital, "HospitalBedCapacityStatus", NULL),
                      error)
      || !set_word (draft, LAGE_FIELD_CLINICAL_STATUS,
                    lage_xml_find_child (facility, "ClinicalStatus", NULL), error)
      || !set_word (draft, LAGE_FIELD_FACILITY_STATUS,
                    lage_xml_find_child (facility, "FacilityStatus", NULL), error))
    return FALSE;

  lage_decoded_take (decoded, g_steal_pointer (&draft));
  return TRUE;
}

/* "Trauma Level 1: green, 6/8, stable". */
static gboolean
read_service2 (LageDraft      *draft,
               const xmlNode  *item,
               GString        *services,
               GError        **error)
{
  const xmlNode *status = lage_xml_find_child (item, "serviceStatus", NULL);
  const xmlNode *beds = lage_xml_find_child (item, "serviceBedCapacity", NULL);
  g_autofree char *key = lage_xml_dup_child_text (item, "serviceTaxonomyKeyValue", NULL);
  g_autofree char *name = lage_xml_dup_child_text (item, "serviceName", NULL);
  g_autofree char *is_available = lage_xml_dup_child_text (status, "isAvailable", NULL);
  g_autofree char *stability = lage_xml_dup_child_text (status, "stability", NULL);
  g_autofree char *comment = lage_xml_dup_child_text (status, "comment", NULL);
  g_autofree char *available = lage_xml_dup_child_text (beds, "availableCount", NULL);
  g_autofree char *baseline = lage_xml_dup_child_text (beds, "baselineCount", NULL);
  g_autofree char *colour = lage_xml_dup_text (
    lage_xml_find_path (status, "colourStatus/colourCodeDefault/Value", NULL));
  g_autoptr(GString) text = g_string_new (NULL);
  LageField field = key != NULL ? find_beds (key) : LAGE_FIELD_NONE;

  if (field == LAGE_FIELD_NONE && name != NULL)
    field = find_beds (name);
  if (field != LAGE_FIELD_NONE
      && !set_beds (draft, field, lage_xml_find_child (beds, "availableCount", NULL),
                    lage_xml_find_child (beds, "baselineCount", NULL), error))
    return FALSE;

  append_part (text, ", ", colour);
  if (is_available != NULL
      && (g_ascii_strcasecmp (is_available, "false") == 0 || strcmp (is_available, "0") == 0))
    append_part (text, ", ", "not available");
  if (available != NULL || baseline != NULL)
    {
      g_autofree char *pair = g_strdup_printf ("%s/%s", available != NULL ? available : "?",
                                               baseline != NULL ? baseline : "?");

      append_part (text, ", ", pair);
    }
  append_part (text, ", ", stability);
  append_part (text, ", ", comment);
  if (text->len == 0 || (name == NULL && key == NULL))
    return TRUE;
  g_string_append_printf (services, "%s%s: %s", services->len > 0 ? "\n" : "",
                          name != NULL ? name : key, text->str);
  return TRUE;
}

static gboolean
read_facility2 (const Have       *self,
                const xmlNode    *facility,
                const LageInput  *input,
                LageDecoded      *decoded,
                GError          **error)
{
  const xmlNode *information = lage_xml_find_child (facility, "facilityInformation", NULL);
  const xmlNode *emergency = lage_xml_find_child (information, "emergencyDepartmentStatus", NULL);
  const xmlNode *ambulances = lage_xml_find_child (emergency, "emsAmbulanceStatus", NULL);
  const xmlNode *time = find_below (facility, "lastUpdateTime");
  g_autofree char *id = lage_xml_dup_child_text (information, "facilityID", NULL);
  g_autofree char *name = lage_xml_dup_child_text (information, "facilityName", NULL);
  g_autoptr(GString) services = g_string_new (NULL);
  g_autoptr(LageDraft) draft = NULL;

  if (emergency == NULL)
    emergency = lage_xml_find_child (facility, "emergencyDepartmentStatus", NULL);
  if (ambulances == NULL)
    ambulances = lage_xml_find_child (emergency, "emsAmbulanceStatus", NULL);
  if (time == NULL)
    time = find_below (facility, "LastUpdateTime");
  if (id == NULL && name == NULL)
    {
      g_set_error (error, LAGE_ERROR, LAGE_ERROR_INVALID,
                   "line %ld: neither facilityID nor facilityName", xmlGetLineNo (facility));
      return FALSE;
    }

  draft = lage_draft_new_external (LAGE_KIND_HOSPITAL, SCHEME, id != NULL ? id : name);
  lage_draft_set_text (draft, LAGE_FIELD_NAME, name != NULL ? name : id);
  set_location (draft, lage_xml_find_child (information, "facilityDetails", NULL));
  if (!read_time (self, draft, time, input, error)
      || !set_position (draft, lage_xml_find_child (information, "facilityGeoLocation", NULL),
                        error)
      || !set_word (draft, LAGE_FIELD_CLINICAL_STATUS,
                    lage_xml_find_child (information, "clinicalStatusDefault", NULL), error)
      || !set_word (draft, LAGE_FIELD_FACILITY_STATUS,
                    lage_xml_find_child (information, "facilityStatus", NULL), error)
      || !set_word (draft, LAGE_FIELD_EMERGENCY_STATUS,
                    lage_xml_find_path (emergency, "emsTraffic/emsTrafficStatus", NULL), error)
      || !read_triage (draft, lage_xml_find_child (emergency, "emsCapacity", NULL), error)
      || !set_minutes (draft, lage_xml_find_child (ambulances, "emsOffloadMinutes", NULL), error))
    return FALSE;

  for (xmlNode *list = lage_xml_find_child (facility, "serviceList", NULL); list != NULL;
       list = lage_xml_find_next (list, "serviceList", NULL))
    for (xmlNode *i = lage_xml_find_child (list, "serviceListItem", NULL); i != NULL;
         i = lage_xml_find_next (i, "serviceListItem", NULL))
      if (!read_service2 (draft, i, services, error))
        return FALSE;
  lage_draft_set_text (draft, LAGE_FIELD_AVAILABILITY, services->str);

  lage_decoded_take (decoded, g_steal_pointer (&draft));
  return TRUE;
}

/* documents ------------------------------------------------------------------------------------ */

typedef gboolean (*ReadFunc) (const Have       *self,
                              const xmlNode    *node,
                              const LageInput  *input,
                              LageDecoded      *decoded,
                              GError          **error);

static guint
feed_facilities (const Have      *self,
                 const xmlNode   *root,
                 const char      *name,
                 ReadFunc         read,
                 gboolean         is_live,
                 const LageInput *input,
                 LageDecoded     *decoded)
{
  guint n = 0;

  for (xmlNode *i = lage_xml_find_child (root, name, NULL); i != NULL;
       i = lage_xml_find_next (i, name, NULL))
    {
      g_autoptr(GError) error = NULL;

      n++;
      if (!is_live)
        lage_decoded_ignore (decoded);
      else if (read (self, i, input, decoded, &error))
        lage_decoded_good (decoded);
      else
        lage_decoded_reject (decoded, "%s %u: %s", name, n, error->message);
    }
  return n;
}

/* Whether an EDXL-DE envelope means it. */
static gboolean
is_live (const Have    *self,
         const xmlNode *root)
{
  g_autofree char *status = NULL;

  if (!lage_xml_is (root, "EDXLDistribution", de_namespaces) || self->accepts_exercise)
    return TRUE;
  status = lage_xml_dup_child_text (root, "distributionStatus", de_namespaces);
  return status == NULL || g_ascii_strcasecmp (status, "Actual") == 0;
}

static void
have_feed (gpointer         state,
           const LageInput *input,
           LageDecoded     *decoded)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(xmlDoc) doc = lage_xml_parse (input->data, input->size, &error);
  const xmlNode *root = doc != NULL ? xmlDocGetRootElement (doc) : NULL;
  gboolean is_found = FALSE, live;
  guint n = 0;

  if (root == NULL)
    {
      lage_decoded_reject (decoded, "%s", error->message);
      return;
    }

  live = is_live (state, root);
  for (const xmlNode *i = root; i != NULL; i = lage_xml_step (root, i))
    {
      if (lage_xml_is (i, "HospitalStatus", have1_namespaces))
        {
          is_found = TRUE;
          n += feed_facilities (state, i, "Hospital", read_hospital1, live, input, decoded);
        }
      else if (lage_xml_is (i, "HAVE", have2_namespaces))
        {
          is_found = TRUE;
          n += feed_facilities (state, i, "facility", read_facility2, live, input, decoded);
        }
    }
  if (!is_found)
    lage_decoded_reject (decoded, "line %ld: <%.60s> of name space \"%.80s\" holds no EDXL-HAVE",
                         xmlGetLineNo (root), (const char *) root->name,
                         root->ns != NULL ? (const char *) root->ns->href : "");
  else if (n == 0)
    lage_decoded_good (decoded); /* no hospitals: an answer all the same */
}

const LageDecoderClass lage_have_decoder_class = {
  .format = "edxl-have",
  .create = have_create,
  .feed = have_feed,
  .destroy = g_free,
};
