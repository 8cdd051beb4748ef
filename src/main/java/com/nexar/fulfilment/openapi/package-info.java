/**
 * The document of our API: what every operation has in common, written once, and one table of what each of them asks for,
 * answers with and can end in. The examples are what the running facade gave or took ({@code /openapi/*.json}).
 *
 * <p>No door. Imports problems and access only. Easy to get wrong: a problem that an operation can answer with and that is not
 * in the document is found by the app tests, which validate every answer against it.
 */
package com.nexar.fulfilment.openapi;
