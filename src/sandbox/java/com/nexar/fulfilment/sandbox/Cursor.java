package com.nexar.fulfilment.sandbox;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Where a walk through the orders stands: the window, the filters and the last row that was given out. On the wire it
 * is Base64, already URL-encoded (it ends in %3D and sometimes contains %2B): whoever encodes it again, or decodes it
 * without encoding it, gets code 400 (quirk 7).
 */
record Cursor(OrderWindow window, RowKey after, int limit, boolean end, boolean history) {

    String encoded() {
        List<String> parts = new ArrayList<>();
        parts.add(window.sort().name());
        parts.add(Long.toString(window.fromSecond()));
        parts.add(Long.toString(window.toSecond()));
        parts.add(window.statusIds());
        parts.add(window.marketplaceIds());
        parts.add(Long.toString(after.second()));
        parts.add(Long.toString(after.invoiceId()));
        parts.add(Integer.toString(limit));
        parts.add(end ? "end" : "on");
        parts.add(history ? "history" : "plain");
        // Three tildes in a row always make a "+" in Base64, whatever their offset.
        parts.add(after.invoiceId() % 2 == 0 ? "~~~" : "-");
        String text = String.join(";", parts);
        return encoded(text + ";" + checksum(text));
    }

    static Optional<Cursor> of(String decodedOnce) {
        try {
            String text = new String(Base64.getDecoder().decode(decodedOnce), StandardCharsets.ISO_8859_1).trim();
            int last = text.lastIndexOf(';');
            if (last < 0 || !checksum(text.substring(0, last)).equals(text.substring(last + 1))) {
                return Optional.empty();
            }
            String[] parts = text.split(";");
            OrderWindow window = new OrderWindow(
                    OrderWindow.Sort.valueOf(parts[0]),
                    Long.parseLong(parts[1]),
                    Long.parseLong(parts[2]),
                    parts[3],
                    parts[4]);
            RowKey after = new RowKey(Long.parseLong(parts[5]), Long.parseLong(parts[6]));
            return Optional.of(new Cursor(
                    window, after, Integer.parseInt(parts[7]), parts[8].equals("end"), parts[9].equals("history")));
        } catch (IllegalArgumentException garbled) {
            return Optional.empty();
        }
    }

    /** Base64 that always ends in "=", URL-encoded. */
    static String encoded(String text) {
        String padded = text.length() % 3 == 0 ? text + " " : text;
        return urlEncoded(Base64.getEncoder().encodeToString(padded.getBytes(StandardCharsets.ISO_8859_1)));
    }

    static String urlEncoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static String checksum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.ISO_8859_1));
        return Long.toHexString(crc.getValue());
    }
}
