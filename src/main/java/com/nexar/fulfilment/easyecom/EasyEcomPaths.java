package com.nexar.fulfilment.easyecom;

import io.smallrye.config.WithDefault;
import java.util.Optional;

/** {@code fulfilment.easyecom.paths.*}: every path, because the contract is sure of few. */
interface EasyEcomPaths {

    @WithDefault("/access/token")
    String accessToken();

    @WithDefault("/Products/GetProductMaster")
    String productMaster();

    @WithDefault("/orders/V2/getAllOrders")
    String allOrders();

    @WithDefault("/orders/V2/getOrderDetails")
    String orderDetails();

    @WithDefault("/Carrier/assignAWB")
    String assignAwb();

    /** Not public: without it, an assignment cannot be taken back. */
    Optional<String> unassignAwb();

    @WithDefault("/orders/confirm_order")
    String confirmOrder();

    @WithDefault("/orders/documents")
    String documents();

    /** Not public: the contract's best guess. */
    @WithDefault("/Manifest/generateManifest")
    String generateManifest();

    @WithDefault("/Carrier/V2/updateTrackingStatus")
    String updateTracking();

    /** Reads a parcel's scans back. */
    @WithDefault("/Carriers/getTrackingDetails")
    String trackingDetails();

    @WithDefault("/orders/holdOrders")
    String hold();

    @WithDefault("/orders/unholdOrders")
    String unhold();
}
