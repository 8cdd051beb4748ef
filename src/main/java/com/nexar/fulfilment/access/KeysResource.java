package com.nexar.fulfilment.access;

import com.nexar.fulfilment.brands.Brands;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/admin/keys")
@Tag(name = "Administration")
@RunOnVirtualThread
class KeysResource {

    @Schema(name = "KeyList")
    record Listing(@Schema(required = true) List<KeyView> items) {}

    @Schema(name = "Key")
    record KeyView(
            @Schema(required = true, examples = "nexar-wms", description = "The client's name in the configuration")
            String client,

            @Schema(
                    required = true,
                    examples = "ffk_7Hq2mZx0Lk9c",
                    description = "Its public id; the beginning of its SHA-256 where it was configured without one")
            String keyId,

            @Schema(required = true) List<Role> roles,

            @Schema(required = true, description = "Codes, or * for all")
            List<String> brands,

            @Schema(required = true, description = "brand/location; empty where it is not narrowed")
            List<String> locations,

            @Schema(nullable = true, description = "Its last day, in UTC; null where it has none")
            LocalDate expires,

            @Schema(nullable = true, description = "To the minute, over all pods; null before the first time")
            Instant lastUsedAt) {}

    private final Clients clients;
    private final KeyUses uses;
    private final Brands brands;
    private final Here here;

    KeysResource(Clients clients, KeyUses uses, Brands brands, Here here) {
        this.clients = clients;
        this.uses = uses;
        this.brands = brands;
        this.here = here;
    }

    @GET
    @Operation(
            summary = "The keys that are known: whose, for what, until when, and last used when",
            description = "No secrets. Those that open nothing which this key does not see, too")
    public Listing keys() {
        Map<KeyUses.Key, Instant> last = uses.last();
        return new Listing(clients.all().stream()
                .filter(entry -> opensNothingElse(entry.caller()))
                .map(entry -> view(entry, last.get(KeyUses.Key.of(entry.caller()))))
                .toList());
    }

    private boolean opensNothingElse(Caller other) {
        Caller asking = here.caller();
        return asking.brands().contains("*") && asking.locations().isEmpty()
                || !other.brands().contains("*")
                        && brands.locations().stream().filter(other::sees).allMatch(asking::sees);
    }

    private static KeyView view(Clients.Entry entry, Instant lastUsedAt) {
        Caller caller = entry.caller();
        return new KeyView(
                caller.name(),
                entry.key().id(),
                List.copyOf(new TreeSet<>(caller.roles())),
                List.copyOf(new TreeSet<>(caller.brands())),
                List.copyOf(new TreeSet<>(caller.locations())),
                entry.key().expires(),
                lastUsedAt);
    }
}
