package com.nexar.fulfilment.documents;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/** Where a PDF lies while it is fetched or made: a file that is gone afterwards. */
@Singleton
public class Spool {

    private final DocumentsConfig config;

    Spool(DocumentsConfig config) {
        this.config = config;
    }

    /** @param work gets an empty file, which is deleted when it ends */
    public <T> T with(Function<Path, T> work) {
        try {
            Path file = create();
            try {
                return work.apply(file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path create() throws IOException {
        return config.spool().isPresent()
                ? Files.createTempFile(Path.of(config.spool().get()), "document-", ".pdf")
                : Files.createTempFile("document-", ".pdf");
    }
}
