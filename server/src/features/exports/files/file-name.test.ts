import fc from 'fast-check';
import { expect, it } from 'vitest';
import { safeFileName } from './file-name.ts';

it.each([
  [undefined, 'rows.csv'],
  ['Lamps 2026.csv', 'Lamps 2026.csv'],
  ['lamps.CSV', 'lamps.csv'],
  ['lamps.exe', 'lamps.exe.csv'],
  ['../../etc/passwd', '_.._etc_passwd.csv'],
  ['C:\\boot', 'C__boot.csv'],
  ['a\r\nSet-Cookie: x', 'aSet-Cookie_ x.csv'],
  ['\u202evsc.exe', 'vsc.exe.csv'],
  ['con', 'rows.csv'],
  [' . ', 'rows.csv'],
  ['Übersicht ☀️', 'Übersicht ☀️.csv'],
])('makes of %j the name %j', (asked, name) => {
  expect(safeFileName(asked, 'csv')).toBe(name);
});

it('never makes a path, a hidden file or a long name, whatever is asked', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (asked) => {
      const name = safeFileName(asked, 'xlsx');
      expect(name).toMatch(/^[^./\\\s\p{Cc}\p{Cf}][^/\\\p{Cc}\p{Cf}]*\.xlsx$/u);
      expect([...name].length).toBeLessThanOrEqual(125);
    }),
  );
});
