import { type Page, rawAttribute, tagOf } from '../page/page.ts';
import { isStableName } from '../wrapper/stable-names.ts';
import type { RecordPattern, Step } from '../wrapper/wrapper.ts';
import { classesOf } from './element-steps.ts';

/** How many of the elements around a record are written down. */
const mostWithin = 5;
const leastHeld = 0.3;

/** What two elements have in common. */
const sharedStep = (page: Page, one: number, other: number, withClasses: boolean): Step => {
  const theirs = classesOf(page, other);
  const classes = withClasses ? classesOf(page, one).filter((name) => theirs.includes(name)) : [];
  const id = rawAttribute(page, one, 'id') ?? '';
  const sharesId = one === other && isStableName(id);
  return { tag: tagOf(page, one), ...(sharesId ? { id } : {}), ...(classes.length === 0 ? {} : { classes }) };
};

/**
 * How elements like both are found: by tag and shared classes, and the same of what is around them.
 * @param withClasses false: by the tag alone, for records that differ in their classes.
 */
export const patternOf = (
  page: Page,
  [one, other]: readonly [number, number],
  { span, withClasses }: { readonly span: RecordPattern['span']; readonly withClasses: boolean },
): RecordPattern => {
  const within: Step[] = [];
  let a = page.parent[one] ?? -1;
  let b = page.parent[other] ?? -1;
  for (; a > 0 && b > 0 && within.length < mostWithin; a = page.parent[a] ?? -1, b = page.parent[b] ?? -1) {
    if (page.tag[a] !== page.tag[b] || tagOf(page, a) === 'body') break;
    within.push(sharedStep(page, a, b, true));
  }
  return { span, step: sharedStep(page, one, other, withClasses), within, leastHeld };
};
