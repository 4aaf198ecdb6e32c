import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse } from 'parse5';

/** From where to where in the HTML something is that no reader sees. */
export type Range = { readonly start: number; readonly end: number };

type Node = DefaultTreeAdapterTypes.ChildNode;

const neverShown = new Set(['template', 'script', 'style', 'noscript']);

const isHidden = (element: DefaultTreeAdapterTypes.Element): boolean =>
  neverShown.has(element.tagName) ||
  element.attrs.some(
    ({ name, value }) =>
      name === 'hidden' || (name === 'style' && /display\s*:\s*none|visibility\s*:\s*hidden/i.test(value)),
  );

/** What a page says itself that it hides, by the tree of another parser than the engine's. */
export const hiddenRanges = (html: string): Range[] => {
  const ranges: Range[] = [];
  const waiting: Node[] = [...parse(html, { sourceCodeLocationInfo: true }).childNodes];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (!defaultTreeAdapter.isElementNode(node)) continue;
    const { sourceCodeLocation: at } = node;
    if (isHidden(node) && at) ranges.push({ start: at.startOffset, end: at.endOffset });
    else waiting.push(...node.childNodes);
  }
  return ranges;
};
