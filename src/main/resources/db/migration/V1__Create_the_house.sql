-- Run by the owner's role. The application's role owns nothing and passes the row-level walls below (design section 5).
-- ${app_role} is the application's role; where it is the owner itself the walls do not hold, and the log says so at start.

-- What the current transaction may see: set by Transactions.java, for this transaction only. '*' is the named
-- cross-location scope of claiming and administration. Unset means nothing at all.
create function sees(of_brand text, of_location text) returns boolean
  language sql stable parallel safe
  return current_setting('fulfilment.brand', true) in (of_brand, '*') and current_setting('fulfilment.location', true) in (of_location, '*');

create table shipments (
  brand             text        not null,
  shipment_id       bigint      not null,
  location          text        not null,
  order_id          bigint      not null,
  reference_code    text,
  stage             text        not null check (stage in ('RECEIVED', 'ASSIGNED', 'CONFIRMED', 'MANIFESTED', 'IN_TRANSIT', 'OUT_FOR_DELIVERY',
                      'DELIVERED', 'UNDELIVERED', 'RTO_IN_TRANSIT', 'RTO_DELIVERED', 'CANCELLED')),
  stage_since       timestamptz not null,
  on_hold           boolean     not null,
  gone_upstream     boolean     not null,
  upstream_status   text,
  upstream_phase    text        not null,
  upstream_status_id integer,
  upstream_updated_at timestamptz,
  ordered_at        timestamptz,
  ship_by           timestamptz,
  available_after   timestamptz,
  marketplace_id    text,
  marketplace_name  text,
  order_type        text,
  order_type_key    text,
  payment_mode      text        not null,
  collect_amount    numeric     not null,
  currency          text        not null,
  lines             jsonb       not null,
  content_version   text        not null,
  invoice_number    text,
  awb               text,
  courier           text,
  carrier_id        text,
  label_url         text,
  tracking_url      text,
  parcel            jsonb,
  manifest_number   text,
  manifested_at     timestamptz,
  document_keys     text        not null,
  last_scan         jsonb,
  confirm_failure   text,
  digest            text        not null,
  known_as_of       timestamptz not null,
  received_at       timestamptz not null,
  updated_at        timestamptz not null,
  version           integer     not null,
  primary key (brand, shipment_id)
);
create index shipments_by_order on shipments (brand, order_id);
create index shipments_by_place on shipments (brand, location, order_id);
create index shipments_by_awb on shipments (brand, awb) where awb is not null;
create index shipments_by_reference on shipments (brand, reference_code);
create index shipments_open on shipments (brand, location, known_as_of)
  where stage in ('RECEIVED', 'ASSIGNED', 'CONFIRMED');
create index shipments_by_change on shipments (brand, location, updated_at);

-- The only table with the buyer's personal data.
create table recipients (
  brand       text   not null,
  shipment_id bigint not null,
  location    text   not null,
  name text, phone text, line1 text, line2 text, city text, state text, postal_code text, country text,
  primary key (brand, shipment_id)
);

create table shipment_history (
  brand       text        not null,
  shipment_id bigint      not null,
  seq         bigint      generated always as identity,
  location    text        not null,
  event       text        not null,
  from_stage  text,
  to_stage    text,
  at          timestamptz not null,
  cause       text        not null check (cause in ('SYNC', 'OPERATION', 'WEBHOOK', 'CALLER')),
  reference   text,
  detail      text,
  primary key (brand, shipment_id, seq)
);

create table products (
  brand          text        not null,
  sku            text        not null,
  product_id     bigint      not null,
  data           jsonb       not null,
  digest         text        not null,
  upstream_updated_at timestamptz,
  updated_at     timestamptz not null,
  version        integer     not null,
  primary key (brand, sku)
);
create index products_by_change on products (brand, updated_at, sku);

