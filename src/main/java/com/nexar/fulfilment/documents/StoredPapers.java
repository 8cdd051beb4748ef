package com.nexar.fulfilment.documents;

import com.nexar.fulfilment.access.Statements;
import com.nexar.fulfilment.brands.Location;
import jakarta.inject.Singleton;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Papers that are here already, as for every request after the first: one look that locks and writes nothing. */
@Singleton
class StoredPapers {

    /**
     * A label of the warehouse's own, or a paper of EasyEcom's.
     *
     * @param ownLabel its address; null for a paper
     * @param stored null for a label of its own
     * @param content of a small paper; a larger one is read piece by piece, and is null here
     */
    record Found(URI ownLabel, DocumentStore.Stored stored, byte[] content) {}

    /** Of those that EasyEcom has the first one counts, fetched or not. What is forgotten with its buyer is not there. */
    private static final String FIND = """
            select case when ?::boolean then s.label_url end, d.key, d.bytes, d.sha256, d.chunks,
              (select string_agg(c.content, ''::bytea order by c.n) from document_chunks c
               where c.brand = d.brand and c.shipment_id = d.shipment_id and c.key = d.key and c.sha256 = d.sha256 and d.chunks <= ?)
            from shipments s left join lateral (
              select * from documents d where d.brand = s.brand and d.shipment_id = s.shipment_id
                and d.key = any(string_to_array(?, ',')) and s.personal_data_erased_at is null
              order by array_position(string_to_array(?, ','), d.key) limit 1) d on d.fetched_at is not null
            where s.brand = ? and s.location = ? and s.shipment_id = ?""";

    private final Statements statements;

    StoredPapers(Statements statements) {
        this.statements = statements;
    }

    /** Empty where it has to be fetched, or where there is no such shipment or paper (any more). */
    Optional<Found> find(Location location, long shipmentId, String type) {
        String keys = String.join(",", DocumentType.candidates(type));
        return statements
                .ask(
                        location,
                        FIND,
                        StoredPapers::found,
                        type.equals(DocumentType.LABEL),
                        DocumentChunks.SMALL,
                        keys,
                        keys,
                        location.brand(),
                        location.code(),
                        shipmentId)
                .stream()
                .filter(found -> found.ownLabel() != null || found.stored() != null)
                .findFirst();
    }

    private static Found found(ResultSet row) throws SQLException {
        String ownLabel = row.getString(1);
        if (ownLabel != null) {
            return new Found(URI.create(ownLabel), null, null);
        }
        String key = row.getString(2);
        if (key == null) {
            return new Found(null, null, null);
        }
        var stored = new DocumentStore.Stored(key, row.getLong(3), row.getString(4), row.getInt(5));
        byte[] content = row.getBytes(6);
        boolean whole = content != null && content.length == stored.bytes();
        return new Found(null, stored, whole ? content : null);
    }
}
