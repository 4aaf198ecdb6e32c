import { refusal } from './refuse.ts';

// NIST SP 800-63B-4, 3.1.1.2: eight at least, length over rules. Characters as a person counts them.
const leastCharacters = 8;

/** Throws `weak_password` for what is too short to be one. */
export const checkPassword = (password: string): void => {
  if ([...password].length < leastCharacters) throw refusal('weak_password');
};
