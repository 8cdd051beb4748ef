package peer;

import io.agroal.api.AgroalDataSource;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.ByteArrayOutputStream;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Documents that are in the store, and how the connection stands: the Spring Boot peer's statements. */
@Path("/v1/brands/{brand}/locations/{location}")
@RunOnVirtualThread
public class StoredResource {

    private static final Map<String, String> KEYS = Map.of("invoice", "easyecom_invoice", "label", "label");

    public record Connection(
            String brand, String location, Token token, Instant lastSyncAt, Operations operations, List<Sync> sync) {}

    public record Token(Instant issuedAt, Instant expiresAt) {}

    public record Operations(int open) {}

    public record Sync(
            String feed, Instant doneUntil, long pages, long rows, Instant lastSuccessAt, String lastError) {}

    private final AgroalDataSource database;

    StoredResource(AgroalDataSource database) {
        this.database = database;
    }

    @GET
    @Path("shipments/{shipmentId}/documents/{type}")
    @Produces("application/pdf")
    public byte[] document(String brand, String location, long shipmentId, String type) throws SQLException {
        try (java.sql.Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("select c.content from documents d"
                        + " join document_chunks c using (brand, shipment_id, key, sha256)"
                        + " where d.brand = ? and d.location = ? and d.shipment_id = ? and d.key = ? order by c.n")) {
            statement.setString(1, brand);
            statement.setString(2, location);
            statement.setLong(3, shipmentId);
            statement.setString(4, KEYS.getOrDefault(type, type));
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    throw new NotFoundException();
                }
                byte[] first = rows.getBytes(1);
                if (!rows.next()) {
                    return first;
                }
                ByteArrayOutputStream whole = new ByteArrayOutputStream();
                whole.writeBytes(first);
                do {
                    whole.writeBytes(rows.getBytes(1));
                } while (rows.next());
                return whole.toByteArray();
            }
        }
    }

    @GET
    @Path("connection")
    public Connection connection(String brand, String location) throws SQLException {
        try (java.sql.Connection connection = database.getConnection()) {
            Token token = token(connection, brand, location);
            List<Sync> sync = sync(connection, brand, location);
            int open = open(connection, brand, location);
            Instant last = sync.stream()
                    .filter(each -> each.feed().equals("ORDERS_TIP"))
                    .map(Sync::doneUntil)
                    .findFirst()
                    .orElse(null);
            return new Connection(brand, location, token, last, new Operations(open), sync);
        }
    }

    private static Token token(java.sql.Connection connection, String brand, String location) throws SQLException {
        try (PreparedStatement statement = of(
                        connection,
                        "select issued_at, expires_at from easyecom_tokens where brand = ? and location = ?",
                        brand,
                        location);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? new Token(instant(rows.getTimestamp(1)), instant(rows.getTimestamp(2))) : null;
        }
    }

    private static List<Sync> sync(java.sql.Connection connection, String brand, String location) throws SQLException {
        List<Sync> sync = new ArrayList<>();
        try (PreparedStatement statement = of(
                        connection,
                        "select feed, done_until, pages, rows_seen, last_success_at, last_error from sync_cursors"
                                + " where brand = ? and location = ? order by feed",
                        brand,
                        location);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                sync.add(new Sync(
                        rows.getString(1),
                        instant(rows.getTimestamp(2)),
                        rows.getLong(3),
                        rows.getLong(4),
                        instant(rows.getTimestamp(5)),
                        rows.getString(6)));
            }
        }
        return sync;
    }

    private static int open(java.sql.Connection connection, String brand, String location) throws SQLException {
        try (PreparedStatement statement = of(
                        connection,
                        "select count(*) from operations where brand = ? and location = ? and finished_at is null",
                        brand,
                        location);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static PreparedStatement of(java.sql.Connection connection, String sql, String brand, String location)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setString(1, brand);
        statement.setString(2, location);
        return statement;
    }

    private static Instant instant(Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
