package com.nexar.fulfilment.easyecom;

import java.util.List;

/** @param next EasyEcom's cursor URL, verbatim; null on the last page */
public record ShipmentPage(List<UpstreamShipment> shipments, List<BrokenRow> broken, String next) {}
