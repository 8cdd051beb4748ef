package com.nexar.fulfilment.bundles;

import java.io.IOException;
import org.openpdf.text.pdf.RandomAccessFileOrArray;

/** A PDF that ends the reading of one that is read in circles: some broken ones keep the reader at their end for ever. */
final class BoundedReads extends RandomAccessFileOrArray {

    /** Many times what a whole one takes: each object is read a few times, and what is in its streams is not read letter by letter. */
    private static final long FOR_EACH_BYTE = 64;

    private static final long FOR_ALL = 1_000_000;

    private long left;

    BoundedReads(byte[] pdf) {
        super(pdf);
        this.left = FOR_ALL + FOR_EACH_BYTE * pdf.length;
    }

    @Override
    public int read() throws IOException {
        if (--left < 0) {
            throw new IOException("It is read in circles");
        }
        return super.read();
    }
}
