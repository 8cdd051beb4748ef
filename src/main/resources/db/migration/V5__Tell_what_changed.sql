-- The ordered feed of each location: what the warehouse is told. No address or phone in it. A brand's own entries (products) stand
-- once, under location '*'; each location's feed points to them.
create table feed_heads (
  brand     text   not null,
  location  text   not null,
  last      bigint not null default 0, -- of the newest entry
  oldest    bigint not null default 1, -- of the oldest one that is still there, or the one to come
  of_brand  bigint not null default 0, -- how far the brand's own entries are merged in
  primary key (brand, location)
);

create table changes (
  brand       text        not null,
  location    text        not null,
  seq         bigint      not null, -- gap-free, in the order of commits: its head is locked from the append to the commit
  type        text        not null,
  subject     text        not null,
  at          timestamptz not null,
  data        json,                 -- null where the brand's entry has it
  of_brand    bigint,               -- that entry
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (brand, location, seq)
);
create index changes_by_age on changes (brand, location, recorded_at);
create index changes_of_brand on changes (brand, of_brand) where of_brand is not null;

alter table feed_heads enable row level security;
alter table changes    enable row level security;
-- the brand's own entries are for each of its locations
create policy wall on feed_heads using (sees(brand, location) or location = '*' and current_setting('fulfilment.brand', true) = brand);
create policy wall on changes    using (sees(brand, location) or location = '*' and current_setting('fulfilment.brand', true) = brand);

-- Appends entries [{"location", "type", "subject", "at", "data"}] to feeds of the scope's brand. The heads are locked in the order of
-- their locations and stay so until the transaction ends: call it last. Runs as the owner, because a shipment that moves away is told to
-- the feed that it leaves; it cannot leave the brand.
create function append_changes(entries json) returns void
  language plpgsql security definer set search_path = pg_catalog, public
as $$
declare
  own text := current_setting('fulfilment.brand');
begin
  if own = '*' then
    raise exception 'append_changes needs the scope of one brand';
  end if;
  insert into feed_heads (brand, location)
    select distinct own, e.location from json_to_recordset(entries) as e (location text) order by e.location
    on conflict do nothing;
  perform 1 from feed_heads h
    where h.brand = own and h.location in (select e.location from json_to_recordset(entries) as e (location text))
    order by h.location for update;
  with numbered as (
    select e.value, e.value ->> 'location' as location,
           row_number() over (partition by e.value ->> 'location' order by e.ordinality) as n
    from json_array_elements(entries) with ordinality as e (value, ordinality)
  ), appended as (
    insert into changes (brand, location, seq, type, subject, at, data)
    select own, n.location, h.last + n.n, n.value ->> 'type', n.value ->> 'subject', (n.value ->> 'at')::timestamptz, n.value -> 'data'
    from numbered n join feed_heads h on h.brand = own and h.location = n.location
    returning location
  )
  update feed_heads h set last = h.last + a.n
  from (select location, count(*) as n from appended group by location) a
  where h.brand = own and h.location = a.location;
end $$;
revoke all on function append_changes(json) from public;

-- Lets the scope's location point to those of the brand's entries that it does not know yet.
create function merge_changes() returns void
  language plpgsql
as $$
declare
  here_brand text := current_setting('fulfilment.brand');
  here text := current_setting('fulfilment.location');
  brands_last bigint;
  known bigint;
begin
  select h.last into brands_last from feed_heads h where h.brand = here_brand and h.location = '*';
  select h.of_brand into known from feed_heads h where h.brand = here_brand and h.location = here;
  if coalesce(brands_last, 0) <= coalesce(known, 0) then
    return;
  end if;
  insert into feed_heads (brand, location) values (here_brand, here) on conflict do nothing;
  select h.of_brand into known from feed_heads h where h.brand = here_brand and h.location = here for update;
  with merged as (
    insert into changes (brand, location, seq, type, subject, at, of_brand)
    select here_brand, here, h.last + row_number() over (order by c.seq), c.type, c.subject, c.at, c.seq
    from changes c, feed_heads h
    where c.brand = here_brand and c.location = '*' and c.seq > known and c.seq <= brands_last
      and h.brand = here_brand and h.location = here
    returning 1
  )
  update feed_heads h set last = h.last + (select count(*) from merged), of_brand = greatest(known, brands_last)
  where h.brand = here_brand and h.location = here;
end $$;

-- Deletes what was recorded before: the beginning of the scope's feed, never a hole in it. An entry of the brand stays as long as a
-- location points to it.
create function trim_changes(before timestamptz) returns bigint
  language plpgsql
as $$
declare
  own text := current_setting('fulfilment.brand');
  here text := current_setting('fulfilment.location');
  upto bigint;
  gone bigint;
begin
  perform 1 from feed_heads h where h.brand = own and h.location = here for update;
  if here = '*' then
    delete from changes c where c.brand = own and c.location = here and c.recorded_at < before
      and not exists (select 1 from changes p where p.brand = own and p.of_brand = c.seq);
    get diagnostics gone = row_count;
    return gone;
  end if;
  select max(c.seq) into upto from changes c where c.brand = own and c.location = here and c.recorded_at < before;
  delete from changes c where c.brand = own and c.location = here and c.seq <= upto;
  get diagnostics gone = row_count;
  update feed_heads h set oldest = upto + 1 where h.brand = own and h.location = here and h.oldest <= upto;
  return gone;
end $$;

do $$ begin
  if '${app_role}' <> current_user then
    execute 'grant select, insert, update, delete on feed_heads, changes to ' || quote_ident('${app_role}');
    execute 'grant execute on function append_changes(json) to ' || quote_ident('${app_role}');
  end if;
end $$;
