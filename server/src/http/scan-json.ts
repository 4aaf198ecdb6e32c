/** How a JSON text is built, as far as it matters for what reading it costs. */
export type JsonShape = 'fine' | 'too deep' | 'too many values';

const quote = 0x22;
const backslash = 0x5c;
const [openBrace, closeBrace, openBracket, closeBracket, comma] = [0x7b, 0x7d, 0x5b, 0x5d, 0x2c];

// Deeper than any body that an endpoint takes.
const mostDepth = 100;

/** Where the string that begins at `start` ends; a quote after an odd number of backslashes belongs to it. */
export const endOfString = (bytes: Uint8Array, start: number): number => {
  for (let end = bytes.indexOf(quote, start + 1); end >= 0; end = bytes.indexOf(quote, end + 1)) {
    let before = end - 1;
    while (bytes[before] === backslash) before -= 1;
    if ((end - before) % 2 === 1) return end;
  }
  return bytes.length;
};

/**
 * Looks at brackets and commas only, before anything is built: ten megabytes of `[` make the parser take a gigabyte,
 * and that memory is not the thread's heap, so no limit on the thread would hold it.
 */
export const scanJson = (bytes: Uint8Array, mostValues: number): JsonShape => {
  let depth = 0;
  let values = 1;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === quote) at = endOfString(bytes, at);
    else if (byte === openBrace || byte === openBracket) depth += 1;
    else if (byte === closeBrace || byte === closeBracket) depth -= 1;
    else if (byte !== comma) continue;
    if (byte !== quote) values += 1;
    if (depth > mostDepth) return 'too deep';
    if (values > mostValues) return 'too many values';
  }
  return 'fine';
};
