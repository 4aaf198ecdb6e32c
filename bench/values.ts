/**
 * How many prices are read right: `node bench/values.ts [DATA_FOLDER] [--wrong]`.
 *
 * Each set is a list of price texts with their amount and, where the text has one, the sign of the currency. Sets ending
 * in `_2` are for reporting; the others may be tuned on. `column` formats each text alone, as a page of unknown language
 * with one row: what the neighbours would decide is not at hand.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { formatMoney } from '../packages/engine/src/formatting/format-money.ts';
import { readMoney } from '../packages/engine/src/values/money.ts';
import { defaultDataFolder } from './shared-data.ts';

const PriceText = z.object({
  set: z.string(),
  price_raw: z.string().nullable(),
  amount: z.string().nullable(),
  currency: z.string().nullable(),
});
type PriceText = z.infer<typeof PriceText>;

const [data = defaultDataFolder] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const showsWrong = process.argv.includes('--wrong');
const file = join(data, 'values', 'prices.json');
const nowhere = { language: null, tagCountry: null, addressCountry: null, country: null };

/** The code that the truth's sign stands for, read beside a number of its own. */
const codeOfSign = (sign: string): string | null =>
  readMoney(`${sign} 1`)?.currency ?? readMoney(`1 ${sign}`)?.currency ?? null;

type Verdict = { readonly amount: boolean; readonly currency: boolean | null };

const judge = ({ price_raw, amount, currency }: PriceText): Verdict => {
  const text = (price_raw ?? '').replace(/\s+/g, ' ').trim();
  const [value = null] = formatMoney([text], nowhere);
  const isRight = amount === null ? value === null : value !== null && value.amount === Number(amount);
  // A sign that stands outside of the text cannot be read in it.
  const isTold = currency === null || text.includes(currency);
  const code = currency === null ? null : codeOfSign(currency);
  const verdict = { amount: isRight, currency: isTold ? (value?.currency ?? null) === code : null };
  if (showsWrong && !(verdict.amount && verdict.currency !== false))
    console.log(JSON.stringify({ text, amount, currency, value }));
  return verdict;
};

const share = (right: number, all: number): string => (all === 0 ? '-' : (right / all).toFixed(3));

const report = (name: string, prices: readonly PriceText[]): void => {
  const verdicts = prices.map(judge);
  const told = verdicts.filter(({ currency }) => currency !== null);
  const amounts = share(verdicts.filter(({ amount }) => amount).length, verdicts.length);
  const currencies = share(told.filter(({ currency }) => currency).length, told.length);
  console.log(
    `${name.padEnd(56)} ${String(prices.length).padStart(5)}  amounts ${amounts}  currencies ${currencies} of ${told.length}`,
  );
};

if (existsSync(file)) {
  const prices = z.array(PriceText).parse(JSON.parse(readFileSync(file, 'utf8')));
  const sets = Map.groupBy(prices, ({ set }) => set);
  for (const [name, members] of sets) if (!showsWrong || !name.endsWith('_2')) report(name, members);
  if (!showsWrong)
    report(
      'sets for reporting',
      prices.filter(({ set }) => set.endsWith('_2')),
    );
} else {
  console.log(`There are no prices at ${file}.`);
}
