/**
 * Where each walk through an EasyEcom list stands, and what was set aside on the way.
 *
 * <p>Doors: {@link com.nexar.fulfilment.sync.SyncCursors} (claim by lease, checkpoint with a fencing number),
 * {@link com.nexar.fulfilment.sync.WalkTimes}, {@link com.nexar.fulfilment.sync.WalkStandings} and
 * {@link com.nexar.fulfilment.sync.Quarantine}. May import problems, brands and access. Easy to get wrong: the checkpoint
 * belongs into the transaction that stores the page, or a crash between the two loses or repeats rows.
 */
package com.nexar.fulfilment.sync;
