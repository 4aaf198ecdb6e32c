import { randomUUID } from 'node:crypto';
import { escapeIdentifier } from 'pg';
import { inject } from 'vitest';
import { z } from 'zod';
import { runAsAdmin, withDatabase } from './services/service-desk.ts';

const ask = async (path: string): Promise<unknown> => {
  const answer = await fetch(`${inject('serviceDesk')}${path}`);
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
};

const PostgresAnswer = z.object({ adminUrl: z.string(), template: z.string() });

/** A database on a real Postgres, the test's own: migrated, or with nothing in it. */
export type TestDatabase = { readonly url: string; readonly drop: () => Promise<void> };

/** Asks for a database of the test's own; `drop` it in the end. */
export const createTestDatabase = async ({ migrated = true } = {}): Promise<TestDatabase> => {
  const { adminUrl, template } = PostgresAnswer.parse(await ask('/postgres'));
  const name = `gleaner_test_${randomUUID().replaceAll('-', '')}`;
  const source = escapeIdentifier(migrated ? template : 'template0');
  await runAsAdmin(adminUrl, `create database ${escapeIdentifier(name)} template ${source}`);
  return {
    url: withDatabase(adminUrl, name),
    drop: () => runAsAdmin(adminUrl, `drop database ${escapeIdentifier(name)} with (force)`),
  };
};

/** The address of a database on a real Redis that no other test file uses. */
export const findTestRedis = async (): Promise<string> =>
  z.object({ url: z.string() }).parse(await ask('/redis')).url;
