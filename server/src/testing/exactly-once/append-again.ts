import type { Exporter } from './drill-steps.ts';

// Google takes so many at once; the rows of the drill are not small.
const rowsACall = 1_000;

/** The design that this one replaces: appends, and appends again when no answer came. */
export const appendAgain =
  ({ url, token }: { readonly url: string; readonly token: string }): Exporter =>
  async ({ rows, spreadsheetId }) => {
    const path = `/v4/spreadsheets/${spreadsheetId}/values/Rows:append?valueInputOption=RAW`;
    const append = async (some: readonly object[]): Promise<void> => {
      for (let attempt = 0; attempt < 3; attempt += 1) {
        const answer = await fetch(`${url}${path}`, {
          method: 'POST',
          headers: { authorization: `Bearer ${token}` },
          body: JSON.stringify({ values: some.map((row) => Object.values(row)) }),
        }).catch(() => null);
        if (answer?.ok) return;
      }
      throw new Error('Google does not answer.');
    };
    for (let from = 0; from < rows.length; from += rowsACall)
      await append(rows.slice(from, from + rowsACall));
    return { spreadsheetId: spreadsheetId ?? '' };
  };
