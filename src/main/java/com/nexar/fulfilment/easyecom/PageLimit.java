package com.nexar.fulfilment.easyecom;

import com.nexar.fulfilment.brands.Location;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many rows to ask for: the setting, until EasyEcom answers "Limit cannot be greater than N" (contract, unknown 15). */
final class PageLimit {

    private static final Pattern CAP = Pattern.compile("(?i)limit cannot be greater than (\\d{1,5})");

    private final int wanted;
    private final Map<String, Integer> caps = new ConcurrentHashMap<>();

    PageLimit(int wanted) {
        this.wanted = wanted;
    }

    <T> T ask(Location location, IntFunction<T> asking) {
        int size = caps.getOrDefault(location.brand(), wanted);
        try {
            return asking.apply(size);
        } catch (EasyEcomRefused e) {
            Matcher cap = CAP.matcher(e.upstream().message());
            if (!cap.find()
                    || Integer.parseInt(cap.group(1)) >= size
                    || cap.group(1).matches("0+")) {
                throw e;
            }
            caps.put(location.brand(), Integer.valueOf(cap.group(1)));
            return asking.apply(Integer.parseInt(cap.group(1)));
        }
    }
}
