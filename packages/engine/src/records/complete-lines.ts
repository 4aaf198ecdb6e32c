import type { TemplateNode } from './record-template.ts';

/**
 * A line that in one record holds marked words is one plain text in another, which no mark divides: there the text is
 * the line. Fills the records that lack a line with the text that begins it in others.
 * @param nodes changed in place.
 */
export const completeLines = (nodes: readonly TemplateNode[]): void => {
  nodes.forEach((line, id) => {
    if (line.kind !== 'line') return;
    const text = nodes.find(
      ({ kind, parent, lines }) => kind === 'text' && parent === line.parent && lines.includes(id),
    );
    if (text === undefined) return;
    for (let record = 0; record < line.elements.length; record++) {
      const element = text.elements[record] ?? -1;
      if (element < 0 || (line.elements[record] ?? -1) >= 0 || isInLine(nodes, text, record)) continue;
      line.elements[record] = element;
      line.from[record] = text.from[record] ?? 0;
      line.to[record] = text.to[record] ?? 0;
    }
  });
};

/** Is the text of that record a piece of some line already? */
const isInLine = (nodes: readonly TemplateNode[], text: TemplateNode, record: number): boolean =>
  text.lines.some((id) => {
    const line = nodes[id];
    const leaf = text.from[record] ?? -1;
    return line !== undefined && leaf >= (line.from[record] ?? -1) && leaf < (line.to[record] ?? -1);
  });
