/* test-have-decoder.c
 *
 * SPDX-FileCopyrightText: The Rescue-Mate authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "feed-test.h"

#define HAVE1(body) "<HospitalStatus xmlns=\"urn:oasis:names:tc:emergency:EDXL:HAVE:1.0\" " \
  "xmlns:xnl=\"urn:oasis:names:tc:ciq:xnl:3\" xmlns:gml=\"http://www.opengis.net/gml\">" body \
  "</HospitalStatus>"
#define HAVE2(body) "<h:HAVE xmlns:h=\"urn:oasis:names:tc:emergency:edxl:have:2.0\" " \
  "xmlns:ct=\"urn:oasis:names:tc:emergency:edxl:ct:1.0\" " \
  "xmlns:gml=\"http://www.opengis.net/gml/3.2\">" body "</h:HAVE>"
#define ORGANISATION "<Organization><OrganizationInformation><xnl:OrganisationName>" \
  "<xnl:NameElement>Klinik Nord</xnl:NameElement></xnl:OrganisationName>" \
  "</OrganizationInformation><OrganizationGeoLocation><gml:Point><gml:pos>53.65 10.01</gml:pos>" \
  "</gml:Point></OrganizationGeoLocation></Organization>"
#define HOSPITAL1 "<Hospital>" ORGANISATION \
  "<EmergencyDepartmentStatus><EMSTraffic><EMSTrafficStatus>advisory</EMSTrafficStatus>" \
  "</EMSTraffic><EMSCapacity><TriageRed>2</TriageRed><TriageYellow/><TriageGreen>0</TriageGreen>" \
  "</EMSCapacity><EMSAmbulanceStatus>Delayed</EMSAmbulanceStatus></EmergencyDepartmentStatus>" \
  "<HospitalBedCapacityStatus>" \
  "<BedCapacity><BedType>AdultICU</BedType><Capacity><CapacityStatus>VacantAvailable" \
  "</CapacityStatus><AvailableCount>4</AvailableCount><BaselineCount>20</BaselineCount>" \
  "</Capacity></BedCapacity>" \
  "<BedCapacity><BedType>Burn</BedType><Capacity><CapacityStatus>NotAvailable</CapacityStatus>" \
  "</Capacity></BedCapacity>" \
  "<BedCapacity><BedType>MedicalSurgical</BedType><Capacity><CapacityStatus>Vacant/Available" \
  "</CapacityStatus><AvailableCount/><BaselineCount>300</BaselineCount></Capacity></BedCapacity>" \
  "<BedCapacity><BedType>NegativeFlowIsolation</BedType><Capacity><AvailableCount>1" \
  "</AvailableCount></Capacity></BedCapacity>" \
  "<BedCapacity><BedType>OtherIsolation</BedType><Capacity><AvailableCount>2</AvailableCount>" \
  "</Capacity></BedCapacity>" \
  "<BedCapacity><BedType>Pediatrics</BedType><Capacity><AvailableCount>9</AvailableCount>" \
  "</Capacity>" \
  "<SubCategoryBedType>x</SubCategoryBedType><Capacity><AvailableCount>5</AvailableCount>" \
  "</Capacity></BedCapacity>" \
  "</HospitalBedCapacityStatus>" \
  "<HospitalFacilityStatus><ClinicalStatus>FULL</ClinicalStatus><FacilityStatus>Evacuating" \
  "</FacilityStatus></HospitalFacilityStatus><CommentText>Keller unter Wasser</CommentText>" \
  "<LastUpdateTime>2013-12-05T21:00:00+01:00</LastUpdateTime></Hospital>"

static LageDecoded *
feed (FeedTest   *test,
      const char *text)
{
  if (test->state == NULL)
    feed_test_init (test, &lage_have_decoder_class, NULL, NULL);
  return feed_test_feed (test, NULL, text, -1);
}

static void
test_have1 (void)
{
  g_auto(FeedTest) test = { 0 };
  g_autoptr(LageDecoded) decoded = feed (&test, HAVE1 (HOSPITAL1));
  LageDraft *draft = feed_test_draft (decoded, 0);
  LageId id;

  g_assert_cmpuint (decoded->n_good, ==, 1);
  g_assert_cmpuint (decoded->drafts->len, ==, 1);
  lage_id_init_external (&id, "have", "Klinik Nord");
  g_assert_true (lage_id_equal (&draft->entity, &id));
  g_assert_cmpint (draft->kind, ==, LAGE_KIND_HOSPITAL);
  g_assert_cmpint (draft->observed_at_us, ==, feed_test_time ("2013-12-05T20:00:00Z"));
  g_assert_cmpstr (feed_test_text (draft, LAGE_FIELD_NAME), ==, "Klinik Nord");
  feed_test_assert_point (draft, 53.65, 10.01);
  g_assert_cmpint (feed_test_int (draft, LAGE_FIELD_EMERGENCY_STATUS), ==,
                   LAGE_EMERGENCY_ADVISORY);
  g_assert_cmpint (feed_test_int (draft, LAGE_FIELD_CLINICAL_STATUS), ==, LAGE_CLINICAL_FULL);
  g_assert_cmpint (feed_test_int (draft, LAGE_FIELD_FACILITY_STATUS), ==,
                   LAGE_FACILITY_EVACUATING);
  g_assert_cmpstr (feed_test_text (draft, LAGE_FIELD_AVAILABILITY), ==,
                   "EMSAmbulanceStatus: Delayed\nKeller unter Wasser");

  /* Unknown is not zero, and zero is not unknown. */
  g_assert_cmpint (feed_test_int (draft, LAGE_FIELD_TRIAGE_RED), ==, 2);
  g_assert_false (feed_test_has (draft, LAGE_FIELD_TRIAGE_YELLOW));
  g_assert_cmpint (feed_test_int (draft, LAGE_FIELD_TRIAGE_GREEN), ==, 0);
  g_assert_false (feed_test_has (draft, LAGE_FIELD_TRIAGE_BLACK));
  g_assert_cmpint (feed_test_int (draft, LAGE_FIELD_BEDS_ADULT_ICU), ==, 4);
  g_assert_cmpint (feed_test_int (draft, LAGE_FIELD_BEDS_ADULT_ICU_TOTAL), ==, 20);
  g_assert_cmpint (feed_test_int (draft, LAGE_FIELD_BEDS_BURN), ==, 0);
  g_assert_false (feed_test_has (draft, LAGE_FIELD_BEDS_BURN_TOTAL));
  g_assert_false (feed_test_has (draft, LAGE_FIELD_BEDS_GENERAL));
  g_assert_cmpint (feed_test_int (draft, LAGE_FIELD_BEDS_GENERAL_TOTAL), ==, 300);
  g_assert_cmpint (feed_test_int (draft, LAGE_FIELD_BEDS_ISOLATION), ==, 3);
  g_assert_cmpint (feed_test_int (draft, LAGE_FIELD_BEDS_PEDIATRIC), ==, 9);
}

