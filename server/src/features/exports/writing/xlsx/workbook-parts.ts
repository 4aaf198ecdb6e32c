import type { Link } from './cell-xml.ts';
import { toXmlText } from './xml-text.ts';

const packages = 'http://schemas.openxmlformats.org/package/2006';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const relationships = (lines: readonly string[]): string =>
  `<Relationships xmlns="${packages}/relationships">${lines.join('')}</Relationships>`;
const relationship = (id: number, kind: string, target: string): string =>
  `<Relationship Id="rId${id}" Type="${kind}" Target="${target}"/>`;

/** What every workbook of one sheet is made of, but for the sheet and its styles, by its name in the file. */
export const fixedParts: Readonly<Record<string, string>> = {
  '[Content_Types].xml': [
    `<Types xmlns="${packages}/content-types">`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    `<Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/>`,
    `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${type}.worksheet+xml"/>`,
    `<Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/>`,
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>',
    '</Types>',
  ].join(''),
  '_rels/.rels': relationships([
    relationship(1, `${office}/officeDocument`, 'xl/workbook.xml'),
    relationship(2, `${packages}/relationships/metadata/core-properties`, 'docProps/core.xml'),
  ]),
  'xl/_rels/workbook.xml.rels': relationships([
    relationship(1, `${office}/worksheet`, 'worksheets/sheet1.xml'),
    relationship(2, `${office}/styles`, 'styles.xml'),
  ]),
};

/** Who made the workbook, and when. */
export const propertiesXml = (at: Date): string => {
  const stamp = (name: string): string =>
    `<dcterms:${name} xsi:type="dcterms:W3CDTF">${at.toISOString()}</dcterms:${name}>`;
  return [
    `<cp:coreProperties xmlns:cp="${packages}/metadata/core-properties"`,
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"',
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    '<dc:creator>Gleaner</dc:creator><cp:lastModifiedBy>Gleaner</cp:lastModifiedBy>',
    `${stamp('created')}${stamp('modified')}</cp:coreProperties>`,
  ].join('');
};

/** The workbook. @param range what the filter of its sheet covers, in absolute A1 notation. */
export const workbookXml = (sheetName: string, range: string): string =>
  [
    `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="${sheetName}" sheetId="1" r:id="rId1"/></sheets>`,
    '<definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">',
    `${sheetName}!${range}</definedName></definedNames></workbook>`,
  ].join('');

/** What comes before the rows: the head stays in sight, and columns are as wide as they need. */
export const sheetBegin = (range: string, widths: readonly number[]): string => {
  const columns = widths.map(
    (width, n) => `<col min="${n + 1}" max="${n + 1}" width="${width}" customWidth="1"/>`,
  );
  return [
    `<worksheet xmlns="${main}" xmlns:r="${office}"><dimension ref="${range}"/>`,
    '<sheetViews><sheetView workbookViewId="0">',
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>',
    `<sheetFormatPr defaultRowHeight="15"/><cols>${columns.join('')}</cols><sheetData>`,
  ].join('');
};

/** What comes after them: the filter, and which cells are links. */
export const sheetEnd = (range: string, links: readonly Link[]): string => {
  const cells = links.map(({ ref }, n) => `<hyperlink ref="${ref}" r:id="rId${n + 1}"/>`);
  const hyperlinks = cells.length === 0 ? '' : `<hyperlinks>${cells.join('')}</hyperlinks>`;
  return `</sheetData><autoFilter ref="${range}"/>${hyperlinks}</worksheet>`;
};

/** Where the links lead. */
export const linksXml = (links: readonly Link[]): string =>
  relationships(
    links.map(({ url }, n) =>
      relationship(n + 1, `${office}/hyperlink`, toXmlText(url)).replace('/>', ' TargetMode="External"/>'),
    ),
  );
