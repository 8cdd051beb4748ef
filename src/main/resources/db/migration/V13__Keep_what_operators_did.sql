-- Who changed what by hand: append-only, also for the owner. No personal data.
create table audit (
  audit_id  bigint      generated always as identity primary key,
  at        timestamptz not null default clock_timestamp(),
  brand     text        not null,
  location  text        not null,       -- '*': of the whole brand
  who       text        not null,       -- the client's name in the configuration
  key_id    text        not null,       -- the beginning of its key's SHA-256
  act       text        not null,
  subject   text        not null,
  before    jsonb,
  after     jsonb
);
create index audit_newest on audit (brand, audit_id desc);

create function audit_stays() returns trigger language plpgsql as $$
begin
  raise exception 'The audit trail is append-only';
end $$;
create trigger audit_stays before update or delete or truncate on audit for each statement execute function audit_stays();

-- A replay: what giving commands again would come to, shown before it is done.
create table replays (
  replay_id    uuid        primary key,
  brand        text        not null,
  location     text        not null,    -- '*': all that the operator sees
  created_at   timestamptz not null,
  created_by   text        not null,
  committed_at timestamptz,
  committed_by text
);

create table replay_items (
  replay_id      uuid    not null references replays on delete cascade,
  position       integer not null,
  brand          text    not null,
  location       text    not null,
  operation_id   uuid,                  -- one of these two
  quarantine_id  bigint,
  what           text    not null,      -- the command and its shipments, or the row's feed and id
  would          text    not null check (would in ('BEGIN', 'JOIN', 'NOTHING', 'REFUSED')),
  would_because  text    not null,
  did            text    check (did in ('BEGIN', 'JOIN', 'NOTHING', 'REFUSED')),
  did_because    text,
  new_operation  uuid,
  primary key (replay_id, position),
  check (operation_id is null or quarantine_id is null)
);

create index operations_given_up on operations (brand, finished_at desc, operation_id) where state in ('FAILED', 'REFUSED');

alter table audit        enable row level security;
alter table replays      enable row level security;
alter table replay_items enable row level security;
create policy wall on audit using (sees(brand, location));
create policy wall on replays using (sees(brand, location));
create policy wall on replay_items using (sees(brand, location));

do $$ begin
  if '${app_role}' <> current_user then
    execute 'grant select, insert on audit to ' || quote_ident('${app_role}');
    execute 'grant select, insert, update, delete on replays, replay_items to ' || quote_ident('${app_role}');
    execute 'grant usage on all sequences in schema ' || quote_ident(current_schema()) || ' to ' || quote_ident('${app_role}');
  end if;
end $$;
