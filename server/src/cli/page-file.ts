import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { TextDecoder } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { UsageError } from './usage-error.ts';

// A small file may hold a very large one; this is far above any page.
const mostInflatedBytes = 268_435_456;
// Where a page's own word about its character set is looked for, as browsers do (HTML, "prescan a byte stream").
const prescanBytes = 1024;

const inflate = (bytes: Buffer): Buffer => {
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return isGzip ? gunzipSync(bytes, { maxOutputLength: mostInflatedBytes }) : bytes;
};

const readMark = (bytes: Buffer): string | null => {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return null;
};

const decoderFor = (label: string): TextDecoder | null => {
  try {
    return new TextDecoder(label);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
};

const readDeclared = (bytes: Buffer): TextDecoder | null => {
  const head = bytes
    .subarray(0, prescanBytes)
    .toString('latin1')
    .replace(/<!--.*?-->/gs, '');
  const declared =
    /<meta\b[^>]*\bcharset\s*=\s*["']?\s*([\w:.-]+)/i.exec(head)?.[1] ??
    /^\s*<\?xml\b[^>]*\bencoding\s*=\s*["']([\w:.-]+)/i.exec(head)?.[1];
  if (declared === undefined) return null;
  // That much could be read as ASCII, so it is not UTF-16, whatever it says.
  return decoderFor(/^utf-?16/i.test(declared) ? 'utf-8' : declared);
};

/** Decodes a page: by its byte order mark, by what it declares, as UTF-8 if it is that, else as windows-1252. */
export const decodePage = (file: Buffer): string => {
  const bytes = inflate(file);
  const mark = readMark(bytes);
  const decoder = mark ? new TextDecoder(mark) : readDeclared(bytes);
  if (decoder) return decoder.decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return new TextDecoder('windows-1252').decode(bytes);
    throw error;
  }
};

/** Reads a page from a file, also a gzipped one, or from the standard input for `-`. */
export const readPageFile = async (path: string): Promise<string> => {
  try {
    return decodePage(path === '-' ? await buffer(process.stdin) : await readFile(path));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`${path} cannot be read: ${why}`, { cause });
  }
};
