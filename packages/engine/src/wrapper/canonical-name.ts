/** A field's name without what people write differently: `Unit price`, `unit_price` and `UNIT PRICE` are one. */
export const canonicalName = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '') || name.trim();
