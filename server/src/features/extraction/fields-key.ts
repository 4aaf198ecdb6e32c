import { createHash } from 'node:crypto';
import { fieldsAsked, type LearningRequest } from '@gleaner/engine';

/**
 * Tells the requests that ask the same of a page: SHA-256 of the canonical list of their fields. Null when the page itself
 * decides its fields, so that nothing tells them apart. For the threads that read pages: it takes the whole engine.
 */
export const fieldsKeyOf = (request: LearningRequest): string | null => {
  const names = fieldsAsked(request);
  return names.length === 0 ? null : createHash('sha256').update(JSON.stringify(names)).digest('hex');
};
