import { z } from 'zod';
import { AppError } from '../../../kernel/app-error.ts';
import type { Credential } from '../google/find-credential.ts';

/** What Google answered to a call that it did not do. */
export type SheetsAnswer = { readonly status: number; readonly body: unknown };

const Body = z.object({
  error: z.object({
    message: z.string(),
    details: z.array(z.looseObject({ reason: z.string().optional() })).optional(),
  }),
});

const messageOf = ({ body }: SheetsAnswer): string => Body.safeParse(body).data?.error.message ?? '';
const reasonsOf = ({ body }: SheetsAnswer): readonly string[] =>
  Body.safeParse(body).data?.error.details?.flatMap(({ reason }) => reason ?? []) ?? [];

const tokenRefused = (kind: Credential['kind']): AppError => {
  switch (kind) {
    case 'own token':
      return new AppError(
        'google_token_refused',
        'Google does not accept the token in X-Google-Access-Token: get a new one and send the same request again.',
      );
    case 'connection':
      return new AppError(
        'google_grant_revoked',
        'Google ended the access of this account: connect it again.',
      );
    case 'service account':
      return new AppError(
        'google_access_denied',
        "Google does not accept this server's service account: its operator has to look at GOOGLE_SERVICE_ACCOUNT_JSON.",
      );
  }
};

const whoNeedsAccess = (kind: Credential['kind']): string =>
  kind === 'service account'
    ? "share the spreadsheet with this server's service account as an editor"
    : 'ask its owner to make this account an editor';

/** Whether Google asks to come again later, as many do who have written too much in a minute. */
export const isTooMany = (answer: SheetsAnswer): boolean =>
  answer.status === 429 || (answer.status === 403 && /quota|rate limit/i.test(messageOf(answer)));

/** What a refusal means for a person, and what to do about it. */
export const refusalOf = (answer: SheetsAnswer, kind: Credential['kind']): AppError => {
  const message = messageOf(answer);
  const cause = new Error(`Google answered ${answer.status}: ${message}`);
  const refuse = (code: ConstructorParameters<typeof AppError>[0], sentence: string): AppError =>
    new AppError(code, sentence, { cause });
  if (/protected (cell|range|object)/i.test(message)) {
    return refuse(
      'sheet_protected',
      'The cells are protected: ask the owner of the spreadsheet to allow this account to edit them, or export to another sheet.',
    );
  }
  if (/above the limit of [\d,]+ cells/i.test(message)) return fullSheet(cause);
  if (/unable to parse range|no grid with id/i.test(message)) {
    return refuse('sheet_not_found', 'The sheet is not there any more: name another one, or use mode "new".');
  }
  if (answer.status === 401) return tokenRefused(kind);
  if (reasonsOf(answer).includes('ACCESS_TOKEN_SCOPE_INSUFFICIENT') || /insufficient.*scope/i.test(message)) {
    return refuse(
      'google_access_denied',
      'The Google token may not write spreadsheets: it needs the scope drive.file or spreadsheets.',
    );
  }
  if (answer.status === 403) {
    return refuse('google_access_denied', `This account may not write there: ${whoNeedsAccess(kind)}.`);
  }
  if (answer.status === 404) {
    return refuse(
      'spreadsheet_not_found',
      'This account sees no such spreadsheet: check its id. A connected account reaches only those that Gleaner made; leave spreadsheetId out to have one made.',
    );
  }
  return refuse('google_unavailable', 'Google did not do what was asked: try again later.');
};

/** A spreadsheet holds ten million cells. */
export const fullSheet = (cause?: unknown): AppError =>
  new AppError(
    'sheet_full',
    'The spreadsheet would have more than 10,000,000 cells, which is all that Google Sheets holds: delete rows or sheets, or export to a new spreadsheet.',
    cause === undefined ? {} : { cause },
  );
