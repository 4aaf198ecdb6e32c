import type { LearningRequest } from './answer-page.ts';
import { readRequest } from './querying/read-request.ts';
import { canonicalName } from './wrapper/canonical-name.ts';

/**
 * The canonical list of the fields that a request asks for, sorted: requests with one list ask the same of a page,
 * however they word it. Empty when the page itself decides ("everything").
 */
export const fieldsAsked = ({
  examples = [],
  ...request
}: Pick<LearningRequest, 'instruction' | 'fields' | 'schema' | 'query' | 'examples'>): readonly string[] => {
  const asked = readRequest(request).fields.map(({ name }) => name);
  const names = asked.length > 0 ? asked : examples.flatMap((example) => Object.keys(example));
  return [...new Set(names.map(canonicalName))].sort();
};
