import { createHmac, randomUUID } from 'node:crypto';

/** An event as Stripe sends it. */
export type Delivery = { readonly id: string; readonly body: string };

type Said = {
  readonly type: string;
  readonly object: object;
  readonly created?: number;
  readonly id?: string;
};

/** Makes an event; its text has the white space and escapes that a signature must survive. */
export const makeDelivery = ({
  type,
  object,
  created = 1_790_000_000,
  id = `evt_${randomUUID()}`,
}: Said): Delivery => {
  const event = { id, object: 'event', api_version: '2026-10-28.endive', created, type, data: { object } };
  return {
    id,
    body: `${JSON.stringify(event, null, 2).replace('"object": "event"', '"object" :  "\\u0065vent"')}\n`,
  };
};

/** The header that signs a body at a time, by Stripe's scheme v1. */
export const signDelivery = (body: string | Buffer, secret: string, atMs = Date.now()): string => {
  const seconds = Math.floor(atMs / 1000);
  const mac = createHmac('sha256', secret).update(`${seconds}.`).update(body).digest('hex');
  return `t=${seconds},v1=${mac}`;
};

/** Sends an event to a server's webhook, signed. */
export const deliver = (address: string, { body }: Delivery, secret: string): Promise<Response> =>
  fetch(`${address}/api/billing/webhook`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'stripe-signature': signDelivery(body, secret) },
    body,
  });
