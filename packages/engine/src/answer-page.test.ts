import { describe, expect, it } from 'vitest';
import { checkEvidence } from '../testing/check-evidence.ts';
import { autumn, spring, type Tool, toolList, toolPage } from '../testing/template-pages.ts';
import { answerPage, type LearningRequest, type Wrapper } from './index.ts';

const url = 'https://tools.example/list';
const asked = { instruction: 'all tools', fields: ['name', 'price', 'maker', 'weight'] };
const list = { html: toolList('Spring tools', spring), url };
const nextList = { html: toolList('Autumn tools', autumn), url };
const examples = [
  { name: 'Claw hammer', price: '$18.50', maker: 'Orrin', weight: '540 g' },
  { name: 'Hand plane', price: '$64.00', weight: '1.2 kg' },
];

const rowOf = ({ name, price, maker, weight }: Tool) => ({ name, price, maker: maker ?? null, weight });

const learn = (page: { html: string; url: string }, request: LearningRequest): Wrapper => {
  const { wrapper } = answerPage(page, request);
  if (wrapper === null) throw new Error('nothing was learned');
  return wrapper;
};

describe('examples of a list', () => {
  it('give all its records', () => {
    const { extraction, isNew } = answerPage(list, { ...asked, examples });
    expect(extraction.rows).toEqual(spring.map(rowOf));
    expect([extraction.engine, extraction.status, isNew]).toEqual(['wrapper', 'complete', true]);
  });

  it('make a wrapper that reads the next page of the template', () => {
    const wrapper = learn(list, { ...asked, examples });
    const { extraction, isNew } = answerPage(nextList, { ...asked, wrapper });
    expect(extraction.rows).toEqual(autumn.map(rowOf));
    expect([extraction.engine, isNew]).toEqual(['wrapper', false]);
    expect(checkEvidence(nextList, extraction).faults).toEqual([]);
  });
});

describe('one example of a detail page', () => {
  const [tool, ...others] = autumn.map((one, n) => ({
    ...one,
    ...(n % 2 === 0 ? { stock: `${n + 3} left` } : {}),
  }));
  const details = {
    instruction: "Get the tool's name, price, maker, weight",
    fields: ['name', 'price', 'maker', 'weight'],
  };

  it('reads the other pages, and leaves empty what they lack', () => {
    if (tool === undefined) throw new Error('no tool');
    const page = { html: toolPage(tool), url };
    const wrapper = learn(page, {
      ...details,
      examples: [{ name: tool.name, price: tool.price, maker: tool.maker ?? '', weight: tool.weight }],
    });
    for (const other of others) {
      const next = { html: toolPage(other), url };
      const { extraction } = answerPage(next, { ...details, wrapper });
      expect(extraction.rows).toEqual([rowOf(other)]);
      expect(checkEvidence(next, extraction).faults).toEqual([]);
    }
  });
});
