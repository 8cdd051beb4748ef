package com.nexar.fulfilment.documents;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;

/** Where EasyEcom says that documents are. */
@Singleton
public class DocumentPlaces {

    private final Transactions transactions;

    DocumentPlaces(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Of the location's documents, as they were last said, newest first. */
    public List<URI> last(Location location, int most) {
        return transactions
                .in(location, () -> StoredDocument.lastUrls(location.brand(), location.code(), most))
                .stream()
                .map(URI::create)
                .toList();
    }
}
