import { z } from 'zod';

/** A body as it was sent, and the header that signs it: whoever checks a signature needs every byte. */
export type SignedBody = { readonly bytes: Buffer; readonly signature: string | null };

const Shape = z.object({ bytes: z.instanceof(Buffer), signature: z.string().nullable() });

/** For endpoints with `signedBy`. Published as any JSON, for that is what its sender sends. */
export const SignedBody = z.custom<SignedBody>((value) => Shape.safeParse(value).success);
