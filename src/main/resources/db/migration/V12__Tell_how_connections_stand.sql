-- What a location's feed was last told of its connection, so that over all pods it is told once.
create table connection_states (
  brand             text        not null,
  location          text        not null,
  failing_since     timestamptz,                    -- lists cannot be read; null while they can
  degraded          boolean     not null default false, -- the feed was told so
  quota_low_until   timestamptz,                    -- the day that quota.low was told for ends then
  primary key (brand, location)
);

alter table connection_states enable row level security;
create policy wall on connection_states using (sees(brand, location));

do $$ begin
  if '${app_role}' <> current_user then
    execute 'grant select, insert, update, delete on connection_states to ' || quote_ident('${app_role}');
  end if;
end $$;
