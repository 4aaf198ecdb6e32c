import { readFileSync } from 'node:fs';

/** A value that a page's structured data holds, under its property's local name. */
export type TruthValue = { readonly property: string; readonly text: string };

const localName = (name: string): string => name.slice(name.search(/[^/#:]*$/));

/** Keys that say how a tool writes its answer. */
const structure = new Set([
  'type',
  '@type',
  '@context',
  '@id',
  'id',
  'iid',
  'iid_ref',
  '@language',
  'language',
  'textContent',
  'htmlNode',
  '@version',
  '@base',
  '@vocab',
]);
const transparent = new Set([
  'properties',
  'value',
  '@value',
  '@list',
  '@set',
  '@graph',
  '@reverse',
  '@included',
]);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isPair = (value: unknown): value is [string, string] =>
  Array.isArray(value) && value.length === 2 && value.every((one) => typeof one === 'string');

const collect = (value: unknown, property: string, into: TruthValue[]): void => {
  if (Array.isArray(value)) for (const one of value) collect(one, property, into);
  else if (isObject(value)) {
    for (const [key, inner] of Object.entries(value)) {
      if (!structure.has(key)) collect(inner, transparent.has(key) ? property : localName(key), into);
    }
  } else if (value !== null && property !== '' && String(value).trim() !== '') {
    into.push({ property, text: String(value) });
  }
};

const valuesIn = (value: unknown): TruthValue[] => {
  const values: TruthValue[] = [];
  collect(value, '', values);
  return values;
};

/** The pairs of OpenGraph's truth and the elements of Dublin Core's. */
const metaValues = (value: unknown): TruthValue[] =>
  (Array.isArray(value) ? value : [value]).flatMap((part: unknown) => {
    if (!isObject(part)) return [];
    const pairs = Array.isArray(part.properties) ? part.properties.filter(isPair) : [];
    const elements = Array.isArray(part.elements) ? part.elements.filter(isObject) : [];
    return [
      ...pairs.map(([property, text]) => ({ property: localName(property), text })),
      ...elements.map(({ name, content }) => ({
        property: localName(String(name)).replace(/^dc\w*\./i, ''),
        text: String(content),
      })),
    ];
  });

const syntaxNames: Readonly<Record<string, string>> = {
  'json-ld': 'JSON-LD',
  jsonld: 'JSON-LD',
  microdata: 'microdata',
  rdfa: 'RDFa',
};

/**
 * What a truth file says, by syntax.
 * @param text the file's text where it does not stand in a file of its own.
 */
export const readTruth = (file: string, text = readFileSync(file, 'utf8')): Record<string, TruthValue[]> => {
  let truth: unknown;
  try {
    truth = JSON.parse(text);
  } catch (fault) {
    if (fault instanceof SyntaxError) return {};
    throw fault;
  }
  if (/microformat|hcard/i.test(file)) return {};
  if (/opengraph|_OG_|dublincore/.test(file) && !file.includes('expanded_OG'))
    return { meta: metaValues(truth) };
  if (isObject(truth) && Object.keys(truth).some((key) => key in syntaxNames)) {
    return Object.fromEntries(
      Object.entries(syntaxNames).flatMap(([key, name]) =>
        isObject(truth) && key in truth ? [[name, valuesIn(truth[key])]] : [],
      ),
    );
  }
  const isRdfa = /expanded|rdfa|Portfolio/.test(file);
  const isMicrodata = !isRdfa && file.endsWith('.json');
  return { [isRdfa ? 'RDFa' : isMicrodata ? 'microdata' : 'JSON-LD']: valuesIn(truth) };
};

/** The literals of a Turtle document, with the predicate in front of them. */
export const literalsOf = (turtle: string): TruthValue[] => {
  const values: TruthValue[] = [];
  let property = '';
  for (const [, predicate, long, short] of turtle.matchAll(
    /([\w-]*:[\w-]+)(?=\s+["[(<])|"""([\s\S]*?)"""|"((?:[^"\\]|\\.)*)"/g,
  )) {
    if (predicate !== undefined) property = localName(predicate);
    else values.push({ property, text: (long ?? short ?? '').replace(/\\n/g, '\n').replace(/\\(.)/g, '$1') });
  }
  return values;
};
