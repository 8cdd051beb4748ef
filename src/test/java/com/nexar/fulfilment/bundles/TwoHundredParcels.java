package com.nexar.fulfilment.bundles;

import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Puts 200 labels of 30 to 100 KB and invoices of 50 to 200 KB into one file; a program of its own, for {@link LeanBindingTest}. */
final class TwoHundredParcels {

    private TwoHundredParcels() {}

    public static void main(String[] args) throws Exception {
        Path file = Path.of(args[0]);
        Random random = new Random(200);
        int pages;
        try (OutputStream out = Files.newOutputStream(file);
                Binding bundle = new Binding(out, Long.MAX_VALUE)) {
            for (int parcel = 0; parcel < 200; parcel++) {
                bundle.append(APdf.of(APdf.A6, random.nextInt(30_000, 100_000), "label " + parcel));
                bundle.append(APdf.of(APdf.A4, random.nextInt(50_000, 200_000), "invoice " + parcel));
            }
            pages = bundle.pages();
        }
        long peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == java.lang.management.MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
        System.out.printf("pages=%d bytes=%d heapPeak=%d%n", pages, Files.size(file), peak);
    }
}
