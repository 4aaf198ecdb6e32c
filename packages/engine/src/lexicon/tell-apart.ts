import type { FieldQuery } from './concept.ts';
import { findConcept } from './find-concept.ts';

/** What only records of code have; beside it, "stars" are counted. */
const codeConcepts = new Set(['forks', 'repository', 'commits', 'issues']);

/** Chooses between the meanings of a word by the fields beside it. */
export const toldApart = (fields: readonly FieldQuery[]): FieldQuery[] => {
  const isCode = fields.some(({ concept }) => concept !== null && codeConcepts.has(concept.name));
  const starCount = isCode ? findConcept('star count') : null;
  return fields.map((field) =>
    starCount !== null && field.words.length === 1 && /^stars?$/.test(field.words[0] ?? '')
      ? { ...field, concept: starCount, type: starCount.type }
      : field,
  );
};
