import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { toLoggedError } from './logged-error.ts';

const planted = 'planted page text';
const textOf = (error: unknown): string => JSON.stringify(toLoggedError(error));
const thrownBy = async (work: () => unknown): Promise<unknown> => {
  try {
    return await work();
  } catch (error) {
    return error;
  }
};

it('tells the kind of an error and the places in the code', () => {
  const { type, stack } = toLoggedError(new RangeError(planted));
  expect(type).toBe('RangeError');
  expect(stack).toMatch(/^RangeError\n {4}at .*logged-error\.test\.ts:\d+:\d+/);
});

it.each<[string, () => unknown]>([
  ['its message', () => new Error(planted)],
  ['a message of many lines', () => new Error(`x\n${planted}\n    at ${planted} (x.ts:1:1)`)],
  ['what a parser quotes', () => thrownBy(() => JSON.parse(`{"html": ${planted}`))],
  ['its cause', () => new Error('x', { cause: new Error(planted, { cause: planted }) })],
  ['several errors', () => new AggregateError([new Error(planted), planted], planted)],
  ['an error that is a text', () => planted],
  ['an error that is an object', () => ({ message: planted, stack: planted })],
  ['an odd name and code', () => Object.assign(new Error('x'), { name: planted, code: planted })],
  [
    'the row that a database quotes',
    () => Object.assign(new Error('x'), { detail: planted, where: planted, parameters: [planted] }),
  ],
])('keeps %s to itself', async (_, make) => {
  expect(textOf(await make())).not.toContain('planted');
});

it('tells of the causes where they come from', () => {
  const { stack } = toLoggedError(new Error('x', { cause: new TypeError('y') }));
  expect(stack).toMatch(/^Error\n(?: {4}at .+\n)+caused by TypeError\n {4}at /);
});

it('names what a database names', () => {
  const fault = Object.assign(new Error('x'), {
    code: '23505',
    table: 'users',
    constraint: 'users_email_key',
  });
  expect(toLoggedError(fault)).toMatchObject({
    code: '23505',
    table: 'users',
    constraint: 'users_email_key',
  });
});

it('tells what the system says: which call failed, and where', async () => {
  const { message, stack } = toLoggedError(await thrownBy(() => readFile('/nowhere/at/all')));
  expect(message).toContain("open '/nowhere/at/all'");
  expect(stack).toMatch(/^Error ENOENT ENOENT: no such file/);
});

it('ends where causes go round in a circle', () => {
  const circle = new Error('x');
  circle.cause = circle;
  expect(toLoggedError(circle).stack.match(/caused by/g)).toHaveLength(5);
});
