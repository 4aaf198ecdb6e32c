import { randomUUID } from 'node:crypto';

/** What must never leave the process but in an answer: each is told apart from all else in the world. */
export type PlantedSecrets = {
  readonly email: string;
  readonly password: string;
  readonly pageText: string;
  readonly instruction: string;
  /** Adds one that was made later: an access token, a key. */
  readonly plant: (secret: string) => void;
  /** Those that stand in a text, as they are or as a URL, JSON or base64 has them. */
  readonly findIn: (text: string) => readonly string[];
};

const formsOf = (secret: string): readonly string[] => [
  secret,
  encodeURIComponent(secret),
  Buffer.from(secret).toString('base64').replace(/=+$/, ''),
];

/** Makes secrets to be given to a server, and looks for them in what it wrote. */
export const plantSecrets = (): PlantedSecrets => {
  const mark = randomUUID().replaceAll('-', '');
  const email = `planted-${mark}@secret.example`;
  const password = `planted password ${mark}`;
  const pageText = `planted page text ${mark}`;
  const instruction = `planted instruction ${mark}`;
  const planted = [email, password, pageText, instruction];
  return {
    email,
    password,
    pageText,
    instruction,
    plant: (secret) => void planted.push(secret),
    findIn: (text) => planted.filter((secret) => formsOf(secret).some((form) => text.includes(form))),
  };
};
