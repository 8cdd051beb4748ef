package peer;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Documents that are in the store, and how the connection stands. */
@RestController
@RequestMapping("/v1/brands/{brand}/locations/{location}")
class StoredController {

    private static final Map<String, String> KEYS = Map.of("invoice", "easyecom_invoice", "label", "label");

    record Connection(
            String brand, String location, Token token, Instant lastSyncAt, Operations operations, List<Sync> sync) {}

    record Token(Instant issuedAt, Instant expiresAt) {}

    record Operations(int open) {}

    record Sync(String feed, Instant doneUntil, long pages, long rows, Instant lastSuccessAt, String lastError) {}

    private final JdbcClient jdbc;

    StoredController(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @GetMapping("shipments/{shipmentId}/documents/{type}")
    public ResponseEntity<byte[]> document(
            @PathVariable String brand,
            @PathVariable String location,
            @PathVariable long shipmentId,
            @PathVariable String type) {
        List<byte[]> chunks = jdbc.sql("select c.content from documents d join document_chunks c"
                        + " using (brand, shipment_id, key, sha256)"
                        + " where d.brand = ? and d.location = ? and d.shipment_id = ? and d.key = ? order by c.n")
                .params(brand, location, shipmentId, KEYS.getOrDefault(type, type))
                .query((row, n) -> row.getBytes(1))
                .list();
        if (chunks.isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        byte[] whole = chunks.size() == 1 ? chunks.getFirst() : joined(chunks);
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_PDF).body(whole);
    }

    @GetMapping("connection")
    public Connection connection(@PathVariable String brand, @PathVariable String location) {
        Token token = jdbc.sql("select issued_at, expires_at from easyecom_tokens where brand = ? and location = ?")
                .params(brand, location)
                .query((row, n) -> new Token(instant(row.getTimestamp(1)), instant(row.getTimestamp(2))))
                .optional()
                .orElse(null);
        List<Sync> sync = jdbc.sql("select feed, done_until, pages, rows_seen, last_success_at, last_error"
                        + " from sync_cursors where brand = ? and location = ? order by feed")
                .params(brand, location)
                .query((row, n) -> new Sync(
                        row.getString(1),
                        instant(row.getTimestamp(2)),
                        row.getLong(3),
                        row.getLong(4),
                        instant(row.getTimestamp(5)),
                        row.getString(6)))
                .list();
        int open = jdbc.sql("select count(*) from operations where brand = ? and location = ? and finished_at is null")
                .params(brand, location)
                .query(Integer.class)
                .single();
        Instant last = sync.stream()
                .filter(each -> each.feed().equals("ORDERS_TIP"))
                .map(Sync::doneUntil)
                .findFirst()
                .orElse(null);
        return new Connection(brand, location, token, last, new Operations(open), sync);
    }

    private static Instant instant(Timestamp time) {
        return time == null ? null : time.toInstant();
    }

    private static byte[] joined(List<byte[]> chunks) {
        byte[] whole = new byte[chunks.stream().mapToInt(chunk -> chunk.length).sum()];
        int at = 0;
        for (byte[] chunk : chunks) {
            System.arraycopy(chunk, 0, whole, at, chunk.length);
            at += chunk.length;
        }
        return whole;
    }
}
