-- One index for what the board lists and the gauges count, in place of two over the same rows.
create index shipments_at_work on shipments (brand, location, stage, (coalesce(ship_by, timestamptz 'infinity')), shipment_id)
  include (stage_since) where stage not in ('DELIVERED', 'RTO_DELIVERED', 'CANCELLED');
drop index shipments_under_way;
drop index shipments_unfinished;

-- A page of what is to be done, in the order of pages: what is over is a hundred times as much, and stands before it.
create index shipments_to_do on shipments (brand, location, order_id) where stage in ('RECEIVED', 'ASSIGNED', 'CONFIRMED');

-- Those of which EasyEcom says "Confirmed" without saying how it ended are few among what is open.
create index shipments_unsure on shipments (brand, location, known_as_of)
  where upstream_phase = 'CONFIRMED_WORD' and stage in ('RECEIVED', 'ASSIGNED');

-- The planner has to know of a brand before a tenth of all brands' shipments are its: it would look for each by reading them all.
alter table shipments set (autovacuum_analyze_scale_factor = 0.01);
alter table recipients set (autovacuum_analyze_scale_factor = 0.01);
alter table shipment_history set (autovacuum_analyze_scale_factor = 0.01);
