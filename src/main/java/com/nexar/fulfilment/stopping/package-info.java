/**
 * How a pod ends: until when whatever is under way may take, once it is told to stop.
 *
 * <p>Door: {@link com.nexar.fulfilment.stopping.Deadline}. Imports no other room. Easy to get wrong: who has something under way begins no
 * more of it at {@code ShutdownDelayInitiatedEvent}, and waits for its end only at {@code ShutdownEvent}. The observers of that come one
 * after the other, so none may have a time of its own.
 */
package com.nexar.fulfilment.stopping;