static void
test_have2 (void)
{
  g_auto(FeedTest) test = { 0 };
  g_autoptr(LageDecoded) decoded = feed (&test, HAVE2 (
    "<h:facility><h:facilityInformation><h:facilityID>K-1</h:facilityID>"
    "<h:facilityName>Klinik Süd</h:facilityName><h:facilityGeoLocation><ct:EDXLGeoLocation>"
    "<gml:Point><gml:pos> 53.46\n 9.98 </gml:pos></gml:Point></ct:EDXLGeoLocation>"
    "</h:facilityGeoLocation><h:facilityDetails><Address><Locality><N>Ham\n  burg</N></Locality>"
    "<Country><N>D</N></Country></Address></h:facilityDetails>"
    "<h:clinicalStatusDefault>Normal</h:clinicalStatusDefault><h:emergencyDepartmentStatus>"
    "<h:emsTraffic><h:emsTrafficStatus>NotApplicable</h:emsTrafficStatus></h:emsTraffic>"
    "<h:emsCapacity><h:triageCode><h:triageCodeValue>Yellow</h:triageCodeValue>"
    "<h:triageCountQuantity>3</h:triageCountQuantity></h:triageCode></h:emsCapacity>"
    "<h:emsAmbulanceStatus><h:emsOffloadMinutes>12.5</h:emsOffloadMinutes>"
    "</h:emsAmbulanceStatus></h:emergencyDepartmentStatus></h:facilityInformation>"
    "<h:serviceList><h:serviceListItem><h:serviceTaxonomyKeyValue>AdultICU"
    "</h:serviceTaxonomyKeyValue><h:serviceName>Intensiv</h:serviceName><h:serviceStatus>"
    "<h:isAvailable>true</h:isAvailable><h:colourStatus><h:colourCodeDefault>"
    "<ct:ValueListURI>urn:x</ct:ValueListURI><ct:Value>yellow</ct:Value></h:colourCodeDefault>"
    "</h:colourStatus><h:stability>stable</h:stability></h:serviceStatus><h:serviceBedCapacity>"
    "<h:availableCount>6</h:availableCount><h:baselineCount/><h:capacityNote/>"
    "</h:serviceBedCapacity></h:serviceListItem><h:serviceListItem><h:serviceName>Herz"
    "</h:serviceName><h:serviceStatus><h:isAvailable>false</h:isAvailable></h:serviceStatus>"
    "</h:serviceListItem><h:serviceListItem><h:serviceName>Leer</h:serviceName>"
    "</h:serviceListItem><h:serviceListItem><h:serviceTaxonomyKeyValue>burns.adult"
    "</h:serviceTaxonomyKeyValue><h:serviceBedCapacity><h:baselineCount>8</h:baselineCount>"
    "</h:serviceBedCapacity></h:serviceListItem></h:serviceList></h:facility>"
    "<h:facility><h:facilityInformation><h:facilityID/><h:facilityName>Nur Name</h:facilityName>"
    "</h:facilityInformation></h:facility>"));
  LageDraft *draft = feed_test_draft (decoded, 0);
  LageId id;

  g_assert_cmpuint (decoded->n_good, ==, 2);
  lage_id_init_external (&id, "have", "K-1");
  g_assert_true (lage_id_equal (&draft->entity, &id));
  g_assert_cmpint (draft->observed_at_us, ==, FEED_TEST_NOW_US);
  feed_test_assert_point (draft, 53.46, 9.98);
  g_assert_cmpstr (feed_test_text (draft, LAGE_FIELD_NAME), ==, "Klinik Süd");
  g_assert_cmpstr (feed_test_text (draft, LAGE_FIELD_LOCATION), ==, "Ham burg, D");
  g_assert_cmpint (feed_test_int (draft, LAGE_FIELD_EMERGENCY_STATUS), ==,
                   LAGE_EMERGENCY_NOT_APPLICABLE);
  g_assert_cmpint (feed_test_int (draft, LAGE_FIELD_CLINICAL_STATUS), ==, LAGE_CLINICAL_NORMAL);
  g_assert_cmpint (feed_test_int (draft, LAGE_FIELD_TRIAGE_YELLOW), ==, 3);
  g_assert_cmpfloat (feed_test_real (draft, LAGE_FIELD_OFFLOAD_MINUTES), ==, 12.5);
  g_assert_cmpint (feed_test_int (draft, LAGE_FIELD_BEDS_ADULT_ICU), ==, 6);
  g_assert_false (feed_test_has (draft, LAGE_FIELD_BEDS_ADULT_ICU_TOTAL));
  g_assert_cmpstr (feed_test_text (draft, LAGE_FIELD_AVAILABILITY), ==,
                   "Intensiv: yellow, 6/?, stable\nHerz: not available\nburns.adult: ?/8");
  g_assert_false (feed_test_has (draft, LAGE_FIELD_BEDS_BURN));
  g_assert_cmpint (feed_test_int (draft, LAGE_FIELD_BEDS_BURN_TOTAL), ==, 8);
  g_assert_cmpstr (feed_test_text (feed_test_draft (decoded, 1), LAGE_FIELD_NAME), ==, "Nur Name");
}

