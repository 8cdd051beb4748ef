/**
 * What operators see of the whole brand: gauges out of one look at the database.
 *
 * <p>No door. May import everything below. It reads the tables of other rooms, because all gauges together are one small statement; it
 * writes nothing. Metrics of what a pod itself did are where it is done. Easy to get wrong: every pod tells the same gauges, so dashboards
 * and alerts take their maximum, never their sum.
 */
package com.nexar.fulfilment.signals;
