-- How far the feed was told of a shipment's risk; null: not at all, or it is fine. It stands beside what EasyEcom says and is written
-- by those who tell alone. No default: pages are stored whole, and what they do not say is null.
alter table shipments add column risk_told text check (risk_told in ('AT_RISK', 'LATE'));

-- what was late long before anybody watched is no news
update shipments set risk_told = 'LATE'
where stage in ('RECEIVED', 'ASSIGNED', 'CONFIRMED') and ship_by < now() - interval '1 day';

create index shipments_to_hand_over on shipments (brand, location, ship_by)
  where stage in ('RECEIVED', 'ASSIGNED', 'CONFIRMED') and ship_by is not null;
-- late ones that were told pile up in a backlog; nobody has to look at them again
create index shipments_risk_to_tell on shipments (brand, location, ship_by)
  where stage in ('RECEIVED', 'ASSIGNED', 'CONFIRMED') and ship_by is not null and risk_told is distinct from 'LATE';

-- The last checkup of each location's connection, so that over all pods there is one at a time and not one after another.
create table checkups (
  brand         text        not null,
  location      text        not null,
  running_until timestamptz not null default '-infinity', -- a pod that dies in the middle keeps nobody for longer
  fencing       bigint      not null default 0,
  finished_at   timestamptz,
  report        text,                                     -- JSON, as it was answered; no secrets
  primary key (brand, location)
);

alter table checkups enable row level security;
create policy wall on checkups using (sees(brand, location));

do $$ begin
  if '${app_role}' <> current_user then
    execute 'grant select, insert, update, delete on checkups to ' || quote_ident('${app_role}');
  end if;
end $$;

-- How far a walk that has a goal has come, and how fast; pages and rows before this was kept do not count for the pace.
alter table sync_cursors add column begun_from timestamptz,
  add column window_done    double precision not null default 0, -- of the window under way, 0 to 1
  add column worked_rows    bigint           not null default 0,
  add column worked_seconds double precision not null default 0;
