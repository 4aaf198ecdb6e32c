import { type Page, rawAttribute } from '../page/page.ts';

/** A script with its text as it stands in the page. */
export type Script = {
  readonly element: number;
  /** The media type, lower case, without parameters; empty for a classic script. */
  readonly type: string;
  readonly start: number;
  readonly end: number;
};

/** The page's scripts that have text, in page order. */
export const scriptsOf = (page: Page): Script[] => {
  const scripts: Script[] = [];
  const tag = page.tagNames.find('script');
  for (let e = tag < 0 ? page.elementCount : 0; e < page.elementCount; e++) {
    if (page.tag[e] !== tag) continue;
    const first = page.firstLeaf[e] ?? 0;
    const end = page.endLeaf[e] ?? 0;
    if (first === end) continue;
    const [type = ''] = (rawAttribute(page, e, 'type') ?? '').split(';');
    scripts.push({
      element: e,
      type: type.trim().toLowerCase(),
      start: page.leafStart[first] ?? 0,
      end: page.leafEnd[end - 1] ?? 0,
    });
  }
  return scripts;
};