-- Where each walk through an EasyEcom list stands. Claimed by lease; every checkpoint checks the fencing number.
create table sync_cursors (
  brand           text        not null,
  location        text        not null,
  feed            text        not null check (feed in ('ORDERS_TIP', 'ORDERS_BACKFILL', 'ORDERS_OPEN', 'PRODUCTS')),
  done_until      timestamptz,
  goal            timestamptz,
  window_from     timestamptz,
  window_to       timestamptz,
  next_page       text,
  pages           bigint      not null default 0,
  rows_seen       bigint      not null default 0,
  last_success_at timestamptz,
  last_error      text,
  last_error_at   timestamptz,
  lease_until     timestamptz not null default '-infinity',
  fencing         bigint      not null default 0,
  primary key (brand, location, feed)
);

create table quarantine (
  id            bigint      generated always as identity primary key,
  brand         text        not null,
  location      text        not null,
  feed          text        not null,
  upstream_id   bigint,
  raw           text        not null,
  raw_digest    text        not null,
  reason        text        not null,
  first_seen_at timestamptz not null,
  last_seen_at  timestamptz not null,
  times         integer     not null,
  unique (brand, location, feed, raw_digest)
);

create table operations (
  operation_id    uuid        primary key,
  brand           text        not null,
  location        text        not null,
  kind            text        not null check (kind in ('ASSIGN', 'UNASSIGN', 'CONFIRM', 'HOLD', 'MANIFEST', 'TRACK', 'BUNDLE')),
  state           text        not null check (state in ('PENDING', 'RUNNING', 'RETRYING', 'OUTCOME_UNKNOWN', 'SUCCEEDED', 'PARTIAL', 'REFUSED', 'FAILED')),
  request         jsonb       not null,
  fingerprint     text        not null,
  caller          text        not null,
  quiet_until     timestamptz,
  attempts        integer     not null,
  accepted        boolean     not null,
  sent_not_after  timestamptz,
  next_attempt_at timestamptz,
  created_at      timestamptz not null,
  finished_at     timestamptz,
  problem         jsonb,
  version         integer     not null
);
create index operations_open on operations (next_attempt_at) where finished_at is null;

-- One row per shipment of an operation; at most one open per shipment.
create table operation_shipments (
  operation_id uuid   not null references operations,
  brand        text   not null,
  location     text   not null,
  shipment_id  bigint not null,
  position     integer not null,
  state        text   not null,
  problem      jsonb,
  open         boolean not null,
  primary key (operation_id, shipment_id)
);
create unique index one_open_operation_per_shipment on operation_shipments (brand, shipment_id) where open;
create index operations_of_shipment on operation_shipments (brand, shipment_id);

create table documents (
  brand       text        not null,
  shipment_id bigint      not null,
  key         text        not null,
  location    text        not null,
  url         text        not null,
  bytes       bigint,
  sha256      text,
  chunks      integer,
  fetched_at  timestamptz,
  failure     text,
  updated_at  timestamptz not null,
  primary key (brand, shipment_id, key)
);

create table document_chunks (
  brand       text    not null,
  shipment_id bigint  not null,
  key         text    not null,
  sha256      text    not null,
  n           integer not null,
  location    text    not null,
  content     bytea   not null,
  primary key (brand, shipment_id, key, sha256, n)
);
alter table document_chunks alter column content set storage external; -- PDFs are compressed already

create table manifests (
  manifest_id uuid        primary key,
  brand       text        not null,
  location    text        not null,
  groups      jsonb       not null,
  blocked     jsonb       not null,
  created_at  timestamptz not null
);

create table tracking_events (
  brand              text        not null,
  shipment_id        bigint      not null,
  event_id           text        not null,
  seq                bigint      generated always as identity,
  location           text        not null,
  status             text        not null,
  occurred_at        timestamptz not null,
  place              text,
  note               text,
  estimated_delivery date,
  late               boolean     not null,
  operation_id       uuid,
  state              text        not null check (state in ('QUEUED', 'SENT', 'KEPT', 'REFUSED')),
  received_at        timestamptz not null,
  primary key (brand, shipment_id, event_id)
);

-- The walls: one policy a table, the same for reading and writing.
alter table shipments           enable row level security;
alter table recipients          enable row level security;
alter table shipment_history    enable row level security;
alter table products            enable row level security;
alter table sync_cursors        enable row level security;
alter table quarantine          enable row level security;
alter table operations          enable row level security;
alter table operation_shipments enable row level security;
alter table documents           enable row level security;
alter table document_chunks     enable row level security;
alter table manifests           enable row level security;
alter table tracking_events     enable row level security;

