import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { AppError } from '../kernel/app-error.ts';

/** A request as far as its body is concerned. */
export type BodySource = {
  readonly stream: Readable;
  readonly contentLength: string | undefined;
  readonly contentEncoding: string | undefined;
};

/** `onBytes` hears of every piece as it comes and may throw to end the reading. */
type Bounds = { readonly limitBytes: number; readonly onBytes: (count: number) => void };

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

const collect = async (stream: Readable, { limitBytes, onBytes }: Bounds): Promise<Buffer<ArrayBuffer>> => {
  const chunks: Buffer[] = [];
  let length = 0;
  // Leaving the loop must not destroy the request: the refusal still has to go out on its connection.
  for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
    length += chunk.length;
    if (length > limitBytes) throw tooLarge(limitBytes);
    onBytes(chunk.length);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
};

/** Reads a body that is bounded as sent and as inflated; throws `payload_too_large` as soon as it is over. */
export const readBody = async (source: BodySource, bounds: Bounds): Promise<Buffer<ArrayBuffer>> => {
  const { stream, contentLength, contentEncoding = 'identity' } = source;
  if (Number(contentLength) > bounds.limitBytes) throw tooLarge(bounds.limitBytes);
  const encoding = contentEncoding.trim().toLowerCase();
  try {
    if (encoding === 'identity') return await collect(stream, bounds);
    const inflater = createInflater(encoding);
    // A cut connection must end the reading too: `pipe` alone would leave it waiting for ever.
    stream.once('error', (error) => inflater.destroy(error));
    const inflated = stream.pipe(inflater);
    try {
      return await collect(inflated, bounds);
    } finally {
      stream.unpipe(inflater);
      inflater.destroy();
    }
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('malformed_request', 'The body ended early or is not encoded as it says.', { cause });
  }
};
