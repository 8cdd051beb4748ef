package com.nexar.fulfilment.easyecom;

/**
 * The carrier and AWB for one shipment (contract section 4).
 *
 * @param courier the carrier's display name
 * @param carrierId EasyEcom's companyCarrierId
 * @param labelUrl null when EasyEcom shall know of none
 */
public record AssignRequest(long shipmentId, String courier, String awb, String carrierId, String labelUrl) {}
