-- The application's role may not read Flyway's history (V1). Whether the schema is there as its code needs it, it has to know: the pods of a
-- release do not migrate by themselves everywhere, and do not start on a schema that is older than theirs.
create function schema_version() returns integer
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select coalesce(max(h.version::integer), 0) from flyway_schema_history h where h.success and h.version ~ '^[0-9]+$'
$$;
revoke all on function schema_version() from public;

do $$ begin
  if '${app_role}' <> current_user then
    execute 'grant execute on function schema_version() to ' || quote_ident('${app_role}');
  end if;
end $$;
