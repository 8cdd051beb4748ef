-- What a command with an Idempotency-Key was answered, so that the same key gets the same bytes. Like recipients it holds the
-- buyer's personal data (in body), until expires_at.
create table idempotency_keys (
  brand           text        not null,
  location        text        not null,
  scope           text        not null, -- SHA-256 of caller, verb, path and key: those together are too long for an index
  caller          text        not null,
  verb            text        not null,
  path            text        not null,
  key             text        not null,
  fingerprint     text        not null, -- SHA-256 of the body
  claim           uuid        not null, -- the request that works on it; whoever takes it over writes another
  lease_until     timestamptz not null,
  operation_id    uuid,                 -- what the request began; not a reference, because it may move to another location
  status          integer,
  content_type    text,
  location_header text,
  body            bytea,
  created_at      timestamptz not null,
  answered_at     timestamptz,
  expires_at      timestamptz not null,
  primary key (brand, location, scope)
);
create index idempotency_keys_running on idempotency_keys (claim) where status is null;
create index idempotency_keys_by_expiry on idempotency_keys (expires_at);

alter table idempotency_keys enable row level security;
create policy wall on idempotency_keys using (sees(brand, location));

do $$ begin
  if '${app_role}' <> current_user then
    execute 'grant select, insert, update, delete on idempotency_keys to ' || quote_ident('${app_role}');
  end if;
end $$;
