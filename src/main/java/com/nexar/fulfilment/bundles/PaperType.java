package com.nexar.fulfilment.bundles;

import com.nexar.fulfilment.problems.Problem;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Arrays;

/** What can be bundled of a parcel. */
@RegisterForReflection
enum PaperType {
    LABEL,
    INVOICE;

    /** As it stands in the API and in the documents' paths. */
    String word() {
        return switch (this) {
            case LABEL -> "label";
            case INVOICE -> "invoice";
        };
    }

    static PaperType parse(String field, String word) {
        return Arrays.stream(values())
                .filter(type -> type.word().equals(word))
                .findFirst()
                .orElseThrow(() -> Problem.invalid(field, "is label or invoice"));
    }
}
