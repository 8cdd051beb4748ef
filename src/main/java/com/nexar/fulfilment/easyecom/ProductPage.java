package com.nexar.fulfilment.easyecom;

import java.util.List;

/** @param next EasyEcom's cursor URL, verbatim; null on the last page */
public record ProductPage(List<UpstreamProduct> products, List<BrokenRow> broken, String next) {}
