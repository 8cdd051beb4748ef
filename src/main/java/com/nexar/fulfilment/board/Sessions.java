package com.nexar.fulfilment.board;

import com.nexar.fulfilment.access.Caller;
import com.nexar.fulfilment.access.Scope;
import com.nexar.fulfilment.access.SignIn;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.secrets.Secrets;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Who is signed in, for all pods. The browser has a random number, we have its digest; a session ends with its key. */
@Singleton
class Sessions {

    private static final Logger LOG = Logger.getLogger(Sessions.class);

    /** Sessions are of no brand. */
    private static final Scope NO_BRAND = new Scope("", "");

    private static final String OF_SESSIONS = "board-session";
    private static final int BYTES = 32;
    private static final Duration SLIDE = Duration.ofMinutes(1);
    private static final int SWEEP = 1_000;

    private record Row(String keyDigest, Instant openedAt, Instant seenAt) {}

    private final SignIn signIn;
    private final Secrets secrets;
    private final Transactions transactions;
    private final EntityManager entities;
    private final BoardConfig.Session config;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Sessions(
            SignIn signIn,
            Secrets secrets,
            Transactions transactions,
            EntityManager entities,
            BoardConfig config,
            Clock clock) {
        config.check();
        this.signIn = signIn;
        this.secrets = secrets;
        this.transactions = transactions;
        this.entities = entities;
        this.config = config.session();
        this.clock = clock;
    }

    /**
     * Problems {@code unauthorized} and {@code rate-limited}, as for the key in a request.
     *
     * @param from the browser's address
     * @return what the browser has to show from now on
     */
    String open(String key, String from) {
        SignIn.Known known = signIn.withKey(key, from);
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String session = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        transactions.run(NO_BRAND, () -> inOpen(session, known));
        LOG.infof("%s signed in to the board", known.caller().name());
        return session;
    }

    /** Whose session this is; looking makes it last. */
    Optional<Caller> caller(String session) {
        String digest = digest(session);
        Instant now = clock.instant();
        return transactions
                .in(NO_BRAND, () -> {
                    Optional<Row> row = inFind(digest, now);
                    row.filter(each -> each.seenAt().isBefore(now.minus(SLIDE)))
                            .ifPresent(each -> inSlide(digest, each, now));
                    return row;
                })
                .flatMap(row -> signIn.again(row.keyDigest()));
    }

    void end(String session) {
        transactions.run(
                NO_BRAND,
                () -> entities.createNativeQuery("delete from board_sessions where id_digest = ?1")
                        .setParameter(1, digest(session))
                        .executeUpdate());
    }

    /** Deletes one batch of those that have ended; each pod another one. @return whether there may be more */
    boolean sweep() {
        return transactions.in(
                        NO_BRAND,
                        () -> entities.createNativeQuery("""
                        delete from board_sessions where id_digest in (
                          select id_digest from board_sessions where expires_at < ?1 order by expires_at limit ?2 for update skip locked)""")
                                .setParameter(1, clock.instant())
                                .setParameter(2, SWEEP)
                                .executeUpdate())
                == SWEEP;
    }

    private void inOpen(String session, SignIn.Known known) {
        Instant now = clock.instant();
        entities.createNativeQuery("""
                        insert into board_sessions (id_digest, key_digest, client, opened_at, seen_at, expires_at)
                        values (?1, ?2, ?3, ?4, ?4, ?5)""")
                .setParameter(1, digest(session))
                .setParameter(2, known.keyDigest())
                .setParameter(3, known.caller().name())
                .setParameter(4, now)
                .setParameter(5, now.plus(config.idle()))
                .executeUpdate();
    }

    private Optional<Row> inFind(String digest, Instant now) {
        @SuppressWarnings("unchecked")
        List<Object[]> rows = entities.createNativeQuery("""
                        select key_digest, opened_at, seen_at from board_sessions where id_digest = ?1 and expires_at > ?2""")
                .setParameter(1, digest)
                .setParameter(2, now)
                .getResultList();
        return rows.stream()
                .map(row -> new Row((String) row[0], (Instant) row[1], (Instant) row[2]))
                .findFirst();
    }

    private void inSlide(String digest, Row row, Instant now) {
        Instant idle = now.plus(config.idle());
        Instant end = row.openedAt().plus(config.atMost());
        entities.createNativeQuery("update board_sessions set seen_at = ?2, expires_at = ?3 where id_digest = ?1")
                .setParameter(1, digest)
                .setParameter(2, now)
                .setParameter(3, idle.isBefore(end) ? idle : end)
                .executeUpdate();
    }

    private String digest(String session) {
        return secrets.digest(OF_SESSIONS, session);
    }
}
