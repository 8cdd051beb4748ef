package com.nexar.fulfilment.money;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An amount of money; the amount is a string, so that no reader makes a binary fraction of it. */
@RegisterForReflection
@Schema(description = "An amount and its ISO 4217 currency")
public record Money(
        @Schema(required = true, examples = "499.00") String amount,
        @Schema(required = true, examples = "INR") String currency) {

    /** Null stays null. */
    public static Money of(BigDecimal amount, String currency) {
        return amount == null
                ? null
                : new Money(amount.setScale(2, RoundingMode.HALF_UP).toPlainString(), currency);
    }
}
