-- When each key was used last. Of no brand: a client may see several. Nothing in it opens anything.
create table key_uses (
  client       text        not null,
  key_id       text        not null, -- its public id, or the beginning of its SHA-256
  last_used_at timestamptz not null,
  primary key (client, key_id)
);

-- What each client has asked EasyEcom for in a brand's day, over all pods: no more than its share.
create table easyecom_shares (
  brand       text        not null,
  client      text        not null,
  day_ends_at timestamptz not null,
  used        integer     not null,
  primary key (brand, client)
) with (fillfactor = 50);
alter table easyecom_shares enable row level security;
-- like the budget, whichever of the brand's locations asks
create policy wall on easyecom_shares using (current_setting('fulfilment.brand', true) in (brand, '*'));

-- What runs as the owner must not find a caller's temporary table before ours: unless it is named last, pg_temp is looked into first.
do $$
declare
  of_ours regprocedure;
begin
  for of_ours in
    select oid from pg_proc where prosecdef and pronamespace = current_schema()::regnamespace and proowner = current_user::regrole
  loop
    execute 'alter function ' || of_ours || ' set search_path = pg_catalog, ' || quote_ident(current_schema()) || ', pg_temp';
  end loop;
end $$;

do $$ begin
  if '${app_role}' <> current_user then
    execute 'grant select, insert, update, delete on key_uses, easyecom_shares to ' || quote_ident('${app_role}');
  end if;
end $$;
