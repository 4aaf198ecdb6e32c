import { commerceConcepts } from './commerce.ts';
import type { Concept } from './concept.ts';
import { contentConcepts } from './content.ts';
import { measureConcepts } from './measures.ts';
import { peopleConcepts } from './people-places.ts';
import { webConcepts } from './web.ts';
import { workLifeConcepts } from './work-life.ts';
import { workConcepts } from './works.ts';

/** All notions the engine knows. Where two share a synonym, the earlier one has it. */
export const concepts: readonly Concept[] = [
  ...contentConcepts,
  ...commerceConcepts,
  ...webConcepts,
  ...peopleConcepts,
  ...workConcepts,
  ...workLifeConcepts,
  ...measureConcepts,
];
