alter table shipments
  -- the warehouse's own reason for a hold that it asked for; null where somebody in EasyEcom holds it
  add column hold_reason    text,
  -- per SKU, the least and the most pieces that EasyEcom ever showed in this shipment: what leaves it has to turn up elsewhere in the order
  add column seen_pieces    jsonb,
  -- EasyEcom's order_quantity
  add column counted_pieces integer;

-- The content that a change of it ended, so that the difference to what the warehouse saw can be told. No personal data.
alter table shipment_history add column content_before jsonb;

-- The pieces of an order that stand in the brand's other locations. Runs as the owner, because the reader sees only its own location;
-- it tells quantities and nothing else, and only of orders of which the reader's location has a shipment itself.
create function order_pieces_elsewhere(order_ids bigint[])
  returns table (of_order bigint, first_seen timestamptz, cancelled boolean, gone boolean, pieces text, seen text)
  language plpgsql stable security definer set search_path = pg_catalog, public
as $$
declare
  of_brand text := current_setting('fulfilment.brand', true);
  at_location text := current_setting('fulfilment.location', true);
begin
  return query
    select s.order_id, s.received_at, s.stage = 'CANCELLED' or s.upstream_phase = 'CANCELLED', s.gone_upstream,
      (select jsonb_agg(jsonb_build_object('sku', l ->> 'sku', 'quantity', (l ->> 'quantity')::integer,
         'cancelledQuantity', (l ->> 'cancelledQuantity')::integer)) from jsonb_array_elements(s.lines) l)::text,
      s.seen_pieces::text
    from shipments s
    where s.brand = of_brand and s.order_id = any (order_ids) and s.location <> at_location
      and exists (select from shipments own
        where own.brand = of_brand and own.location = at_location and own.order_id = s.order_id)
    order by s.order_id, s.shipment_id;
end $$;
revoke all on function order_pieces_elsewhere(bigint[]) from public;

do $$ begin
  if '${app_role}' <> current_user then
    execute 'grant execute on function order_pieces_elsewhere(bigint[]) to ' || quote_ident('${app_role}');
  end if;
end $$;
