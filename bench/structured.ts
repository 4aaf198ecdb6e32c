/**
 * How much of the structured data that pages carry is read: `node bench/structured.ts [DATA_FOLDER] [--missing]`.
 *
 * Truth is a list of property and text per page. `named` is the share that stands in a column of that name, `found`
 * the share that stands in any cell. White space is ignored, and an address may be relative to the truth's.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { markupRegions } from '../packages/engine/src/markup/markup-regions.ts';
import { buildPage } from '../packages/engine/src/page/build-page.ts';
import { literalsOf, readTruth, type TruthValue } from './structured-truth.ts';

const [dataFolder = '../shared/data'] = process.argv
  .slice(2)
  .filter((argument) => !argument.startsWith('--'));
const showsMissing = process.argv.includes('--missing');
const folder = join(dataFolder, 'structured');

type Case = {
  readonly name: string;
  readonly syntax: string;
  readonly html: string;
  readonly truth: readonly TruthValue[];
};
type Reading = { readonly named: ReadonlySet<string>; readonly texts: readonly string[] };

const plain = (text: string): string => text.replace(/[\s\u00a0]+/g, '');

const read = (file: string): string => {
  const bytes = readFileSync(file);
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
};

/** Everything that the engine's regions say, by name and text. */
const readingOf = (html: string): Reading => {
  const named = new Set<string>();
  const texts = new Set<string>();
  for (const { columns } of markupRegions(buildPage(html))) {
    for (const { hints, labels, cells } of columns) {
      const names = new Set(
        [...hints, ...labels].map((name) => name.slice(name.search(/[^./:]*$/)).toLowerCase()),
      );
      for (const cell of cells) {
        if (cell === null) continue;
        const values =
          'text' in cell
            ? [cell.text]
            : [...cell.map(({ text }) => text), cell.map(({ text }) => text).join('')];
        for (const value of values.map(plain)) {
          texts.add(value);
          for (const name of names) named.add(`${name}\t${value}`);
        }
      }
    }
  }
  return { named, texts: [...texts] };
};

const isFound = ({ texts }: Reading, text: string): boolean =>
  texts.includes(text) ||
  (/^(?:https?|mailto|tel):/.test(text) &&
    texts.some((one) => one.length > 1 && text.endsWith(one.replace(/^(?:\.?\/|https?:\/\/)/, ''))));

const filesIn = (directory: string): string[] =>
  readdirSync(directory, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

const isPage = (file: string): boolean => /\.html(?:\.gz)?$/.test(file);

/** Pages with a file of the same name that tells what they hold. */
const casesBeside = (directory: string, suffixes: readonly string[]): Case[] =>
  filesIn(directory)
    .filter(isPage)
    .flatMap((file) =>
      suffixes.flatMap((suffix) => {
        const truthFile = file.replace(/(?:-in)?\.html(?:\.gz)?$/, suffix);
        if (!existsSync(truthFile)) return [];
        const truths =
          suffix === '.ttl' ? { 'microdata (rdf)': literalsOf(read(truthFile)) } : readTruth(truthFile);
        return Object.entries(truths).map(([syntax, truth]) => ({
          name: truthFile,
          syntax,
          html: read(file),
          truth,
        }));
      }),
    );

const asText = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The vocabulary's own examples: the same thing in three syntaxes; the JSON, read by JavaScript, is the truth of all. */
const vocabularyCases = (file: string): Case[] => {
  const examples: unknown = JSON.parse(read(file));
  if (!Array.isArray(examples)) return [];
  return examples.flatMap((example: Record<string, unknown>) => {
    const json = asText(example.json);
    const [, body = ''] = /<script[^>]*>([\s\S]*)<\/script>/.exec(json) ?? [];
    const name = asText(example.types);
    const truth = readTruth(name, body)['JSON-LD'];
    if (truth === undefined) return [];
    return [
      { name, syntax: 'examples: JSON-LD', html: json, truth },
      { name, syntax: 'examples: microdata', html: asText(example.microdata), truth },
      { name, syntax: 'examples: RDFa', html: asText(example.rdfa), truth },
    ].filter(({ html }) => /itemscope|typeof|ld\+json/.test(html));
  });
};

const measure = (cases: readonly Case[]): void => {
  const rows = new Map<string, { pages: number; values: number; named: number; found: number }>();
  for (const { syntax, html, truth, name } of cases) {
    const row = rows.get(syntax) ?? { pages: 0, values: 0, named: 0, found: 0 };
    rows.set(syntax, row);
    row.pages++;
    const reading = readingOf(html);
    for (const { property, text } of truth) {
      const value = plain(text);
      const found = isFound(reading, value);
      row.values++;
      row.found += found ? 1 : 0;
      row.named += reading.named.has(`${property.toLowerCase()}\t${value}`) ? 1 : 0;
      if (!found && showsMissing) console.log(`${syntax}  ${name}  ${property}: ${text.slice(0, 100)}`);
    }
  }
  const share = (part: number, whole: number): string => (whole === 0 ? '–' : (part / whole).toFixed(3));
  console.table(
    Object.fromEntries(
      [...rows]
        .sort()
        .map(([syntax, { pages, values, named, found }]) => [
          syntax,
          { pages, values, named: share(named, values), found: share(found, values) },
        ]),
    ),
  );
};

if (!existsSync(folder)) {
  console.log(`No structured data under ${folder}; nothing is measured.`);
} else {
  measure([
    ...casesBeside(join(folder, 'extruct'), ['.json', '.jsonld', '.expanded.json']),
    ...casesBeside(join(folder, 'json-ld-html'), ['-out.jsonld']),
    ...casesBeside(join(folder, 'microdata-rdf'), ['.ttl']),
    ...Object.entries(readTruth(join(folder, 'web-auto-extractor/expectedResult.json'))).map(
      ([syntax, truth]) => ({
        name: 'web-auto-extractor',
        syntax,
        html: read(join(folder, 'web-auto-extractor/testPage.html')),
        truth,
      }),
    ),
    ...vocabularyCases(join(folder, 'schemaorg-examples.json.gz')),
  ]);
}
