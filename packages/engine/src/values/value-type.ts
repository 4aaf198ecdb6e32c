/** The kinds of value that the engine recognises in a text or an attribute. */
export const valueTypes = [
  'text',
  'money',
  'number',
  'percent',
  'rating',
  'date',
  'duration',
  'phone',
  'email',
  'url',
  'image',
  'isbn',
  'gtin',
  'sku',
  'availability',
] as const;

export type ValueType = (typeof valueTypes)[number];
