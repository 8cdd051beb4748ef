/**
 * How lists are handed out: {@code {"items":[…],"next":"…"}}, keyset, with an opaque cursor. May import problems.
 * Easy to get wrong: a cursor says where to go on, never how far one has come.
 */
package com.nexar.fulfilment.pages;
