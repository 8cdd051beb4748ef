/**
 * Who the brands and locations are: data from configuration, checked once at start.
 *
 * <p>Door: {@link com.nexar.fulfilment.brands.Brands}. May import problems. Easy to get wrong: an account's
 * {@code toString} never shows its secrets.
 */
package com.nexar.fulfilment.brands;
