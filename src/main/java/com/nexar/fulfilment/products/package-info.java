/**
 * The product master: fetched whole once, then what changed; combos with their parts.
 *
 * <p>No door; the resource is the way in. May import problems, money, pages, brands, access, sync and easyecom. Easy to get
 * wrong: products belong to the brand, so one walk serves all its locations, and a product that comes twice is one product.
 */
package com.nexar.fulfilment.products;
