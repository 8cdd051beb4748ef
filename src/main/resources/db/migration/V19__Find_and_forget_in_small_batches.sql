-- What an erasure has to find again, each by an index of its own.

-- The ids that a stored answer shows, as JSON has them: "90210001".
create function ids_in(body bytea) returns bigint[]
  language sql immutable strict parallel safe
  return (select coalesce(array_agg(distinct found[1]::bigint), '{}')
          from regexp_matches(encode(body, 'escape'), '"([0-9]{1,18})"', 'g') as found);

create index idempotency_keys_of_operation on idempotency_keys (operation_id) where operation_id is not null;
create index idempotency_keys_of_operations on idempotency_keys using gin (operation_ids) where operation_ids is not null;
create index idempotency_keys_without_operation on idempotency_keys using gin (ids_in(body))
  where operation_id is null and operation_ids is null and status is not null;
create index replay_items_of_operation on replay_items (operation_id) where operation_id is not null;
create index replay_items_of_row on replay_items (quarantine_id) where quarantine_id is not null;

-- Forgets the answers that belong to these operations, and those that show one of these shipments and belong to none. Runs as the owner,
-- because row-level security lets no search in an array go by its index; it cannot leave the brand.
create function forget_answers(operations uuid[], shipments bigint[]) returns void
  language plpgsql security definer set search_path = pg_catalog, public
as $$
declare
  own text := current_setting('fulfilment.brand');
begin
  if own = '*' or current_setting('fulfilment.location') <> '*' then
    raise exception 'forget_answers needs the scope of one brand and all its locations';
  end if;
  delete from idempotency_keys k where k.brand = own and k.status is not null and k.operation_id = any (operations);
  delete from idempotency_keys k where k.brand = own and k.status is not null and k.operation_ids && operations;
  delete from idempotency_keys k where k.brand = own and k.status is not null
    and k.operation_id is null and k.operation_ids is null and ids_in(k.body) && shipments;
end $$;
revoke all on function forget_answers(uuid[], bigint[]) from public;

-- What goes by its age.
create index replays_by_age on replays (created_at);
create index manifests_with_documents on manifests (created_at)
  where jsonb_path_exists(groups, '$[*] ? (@.documentUrl != null)');

-- Deletes at most so many of those that were recorded before: the beginning of the scope's feed, never a hole in it. An entry of the
-- brand stays as long as a location points to it. The head is locked last, and by then all is deleted: nobody who has something to tell
-- waits for that.
drop function trim_changes(timestamptz);
create function trim_changes(before timestamptz, most integer) returns bigint
  language plpgsql
as $$
declare
  own text := current_setting('fulfilment.brand');
  here text := current_setting('fulfilment.location');
  upto bigint;
  gone bigint;
begin
  if here = '*' then
    delete from changes c where c.brand = own and c.location = here and c.seq in (
      select o.seq from changes o where o.brand = own and o.location = here and o.recorded_at < before
        and not exists (select 1 from changes p where p.brand = own and p.of_brand = o.seq)
      order by o.seq limit most);
    get diagnostics gone = row_count;
    return gone;
  end if;
  select max(o.seq) into upto
  from (select c.seq, c.recorded_at from changes c where c.brand = own and c.location = here order by c.seq limit most) o
  where o.recorded_at < before;
  delete from changes c where c.brand = own and c.location = here and c.seq <= upto;
  get diagnostics gone = row_count;
  update feed_heads h set oldest = upto + 1 where h.brand = own and h.location = here and h.oldest <= upto;
  return gone;
end $$;

do $$ begin
  if '${app_role}' <> current_user then
    execute 'grant execute on function forget_answers(uuid[], bigint[]) to ' || quote_ident('${app_role}');
  end if;
end $$;
