package com.nexar.fulfilment.easyecom;

import java.time.Instant;

/**
 * One entry of easyecom_order_history. Ids: 2 Assigned, 3 Confirmed, 13 Confirm start, 16 Confirm Success, 17 Confirm new, 18
 * Confirm Fail, 38 Selfship Confirm (contract 3.3).
 *
 * @param statusId null where unreadable
 * @param at null where unreadable
 */
public record UpstreamEvent(String status, Integer statusId, Instant at) {}
