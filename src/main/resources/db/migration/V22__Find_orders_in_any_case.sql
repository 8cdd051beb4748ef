-- People and scanners write references and AWBs in capitals or not. Columns of their own, because row-level security lets no index over
-- an expression with upper() through.
alter table shipments
  add column reference_sought text generated always as (upper(reference_code)) stored,
  add column awb_sought       text generated always as (upper(awb)) stored;

-- by the beginning of a reference as well as by the whole one, and for who asks for the very one
drop index shipments_by_reference;
create index shipments_by_reference on shipments (brand, location, reference_sought text_pattern_ops);
create index shipments_by_awb_sought on shipments (brand, location, awb_sought) where awb_sought is not null;
