/**
 * The document of our API: what every operation has in common, written once.
 *
 * <p>No door. Imports problems and access only. Easy to get wrong: a problem that an operation can answer with and that is not
 * in the document is found by the app tests, which validate every answer against it.
 */
package com.nexar.fulfilment.openapi;
