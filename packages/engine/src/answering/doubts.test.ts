import { describe, expect, it } from 'vitest';
import { extract } from '../index.ts';

const lamp = (name: string, n: number): string =>
  `<div class="tile"><h3><a href="/${n}">${name} lamp</a></h3><p>The ${name} lights a room of ${n + 4} paces.</p><b>€${n + 1}0.00</b></div>`;
const lamps = ['Heron', 'Wren', 'Stork', 'Tern', 'Finch', 'Robin'].map(lamp);
const read = (tiles: readonly string[], fields = ['name', 'description', 'price']) =>
  extract({ html: `<body><main>${tiles.join('\n')}</main></body>` }, { instruction: 'all lamps', fields });

describe('a list', () => {
  it('is complete when its records are alike and the fields are found', () => {
    expect(read(lamps)).toMatchObject({ status: 'complete', total: 6, warnings: [] });
  });

  it('is partial when a record holds next to nothing of what was asked for, and tells how many', () => {
    const { status, reason, total } = read([
      ...lamps,
      '<div class="tile"><h3><a href="/all">All our lamps and shades</a></h3></div>',
    ]);
    expect({ status, total }).toEqual({ status: 'partial', total: 7 });
    expect(reason).toBe('1 of 7 records hold less than half of what the others do.');
  });

  it('is partial when elements beside its records may be records', () => {
    const { status, reason, rows } = read([
      ...lamps.slice(0, 5),
      '<div class="teaser"><h3><a href="/x">Plover lamp</a></h3></div>',
    ]);
    expect([status, rows.length]).toEqual(['partial', 5]);
    expect(reason).toBe('1 more may be records, but hold less than those that were read.');
  });

  it('is partial when many of the fields are not in it', () => {
    const { status, reason } = read(lamps, ['name', 'price', 'wingspan', 'flight range']);
    expect(status).toBe('partial');
    expect(reason).toBe('2 of 4 fields were not found in the records.');
  });

  it('is partial when several tables answer alike', () => {
    const table = (rows: number): string =>
      `<table><tr><th>Team</th><th>Wins</th></tr>${Array.from({ length: rows }, (_, n) => `<tr><td>Team ${n}</td><td>${n * 7}</td></tr>`).join('')}</table>`;
    const { status, rows, reason } = extract(
      { html: `<body>${table(3)}<p>Second league</p>${table(5)}</body>` },
      { instruction: 'Get the table with columns Team, Wins.' },
    );
    expect([status, rows.length]).toEqual(['partial', 5]);
    expect(reason).toBe('2 places of the page have these columns; the longest was read.');
  });
});
