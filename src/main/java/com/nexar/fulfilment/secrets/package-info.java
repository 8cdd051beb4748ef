/**
 * What keeps secrets secret where they are stored. Door: {@link com.nexar.fulfilment.secrets.Secrets}. Imports no room. Easy to get
 * wrong: all pods need the same {@code fulfilment.secrets.key}, and what was encrypted with another one cannot be read.
 */
package com.nexar.fulfilment.secrets;
