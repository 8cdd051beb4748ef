-- Since when an operation that ended without success is known to be past trying again, for good: the command was given again, or its
-- shipments went on to where it has no meaning any more.
alter table operations add column past_since timestamptz;
