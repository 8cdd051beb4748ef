-- What an operator holds back at a location. The row stays when the pause ends: what had waited must not count as old.
create table pauses (
  brand      text        not null,
  location   text        not null,
  sending    boolean     not null,     -- commands wait as operations
  syncing    boolean     not null,     -- nothing is read by itself
  reason     text        not null,
  since      timestamptz not null,
  paused_by  text        not null,
  sent_again timestamptz,              -- when sending went on the last time
  primary key (brand, location)
);

alter table pauses enable row level security;
create policy wall on pauses using (sees(brand, location));

do $$ begin
  if '${app_role}' <> current_user then
    execute 'grant select, insert, update, delete on pauses to ' || quote_ident('${app_role}');
  end if;
end $$;
