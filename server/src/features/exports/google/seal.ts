import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

const keyIdBytes = 4;
const nonceBytes = 12;
const tagBytes = 16;

/** Keeps short secrets so that whoever reads the database cannot use them. */
export type Seal = {
  /** @param owner whose secret it is: it does not open for anybody else. */
  readonly seal: (secret: string, owner: string) => Buffer;
  /** @returns `isOld` when another key than today's sealed it; null when none of ours did. */
  readonly open: (sealed: Uint8Array, owner: string) => { secret: string; isOld: boolean } | null;
};

const idOf = (key: Uint8Array): Buffer => createHash('sha256').update(key).digest().subarray(0, keyIdBytes);

/**
 * AES-256-GCM (NIST SP 800-38D) under the first of the keys; the others open what was sealed before a change of keys.
 * Sealed: id of the key, nonce, tag, ciphertext.
 */
export const createSeal = (keys: readonly Uint8Array[]): Seal => {
  const [newest] = keys;
  if (newest === undefined) throw new Error('There is no key to seal with.');
  return {
    seal: (secret, owner) => {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', newest, nonce).setAAD(Buffer.from(owner));
      const hidden = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      return Buffer.concat([idOf(newest), nonce, cipher.getAuthTag(), hidden]);
    },
    open: (sealed, owner) => {
      const bytes = Buffer.from(sealed);
      const key = keys.find((one) => idOf(one).equals(bytes.subarray(0, keyIdBytes)));
      if (key === undefined) return null;
      const [nonceEnd, tagEnd] = [keyIdBytes + nonceBytes, keyIdBytes + nonceBytes + tagBytes];
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(keyIdBytes, nonceEnd))
        .setAAD(Buffer.from(owner))
        .setAuthTag(bytes.subarray(nonceEnd, tagEnd));
      try {
        const secret = Buffer.concat([decipher.update(bytes.subarray(tagEnd)), decipher.final()]);
        return { secret: secret.toString('utf8'), isOld: key !== newest };
      } catch {
        // Changed, or another user's: GCM does not tell which, and neither may be used.
        return null;
      }
    },
  };
};
