-- Labels and invoices of several shipments as one PDF. The PDF itself is among the documents (shipment_id 0, key 'bundle/<id>')
-- and goes with its bundle.
create table document_bundles (
  bundle_id   uuid        primary key, -- its operation's
  brand       text        not null,
  location    text        not null,
  fingerprint text        not null,    -- of what was asked for: the same again joins it while it is being made
  missing     jsonb       not null,    -- what could not be bundled, each with its reason
  pages       integer     not null,
  created_at  timestamptz not null,
  finished_at timestamptz,             -- both null while it is being made
  expires_at  timestamptz
);
create index document_bundles_in_making on document_bundles (brand, location, fingerprint) where finished_at is null;
create index document_bundles_by_expiry on document_bundles (expires_at);

alter table document_bundles enable row level security;
create policy wall on document_bundles using (sees(brand, location));

do $$ begin
  if '${app_role}' <> current_user then
    execute 'grant select, insert, update, delete on document_bundles to ' || quote_ident('${app_role}');
  end if;
end $$;

-- A bundle is of several shipments, like a manifest: it stays where it was asked for when one of them moves. Changed within the
-- function as it stands, whoever wrote it last.
do $$
declare
  before text := pg_get_functiondef('pull_shipments(bigint[], timestamptz)'::regprocedure);
  after  text := replace(before, $q$kind <> 'MANIFEST'$q$, $q$kind not in ('MANIFEST', 'BUNDLE')$q$);
begin
  if after = before then
    raise exception 'pull_shipments does not tell manifests from other operations as it did';
  end if;
  execute after;
end $$;
