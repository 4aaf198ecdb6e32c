/** What may be asked for, without what reads pages: for a thread that only checks and hands on. */

export { maxFields, maxRows } from './extraction.ts';
export { operators } from './querying/query.ts';
export { readRowSchema } from './row-schema.ts';
export { valueTypes } from './values/value-type.ts';
export { isSameTemplate } from './wrapper/fingerprint.ts';
export { selectorKinds, wrapperVersion } from './wrapper/wrapper.ts';
