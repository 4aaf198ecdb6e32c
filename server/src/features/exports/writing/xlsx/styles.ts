import { toXmlText } from './xml-text.ts';

/** The styles that every workbook has, by their number in it. */
export const plainStyle = 0;
export const headStyle = 1;
/** Text stays text in such a cell also when somebody edits it: Excel's own guard, and no part of the value. */
export const textStyle = 2;
export const linkStyle = 3;

const firstOwnStyle = 4;
const textFormat = 49;
// The numbers below are the formats that Excel brings along.
const firstOwnFormat = 164;

const fonts = ['', '<b/>', '<u/>'].map((face, n) => {
  const color = n === 2 ? '<color rgb="FF0563C1"/>' : '<color theme="1"/>';
  return `<font>${face}<sz val="11"/>${color}<name val="Calibri"/><family val="2"/></font>`;
});

const cellStyle = (format: number, font: number): string =>
  `<xf numFmtId="${format}" fontId="${font}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>`;

const list = (name: string, items: readonly string[]): string =>
  items.length === 0 ? '' : `<${name} count="${items.length}">${items.join('')}</${name}>`;

/** The styles of one workbook: those that all have, and one for each number format that its cells need. */
export const createStyles = () => {
  const formats = new Map<string, number>();
  return {
    /** @param format a number format of Office Open XML. @returns the number of its style. */
    ofFormat: (format: string): number => {
      const known = formats.get(format);
      if (known !== undefined) return known;
      const style = firstOwnStyle + formats.size;
      formats.set(format, style);
      return style;
    },
    toXml: (): string => {
      const own = [...formats.keys()];
      const numbers = own.map(
        (code, n) => `<numFmt numFmtId="${firstOwnFormat + n}" formatCode="${toXmlText(code)}"/>`,
      );
      const styles = [
        ...[cellStyle(0, 0), cellStyle(textFormat, 1), cellStyle(textFormat, 0), cellStyle(0, 2)],
        ...own.map((_code, n) => cellStyle(firstOwnFormat + n, 0)),
      ];
      const fills = ['none', 'gray125'].map((kind) => `<fill><patternFill patternType="${kind}"/></fill>`);
      return [
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
        list('numFmts', numbers),
        list('fonts', fonts),
        list('fills', fills),
        list('borders', ['<border><left/><right/><top/><bottom/><diagonal/></border>']),
        list('cellStyleXfs', ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>']),
        list('cellXfs', styles),
        list('cellStyles', ['<cellStyle name="Normal" xfId="0" builtinId="0"/>']),
        '</styleSheet>',
      ].join('');
    },
  };
};

/** The styles of one workbook. */
export type Styles = ReturnType<typeof createStyles>;
