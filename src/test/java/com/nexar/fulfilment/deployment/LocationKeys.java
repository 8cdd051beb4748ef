package com.nexar.fulfilment.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** EasyEcom's keys of the locations, over all brands: a copied brand must not work the locations of the one that it was copied from. */
public final class LocationKeys {

    private static final Pattern KEY = Pattern.compile("fulfilment\\.brands\\.(.+)\\.locations\\.(.+)\\.key");

    private LocationKeys() {}

    /** Each in words; empty where every brand has locations, and each of them a key of its own. @param settings by brand */
    public static List<String> faults(Map<String, Properties> settings) {
        List<String> faults = new ArrayList<>();
        Map<String, String> known = new TreeMap<>();
        settings.forEach((brand, properties) -> {
            boolean any = false;
            for (String name : new TreeSet<>(properties.stringPropertyNames())) {
                Matcher location = KEY.matcher(name);
                if (location.matches()) {
                    any = true;
                    String at = location.group(1) + "/" + location.group(2);
                    String key = properties.getProperty(name).strip();
                    String other = key.isEmpty() ? null : known.put(key, at);
                    if (key.isEmpty()) {
                        faults.add(at + " has no key");
                    } else if (other != null) {
                        faults.add(at + " has the key of " + other);
                    }
                }
            }
            if (!any) {
                faults.add(brand + " has no location");
            }
        });
        return faults;
    }
}
