package com.nexar.fulfilment.faults;

import com.nexar.fulfilment.faults.checks.Left;
import com.nexar.fulfilment.faults.checks.SameAsEasyEcom;
import com.nexar.fulfilment.faults.checks.Story;
import com.nexar.fulfilment.faults.checks.Terms;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Brings together what all sides know of one run: the callers, EasyEcom, our tables, and the proxies. */
final class Evidence {

    private final Stack stack;
    private final Terms terms;
    private final Books books;
    private final Ours ours;
    private final History history;
    private final People people;

    Evidence(Stack stack, Terms terms, History history, People people) {
        this.stack = stack;
        this.terms = terms;
        this.books = new Books(stack);
        this.ours = new Ours(stack.jdbcUrl());
        this.history = history;
        this.people = people;
    }

    /** @return where EasyEcom's ledgers stand */
    Map<String, Long> begin(SeedPlan plan) {
        books.vary(plan.variants());
        books.tell(plan.webhooks());
        return books.marks();
    }

    boolean known(Collection<Long> ids) {
        return ours.shipments(ids).size() == ids.size();
    }

    long openOperations() {
        return ours.openOperations(people.placed());
    }

    /** Nothing is open any more, and both sides say the same. */
    boolean settled() {
        List<Long> ids = people.placed();
        return ours.operations(ids).stream().allMatch(each -> each.finished() || each.awaitsPerson())
                && ours.quarantine(ids).size() >= people.poison().size()
                && SameAsEasyEcom.differences(terms, people.poison()::contains, books.truth(ids), ours.shipments(ids))
                        .isEmpty();
    }

    /** All changes are written out to the warehouse's endpoints, and taken. */
    boolean posted() {
        return stack.number("select count(*) from webhook_deliveries where state = 'PENDING'") == 0
                && stack.number("select count(*) from webhook_cursors c join feed_heads h using (brand, location)"
                                + " where c.seq < h.last")
                        == 0;
    }

    /** How far each feed has come, by brand/location. */
    Map<String, Long> feedEnds() {
        return ours.feedEnds();
    }

    Story story(long beganAtNanos, Map<String, Long> marks, Map<String, Long> feedEnds) {
        List<Long> ids = people.placed();
        return new Story(
                terms,
                beganAtNanos,
                history.commands(),
                history.heard(),
                history.seen(),
                history.acts(),
                people.poison(),
                books.ledger(marks),
                books.truth(ids),
                ours.shipments(ids),
                ours.moves(ids),
                ours.operations(ids),
                ours.places(ids),
                ours.quarantine(ids),
                departures(),
                history.samples(),
                history.feed(),
                feedEnds,
                history.decisions(),
                ours.cancellations(ids),
                history.posts());
    }

    private List<Left> departures() {
        List<Left> all = new ArrayList<>();
        for (Pod pod : stack.pods()) {
            pod.easyecom()
                    .departures()
                    .forEach(each -> all.add(new Left(
                            each.atNanos(),
                            each.pod(),
                            each.apiKey(),
                            each.target(),
                            each.path().equals("/access/token"))));
        }
        return all;
    }
}
