package com.nexar.fulfilment.bundles;

import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.bundles.BundleView.Missing;
import com.nexar.fulfilment.bundles.Gathering.Paper;
import com.nexar.fulfilment.documents.DocumentStore;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Reads stored documents one at a time and puts them together in a file. */
@Singleton
class Binder {

    /** @param papers what is in it, in the order in which it stands */
    record Bound(int pages, String sha256, List<Paper> papers, List<Missing> missing) {}

    private final DocumentStore store;
    private final BundlesConfig config;

    Binder(DocumentStore store, BundlesConfig config) {
        this.store = store;
        this.config = config;
    }

    Bound bind(Location location, List<Paper> papers, Path file) {
        MessageDigest digest = sha256();
        List<Paper> bound = new ArrayList<>();
        List<Missing> missing = new ArrayList<>();
        int pages;
        try (OutputStream out = new DigestOutputStream(Files.newOutputStream(file), digest);
                Binding bundle = new Binding(out, config.maxBytes())) {
            for (Paper paper : papers) {
                Missing lacking = paper.missing() == null ? append(location, paper, bundle) : paper.missing();
                if (lacking == null) {
                    bound.add(paper);
                } else {
                    missing.add(lacking);
                }
            }
            pages = bundle.pages();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Bound(pages, HexFormat.of().formatHex(digest.digest()), bound, missing);
    }

    /** Null where it could be put in. */
    private Missing append(Location location, Paper paper, Binding bundle) throws IOException {
        try {
            if (paper.stored().bytes() > bundle.room()) {
                throw Binding.tooLarge(null); // then it is not even read
            }
            var content =
                    new ByteArrayOutputStream(Math.toIntExact(paper.stored().bytes()));
            store.write(location, paper.shipmentId(), paper.stored(), content);
            bundle.append(content.toByteArray());
            return null;
        } catch (Unbindable e) {
            return Missing.of(
                    paper.shipmentId(),
                    paper.type(),
                    e.reason(),
                    "The " + paper.type().word() + " of shipment " + paper.shipmentId() + ": " + e.getMessage());
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
