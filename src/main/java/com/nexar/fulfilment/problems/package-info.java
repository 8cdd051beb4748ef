/** How every failure looks outside. */
package com.nexar.fulfilment.problems;
