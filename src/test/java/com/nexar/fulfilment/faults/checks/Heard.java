package com.nexar.fulfilment.faults.checks;

import java.time.Instant;
import java.util.Map;

/**
 * One call of a caller, and what came back.
 *
 * @param command the command's id
 * @param key the Idempotency-Key, null for none
 * @param status 0 for no answer
 * @param code of a problem, or the state of an operation that was looked at; null for none
 * @param stage that a problem names, else null
 * @param operationId null where none was named
 * @param words what it means, shipment by shipment
 * @param text the answer in short, for people
 */
public record Heard(
        String command,
        String caller,
        int pod,
        String key,
        Instant asked,
        Instant answered,
        int status,
        String code,
        String stage,
        String operationId,
        Map<Long, Word> words,
        String text) {}
