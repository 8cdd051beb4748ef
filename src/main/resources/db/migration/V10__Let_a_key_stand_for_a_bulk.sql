-- What a bulk with an Idempotency-Key began, by the place of each item; null where an item began nothing. The same key comes
-- with the same body, so places do not shift.
alter table idempotency_keys add column operation_ids uuid[];
