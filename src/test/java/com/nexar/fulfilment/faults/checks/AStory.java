package com.nexar.fulfilment.faults.checks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A story that went well, of one shipment from the order to its last scan, to be spoilt by a test in one place. */
final class AStory {

    static final Instant START = Instant.parse("2026-02-04T06:00:00Z");
    static final long ID = 101;
    static final String AWB = "AWB101";
    static final String KEY = "acme-key";
    static final String BLR1 = "nx1";

    static final Terms TERMS = new Terms(
            Map.of(BLR1, "acme/blr1", "nx2", "acme/bom1", "nx3", "zeta/del1"),
            Map.of(KEY, "acme", "zeta-key", "zeta"),
            Map.of(KEY, new Terms.Budget(10, 20, 1000), "zeta-key", new Terms.Budget(5, 10, 1000)),
            Duration.ofSeconds(1),
            Duration.ofSeconds(60),
            Duration.ofSeconds(2),
            Duration.ofSeconds(30),
            400e6);

    final List<Command> commands = new ArrayList<>();
    final List<Heard> heard = new ArrayList<>();
    final List<Seen> seen = new ArrayList<>();
    final List<Act> acts = new ArrayList<>();
    final Set<Long> poison = new HashSet<>();
    long beganAtNanos;
    final List<LedgerEntry> ledger = new ArrayList<>();
    final List<TrueShipment> truth = new ArrayList<>();
    final List<OurShipment> ours = new ArrayList<>();
    final List<OurMove> moves = new ArrayList<>();
    final List<OurOperation> operations = new ArrayList<>();
    final List<OurRow> rows = new ArrayList<>();
    final List<Quarantined> quarantine = new ArrayList<>();
    final List<Left> departures = new ArrayList<>();
    final List<Sample> samples = new ArrayList<>();
    final List<FeedAnswer> feed = new ArrayList<>();
    final Map<String, Long> feedEnds = new HashMap<>();
    final List<Decision> decisions = new ArrayList<>();
    final List<OurCancellation> cancellations = new ArrayList<>();
    final List<HookPost> posts = new ArrayList<>();

    static final Scan TRANSIT = new Scan("e1", "IN_TRANSIT", at(50), "Hub");
    static final Scan DELIVERED = new Scan("e2", "DELIVERED", at(60), "Pune");

    static Instant at(long second) {
        return START.plusSeconds(second);
    }

    static AStory thatWentWell() {
        AStory story = new AStory();
        story.says(1, Kind.ASSIGN, null, Word.SUCCESS);
        story.says(2, Kind.CONFIRM, null, Word.SUCCESS);
        story.says(3, Kind.MANIFEST, null, Word.SUCCESS);
        story.says(4, Kind.TRACK, TRANSIT, Word.SUCCESS);
        story.says(5, Kind.TRACK, DELIVERED, Word.SUCCESS);
        story.truth.add(truth(List.of(TRANSIT.atEasyEcom(), DELIVERED.atEasyEcom())));
        story.ours.add(our("DELIVERED"));
        String[] stages = {"RECEIVED", "ASSIGNED", "CONFIRMED", "MANIFESTED", "IN_TRANSIT", "DELIVERED"};
        for (int i = 1; i < stages.length; i++) {
            story.moves.add(move(i, stages[i - 1], stages[i]));
            story.seen.add(new Seen("acme/blr1", ID, stages[i], 1, at(10 * i + 8), at(10 * i + 9)));
        }
        story.rows.add(new OurRow("recipients", "acme", "blr1", ID));
        story.ledger.add(
                new LedgerEntry(90, at(0), KEY, BLR1, "token", List.of(), List.of(), "/", "HAPPENED", null, 200));
        story.departures.add(new Left(0, 1, KEY, "/access/token", true));
        story.feed.add(new FeedAnswer("reader", "acme/blr1", 40, entries(stages), 1, at(80)));
        story.feedEnds.put("acme/blr1", 45L);
        for (int seq = 41; seq <= 45; seq++) {
            story.posts.add(HooksToldTest.post(seq, seq));
        }
        return story;
    }

