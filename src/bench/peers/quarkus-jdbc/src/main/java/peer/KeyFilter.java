package peer;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

public class KeyFilter {

    private final byte[] expected;

    KeyFilter(@ConfigProperty(name = "peer.key-sha256") String expected) {
        this.expected = HexFormat.of().parseHex(expected);
    }

    @ServerRequestFilter(nonBlocking = true)
    public Response check(ContainerRequestContext request) {
        String header = request.getHeaderString("Authorization");
        return header != null && header.startsWith("Bearer ") && MessageDigest.isEqual(sha256(header.substring(7)), expected)
                ? null
                : Response.status(401).build();
    }

    private static byte[] sha256(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
