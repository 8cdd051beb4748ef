package com.nexar.fulfilment.documents;

import com.nexar.fulfilment.access.Statements;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.documents.DocumentStore.Stored;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A PDF as it lies in the database: in pieces, so that none is ever whole in memory. */
final class DocumentChunks {

    private static final int CHUNK = 128 * 1024;

    /** A paper of so many chunks is read at once: most are so small, and two hundred of these fit into a small pod. */
    static final int SMALL = 2;

    private final Statements statements;
    private final EntityManager entities;

    DocumentChunks(Statements statements, EntityManager entities) {
        this.statements = statements;
        this.entities = entities;
    }

    /** In the caller's transaction; in the place of such as were there. @return how many */
    int inStore(Location location, StoredDocument.Key id, String sha256, Path file) {
        entities.createNativeQuery(
                        "delete from document_chunks where brand = ?1 and shipment_id = ?2 and key = ?3 and sha256 = ?4")
                .setParameter(1, id.brand())
                .setParameter(2, id.shipmentId())
                .setParameter(3, id.key())
                .setParameter(4, sha256)
                .executeUpdate();
        int chunks = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (byte[] content = in.readNBytes(CHUNK); content.length > 0; content = in.readNBytes(CHUNK)) {
                entities.createNativeQuery("""
                        insert into document_chunks (brand, shipment_id, key, sha256, n, location, content)
                        values (?1, ?2, ?3, ?4, ?5, ?6, ?7)""")
                        .setParameter(1, id.brand())
                        .setParameter(2, id.shipmentId())
                        .setParameter(3, id.key())
                        .setParameter(4, sha256)
                        .setParameter(5, chunks++)
                        .setParameter(6, location.code())
                        .setParameter(7, content)
                        .executeUpdate();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return chunks;
    }

    /** Each step is a transaction of its own, so that whoever takes it in slowly holds no connection to the database. */
    void write(Location location, long shipmentId, Stored stored, OutputStream out) throws IOException {
        int step = stored.chunks() <= SMALL ? SMALL : 1;
        for (int n = 0; n < stored.chunks(); n += step) {
            for (byte[] content : read(location, shipmentId, stored, n, Math.min(stored.chunks(), n + step))) {
                out.write(content);
            }
        }
        out.flush();
    }

    private List<byte[]> read(Location location, long shipmentId, Stored stored, int from, int until) {
        List<byte[]> chunks = statements.ask(
                location,
                """
                select content from document_chunks
                where brand = ? and shipment_id = ? and key = ? and sha256 = ? and n >= ? and n < ?
                order by n""",
                row -> row.getBytes(1),
                location.brand(),
                shipmentId,
                stored.key(),
                stored.sha256(),
                from,
                until);
        if (chunks.size() < until - from) {
            throw new IllegalStateException(
                    "The " + stored.key() + " of shipment " + shipmentId + " is gone from its chunk " + from + " on");
        }
        return chunks;
    }
}
