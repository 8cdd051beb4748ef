package com.nexar.fulfilment.inbound;

import com.nexar.fulfilment.access.Columns;
import com.nexar.fulfilment.access.Question;
import com.nexar.fulfilment.access.Statements;
import com.nexar.fulfilment.brands.Location;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The door for people: how EasyEcom's webhooks of a location stand. */
@Singleton
public class Webhooks {

    /**
     * How they stand.
     *
     * @param since from when on; null before the guardian looked for the first time
     * @param lastReceivedAt null before the first
     * @param taken messages answered with 2xx, by EasyEcom's windows
     * @param failures other answers, by EasyEcom's windows
     * @param strangers other answers to requests that do not even say that they are EasyEcom's, by the same windows
     * @param waiting shipments that were named and are still to be read
     */
    public record Standing(
            WebhooksState state,
            Instant since,
            Instant lastReceivedAt,
            Map<FailureWindow, Integer> taken,
            Map<FailureWindow, Integer> failures,
            Map<FailureWindow, Integer> strangers,
            int waiting) {}

    private static final String STANDING = """
            select g.state, g.since, greatest(g.last_received_at, (
                select max(received_at) from inbound_messages m
                where m.brand = l.brand and m.location = l.location and m.kind = any(?))),
              (select count(*) from inbound_reads r
               where r.brand = l.brand and r.location = l.location and r.due_at is not null)%s
            from (select cast(? as text) as brand, cast(? as text) as location) as l
            left join inbound_guards g on g.brand = l.brand and g.location = l.location
            """.formatted(
                    Arrays.stream(FailureWindow.values()).map(Webhooks::counts).collect(Collectors.joining()));

    private final Statements statements;
    private final InboundConfig config;

    Webhooks(Statements statements, InboundConfig config) {
        this.statements = statements;
        this.config = config;
    }

    /** As it is just now; the state as the guardian saw it last. */
    public Standing standing(Location location) {
        return statements.ask(location, question(location)).getFirst();
    }

    /** The same, for who asks more at once: one row. */
    public Question<Standing> question(Location location) {
        String[] announcing = Guards.ANNOUNCING.toArray(String[]::new);
        return new Question<>(
                STANDING, row -> standing(new Columns(row)), announcing, location.brand(), location.code());
    }

    private static Standing standing(Columns of) throws SQLException {
        WebhooksState state = of.one(WebhooksState.class);
        Instant since = of.moment();
        Instant lastReceivedAt = of.moment();
        int waiting = of.count();
        Map<FailureWindow, Integer> taken = new EnumMap<>(FailureWindow.class);
        Map<FailureWindow, Integer> failures = new EnumMap<>(FailureWindow.class);
        Map<FailureWindow, Integer> strangers = new EnumMap<>(FailureWindow.class);
        for (FailureWindow window : FailureWindow.values()) {
            taken.put(window, of.count());
            failures.put(window, of.count());
            strangers.put(window, of.count());
        }
        return new Standing(
                state == null ? WebhooksState.NEVER_SEEN : state,
                since,
                lastReceivedAt,
                taken,
                failures,
                strangers,
                waiting);
    }

    /** In the order in which {@link #standing} reads them. */
    private static String counts(FailureWindow window) {
        return """
                ,
                (select count(*) from inbound_messages m
                 where m.brand = l.brand and m.location = l.location and m.received_at > %1$s),
                (select coalesce(sum(refused + failed), 0) from inbound_failures f
                 where f.brand = l.brand and f.location = l.location and f.last_at > %1$s),
                (select coalesce(sum(strangers), 0) from inbound_failures f
                 where f.brand = l.brand and f.location = l.location and f.at > %1$s)""".formatted("statement_timestamp() - interval '" + window.hours() + " hours'");
    }

    /** How often orders are asked for in this state, before the day's calls have their say; null = as configured. */
    public Duration pollingEvery(WebhooksState state) {
        return switch (state) {
            case WORKING -> config.polling().working();
            case SILENT, FAILING -> config.polling().degraded();
            case NEVER_SEEN -> null;
        };
    }
}
