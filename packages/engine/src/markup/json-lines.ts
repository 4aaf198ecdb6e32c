import type { Page } from '../page/page.ts';
import { decodeText, type Located } from '../page/text.ts';
import { unescapeJson } from './json-tape.ts';

/** Line breaks as JSON strings hold them: escaped, or as the markup of another page. */
const lineBreak =
  /(?:\\[rn]|[\r\n]|<\\?\/?(?:p|br|li|ol|ul|div)\b[^<>]*>|&lt;\\?\/?(?:p|br|li|ol|ul|div)\b.{0,80}?&gt;)+/gi;

/** The lines of a JSON string, each with its own place in it; other values as they are. */
export const splitLines = (page: Page, value: Located): Located[] => {
  if (!/^(?:jsonld|state):/.test(value.source)) return [value];
  const lines: Located[] = [];
  let { start } = value;
  const raw = page.html.slice(value.start, value.end);
  const breaks = [...raw.matchAll(lineBreak)].map(({ index, 0: text }) => ({ index, length: text.length }));
  for (const { index, length } of [...breaks, { index: raw.length, length: 0 }]) {
    const end = value.start + index;
    const text = decodeText(unescapeJson(page.html.slice(start, end)));
    if (text !== '') lines.push({ ...value, text, start, end });
    start = end + length;
  }
  return lines;
};
