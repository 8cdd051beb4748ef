package com.nexar.fulfilment.easyecom;

import java.math.BigDecimal;

/**
 * One product inside a combo.
 *
 * @param quantity pieces of it in one combo
 * @param productId its cp_id; null where EasyEcom does not say
 */
public record UpstreamPart(String sku, String name, BigDecimal quantity, Long productId) {}
