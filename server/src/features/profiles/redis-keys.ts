/** Where a user's profile is kept. */
export const profileKey = (userId: string): string => `user:profile:${userId}`;

/** Where the last verdict on a session is kept. */
export const sessionKey = (sessionId: string): string => `session:${sessionId}`;

/** Where what a user has used this month is kept. */
export const usageKey = (userId: string): string => `usage:user:${userId}`;
