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

/** Types that are told by their form alone; a code or a stock word is only told with the field's name. The first that fits is it. */
export const tellingTypes: readonly ValueType[] = [
  'money',
  'percent',
  'rating',
  'date',
  'duration',
  'email',
  'url',
  'image',
  'number',
];
