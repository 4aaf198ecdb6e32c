/** A tag or comment in markup: `[start, end)`, and its name in lower case ('' for comments and declarations). */
type TagSpan = { readonly start: number; readonly end: number; readonly name: string };

const letter = /[a-zA-Z]/;
const tagName = /[^\s/>]*/y;

/** The next tag or comment at or after `from`, by the rules of the HTML tokenizer; null when there is none before `to`. */
export const nextTag = (html: string, from: number, to: number): TagSpan | null => {
  for (let start = html.indexOf('<', from); start >= 0 && start < to; start = html.indexOf('<', start + 1)) {
    const closing = html[start + 1] === '/';
    const first = html[start + (closing ? 2 : 1)] ?? '';
    if (letter.test(first)) {
      tagName.lastIndex = start + (closing ? 2 : 1);
      const name = tagName.exec(html)?.[0].toLowerCase() ?? '';
      return { start, end: endOfTag(html, tagName.lastIndex), name };
    }
    if (closing || first === '!' || first === '?') return { start, end: endOfComment(html, start), name: '' };
  }
  return null;
};

/** One past the `>` that ends a tag; quotes only count where an attribute's value begins. */
const endOfTag = (html: string, from: number): number => {
  for (let i = from; i < html.length; i++) {
    const char = html[i];
    if (char === '>') return i + 1;
    if (char !== '=') continue;
    while (/\s/.test(html[i + 1] ?? '')) i++;
    const quote = html[i + 1];
    if (quote !== '"' && quote !== "'") continue;
    const close = html.indexOf(quote, i + 2);
    if (close < 0) return html.length;
    i = close;
  }
  return html.length;
};

const endOfComment = (html: string, start: number): number => {
  const isComment = html.startsWith('<!--', start);
  const end = html.indexOf(isComment ? '-->' : '>', start + (isComment ? 4 : 1));
  return end < 0 ? html.length : end + (isComment ? 3 : 1);
};

/** Markup without its tags and comments; nothing stands in their place. */
export const dropTags = (html: string, start: number, end: number): string => {
  let text = '';
  let from = start;
  for (let tag = nextTag(html, from, end); tag !== null; tag = nextTag(html, from, end)) {
    text += html.slice(from, tag.start);
    from = tag.end;
  }
  return from < end ? text + html.slice(from, end) : text;
};
