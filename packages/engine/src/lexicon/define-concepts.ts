import { type ValueType, valueTypes } from '../values/value-type.ts';
import type { Concept } from './concept.ts';

/**
 * Reads concepts from a table, one a line:
 * `name | type | synonyms, … | properties … | hints …`. A `*` behind the name means that a record may have several.
 * @throws {Error} on a line that names no value type; the tables are constants, so a test would see it first.
 */
export const defineConcepts = (table: string): readonly Concept[] =>
  table
    .trim()
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(readLine);

const readLine = (line: string): Concept => {
  const [name = '', type = '', synonyms = '', properties = '', hints = ''] = line
    .split('|')
    .map((part) => part.trim());
  return {
    name: name.replace('*', ''),
    synonyms: synonyms
      .split(',')
      .map((synonym) => synonym.trim())
      .filter(Boolean),
    type: readType(type, name),
    properties: properties.split(/\s+/).filter(Boolean),
    hints: hints.split(/\s+/).filter(Boolean),
    multiple: name.endsWith('*'),
  };
};

const readType = (type: string, name: string): ValueType => {
  const known = valueTypes.find((one) => one === type);
  if (known === undefined) throw new Error(`The concept ${name} has no value type: ${type}`);
  return known;
};
