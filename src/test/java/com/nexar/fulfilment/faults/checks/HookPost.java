package com.nexar.fulfilment.faults.checks;

/**
 * One request that came to the warehouse's own endpoint.
 *
 * @param number in which it came
 * @param place brand/location
 * @param seq of the change in that location's feed
 * @param id the header webhook-id
 * @param digest of its body
 * @param genuine whether its signature fits
 */
public record HookPost(
        long number, String place, long seq, String type, String subject, String id, String digest, boolean genuine) {

    String change() {
        return place + " " + seq;
    }
}
