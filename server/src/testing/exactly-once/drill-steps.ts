/**
 * Kills an export to a sheet at each of its steps in turn, or loses Google's answer there, sends it again under its key,
 * and counts what is in the sheet then.
 */

import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import type { WritingPool } from '../../features/exports/writing/writing-pool.ts';
import type { Db } from '../../platform/postgres/postgres.ts';
import { openSheets, type WantedSheet } from '../google/open-sheets.ts';
import type { CallHooks, StandInSheets } from '../google/stand-in-sheets.ts';

/** Something that brings rows to a sheet under a key, as one instance has it. */
export type Exporter = (
  wanted: WantedSheet & { readonly key: string },
) => Promise<{ readonly spreadsheetId: string }>;
/** Makes an exporter that dies after so many statements, or when it is told that it is dead. */
export type OpenExporter = (ground: {
  readonly url: string;
  readonly token: string;
  readonly leaseMs: number;
  readonly dieAfter: number | null;
  readonly dead: AbortSignal;
  readonly afterStatement: () => Promise<void>;
}) => Exporter;

type Ground = {
  readonly db: Db;
  readonly google: StandInSheets;
  readonly writing: WritingPool;
  readonly userId: string;
  readonly rows: readonly object[];
};

/** What happens at a step: the process is gone before Google's work, after it, after a statement; or an answer is lost. */
export const mishaps = [
  'killed before a call',
  'killed after a call',
  'killed after a statement',
  'answer lost',
  'call lost',
] as const;
type Mishap = (typeof mishaps)[number];

/** What was counted. */
export type DrillReport = {
  readonly steps: number;
  readonly duplicates: number;
  readonly missing: number;
  readonly misplaced: number;
};

const leaseMs = 400;
const account = 'drill@example.com';
const former = ['first', 'second', 'third'];

/** Somebody whose exports are drilled. */
export const addDrillUser = async (db: Db): Promise<string> => {
  const userId = randomUUID();
  await sql`insert into public.users (id) values (${userId})`.execute(db);
  return userId;
};

/** Stands for a process that is gone: what waits for it waits for ever. */
const gone = (): Promise<never> => new Promise(() => {});

/** Stops for ever after the nth statement, as a process that was killed does; `reached` tells that it has. */
const createKiller = (mishap: Mishap, step: number) => {
  const dieAfter = mishap === 'killed after a statement' ? step : null;
  let left = dieAfter ?? Number.POSITIVE_INFINITY;
  const death = new AbortController();
  let reach = (): void => {};
  const reached = new Promise<void>((resolve) => {
    reach = resolve;
  });
  const die = async (): Promise<never> => {
    death.abort();
    reach();
    return gone();
  };
  const afterStatement = async (): Promise<void> => {
    left -= 1;
    if (left === 0) await die();
  };
  return { reached, die, victim: { leaseMs, dieAfter, dead: death.signal, afterStatement } };
};

const hooksFor = (mishap: Mishap, step: number, die: () => Promise<never>): CallHooks => {
  switch (mishap) {
    case 'killed before a call':
      return { decide: ({ n }) => (n === step ? die() : 'answered') };
    case 'killed after a call':
      return { done: async ({ n }) => (n === step ? die() : undefined) };
    case 'answer lost':
      return { decide: ({ n }) => (n === step ? 'reply lost' : 'answered') };
    case 'call lost':
      return { decide: ({ n }) => (n === step ? 'request lost' : 'answered') };
    case 'killed after a statement':
      return {};
  }
};

const openOurs =
  ({ db, writing }: Pick<Ground, 'db' | 'writing'>): OpenExporter =>
  ({ url, leaseMs, afterStatement }) =>
    openSheets({ db, url, writing, leaseMs, afterStatement }).export;

/** Sends the request again until it is done: a process that died is missed after a while, and until then it is refused. */
const sendUntilDone = async (run: Exporter, wanted: Parameters<Exporter>[0]) => {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await run(wanted);
    } catch (error) {
      if (attempt === 60) throw error;
      await wait(leaseMs / 3);
    }
  }
};

type Case = { readonly mode: WantedSheet['mode']; readonly isNewBook: boolean };

const count = (ground: Ground, id: string, { mode }: Case) => {
  const sheet = ground.google.book(id).sheets.at(-1);
  const written = (sheet?.rows ?? []).slice(mode === 'append' ? 1 + former.length : 1).map(([cell]) => cell);
  const wanted = ground.rows.map((_row, n) => n);
  return {
    duplicates: written.length - new Set(written).size,
    missing: wanted.length - new Set(written.filter((cell) => typeof cell === 'number')).size,
    misplaced: wanted.filter((n) => written[n] !== n).length,
  };
};

type Exporters = { readonly first: OpenExporter; readonly again: OpenExporter };
const unharmed = {
  ...{ leaseMs, dieAfter: null, dead: new AbortController().signal },
  afterStatement: async () => {},
};

/** One request with its mishap; null when it was over before the step came. */
const tryStep = async (
  ground: Ground,
  { first, again }: Exporters,
  how: Case,
  mishap: Mishap,
  step: number,
) => {
  const { google, userId, rows } = ground;
  const token = google.oauth.issue(account);
  const book = google.addBook(account, [['id', 'text'], ...former.map((text) => ['', text])]);
  const spreadsheetId = how.isNewBook ? null : book.id;
  const wanted = { userId, token, rows, mode: how.mode, spreadsheetId, key: randomUUID() };
  const { die, reached, victim } = createKiller(mishap, step);
  google.setHooks(hooksFor(mishap, step, die));
  const ended = first({ url: google.url, token, ...victim })(wanted).then(
    () => 'done' as const,
    () => 'refused' as const,
  );
  const end = await Promise.race([ended, reached.then(() => 'killed' as const)]);
  const isOver = end === 'done' && (mishap.startsWith('killed') || google.countCalls() < step);
  google.setHooks({});
  const done = await sendUntilDone(again({ url: google.url, token, ...unharmed }), wanted);
  return { isOver, counted: count(ground, done.spreadsheetId, how) };
};

const cases: readonly Case[] = [
  { mode: 'append', isNewBook: false },
  { mode: 'replace', isNewBook: false },
  { mode: 'new', isNewBook: false },
  { mode: 'new', isNewBook: true },
];

/** Tries every step of every mode. @param every 1: each step; 3: every third. */
export const drillSteps = async (
  ground: Ground,
  {
    every = 1,
    modes = cases,
    again = openOurs(ground),
    first = again,
    kinds = mishaps,
  }: {
    readonly every?: number;
    readonly modes?: readonly Case[];
    /** Who has the mishap, if it is not the one that is asked again. */
    readonly first?: OpenExporter;
    readonly again?: OpenExporter;
    readonly kinds?: readonly Mishap[];
  } = {},
): Promise<DrillReport> => {
  let report: DrillReport = { steps: 0, duplicates: 0, missing: 0, misplaced: 0 };
  for (const how of modes) {
    for (const mishap of kinds) {
      for (let step = 1; ; step += every) {
        const { isOver, counted } = await tryStep(ground, { first, again }, how, mishap, step);
        report = {
          steps: report.steps + 1,
          duplicates: report.duplicates + counted.duplicates,
          missing: report.missing + counted.missing,
          misplaced: report.misplaced + counted.misplaced,
        };
        if (isOver) break;
      }
    }
  }
  return report;
};
