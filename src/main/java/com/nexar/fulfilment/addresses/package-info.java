/**
 * Which addresses of the network this service connects to, where the URL came from somebody else.
 *
 * <p>Door: {@link com.nexar.fulfilment.addresses.Lookup}. Imports no other room. Easy to get wrong: a name is checked by what it resolves
 * to, and resolves to something else a moment later, so whoever connects has to connect to the very address that was checked.
 */
package com.nexar.fulfilment.addresses;
