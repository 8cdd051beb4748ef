package com.nexar.fulfilment.bundles;

import com.nexar.fulfilment.hostile.Target;
import java.io.OutputStream;
import java.util.List;

/** What puts strangers' PDFs together. */
public final class BundleTargets {

    private static final long MOST = 20_000;

    private BundleTargets() {}

    public static List<Target> all() {
        return List.of(new Target(
                "pdf",
                1,
                List.of(
                        APdf.of(APdf.A6, 10, "label"),
                        APdf.of(APdf.A4, 50, "invoice", "continued"),
                        APdf.of(APdf.A6, (int) MOST, "too large"),
                        APdf.of(APdf.A4, 10)),
                BundleTargets::bind));
    }

    private static String bind(byte[] pdf) {
        try (Binding bundle = new Binding(OutputStream.nullOutputStream(), MOST)) {
            bundle.append(pdf);
            return bundle.pages() > 0 ? "bound" : "nothing";
        } catch (Unbindable e) {
            return e.reason();
        }
    }
}
