package com.nexar.fulfilment.connection;

import static com.nexar.fulfilment.connection.CheckItem.failed;
import static com.nexar.fulfilment.connection.CheckItem.ok;
import static com.nexar.fulfilment.connection.CheckItem.skipped;
import static com.nexar.fulfilment.connection.CheckItem.warning;

import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.connection.CheckItem.Check;
import com.nexar.fulfilment.easyecom.ClockDifference;
import com.nexar.fulfilment.easyecom.Quota;
import com.nexar.fulfilment.inbound.Webhooks;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What can be said of a connection without a call of its own. */
final class Circumstances {

    private static final int MUCH = 4;

    private Circumstances() {}

    /** @param heard empty where no answer of now had a {@code Date} */
    static CheckItem clock(Optional<ClockDifference> heard, Duration tolerance) {
        if (heard.isEmpty()) {
            return skipped(Check.CLOCK, "No answer of EasyEcom's said what time it is there.");
        }
        Duration ahead = heard.get().ahead();
        // what the answer took is nobody's fault
        Duration off = ahead.abs().minus(heard.get().within());
        String meaning = "EasyEcom's clock is " + ahead.abs().toSeconds() + " s "
                + (ahead.isNegative() ? "behind" : "ahead of") + " ours (the database's).";
        if (off.compareTo(tolerance) <= 0) {
            return ok(Check.CLOCK, meaning);
        }
        String remedy = "Set the clock of the database's machine (NTP). Where it is EasyEcom's that is wrong, make"
                + " fulfilment.orders.sync.overlap longer than the difference, or changed orders are missed.";
        return off.compareTo(tolerance.multipliedBy(MUCH)) <= 0
                ? warning(Check.CLOCK, meaning, remedy)
                : failed(Check.CLOCK, meaning, remedy);
    }

    /** @param low the part of what is not kept for commands below which it is low */
    static CheckItem quota(Location location, Quota quota, double low) {
        String remedy = moreCalls(location);
        if (quota.perDay() == null) {
            return ok(Check.QUOTA, "The tier " + quota.tier() + " is not counted.");
        }
        if (quota.leftToday() == null) {
            return skipped(Check.QUOTA, "Nobody can say just now: the database does not answer.");
        }
        String meaning =
                quota.leftToday() + " of " + quota.perDay() + " calls are left today, " + quota.commandReserve()
                        + " of them for commands alone"
                        + (quota.resetsAt() == null ? "." : "; the day ends at " + quota.resetsAt() + ".");
        int forOthers = quota.leftToday() - quota.commandReserve();
        if (quota.leftToday() == 0) {
            return failed(Check.QUOTA, "The day's calls are used up. " + meaning, remedy);
        }
        if (forOthers <= 0) {
            return failed(
                    Check.QUOTA, "Only commands can be sent any more, and orders are not read. " + meaning, remedy);
        }
        return forOthers < (quota.perDay() - quota.commandReserve()) * low
                ? warning(Check.QUOTA, meaning, remedy)
                : ok(Check.QUOTA, meaning);
    }

    static String moreCalls(Location location) {
        return "fulfilment.brands." + location.brand()
                + ".easyecom.tier is what EasyEcom sold: check it, or have more sold; slow fulfilment.orders.sync.every and"
                + " fulfilment.products.sync.every to make the calls last.";
    }

    static CheckItem webhooks(Location location, Webhooks.Standing now, Instant at) {
        String ago = now.lastReceivedAt() == null
                ? "None came yet."
                : "The last one about orders came "
                        + Math.max(0, Duration.between(now.lastReceivedAt(), at).toSeconds()) + " s ago.";
        String remedy = "In EasyEcom, the webhook has to point to /inbound/easyecom/" + location.ref()
                + " of this service, be switched on, and send as its access token what fulfilment.brands."
                + location.brand() + ".easyecom.webhook-token says.";
        return switch (now.state()) {
            case WORKING -> ok(Check.WEBHOOKS, ago);
            case NEVER_SEEN ->
                skipped(Check.WEBHOOKS, "None are expected: EasyEcom never sent one about orders. Polling does it.");
            case SILENT ->
                failed(
                        Check.WEBHOOKS,
                        "Changes are no longer announced since " + now.since() + ". " + ago
                                + " Orders are polled more often" + " meanwhile.",
                        remedy);
            case FAILING ->
                failed(
                        Check.WEBHOOKS,
                        "So many webhooks were not answered with 2xx that EasyEcom soon gives up. " + ago,
                        "See webhooks.windows in /connection. " + remedy);
        };
    }

    static CheckItem documentOrigin(List<URI> places, Predicate<URI> allowed) {
        if (places.isEmpty()) {
            return skipped(Check.DOCUMENT_ORIGIN, "No document of this location is known yet.");
        }
        List<String> strangers = places.stream()
                .filter(allowed.negate())
                .map(Circumstances::origin)
                .distinct()
                .toList();
        return strangers.isEmpty()
                ? ok(Check.DOCUMENT_ORIGIN, "The last documents are where they may be fetched from.")
                : failed(
                        Check.DOCUMENT_ORIGIN,
                        "Documents are at " + String.join(", ", strangers) + ", from where nothing is fetched.",
                        "If you know these places as EasyEcom's, add them to fulfilment.documents.allowed-origins.");
    }

    /** Without path and query: they may be signed. */
    private static String origin(URI url) {
        return url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
    }
}
