package com.nexar.fulfilment.documents;

import com.nexar.fulfilment.access.Statements;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.EasyEcomDocuments;
import com.nexar.fulfilment.easyecom.FetchedDocument;
import com.nexar.fulfilment.problems.Problem;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * PDFs in our store, in chunks, so that none is ever whole in memory. {@code shipmentId} 0 with a key of its own is for papers
 * that belong to several shipments, such as a manifest's.
 */
@Singleton
public class DocumentStore {

    /** A PDF that is stored. */
    public record Stored(String key, long bytes, String sha256, int chunks) {

        static Stored of(StoredDocument document) {
            return new Stored(document.id.key(), document.bytes, document.sha256, document.chunks);
        }
    }

    private static final int LOCKS = 256;

    private final EasyEcomDocuments easyecom;
    private final DocumentsConfig config;
    private final Spool spool;
    private final Transactions transactions;
    private final EntityManager entities;
    private final DocumentChunks chunks;
    private final Clock clock;

    /** One of these while a document is fetched, so that whoever wants the same one waits for it instead. */
    private final List<Lock> fetching =
            Stream.<Lock>generate(ReentrantLock::new).limit(LOCKS).toList();

    DocumentStore(
            EasyEcomDocuments easyecom,
            DocumentsConfig config,
            Spool spool,
            Statements statements,
            Transactions transactions,
            EntityManager entities,
            Clock clock) {
        this.easyecom = easyecom;
        this.config = config;
        this.spool = spool;
        this.transactions = transactions;
        this.entities = entities;
        this.chunks = new DocumentChunks(statements, entities);
        this.clock = clock;
    }

    /** Hears, in the transaction that writes it down, when a document cannot be had, and when it can after all. */
    interface Witness {

        /** Before the document is locked. */
        void inLock();

        void inFailed(String reason);

        void inMended();
    }

    private static final Witness NOBODY = new Witness() {
        @Override
        public void inLock() {}

        @Override
        public void inFailed(String reason) {}

        @Override
        public void inMended() {}
    };

    /** As stored; else fetched from the URL, checked and stored. A failure is remembered and thrown. */
    public Stored fetchOnce(Location location, long shipmentId, String key, URI url) {
        return fetchOnce(location, shipmentId, key, url, NOBODY);
    }

    Stored fetchOnce(Location location, long shipmentId, String key, URI url, Witness witness) {
        StoredDocument.Key id = new StoredDocument.Key(location.brand(), shipmentId, key);
        Stored known = transactions.in(location, () -> inKnown(location, id, url));
        if (known != null) {
            return known;
        }
        Lock mine = fetching.get(Math.floorMod(id.hashCode(), fetching.size()));
        mine.lock();
        try {
            Stored meanwhile = transactions.in(location, () -> inKnown(location, id, url));
            return meanwhile != null ? meanwhile : easyecom.inTurn(location, () -> fetch(location, id, url, witness));
        } finally {
            mine.unlock();
        }
    }

    /**
     * Keeps a PDF that we made ourselves, of several shipments; in the caller's transaction.
     *
     * @param sha256 of the file, lower-case hex
     */
    public Stored inKeep(Location location, String key, Path file, String sha256) {
        StoredDocument.Key id = new StoredDocument.Key(location.brand(), 0, key);
        return inStore(location, document(location, id), new FetchedDocument(size(file), sha256), file);
    }

    /** One that was kept so; in the caller's transaction. */
    public Optional<Stored> inKept(Location location, String key) {
        return StoredDocument.<StoredDocument>findByIdOptional(new StoredDocument.Key(location.brand(), 0, key))
                .filter(StoredDocument::fetched)
                .map(Stored::of);
    }

    /** Deletes what was kept so; in the caller's transaction. */
    public void inForget(String brand, String key) {
        for (String table : List.of("document_chunks", "documents")) {
            entities.createNativeQuery("delete from " + table + " where brand = ?1 and shipment_id = 0 and key = ?2")
                    .setParameter(1, brand)
                    .setParameter(2, key)
                    .executeUpdate();
        }
    }

    /** Writes the PDF chunk by chunk, as it is read. */
    public void write(Location location, long shipmentId, Stored stored, OutputStream out) throws IOException {
        chunks.write(location, shipmentId, stored, out);
    }

    private Stored inKnown(Location location, StoredDocument.Key id, URI url) {
        StoredDocument document = document(location, id);
        if (!url.toString().equals(document.url)) {
            document.url = url.toString();
            document.updatedAt = clock.instant();
            document.fetchedAt = null; // another URL is another document
        }
        return document.fetched() ? Stored.of(document) : null;
    }

    private Stored fetch(Location location, StoredDocument.Key id, URI url, Witness witness) {
        return spool.with(file -> {
            try {
                FetchedDocument fetched = easyecom.fetch(location, url, file, config.maxBytes());
                return transactions.in(location, () -> {
                    witness.inLock();
                    StoredDocument document = StoredDocument.locked(id).orElseThrow();
                    boolean failedBefore = document.failure != null;
                    Stored stored = inStore(location, document, fetched, file);
                    if (failedBefore) {
                        witness.inMended();
                    }
                    return stored;
                });
            } catch (Problem problem) {
                transactions.run(location, () -> {
                    witness.inLock();
                    StoredDocument document = document(location, id);
                    boolean failedBefore = document.failure != null;
                    document.failure = problem.getMessage();
                    if (!failedBefore) {
                        witness.inFailed(problem.getMessage());
                    }
                });
                throw problem;
            }
        });
    }

    private Stored inStore(Location location, StoredDocument document, FetchedDocument fetched, Path file) {
        document.chunks = chunks.inStore(location, document.id, fetched.sha256(), file);
        document.bytes = fetched.bytes();
        document.sha256 = fetched.sha256();
        document.fetchedAt = clock.instant();
        document.updatedAt = clock.instant();
        document.failure = null;
        return Stored.of(document);
    }

    private StoredDocument document(Location location, StoredDocument.Key id) {
        return StoredDocument.lockedOrNew(id, location.code(), clock.instant());
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
