import { type DefaultTreeAdapterTypes, defaultTreeAdapter } from 'parse5';

type ParentNode = DefaultTreeAdapterTypes.ParentNode;
type Element = DefaultTreeAdapterTypes.Element;

const step = /^([^[\]]+)(?:\[(\d+)\])?$/;

/** The element that an absolute XPath of child steps leads to (`/html/body/ul/li[2]`), or null. */
export const findPath = (document: ParentNode, path: string): Element | null => {
  let parent: ParentNode = document;
  let found: Element | null = null;
  for (const part of path.split('/').slice(1)) {
    const [, name, position = '1'] = step.exec(part) ?? [];
    const like = elementsIn(parent).filter(({ tagName }) => tagName.toLowerCase() === name);
    found = like[Number(position) - 1] ?? null;
    if (found === null) return null;
    parent = found;
  }
  return found;
};

const elementsIn = (parent: ParentNode): Element[] =>
  parent.childNodes.filter((node) => defaultTreeAdapter.isElementNode(node));

/** The first element of that name which has the attribute, in document order; null without one. */
export const findWithAttribute = (root: ParentNode, tag: string, attribute: string): Element | null => {
  const waiting = elementsIn(root).reverse();
  for (let element = waiting.pop(); element !== undefined; element = waiting.pop()) {
    if (element.tagName === tag && attributeOf(element, attribute) !== undefined) return element;
    waiting.push(...elementsIn(element).reverse());
  }
  return null;
};

export const attributeOf = (element: Element, name: string): string | undefined =>
  element.attrs.find((attribute) => attribute.name === name)?.value;
