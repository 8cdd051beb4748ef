package com.nexar.fulfilment.easyecom;

import com.nexar.fulfilment.access.Statements;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Brand;
import com.nexar.fulfilment.brands.EasyEcomAccount;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.brands.Tier;
import com.nexar.fulfilment.secrets.Secrets;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.net.URI;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** As many pods as a test wants, in one process, on the real tables; each test takes a brand of its own. */
@ApplicationScoped
class Pods {

    static final Secrets SECRETS = new Secrets(Optional.of(Base64.getEncoder().encodeToString(new byte[32])));

    private final Statements statements;
    private final Transactions transactions;
    private final EntityManager entities;

    Pods(Statements statements, Transactions transactions, EntityManager entities) {
        this.statements = statements;
        this.transactions = transactions;
        this.entities = entities;
    }

    static Location somewhere() {
        return new Location("pods-" + UUID.randomUUID(), "blr1", "Bengaluru 1", "nx1000000001");
    }

    SharedBudget budget() {
        return new BudgetTable(statements, transactions, entities);
    }

    SharedTokens tokens(URI url, String password, EasyEcomConfig config) {
        return new TokenTable(
                transactions,
                entities,
                SECRETS,
                location -> account(url, password, Tier.UNLIMITED),
                config.token().loginLockout());
    }

    EasyEcomCalls pod(Location at, URI url, Tier tier, String password, String... settings) {
        EasyEcomConfig config = Gateways.config(settings);
        var brand = new Brand(at.brand(), account(url, password, tier), List.of(at));
        return new EasyEcomCalls(
                location -> brand,
                config,
                Gateways.VERTX,
                Clock.systemUTC(),
                () -> false,
                budget(),
                tokens(url, password, config),
                new SimpleMeterRegistry(),
                location -> {});
    }

    private static EasyEcomAccount account(URI url, String password, Tier tier) {
        return new EasyEcomAccount(url, "pods-api-key", "api.user@example.com", password, tier);
    }
}
