import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from './parse-json.ts';

const parse = (text: string, mostValues = 1000) => parseJson(Buffer.from(text), { mostValues });

describe('parseJson', () => {
  it('reads whatever is JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        expect(parse(JSON.stringify(value))).toEqual({ ok: true, value: JSON.parse(JSON.stringify(value)) });
      }),
    );
  });

  it('takes brackets and commas in strings for what they are', () => {
    const value = { html: `${'[{,'.repeat(5000)}\\"\\\\`, next: '\\' };
    expect(parse(JSON.stringify(value))).toEqual({ ok: true, value });
  });

  it('refuses many values and deep ones before it makes them, well-formed or not', () => {
    expect(parse(JSON.stringify(Array.from({ length: 1001 }, () => 1)))).toMatchObject({
      code: 'invalid_request',
    });
    expect(parse('['.repeat(10_000_000), 1e9)).toMatchObject({
      code: 'invalid_request',
      message: expect.stringContaining('deep'),
    });
    expect(parse('{"a":'.repeat(101))).toMatchObject({ code: 'invalid_request' });
  });

  it('refuses what is not JSON, also an open string and an odd byte', () => {
    for (const text of ['', '{', '"', '"\\', '{"a":1}}', 'nul'])
      expect(parse(text)).toMatchObject({ code: 'malformed_json' });
    expect(parse(`<p>${'{,['.repeat(1000)}`)).toMatchObject({ code: 'malformed_json' });
    const junk = Uint8Array.from({ length: 100_000 }, (_, n) => (n * 7919) % 256);
    expect(parseJson(junk, { mostValues: 10 })).toMatchObject({ code: 'malformed_json' });
    expect(parseJson(Buffer.from([0x22, 0xff, 0x22]), { mostValues: 10 })).toMatchObject({
      code: 'malformed_json',
    });
  });

  it('leaves a list of the outermost object unread, whatever stands around it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue()),
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.constantFrom('', ' ', '\n\t'),
        (rows, around, space) => {
          const body = { ...around, rows, after: { rows: [1, 'rows', '{"rows":['] } };
          const reading = parseJson(Buffer.from(`${space}${JSON.stringify(body, null, space)}`), {
            mostValues: 1000,
            list: 'rows',
          });
          expect(reading).toMatchObject({ ok: true, value: { after: body.after, rows: null } });
          expect(reading.ok && JSON.parse(Buffer.from(reading.list ?? []).toString())).toEqual(
            JSON.parse(JSON.stringify(rows)),
          );
        },
      ),
    );
  });

  it('bounds the depth of such a list, and finds none where there is none', () => {
    const list = { mostValues: 100, list: 'rows' };
    expect(parseJson(Buffer.from(`{"rows":${'['.repeat(1_000)}`), list)).toMatchObject({
      code: 'invalid_request',
    });
    for (const text of ['{"rows":7}', '["rows",[1]]', '{"a":{"rows":[1]}}', '{"rows": {"rows":[]}}'])
      expect(parseJson(Buffer.from(text), list)).toEqual({ ok: true, value: JSON.parse(text) });
    expect(parseJson(Buffer.from('{"rows":[1,2'), list)).toMatchObject({ code: 'malformed_json' });
  });
});
