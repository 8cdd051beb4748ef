-- Refusals of requests that do not even say that they are EasyEcom's are counted apart: EasyEcom does not count them. last_at is of the
-- others; null where there were none.
alter table inbound_failures add column strangers integer not null default 0;
alter table inbound_failures alter column last_at drop not null;

-- A secret that is rotated again while its former one still signs lets both go on to the end of their own overlap: the answer with the
-- secret between may have been lost.
alter table webhook_endpoints add column oldest_secret bytea;
alter table webhook_endpoints add column oldest_until timestamptz;

-- A shipment's entries in the feed that it moved to wait for those in the feed that it left.
alter table webhook_cursors add column held_since timestamptz; -- null where the next entry need not wait
create index changes_departures on changes (brand, subject) where type = 'shipment.relocated';
