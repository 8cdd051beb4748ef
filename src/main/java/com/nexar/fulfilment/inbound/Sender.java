package com.nexar.fulfilment.inbound;

import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.brands.WebhookKeys;
import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Whether it is EasyEcom that speaks (contract section 9): by {@code Access-Token}, by Bearer token, or, where the brand's settings
 * say that it sends neither, by its action header and company id.
 */
@Singleton
class Sender {

    static final String ACCESS_TOKEN = "Access-Token";
    static final String ACTION = "x-easyecom-webhook-action";
    private static final String COMPANY = "X-Easyecom-Company-Id";
    private static final String BEARER = "Bearer ";

    private final Brands brands;

    Sender(Brands brands) {
        this.brands = brands;
    }

    /** @throws Problem {@code unauthorized}, the same for a place that does not exist and for a wrong token */
    Location of(UriInfo path, HttpHeaders headers) {
        Optional<Location> location = brands.location(
                path.getPathParameters().getFirst("brand"),
                path.getPathParameters().getFirst("location"));
        boolean known = isKnown(location, headers::getHeaderString);
        return location.filter(at -> known)
                .orElseThrow(() -> new Problem(
                        ProblemCode.UNAUTHORIZED,
                        "Webhooks need the header Access-Token with the token that was agreed on for this address."));
    }

    /**
     * Whether a message that was not taken may be EasyEcom's all the same, with a token that is wrong: it has one of the headers that
     * nobody else sends. A Bearer token is everybody's, so that one has to be right.
     */
    boolean mayBeEasyEcom(Optional<Location> location, UnaryOperator<String> header) {
        return Stream.of(ACCESS_TOKEN, ACTION, COMPANY).anyMatch(name -> header.apply(name) != null)
                || isKnown(location, header);
    }

    private boolean isKnown(Optional<Location> location, UnaryOperator<String> header) {
        // an unknown place is compared as well: it must not be told by how long it takes
        WebhookKeys keys = location.map(at -> brands.of(at).webhooks()).orElse(WebhookKeys.NONE);
        return token(header)
                .map(keys::isToken)
                .orElseGet(() -> header.apply(ACTION) != null
                        && header.apply(COMPANY) != null
                        && keys.isCompany(header.apply(COMPANY).strip()));
    }

    private static Optional<String> token(UnaryOperator<String> header) {
        String token = header.apply(ACCESS_TOKEN);
        if (token != null) {
            return Optional.of(token.strip());
        }
        String authorization = header.apply(HttpHeaders.AUTHORIZATION);
        if (authorization == null) {
            return Optional.empty();
        }
        boolean bearer = authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
        return Optional.of((bearer ? authorization.substring(BEARER.length()) : authorization).strip());
    }
}
