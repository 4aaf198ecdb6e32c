import { hash } from 'node:crypto';
import { z } from 'zod';
import type { ActivityPlace } from './activity.ts';

const Place = z.tuple([z.iso.datetime().refine((at) => Date.parse(at) >= 0), z.uuid()]);
const sumLength = 16;

// Not a secret: whoever forges one pages through the own rows, for every query asks for those of one user only. It tells
// a cursor that was mixed up from one that was given to this user.
const sumOf = (userId: string, place: string): string =>
  hash('sha256', `${userId} ${place}`, 'base64url').slice(0, sumLength);

/** The place where the next page begins, as one word that means nothing to anybody else than this user. */
export const writeCursor = (userId: string, { at, id }: ActivityPlace): string => {
  const place = Buffer.from(JSON.stringify([at, id])).toString('base64url');
  return `${sumOf(userId, place)}${place}`;
};

/** The place that a cursor names; null when it was not given to this user or was changed on the way. */
export const readCursor = (userId: string, cursor: string): ActivityPlace | null => {
  const place = cursor.slice(sumLength);
  if (cursor.slice(0, sumLength) !== sumOf(userId, place)) return null;
  const read = Place.safeParse(parsed(Buffer.from(place, 'base64url').toString()));
  return read.success ? { at: read.data[0], id: read.data[1] } : null;
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
};
