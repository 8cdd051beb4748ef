/**
 * Traces of what goes out of this pod, for whoever collects them (OpenTelemetry); off unless there is an endpoint to send them to.
 *
 * <p>Door: {@link com.nexar.fulfilment.traces.Outgoing}. Imports no other room. Requests that come in are traced by Quarkus. Easy to get
 * wrong: work that goes on in another thread has no trace unless it is carried along ({@link com.nexar.fulfilment.traces.Carried}), and
 * nothing personal may become an attribute.
 */
package com.nexar.fulfilment.traces;
