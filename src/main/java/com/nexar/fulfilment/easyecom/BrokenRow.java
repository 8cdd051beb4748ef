package com.nexar.fulfilment.easyecom;

/**
 * A row that could not be read; the rest of its page could.
 *
 * @param id invoice_id or product id, where readable
 * @param raw the row as it came; personal data, never to be logged
 * @param reason which part and why
 */
public record BrokenRow(Long id, String raw, String reason) {

    @Override
    public String toString() {
        return "BrokenRow[" + id + ", " + reason + "]";
    }
}
