-- Who works on an operation, and until when: a lease by the database's clock. The fencing number goes up with every claim, and
-- every outcome checks it, so that a pod which was away for a while cannot write over its successor.
alter table operations
  add column lease_until   timestamptz not null default '-infinity',
  add column lease_pod     text,
  add column fencing       bigint      not null default 0,
  -- how often in a row EasyEcom could not be reached: the retries' pause grows with it
  add column failures      integer     not null default 0,
  -- how often it was sent without a word whether it took effect
  add column uncertain     integer     not null default 0,
  -- EasyEcom's no to a repeat after an uncertain attempt: it may be an echo of our own success
  add column doubted       jsonb,
  -- only a person can tell what became of it
  add column needs_person  boolean     not null default false,
  -- effects beyond the one that was wanted: a request that arrived later than the quiet period
  add column late_arrivals integer     not null default 0,
  -- when a finished operation is looked at once more for such an effect
  add column watch_at      timestamptz,
  add column watched       integer     not null default 0,
  add column settled_by    text,
  add column settled_reason text;

create index operations_open_here on operations (brand, location) where finished_at is null;
create index operations_late on operations (brand, location) where late_arrivals > 0;
create index operations_watched on operations (watch_at) where watch_at is not null;

alter table shipment_history drop constraint shipment_history_cause_check;
alter table shipment_history add constraint shipment_history_cause_check
  check (cause in ('SYNC', 'OPERATION', 'WEBHOOK', 'CALLER', 'PERSON'));
