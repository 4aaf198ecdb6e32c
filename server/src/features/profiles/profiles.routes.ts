import { z } from 'zod';
import type { Door } from '../../http/door.ts';
import { noContent, ok } from '../../http/reply.ts';
import type { Routes } from '../../http/route.ts';
import type { UsageReading } from '../../kernel/usage-reading.ts';
import { writtenText } from '../../kernel/written-text.ts';
import {
  AccountReply,
  type LimitsOf,
  SettingsReply,
  toAccountReply,
  toSettingsReply,
} from './account-reply.ts';
import { exportKinds, type MemberProfile, type Profile } from './profile.ts';
import type { Settings } from './settings.ts';

// Offsets such as +01:00 are taken by the runtime too, but they are no zones: they know no summer time.
const isTimeZone = (name: string): boolean => {
  try {
    return /^[A-Za-z]/.test(name) && new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
};

/** What `PATCH /api/user/settings` takes; what is not named stays as it is. */
const SettingsBody = z.strictObject({
  smart_formatting: z.boolean('must be true or false').exactOptional(),
  display_name: writtenText({ most: 200 }).nullable().exactOptional(),
  default_export: z
    .enum(exportKinds, `must be one of ${exportKinds.join(', ')}, or null`)
    .nullable()
    .exactOptional(),
  time_zone: writtenText({ most: 100 })
    .refine(isTimeZone, 'must be a time zone such as Europe/Madrid')
    .nullable()
    .exactOptional(),
});

const toChanges = (body: z.output<typeof SettingsBody>): Partial<Settings> => ({
  ...(body.smart_formatting === undefined ? {} : { smartFormatting: body.smart_formatting }),
  ...(body.display_name === undefined ? {} : { displayName: body.display_name }),
  ...(body.default_export === undefined ? {} : { defaultExport: body.default_export }),
  ...(body.time_zone === undefined ? {} : { timeZone: body.time_zone }),
});

const DeletionBody = z.strictObject({
  confirm: writtenText({ most: 320 }).describe("The account's e-mail address, or its id where it has none"),
});

type MemberDoor = Door<{ readonly user: MemberProfile }>;
/** `fresh` asks about the session every time: for what changes the account. */
export type AccountDoors = { readonly door: MemberDoor; readonly fresh: MemberDoor };

type Needs = AccountDoors & {
  readonly limitsOf: LimitsOf;
  readonly readUsage: (user: MemberProfile) => Promise<UsageReading>;
  readonly changeSettings: (user: Profile, changes: Partial<Settings>) => Promise<Settings>;
  readonly deleteAccount: (user: Profile, confirm: string) => Promise<void>;
};

/** Declares `GET /api/user/me`, `PATCH /api/user/settings` and `DELETE /api/user/me`. */
export const declareAccount = (routes: Routes, needs: Needs): void => {
  const { door, fresh, limitsOf, readUsage, changeSettings, deleteAccount } = needs;
  routes.get(
    '/api/user/me',
    { door, summary: 'Your account: plan, usage, limits, settings', reply: AccountReply },
    async ({ user }) => ok(toAccountReply(user, { usage: await readUsage(user), limitsOf })),
  );
  routes.patch(
    '/api/user/settings',
    { door: fresh, summary: 'Change your settings', body: SettingsBody, reply: SettingsReply },
    async ({ user, body }) => ok(toSettingsReply(await changeSettings(user, toChanges(body)))),
  );
  routes.delete(
    '/api/user/me',
    {
      door: fresh,
      summary: 'Delete your account and all that belongs to it',
      body: DeletionBody,
      reply: null,
    },
    async ({ user, body }) => {
      await deleteAccount(user, body.confirm);
      return noContent();
    },
  );
};
