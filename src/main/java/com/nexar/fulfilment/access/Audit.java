package com.nexar.fulfilment.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nexar.fulfilment.brands.Location;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.logging.Logger;

/** What people changed by hand, in the transaction that changed it. Append-only; the database holds it so. */
@Singleton
public class Audit {

    private static final Logger LOG = Logger.getLogger(Audit.class);

    private static final String WHOLE_BRAND = "*";

    /** One act; {@code before} and {@code after} are what it changed, without personal data. */
    @Schema(name = "AuditEntry")
    public record Entry(
            @Schema(required = true, examples = "17") String id,
            @Schema(required = true) Instant at,
            @Schema(required = true, examples = "acme") String brand,

            @Schema(nullable = true, examples = "blr1", description = "Null where it was about the whole brand")
            String location,

            @Schema(required = true, examples = "operators", description = "The client's name in the configuration")
            String who,

            @Schema(
                    required = true,
                    examples = "7e9f8fd11180",
                    description = "Which of its keys: the public id, or the beginning of its SHA-256")
            String keyId,

            @Schema(required = true, examples = "operation-settled")
            String act,

            @Schema(required = true, description = "What it was done to")
            String subject,

            @Schema(nullable = true) Map<String, String> before,
            @Schema(nullable = true) Map<String, String> after) {}

    private final Transactions transactions;
    private final EntityManager entities;
    private final ObjectMapper json;

    Audit(Transactions transactions, EntityManager entities, ObjectMapper json) {
        this.transactions = transactions;
        this.entities = entities;
        this.json = json;
    }

    /** Joins the caller's transaction, which changes just this. */
    public void inRecord(
            Caller who,
            Location at,
            String act,
            String subject,
            Map<String, String> before,
            Map<String, String> after) {
        inRecord(who, at.brand(), at.code(), act, subject, before, after);
    }

    /** The same of what is about a whole brand. */
    public void inRecord(
            Caller who,
            String brand,
            String act,
            String subject,
            Map<String, String> before,
            Map<String, String> after) {
        inRecord(who, brand, WHOLE_BRAND, act, subject, before, after);
    }

    /** The newest first. {@code before} is the id to go on from. */
    List<Entry> list(String brand, long before, int limit) {
        return transactions.in(Scope.administrationOf(brand), () -> {
            @SuppressWarnings("unchecked")
            List<Object[]> rows = entities.createNativeQuery("""
                            select audit_id, at, brand, location, who, key_id, act, subject, cast(before as text), cast(after as text)
                            from audit where brand = ?1 and audit_id < ?2 order by audit_id desc""")
                    .setParameter(1, brand)
                    .setParameter(2, before)
                    .setMaxResults(limit)
                    .getResultList();
            return rows.stream().map(this::entry).toList();
        });
    }

    private void inRecord(
            Caller who,
            String brand,
            String location,
            String act,
            String subject,
            Map<String, String> before,
            Map<String, String> after) {
        entities.createNativeQuery("""
                        insert into audit (brand, location, who, key_id, act, subject, before, after)
                        values (?1, ?2, ?3, ?4, ?5, ?6, cast(?7 as jsonb), cast(?8 as jsonb))""")
                .setParameter(1, brand)
                .setParameter(2, location)
                .setParameter(3, who.name())
                .setParameter(4, who.keyId())
                .setParameter(5, act)
                .setParameter(6, subject)
                .setParameter(7, text(before))
                .setParameter(8, text(after))
                .executeUpdate();
        LOG.infof("%s (key %s…): %s of %s", who.name(), who.keyId(), act, subject);
    }

    private Entry entry(Object[] row) {
        return new Entry(
                row[0].toString(),
                (Instant) row[1],
                (String) row[2],
                WHOLE_BRAND.equals(row[3]) ? null : (String) row[3],
                (String) row[4],
                (String) row[5],
                (String) row[6],
                (String) row[7],
                values((String) row[8]),
                values((String) row[9]));
    }

    private String text(Map<String, String> value) {
        try {
            return value == null ? null : json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, String> values(String text) {
        try {
            return text == null ? null : json.readValue(text, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
