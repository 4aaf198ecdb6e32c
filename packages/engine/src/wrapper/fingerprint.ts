import type { Page } from '../page/page.ts';
import { stableClasses } from './stable-names.ts';
import type { Fingerprint, Wrapper } from './wrapper.ts';

const hashCount = 32;

/** FNV-1a, 32 bits. */
const hashText = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
};

/** The nth hash of a family: the finaliser of MurmurHash3 over the text's own hash and n. */
const mixed = (hash: number, n: number): number => {
  let h = hash ^ Math.imul(n + 1, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
};

/** The pairs of an element's kind and its parent's that occur on the page, each once. */
const shinglesOf = (page: Page): ReadonlySet<string> => {
  const seen = new Set<number>();
  const kinds = new Map<number, string>();
  const keyOf = (e: number): number => (page.tag[e] ?? 0) * 0x10000 + ((page.classes[e] ?? 0) & 0xffff);
  const kindOf = (e: number): string => {
    const key = keyOf(e);
    const known = kinds.get(key);
    if (known !== undefined) return known;
    const classes = stableClasses(page.classNames.text(page.classes[e] ?? 0));
    const kind = [page.tagNames.text(page.tag[e] ?? 0), ...classes].join('.');
    kinds.set(key, kind);
    return kind;
  };
  const shingles = new Set<string>();
  for (let e = 1; e < page.elementCount; e++) {
    const parent = page.parent[e] ?? 0;
    const pair = keyOf(parent) * 0x4000000 + (keyOf(e) % 0x4000000);
    if (seen.has(pair)) continue;
    seen.add(pair);
    shingles.add(`${kindOf(parent)}>${kindOf(e)}`);
  }
  return shingles;
};

/**
 * The fingerprint of a page's template: MinHash (Broder 1997) over what stands in what, and the pattern of its address.
 * Pages of one template share most of it, whatever they say and however long their lists are.
 */
export const fingerprintOf = (page: Page, url: string | undefined): Fingerprint => {
  const hashes = [...shinglesOf(page)].map(hashText);
  const minhash = Array.from({ length: hashCount }, (_, n) =>
    hashes.reduce((least, hash) => Math.min(least, mixed(hash, n)), 0xffffffff),
  );
  return { minhash, urlPattern: url === undefined ? null : urlPattern(url) };
};

/** An address with what changes from page to page left open: `https://shop.example/item/*`. */
const urlPattern = (address: string): string | null => {
  const url = URL.parse(address);
  if (url === null) return null;
  const parts = url.pathname
    .split('/')
    .map((part) => (/\d/.test(part) || part.length > 24 || /[-_%+].*[-_%+]/.test(part) ? '*' : part));
  return `${url.origin}${parts.join('/')}`;
};

/** Above this two pages are of one template. */
export const sameTemplate = 0.5;

/** The share of the template that two pages have in common, estimated: 0..1. */
export const likeness = (one: Fingerprint, other: Fingerprint): number => {
  const equal = one.minhash.filter((hash, n) => hash === other.minhash[n]).length;
  return equal / Math.max(1, one.minhash.length);
};

type Fingerprinted = Pick<Wrapper, 'fingerprint'>;

/** Are both of pages of one template? */
export const isSameTemplate = (one: Fingerprinted, other: Fingerprinted): boolean =>
  likeness(one.fingerprint, other.fingerprint) >= sameTemplate;
