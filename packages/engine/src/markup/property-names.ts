/** What a column is called: for readers, and for programs. */
export type ColumnNames = { readonly labels: readonly string[]; readonly hints: readonly string[] };

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** Types whose properties are the owner's own, only structured: an offer's price is the product's price. */
const valueTypes = words(
  'Offer AggregateOffer AggregateRating Rating PostalAddress GeoCoordinates NutritionInformation QuantitativeValue ' +
    'MonetaryAmount PriceSpecification UnitPriceSpecification CompoundPriceSpecification ContactPoint Place Duration ' +
    'MonetaryAmountDistribution OpeningHoursSpecification EntryPoint InteractionCounter EducationalOccupationalCredential',
);

/** The same, for objects that do not say their type. */
const valueProperties = words(
  'offers offer aggregateRating rating address geo nutrition price prices priceSpecification baseSalary salary location ' +
    'pricing attributes availability',
);

/** Properties of every thing: on a nested one they say nothing about its owner. */
const commonProperties = words(
  'name url image description identifier sameAs text title id slug type value additionalType alternateName logo key label',
);

/** What stands for a whole thing when only its name is asked for. */
const standsFor = words('name text value title label');
const imageProperties = /image|photo|picture|logo|thumbnail|media|primaryImageOfPage/i;
const addresses = words('url contentUrl src href');

/** A step on the way from a record to a value. */
export type PropertyStep = {
  readonly property: string;
  /** Types of the item that has the property. */
  readonly types: readonly string[];
};

/**
 * What a property path is called: `offers.price`, `Offer.price`, and `price` where that is the record's own;
 * `brand.name` is called `brand`.
 */
export const namesOf = (steps: readonly PropertyStep[]): ColumnNames => {
  const properties = steps.map(({ property }) => property);
  const last = steps.at(-1) ?? { property: '', types: [] };
  const hints = new Set([properties.join('.')]);
  const owner = steps.at(-2);
  const isOwn = steps.slice(1).every((step, i) => isValueStep(step, properties[i] ?? ''));
  if (owner !== undefined && isOwn && !commonProperties.has(last.property)) hints.add(last.property);
  if (owner !== undefined && standsForOwner(last.property, owner.property)) {
    hints.add(properties.slice(0, -1).join('.'));
    if (owner.property === 'offers' || owner.property === 'baseSalary') hints.delete(last.property);
  }
  for (const type of last.types.slice(0, 3)) hints.add(`${type}.${last.property}`);
  return { labels: [], hints: [...hints] };
};

const isValueStep = ({ types }: PropertyStep, property: string): boolean =>
  types.length > 0 ? types.some((type) => valueTypes.has(type)) : valueProperties.has(property);

const standsForOwner = (property: string, owner: string): boolean =>
  standsFor.has(property) || (imageProperties.test(owner) && addresses.has(property));
