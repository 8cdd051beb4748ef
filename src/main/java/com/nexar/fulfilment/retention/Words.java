package com.nexar.fulfilment.retention;

/**
 * What people and EasyEcom said, taken out of JSON: SQL that gives the same without it. Of a problem only known fields stay, so that a new
 * one is forgotten until somebody has looked at it.
 */
final class Words {

    /** What stands where something was said, as an SQL literal. */
    static final String ERASED = "'Erased with the buyer''s personal data.'";

    private static final String ERASED_JSON = "'\"Erased with the buyer''s personal data.\"'";

    private Words() {}

    /** Of a problem as {@code ProblemView} has it; what is none stays as it is. */
    static String problem(String problem) {
        return """
                case when jsonb_typeof(%1$s) = 'object' then
                  (select jsonb_object_agg(field, value) from jsonb_each(%1$s) as said (field, value)
                    where field in ('type', 'title', 'status', 'code', 'retryable', 'traceId', 'stage', 'operationId'))
                  || jsonb_build_object('detail', %2$s)
                  || case when jsonb_typeof(%1$s -> 'upstream') = 'object'
                       then jsonb_build_object('upstream', (%1$s -> 'upstream') || jsonb_build_object('message', %2$s)) else '{}' end
                else %1$s end""".formatted(problem, ERASED);
    }

    /** Of an operation as {@code OperationView} has it. */
    static String operation(String operation) {
        return """
                jsonb_set(jsonb_set(jsonb_set(%1$s, '{settlement,reason}', %2$s, false),
                  '{problem}', coalesce(%3$s, 'null')),
                  '{results}', coalesce((
                    select jsonb_agg(result || case when result -> 'problem' is null then '{}' else jsonb_build_object('problem', %4$s) end
                      order by place)
                    from jsonb_array_elements(%1$s -> 'results') with ordinality as each (result, place)), '[]'))""".formatted(
                        operation, ERASED_JSON, problem(operation + " -> 'problem'"), problem("result -> 'problem'"));
    }

    /** Of a shipment as the feed has it, without recipient. */
    static String shipment(String shipment) {
        return """
                jsonb_set(jsonb_set(jsonb_set(jsonb_set(%s, '{tracking,note}', 'null', false), '{cancellation,reason}', 'null', false),
                  '{assignment,labelUrl}', 'null', false), '{assignment,trackingUrl}', 'null', false)""".formatted(shipment);
    }
}
