package com.nexar.fulfilment.connection;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One thing that was looked at, what came of it, and what to do. */
@RegisterForReflection
@Schema(name = "CheckItem")
public record CheckItem(
        @Schema(required = true) Check check,
        @Schema(required = true) Result result,

        @Schema(required = true, description = "What was found")
        String meaning,

        @Schema(nullable = true, description = "What to do, with the setting's name; null where there is nothing to do")
        String remedy) {

    /** What is looked at, in the order in which one leads to the next. */
    @Schema(name = "Check")
    public enum Check {
        /** A usable token, stored or newly got. */
        TOKEN,
        /** EasyEcom knows the location key. */
        LOCATION_KEY,
        /** EasyEcom's gateway takes the x-api-key. */
        API_KEY,
        /** The list of orders can be read. */
        ORDER_READ,
        /** The product master can be read. */
        PRODUCT_READ,
        /** EasyEcom's clock against ours. */
        CLOCK,
        /** What is left of the day's calls. */
        QUOTA,
        /** EasyEcom's webhooks come. */
        WEBHOOKS,
        /** Documents are where they may be fetched from. */
        DOCUMENT_ORIGIN
    }

    /** The worst first, but that what was not looked at is no worse than fine. */
    @Schema(name = "CheckResult")
    public enum Result {
        FAILED,
        /** It works, and should be looked at. */
        WARNING,
        OK,
        /** Could not be looked at, or there is nothing to look at; the meaning says why. */
        SKIPPED
    }

    static CheckItem ok(Check check, String meaning) {
        return new CheckItem(check, Result.OK, meaning, null);
    }

    static CheckItem warning(Check check, String meaning, String remedy) {
        return new CheckItem(check, Result.WARNING, meaning, remedy);
    }

    static CheckItem failed(Check check, String meaning, String remedy) {
        return new CheckItem(check, Result.FAILED, meaning, remedy);
    }

    static CheckItem skipped(Check check, String meaning) {
        return new CheckItem(check, Result.SKIPPED, meaning, null);
    }
}
