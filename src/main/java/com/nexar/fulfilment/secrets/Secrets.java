package com.nexar.fulfilment.secrets;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Encrypts what is stored (AES-256-GCM), and makes digests that tell nothing without the key. */
@Singleton
public final class Secrets {

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec encryption;
    private final SecretKeySpec digests;
    private final SecureRandom random = new SecureRandom();

    @Inject
    Secrets(SecretsConfig config) {
        this(config.key());
    }

    public Secrets(Optional<String> key) {
        byte[] bytes = checked(key);
        this.encryption = new SecretKeySpec(bytes, "AES");
        // a key of its own, so that no digest is ever made with the key that encrypts
        this.digests = new SecretKeySpec(hmac(new SecretKeySpec(bytes, "HmacSHA256"), "digests"), "HmacSHA256");
    }

    /** @param place where it is stored: elsewhere it cannot be read */
    public byte[] encrypted(String text, String place) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, place).doFinal(text.getBytes(StandardCharsets.UTF_8));
            byte[] whole = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, whole, NONCE_BYTES, sealed.length);
            return whole;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has AES-GCM", e);
        }
    }

    /** Null where it was not encrypted with this key for this place. */
    public String decrypted(byte[] whole, String place) {
        if (whole.length < NONCE_BYTES) {
            return null;
        }
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(whole, NONCE_BYTES), place);
            return new String(cipher.doFinal(whole, NONCE_BYTES, whole.length - NONCE_BYTES), StandardCharsets.UTF_8);
        } catch (AEADBadTagException e) {
            return null;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has AES-GCM", e);
        }
    }

    /** The same for the same parts; tells nothing about them. */
    public String digest(String... parts) {
        return HexFormat.of().formatHex(hmac(digests, String.join("\0", parts)));
    }

    private Cipher cipher(int mode, byte[] nonce, String place) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, encryption, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] hmac(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }

    private static byte[] checked(Optional<String> key) {
        byte[] bytes = {};
        try {
            bytes = Base64.getDecoder().decode(key.orElse("").strip());
        } catch (IllegalArgumentException e) {
            // told below, without the value
        }
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException(
                    "Configuration fulfilment.secrets.key: " + (key.isEmpty() ? "is missing" : "is silly")
                            + "; it must be 32 bytes in base64 (openssl rand -base64 32), the same for all pods");
        }
        return bytes;
    }
}
