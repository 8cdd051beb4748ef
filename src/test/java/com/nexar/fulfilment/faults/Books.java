package com.nexar.fulfilment.faults;

import com.nexar.fulfilment.faults.checks.LedgerEntry;
import com.nexar.fulfilment.faults.checks.TrueShipment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** EasyEcom's own books of both accounts: what reached it, and what it really holds. */
final class Books {

    /** One location of each account. */
    private static final List<String> ACCOUNTS = List.of("acme/blr1", "zeta/del1");

    private final Stack stack;

    Books(Stack stack) {
        this.stack = stack;
    }

    List<TrueShipment> truth(List<Long> ids) {
        Set<Long> wanted = new HashSet<>(ids);
        List<TrueShipment> truth = new ArrayList<>();
        for (String account : ACCOUNTS) {
            stack.easyecom(account).get("/sandbox/orders").path("orders").forEach(order -> {
                if (wanted.contains(order.path("invoiceId").asLong())) {
                    truth.add(TrueShipment.of(order));
                }
            });
        }
        return truth;
    }

    /** Of this run, and all logins ever. @param since as {@link #marks} gave it when the run began */
    List<LedgerEntry> ledger(Map<String, Long> since) {
        List<LedgerEntry> ledger = new ArrayList<>();
        for (String account : ACCOUNTS) {
            long mark = since.get(account);
            stack.easyecom(account)
                    .get("/sandbox/ledger?limit=1000000&after=" + mark)
                    .path("entries")
                    .forEach(entry -> ledger.add(LedgerEntry.of(entry)));
            stack.easyecom(account)
                    .get("/sandbox/ledger?limit=1000000&operation=token")
                    .path("entries")
                    .forEach(entry -> {
                        if (entry.path("seq").asLong() <= mark) {
                            ledger.add(LedgerEntry.of(entry));
                        }
                    });
        }
        return ledger;
    }

    /** Where each ledger ends at the moment. */
    Map<String, Long> marks() {
        Map<String, Long> marks = new java.util.HashMap<>();
        for (String account : ACCOUNTS) {
            marks.put(
                    account,
                    stack.easyecom(account)
                            .get("/sandbox/ledger?limit=1&operation=nothing")
                            .path("last")
                            .asLong());
        }
        return marks;
    }

    void vary(Map<String, String> variants) {
        ACCOUNTS.forEach(account -> {
            stack.easyecom(account).noFaults();
            stack.easyecom(account).vary(variants);
        });
    }

    /** EasyEcom tells of its changes, each location's at another pod, or of nothing. @param version null for nothing */
    void tell(String version) {
        ACCOUNTS.forEach(account -> stack.easyecom(account).noWebhooks());
        for (int i = 0; version != null && i < stack.locations().size(); i++) {
            String place = stack.locations().get(i);
            String url = stack.pods().get(i % Stack.PODS).url() + "/inbound/easyecom/" + place;
            stack.easyecom(place).webhooks(url, PodSettings.HOOK_TOKEN, version, stack.locationKey(place));
        }
    }
}
