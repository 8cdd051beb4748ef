-- A manifest of which a part was refused ended without success, too.
drop index operations_given_up;
create index operations_given_up on operations (brand, finished_at desc, operation_id)
  where state in ('FAILED', 'REFUSED', 'PARTIAL');

-- What ended without success, and was neither given again since nor is past doing. The newest command of a kind is a shipment's last word,
-- however it ended; scans are each for itself. Papers of a bundle are asked for anew. Shows what its reader may see of the tables.
create view operations_unresolved with (security_invoker = true) as
select o.operation_id, o.brand, o.location, o.finished_at
from operations o
where o.state in ('FAILED', 'REFUSED', 'PARTIAL') and o.kind <> 'BUNDLE'
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

-- How far a commit has come: its pod's last sign of life, and its end. A record can also end as UNKNOWN: something broke.
alter table replays add column alive_at timestamptz, add column ended_at timestamptz;
update replays set ended_at = committed_at;
alter table replay_items
  drop constraint replay_items_would_check,
  drop constraint replay_items_did_check,
  add constraint replay_items_would_check check (would in ('BEGIN', 'JOIN', 'NOTHING', 'REFUSED', 'UNKNOWN')),
  add constraint replay_items_did_check check (did in ('BEGIN', 'JOIN', 'NOTHING', 'REFUSED', 'UNKNOWN'));

do $$ begin
  if '${app_role}' <> current_user then
    execute 'grant select on operations_unresolved to ' || quote_ident('${app_role}');
  end if;
end $$;
