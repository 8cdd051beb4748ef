package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.access.Columns;
import com.nexar.fulfilment.access.Statements;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.operations.UnderWay;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Shipments to be shown, each with its recipient and its operation under way: one statement, as of one moment, past the session, which
 * would compare all that it read with what it was. It is what callers ask for most.
 */
@Singleton
class ShownShipments {

    private static final String FROM = """
            \sfrom shipments s
            left join recipients recipient on recipient.brand = s.brand and recipient.shipment_id = s.shipment_id
            """ + UnderWay.JOIN;

    private static final String HERE = "where s.brand = ? and s.location = ? and ";

    private static final String ONES = "select " + ShownRow.COLUMNS + FROM + HERE;

    private static final String OF_ORDERS =
            "with " + elsewhere("?") + ofOrders("") + HERE + "s.order_id = any(?)" + sorted("");

    static final String WITH_AWB = ONES + "s.awb_sought = upper(?) and s.awb = ? order by s.shipment_id";

    /** The ids of the page; there is one more in found where another page follows. */
    private static final String ON_PAGE = "array(select order_id from page)";

    /**
     * A page's shipments.
     *
     * @param shown by order, in the order of the list, and shipment
     * @param more another page follows
     */
    record OfPage(List<Shown> shown, boolean more) {}

    /** One of them, and what each row says of the page. */
    private record OnPage(Shown shown, boolean more) {}

    private final Statements statements;

    ShownShipments(Statements statements) {
        this.statements = statements;
    }

    List<Shown> one(Location location, long shipmentId) {
        return ones(location, ONES + "s.shipment_id = ?", shipmentId);
    }

    /** Those of these that are of this location. */
    List<Shown> these(Location location, Collection<Long> shipmentIds) {
        return ones(location, ONES + "s.shipment_id = any(?)", (Object) shipmentIds.toArray(Long[]::new));
    }

    /** By the index of AWBs in capitals; the other one goes a release after its last use. */
    List<Shown> withAwb(Location location, String awb) {
        return ones(location, WITH_AWB, awb, awb);
    }

    private List<Shown> ones(Location location, String sql, Object... values) {
        return statements.ask(
                location,
                sql,
                row -> ShownRow.of(new Columns(row), false),
                Stream.concat(Stream.of(location.brand(), location.code()), Arrays.stream(values))
                        .toArray());
    }

    /** By order and shipment, with what their orders have elsewhere. */
    List<Shown> ofOrders(Location location, Collection<Long> orderIds) {
        Long[] ids = orderIds.toArray(Long[]::new);
        return statements.ask(
                location,
                OF_ORDERS,
                row -> ShownRow.of(new Columns(row), true),
                ids,
                location.brand(),
                location.code(),
                ids);
    }

    /** Of the orders of a list that is sorted by their ids, as of the moment in which they are found. */
    OfPage ofPage(OrderQuery query) {
        List<OnPage> rows = statements.ask(query.location(), page(query), query.parameters(), row -> {
            Columns columns = new Columns(row);
            return new OnPage(ShownRow.of(columns, true), columns.flag());
        });
        boolean more = !rows.isEmpty() && rows.getFirst().more();
        return new OfPage(rows.stream().map(OnPage::shown).toList(), more);
    }

    /** With the names of the query's parameters. */
    static String page(OrderQuery query) {
        String found = query.sql();
        String way = query.way();
        return "with found as materialized (" + found
                + "),\npage as materialized (select order_id from found order by order_id"
                + way + " limit " + query.limit() + "),\n" + elsewhere(ON_PAGE)
                + ofOrders(", (select count(*) from found) > " + query.limit())
                + "where s.brand = :brand and s.location = :location and s.order_id = any(" + ON_PAGE + ")"
                + sorted(way);
    }

    /** The bare quantities that orders have at the brand's other locations. @param orders an array of their ids */
    private static String elsewhere(String orders) {
        return """
                elsewhere as materialized (
                  select of_order, cast(json_agg(json_build_object('firstSeen', first_seen, 'cancelled', cancelled, 'gone', gone,
                    'pieces', cast(pieces as json), 'seen', cast(seen as json))) as text) as parts
                  from order_pieces_elsewhere(%s) group by of_order)
                """.formatted(orders);
    }

    private static String ofOrders(String more) {
        return "select " + ShownRow.COLUMNS + ", elsewhere.parts" + more + FROM
                + "left join elsewhere on elsewhere.of_order = s.order_id\n";
    }

    private static String sorted(String way) {
        return " order by s.order_id" + way + ", s.shipment_id";
    }
}
