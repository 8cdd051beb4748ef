-- When the buyer's personal data was erased; null while it is there. What a later read of EasyEcom says of the buyer is not taken any more.
alter table shipments add column personal_data_erased_at timestamptz;

-- What is still to be erased, by when it came to its end. A shipment that was touched after its erasure is due again.
create index shipments_with_personal_data on shipments (brand, stage_since)
  where stage in ('DELIVERED', 'RTO_DELIVERED', 'CANCELLED')
    and (personal_data_erased_at is null or personal_data_erased_at < updated_at);

-- What the gauges count: what is not at its end.
create index shipments_unfinished on shipments (brand, location, stage, stage_since)
  where stage not in ('DELIVERED', 'RTO_DELIVERED', 'CANCELLED');

-- What was told of a shipment, where it has to be found again.
create index changes_by_subject on changes (brand, subject);
create index webhook_deliveries_by_subject on webhook_deliveries (brand, subject);
create index quarantine_by_id on quarantine (brand, upstream_id) where upstream_id is not null;
create index quarantine_by_age on quarantine (last_seen_at);
create index operations_by_end on operations (finished_at) where finished_at is not null;
