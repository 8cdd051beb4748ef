-- Refusals of requests that do not even say that they are EasyEcom's are counted apart: EasyEcom does not count them. last_at is of the
-- others; null where there were none.
alter table inbound_failures add column strangers integer not null default 0;
alter table inbound_failures alter column last_at drop not null;
