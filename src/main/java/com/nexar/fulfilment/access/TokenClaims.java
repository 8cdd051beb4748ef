package com.nexar.fulfilment.access;

import com.nexar.fulfilment.brands.Brands;
import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** What a token opens. Brands, locations and roles that are not known here open nothing; there is no word for all of them. */
final class TokenClaims {

    /** As {@link Caller} has them: no locations are all of the brands'. */
    record Places(Set<String> brands, Set<String> locations) {}

    private static final Places NOTHING = new Places(Set.of(), Set.of());

    private final AccessConfig.Jwt config;
    private final Brands brands;

    TokenClaims(AccessConfig.Jwt config, Brands brands) {
        this.config = config;
        this.brands = brands;
    }

    Set<Role> roles(JsonWebToken token) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String word : words(token, config.rolesClaim())) {
            Arrays.stream(Role.values())
                    .filter(role -> role.name().equalsIgnoreCase(word))
                    .forEach(roles::add);
        }
        return Set.copyOf(roles);
    }

    Places places(JsonWebToken token) {
        Set<String> known = words(token, config.brandsClaim()).stream()
                .filter(brand -> brands.brand(brand).isPresent())
                .collect(Collectors.toUnmodifiableSet());
        if (!token.containsClaim(config.locationsClaim())) {
            return new Places(known, Set.of());
        }
        Set<String> named = words(token, config.locationsClaim());
        Set<String> narrowed = brands.locations().stream()
                .filter(location -> known.contains(location.brand()))
                .map(location -> location.ref())
                .filter(named::contains)
                .collect(Collectors.toUnmodifiableSet());
        return narrowed.isEmpty() ? NOTHING : new Places(known, narrowed); // no location at all is none, and not all
    }

    /** Null where it is none. */
    static String text(Object value) {
        return switch (value) {
            case JsonString text -> text.getString();
            case String text -> text;
            default -> null;
        };
    }

    /** A list of words, or one text with spaces between them. */
    private static Set<String> words(JsonWebToken token, String claim) {
        Object value = token.getClaim(claim);
        Stream<String> words = switch (value) {
            case null -> Stream.empty();
            case JsonArray list ->
                list.stream().filter(JsonString.class::isInstance).map(each -> ((JsonString) each).getString());
            case Collection<?> list -> list.stream().map(String::valueOf);
            case JsonString text -> Arrays.stream(text.getString().split("\\s+"));
            case String text -> Arrays.stream(text.split("\\s+"));
            default -> Stream.empty();
        };
        return words.filter(word -> !word.isEmpty()).collect(Collectors.toUnmodifiableSet());
    }
}
