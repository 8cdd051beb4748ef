-- When EasyEcom's yes to an assignment was written down; null where there was none. A row that was asked for before does not undo the
-- assignment. It is no read of the shipment: known_as_of says when EasyEcom was last asked.
alter table shipments add column assigned_as_of timestamptz;

-- Nor does it undo the place: EasyEcom took the assignment with this location's token. Changed within the function as it stands.
do $$
declare
  before text := pg_get_functiondef('pull_shipments(bigint[], timestamptz)'::regprocedure);
  after  text := replace(before, 's.known_as_of < seen_at', 'greatest(s.known_as_of, s.assigned_as_of) < seen_at');
begin
  if after = before then
    raise exception 'pull_shipments does not tell what is older as it did';
  end if;
  execute after;
end $$;
