import { expect, it } from 'vitest';
import { createLogger } from './logger.ts';

const linesOf = (terminal: boolean): { lines: string[]; logger: ReturnType<typeof createLogger> } => {
  const lines: string[] = [];
  return {
    lines,
    logger: createLogger({ level: 'info', terminal, out: { write: (line) => lines.push(line) } }),
  };
};

it('writes for a reader on a terminal', () => {
  const { lines, logger } = linesOf(true);
  logger.info({ status: 200 }, 'GET /health');
  logger.debug('unheard');
  expect(lines).toEqual(['[info]: GET /health status=200\n']);
});

it('shows where a fault comes from', () => {
  const { lines, logger } = linesOf(true);
  logger.error({ err: new RangeError('lamp') }, 'broken');
  expect(lines[0]).toMatch(/^\[error\]: broken\nRangeError\n {4}at /);
});

it('leaves out what a fault says, and what a database quotes of its rows', () => {
  const { lines, logger } = linesOf(false);
  const fault = Object.assign(new Error('duplicate key'), {
    code: '23505',
    detail: 'Key (email)=(ann@example.org)',
  });
  logger.error({ err: fault }, 'broken');
  expect(JSON.parse(lines[0] ?? '').err).toMatchObject({ type: 'Error', code: '23505' });
  expect(lines[0]).not.toMatch(/ann@example.org|duplicate key/);
});

it('writes JSON elsewhere', () => {
  const { lines, logger } = linesOf(false);
  logger.warn({ status: 503 }, 'slow');
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'warn', msg: 'slow', status: 503 });
});
