package com.nexar.fulfilment.brands;

/**
 * A warehouse of a brand.
 *
 * @param brand the brand's code in our paths, such as {@code acme}
 * @param code the location's code in our paths, such as {@code blr1}
 * @param name what people call it
 * @param key EasyEcom's location key; one token per key (contract section 1)
 */
public record Location(String brand, String code, String name, String key) {

    /** {@code acme/blr1}: how logs and messages name it. */
    public String ref() {
        return brand + "/" + code;
    }

    /** Where this location's resources live in our API. */
    public String path() {
        return "/v1/brands/" + brand + "/locations/" + code;
    }

    @Override
    public String toString() {
        return ref();
    }
}
