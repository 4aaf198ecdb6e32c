import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { createSeal } from './seal.ts';

const [old, young, other] = [randomBytes(32), randomBytes(32), randomBytes(32)];

it('opens what it sealed, never looks the same twice, and says nothing in clear', () => {
  const { seal, open } = createSeal([young]);
  const [one, two] = [seal('1//refresh', 'ann'), seal('1//refresh', 'ann')];
  expect(open(one, 'ann')).toEqual({ secret: '1//refresh', isOld: false });
  expect(one.equals(two)).toBe(false);
  expect(one.toString('latin1')).not.toContain('refresh');
});

it('opens with the key of before and says that it is old; not with a key that is gone', () => {
  const sealed = createSeal([old]).seal('secret', 'ann');
  expect(createSeal([young, old]).open(sealed, 'ann')).toEqual({ secret: 'secret', isOld: true });
  expect(createSeal([young, other]).open(sealed, 'ann')).toBeNull();
});

it('does not open for somebody else, nor changed in any byte', () => {
  const { seal, open } = createSeal([young]);
  const sealed = seal('secret', 'ann');
  expect(open(sealed, 'ben')).toBeNull();
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = Buffer.from(sealed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(open(changed, 'ann')).toBeNull();
  }
  expect(open(Buffer.alloc(3), 'ann')).toBeNull();
});
