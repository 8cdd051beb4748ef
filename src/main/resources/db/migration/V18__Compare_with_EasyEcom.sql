-- How far our shipments differ from EasyEcom's, looked at every night and on demand. No personal data.
create table drift_reports (
  report_id  uuid        primary key,
  brand      text        not null,
  location   text        not null,
  night      date,                       -- of a nightly one: one a night, over all pods
  begun_by   text        not null,
  begun_at   timestamptz not null,
  alive_at   timestamptz not null,       -- its pod's last sign of life
  ended_at   timestamptz,
  compared   bigint      not null default 0,
  failure    text,                       -- why it broke off
  unique (brand, location, night)
);
create index drift_reports_newest on drift_reports (brand, begun_at desc);

create table drift_differences (
  report_id   uuid   not null references drift_reports on delete cascade,
  brand       text   not null,
  location    text   not null,
  shipment_id bigint not null,
  what        text   not null,
  ours        text,
  theirs      text,
  repair      text   not null,
  primary key (report_id, shipment_id, what)
);

alter table drift_reports     enable row level security;
alter table drift_differences enable row level security;
create policy wall on drift_reports     using (sees(brand, location));
create policy wall on drift_differences using (sees(brand, location));

do $$ begin
  if '${app_role}' <> current_user then
    execute 'grant select, insert, update, delete on drift_reports, drift_differences to ' || quote_ident('${app_role}');
  end if;
end $$;
