import type { Request, Response } from 'express';
import { AppError } from '../kernel/app-error.ts';
import type { JsonReader } from './json-reader.ts';
import { parseInput } from './parse-input.ts';
import { readBody } from './read-body.ts';
import type { ReadBodyAs } from './route.ts';

const requireJson = (req: Request): void => {
  const type = req.get('content-type') ?? '';
  const [essence = '', ...parameters] = type.split(';').map((part) => part.trim().toLowerCase());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='));
  const isUtf8 = charset === undefined || /^charset="?utf-?8"?$/.test(charset);
  if (/^application\/([\w.-]+\+)?json$/.test(essence) && isUtf8) return;
  throw new AppError(
    'unsupported_media_type',
    'Send the body as "Content-Type: application/json", in UTF-8.',
  );
};

type Needs = { readonly json: JsonReader; readonly limitBytes: number; readonly admit: Admit };

/** Counts a body's bytes as they come, for as long as its request lives; throws `overloaded` when all are too many. */
export type Admit = (res: Response) => (bytes: number) => void;

/** Reads bodies as JSON of a schema: bounded, off the main thread when large, every fault named. */
export const createBodyReader =
  ({ json, limitBytes: mostBytes, admit }: Needs): ReadBodyAs =>
  async (req, res, { schema, limitBytes = mostBytes, signedBy, list, onBody = () => {} }) => {
    if (signedBy === undefined) requireJson(req);
    // The client waits for this line before it sends a large body, if it asked to be told.
    if (req.get('expect')?.toLowerCase() === '100-continue') res.writeContinue();
    const source = {
      stream: req,
      contentLength: req.get('content-length'),
      contentEncoding: req.get('content-encoding'),
    };
    const admitBytes = admit(res);
    const onChunk = (chunk: Uint8Array): void => {
      admitBytes(chunk.length);
      onBody(chunk);
    };
    const bytes = await readBody(source, { limitBytes, onChunk });
    if (signedBy !== undefined) {
      return parseInput(schema, { bytes, signature: req.get(signedBy) ?? null }, 'body');
    }
    const reading = await json.read(bytes, list);
    if (!reading.ok) throw new AppError(reading.code, reading.message);
    return parseInput(schema, reading.value, 'body');
  };
