import type { Page } from '../page/page.ts';
import { isItem, type MarkupItem, type MarkupList } from './items.ts';
import { JsonItems } from './json-items.ts';
import { readJson } from './json-spans.ts';
import type { JsonTape } from './json-tape.ts';
import { KeyMeanings } from './key-meanings.ts';
import type { Script } from './scripts.ts';
import { findRecords, placeOf, type StateRecords } from './state-records.ts';

export type StateItems = { readonly lists: readonly MarkupList[]; readonly items: readonly MarkupItem[] };

/** What is looked at in all scripts of a page together; state beyond that is megabytes of something else. */
const limits = { characters: 12_000_000, nodes: 400_000, lists: 8, items: 4, depth: 3 } as const;

const dataTypes = new Set([
  'application/json',
  'text/json',
  'application/x-json',
  'application/vnd.api+json',
]);
const codeTypes = new Set(['', 'text/javascript', 'application/javascript', 'module', 'text/x-javascript']);

type Found = StateRecords & { readonly tape: JsonTape; readonly element: number };

/**
 * Record lists and telling objects in the JSON that pages hand to their own scripts: JSON scripts, and object literals
 * that are assigned or passed (`window.__STATE__ = {…}`, `dataLayer.push({…})`) where they are strict JSON.
 */
export const readState = (page: Page, scripts: readonly Script[]): StateItems => {
  const found: Found[] = [];
  const meanings = new KeyMeanings();
  let left: number = limits.characters;
  for (const script of scripts) {
    if (left < script.end - script.start) continue;
    left -= script.end - script.start;
    for (const tape of tapesOf(page, script)) {
      for (const records of findRecords(tape, meanings))
        found.push({ ...records, tape, element: script.element });
    }
  }
  return chooseRecords(found.sort((a, b) => b.score - a.score));
};

/** Builds the most telling finds, whole ones only, until the limits are reached. */
const chooseRecords = (found: readonly Found[]): StateItems => {
  const lists: MarkupList[] = [];
  const items: MarkupItem[] = [];
  let left: number = limits.nodes;
  for (const { tape, element, node, size, isList } of found) {
    if (size > left || (isList ? lists.length >= limits.lists : items.length >= limits.items)) continue;
    left -= size;
    const { name, pointer } = placeOf(tape, node);
    const reader = new JsonItems({ tape, element, origin: 'state', maxDepth: limits.depth });
    const place = { node, pointer: reader.rootPointer + pointer };
    const values = (isList ? reader.records(place) : reader.values(place)).filter(isItem);
    if (isList) lists.push({ titles: name === '' ? [] : [name], items: values });
    else items.push(...values);
  }
  return { lists, items };
};

function* tapesOf(page: Page, { type, start, end }: Script): Generator<JsonTape> {
  if (dataTypes.has(type)) {
    const { tape } = readJson({ html: page.html, start, end }, 'strict');
    if (tape !== null) yield tape;
  } else if (codeTypes.has(type)) {
    yield* literalsOf(page.html, start, end);
  }
}

/** The shortest literal that is worth a look. */
const minLength = 60;

/** JSON literals in a script; one that turns out to be code is left at the fault, so that time stays linear. */
function* literalsOf(html: string, start: number, end: number): Generator<JsonTape> {
  const code = html.slice(start, end);
  const opening = /\{\s*"/g;
  for (let match = opening.exec(code); match !== null; match = opening.exec(code)) {
    const from = literalStart(code, match.index);
    if (from < 0) continue;
    const reading = readJson({ html, start: start + from, end }, 'strict');
    if (reading.tape !== null && reading.end - start - from >= minLength) yield reading.tape;
    opening.lastIndex = Math.max(reading.end - start, match.index + 1);
  }
}

/** Where the literal that opens at `brace` begins, an array around it included; -1 when no value may stand there. */
const literalStart = (code: string, brace: number): number => {
  const before = skipBlankBackwards(code, brace - 1);
  const from = code[before] === '[' ? before : brace;
  const previous = code[from === brace ? before : skipBlankBackwards(code, from - 1)] ?? '';
  return '=(,:'.includes(previous) && previous !== '' ? from : -1;
};

const skipBlankBackwards = (code: string, from: number): number => {
  let i = from;
  while (i >= 0 && from - i < 200 && /\s/.test(code[i] ?? '')) i--;
  return i;
};
