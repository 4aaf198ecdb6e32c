/** How a slice of a page becomes the text of a cell, by what the API promises and not by how the engine does it. */

import { decode } from 'html-entities';
import { type Token, Tokenizer } from 'parse5';

export const collapseSpace = (text: string): string => text.replace(/\s+/g, ' ').trim();

const decodeBody = (text: string): string => decode(text, { level: 'html5', scope: 'body' });

/** An attribute's value: entities decoded, white space collapsed. */
export const attributeTextOf = (slice: string): string =>
  collapseSpace(decode(slice, { level: 'html5', scope: 'attribute' }));

/** Text without markup: entities decoded, white space collapsed. */
export const plainTextOf = (slice: string): string => collapseSpace(decodeBody(slice));

/** Visible text: tags and comments dropped, entities decoded, white space collapsed. */
export const visibleTextOf = (slice: string): string => collapseSpace(decodeBody(withoutTags(slice)));

const nothing = (): void => {};

/** Only what stands between tags and comments, as it was written. */
const withoutTags = (slice: string): string => {
  if (!slice.includes('<')) return slice;
  let text = '';
  const keep = ({ location }: Token.CharacterToken): void => {
    if (location !== null) text += slice.slice(location.startOffset, location.endOffset);
  };
  const tokenizer = new Tokenizer(
    { sourceCodeLocationInfo: true },
    {
      onCharacter: keep,
      onNullCharacter: keep,
      onWhitespaceCharacter: keep,
      onStartTag: nothing,
      onEndTag: nothing,
      onComment: nothing,
      onDoctype: nothing,
      onEof: nothing,
    },
  );
  tokenizer.write(slice, true);
  return text;
};

const escapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** The inside of a JSON string, unescaped (RFC 8259, section 7); raw control characters stay. */
const unescapeJson = (slice: string): string =>
  slice.replace(
    /\\(?:u([0-9a-fA-F]{4})|([\s\S]))/g,
    (_, hex: string | undefined, char: string | undefined) =>
      hex === undefined ? (escapes[char ?? ''] ?? char ?? '') : String.fromCharCode(Number.parseInt(hex, 16)),
  );

/** What a string or number in embedded JSON may be as a cell: unescaped, and then perhaps with its entities decoded. */
export const jsonTextsOf = (slice: string): string[] => {
  const text = unescapeJson(slice);
  return [collapseSpace(text), collapseSpace(decodeBody(text))];
};
