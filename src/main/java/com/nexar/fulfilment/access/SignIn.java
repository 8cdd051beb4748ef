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

    private final Doorkeeper doorkeeper;
    private final Clients clients;
    private final Secrets secrets;

    SignIn(Doorkeeper doorkeeper, Clients clients, Secrets secrets) {
        this.doorkeeper = doorkeeper;
        this.clients = clients;
        this.secrets = secrets;
    }

    /**
     * Problems {@code unauthorized}, and {@code rate-limited} where too many wrong keys came from there.
     *
     * @param from the address that shows it
     */
    public Known withKey(String key, String from) {
        return new Known(doorkeeper.admit(key, from), digest(ApiKey.hex(ApiKey.sha256(key))));
    }

    /** Empty from the moment on that the key is no longer configured, or has expired. */
    public Optional<Caller> again(String keyDigest) {
        return clients.whose(sha256 -> digest(sha256).equals(keyDigest));
    }

    private String digest(String sha256) {
        return secrets.digest(OF_KEYS, sha256);
    }
}
