-- The warehouse's own endpoints, which are told what stands in the feeds.
create table webhook_endpoints (
  endpoint_id      uuid        primary key,
  brand            text        not null,
  location         text        not null,              -- '*': all locations of the brand, also those to come
  url              text        not null,
  types            text[]      not null default '{}', -- of changes; empty: all
  secret           bytea       not null,              -- encrypted for this endpoint
  former_secret    bytea,                             -- signs as well, until:
  former_until     timestamptz,
  state            text        not null default 'ACTIVE' check (state in ('ACTIVE', 'DISABLED')),
  state_since      timestamptz not null,
  disabled_because text        check (disabled_because in ('REQUEST', 'GONE', 'FAILING')),
  failures         integer     not null default 0,    -- attempts in a row, of whatever deliveries
  failing_since    timestamptz,                       -- the first of these
  failed_at        timestamptz,                       -- the last failure
  last_error       text,
  paused_until     timestamptz,                       -- nothing is sent before
  delivered_at     timestamptz,                       -- the last success, to within 10 s
  created_at       timestamptz not null,
  created_by       text        not null,
  unique (brand, location, url)
);

-- How far an endpoint's deliveries are written out of a location's feed.
create table webhook_cursors (
  endpoint_id uuid   not null,
  brand       text   not null,
  location    text   not null,
  seq         bigint not null,
  missed      bigint not null default 0, -- changes that had left the feed before they were written out
  primary key (endpoint_id, location)
);

-- One change for one endpoint, with the very bytes that are sent. At most one of a lane is under way, the oldest that is PENDING. The
-- lease is by the database's clock; the fencing number goes up with every claim.
create table webhook_deliveries (
  delivery_id     uuid        primary key,            -- sent as webhook-id, the same at every attempt
  endpoint_id     uuid        not null,
  brand           text        not null,
  location        text        not null,
  position        bigint      generated always as identity,
  seq             bigint,                             -- of the change; null for a ping
  type            text        not null,
  subject         text        not null,
  lane            text        not null,
  body            text        not null,
  state           text        not null default 'PENDING' check (state in ('PENDING', 'DELIVERED', 'FAILED')),
  attempts        integer     not null default 0,     -- all
  failures        integer     not null default 0,     -- since it became PENDING
  next_attempt_at timestamptz default clock_timestamp(),
  lease_until     timestamptz not null default '-infinity',
  fencing         bigint      not null default 0,
  last_attempt_at timestamptz,
  last_status     integer,
  last_error      text,
  created_at      timestamptz not null default clock_timestamp(),
  delivered_at    timestamptz,
  finished_at     timestamptz
);
create unique index webhook_deliveries_once on webhook_deliveries (endpoint_id, location, seq);
create index webhook_deliveries_listed on webhook_deliveries (endpoint_id, position);
create index webhook_deliveries_pending on webhook_deliveries (endpoint_id, position) where state = 'PENDING';
create index webhook_deliveries_lanes on webhook_deliveries (endpoint_id, lane, position) where state = 'PENDING';
create index webhook_deliveries_leased on webhook_deliveries (endpoint_id, lease_until) where state = 'PENDING';
create index webhook_deliveries_by_age on webhook_deliveries (finished_at) where state <> 'PENDING';

alter table webhook_endpoints  enable row level security;
alter table webhook_cursors    enable row level security;
alter table webhook_deliveries enable row level security;

-- an endpoint for all locations shows itself only to a scope of all of the brand's locations
create policy wall on webhook_endpoints  using (sees(brand, location));
create policy wall on webhook_cursors    using (sees(brand, location));
create policy wall on webhook_deliveries using (sees(brand, location));

do $$ begin
  if '${app_role}' <> current_user then
    execute 'grant select, insert, update, delete on webhook_endpoints, webhook_cursors, webhook_deliveries to '
      || quote_ident('${app_role}');
    execute 'grant usage on all sequences in schema ' || quote_ident(current_schema()) || ' to ' || quote_ident('${app_role}');
  end if;
end $$;
