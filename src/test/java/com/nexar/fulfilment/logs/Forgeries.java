package com.nexar.fulfilment.logs;

import java.util.stream.Stream;

/** What somebody writes who wants a line of ours to look like another, or like two. */
public final class Forgeries {

    private static final String FAKE = "2026-11-28T10:00:00.000+0000 ERROR [c.n.f] all is paid";

    private Forgeries() {}

    public static Stream<String> all() {
        return Stream.of(
                "\r\n" + FAKE,
                "\n" + FAKE,
                "\r" + FAKE,
                "\u000b" + FAKE,
                "\u000c" + FAKE,
                "\u0085" + FAKE,
                "\u2028" + FAKE,
                "\u2029" + FAKE,
                "\u001b[2K\u001b[1A" + FAKE,
                "\u001b]0;title\u0007",
                "\u009b2K" + FAKE,
                "\u0008\u0008\u0008" + FAKE,
                "\u007f",
                "\u0000" + FAKE,
                "\u202e" + FAKE,
                "\u2066\u2067" + FAKE,
                "\u200f\u061c" + FAKE,
                "\ufeff\u200b" + FAKE,
                "\ud800" + FAKE);
    }

    /** Ends a line, moves the cursor, turns the direction, or is not seen. */
    public static boolean breaksLines(int codePoint) {
        return switch (codePoint) {
            case '\t' -> false;
            case 0x2028, 0x2029, 0x061c, 0x200b, 0x200e, 0x200f, 0xfeff -> true;
            default ->
                Character.isISOControl(codePoint)
                        || codePoint >= 0x202a && codePoint <= 0x202e
                        || codePoint >= 0x2060 && codePoint <= 0x206f
                        || codePoint >= 0xd800 && codePoint <= 0xdfff;
        };
    }
}
