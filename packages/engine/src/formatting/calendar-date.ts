/** A moment as far as a text tells it. A year of null was not told. */
export type CalendarDate = {
  readonly year: number | null;
  readonly month: number | null;
  readonly day: number | null;
  /** ISO 8601 time of day with its offset when that was told: `22:21`, `10:00:00Z`. */
  readonly time: string | null;
};

/** How much of a date was told. */
export type Precision = 'year' | 'month' | 'week' | 'day' | 'hour' | 'minute' | 'second';

const twoDigits = (number: number): string => String(number).padStart(2, '0');

/** True when the calendar has such a day; without a year February has 29 days. */
export const isCalendarDate = ({ year, month, day }: CalendarDate): boolean => {
  if (month === null) return day === null;
  if (month < 1 || month > 12) return false;
  if (day === null) return true;
  return day >= 1 && day <= new Date(Date.UTC(year ?? 2000, month, 0)).getUTCDate();
};

/** ISO 8601; a year that was not told is written `XXXX` (ISO 8601-2, Extended Date/Time Format). */
export const writeDate = ({ year, month, day, time }: CalendarDate): string => {
  const parts = [year === null ? 'XXXX' : String(year).padStart(4, '0')];
  if (month !== null) parts.push(twoDigits(month));
  if (month !== null && day !== null) parts.push(twoDigits(day));
  return `${parts.join('-')}${time === null || day === null ? '' : `T${time}`}`;
};

export const precisionOf = ({ month, day, time }: CalendarDate): Precision => {
  if (month === null) return 'year';
  if (day === null) return 'month';
  if (time === null) return 'day';
  return /^\d\d:\d\d:\d\d/.test(time) ? 'second' : 'minute';
};

/** A year written with two digits: POSIX takes 69 to 99 for the twentieth century. */
export const wholeYear = (written: string): number => {
  const year = Number(written);
  return written.length > 2 ? year : year >= 69 ? 1900 + year : 2000 + year;
};

const clock =
  /(?<!\d)(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?\s?([ap]\.?m\b\.?)?\s?(Z\b|UTC\b|GMT\b|[+-]\d\d:?\d\d(?!\d))?/i;

/** Takes the time of day out of a text. `rest` is what remains. */
export const takeTime = (text: string): { readonly time: string | null; readonly rest: string } => {
  const match = clock.exec(text);
  if (match === null) return { time: null, rest: text };
  const [whole, written = '', minutes = '', seconds, half, zone] = match;
  const hours = toFullHours(Number(written), half);
  if (hours > 23 || Number(minutes) > 59) return { time: null, rest: text };
  const offset = zone === undefined ? '' : /^[+-]/.test(zone) ? toOffset(zone) : 'Z';
  const time = `${twoDigits(hours)}:${minutes}${seconds === undefined ? '' : `:${seconds}`}${offset}`;
  // What stood between the date and its time goes with the time, also the T of ISO 8601.
  const before = text.slice(0, match.index).replace(/(?<=\d)T$/, '');
  return { time, rest: `${before} ${text.slice(match.index + whole.length)}`.trim() };
};

const toFullHours = (hours: number, half: string | undefined): number => {
  if (half === undefined) return hours;
  return (hours % 12) + (/^p/i.test(half) ? 12 : 0);
};

const toOffset = (zone: string): string =>
  zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
