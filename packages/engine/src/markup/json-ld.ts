import type { Page } from '../page/page.ts';
import { isItem, type MarkupItem } from './items.ts';
import { JsonItems, type Reference } from './json-items.ts';
import { readJsonDocuments } from './json-spans.ts';
import type { Script } from './scripts.ts';

/** JSON nodes that a page's items are made of, at most; a document above that is left aside, never cut. */
const maxNodes = 1_000_000;
/** More than the reader of JSON lets through. */
const maxDepth = 1_000;

/**
 * The top-level nodes of the page's JSON-LD (JSON-LD 1.1, section 7: embedding in HTML), references resolved.
 * Items may refer to each other in a circle.
 */
export const readJsonLd = (page: Page, scripts: readonly Script[]): MarkupItem[] => {
  const items: MarkupItem[] = [];
  const byId = new Map<string, MarkupItem>();
  const references: Reference[] = [];
  let left = maxNodes;
  for (const { element, start, end, type } of scripts) {
    if (type !== 'application/ld+json') continue;
    for (const tape of readJsonDocuments({ html: page.html, start, end })) {
      if (tape.kind.length > left) continue;
      left -= tape.kind.length;
      const reader = new JsonItems({ tape, element, origin: 'jsonld', maxDepth });
      for (const value of reader.values({ node: 0, pointer: reader.rootPointer })) {
        if (isItem(value) && value.properties.size > 0) items.push(value);
      }
      for (const item of reader.graphItems) items.push(item);
      for (const { id, item } of reader.identified) rememberRichest(byId, id, item);
      for (const reference of reader.references) references.push(reference);
    }
  }
  for (const { owner, values, index, id } of references) {
    const item = byId.get(id);
    if (item !== undefined && item !== owner && item.properties.size > 0) values[index] = item;
  }
  return items;
};

/** Pages repeat a node where they refer to it; the fullest description counts. */
const rememberRichest = (byId: Map<string, MarkupItem>, id: string, item: MarkupItem): void => {
  const known = byId.get(id);
  if (known === undefined || known.properties.size < item.properties.size) byId.set(id, item);
};