    private static List<FeedAnswer.Entry> entries(String... stages) {
        Map<String, String> types = Map.of(
                "ASSIGNED",
                "shipment.assigned",
                "CONFIRMED",
                "shipment.confirmed",
                "MANIFESTED",
                "shipment.manifested");
        List<FeedAnswer.Entry> entries = new ArrayList<>();
        for (int i = 1; i < stages.length; i++) {
            String type = types.getOrDefault(stages[i], "shipment.tracked");
            entries.add(new FeedAnswer.Entry(40 + i, type, Long.toString(ID), stages[i], type));
        }
        return entries;
    }

    /** One command, given once at ten times its number, told to EasyEcom once and answered three seconds later. */
    private void says(int number, Kind kind, Scan scan, Word word) {
        Command command =
                new Command("c" + number, kind, "acme/blr1", List.of(ID), kind == Kind.ASSIGN ? AWB : null, scan);
        commands.add(command);
        heard.add(heard(command, number, word, null));
        ledger.add(entry(number, kind, "HAPPENED"));
        operations.add(operation("op" + number, kind, "SUCCEEDED"));
    }

    static Heard heard(Command command, int number, Word word, String code) {
        return new Heard(
                command.id(),
                "caller",
                1,
                null,
                at(10L * number),
                at(10L * number + 3),
                200,
                code,
                null,
                "op" + number,
                Map.of(ID, word),
                word.name());
    }

    static LedgerEntry entry(int number, Kind kind, String effect) {
        return new LedgerEntry(
                number,
                at(10L * number + 1),
                KEY,
                BLR1,
                kind.ledgerName(),
                List.of(ID),
                List.of(AWB),
                "/",
                effect,
                null,
                200);
    }

    static OurOperation operation(String id, Kind kind, String state) {
        return new OurOperation(
                id, "acme", "blr1", kind.name(), state, Map.of(ID, state), 1, at(10), at(13), false, 0, null);
    }

    static OurMove move(int number, String from, String to) {
        return new OurMove(
                "acme", "blr1", ID, number, "MOVED", from, to, at(10L * number + 2), "OPERATION", "op" + number, null);
    }

    static OurShipment our(String stage) {
        return new OurShipment("acme", "blr1", ID, 7, stage, false, false, AWB, "M1", Map.of("1", "1/0"));
    }

    static TrueShipment truth(List<TrueShipment.Scanned> scans) {
        return new TrueShipment(
                ID,
                7,
                BLR1,
                "Shipped",
                AWB,
                true,
                "M1",
                3,
                false,
                false,
                false,
                Map.of("1", "1/0"),
                scans,
                List.of(
                        new TrueShipment.Step("Confirm Success", TrueShipment.CONFIRM_SUCCESS, at(22)),
                        new TrueShipment.Step("Shipped", 7, at(31))));
    }

    static TrueShipment cancelled() {
        return new TrueShipment(
                ID,
                7,
                BLR1,
                "CANCELLED",
                AWB,
                false,
                null,
                null,
                true,
                false,
                false,
                Map.of("1", "1/1"),
                List.of(),
                List.of());
    }

    /** Nothing of it has reached EasyEcom. */
    static TrueShipment untouched() {
        return new TrueShipment(
                ID,
                7,
                BLR1,
                "Open",
                null,
                false,
                null,
                null,
                false,
                false,
                false,
                Map.of("1", "1/0"),
                List.of(),
                List.of());
    }

    Story told() {
        return new Story(
                TERMS,
                beganAtNanos,
                commands,
                heard,
                seen,
                acts,
                poison,
                ledger,
                truth,
                ours,
                moves,
                operations,
                rows,
                quarantine,
                departures,
                samples,
                feed,
                feedEnds,
                decisions,
                cancellations,
                posts);
    }
}
