-- The walls, in words by which the planner sees how much they let through: nearly all of a database of one brand. As they were before
-- (a setting among column and '*') it took them for one row in ten thousand, and read and sorted all where the first fifty were asked for.
-- harmless because the same rows are let through, whoever asks
create or replace function sees(of_brand text, of_location text) returns boolean
  language sql stable parallel safe
  return (of_brand = current_setting('fulfilment.brand', true) or current_setting('fulfilment.brand', true) = '*')
    and (of_location = current_setting('fulfilment.location', true) or current_setting('fulfilment.location', true) = '*');
-- harmless because the same rows are let through, whoever asks
alter policy wall on products
  using (brand = current_setting('fulfilment.brand', true) or current_setting('fulfilment.brand', true) = '*');

-- One index for what the board lists and the gauges count, in place of two over the same rows.
create index shipments_at_work on shipments (brand, location, stage, (coalesce(ship_by, timestamptz 'infinity')), shipment_id)
  include (stage_since) where stage not in ('DELIVERED', 'RTO_DELIVERED', 'CANCELLED');
drop index shipments_under_way;
drop index shipments_unfinished;

-- A page of what is to be done, in the order of pages: what is over is a hundred times as much, and stands before it.
create index shipments_to_do on shipments (brand, location, order_id) where stage in ('RECEIVED', 'ASSIGNED', 'CONFIRMED');

-- Those of which EasyEcom says "Confirmed" without saying how it ended are few among what is open.
create index shipments_unsure on shipments (brand, location, known_as_of)
  where upstream_phase = 'CONFIRMED_WORD' and stage in ('RECEIVED', 'ASSIGNED');

-- Of which a risk was told, by the time that may have moved away since.
create index shipments_risk_told on shipments (brand, location, ship_by)
  where stage in ('RECEIVED', 'ASSIGNED', 'CONFIRMED') and ship_by is not null and risk_told is not null;

-- What was touched after its buyer was erased is next to nothing among what is not yet erased.
create index shipments_touched_after_erasure on shipments (brand, updated_at)
  where stage in ('DELIVERED', 'RTO_DELIVERED', 'CANCELLED') and personal_data_erased_at < updated_at;

-- The planner has to know of a brand before a tenth of all brands' shipments are its: it would look for each by reading them all.
alter table shipments set (autovacuum_analyze_scale_factor = 0.01);
alter table recipients set (autovacuum_analyze_scale_factor = 0.01);
alter table shipment_history set (autovacuum_analyze_scale_factor = 0.01);

-- As before, but every entry is read once and not six times: most of it is the shipment's data.
-- harmless because it takes the same entries and leaves the same rows
create or replace function append_changes(entries json) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  own text := current_setting('fulfilment.brand');
  locations text[];
  types text[];
  subjects text[];
  ats timestamptz[];
  datas json[];
begin
  if own = '*' then
    raise exception 'append_changes needs the scope of one brand';
  end if;
  select array_agg(e.location order by e.n), array_agg(e.type order by e.n), array_agg(e.subject order by e.n),
      array_agg(e.at order by e.n), array_agg(e.data order by e.n)
    into locations, types, subjects, ats, datas
    from rows from (json_to_recordset(entries) as (location text, type text, subject text, at timestamptz, data json))
      with ordinality as e (location, type, subject, at, data, n);
  insert into feed_heads (brand, location)
    select distinct own, l from unnest(locations) as l order by l
    on conflict do nothing;
  perform 1 from feed_heads h where h.brand = own and h.location = any (locations) order by h.location for update;
  with numbered as (
    select e.location, e.type, e.subject, e.at, e.data, row_number() over (partition by e.location order by e.n) as n
    from unnest(locations, types, subjects, ats, datas) with ordinality as e (location, type, subject, at, data, n)
  ), appended as (
    insert into changes (brand, location, seq, type, subject, at, data)
    select own, n.location, h.last + n.n, n.type, n.subject, n.at, n.data
    from numbered n join feed_heads h on h.brand = own and h.location = n.location
    returning location
  )
  update feed_heads h set last = h.last + a.n
  from (select location, count(*) as n from appended group by location) a
  where h.brand = own and h.location = a.location;
end $$;

do $$ begin
  execute 'alter function append_changes(json) set search_path = pg_catalog, ' || quote_ident(current_schema()) || ', pg_temp';
end $$;
