package com.nexar.fulfilment.sandbox;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** All accounts of this sandbox; the first is the demo account, which also answers for requests of nobody. */
final class Accounts {
    private static final long INVOICES_PER_ACCOUNT = 100_000;

    private final Map<String, Account> byKey = new ConcurrentHashMap<>();
    private final List<Account> all = new CopyOnWriteArrayList<>();
    private final AtomicLong nextBacklogInvoice = new AtomicLong(500_000_001);
    private final AtomicLong nextFirstInvoice = new AtomicLong(Numbers.FIRST_INVOICE + INVOICES_PER_ACCOUNT);
    private final String baseUrl;
    private int nextWarehouse = 41_101;

    Accounts(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    /** Invoice ids are EasyEcom's own and never shared by two accounts, unless somebody asks for it. */
    synchronized Account open(AccountOpening opening) {
        if (byKey.containsKey(opening.apiKey())) {
            throw new UnusableInput("there is an account with the key " + opening.apiKey());
        }
        Account account = new Account(opening, baseUrl, all.size());
        byKey.put(opening.apiKey(), account);
        all.add(account);
        return account;
    }

    /** A range of invoice ids that no other account will be given. */
    long reserveInvoices() {
        return nextFirstInvoice.getAndAdd(INVOICES_PER_ACCOUNT);
    }

    synchronized int nextWarehouse() {
        return nextWarehouse++;
    }

    long reserveBacklog(long orders) {
        return nextBacklogInvoice.getAndAdd(orders);
    }

    List<Account> all() {
        return all;
    }

    Optional<Account> named(String apiKey) {
        return apiKey == null ? Optional.of(all.getFirst()) : Optional.ofNullable(byKey.get(apiKey));
    }

    Optional<Account> ofBucket(String bucket) {
        return all.stream().filter(each -> each.bucket().equals(bucket)).findFirst();
    }

    /** Whose request this is: by its key, else by its token, else by the e-mail of a login. */
    Account of(Call call) {
        if (call.apiKey() != null) {
            return named(call.apiKey()).orElse(all.getFirst());
        }
        if (call.bearer() != null) {
            return all.stream()
                    .filter(each -> hasToken(each, call.bearer()))
                    .findFirst()
                    .orElse(all.getFirst());
        }
        String email = call.body().length == 0 ? null : call.fields().text("email");
        return all.stream().filter(each -> each.email.equals(email)).findFirst().orElse(all.getFirst());
    }

    private static boolean hasToken(Account account, String token) {
        synchronized (account) {
            return account.tokens.locationOf(token).isPresent();
        }
    }
}
