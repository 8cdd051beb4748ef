-- When the latest attempt was about to be sent: what it changed at EasyEcom is not older. Null of what was never sent, and of what an
-- earlier release sent.
alter table operations add column sent_at timestamptz;
