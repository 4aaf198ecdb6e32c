import type { Scalar, SchemaProperty } from '../extraction.ts';
import { coerceValue } from './coerce-value.ts';
import type { ValueType } from './value-type.ts';

/** A value as the schema wants it; null, with the reason, when the text cannot be read that way. */
export type CoercedCell = { readonly value: Scalar | null; readonly warning: string | null };

/** A text as it stood in the page and what kind of value it was recognised as. */
export type TypedText = { readonly text: string; readonly type: ValueType };

/** Reads one text of a cell as its schema property asks; for a list property, call it for each item. */
export const coerceCell = ({ text, type }: TypedText, property: SchemaProperty): CoercedCell => {
  const value = property.kind === 'string' ? text : coerceValue(text, property.kind, type);
  if (value === null) return refuse(text, property, `is not ${named[property.kind]}`);
  // A choice in another spelling would be a value that is not in the page.
  if (property.enum !== undefined && !property.enum.includes(String(value)))
    return refuse(text, property, 'is none of the choices');
  return { value, warning: null };
};

const refuse = (text: string, { name }: SchemaProperty, why: string): CoercedCell => ({
  value: null,
  warning: `${name}: "${text.length > 60 ? `${text.slice(0, 59)}…` : text}" ${why}`,
});

const named = {
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'a yes or no',
} as const;
