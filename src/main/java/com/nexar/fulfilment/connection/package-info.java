/**
 * How each location's connection to EasyEcom stands.
 *
 * <p>No door; the resource is the way in, and a job tells the feeds. May import everything below. Easy to get wrong: it tells ages and times of tokens and
 * keys, never the things themselves.
 */
package com.nexar.fulfilment.connection;
