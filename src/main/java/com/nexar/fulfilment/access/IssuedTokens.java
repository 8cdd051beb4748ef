package com.nexar.fulfilment.access;

import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.DefaultJWTParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;

/**
 * Tokens (JWT) of an identity provider, for those who have one; off without an issuer, and then nothing of it is there. A token is
 * another way to say who calls, at the same door as a key, and what it opens stands in its claims.
 */
@Singleton
class IssuedTokens {

    private static final Logger LOG = Logger.getLogger(IssuedTokens.class);

    /** A name that came in a token can never be that of a configured client. */
    private static final String MARK = "jwt:";

    /** All tokens of one caller share one limit. */
    private static final String KEY_ID = "jwt";

    private static final Pattern JWT = Pattern.compile("eyJ[\\w-]+\\.[\\w-]*\\.[\\w-]*");
    private static final Pattern NAME = Pattern.compile("[\\w.@:|/-]{1,100}");

    private final AccessConfig.Jwt config;
    private final TokenClaims claims;
    private final Doorkeeper doorkeeper;

    /** Null while it is off. */
    private final JWTParser parser;

    IssuedTokens(AccessConfig config, Brands brands, Doorkeeper doorkeeper) {
        config.check();
        this.config = config.jwt();
        this.claims = new TokenClaims(config.jwt(), brands);
        this.doorkeeper = doorkeeper;
        this.parser = config.jwt().issuer().isPresent() ? new DefaultJWTParser(terms(config.jwt())) : null;
    }

    /** Whether this is for {@link #read} and no key. */
    boolean takes(String shown) {
        return parser != null && JWT.matcher(shown).matches();
    }

    /** Whose token it is. May have to fetch the issuer's public keys. @param from the address that shows it */
    Caller read(String token, String from) {
        try {
            return caller(parser.parse(token));
        } catch (ParseException e) {
            LOG.debugf("A token is not taken: %s", e.getMessage());
            throw doorkeeper.wrongToken(
                    from,
                    "This token is not taken here: its issuer, audience, time, algorithm or signature is not as it has"
                            + " to be.");
        }
    }

    private Caller caller(JsonWebToken token) {
        Object name = token.getClaim(config.nameClaim());
        String named = name == null ? token.getSubject() : TokenClaims.text(name);
        if (named == null || !NAME.matcher(named).matches()) {
            throw Doorkeeper.unauthorized("This token does not say who calls, in " + config.nameClaim()
                    + " or sub, in up to 100 plain characters.");
        }
        Set<Role> roles = claims.roles(token);
        if (roles.isEmpty()) {
            throw new Problem(
                    ProblemCode.FORBIDDEN,
                    "This token names no role of this service (wms, operator) in its claim " + config.rolesClaim()
                            + ".");
        }
        TokenClaims.Places places = claims.places(token);
        return new Caller(MARK + named, KEY_ID, places.brands(), places.locations(), roles);
    }

    private static JWTAuthContextInfo terms(AccessConfig.Jwt config) {
        JWTAuthContextInfo terms = new JWTAuthContextInfo();
        terms.setIssuedBy(config.issuer().orElseThrow());
        terms.setPublicKeyLocation(config.keys().orElseThrow());
        terms.setExpectedAudience(Set.of(config.audience().orElseThrow()));
        terms.setClockSkew((int) config.clockSkew().toSeconds());
        terms.setSignatureAlgorithm(config.algorithms().stream()
                .map(algorithm -> SignatureAlgorithm.fromAlgorithm(algorithm.name()))
                .collect(Collectors.toSet()));
        terms.setRequireNamedPrincipal(false); // who it is, is said by the claim of our choice
        return terms;
    }
}
