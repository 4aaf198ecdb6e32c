import { z } from 'zod';
import { openScriptedModel } from '../../server/src/testing/scripted-model.ts';
import { truthful } from '../../server/src/testing/truthful-model.ts';
import { inParallel, openBenchServer } from './open-bench-server.ts';
import { type ShopPage, shopPages } from './template-shop.ts';

type Cells = { right: number; given: number; wanted: number };

const f1Of = ({ right, given, wanted }: Cells): number => (2 * right) / Math.max(1, given + wanted);

const countCells = (
  cells: Cells,
  { fields, rows: truth }: ShopPage,
  rows: readonly Record<string, unknown>[],
): void => {
  const written = (row: Record<string, unknown>, field: string): string[] =>
    row[field] === null || row[field] === undefined ? [] : [`${field}=${String(row[field])}`];
  truth.forEach((row, r) => {
    for (const field of fields) {
      const given = written(rows[r] ?? {}, field);
      if (given.length > 0 && given[0] === written(row, field)[0]) cells.right++;
    }
  });
  cells.given += rows.flatMap((row) => fields.flatMap((field) => written(row, field))).length;
  cells.wanted += truth.flatMap((row) => fields.flatMap((field) => written(row, field))).length;
};

const Completion = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string() }) })),
  usage: z.object({ prompt_tokens: z.number(), completion_tokens: z.number() }),
});
const Rows = z.object({ rows: z.array(z.record(z.string(), z.string())) });

/** A call for each page: the whole page in, all values out. What is paid for when nothing is learned. */
const callPerPage = async (url: string, page: ShopPage) => {
  const prompt = `${page.instruction}: ${page.fields.join(', ')}. Answer with JSON, {"rows":[...]}.\n${page.html}`;
  const body = JSON.stringify({ model: 'scripted', messages: [{ role: 'user', content: prompt }] });
  const answer = await fetch(`${url}/chat/completions`, { method: 'POST', body });
  const { choices, usage } = Completion.parse(await answer.json());
  const { rows } = Rows.parse(JSON.parse(choices[0]?.message.content ?? '{}'));
  return { rows, tokens: { input: usage.prompt_tokens, output: usage.completion_tokens } };
};

/** A thousand pages of ten templates: what is asked of a model, by us and by a call for each page. */
export const measureCost = async (count: number): Promise<boolean> => {
  const pages = shopPages(count);
  const byRow = new Map(pages.map((page) => [Object.values(page.rows[0] ?? {})[0], page]));
  const known = (texts: readonly string[]): ShopPage | undefined =>
    texts.map((text) => byRow.get(text)).find((page) => page !== undefined);
  const model = await openScriptedModel(
    truthful({ recordsOf: ({ lines }) => known(lines.map(({ text }) => text))?.rows ?? [] }),
  );
  const server = await openBenchServer(model.environment);
  const ours = { cells: { right: 0, given: 0, wanted: 0 }, input: 0, output: 0, told: 0, wrong: 0 };
  const startMs = performance.now();
  await inParallel(pages, 8, async (page) => {
    const { html, url, instruction, fields } = page;
    const body = await server.scrape({ html, url, instruction, fields, engine: 'model' });
    if (body === null) ours.wrong++;
    countCells(ours.cells, page, body?.rows ?? []);
    const used = body?.usage.model;
    ours.told += used?.calls ?? 0;
    ours.input += used?.input_tokens ?? 0;
    ours.output += used?.output_tokens ?? 0;
  });
  const seconds = (performance.now() - startMs) / 1000;
  const calls = model.asked.length;
  model.follow(({ said }) => ({
    answer: { rows: pages.find(({ html }) => said.includes(html))?.rows ?? [] },
  }));
  const each = { cells: { right: 0, given: 0, wanted: 0 }, input: 0, output: 0 };
  await inParallel(pages, 8, async (page) => {
    const { rows, tokens } = await callPerPage(model.url, page);
    countCells(each.cells, page, rows);
    each.input += tokens.input;
    each.output += tokens.output;
  });
  const eachCalls = model.asked.length - calls;
  await server.close();
  await model.close();
  const line = (made: number, { cells, input, output }: typeof each) => ({
    ...{ pages: pages.length, calls: made, 'tokens in': input, 'tokens out': output },
    F1: f1Of(cells).toFixed(4),
  });
  console.table({ Gleaner: line(calls, ours), 'a call for each page': line(eachCalls, each) });
  console.log(
    `Gleaner read ${(pages.length / seconds).toFixed(0)} pages a second, asked for one answer per ${(pages.length / Math.max(1, calls)).toFixed(0)} pages, ${((100 * (ours.input + ours.output)) / (each.input + each.output)).toFixed(1)} % of the tokens. Aimed at: 20 calls for a thousand pages.`,
  );
  if (ours.told !== calls) console.log(`The receipts tell of ${ours.told} calls, the model of ${calls}.`);
  return calls <= Math.max(20, count / 50) && ours.told === calls && ours.wrong === 0;
};
