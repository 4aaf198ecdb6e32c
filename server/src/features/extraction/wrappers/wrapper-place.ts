import { createHash } from 'node:crypto';
import { fieldsAsked, type LearningRequest } from '@gleaner/engine';
import type { WrapperPlace } from './kept-wrapper.ts';

type Asked = Pick<LearningRequest, 'instruction' | 'fields' | 'schema' | 'examples'> & {
  readonly url?: string;
};

/** Where wrappers for a request are kept; null when the page itself decides its fields, so that nothing tells them apart. */
export const placeOf = (userId: string, { url, ...asked }: Asked): WrapperPlace | null => {
  const names = fieldsAsked(asked);
  if (names.length === 0) return null;
  const fieldsKey = createHash('sha256').update(JSON.stringify(names)).digest('hex');
  return { userId, site: url === undefined ? '' : new URL(url).origin, fieldsKey };
};
