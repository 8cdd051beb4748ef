package com.nexar.fulfilment.board;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Where the pages' style and script are, named by what is in them: browsers may keep them for as long as they are the same. */
@Singleton
class Assets {

    private static final String FOLDER = "META-INF/resources";
    private static final int SHORT = 12;

    private final String style = named("/_board/board.css");
    private final String script = named("/_board/board.js");

    String style() {
        return style;
    }

    String script() {
        return script;
    }

    private static String named(String path) {
        try (InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream(FOLDER + path)) {
            byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(in.readAllBytes());
            return path + "?v=" + HexFormat.of().formatHex(sha256).substring(0, SHORT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
