package com.nexar.fulfilment.connection;

import static com.nexar.fulfilment.connection.CheckItem.failed;
import static com.nexar.fulfilment.connection.CheckItem.ok;
import static com.nexar.fulfilment.connection.CheckItem.skipped;
import static com.nexar.fulfilment.connection.CheckItem.warning;
import static com.nexar.fulfilment.easyecom.EasyEcomUnavailable.About.API_KEY;
import static com.nexar.fulfilment.easyecom.EasyEcomUnavailable.About.LOGIN;

import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.connection.CheckItem.Check;
import com.nexar.fulfilment.easyecom.EasyEcomFailure;
import com.nexar.fulfilment.easyecom.EasyEcomRefused;
import com.nexar.fulfilment.easyecom.KeyVerdict;
import com.nexar.fulfilment.easyecom.ProductPage;
import com.nexar.fulfilment.easyecom.Quota;
import com.nexar.fulfilment.easyecom.ShipmentPage;
import com.nexar.fulfilment.problems.ProblemCode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What the answers of EasyEcom mean, and what to do about them. What needs no call: {@link Circumstances}.
 *
 * @param asKey asked only where there is no token; else null
 * @param orders null where there is no token
 * @param products null where there is no token
 */
record Findings(
        Location location,
        Asked<Boolean> token,
        Asked<KeyVerdict> asKey,
        Asked<ShipmentPage> orders,
        Asked<ProductPage> products) {

    private static final String WITHOUT_TOKEN = "Not asked: without a token EasyEcom says nothing.";

    /** @param issuedAt of the token at hand; null where there is none */
    CheckItem token(Instant issuedAt) {
        if (token.answered()) {
            return tokenRefused()
                    ? failed(
                            Check.TOKEN,
                            "EasyEcom takes no token of ours, not even a new one.",
                            "Check " + credentials() + ", and in EasyEcom that the API user is active.")
                    : ok(Check.TOKEN, "There is a token, issued at " + issuedAt + ".");
        }
        String meaning = token.failure().getMessage();
        if (keyRefused()) {
            return failed(Check.TOKEN, meaning, "Mend the x-api-key first: " + apiKeySetting() + ".");
        }
        if (locationRefused()) {
            return failed(Check.TOKEN, meaning, "Mend the location key first: " + locationKeySetting() + ".");
        }
        if (token.about(LOGIN)) {
            return failed(
                    Check.TOKEN,
                    meaning,
                    "Check " + credentials()
                            + "; the API user needs access to this location in EasyEcom. A changed setting"
                            + " is tried at once after the restart.");
        }
        return failed(Check.TOKEN, meaning, whenUnavailable(token.failure(), "paths.access-token"));
    }

    CheckItem locationKey() {
        if (locationRefused()) {
            return failed(
                    Check.LOCATION_KEY,
                    "EasyEcom knows no location with this key: \""
                            + token.unavailable().words() + "\".",
                    "Set " + locationKeySetting() + " to the location_key that EasyEcom shows for this warehouse.");
        }
        if (!token.answered()) {
            return skipped(Check.LOCATION_KEY, "EasyEcom says so at a login, and there was none that got so far.");
        }
        List<String> others = orders.answered()
                ? orders.value().shipments().stream()
                        .map(row -> row.locationKey())
                        .filter(Objects::nonNull)
                        .filter(shown -> !shown.equals(location.key()))
                        .distinct()
                        .toList()
                : List.of();
        return others.isEmpty()
                ? ok(Check.LOCATION_KEY, "EasyEcom gave a token for this location key.")
                : warning(
                        Check.LOCATION_KEY,
                        "With this token EasyEcom shows orders of other location keys: " + others + ".",
                        "Compare " + locationKeySetting()
                                + " with the location_key that EasyEcom shows for this warehouse.");
    }

    CheckItem apiKey() {
        boolean accepted = asKey != null && asKey.value() == KeyVerdict.ACCEPTED
                || answers().anyMatch(each -> each.answered() || each.failure() instanceof EasyEcomRefused);
        if (keyRefused() && accepted) {
            return warning(
                    Check.API_KEY,
                    "EasyEcom's gateway takes it for some calls and answers Forbidden to others.",
                    "Have EasyEcom allow all calls to the key in " + apiKeySetting() + ".");
        }
        if (keyRefused()) {
            return failed(
                    Check.API_KEY,
                    "EasyEcom's gateway answers Forbidden: it does not know this x-api-key, or does not allow it here.",
                    "Set " + apiKeySetting() + " to the x-api-key that EasyEcom gave for this account, and check "
                            + at("easyecom.url") + ".");
        }
        if (accepted) {
            return ok(Check.API_KEY, "EasyEcom's gateway takes it.");
        }
        return asKey != null && asKey.value() == KeyVerdict.NOT_SAID
                ? warning(
                        Check.API_KEY,
                        "EasyEcom answered in a way that does not say whether it knows the key.",
                        "Compare " + apiKeySetting() + " with what EasyEcom gave.")
                : skipped(Check.API_KEY, "EasyEcom gave no answer that would say so.");
    }

    CheckItem orderRead() {
        if (orders == null) {
            return skipped(Check.ORDER_READ, WITHOUT_TOKEN);
        }
        if (!orders.answered()) {
            return unread(Check.ORDER_READ, orders.failure(), "paths.all-orders");
        }
        int broken = orders.value().broken().size();
        return broken == 0
                ? ok(
                        Check.ORDER_READ,
                        "The orders of the last minutes can be read; there are "
                                + orders.value().shipments().size() + ".")
                : warning(
                        Check.ORDER_READ,
                        broken + " of the orders of the last minutes cannot be understood.",
                        "GET /v1/admin/quarantine?brand=" + location.brand() + " shows them with the reason.");
    }

    CheckItem productRead() {
        if (products == null) {
            return skipped(Check.PRODUCT_READ, WITHOUT_TOKEN);
        }
        return products.answered()
                ? ok(Check.PRODUCT_READ, "The product master can be read.")
                : unread(Check.PRODUCT_READ, products.failure(), "paths.product-master");
    }

    /** What EasyEcom said just now counts, whatever was known before. */
    CheckItem quota(Quota quota, double low) {
        return Stream.concat(Stream.of(token), answers())
                .map(Asked::failure)
                .filter(failure -> failure != null && failure.code() == ProblemCode.QUOTA_EXHAUSTED)
                .findFirst()
                .map(failure -> failed(Check.QUOTA, failure.getMessage(), Circumstances.moreCalls(location)))
                .orElseGet(() -> Circumstances.quota(location, quota, low));
    }

    private CheckItem unread(Check check, EasyEcomFailure failure, String path) {
        return failed(check, failure.getMessage(), whenUnavailable(failure, path));
    }

    private String whenUnavailable(EasyEcomFailure failure, String path) {
        if (keyRefused()) {
            return "Mend the x-api-key first: " + apiKeySetting() + ".";
        }
        if (failure.code() == ProblemCode.QUOTA_EXHAUSTED) {
            return "Wait for the new day, or have EasyEcom sell more calls: " + at("easyecom.tier")
                    + " is what it sold; slow fulfilment.orders.sync.every to make them last.";
        }
        if (failure instanceof EasyEcomRefused) {
            return "EasyEcom is there and says no: check fulfilment.easyecom." + path
                    + ", which is case-sensitive, and the API user's rights in EasyEcom.";
        }
        return "Wait, nothing is lost: it is tried again by itself. If other clients reach EasyEcom, check "
                + at("easyecom.url")
                + " and the way there (DNS, proxy, firewall); if it is slow, fulfilment.easyecom.timeout.";
    }

    private boolean keyRefused() {
        return asKey != null && asKey.value() == KeyVerdict.REFUSED
                || token.about(API_KEY)
                || answers().anyMatch(each -> each.about(API_KEY));
    }

    private boolean locationRefused() {
        return token.about(LOGIN)
                && token.unavailable().words() != null
                && token.unavailable().words().toLowerCase(Locale.ROOT).contains("location");
    }

    private boolean tokenRefused() {
        return !orders.answered()
                && !products.answered()
                && orders.failure().getMessage().contains("accepts no token of ours");
    }

    private Stream<Asked<?>> answers() {
        return Stream.<Asked<?>>of(orders, products).filter(Objects::nonNull);
    }

    private String credentials() {
        return at("easyecom.email") + " and " + at("easyecom.password");
    }

    private String apiKeySetting() {
        return at("easyecom.api-key");
    }

    private String locationKeySetting() {
        return at("locations." + location.code() + ".key");
    }

    private String at(String setting) {
        return "fulfilment.brands." + location.brand() + "." + setting;
    }
}
