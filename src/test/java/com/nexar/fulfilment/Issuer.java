package com.nexar.fulfilment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.ConfigProvider;

/** The identity provider of the app tests: its keys, and tokens good and bad. */
public final class Issuer {

    public static final String NAME = "https://idp.test";
    public static final String AUDIENCE = "fulfilment-facade";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    private Issuer() {}

    /** New keys; the public ones in a file, as an issuer shows them. */
    static Map<String, String> settings() {
        try {
            KeyPair rsa = pair("RSA", null);
            KeyPair ec = pair("EC", new ECGenParameterSpec("secp256r1"));
            Path file = Files.createTempFile("issuer", ".jwks");
            file.toFile().deleteOnExit();
            Files.writeString(
                    file,
                    JSON.writeValueAsString(Map.of(
                            "keys", List.of(jwk((RSAPublicKey) rsa.getPublic()), jwk((ECPublicKey) ec.getPublic())))));
            return Map.of(
                    "fulfilment.access.jwt.issuer", NAME,
                    "fulfilment.access.jwt.keys", file.toUri().toString(),
                    "fulfilment.access.jwt.audience", AUDIENCE,
                    "test.issuer.rsa", text(rsa.getPrivate().getEncoded()),
                    "test.issuer.rsa-public", text(rsa.getPublic().getEncoded()),
                    "test.issuer.ec", text(ec.getPrivate().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a good token says; to be changed. */
    public static Map<String, Object> claims() {
        Map<String, Object> claims = new HashMap<>();
        long now = Instant.now().getEpochSecond();
        claims.put("iss", NAME);
        claims.put("aud", AUDIENCE);
        claims.put("iat", now - 400);
        claims.put("exp", now + 300);
        claims.put("azp", "warehouse-one");
        claims.put("sub", "0a1b2c");
        claims.put("fulfilment_brands", List.of("acme"));
        claims.put("fulfilment_roles", List.of("wms"));
        return claims;
    }

    public static String rs256(Map<String, ?> claims) {
        return signed("RS256", "rsa-1", "SHA256withRSA", key("RSA", "rsa"), claims);
    }

    /** Signed as it should be, and named after a key that the issuer does not show. */
    public static String ofKey(String kid, Map<String, ?> claims) {
        return signed("RS256", kid, "SHA256withRSA", key("RSA", "rsa"), claims);
    }

    public static String es256(Map<String, ?> claims) {
        return signed("ES256", "ec-1", "SHA256withECDSAinP1363Format", key("EC", "ec"), claims);
    }

    /** Signed with an algorithm that the issuer's key can do, and that is not taken. */
    public static String rs512(Map<String, ?> claims) {
        return signed("RS512", "rsa-1", "SHA512withRSA", key("RSA", "rsa"), claims);
    }

    /** Of somebody else's key. */
    public static String forged(Map<String, ?> claims) {
        try {
            return signed("RS256", "rsa-1", "SHA256withRSA", pair("RSA", null).getPrivate(), claims);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String unsigned(String algorithm, Map<String, ?> claims) {
        return head(algorithm, "rsa-1") + "." + part(claims) + ".";
    }

    /** The public key, which everybody has, taken for a shared secret. */
    public static String hs256(Map<String, ?> claims) {
        try {
            String body = head("HS256", "rsa-1") + "." + part(claims);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(decoded("rsa-public"), "HmacSHA256"));
            return body + "." + text(mac.doFinal(body.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same token that says something else. */
    public static String tampered(String token, Map<String, ?> claims) {
        String[] parts = token.split("\\.");
        return parts[0] + "." + part(claims) + "." + parts[2];
    }

    private static String signed(
            String algorithm, String kid, String signature, PrivateKey key, Map<String, ?> claims) {
        try {
            String body = head(algorithm, kid) + "." + part(claims);
            Signature signer = Signature.getInstance(signature);
            signer.initSign(key);
            signer.update(body.getBytes(StandardCharsets.US_ASCII));
            return body + "." + text(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String head(String algorithm, String kid) {
        return part(Map.of("typ", "JWT", "alg", algorithm, "kid", kid));
    }

    private static String part(Map<String, ?> value) {
        try {
            return text(JSON.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair pair(String kind, ECGenParameterSpec curve) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
        if (curve == null) {
            generator.initialize(2048);
        } else {
            generator.initialize(curve);
        }
        return generator.generateKeyPair();
    }

    private static PrivateKey key(String kind, String name) {
        try {
            return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(decoded(name)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] decoded(String name) {
        return Base64.getUrlDecoder().decode(ConfigProvider.getConfig().getValue("test.issuer." + name, String.class));
    }

    private static Map<String, String> jwk(RSAPublicKey key) {
        return Map.of(
                "kty", "RSA",
                "kid", "rsa-1",
                "use", "sig",
                "n", text(unsigned(key.getModulus().toByteArray(), 256)),
                "e", text(key.getPublicExponent().toByteArray()));
    }

    private static Map<String, String> jwk(ECPublicKey key) {
        return Map.of(
                "kty", "EC",
                "kid", "ec-1",
                "use", "sig",
                "crv", "P-256",
                "x", text(unsigned(key.getW().getAffineX().toByteArray(), 32)),
                "y", text(unsigned(key.getW().getAffineY().toByteArray(), 32)));
    }

    /** As JSON Web Keys have numbers: no sign, and of one length. */
    private static byte[] unsigned(byte[] number, int length) {
        byte[] right = new byte[length];
        int take = Math.min(length, number.length);
        System.arraycopy(number, number.length - take, right, length - take, take);
        return Arrays.copyOf(right, length);
    }

    private static String text(byte[] bytes) {
        return URL.encodeToString(bytes);
    }
}
