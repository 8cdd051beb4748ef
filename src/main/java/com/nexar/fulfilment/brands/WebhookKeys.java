package com.nexar.fulfilment.brands;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.Set;

/**
 * By what a brand's webhooks of EasyEcom are known. Holds a secret, so it prints nothing; how long a comparison takes tells nothing.
 *
 * @param token what EasyEcom sends as {@code Access-Token} or Bearer token; empty where it sends none
 * @param companies what may stand in {@code X-Easyecom-Company-Id} of a message without a token; empty = each needs one
 */
public record WebhookKeys(Optional<String> token, Set<String> companies) {

    public static final WebhookKeys NONE = new WebhookKeys(Optional.empty(), Set.of());

    /** Whether this is the token; never where none is set. */
    public boolean isToken(String given) {
        return same(given, token.orElse("")) && token.isPresent();
    }

    /** Whether messages without a token are taken from this company. */
    public boolean isCompany(String given) {
        return companies.stream().map(each -> same(given, each)).reduce(false, Boolean::logicalOr);
    }

    /** Digests are of one length, so that not even the length is told. */
    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(digest(one), digest(other));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "WebhookKeys[" + (token.isPresent() ? "token" : "no token") + "]";
    }
}
