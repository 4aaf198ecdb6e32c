import type { AskedOfModel, Said, Script, ShownLine } from './scripted-model.ts';

/** A record as it stands on the page. */
export type TrueRecord = Readonly<Record<string, string>>;

/** The places where a value stands, as lines' places in the list. */
const placesOf = (lines: readonly ShownLine[], value: string | undefined): number[] =>
  value === undefined
    ? []
    : lines.flatMap(({ text }, at) => (text.trim() === value.trim().slice(0, 200) ? [at] : []));

/** The line of a value that is nearest to the record's first one. */
const nearest = (places: readonly number[], to: number): number | undefined =>
  [...places].sort((a, b) => Math.abs(a - to) - Math.abs(b - to))[0];

/** Ids for the first records that the lines show, as many as are wanted. */
const pointAt = (
  { lines, fields }: Pick<AskedOfModel, 'lines' | 'fields'>,
  records: readonly TrueRecord[],
  most = 3,
): Said => {
  const shown = records.flatMap((record) => {
    const names = [...fields.values()].filter((name) => record[name] !== undefined);
    const anchor = names.flatMap((name) => placesOf(lines, record[name]))[0];
    if (anchor === undefined) return [];
    const ids = [...fields].map(([key, name]) => {
      const at = nearest(placesOf(lines, record[name]), anchor);
      return [key, at === undefined ? null : (lines[at]?.id ?? null)];
    });
    return [Object.fromEntries(ids)];
  });
  return { answer: { records: shown.slice(0, most) } };
};

/** An instruction that says nothing but what the columns are. */
const plainQuery = ({ said }: AskedOfModel): Said => {
  const given: unknown = JSON.parse(/^The columns, by name: (.*)$/m.exec(said)?.[1] ?? '[]');
  const nothing = { where: [], orderBy: [], limit: null, unanswered: [] };
  return { answer: { entity: null, many: true, fields: given, ...nothing } };
};

type Truth = {
  readonly recordsOf: (asked: AskedOfModel) => readonly TrueRecord[];
  /** How many records it points at. */
  readonly most?: number;
  readonly query?: (asked: AskedOfModel) => Said;
};

/** A model that knows the truth about the pages and the instructions that it is asked about. */
export const truthful =
  ({ recordsOf, most, query = plainQuery }: Truth): Script =>
  (asked) =>
    asked.isAboutQuery ? query(asked) : pointAt(asked, recordsOf(asked), most);
