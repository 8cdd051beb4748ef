package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.easyecom.UpstreamAddress;
import com.nexar.fulfilment.easyecom.UpstreamLine;
import com.nexar.fulfilment.easyecom.UpstreamShipment;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** What the warehouse packs: lines, quantities, ship-to and payment. Its version is a hash, so it comes back when the content does. */
final class Content {

    private static final int HALF = 12;

    private Content() {}

    /** Hex digits over everything that makes the parcel what it is; the second half is the ship-to. */
    static String version(UpstreamShipment row) {
        return goods(row) + shipTo(row);
    }

    private static String goods(UpstreamShipment row) {
        StringBuilder text = new StringBuilder();
        row.lines()
                .forEach(line -> text.append(line.lineId())
                        .append('\u001f')
                        .append(line.sku())
                        .append('\u001f')
                        .append(line.quantity())
                        .append('\u001f')
                        .append(line.cancelledQuantity())
                        .append('\u001e'));
        text.append(row.paymentMode())
                .append('\u001f')
                .append(row.collect().stripTrailingZeros().toPlainString());
        return digest(text).substring(0, HALF);
    }

    private static String shipTo(UpstreamShipment row) {
        UpstreamAddress to = row.shipTo();
        StringBuilder text = new StringBuilder();
        for (String part : new String[] {
            to.name(), to.phone(), to.line1(), to.line2(), to.city(), to.state(), to.postalCode(), to.country()
        }) {
            text.append(part).append('\u001f');
        }
        return digest(text).substring(0, HALF);
    }

    /** Everything of a row that our store keeps; equal digests mean that nothing has to be written. */
    static String digest(UpstreamShipment row) {
        StringBuilder text = new StringBuilder();
        for (Object part : new Object[] {
            row.orderId(),
            row.referenceCode(),
            row.status().name(),
            row.status().id(),
            row.updatedAt(),
            row.orderedAt(),
            row.shipBy(),
            row.availableAfter(),
            row.marketplaceId(),
            row.marketplaceName(),
            row.orderType(),
            row.orderTypeKey(),
            row.paymentMode(),
            row.collect().stripTrailingZeros().toPlainString(),
            row.currency(),
            shipTo(row),
            row.lines().stream().map(Content::essence).toList(),
            row.invoiceNumber(),
            row.awb(),
            row.courier(),
            row.carrierId(),
            row.parcel(),
            row.manifestNumber(),
            row.manifestedAt(),
            row.documents().keySet().stream().sorted().toList(),
            row.shippingStatusId()
        }) {
            text.append(part).append('\u001f');
        }
        text.append(Pieces.claims(row));
        return digest(text).substring(0, 32);
    }

    /** Without the EAN and the name, which lists and single orders spell differently. */
    private static List<Object> essence(UpstreamLine line) {
        return Arrays.asList(line.lineId(), line.sku(), line.quantity(), line.cancelledQuantity(), line.unitPrice());
    }

    /** Only the ship-to can be told apart by two versions; what it is, they do not tell. */
    static Boolean shipToChanged(String before, String after) {
        boolean comparable = before.length() == 2 * HALF && after.length() == 2 * HALF;
        return comparable ? !before.substring(HALF).equals(after.substring(HALF)) : null;
    }

    private static String digest(CharSequence text) {
        try {
            byte[] sha =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
