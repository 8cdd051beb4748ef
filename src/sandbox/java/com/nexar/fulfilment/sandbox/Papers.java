package com.nexar.fulfilment.sandbox;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes a real one-page PDF with a few lines of text, made as large as wanted by a picture that it does not draw. */
final class Papers {
    /** What a picture's bytes look like to whoever would compress them: it cannot be done. */
    private static final byte[] NOISE = new byte[64 * 1024];

    static {
        new Random(1).nextBytes(NOISE);
    }

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(2048);
    private final List<Integer> offsets = new ArrayList<>();

    private Papers() {}

    static byte[] page(List<String> lines, int padding) {
        return new Papers().write(lines, padding);
    }

    private byte[] write(List<String> lines, int padding) {
        text("%PDF-1.4\n");
        object("<< /Type /Catalog /Pages 2 0 R >>");
        object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
        object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 298 420] /Contents 5 0 R"
                + " /Resources << /Font << /F1 4 0 R >>" + (padding > 0 ? " /XObject << /P1 6 0 R >>" : "") + " >> >>");
        object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
        stream("", content(lines).getBytes(StandardCharsets.ISO_8859_1));
        if (padding > 0) {
            stream(
                    "/Type /XObject /Subtype /Image /Width " + padding
                            + " /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 ",
                    picture(padding));
        }
        int xref = out.size();
        text("xref\n0 " + (offsets.size() + 1) + "\n0000000000 65535 f \n");
        offsets.forEach(each -> text("%010d 00000 n \n".formatted(each)));
        text("trailer\n<< /Size " + (offsets.size() + 1) + " /Root 1 0 R >>\nstartxref\n" + xref + "\n%%EOF\n");
        return out.toByteArray();
    }

    private static byte[] picture(int bytes) {
        byte[] picture = new byte[bytes];
        for (int at = 0; at < bytes; at += NOISE.length) {
            System.arraycopy(NOISE, 0, picture, at, Math.min(NOISE.length, bytes - at));
        }
        return picture;
    }

    private void object(String body) {
        offsets.add(out.size());
        text(offsets.size() + " 0 obj\n" + body + "\nendobj\n");
    }

    private void stream(String keys, byte[] content) {
        offsets.add(out.size());
        text(offsets.size() + " 0 obj\n<< " + keys + "/Length " + content.length + " >>\nstream\n");
        out.writeBytes(content);
        text("\nendstream\nendobj\n");
    }

    private static String content(List<String> lines) {
        StringBuilder content = new StringBuilder("BT /F1 14 Tf 24 380 Td 18 TL\n");
        for (String line : lines) {
            String escaped = line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)");
            content.append('(').append(escaped).append(") Tj T*\n");
        }
        return content.append("ET").toString();
    }

    private void text(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
