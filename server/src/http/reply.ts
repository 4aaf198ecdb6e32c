import type { Response } from 'express';

/** A JSON object that another thread has written already: large answers are never made into text here. */
export type WrittenObject = { readonly bytes: Uint8Array };

/** What a handler gives back: a value to be written, or a written object and small members to add at its end. */
export type Reply =
  | { readonly status: 204 }
  | { readonly status: 200 | 201 | 202 | 503; readonly value: object }
  | { readonly status: 200; readonly written: WrittenObject; readonly members: object };

/** The usual good answer. */
export const ok = (value: object): Reply => ({ status: 200, value });

/** The good answer that has nothing to say. */
export const noContent = (): Reply => ({ status: 204 });

/** A good answer that is mostly written already. */
export const okWritten = (written: WrittenObject, members: object): Reply => ({
  status: 200,
  written,
  members,
});

/** When to come back after a 503, in seconds, where nobody can say it better. */
export const unavailableForSeconds = 5;

/** Sends what the handler gave back. */
export const sendReply = (res: Response, reply: Reply): void => {
  res.status(reply.status);
  if (reply.status === 503) res.set('Retry-After', String(unavailableForSeconds));
  if (reply.status === 204) return void res.end();
  res.type('application/json');
  if ('value' in reply) return void res.send(JSON.stringify(reply.value));
  const { bytes } = reply.written;
  // The object's closing brace makes way for the members.
  const head = bytes.subarray(0, bytes.length - 1);
  const tail = Buffer.from(`,${JSON.stringify(reply.members).slice(1)}`);
  res.set('Content-Length', String(head.length + tail.length));
  res.write(head);
  res.end(tail);
};