static void
test_envelope (void)
{
  static const struct
  {
    const char *status;
    const char *accept;
    guint       n_drafts;
  } cases[] = {
    { "Actual", NULL, 1 }, { "Test", NULL, 0 }, { "Exercise", NULL, 0 }, { "System", NULL, 0 },
    { "Exercise", "exercise", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(FeedTest) test = { 0 };
      const char *options[] = { "accept", cases[i].accept, NULL };
      g_autofree char *text = g_strdup_printf (
        "<EDXLDistribution xmlns=\"urn:oasis:names:tc:emergency:EDXL:DE:1.0\">"
        "<distributionStatus>%s</distributionStatus><contentObject><xmlContent>"
        "<embeddedXMLContent>" HAVE1 (HOSPITAL1) "</embeddedXMLContent></xmlContent>"
        "</contentObject></EDXLDistribution>", cases[i].status);
      g_autoptr(LageDecoded) decoded = NULL;

      feed_test_init (&test, &lage_have_decoder_class, NULL,
                      cases[i].accept != NULL ? options : NULL);
      decoded = feed_test_feed (&test, NULL, text, -1);
      g_assert_cmpuint (decoded->n_messages, ==, 1);
      g_assert_cmpuint (decoded->n_good, ==, cases[i].n_drafts);
      g_assert_cmpuint (decoded->n_ignored, ==, 1 - cases[i].n_drafts);
      g_assert_cmpuint (decoded->drafts->len, ==, cases[i].n_drafts);
    }
}

static void
test_rejected (void)
{
  static const struct
  {
    const char *text;
    const char *problem;
  } cases[] = {
    { "datum,bundesland_id\n", "XML: line 1" },
    { "{\"resourceType\":\"MeasureReport\"}", "not XML but JSON" },
    { "<a/>", "holds no EDXL-HAVE" },
    { HAVE1 ("<Hospital/>"), "Hospital 1: line 1: neither an organisation's name" },
    { HAVE2 ("<h:facility/>"), "facility 1: line 1: neither facilityID" },
    { HAVE1 ("<Hospital>" ORGANISATION "\n<LastUpdateTime>2013-12-05T21:00:00</LastUpdateTime>"
             "</Hospital>"), "line 2: LastUpdateTime: \"2013-12-05T21:00:00\" has no time zone" },
    { HAVE1 ("<Hospital>" ORGANISATION "<HospitalFacilityStatus><ClinicalStatus>Busy"
             "</ClinicalStatus></HospitalFacilityStatus></Hospital>"),
      "ClinicalStatus: \"Busy\" is not known" },
    { HAVE1 ("<Hospital>" ORGANISATION "<HospitalBedCapacityStatus><BedCapacity><BedType>Hotel"
             "</BedType></BedCapacity></HospitalBedCapacityStatus></Hospital>"),
      "BedType: \"Hotel\"" },
    { HAVE1 ("<Hospital>" ORGANISATION "<HospitalBedCapacityStatus><BedCapacity><BedType>Burn"
             "</BedType><Capacity><AvailableCount>viele</AvailableCount></Capacity></BedCapacity>"
             "</HospitalBedCapacityStatus></Hospital>"), "AvailableCount: \"viele\" is no count" },
    { HAVE2 ("<h:facility><h:facilityInformation><h:facilityID>i</h:facilityID>"
             "<h:facilityGeoLocation><gml:pos>100 10</gml:pos></h:facilityGeoLocation>"
             "</h:facilityInformation></h:facility>"), "pos: \"100 10\"" },
    { HAVE2 ("<h:facility><h:facilityInformation><h:facilityID>i</h:facilityID>"
             "<h:facilityGeoLocation><gml:pos>53.5</gml:pos></h:facilityGeoLocation>"
             "</h:facilityInformation></h:facility>"), "pos: \"53.5\"" },
  };
  g_auto(FeedTest) test = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(LageDecoded) decoded = feed (&test, cases[i].text);

      g_assert_cmpuint (decoded->n_rejected, ==, 1);
      g_assert_cmpuint (decoded->drafts->len, ==, 0);
      feed_test_assert_problem (decoded, 0, cases[i].problem);
    }
}

