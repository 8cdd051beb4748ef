-- Who is signed in to the board. Of no brand: a session sees what its key sees. Nothing in it opens anything, the browser has what the
-- digest is made of.
create table board_sessions (
  id_digest  text        primary key,
  key_digest text        not null, -- of the key that it was opened with; it ends with that key
  client     text        not null,
  opened_at  timestamptz not null,
  seen_at    timestamptz not null,
  expires_at timestamptz not null
);
create index board_sessions_by_expiry on board_sessions (expires_at);

-- What the board counts and lists: work by stage and ship-by, what is over by when it was. A location may hold a million shipments.
create index shipments_under_way on shipments (brand, location, stage, (coalesce(ship_by, timestamptz 'infinity')), shipment_id)
  where stage not in ('DELIVERED', 'RTO_DELIVERED', 'CANCELLED');
create index shipments_over on shipments (brand, location, stage, stage_since, shipment_id)
  where stage in ('DELIVERED', 'RTO_DELIVERED', 'CANCELLED');
create index shipments_held on shipments (brand, location, shipment_id) where on_hold;
-- by the beginning of a reference as well as by the whole one; with the operators that row-level security lets through to an index
drop index shipments_by_reference;
create index shipments_by_reference on shipments (brand, location, reference_code text_pattern_ops);

do $$ begin
  if '${app_role}' <> current_user then
    execute 'grant select, insert, update, delete on board_sessions to ' || quote_ident('${app_role}');
  end if;
end $$;