create policy wall on shipments           using (sees(brand, location));
create policy wall on recipients          using (sees(brand, location));
create policy wall on shipment_history    using (sees(brand, location));
create policy wall on sync_cursors        using (sees(brand, location));
create policy wall on quarantine          using (sees(brand, location));
create policy wall on operations          using (sees(brand, location));
create policy wall on operation_shipments using (sees(brand, location));
create policy wall on documents           using (sees(brand, location));
create policy wall on document_chunks     using (sees(brand, location));
create policy wall on manifests           using (sees(brand, location));
create policy wall on tracking_events     using (sees(brand, location));
-- products belong to the brand, whichever of its locations asks
create policy wall on products using (current_setting('fulfilment.brand', true) in (brand, '*'));

-- A shipment that EasyEcom moved to another location of the brand. Runs as the owner, because the mover sees only where the
-- shipment goes to; it can only pull, only inside its brand, and only into the location it is scoped to. A shipment about which more is
-- known than was seen at that time stays where it is: an answer that comes late must not undo a move.
create function pull_shipments(ids bigint[], seen_at timestamptz)
  returns table (elsewhere bigint, from_location text, pulled boolean)
  language plpgsql security definer set search_path = pg_catalog, public
as $$
declare
  to_brand text := current_setting('fulfilment.brand');
  to_location text := current_setting('fulfilment.location');
begin
  if to_brand = '*' or to_location = '*' then
    raise exception 'pull_shipments needs the scope of one location';
  end if;
  return query
    with found as (
      select s.shipment_id, s.location, s.known_as_of < seen_at as older from shipments s
      where s.brand = to_brand and s.shipment_id = any (ids) and s.location <> to_location
      order by s.shipment_id
      for update
    ), moved as (
      select f.shipment_id, f.location from found f where f.older
    ), a as (update shipments t set location = to_location from moved m where t.brand = to_brand and t.shipment_id = m.shipment_id),
       b as (update recipients t set location = to_location from moved m where t.brand = to_brand and t.shipment_id = m.shipment_id),
       c as (update shipment_history t set location = to_location from moved m where t.brand = to_brand and t.shipment_id = m.shipment_id),
       d as (update documents t set location = to_location from moved m where t.brand = to_brand and t.shipment_id = m.shipment_id),
       e as (update document_chunks t set location = to_location from moved m where t.brand = to_brand and t.shipment_id = m.shipment_id),
       f as (update tracking_events t set location = to_location from moved m where t.brand = to_brand and t.shipment_id = m.shipment_id),
       -- what was asked for it goes along; a manifest is of several shipments and stays where it was made
       g as (update operations t set location = to_location from operation_shipments s, moved m
             where s.brand = to_brand and s.shipment_id = m.shipment_id and t.operation_id = s.operation_id and t.kind <> 'MANIFEST'),
       h as (update operation_shipments t set location = to_location from operations o, moved m
             where t.brand = to_brand and t.shipment_id = m.shipment_id and o.operation_id = t.operation_id and o.kind <> 'MANIFEST')
    select f.shipment_id, f.location, f.older from found f;
end $$;
revoke all on function pull_shipments(bigint[], timestamptz) from public;

do $$ begin
  if '${app_role}' <> current_user then
    execute 'grant usage on schema ' || quote_ident(current_schema()) || ' to ' || quote_ident('${app_role}');
    execute 'grant select, insert, update, delete on all tables in schema ' || quote_ident(current_schema()) || ' to ' || quote_ident('${app_role}');
    execute 'revoke all on flyway_schema_history from ' || quote_ident('${app_role}');
    execute 'grant usage on all sequences in schema ' || quote_ident(current_schema()) || ' to ' || quote_ident('${app_role}');
    execute 'grant execute on function pull_shipments(bigint[], timestamptz) to ' || quote_ident('${app_role}');
  end if;
end $$;
