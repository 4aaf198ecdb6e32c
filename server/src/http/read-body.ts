import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { AppError } from '../kernel/app-error.ts';

/** A request as far as its body is concerned. */
export type BodySource = {
  readonly stream: Readable;
  readonly contentLength: string | undefined;
  readonly contentEncoding: string | undefined;
};

/** `onChunk` hears of every piece as it comes and may throw to end the reading. */
type Bounds = { readonly limitBytes: number; readonly onChunk: (chunk: Uint8Array) => void };

type Bytes = Buffer<ArrayBuffer>;

const tooLarge = (limitBytes: number): AppError =>
  new AppError('payload_too_large', `The body is larger than ${limitBytes.toLocaleString('en')} bytes.`);

const createInflater = (encoding: string) => {
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      return createInflate();
    case 'br':
      return createBrotliDecompress();
    default:
      throw new AppError(
        'unsupported_media_type',
        `The content encoding ${encoding} is not one that is read here.`,
      );
  }
};

/**
 * Copies the pieces into one buffer as they come: putting ten megabytes together at the end would take as long, but
 * in one go, and everybody else would wait for it.
 */
const collect = async (stream: Readable, expectedBytes: number, bounds: Bounds): Promise<Bytes> => {
  let body: Bytes = Buffer.allocUnsafeSlow(expectedBytes);
  let length = 0;
  // Leaving the loop must not destroy the request: the refusal still has to go out on its connection.
  for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
    const next = length + chunk.length;
    if (next > bounds.limitBytes) throw tooLarge(bounds.limitBytes);
    bounds.onChunk(chunk);
    if (next > body.length) {
      const larger: Bytes = Buffer.allocUnsafeSlow(
        Math.min(bounds.limitBytes, Math.max(next, body.length * 2)),
      );
      larger.set(body.subarray(0, length));
      body = larger;
    }
    body.set(chunk, length);
    length = next;
  }
  return body.subarray(0, length);
};

const leastBytes = 16 * 1024;

/** Reads a body that is bounded as sent and as inflated; throws `payload_too_large` as soon as it is over. */
export const readBody = async (source: BodySource, bounds: Bounds): Promise<Bytes> => {
  const { stream, contentLength, contentEncoding = 'identity' } = source;
  const announcedBytes = Number(contentLength ?? leastBytes);
  if (announcedBytes > bounds.limitBytes) throw tooLarge(bounds.limitBytes);
  const encoding = contentEncoding.trim().toLowerCase();
  try {
    if (encoding === 'identity') return await collect(stream, announcedBytes, bounds);
    const inflater = createInflater(encoding);
    // A cut connection must end the reading too: `pipe` alone would leave it waiting for ever.
    stream.once('error', (error) => inflater.destroy(error));
    const inflated = stream.pipe(inflater);
    try {
      return await collect(inflated, leastBytes, bounds);
    } finally {
      stream.unpipe(inflater);
      inflater.destroy();
    }
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('malformed_request', 'The body ended early or is not encoded as it says.', { cause });
  }
};
