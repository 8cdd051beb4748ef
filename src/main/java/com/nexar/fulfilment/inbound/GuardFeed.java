package com.nexar.fulfilment.inbound;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nexar.fulfilment.changes.ChangeType;
import com.nexar.fulfilment.changes.Changes;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Tells the location's feed when its webhooks stop and when they work again, in the transaction that noticed it. */
@Singleton
class GuardFeed {

    private final Changes changes;
    private final ObjectMapper json;

    GuardFeed(Changes changes, ObjectMapper json) {
        this.changes = changes;
        this.json = json;
    }

    void inTell(@Observes WebhooksStateChanged change) {
        if (!change.degraded() && !change.restored()) {
            return;
        }
        changes.inTell(
                change.location(),
                change.degraded() ? ChangeType.CONNECTION_DEGRADED : ChangeType.CONNECTION_RESTORED,
                change.location().code(),
                change.at(),
                () -> json.createObjectNode()
                        .put("reason", "webhooks are " + change.state() + "; they were " + change.was()));
    }
}
