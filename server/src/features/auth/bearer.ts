// Node takes 16 KB of headers in all; whoever calls us otherwise is held to the same, before anything is parsed.
const mostCharacters = 16_384;

/** The token of an `Authorization: Bearer …` header (RFC 6750), or null when there is none. */
export const bearerOf = (authorization: string | undefined): string | null => {
  if (authorization === undefined || authorization.length > mostCharacters) return null;
  return /^bearer +([\w.~+/=-]+) *$/i.exec(authorization.trim())?.[1] ?? null;
};
