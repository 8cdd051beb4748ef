-- A report says what it did not get to. A night that broke off is begun again: then the broken one is a night's no longer.
alter table drift_reports add column not_read bigint not null default 0;
