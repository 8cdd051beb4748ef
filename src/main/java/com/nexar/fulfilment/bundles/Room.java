package com.nexar.fulfilment.bundles;

import java.io.IOException;
import java.io.OutputStream;

/** Takes so many bytes, keeps none of them, and ends whoever writes more. */
final class Room extends OutputStream {

    private long left;

    Room(long bytes) {
        this.left = bytes;
    }

    /** Whether more was written than there was room for. */
    boolean passed() {
        return left < 0;
    }

    @Override
    public void write(int one) throws IOException {
        take(1);
    }

    @Override
    public void write(byte[] some, int from, int length) throws IOException {
        take(length);
    }

    private void take(int bytes) throws IOException {
        left = left < 0 ? left : left - bytes;
        if (left < 0) {
            throw new IOException("There is no more room");
        }
    }
}
