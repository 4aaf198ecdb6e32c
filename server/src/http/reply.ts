import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';

/** A JSON object that another thread has written already: large answers are never made into text here. */
export type WrittenObject = { readonly bytes: Uint8Array };

/** A file to be kept by whoever asked: its name goes out as RFC 6266 and RFC 8187 say, its bytes piece by piece. */
export type FileReply = {
  readonly name: string;
  readonly mediaType: string;
  readonly length: number;
  readonly pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
};

/** Further headers of an answer. */
type Headers = Readonly<Record<string, string>>;

/** What a handler gives back: a value to be written, or a written object and small members to add at its end. */
export type Reply =
  | { readonly status: 204 }
  | { readonly status: 200 | 201 | 202 | 503; readonly value: object; readonly headers?: Headers }
  | { readonly status: 200; readonly file: FileReply; readonly headers: Headers }
  /** Server-sent events (WHATWG HTML, 9.2): each value is the data of one; bytes are JSON that is written already. */
  | { readonly status: 200; readonly events: AsyncIterable<object | Uint8Array> }
  | { readonly status: 303; readonly location: string }
  | { readonly status: 200; readonly written: WrittenObject; readonly members: object }
  | { readonly status: 200; readonly text: string; readonly contentType: string };

/** The usual good answer. */
export const ok = (value: object): Reply => ({ status: 200, value });

/** The good answer of an endpoint that made something: one that is declared with `status: 201`. */
export const created = (value: object): Reply => ({ status: 201, value });

/** A good answer that is not JSON. */
export const okText = (text: string, contentType: string): Reply => ({ status: 200, text, contentType });

/** The good answer that has nothing to say. */
export const noContent = (): Reply => ({ status: 204 });

/** A good answer that is mostly written already. */
export const okWritten = (written: WrittenObject, members: object): Reply => ({
  status: 200,
  written,
  members,
});

/** The media type of server-sent events. */
export const eventsType = 'text/event-stream';

/** When to come back after a 503, in seconds, where nobody can say it better. */
export const unavailableForSeconds = 5;

// Written out: Express would look up, parse and compare for each answer what is the same in all of them.
const setBodyHeaders = (res: Response, length: number): void => {
  res.setHeader('Content-Type', 'application/json; charset=utf-8');
  res.setHeader('Content-Length', length);
};

const sendFile = async (res: Response, { name, mediaType, length, pieces }: FileReply): Promise<void> => {
  res.attachment(name).type(mediaType).set('Content-Length', String(length)).set('Cache-Control', 'no-store');
  await sendPieces(res, pieces);
};

const dataEnd = Buffer.from('\n\n');

const writeEvent = (value: object | Uint8Array): Buffer =>
  value instanceof Uint8Array
    ? Buffer.concat([Buffer.from('data: '), value, dataEnd])
    : Buffer.from(`data: ${JSON.stringify(value)}\n\n`);

/** Writes an event beside those of a reply: what has gone wrong with it. */
export const endWithEvent = (res: Response, value: object): void => void res.end(writeEvent(value));

const sendEvents = async (res: Response, events: AsyncIterable<object | Uint8Array>): Promise<void> => {
  res.set('Content-Type', eventsType).set('Cache-Control', 'no-store').flushHeaders();
  const failed: unknown[] = [];
  const lines = async function* () {
    try {
      for await (const value of events) yield writeEvent(value);
    } catch (error) {
      // The stream stays open for the event that tells of it.
      failed.push(error);
    }
  };
  await sendPieces(res, lines(), { end: false });
  if (failed.length > 0) throw failed[0];
  res.end();
};

/** Ends quietly when the client has gone: there is nobody to be told of it. */
const sendPieces = async (
  res: Response,
  pieces: FileReply['pieces'],
  { end }: { readonly end: boolean } = { end: true },
): Promise<void> => {
  try {
    await pipeline(Readable.from(pieces, { objectMode: false }), res, { end });
  } catch (error) {
    if (!res.destroyed) throw error;
  }
};

/** Sends what the handler gave back. */
export const sendReply = async (res: Response, reply: Reply): Promise<void> => {
  res.status(reply.status);
  if ('headers' in reply) res.set(reply.headers);
  if ('location' in reply) return void res.set('Location', reply.location).end();
  if ('file' in reply) return sendFile(res, reply.file);
  if ('events' in reply) return sendEvents(res, reply.events);
  if (reply.status === 503) res.set('Retry-After', String(unavailableForSeconds));
  if (reply.status === 204) return void res.end();
  if ('text' in reply) return void res.type(reply.contentType).send(reply.text);
  if ('value' in reply) {
    const text = JSON.stringify(reply.value);
    setBodyHeaders(res, Buffer.byteLength(text));
    return void res.end(text);
  }
  const { bytes } = reply.written;
  // The object's closing brace makes way for the members.
  const head = bytes.subarray(0, bytes.length - 1);
  const tail = Buffer.from(`,${JSON.stringify(reply.members).slice(1)}`);
  setBodyHeaders(res, head.length + tail.length);
  res.write(head);
  res.end(tail);
};
