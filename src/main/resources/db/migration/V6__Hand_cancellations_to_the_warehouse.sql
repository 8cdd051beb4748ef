-- The handshake about cancellations: what the warehouse has acknowledged, and what it has to decide. In the shipment's row, so that an
-- acknowledgement and the sync that sees a cancellation meet at one lock. All null where nothing was acknowledged or opened.
alter table shipments
  add column acknowledged_at           timestamptz,
  add column cancellation_requested_at timestamptz,
  add column cancellation_decide_by    timestamptz,
  add column cancellation_recall       boolean,
  add column cancellation_outcome      text check (cancellation_outcome in ('STOPPED', 'TOO_LATE')), -- null: open
  add column cancellation_reason       text,
  add column cancellation_decided_at   timestamptz;

create index shipments_by_cancellation on shipments (brand, location, cancellation_requested_at, shipment_id)
  where cancellation_requested_at is not null;

-- What was cancelled after its manifest before there was a handshake: nobody was asked about it yet.
update shipments s
set cancellation_requested_at = seen.at, cancellation_decide_by = seen.at + interval '30 minutes', cancellation_recall = true,
  updated_at = clock_timestamp(), version = s.version + 1
from (select brand, shipment_id, max(at) as at from shipment_history where event = 'CANCELLED_AFTER_MANIFEST' group by brand, shipment_id) seen
where s.brand = seen.brand and s.shipment_id = seen.shipment_id and s.upstream_phase = 'CANCELLED' and s.stage <> 'CANCELLED';
