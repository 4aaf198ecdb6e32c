import { describe, expect, it } from 'vitest';
import { checkEvidence } from '../../testing/check-evidence.ts';
import { autumn, spring, toolList } from '../../testing/template-pages.ts';
import { answerPage, answerPages, type LearningRequest } from '../index.ts';

const url = 'https://tools.example/list';
const list = { html: toolList('Spring tools', spring), url };
const nextList = { html: toolList('Autumn tools', autumn), url };
const asked = { instruction: 'all tools', fields: ['name', 'price'] };
const examples = [
  { name: 'Claw hammer', price: '$18.50' },
  { name: 'Hand plane', price: '$64.00' },
];
const { wrapper } = answerPage(list, { ...asked, examples });
if (wrapper === null) throw new Error('nothing was learned');
const known = [wrapper];

const replay = (request: Partial<LearningRequest>) => answerPage(nextList, { ...asked, known, ...request });
const namesOf = ({ extraction }: ReturnType<typeof replay>) => extraction.rows.map(({ name }) => name);

describe('a page that is replayed', () => {
  it('gives the records that meet the conditions, in the order and number asked for', () => {
    const answer = replay({ instruction: 'name and price of the tools under $50, cheapest first, first 2' });
    expect(namesOf(answer)).toEqual(['Rasp & file', 'Try square']);
    expect(answer.extraction).toMatchObject({ engine: 'wrapper', status: 'complete', total: 4 });
    expect(answer.extraction.query).toMatchObject({
      where: [{ field: 'price', op: '<', value: 50 }],
      orderBy: [{ field: 'price', descending: false }],
      limit: 2,
    });
    expect(checkEvidence(nextList, answer.extraction).faults).toEqual([]);
  });

  it('takes a query that was sent back', () => {
    const where = [{ field: 'price', op: '>' as const, value: 40 }];
    expect(namesOf(replay({ query: { where } }))).toEqual(['Bench vice', 'Spokeshave']);
  });

  it('says when no record meets the conditions', () => {
    const where = [{ field: 'price', op: '>' as const, value: 400 }];
    expect(replay({ query: { where } }).extraction).toMatchObject({
      engine: 'wrapper',
      status: 'empty',
      reason: 'None of the 5 records meets the conditions.',
      total: 0,
    });
  });
});

describe('a condition on a field that was not taught', () => {
  const where = [{ field: 'maker', op: 'contains' as const, value: 'Orrin' }];

  it('is answered by the structure, which has it', () => {
    const answer = replay({ query: { where } });
    expect([answer.extraction.engine, answer.used]).toEqual(['structure', -1]);
    expect(namesOf(answer)).toEqual(['Rasp & file']);
  });

  it('is told as not applied when the wrapper was sent', () => {
    const { extraction } = replay({ known: [], wrapper, query: { where } });
    expect(extraction.engine).toBe('wrapper');
    expect(extraction.rows).toHaveLength(autumn.length);
    expect(extraction.warnings).toContain('Not applied: "maker" contains "Orrin", for "maker" was not found');
  });
});

describe('what is learned under conditions', () => {
  const where = [{ field: 'price', op: '>' as const, value: 60 }];

  it.each([
    ['from examples', { examples }],
    ['from the structure', { wantsWrapper: true }],
  ])('%s reads all records later', (_, way) => {
    const taught = answerPage(list, { ...asked, ...way, query: { where, limit: 1 } });
    expect(taught.extraction.rows.map(({ name }) => name)).toEqual(['Hand plane']);
    if (taught.wrapper === null) throw new Error('nothing was learned');
    const { extraction } = answerPage(nextList, { ...asked, wrapper: taught.wrapper });
    expect(extraction.rows.map(({ name }) => name)).toEqual(autumn.map(({ name }) => name));
  });
});

describe('several pages', () => {
  it('have one limit', () => {
    const request = { ...asked, instruction: 'first 6 tools', examples };
    const { extraction } = answerPages([list, nextList], request);
    expect(extraction.rows).toHaveLength(6);
    expect(extraction).toMatchObject({ total: 9, status: 'complete', query: { limit: 6 } });
  });

  it('are ordered each by itself, which is told', () => {
    const request = { ...asked, instruction: 'all tools, cheapest first', examples };
    const { extraction } = answerPages([list, nextList], request);
    expect(extraction.rows[0]?.name).toBe('Coping saw');
    expect(extraction.warnings).toContain('Ordered within each page, not across pages');
  });
});
