import { bareWord } from '../values/date.ts';
import { agoWords } from '../values/date-words.ts';
import type { CalendarDate, Precision } from './calendar-date.ts';

/** A date that depends on when the page is read. */
type RelativeDate = { readonly date: CalendarDate; readonly precision: Precision };

const words = (lines: readonly (readonly [number | Unit, string])[]) =>
  new Map(
    lines.flatMap(([meaning, text]) =>
      text.split(' ').map((word): [string, number | Unit] => [word, meaning]),
    ),
  );

type Unit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';

/** Days from today. */
const dayShifts = words([
  [-2, 'vorgestern'],
  [-1, 'yesterday gestern hier ayer ieri ontem gisteren igar wczoraj вчера'],
  [0, "today today's now heute aujourd'hui hoy oggi hoje vandaag idag dzisiaj сегодня"],
  [1, 'tomorrow morgen demain domani amanha'],
]);

const unitWords = words([
  ['second', 'second seconds sec secs s sekunde sekunden seconde secondes segundo segundos секунд'],
  ['minute', 'minute minutes min mins m minuten minuto minutos минут минуту минуты'],
  ['hour', 'hour hours hr hrs h stunde stunden std heure heures hora horas ora ore uur час часа часов'],
  ['day', 'day days d tag tage tagen jour jours dia dias giorno giorni dag dagen день дня дней'],
  [
    'week',
    'week weeks wk wks w woche wochen semaine semaines semana semanas settimana settimane weken неделю недели недель',
  ],
  ['month', 'month months mo mos monat monate monaten mois mes meses mese mesi maanden месяц месяца месяцев'],
  ['year', 'year years yr yrs y jahr jahre jahren an ans annee annees ano anos anno anni jaar год года лет'],
]);
const oneWords = new Set('a an one ein einem einer un une una uma een'.split(' '));

const eastAsian =
  /(\d{1,3})\s?(秒|分钟|分|小时|時間|天|日|週間|周|个月|か月|ヶ月|年|초|분|시간|일|주|개월|년)\s?(?:前|전)/;
const eastAsianUnits = words([
  ['second', '秒 초'],
  ['minute', '分 分钟 분'],
  ['hour', '小时 時間 시간'],
  ['day', '天 日 일'],
  ['week', '週間 周 주'],
  ['month', '个月 か月 ヶ月 개월'],
  ['year', '年 년'],
]);

const tokens = /\d+|[\p{L}\p{M}][\p{L}\p{M}'’]*/gu;
const dayMs = 86_400_000;
const unitMs = { second: 1000, minute: 60_000, hour: 3_600_000, day: dayMs, week: 7 * dayMs } as const;

/** A shift from today in days, or a span back from now. */
export type FromNow = { readonly days: number } | { readonly count: number; readonly unit: Unit };

/** Reads "yesterday" and "2 days ago"; null for what is no relative date, such as any text with a year in it. */
export const readFromNow = (text: string): FromNow | null => {
  if (/\d{4}/.test(text)) return null;
  const found = (text.match(tokens) ?? []).map((token) => bareWord(token));
  const days = found.map((token) => dayShifts.get(token)).find((shift) => typeof shift === 'number');
  return typeof days === 'number' ? { days } : (eastAsianSpan(text) ?? wordSpan(found));
};

/** Reckons a relative date from the moment at which the page was read. Its time zone is unknown: days are those of UTC. */
export const reckonDate = (fromNow: FromNow, now: Date, time: string | null): RelativeDate => {
  if (!('days' in fromNow)) return before(now, fromNow);
  const day = new Date(now.getTime() + fromNow.days * dayMs);
  return { date: { ...dayOf(day), time }, precision: time === null ? 'day' : 'minute' };
};

type Span = { readonly count: number; readonly unit: Unit };

const eastAsianSpan = (text: string): Span | null => {
  const [, count, word = ''] = eastAsian.exec(text) ?? [];
  const unit = eastAsianUnits.get(word);
  return count === undefined || typeof unit !== 'string' ? null : { count: Number(count), unit };
};

const wordSpan = (found: readonly string[]): Span | null => {
  if (!found.some((token) => agoWords.has(token))) return null;
  for (const [t, token] of found.entries()) {
    const unit = unitWords.get(found[t + 1] ?? '');
    if (typeof unit !== 'string') continue;
    if (/^\d{1,4}$/.test(token)) return { count: Number(token), unit };
    if (oneWords.has(token)) return { count: 1, unit };
  }
  return null;
};

const dayOf = (moment: Date): CalendarDate => ({
  year: moment.getUTCFullYear(),
  month: moment.getUTCMonth() + 1,
  day: moment.getUTCDate(),
  time: null,
});

/** Goes back by a span; what is finer than the unit was not told, so it is left out. */
const before = (now: Date, { count, unit }: Span): RelativeDate => {
  if (unit === 'year' || unit === 'month') {
    const months = now.getUTCFullYear() * 12 + now.getUTCMonth() - count * (unit === 'year' ? 12 : 1);
    const month = unit === 'year' ? null : (months % 12) + 1;
    return { date: { year: Math.floor(months / 12), month, day: null, time: null }, precision: unit };
  }
  const moment = new Date(now.getTime() - count * unitMs[unit]);
  if (unit === 'day' || unit === 'week') return { date: dayOf(moment), precision: unit };
  const time = moment.toISOString().slice(11, unit === 'second' ? 19 : 16);
  return { date: { ...dayOf(moment), time: `${time}Z` }, precision: unit };
};
