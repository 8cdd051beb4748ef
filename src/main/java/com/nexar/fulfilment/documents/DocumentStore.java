package com.nexar.fulfilment.documents;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.EasyEcomDocuments;
import com.nexar.fulfilment.easyecom.FetchedDocument;
import com.nexar.fulfilment.problems.Problem;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/**
 * PDFs in our store, in chunks, so that none is ever whole in memory. {@code shipmentId} 0 with a key of its own is for papers
 * that belong to several shipments, such as a manifest's.
 */
@Singleton
public class DocumentStore {

    /** A PDF that is stored. */
    public record Stored(String key, long bytes, String sha256, int chunks) {}

    private static final int CHUNK = 128 * 1024;

    private final EasyEcomDocuments easyecom;
    private final DocumentsConfig config;
    private final Transactions transactions;
    private final EntityManager entities;
    private final Clock clock;

    DocumentStore(
            EasyEcomDocuments easyecom,
            DocumentsConfig config,
            Transactions transactions,
            EntityManager entities,
            Clock clock) {
        this.easyecom = easyecom;
        this.config = config;
        this.transactions = transactions;
        this.entities = entities;
        this.clock = clock;
    }

    /** As stored; else fetched from the URL, checked and stored. A failure is remembered and thrown. */
    public Stored fetchOnce(Location location, long shipmentId, String key, URI url) {
        StoredDocument.Key id = new StoredDocument.Key(location.brand(), shipmentId, key);
        Stored known = transactions.in(location, () -> {
            StoredDocument document = document(location, id);
            if (!url.toString().equals(document.url)) {
                document.url = url.toString();
                document.updatedAt = clock.instant();
                document.fetchedAt = null; // another URL is another document
            }
            return document.fetched() ? stored(document) : null;
        });
        return known != null ? known : fetch(location, id, url);
    }

    /** Writes the PDF chunk by chunk, each read in a transaction of its own. */
    public void write(Location location, long shipmentId, Stored stored, OutputStream out) throws IOException {
        for (int n = 0; n < stored.chunks(); n++) {
            int chunk = n;
            byte[] content = transactions.in(location, () -> (byte[]) entities.createNativeQuery("""
                    select content from document_chunks
                    where brand = ?1 and shipment_id = ?2 and key = ?3 and sha256 = ?4 and n = ?5""", byte[].class)
                    .setParameter(1, location.brand())
                    .setParameter(2, shipmentId)
                    .setParameter(3, stored.key())
                    .setParameter(4, stored.sha256())
                    .setParameter(5, chunk)
                    .getSingleResult());
            out.write(content);
        }
        out.flush();
    }

    private Stored fetch(Location location, StoredDocument.Key id, URI url) {
        Path file = spool();
        try {
            FetchedDocument fetched = easyecom.fetch(location, url, file, config.maxBytes());
            return transactions.in(location, () -> store(location, id, fetched, file));
        } catch (Problem problem) {
            transactions.run(location, () -> document(location, id).failure = problem.getMessage());
            throw problem;
        } finally {
            delete(file);
        }
    }

    private Stored store(Location location, StoredDocument.Key id, FetchedDocument fetched, Path file) {
        StoredDocument document = StoredDocument.locked(id).orElseThrow();
        entities.createNativeQuery(
                        "delete from document_chunks where brand = ?1 and shipment_id = ?2 and key = ?3 and sha256 = ?4")
                .setParameter(1, id.brand())
                .setParameter(2, id.shipmentId())
                .setParameter(3, id.key())
                .setParameter(4, fetched.sha256())
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
                        .setParameter(4, fetched.sha256())
                        .setParameter(5, chunks++)
                        .setParameter(6, location.code())
                        .setParameter(7, content)
                        .executeUpdate();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        document.bytes = fetched.bytes();
        document.sha256 = fetched.sha256();
        document.chunks = chunks;
        document.fetchedAt = clock.instant();
        document.updatedAt = clock.instant();
        document.failure = null;
        return stored(document);
    }

    private StoredDocument document(Location location, StoredDocument.Key id) {
        return StoredDocument.locked(id).orElseGet(() -> {
            StoredDocument fresh = new StoredDocument(id, location.code());
            fresh.url = "";
            fresh.updatedAt = clock.instant();
            fresh.persist();
            return fresh;
        });
    }

    private static Stored stored(StoredDocument document) {
        return new Stored(document.id.key(), document.bytes, document.sha256, document.chunks);
    }

    private Path spool() {
        try {
            return config.spool().isPresent()
                    ? Files.createTempFile(Path.of(config.spool().get()), "document-", ".pdf")
                    : Files.createTempFile("document-", ".pdf");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
