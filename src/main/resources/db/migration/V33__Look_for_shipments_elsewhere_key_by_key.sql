-- Nearly always none of a page's shipments stands at another location: then that is all there is to do. Each is looked for by its key,
-- and the look is planned at each call: planned once, while a first sync had just begun, it went through all of the brand for each page.
-- harmless because it answers what it answered
create or replace function pull_shipments(ids bigint[], seen_at timestamptz)
  returns table (elsewhere bigint, from_location text, pulled boolean)
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  to_brand text := current_setting('fulfilment.brand');
  to_location text := current_setting('fulfilment.location');
  others bigint[];
begin
  if to_brand = '*' or to_location = '*' then
    raise exception 'pull_shipments needs the scope of one location';
  end if;
  execute $look$
    select array_agg(s.shipment_id) from unnest($1) as asked (id)
    cross join lateral (
      select shipment_id, location from shipments where brand = $2 and shipment_id = asked.id offset 0) as s
    where s.location <> $3
  $look$ into others using ids, to_brand, to_location;
  if others is null then
    return;
  end if;
  return query
    with found as (
      select s.shipment_id, s.location, greatest(s.known_as_of, s.assigned_as_of) < seen_at as older
      from (select id from unnest(others) as asked (id) order by id) as asked
      cross join lateral (
        select * from shipments where brand = to_brand and shipment_id = asked.id and location <> to_location for update) as s
    ), moved as (
      select f.shipment_id, f.location from found f where f.older
    ), a as (update shipments t set location = to_location from moved m where t.brand = to_brand and t.shipment_id = m.shipment_id),
       b as (update recipients t set location = to_location from moved m where t.brand = to_brand and t.shipment_id = m.shipment_id),
       c as (update shipment_history t set location = to_location from moved m where t.brand = to_brand and t.shipment_id = m.shipment_id),
       d as (update documents t set location = to_location from moved m where t.brand = to_brand and t.shipment_id = m.shipment_id),
       e as (update document_chunks t set location = to_location from moved m where t.brand = to_brand and t.shipment_id = m.shipment_id),
       f as (update tracking_events t set location = to_location from moved m where t.brand = to_brand and t.shipment_id = m.shipment_id),
       -- what was asked for it goes along; a manifest and a bundle are of several shipments and stay where they were made
       g as (update operations t set location = to_location from operation_shipments s, moved m
             where s.brand = to_brand and s.shipment_id = m.shipment_id and t.operation_id = s.operation_id
               and t.kind not in ('MANIFEST', 'BUNDLE')),
       h as (update operation_shipments t set location = to_location from operations o, moved m
             where t.brand = to_brand and t.shipment_id = m.shipment_id and o.operation_id = t.operation_id
               and o.kind not in ('MANIFEST', 'BUNDLE'))
    select f.shipment_id, f.location, f.older from found f;
end $$;
