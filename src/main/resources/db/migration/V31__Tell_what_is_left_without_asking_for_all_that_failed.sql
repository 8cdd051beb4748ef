-- As before, but whoever lists what is left asks the shipments of what is not known to be past only, however old the database is. A
-- migration of its own: readers of the view lock first it and then its tables.
-- harmless because it shows the same rows: only what is past for good is known to be so
create or replace view operations_unresolved with (security_invoker = true) as
select o.operation_id, o.brand, o.location, o.finished_at
from operations o
where o.state in ('FAILED', 'REFUSED', 'PARTIAL') and o.past_since is null and o.kind <> 'BUNDLE'
  and exists (
    select from operation_shipments part
    join shipments s on s.brand = part.brand and s.shipment_id = part.shipment_id
    where part.operation_id = o.operation_id and part.state <> 'SUCCEEDED'
      and not case o.kind
        when 'ASSIGN' then s.stage not in ('RECEIVED', 'ASSIGNED')
        when 'UNASSIGN' then s.stage <> 'ASSIGNED'
        when 'CONFIRM' then s.stage not in ('RECEIVED', 'ASSIGNED')
        when 'HOLD' then s.stage not in ('RECEIVED', 'ASSIGNED', 'CONFIRMED') or s.on_hold = (o.fingerprint = 'hold')
        when 'MANIFEST' then s.stage not in ('RECEIVED', 'ASSIGNED', 'CONFIRMED')
        when 'TRACK' then s.stage in ('DELIVERED', 'RTO_DELIVERED', 'CANCELLED')
      end
      and not exists (
        select from operation_shipments again
        join operations later on later.operation_id = again.operation_id
        where again.brand = part.brand and again.shipment_id = part.shipment_id
          and later.kind = o.kind and later.created_at > o.created_at
          and (o.kind <> 'TRACK' or later.fingerprint = o.fingerprint)));
