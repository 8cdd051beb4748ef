/**
 * How far our shipments differ from EasyEcom's truth: looked at every night and on demand, each difference with what would mend it.
 * Nothing is mended by looking.
 *
 * <p>Door: {@link com.nexar.fulfilment.drift.DriftReports} and the API below {@code /v1/admin}. May import everything up to the touchpoints.
 * Easy to get wrong: a report is a picture of its moment, and what was being worked on at that moment is not in it.
 */
package com.nexar.fulfilment.drift;
