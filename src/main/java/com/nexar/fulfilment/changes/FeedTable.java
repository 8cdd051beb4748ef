package com.nexar.fulfilment.changes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.nexar.fulfilment.access.NamedSql;
import com.nexar.fulfilment.access.Statements;
import com.nexar.fulfilment.brands.Location;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The feed's rows; all methods join the caller's transaction. */
@Singleton
class FeedTable {

    private static final String APPEND = "select append_changes(cast(:entries as json)) is null";

    /** Only what asks for its rows comes after it: the heads are locked last. */
    private static final String BESIDE = "(select count(*) from beside_%d) as written_%<d";

    private static final String HEAD = """
            select coalesce(h.last, 0), coalesce(h.oldest, 1), coalesce(b.last, 0) > coalesce(h.of_brand, 0)
            from (select 1) as always
            left join feed_heads h on h.brand = ?1 and h.location = ?2
            left join feed_heads b on b.brand = ?1 and b.location = '*'""";

    private static final String READ = """
            select c.seq, c.type, c.subject, c.at, cast(coalesce(c.data, b.data) as text)
            from changes c left join changes b on b.brand = c.brand and b.location = '*' and b.seq = c.of_brand
            where c.brand = ?1 and c.location = ?2 and c.seq > ?3 order by c.seq limit ?4""";

    /** What was told in one transaction has the same xmin; the shipment's row was locked until its commit. */
    private static final String ARRIVALS = """
            select c.seq, d.location, d.seq
            from changes c join changes d on d.brand = c.brand and d.type = 'shipment.relocated' and d.subject = c.subject
              and d.location <> c.location and (d.recorded_at < c.recorded_at or d.xmin = c.xmin)
            where c.brand = ?1 and c.location = ?2 and c.seq > ?3 and c.seq <= ?4""";

    /**
     * Where a feed stands.
     *
     * @param last sequence of the newest entry; 0 before the first
     * @param oldest sequence of the oldest entry that is still there
     * @param unmerged the brand has entries that this feed does not show yet
     */
    record Head(long last, long oldest, boolean unmerged) {}

    private static final String HEADS = "select brand, location, last, of_brand from feed_heads";

    /**
     * A feed's head without its past.
     *
     * @param ofBrand up to which of the brand's own entries it shows
     */
    record Standing(long last, long ofBrand) {
        static final Standing NONE = new Standing(0, 0);
    }

    private final EntityManager entities;
    private final Statements statements;
    private final ObjectMapper json;

    /** By what goes beside it: there are few kinds. */
    private final Map<List<String>, NamedSql> appends = new ConcurrentHashMap<>();

    FeedTable(EntityManager entities, Statements statements, ObjectMapper json) {
        this.entities = entities;
        this.statements = statements;
        this.json = json;
    }

    /** Locks the feeds' heads until the transaction ends. */
    void inAppend(List<Appending.Entry> entries, List<Beside> besides) {
        ArrayNode rows = json.createArrayNode();
        entries.forEach(entry -> rows.addObject()
                .put("location", entry.location())
                .put("type", entry.type().word())
                .put("subject", entry.subject())
                .put("at", entry.at().toString())
                .set("data", entry.data().get()));
        Map<String, Object> values = new HashMap<>();
        try {
            values.put("entries", json.writeValueAsString(rows));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        besides.forEach(each -> values.putAll(each.values()));
        NamedSql append =
                appends.computeIfAbsent(besides.stream().map(Beside::sql).toList(), FeedTable::append);
        statements.inAsk(append, values, none -> null);
    }

    private static NamedSql append(List<String> besides) {
        if (besides.isEmpty()) {
            return NamedSql.of(APPEND);
        }
        String with = IntStream.range(0, besides.size())
                .mapToObj(n -> "beside_" + n + " as (" + besides.get(n) + ")")
                .collect(Collectors.joining(",\n", "with ", "\n"));
        String from = IntStream.range(0, besides.size())
                .mapToObj(BESIDE::formatted)
                .collect(Collectors.joining(", ", "\nfrom ", ""));
        return NamedSql.of(with + APPEND + from);
    }

    Head inHead(Location location) {
        Object[] row = (Object[]) entities.createNativeQuery(HEAD)
                .setParameter(1, location.brand())
                .setParameter(2, location.code())
                .getSingleResult();
        return new Head(((Number) row[0]).longValue(), ((Number) row[1]).longValue(), (Boolean) row[2]);
    }

    /** Those of the scope, with the brands' own. */
    @SuppressWarnings("unchecked")
    Map<FeedName, Standing> inHeads() {
        List<Object[]> rows = entities.createNativeQuery(HEADS).getResultList();
        Map<FeedName, Standing> heads = new HashMap<>();
        rows.forEach(row -> heads.put(
                new FeedName((String) row[0], (String) row[1]),
                new Standing(((Number) row[2]).longValue(), ((Number) row[3]).longValue())));
        return heads;
    }

    /** Lets the scope's feed show the brand's entries that it does not show yet. */
    void inMerge() {
        entities.createNativeQuery("select merge_changes() is null").getSingleResult();
    }

    @SuppressWarnings("unchecked")
    List<ChangeView> inRead(Location location, long after, int most) {
        List<Object[]> rows = entities.createNativeQuery(READ)
                .setParameter(1, location.brand())
                .setParameter(2, location.code())
                .setParameter(3, after)
                .setParameter(4, most)
                .getResultList();
        return rows.stream()
                .map(row -> ChangeView.of(
                        location,
                        ((Number) row[0]).longValue(),
                        (String) row[1],
                        (String) row[2],
                        (Instant) row[3],
                        (String) row[4]))
                .toList();
    }

    /** Of the scope's feeds. */
    @SuppressWarnings("unchecked")
    List<Feed.Arrival> inArrivals(Location location, long after, long upTo) {
        List<Object[]> rows = entities.createNativeQuery(ARRIVALS)
                .setParameter(1, location.brand())
                .setParameter(2, location.code())
                .setParameter(3, after)
                .setParameter(4, upTo)
                .getResultList();
        return rows.stream()
                .map(row ->
                        new Feed.Arrival(((Number) row[0]).longValue(), (String) row[1], ((Number) row[2]).longValue()))
                .toList();
    }

    /** Of the scope's feed, what was recorded before, at most so many entries. @return how many went */
    int inTrim(Instant before, int most) {
        return ((Number) entities.createNativeQuery("select trim_changes(?1, ?2)")
                        .setParameter(1, before)
                        .setParameter(2, most)
                        .getSingleResult())
                .intValue();
    }
}