static void
test_options (void)
{
  static const char *const bad_accept[] = { "accept", "all", NULL };
  static const char *const bad_zone[] = { "zone", "mars", NULL };
  static const char *const germany[] = { "zone", "germany", NULL };
  g_auto(FeedTest) a = { 0 };
  g_auto(FeedTest) b = { 0 };
  g_auto(FeedTest) c = { 0 };
  g_autoptr(GError) accept_error = NULL;
  g_autoptr(GError) zone_error = NULL;
  g_autoptr(LageDecoded) decoded = NULL;

  g_assert_null (feed_test_create (&a, &lage_have_decoder_class, NULL, bad_accept, &accept_error));
  g_assert_nonnull (strstr (accept_error->message, "accept"));
  g_assert_null (feed_test_create (&b, &lage_have_decoder_class, NULL, bad_zone, &zone_error));
  g_assert_nonnull (strstr (zone_error->message, "zone"));

  feed_test_init (&c, &lage_have_decoder_class, NULL, germany);
  decoded = feed_test_feed (&c, NULL, HAVE1 ("<Hospital>" ORGANISATION
    "<LastUpdateTime>2013-12-05T21:00:00</LastUpdateTime></Hospital>"), -1);
  g_assert_cmpint (feed_test_draft (decoded, 0)->observed_at_us, ==,
                   feed_test_time ("2013-12-05T20:00:00Z"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/feeds/have-decoder/have1", test_have1);
  g_test_add_func ("/feeds/have-decoder/have2", test_have2);
  g_test_add_func ("/feeds/have-decoder/envelope", test_envelope);
  g_test_add_func ("/feeds/have-decoder/rejected", test_rejected);
  g_test_add_func ("/feeds/have-decoder/options", test_options);

  return g_test_run ();
}
