import { createHash, timingSafeEqual } from 'node:crypto';
import Fastify from 'fastify';
import pg from 'pg';
import { Pool } from 'undici';

// -Dname=value, as the other peers have it
const { PORT, DATABASE_URL, EASYECOM_URL, KEY_SHA256 } = Object.fromEntries(
  process.argv.slice(2).map((setting) => setting.slice(2).split(/=(.*)/s, 2)));
const expected = Buffer.from(KEY_SHA256, 'hex');

pg.types.setTypeParser(20, Number); // ids fit
const database = new pg.Pool({ connectionString: DATABASE_URL, max: 20 });
const easyecom = new Pool(EASYECOM_URL, { connections: 64 });
const app = Fastify();

const LOCATION = '/v1/brands/:brand/locations/:location';
const STAGES = ['RECEIVED', 'ASSIGNED', 'CONFIRMED', 'MANIFESTED', 'IN_TRANSIT', 'UNDELIVERED', 'OUT_FOR_DELIVERY',
  'DELIVERED', 'RTO_IN_TRANSIT', 'RTO_DELIVERED'];

const COLUMNS = `s.shipment_id, s.order_id, s.reference_code, s.stage, s.on_hold, s.ship_by, s.ordered_at, s.marketplace_id,
  s.marketplace_name, s.order_type, s.payment_mode, s.collect_amount, s.currency, s.lines, s.content_version, s.awb, s.courier,
  s.carrier_id, s.label_url, s.tracking_url, s.invoice_number, s.upstream_status, s.upstream_status_id, s.upstream_updated_at,
  s.version, s.received_at, s.updated_at, r.shipment_id as to_id, r.name, r.phone, r.line1, r.line2, r.city, r.state,
  r.postal_code, r.country`;
const FROM = 'shipments s left join recipients r on r.brand = s.brand and r.shipment_id = s.shipment_id';
// named: prepared once per connection
const PAGE = {
  name: 'page',
  text: `select ${COLUMNS} from ${FROM} where s.brand = $1 and s.location = $2 and s.order_id in
    (select distinct order_id from shipments where brand = $1 and location = $2 and order_id > $3 order by order_id limit $4)
    order by s.order_id, s.shipment_id`,
};
const ORDER = {
  name: 'order',
  text: `select ${COLUMNS} from ${FROM} where s.brand = $1 and s.location = $2 and s.order_id = $3 order by s.shipment_id`,
};
const SHIPMENT = {
  name: 'shipment',
  text: `select ${COLUMNS} from ${FROM} where s.brand = $1 and s.location = $2 and s.shipment_id = $3`,
};
const ASSIGNED = {
  name: 'assigned',
  text: `update shipments set courier = $4, awb = $5, carrier_id = $6, stage = 'ASSIGNED', stage_since = now(), updated_at = now(),
    version = version + 1 where brand = $1 and location = $2 and shipment_id = $3`,
};

const rows = async (query, ...values) => (await database.query({ ...query, values })).rows;
const money = (amount, currency) => (amount == null ? null : { amount: Number(amount).toFixed(2), currency });

function shipment(s) {
  return {
    shipmentId: String(s.shipment_id),
    orderId: String(s.order_id),
    referenceCode: s.reference_code,
    stage: s.stage,
    onHold: s.on_hold,
    shipBy: s.ship_by,
    orderedAt: s.ordered_at,
    marketplace: { id: s.marketplace_id, name: s.marketplace_name },
    orderType: s.order_type,
    payment: { mode: s.payment_mode, collect: money(s.collect_amount, s.currency) },
    shipTo: s.to_id == null ? null : {
      name: s.name, phone: s.phone, line1: s.line1, line2: s.line2, city: s.city, state: s.state,
      postalCode: s.postal_code, country: s.country,
    },
    lines: s.lines.map((line) => ({
      lineId: line.lineId, sku: line.sku, name: line.name, quantity: line.quantity,
      cancelledQuantity: line.cancelledQuantity, ean: line.ean, unitPrice: money(line.unitPrice, s.currency),
    })),
    contentVersion: s.content_version,
    assignment: s.awb == null ? null : {
      courier: s.courier, awb: s.awb, carrierId: s.carrier_id, labelUrl: s.label_url, trackingUrl: s.tracking_url,
    },
    invoiceNumber: s.invoice_number,
    upstream: { status: s.upstream_status, statusId: s.upstream_status_id, updatedAt: s.upstream_updated_at },
    version: s.version,
    receivedAt: s.received_at,
    updatedAt: s.updated_at,
  };
}

