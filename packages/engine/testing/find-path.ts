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
