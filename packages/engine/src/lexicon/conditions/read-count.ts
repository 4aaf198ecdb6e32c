const words =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  );

/** A whole number in figures or, up to twenty, in words; for use within a pattern. */
export const countPattern = `\\d{1,5}|${words.slice(1).join('|')}`;

/** Reads what `countPattern` matches; null for none and for nought. */
export const readCount = (written: string): number | null => {
  const count = /^\d/.test(written) ? Number(written) : words.indexOf(written.toLowerCase());
  return count > 0 ? count : null;
};
