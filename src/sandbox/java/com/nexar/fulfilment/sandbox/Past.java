package com.nexar.fulfilment.sandbox;

/** An entry of a shipment's {@code easyecom_order_history}. */
record Past(String status, int statusId, long at) {}
