-- What EasyEcom sent us. Never its text, which holds the buyer's personal data: only what it spoke of, and a hash.
create table inbound_messages (
  id           bigint      generated always as identity primary key,
  brand        text        not null,
  location     text        not null,
  kind         text        not null, -- easyecom.EasyEcomWebhook.Kind
  action       text,                 -- EasyEcom's own word for it, where it sent one
  digest       text        not null, -- SHA-256 of the body
  shipment_ids bigint[]    not null default '{}',
  received_at  timestamptz not null
);
create index inbound_messages_by_time on inbound_messages (brand, location, received_at);
create index inbound_messages_by_age on inbound_messages (received_at);

-- One row per shipment that a message named: what is to be read because of it, and when it was last. Many messages are one read.
-- due_at is null where nothing is to be read. The lease is by the database's clock; the fencing number goes up with every claim.
create table inbound_reads (
  brand       text        not null,
  location    text        not null,
  shipment_id bigint      not null,
  order_id    bigint,
  content     text,                  -- digest of what was said of it; null where only a read can tell
  digest      text        not null,  -- of the last message: the same again says nothing new
  message_id  bigint      not null,
  wanted_at   timestamptz not null,
  due_at      timestamptz,
  read_at     timestamptz,
  failures    integer     not null default 0,
  lease_until timestamptz not null default '-infinity',
  fencing     bigint      not null default 0,
  primary key (brand, location, shipment_id)
);
create index inbound_reads_due on inbound_reads (due_at) where due_at is not null;
create index inbound_reads_by_age on inbound_reads (wanted_at) where due_at is null;

-- Answers to EasyEcom other than 2xx, in stretches of five minutes. EasyEcom counts them too, and gives a webhook up in the end.
create table inbound_failures (
  brand    text        not null,
  location text        not null,
  at       timestamptz not null,
  refused  integer     not null default 0, -- 4xx
  failed   integer     not null default 0, -- 5xx, and answers that never arrived
  last_at  timestamptz not null,
  primary key (brand, location, at)
);

-- How the webhooks of a location stand, as the guardian last saw it.
create table inbound_guards (
  brand            text        not null,
  location         text        not null,
  state            text        not null default 'NEVER_SEEN' check (state in ('WORKING', 'SILENT', 'FAILING', 'NEVER_SEEN')),
  since            timestamptz not null,
  last_received_at timestamptz,
  primary key (brand, location)
);

alter table inbound_messages enable row level security;
alter table inbound_reads    enable row level security;
alter table inbound_failures enable row level security;
alter table inbound_guards   enable row level security;

create policy wall on inbound_messages using (sees(brand, location));
create policy wall on inbound_reads    using (sees(brand, location));
create policy wall on inbound_failures using (sees(brand, location));
create policy wall on inbound_guards   using (sees(brand, location));

do $$ begin
  if '${app_role}' <> current_user then
    execute 'grant select, insert, update, delete on inbound_messages, inbound_reads, inbound_failures, inbound_guards to '
      || quote_ident('${app_role}');
    execute 'grant usage on all sequences in schema ' || quote_ident(current_schema()) || ' to ' || quote_ident('${app_role}');
  end if;
end $$;
