import type { Located } from '../page/text.ts';
import { type ItemValue, isItem, itemsOf, type MarkupItem } from './items.ts';

/** How deep sections, steps and directions lie in each other. */
const maxDepth = 5;

/** The texts of instructions: steps as they are, sections opened, a step's text before its name. */
export const stepTexts = (value: ItemValue): Located[] => {
  const texts: Located[] = [];
  const open: { readonly value: ItemValue; readonly depth: number }[] = [{ value, depth: 0 }];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (!isItem(at.value)) texts.push(at.value);
    else if (at.depth < maxDepth) {
      const depth = at.depth + 1;
      for (const inner of stepParts(at.value).toReversed()) open.push({ value: inner, depth });
    }
  }
  return texts;
};

const stepParts = (item: MarkupItem): readonly ItemValue[] => {
  const text = item.properties.get('text');
  if (text !== undefined) return text;
  const parts = [...itemsOf(item, 'itemListElement'), ...itemsOf(item, 'steps'), ...itemsOf(item, 'item')];
  if (parts.length > 0) return parts;
  const list =
    item.properties.get('itemListElement') ??
    item.properties.get('name') ??
    item.properties.get('description');
  return list ?? [];
};
