package com.nexar.fulfilment.operations;

import com.nexar.fulfilment.Database;
import java.time.Duration;
import java.util.UUID;

/** What another pod did or left behind, written into the database behind the facade's back. */
final class AnotherPod implements AutoCloseable {

    private final Database owner = Database.asOwner();

    /** An operation of zeta/del1 whose lease ends after so long, or ended so long ago where it is negative. */
    String has(Left left, OperationState state, int attempts, Duration lease) {
        String id = UUID.randomUUID().toString();
        owner.run(
                "insert into operations (operation_id, brand, location, kind, state, request, fingerprint, caller, attempts,"
                        + " accepted, next_attempt_at, created_at, version, lease_until, lease_pod, fencing)"
                        + " values (cast(? as uuid), ?, 'del1', ?, ?, cast(? as jsonb), ?, 'another-pod', ?, false,"
                        + " clock_timestamp(), clock_timestamp() - interval '1 minute', 0,"
                        + " clock_timestamp() + make_interval(secs => ?), 'another-pod', 1)",
                id,
                left.brand(),
                left.kind().name(),
                state.name(),
                left.request(),
                left.fingerprint(),
                attempts,
                lease.toMillis() / 1000.0);
        owner.run(
                "insert into operation_shipments (operation_id, brand, location, shipment_id, position, state, open)"
                        + " values (cast(? as uuid), ?, 'del1', ?, 0, ?, true)",
                id,
                left.brand(),
                left.shipmentId(),
                state.name());
        return id;
    }

    /** What an operation is about; its request is the touchpoint's own JSON. */
    record Left(String brand, OperationKind kind, long shipmentId, String request, String fingerprint) {

        static Left assignment(long shipmentId, String awb) {
            return new Left(
                    "zeta",
                    OperationKind.ASSIGN,
                    shipmentId,
                    "{\"courier\":\"NexarExpress\",\"awb\":\"" + awb + "\",\"carrierId\":\"28001\"}",
                    "28001/" + awb);
        }

        static Left confirmation(long shipmentId, String orderId) {
            return new Left(
                    "zeta",
                    OperationKind.CONFIRM,
                    shipmentId,
                    "{\"orderId\":" + orderId + ",\"order\":{},\"baseline\":0}",
                    "confirm");
        }

        /** Of a brand that no pod is configured for: claimed, and worked on by nobody. */
        static Left nobodys(long shipmentId) {
            return new Left("nobody", OperationKind.ASSIGN, shipmentId, "{}", "nobody");
        }
    }

    /** Has claimed it just now, and is alive. */
    void takes(String id) {
        owner.run(
                "update operations set fencing = fencing + 1, lease_pod = 'another-pod',"
                        + " lease_until = clock_timestamp() + interval '1 minute' where operation_id = cast(? as uuid)",
                id);
    }

    /** Gave its last sign of life, and its lease ended so long ago. */
    void died(String id, Duration ago) {
        owner.run(
                "update operations set lease_until = clock_timestamp() - make_interval(secs => ?), next_attempt_at ="
                        + " clock_timestamp() where operation_id = cast(? as uuid)",
                ago.toMillis() / 1000.0,
                id);
    }

    void run(String sql, String id) {
        owner.run("update operations set " + sql + " where operation_id = cast(? as uuid)", id);
    }

    String text(String expression, String id) {
        return owner.text(
                "select cast(" + expression + " as text) from operations where operation_id = cast(? as uuid)", id);
    }

    boolean is(String condition, String id) {
        return text(condition, id).equals("true");
    }

    long count(String table, String condition, Object... parameters) {
        return owner.number("select count(*) from " + table + " where " + condition, parameters);
    }

    /** What the tests planted and nobody shall work on. */
    void forgets(String id) {
        owner.run("delete from operation_shipments where operation_id = cast(? as uuid)", id);
        owner.run("delete from operations where operation_id = cast(? as uuid)", id);
    }

    @Override
    public void close() {
        owner.close();
    }
}
