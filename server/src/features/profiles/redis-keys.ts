/** Where a user's profile is kept. */
export const profileKey = (userId: string): string => `user:profile:${userId}`;

/** Where the last verdict on a session is kept. */
export const sessionKey = (sessionId: string): string => `session:${sessionId}`;
