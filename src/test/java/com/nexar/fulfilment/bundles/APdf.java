package com.nexar.fulfilment.bundles;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A real PDF, written by hand, so that the class path of the child JVM needs nothing but the facade's. */
final class APdf {

    /** Points. */
    static final String A6 = "0 0 298 420";

    static final String A4 = "0 0 595 842";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<Integer> offsets = new ArrayList<>();

    private APdf() {}

    /** Pages of this size, each with its text, and so many bytes of a picture that does not compress. */
    static byte[] of(String mediaBox, int pictureBytes, String... texts) {
        return new APdf().write(mediaBox, pictureBytes, texts);
    }

    private byte[] write(String mediaBox, int pictureBytes, String... texts) {
        text("%PDF-1.4\n");
        StringBuilder kids = new StringBuilder();
        for (int page = 0; page < texts.length; page++) {
            kids.append(5 + 2 * page).append(" 0 R ");
        }
        object("<< /Type /Catalog /Pages 2 0 R >>");
        // page size and fonts are inherited: a copy has to take them along
        object("<< /Type /Pages /Kids [" + kids + "] /Count " + texts.length + " /MediaBox [" + mediaBox
                + "] /Resources << /Font << /F1 3 0 R >> /XObject << /P1 4 0 R >> >> >>");
        object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
        byte[] picture = new byte[pictureBytes];
        new Random(pictureBytes).nextBytes(picture);
        stream(
                "/Type /XObject /Subtype /Image /Width " + Math.max(1, pictureBytes)
                        + " /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8",
                picture);
        for (int page = 0; page < texts.length; page++) {
            object("<< /Type /Page /Parent 2 0 R /Contents " + (6 + 2 * page) + " 0 R >>");
            String content = "BT /F1 14 Tf 24 380 Td (" + texts[page] + ") Tj ET";
            stream("", content.getBytes(StandardCharsets.ISO_8859_1));
        }
        int xref = out.size();
        text("xref\n0 " + (offsets.size() + 1) + "\n0000000000 65535 f \n");
        offsets.forEach(each -> text("%010d 00000 n \n".formatted(each)));
        text("trailer\n<< /Size " + (offsets.size() + 1) + " /Root 1 0 R >>\nstartxref\n" + xref + "\n%%EOF\n");
        return out.toByteArray();
    }

    private void object(String body) {
        offsets.add(out.size());
        text(offsets.size() + " 0 obj\n" + body + "\nendobj\n");
    }

    private void stream(String keys, byte[] content) {
        offsets.add(out.size());
        text(offsets.size() + " 0 obj\n<< " + keys + " /Length " + content.length + " >>\nstream\n");
        out.writeBytes(content);
        text("\nendstream\nendobj\n");
    }

    private void text(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
