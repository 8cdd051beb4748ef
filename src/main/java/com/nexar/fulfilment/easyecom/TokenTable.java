package com.nexar.fulfilment.easyecom;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.brands.EasyEcomAccount;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.secrets.Secrets;
import io.quarkus.narayana.jta.QuarkusTransactionException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Tokens and logins in the database: encrypted, claimed by lease, and timed by its clock alone. */
@Singleton
final class TokenTable implements SharedTokens {

    private static final Duration SOON = Duration.ofSeconds(2);

    private final Transactions transactions;
    private final EntityManager entities;
    private final Secrets secrets;
    private final Function<Location, EasyEcomAccount> accounts;
    private final Duration lockout;

    @Inject
    TokenTable(
            Transactions transactions, EntityManager entities, Secrets secrets, Brands brands, EasyEcomConfig config) {
        this(
                transactions,
                entities,
                secrets,
                location -> brands.of(location).easyecom(),
                config.token().loginLockout());
    }

    TokenTable(
            Transactions transactions,
            EntityManager entities,
            Secrets secrets,
            Function<Location, EasyEcomAccount> accounts,
            Duration lockout) {
        this.transactions = transactions;
        this.entities = entities;
        this.secrets = secrets;
        this.accounts = accounts;
        this.lockout = lockout;
    }

    @Override
    public Stored read(Location location) {
        return orUnavailable(location, () -> stored(location, row(location)));
    }

    @Override
    public Claim claim(Location location, long seen, Duration leavesWithin, Duration lease) {
        return orUnavailable(location, () -> {
            // a pod that is stopped while it holds the row must not stop the others
            entities.createNativeQuery("select set_config('idle_in_transaction_session_timeout', '2000', true)")
                    .getSingleResult();
            query("insert into easyecom_tokens (brand, location) values (?1, ?2) on conflict do nothing", location)
                    .executeUpdate();
            @SuppressWarnings("unchecked")
            List<Number> granted = query("""
                    update easyecom_tokens set
                      token = case when config_digest = ?3 then token end,
                      refusals = case when config_digest = ?3 then refusals else 0 end,
                      refusal = case when config_digest = ?3 then refusal end,
                      config_digest = ?3,
                      fencing = fencing + 1,
                      lease_until = clock_timestamp() + make_interval(secs => ?4),
                      last_attempt_at = clock_timestamp() + make_interval(secs => ?5)
                    where brand = ?1 and location = ?2
                      and lease_until <= clock_timestamp()
                      and last_attempt_at + make_interval(secs => ?6) <= clock_timestamp()
                      and (config_digest <> ?3 or refusals < ?7 and (token is null or issue <= ?8))
                    returning fencing""", location)
                    .setParameter(3, digest(location))
                    .setParameter(4, seconds(lease))
                    .setParameter(5, seconds(leavesWithin))
                    .setParameter(6, seconds(lockout))
                    .setParameter(7, Logins.MOST_REFUSALS)
                    .setParameter(8, seen)
                    .getResultList();
            return granted.isEmpty()
                    ? whyNot(location, seen)
                    : new Claim.Granted(granted.getFirst().longValue());
        });
    }

    @Override
    public void succeeded(Location location, long fencing, Token token) {
        ended(
                location,
                fencing,
                "last_attempt_at = clock_timestamp(), refusals = 0, refusal = null, token = ?4, issued_at = ?5,"
                        + " expires_at = ?6, issue = ?3",
                secrets.encrypted(token.value(), location.ref()),
                token.issuedAt(),
                token.expiresAt());
    }

    @Override
    public void refused(Location location, long fencing, String words) {
        String told = "last_attempt_at = clock_timestamp(), refusals = refusals + 1, refusal = ?4";
        ended(location, fencing, told, words);
    }

    @Override
    public void failed(Location location, long fencing) {
        ended(location, fencing, "last_attempt_at = clock_timestamp()");
    }

    @Override
    public void notSent(Location location, long fencing) {
        // it could only be claimed because the one before was long over
        ended(location, fencing, "last_attempt_at = '-infinity'");
    }

    @Override
    public void drop(Location location, long issue) {
        orUnavailable(
                location,
                () -> query(
                                "update easyecom_tokens set token = null where brand = ?1 and location = ?2 and issue = ?3",
                                location)
                        .setParameter(3, issue)
                        .executeUpdate());
    }

    private void ended(Location location, long fencing, String told, Object... values) {
        orUnavailable(location, () -> {
            Query query = query(
                            "update easyecom_tokens set lease_until = '-infinity', " + told
                                    + " where brand = ?1 and location = ?2 and fencing = ?3",
                            location)
                    .setParameter(3, fencing);
            for (int i = 0; i < values.length; i++) {
                query.setParameter(4 + i, values[i]);
            }
            return query.executeUpdate();
        });
    }

    private Claim whyNot(Location location, long seen) {
        Object[] row = row(location);
        Stored stored = stored(location, row);
        if (stored != null && stored.issue() > seen) {
            return new Claim.Renewed(stored);
        }
        int refusals = ((Number) row[5]).intValue();
        String refusal = (String) row[6];
        if (refusals >= Logins.MOST_REFUSALS && digest(location).equals(row[4])) {
            return new Claim.Stopped(refusals, refusal);
        }
        return (Boolean) row[7]
                ? new Claim.Busy()
                : new Claim.LockedOut(
                        Duration.ofMillis((long) Math.ceil(((Number) row[8]).doubleValue() * 1000)), refusal);
    }

    private Object[] row(Location location) {
        @SuppressWarnings("unchecked")
        List<Object[]> rows =
                query("""
                select token, issue, issued_at, expires_at, config_digest, refusals, refusal, lease_until > clock_timestamp(),
                  greatest(0, extract(epoch from
                    greatest(last_attempt_at, 'epoch') + make_interval(secs => ?3) - clock_timestamp()))::double precision
                from easyecom_tokens where brand = ?1 and location = ?2""", location).setParameter(3, seconds(lockout)).getResultList();
        return rows.isEmpty() ? null : rows.getFirst();
    }

    private Stored stored(Location location, Object[] row) {
        if (row == null || row[0] == null || !digest(location).equals(row[4])) {
            return null;
        }
        String value = secrets.decrypted((byte[]) row[0], location.ref());
        return value == null
                ? null
                : new Stored(new Token(value, (Instant) row[2], (Instant) row[3]), ((Number) row[1]).longValue());
    }

    /**
     * Of all that a login depends on: a change of any makes another login of it. Of the URL only the host: pods may have different
     * ways to it.
     */
    private String digest(Location location) {
        EasyEcomAccount account = accounts.apply(location);
        return secrets.digest(
                account.url().getHost(), account.email(), account.password(), account.apiKey(), location.key());
    }

    private Query query(String sql, Location location) {
        return entities.createNativeQuery(sql).setParameter(1, location.brand()).setParameter(2, location.code());
    }

    private <T> T orUnavailable(Location location, Supplier<T> work) {
        try {
            return transactions.in(location, work);
        } catch (PersistenceException | QuarkusTransactionException | IllegalStateException e) {
            // the last one where no connection is free
            throw new EasyEcomUnavailable(
                    location + ": the database, which holds the token for EasyEcom, does not answer; nothing was sent.",
                    SOON,
                    EasyEcomUnavailable.Kind.SETTLED,
                    e);
        }
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
