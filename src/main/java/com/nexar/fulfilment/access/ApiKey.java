package com.nexar.fulfilment.access;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The keys that are made here: {@code ffk_}, twelve letters and digits that are no secret, {@code _}, 256 random bits, and six letters
 * and digits of checksum. Scanners for leaked secrets find them by their form, and one that was copied badly is known as such without a
 * look-up. Prints nothing: it is the secret itself.
 */
final class ApiKey {

    static final String PREFIX = "ffk_";

    /** What stands for a key in settings, logs and lists. */
    static final Pattern PUBLIC_ID = Pattern.compile("ffk_[0-9A-Za-z]{12}");

    private static final Pattern FORM = Pattern.compile("((" + PUBLIC_ID + ")_[0-9A-Za-z]{43})([0-9A-Za-z]{6})");

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());

    private static final int ID_LETTERS = 12;
    private static final int SECRET_BITS = 256;
    private static final int SECRET_LETTERS = 43;
    private static final int CHECKSUM_LETTERS = 6;

    private final String publicId;
    private final String text;

    private ApiKey(String publicId, String text) {
        this.publicId = publicId;
        this.text = text;
    }

    static ApiKey fresh(SecureRandom random) {
        StringBuilder id = new StringBuilder(PREFIX);
        random.ints(ID_LETTERS, 0, DIGITS.length()).forEach(digit -> id.append(DIGITS.charAt(digit)));
        String body = id + "_" + letters(new BigInteger(SECRET_BITS, random), SECRET_LETTERS);
        return new ApiKey(id.toString(), body + checksum(body));
    }

    /** One of ours, whole or not. */
    static boolean isMeant(String shown) {
        return shown.startsWith(PREFIX);
    }

    /** One of ours, as it was made. */
    static boolean isWhole(String shown) {
        Matcher key = FORM.matcher(shown);
        return key.matches() && checksum(key.group(1)).equals(key.group(3));
    }

    String publicId() {
        return publicId;
    }

    /** The secret. */
    String text() {
        return text;
    }

    /** Of any key, also of one that was not made here. */
    static byte[] sha256(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    static String hex(byte[] sha256) {
        return HexFormat.of().formatHex(sha256);
    }

    @Override
    public String toString() {
        return publicId + "_***";
    }

    private static String checksum(String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        return letters(BigInteger.valueOf(crc.getValue()), CHECKSUM_LETTERS);
    }

    private static String letters(BigInteger number, int width) {
        char[] letters = new char[width];
        BigInteger rest = number;
        for (int i = width - 1; i >= 0; i--) {
            BigInteger[] divided = rest.divideAndRemainder(BASE);
            letters[i] = DIGITS.charAt(divided[1].intValue());
            rest = divided[0];
        }
        return new String(letters);
    }
}
