package com.nexar.fulfilment.inbound;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.brands.Location;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Status;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The guardian, the forgetting and a pod that claims and dies, when a test says so; and what the guardian told. */
@ApplicationScoped
public class GuardNow {

    private final Guards guards;
    private final GuardianJob guardian;
    private final AnswerCount answers;
    private final ForgettingJob forgetting;
    private final Reads reads;
    private final Brands brands;
    private final Transactions transactions;
    private final EntityManager entities;
    private final List<String> told = new CopyOnWriteArrayList<>();

    GuardNow(
            Guards guards,
            GuardianJob guardian,
            AnswerCount answers,
            ForgettingJob forgetting,
            Reads reads,
            Brands brands,
            Transactions transactions,
            EntityManager entities) {
        this.guards = guards;
        this.guardian = guardian;
        this.answers = answers;
        this.forgetting = forgetting;
        this.reads = reads;
        this.brands = brands;
        this.transactions = transactions;
        this.entities = entities;
    }

    void hear(@Observes WebhooksStateChanged change) {
        String word = change.degraded() ? " degraded" : change.restored() ? " restored" : "";
        told.add(change.location().ref() + " " + change.was() + " " + change.state() + word
                + (QuarkusTransaction.getStatus() == Status.STATUS_ACTIVE ? " inside" : ""));
    }

    WebhooksState look(String ref) {
        answers.store();
        return guardian.look(location(ref));
    }

    /** Whether the guardian's timer looks at it. */
    boolean heard(String ref) {
        return guards.heard().contains(location(ref));
    }

    /** Takes what is due and does nothing with it, as a pod that is killed. */
    Map<Location, List<Reads.Due>> claimAndDie() {
        return reads.claim();
    }

    /** At how many moments what one message names falls due, however long it takes to store it; nothing of it stays. */
    long momentsOfOneMessage(String ref, List<Long> shipments) {
        Number moments = transactions.rehearse(() -> transactions.in(location(ref), () -> {
            shipments.forEach(id -> {
                reads.inAsk(location(ref), id, id, "c", "d", 1);
                entities.createNativeQuery("select pg_sleep(0.005)").getSingleResult();
            });
            return (Number) entities.createNativeQuery(
                            "select count(distinct due_at) from inbound_reads where shipment_id = any(:ids)")
                    .setParameter("ids", shipments.toArray(Long[]::new))
                    .getSingleResult();
        }));
        return moments.longValue();
    }

    void forget() {
        forgetting.forget();
    }

    List<String> told(String ref) {
        return told.stream().filter(each -> each.startsWith(ref + " ")).toList();
    }

    private Location location(String ref) {
        String[] parts = ref.split("/");
        return brands.location(parts[0], parts[1]).orElseThrow();
    }
}
