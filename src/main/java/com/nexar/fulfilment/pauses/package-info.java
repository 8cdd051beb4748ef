/**
 * What an operator holds back at one location: sending to EasyEcom, or reading it by itself. Nothing that was accepted is lost meanwhile:
 * commands wait as operations, webhooks of EasyEcom are stored.
 *
 * <p>Door: {@link com.nexar.fulfilment.pauses.Pauses}. May import problems, brands and access. Easy to get wrong: what waited because of a
 * pause has not grown old.
 */
package com.nexar.fulfilment.pauses;
