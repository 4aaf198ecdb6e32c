import { cellText, type ExtractionResult } from './extraction-result.ts';

const widestColumn = 60;
const narrowestColumn = 8;

/** One line, and nothing that a terminal would obey: pages may hold escape sequences. */
const toPlain = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();

const fit = (text: string, width: number): string =>
  text.length > width ? `${text.slice(0, width - 1)}…` : text.padEnd(width);

/** Narrows the widest columns until all fit the terminal. */
const chooseWidths = (natural: readonly number[], room: number): readonly number[] => {
  const widths = natural.map((width) => Math.min(width, widestColumn));
  const gaps = 2 * (widths.length - 1);
  while (widths.reduce((sum, width) => sum + width, gaps) > room) {
    const widest = Math.max(...widths);
    if (widest <= narrowestColumn) break;
    widths[widths.indexOf(widest)] = widest - 1;
  }
  return widths;
};

const summarise = ({ status, reason, total, rows }: ExtractionResult): string => {
  const counted = rows.length === total ? `${rows.length}` : `${rows.length} of ${total}`;
  return `${counted} ${total === 1 ? 'row' : 'rows'}, ${status}${reason ? `: ${toPlain(reason)}` : ''}`;
};

/** The rows as columns for a reader at a terminal. */
export const writeTable = (result: ExtractionResult, room: number): string => {
  const names = result.fields.map(({ name }) => name);
  const lines = [names, ...result.rows.map((row) => names.map((name) => cellText(row[name])))].map((line) =>
    line.map(toPlain),
  );
  const widths = chooseWidths(
    names.map((_, column) => lines.reduce((most, line) => Math.max(most, line[column]?.length ?? 0), 1)),
    room,
  );
  const printed = lines.map((line) =>
    line
      .map((cell, column) => fit(cell, widths[column] ?? 1))
      .join('  ')
      .trimEnd(),
  );
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  const [head = '', ...rest] = printed;
  const table = result.rows.length > 0 ? [head, rule, ...rest, ''] : [];
  return `${[...table, summarise(result)].join('\n')}\n`;
};
