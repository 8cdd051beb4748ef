package com.nexar.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import io.smallrye.config.WithParentName;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** README.md's knobs are the settings that the code reads, with the defaults that it has. */
class KnobsTest {

    private static final String NO_DEFAULT = "–";

    @Test
    void the_table_of_knobs_names_every_setting_with_its_default_and_no_other() throws ClassNotFoundException {
        Map<String, String> settings = new TreeMap<>();
        for (var each : RoomsTest.MAIN) {
            if (each.isAnnotatedWith(ConfigMapping.class)) {
                String prefix = each.getAnnotationOfType(ConfigMapping.class).prefix();
                collect(Class.forName(each.getName()), prefix, settings);
            }
        }
        Map<String, String> told = new TreeMap<>();
        for (var row : Readme.table("## Knobs")) {
            assertThat(row).as("row of " + row.getFirst()).hasSize(4).noneMatch(String::isBlank);
            assertThat(told.put(row.get(0), row.get(2)))
                    .as("second row of " + row.get(0))
                    .isNull();
        }
        assertThat(told).containsExactlyInAnyOrderEntriesOf(settings);
    }

    private static void collect(Class<?> mapping, String at, Map<String, String> settings) {
        for (Method setting : mapping.getDeclaredMethods()) {
            if (!Modifier.isAbstract(setting.getModifiers())) {
                continue; // a check, no setting
            }
            String key = key(setting, at);
            Type type = setting.getGenericReturnType();
            if (type instanceof ParameterizedType map && map.getRawType() == Map.class) {
                key += ".<" + singular(setting.getName()) + ">";
                type = map.getActualTypeArguments()[1];
            }
            if (type instanceof Class<?> nested && nested.isInterface()) {
                collect(nested, key, settings);
            } else {
                settings.put(key, told(setting));
            }
        }
    }

    private static String key(Method setting, String at) {
        if (setting.isAnnotationPresent(WithParentName.class)) {
            return at;
        }
        WithName name = setting.getAnnotation(WithName.class);
        String kebab =
                setting.getName().replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(java.util.Locale.ROOT);
        return at + "." + (name == null ? kebab : name.value());
    }

    private static String told(Method setting) {
        WithDefault usual = setting.getAnnotation(WithDefault.class);
        if (usual != null) {
            return usual.value();
        }
        return setting.getReturnType() == Optional.class || setting.getReturnType() == Map.class
                ? NO_DEFAULT
                : "required";
    }

    private static String singular(String plural) {
        return plural.substring(0, plural.length() - 1);
    }
}
