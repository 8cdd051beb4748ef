package com.nexar.fulfilment.documents;

import com.nexar.fulfilment.problems.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The seven document keys of EasyEcom (contract sections 3.1 and 6) and the two words of ours. {@code invoice} is the first of
 * these that EasyEcom has: the marketplace's own papers outrank EasyEcom's, because the marketplace's invoice is the one that
 * counts where there is one; tax forms come last.
 */
final class DocumentType {

    static final String INVOICE = "invoice";
    static final String LABEL = "label";

    /** The order of precedence for {@code invoice}. */
    static final List<String> INVOICE_KEYS = List.of(
            "marketplace_tax_invoice",
            "marketplaceinvoice",
            "marketplace_b2c_invoice",
            "easyecom_invoice",
            "outtaxform",
            "intaxform");

    private static final List<String> ALL = List.of(
            INVOICE,
            LABEL,
            "easyecom_invoice",
            "intaxform",
            "outtaxform",
            "marketplaceinvoice",
            "marketplace_tax_invoice",
            "marketplace_b2c_invoice");

    private DocumentType() {}

    static String parse(String type) {
        if (!ALL.contains(type)) {
            throw Problem.invalid("type", "is one of " + String.join(", ", ALL));
        }
        return type;
    }

    /** EasyEcom's keys that a type can mean, the first one that it has counts. */
    static List<String> candidates(String type) {
        return INVOICE.equals(type) ? INVOICE_KEYS : List.of(type);
    }

    /** EasyEcom's key behind a type, among those that it has. */
    static Optional<String> key(String type, Map<String, ?> available) {
        return candidates(type).stream().filter(available::containsKey).findFirst();
    }
}
