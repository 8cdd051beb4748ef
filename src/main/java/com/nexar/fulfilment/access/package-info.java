/**
 * Who is calling, what they may see, and the one place that opens database transactions, scoped to exactly that.
 *
 * <p>Doors: {@link com.nexar.fulfilment.access.Transactions} (every transaction of the house),
 * {@link com.nexar.fulfilment.access.Caller} and {@link com.nexar.fulfilment.access.Here} (the request's caller and
 * location), {@link com.nexar.fulfilment.access.SignIn} (people with a key),
 * {@link com.nexar.fulfilment.access.CallerLimits} and {@link com.nexar.fulfilment.access.OpenStreams} (how much one caller may take). May import problems, secrets and brands. Easy to get wrong: a location that a key does not name is a 404, never a 403.
 */
package com.nexar.fulfilment.access;
