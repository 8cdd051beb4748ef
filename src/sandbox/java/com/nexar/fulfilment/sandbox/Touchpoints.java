package com.nexar.fulfilment.sandbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** What stands at which path, in exactly this case (quirk 24): the table of contents of EasyEcom's API. */
final class Touchpoints {
    final Assignments assignments;
    final ConfirmationQueue confirmationQueue;
    final Manifests manifests;
    final Cancellations cancellations;
    final Holds holds;
    final Documents documents;
    final TrackingDesk tracking;

    private final Map<String, Touchpoint> byPath = new HashMap<>();

    Touchpoints(Account account) {
        assignments = new Assignments(account);
        confirmationQueue = new ConfirmationQueue(account);
        manifests = new Manifests(account);
        cancellations = new Cancellations(account);
        holds = new Holds(account);
        documents = new Documents(account, manifests);
        OrderList list = new OrderList(account);
        OrderDetails details = new OrderDetails(account);
        tracking = new TrackingDesk(account);
        Premises premises = new Premises(account);

        byPath.put(
                "POST /access/token", new Touchpoint(Operation.TOKEN, false, variants -> true, account.tokens::login));
        put("GET /getAllLocation", Operation.LOCATIONS, call -> premises.locations());
        put("GET /account/v1/api/locations", Operation.LOCATIONS, call -> premises.locations());
        put("GET /marketplaces/list", Operation.MARKETPLACES, call -> premises.marketplaces());
        put("GET /Products/GetProductMaster", Operation.PRODUCTS, account.shelf::page);
        put("GET /Products/GetProductMastersCount", Operation.PRODUCT_COUNT, call -> account.shelf.count());
        put("GET " + OrderList.PATH, Operation.ORDERS, list::page);
        put("GET /orders/V2/getOrderDetails", Operation.ORDER_DETAILS, details::read);
        put("POST /Credentials/addCarrierCredentials", Operation.CARRIER_CREDENTIALS, account.carriers::addCredentials);
        for (String path : Switch.ASSIGN_PATH.choices()) {
            put("POST " + path, Operation.ASSIGN, is(Switch.ASSIGN_PATH, path), assignments::assign);
        }
        put("POST /Carrier/unassignAWB", Operation.UNASSIGN, is(Switch.UNASSIGN, "on"), assignments::unassign);
        confirm(new Confirmations(account, confirmationQueue));
        put(
                "GET /orders/documents",
                Operation.DOCUMENTS,
                is(Switch.DOCUMENTS_PATH, "/orders/documents"),
                documents::links);
        for (String path : Switch.MANIFEST_PATH.choices()) {
            put("POST " + path, Operation.MANIFEST, is(Switch.MANIFEST_PATH, path), manifests::generate);
        }
        for (String path : List.of("/Manifest/updateManifestDocument", "/manifest/update-document")) {
            put("POST " + path, Operation.MANIFEST_DOCUMENT, manifests::updateDocument);
        }
        put(
                "POST /Carrier/V2/updateTrackingStatus",
                Operation.TRACK,
                not(Switch.TRACKING_PATH, "v1"),
                tracking::update);
        put("POST /Carrier/updateTrackingStatus", Operation.TRACK, not(Switch.TRACKING_PATH, "v2"), tracking::update);
        put("GET /Carriers/getTrackingDetails", Operation.TRACKING_DETAILS, tracking::details);
        put("POST /orders/cancelOrder", Operation.CANCEL, cancellations::cancel);
        put("PUT /orders/holdOrders", Operation.HOLD, holds::hold);
        put("PUT /orders/unholdOrders", Operation.UNHOLD, holds::release);
        put("POST /webhook/v2/createOrder", Operation.CREATE_ORDER, new OrderIntake(account)::create);
    }

    Optional<Touchpoint> at(String method, String path, Variants variants) {
        return Optional.ofNullable(byPath.get(method + " " + path))
                .filter(each -> each.open().test(variants));
    }

    /** Three ways to ask for it are known (contract (a) 6). */
    private void confirm(Confirmations confirmations) {
        String path = "/orders/confirm_order";
        Predicate<Variants> any = is(Switch.CONFIRM_VERB, "any");
        put("GET " + path, Operation.CONFIRM, any.or(is(Switch.CONFIRM_VERB, "get-query")), confirmations::confirm);
        put("POST " + path, Operation.CONFIRM, not(Switch.CONFIRM_VERB, "get-query"), confirmations::confirm);
    }

    private void put(String methodAndPath, Operation operation, Function<Call, Answer> answer) {
        put(methodAndPath, operation, variants -> true, answer);
    }

    private void put(
            String methodAndPath, Operation operation, Predicate<Variants> open, Function<Call, Answer> answer) {
        byPath.put(methodAndPath, new Touchpoint(operation, true, open, answer));
    }

    private static Predicate<Variants> is(Switch which, String value) {
        return variants -> variants.is(which, value);
    }

    private static Predicate<Variants> not(Switch which, String value) {
        return variants -> !variants.is(which, value);
    }
}
