import { opensAFormula } from '../guard-formula.ts';
import type { TypedCell } from '../type-cell.ts';
import { headStyle, linkStyle, plainStyle, type Styles, textStyle } from './styles.ts';
import { toXmlText } from './xml-text.ts';

// Excel repairs a sheet that has more, and an address that is longer.
const mostLinks = 65_530;
const longestLink = 2_079;
const dayMs = 86_400_000;
/** What Excel counts as the first of January 1970, in days. */
const unixEpochDay = 25_569;

/** A cell that leads somewhere, and where. */
export type Link = { readonly ref: string; readonly url: string };

const styled = (style: number): string => (style === plainStyle ? '' : ` s="${style}"`);

/** A text in the cell itself: shared ones would all be kept in memory until the end. */
const textXml = (ref: string, text: string, style: number): string => {
  const written = toXmlText(text);
  const space = /^\s|\s$/.test(written) ? ' xml:space="preserve"' : '';
  return `<c r="${ref}"${styled(style)} t="inlineStr"><is><t${space}>${written}</t></is></c>`;
};

const numberXml = (ref: string, number: number, style: number): string =>
  `<c r="${ref}"${styled(style)}><v>${number}</v></c>`;

/** The name of a column. */
export const headXml = (ref: string, name: string): string => textXml(ref, name, headStyle);

/** Writes cells (ECMA-376, 18.3.1.4), and notes which of them are links. */
export const createCellWriter = (styles: Styles) => {
  const links: Link[] = [];
  const plainText = (ref: string, text: string): string =>
    textXml(ref, text, opensAFormula(text) ? textStyle : plainStyle);
  const linkXml = (ref: string, url: string): string => {
    if (links.length === mostLinks || url.length > longestLink) return plainText(ref, url);
    links.push({ ref, url });
    return textXml(ref, url, linkStyle);
  };
  return {
    links,
    write: (ref: string, cell: TypedCell): string => {
      switch (cell.kind) {
        case 'empty':
          return '';
        case 'boolean':
          return `<c r="${ref}" t="b"><v>${cell.value ? 1 : 0}</v></c>`;
        case 'number':
          return numberXml(
            ref,
            cell.number,
            cell.format === null ? plainStyle : styles.ofFormat(cell.format),
          );
        case 'date':
          return numberXml(ref, cell.date.getTime() / dayMs + unixEpochDay, styles.ofFormat(cell.format));
        case 'link':
          return linkXml(ref, cell.url);
        case 'text':
          return plainText(ref, cell.text);
      }
    },
  };
};
