-- A migration of its own, so that it keeps nobody from reading.
create index operations_left on operations (brand, finished_at desc, operation_id)
  where state in ('FAILED', 'REFUSED', 'PARTIAL') and past_since is null;
