/**
 * Giving commands once more that ended without success, and reading rows again that could not be read: first as a rehearsal that says
 * what each would come to, then for real. Nothing replays by itself.
 *
 * <p>Doors: {@link com.nexar.fulfilment.replays.Replays} and the API below {@code /v1/admin}. May import everything below the touchpoints'
 * stair; it knows them only as {@link com.nexar.fulfilment.operations.CommandAgain}. Easy to get wrong: a rehearsal is what was true
 * when it ran; the commit asks everything again.
 */
package com.nexar.fulfilment.replays;
