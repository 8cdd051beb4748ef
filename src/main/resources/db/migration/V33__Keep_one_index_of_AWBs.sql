-- AWBs are looked for in capitals (V22) and then compared as they are written: one entry of each shipment instead of two.
drop index shipments_by_awb;
