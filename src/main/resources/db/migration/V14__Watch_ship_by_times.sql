-- How far the feed was told of a shipment's risk; null: not at all, or it is fine. It stands beside what EasyEcom says and is written
-- by those who tell alone. No default: pages are stored whole, and what they do not say is null.
alter table shipments add column risk_told text check (risk_told in ('AT_RISK', 'LATE'));

-- what was late long before anybody watched is no news
update shipments set risk_told = 'LATE'
where stage in ('RECEIVED', 'ASSIGNED', 'CONFIRMED') and ship_by < now() - interval '1 day';

create index shipments_to_hand_over on shipments (brand, location, ship_by)
  where stage in ('RECEIVED', 'ASSIGNED', 'CONFIRMED') and ship_by is not null;
-- late ones that were told pile up in a backlog; nobody has to look at them again
create index shipments_risk_to_tell on shipments (brand, location, ship_by)
  where stage in ('RECEIVED', 'ASSIGNED', 'CONFIRMED') and ship_by is not null and risk_told is distinct from 'LATE';
