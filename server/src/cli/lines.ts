/**
 * Splits a stream of bytes at line feeds. Not `node:readline`, which also splits at U+2028: that may stand in a JSON
 * string as it is.
 */
export async function* readLines(stream: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let parts: string[] = [];
  for await (const chunk of stream) {
    const [first = '', ...rest] = decoder.decode(chunk, { stream: true }).split('\n');
    parts.push(first);
    for (const piece of rest) {
      yield parts.join('');
      parts = [piece];
    }
  }
  parts.push(decoder.decode());
  yield parts.join('');
}
