/** Names that tell an element's place, state or look, not what it is: they come and go between pages. */
const passing =
  /^(?:first|last|odd|even|alt|alternate|active|selected|current|hover|focus|open|opened|closed|collapsed|expanded|visible|hidden|loaded|lazy|lazyload(?:ed)?|clearfix|cf|clear|new|sponsored|featured|is-.*|has-.*|js-.*|ng-.*|col-.*|row-.*|w-\d.*|order-.*|nth.*|.*[-_]{1,2}(?:first|last|odd|even|alt|active|selected|current))$/i;

/** A hash of a build (`css-1q8x`, `sc-bdVaJa`, `Card_title__3xKq9`) mixes cases or digits where a word does not. */
const hashed =
  /^(?:css|sc|jss|svelte|emotion|styled)-|__[A-Za-z0-9_-]{5,}$|^[a-z]{0,3}[A-Z][a-z]+[A-Z]\w*\d|^_[A-Za-z0-9]{5,}$/;

/** A name that the next page of the template most likely has too: a word, without digits and without a hash. */
export const isStableName = (name: string): boolean =>
  name.length > 1 &&
  name.length < 60 &&
  !/\d/.test(name) &&
  /[a-z]/i.test(name) &&
  !passing.test(name) &&
  !hashed.test(name);

/** The stable names of a class attribute, in a fixed order. */
export const stableClasses = (classAttribute: string): readonly string[] =>
  [...new Set(classAttribute.split(/\s+/))].filter(isStableName).sort();
