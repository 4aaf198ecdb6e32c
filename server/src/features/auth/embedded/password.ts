import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { AppError } from '../../../kernel/app-error.ts';

/** Argon2id's costs (RFC 9106): kibibytes of memory, passes over them, lanes. */
type PasswordCost = { readonly memoryKib: number; readonly passes: number; readonly lanes: number };

/** OWASP's first recommendation for Argon2id where memory is dear: 19 MiB, two passes. */
const passwordCost: PasswordCost = { memoryKib: 19_456, passes: 2, lanes: 1 };

/** Hashes passwords, and compares them with their hashes in the same time whether there is a hash or not. */
export type Passwords = {
  readonly hash: (password: string) => Promise<string>;
  readonly matches: (password: string, stored: string | null) => Promise<boolean>;
};

const derive = promisify(argon2);
const tagLength = 32;
// Each takes its memory and one of few threads, which files and names wait for too.
const mostAtOnce = 32;

type Hash = PasswordCost & { readonly salt: Buffer; readonly tag: Buffer };

/** The PHC string format: the costs stand beside the hash, so they may be raised without locking anybody out. */
const format = ({ memoryKib, passes, lanes, salt, tag }: Hash): string => {
  const text = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');
  return `$argon2id$v=19$m=${memoryKib},t=${passes},p=${lanes}$${text(salt)}$${text(tag)}`;
};

const parse = (stored: string): Hash | null => {
  const parts = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/.exec(stored);
  if (!parts) return null;
  const [, memoryKib, passes, lanes, salt = '', tag = ''] = parts;
  return {
    memoryKib: Number(memoryKib),
    passes: Number(passes),
    lanes: Number(lanes),
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  };
};

/** Argon2id with the costs given for new hashes; old ones are compared at the costs they were made with. */
export const createPasswords = (cost: PasswordCost = passwordCost): Passwords => {
  let working = 0;

  const tagOf = async (password: string, { memoryKib, passes, lanes, salt }: Omit<Hash, 'tag'>) => {
    if (working >= mostAtOnce) {
      throw new AppError('overloaded', 'Too many are signing in at this moment.', { retryAfterSeconds: 2 });
    }
    working += 1;
    try {
      // One letter may be written in several ways (RFC 8265): the same password from another keyboard is the same.
      const message = password.normalize('NFKC');
      return await derive('argon2id', {
        message,
        nonce: salt,
        memory: memoryKib,
        passes,
        parallelism: lanes,
        tagLength,
      });
    } finally {
      working -= 1;
    }
  };

  // Whoever has no account, or no password, is compared with this: the answer takes as long as for anybody else.
  const nobody: Hash = { ...cost, salt: randomBytes(16), tag: randomBytes(tagLength) };

  return {
    hash: async (password) => {
      const salt = randomBytes(16);
      return format({ ...cost, salt, tag: await tagOf(password, { ...cost, salt }) });
    },
    matches: async (password, stored) => {
      const expected = (stored === null ? null : parse(stored)) ?? nobody;
      return timingSafeEqual(await tagOf(password, expected), expected.tag);
    },
  };
};
