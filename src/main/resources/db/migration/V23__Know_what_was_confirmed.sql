-- The content version with which a shipment was last sent to be confirmed: what is in the box. Before its manifest it is compared
-- with the content of now. Null before the confirmation.
alter table shipments add column confirmed_content text;
