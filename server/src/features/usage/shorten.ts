const longestSummary = 200;

/** What a list can show of a text: whole characters, on one line, without those that Postgres cannot keep. */
export const shorten = (text: string): string => {
  const line = text
    .slice(0, 10 * longestSummary)
    .toWellFormed()
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  const characters = [...line];
  return characters.length <= longestSummary ? line : `${characters.slice(0, longestSummary - 1).join('')}…`;
};
