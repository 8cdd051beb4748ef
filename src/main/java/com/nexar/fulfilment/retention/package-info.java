/**
 * How long what is kept: the buyer's personal data until some time after the parcel's end, and what else has no end of its own.
 *
 * <p>No door. May import everything below. It writes the tables of other rooms, because what is forgotten of a shipment is forgotten in one
 * transaction, and because one page ({@link com.nexar.fulfilment.retention.PersonalData}) is to say where personal data lies. What must not
 * come back by a later read is up to the rooms that read: they look at {@code personal_data_erased_at}. What only has an age (feed,
 * deliveries, answers, messages, bundles, reports, sessions) each room sweeps itself, and none of it longer than this room keeps words of
 * people. Easy to get wrong: a new column with a name, phone or address in it; {@code ErasureTest} searches them all.
 */
package com.nexar.fulfilment.retention;
