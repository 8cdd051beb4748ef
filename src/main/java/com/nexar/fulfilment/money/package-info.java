/** Amounts with their currency, as our API writes them. Imports nothing of this house. */
package com.nexar.fulfilment.money;
