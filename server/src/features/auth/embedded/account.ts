/** Something a person may sign in with; here always e-mail and password. */
export type Identity = {
  readonly id: string;
  readonly providerId: string;
  readonly provider: string;
  readonly data: Metadata;
  readonly lastSignInAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

/** Whatever a program keeps about a user, as JSON. */
export type Metadata = Readonly<Record<string, unknown>>;

/** Somebody who can sign in. */
export type Account = {
  readonly id: string;
  readonly email: string | null;
  readonly passwordHash: string | null;
  readonly emailConfirmedAt: Date | null;
  readonly lastSignInAt: Date | null;
  readonly appMetadata: Metadata;
  readonly userMetadata: Metadata;
  readonly bannedUntil: Date | null;
  readonly identities: readonly Identity[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
};
