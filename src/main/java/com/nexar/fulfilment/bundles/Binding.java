package com.nexar.fulfilment.bundles;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.openpdf.text.Document;
import org.openpdf.text.DocumentException;
import org.openpdf.text.pdf.PdfCopy;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.PdfWriter;

/**
 * Puts the pages of many PDFs, each of its own size, one after the other into one. What is put in is written out at once, so
 * that only one of them is in memory, and of the whole only where its objects lie.
 */
final class Binding implements AutoCloseable {

    private final Document document = new Document();
    private final PdfCopy copy;
    private final long most;
    private int pages;

    /**
     * @param out is closed with this
     * @param most how many bytes the whole may have
     */
    Binding(OutputStream out, long most) {
        this.most = most;
        try {
            copy = new PdfCopy(document, out);
            copy.setPdfVersion(PdfWriter.VERSION_1_7);
            document.open();
        } catch (DocumentException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All of its pages or none: they are tried first on a bundle that nobody keeps. */
    void append(byte[] pdf) throws Unbindable {
        Room room = new Room(room());
        Binding trial = new Binding(room, Long.MAX_VALUE);
        try {
            trial.add(pdf);
            trial.close();
        } catch (Unbindable | RuntimeException e) {
            throw room.passed() ? tooLarge(e) : e instanceof Unbindable known ? known : unreadable(e);
        }
        add(pdf);
    }

    /** How many bytes may still come. A few packed ones can become many. */
    long room() {
        return most - copy.getCurrentDocumentSize();
    }

    int pages() {
        return pages;
    }

    /** Writes the end. Without any page there is none. */
    @Override
    public void close() {
        if (pages > 0) {
            document.close();
        }
    }

    private void add(byte[] pdf) throws Unbindable {
        // what a stranger's PDF makes of the reader is anything, also too deep, too large, or in need of a part that is
        // not here
        try (PdfReader reader = new PdfReader(new BoundedReads(pdf), null)) {
            if (reader.isEncrypted()) {
                throw encrypted(null);
            }
            int all = PageTree.pages(reader);
            if (all == 0) {
                throw unreadable(null);
            }
            for (int page = 1; page <= all; page++) {
                copy.addPage(copy.getImportedPage(reader, page));
                pages++;
            }
            copy.freeReader(reader);
        } catch (IOException | RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
            throw saysEncrypted(pdf) ? encrypted(e) : unreadable(e);
        }
    }

    /** Of one that cannot be read without its password, or not at all with what is here: its trailer names the key's place. */
    private static boolean saysEncrypted(byte[] pdf) {
        return new String(pdf, StandardCharsets.ISO_8859_1).contains("/Encrypt");
    }

    private static Unbindable encrypted(Throwable cause) {
        return new Unbindable(
                "encrypted", "It is encrypted, so its pages cannot be copied; print it by itself.", cause);
    }

    static Unbindable tooLarge(Throwable cause) {
        return new Unbindable(
                "too-large",
                "With it this bundle would be larger than fulfilment.bundles.max-bytes allows; ask for it in another one.",
                cause);
    }

    private static Unbindable unreadable(Throwable cause) {
        return new Unbindable(
                "unreadable",
                "It cannot be read as a PDF, so its pages cannot be copied; look at it by itself.",
                cause);
    }
}