function orders(found) {
  return [...grouped(found).values()].map((all) => {
    const shipments = all.map(shipment);
    const live = shipments.map((s) => s.stage).filter((stage) => stage !== 'CANCELLED');
    const due = shipments.map((s) => s.shipBy).filter((time) => time != null);
    return {
      orderId: shipments[0].orderId,
      referenceCode: shipments[0].referenceCode,
      stage: live.length === 0 ? 'CANCELLED' : live.reduce((a, b) => (STAGES.indexOf(a) <= STAGES.indexOf(b) ? a : b)),
      orderedAt: shipments[0].orderedAt,
      shipBy: due.length === 0 ? null : due.reduce((a, b) => (a <= b ? a : b)),
      shipments,
    };
  });
}

function grouped(found) {
  const byOrder = new Map();
  for (const row of found) {
    if (!byOrder.has(row.order_id)) byOrder.set(row.order_id, []);
    byOrder.get(row.order_id).push(row);
  }
  return byOrder;
}

app.addHook('onRequest', async (request, reply) => {
  const key = (request.headers.authorization ?? '').replace(/^Bearer /, '');
  if (!timingSafeEqual(createHash('sha256').update(key).digest(), expected)) {
    return reply.code(401).send();
  }
});

app.get(`${LOCATION}/orders`, async ({ params, query }) => {
  const limit = Number(query.limit ?? 100);
  const all = orders(await rows(PAGE, params.brand, params.location, query.after ?? 0, limit + 1));
  const items = all.slice(0, limit);
  return { items, next: all.length > limit ? Number(items.at(-1).orderId) : null };
});

app.get(`${LOCATION}/orders/:orderId`, async ({ params }, reply) => {
  const found = await rows(ORDER, params.brand, params.location, params.orderId);
  return found.length === 0 ? reply.code(404).send() : orders(found)[0];
});

let token;

async function call(path, body, headers = {}) {
  const answer = await easyecom.request({
    path,
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': 'demo-api-key-0000', ...headers },
    body: JSON.stringify(body),
  });
  const said = await answer.body.json();
  if (answer.statusCode !== 200 || (said.code ?? 200) !== 200) throw new Error(said.message);
  return said;
}

function login() {
  token ??= call('/access/token', {
    email: 'api.user@example.com', password: 'demo-password', location_key: 'nx1000000001',
  }).then((said) => said.data.token.jwt_token);
  return token;
}

app.put(`${LOCATION}/shipments/:shipmentId/assignment`, async ({ params, body }, reply) => {
  const at = [params.brand, params.location, params.shipmentId];
  const [found] = await rows(SHIPMENT, ...at);
  if (!found) return reply.code(404).send();
  if (found.on_hold || found.stage !== 'RECEIVED') return reply.code(409).send();
  await call('/Carrier/assignAWB', {
    invoiceId: found.shipment_id, courier: body.courier, awbNum: body.awb, companyCarrierId: Number(body.carrierId),
  }, { authorization: `Bearer ${await login()}` });
  await rows(ASSIGNED, ...at, body.courier, body.awb, body.carrierId);
  return shipment((await rows(SHIPMENT, ...at))[0]);
});

await app.listen({ port: Number(PORT), host: '127.0.0.1' });
