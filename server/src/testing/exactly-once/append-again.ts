import type { Exporter } from './drill-steps.ts';

/** The design that this one replaces: appends, and appends again when no answer came. */
export const appendAgain =
  ({ url, token }: { readonly url: string; readonly token: string }): Exporter =>
  async ({ rows, spreadsheetId }) => {
    const values = rows.map((row) => Object.values(row));
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const path = `/v4/spreadsheets/${spreadsheetId}/values/Rows:append?valueInputOption=RAW`;
      const answer = await fetch(`${url}${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}` },
        body: JSON.stringify({ values }),
      }).catch(() => null);
      if (answer?.ok) return { spreadsheetId: spreadsheetId ?? '' };
    }
    throw new Error('Google does not answer.');
  };
