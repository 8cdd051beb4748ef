package com.nexar.fulfilment.easyecom;

/** Where the parcel goes. EasyEcom blanks parts of it for API users without PII access; those are null. */
public record UpstreamAddress(
        String name,
        String phone,
        String email,
        String line1,
        String line2,
        String city,
        String state,
        String postalCode,
        String country) {

    /** Holds personal data, so it prints none. */
    @Override
    public String toString() {
        return "UpstreamAddress[…]";
    }
}
