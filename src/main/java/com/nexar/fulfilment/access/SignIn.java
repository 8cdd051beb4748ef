package com.nexar.fulfilment.access;

import com.nexar.fulfilment.secrets.Secrets;
import jakarta.inject.Singleton;
import java.util.Optional;

/** For people who show their key once and are remembered: who it is, and later whether that key still opens anything. */
@Singleton
public class SignIn {

    private static final String OF_KEYS = "board-key";

    /**
     * @param keyDigest stands for the key; opens nothing itself
     */
    public record Known(Caller caller, String keyDigest) {}

    private final Clients clients;
    private final Secrets secrets;

    SignIn(Clients clients, Secrets secrets) {
        this.clients = clients;
        this.secrets = secrets;
    }

    public Optional<Known> withKey(String key) {
        return clients.withKey(key).map(caller -> new Known(caller, digest(Clients.hexOf(key))));
    }

    /** Empty from the moment on that the key is no longer configured. */
    public Optional<Caller> again(String keyDigest) {
        return clients.whose(sha256 -> digest(sha256).equals(keyDigest));
    }

    private String digest(String sha256) {
        return secrets.digest(OF_KEYS, sha256);
    }
}
