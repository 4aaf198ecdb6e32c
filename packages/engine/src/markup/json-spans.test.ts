import { describe, expect, it } from 'vitest';
import { type JsonMode, readJson, readJsonDocuments } from './json-spans.ts';
import { childNodes, type JsonTape, jsonKind, jsonText, memberNode } from './json-tape.ts';

const read = (html: string, mode: JsonMode = 'tolerant'): JsonTape | null =>
  readJson({ html, start: 0, end: html.length }, mode).tape;

/** The document as JavaScript sees it, built from the tape alone. */
const toValue = (tape: JsonTape, node = 0): unknown => {
  const text = jsonText(tape, node);
  switch (tape.kind[node]) {
    case jsonKind.object:
      return Object.fromEntries(
        childNodes(tape, node).map((key) => [jsonText(tape, key), toValue(tape, key + 1)]),
      );
    case jsonKind.array:
      return childNodes(tape, node).map((child) => toValue(tape, child));
    case jsonKind.number:
      return Number(text);
    case jsonKind.boolean:
      return text === 'true';
    case jsonKind.null:
      return null;
    default:
      return text;
  }
};

const contentOf = (html: string, mode: JsonMode = 'tolerant'): unknown => {
  const tape = read(html, mode);
  return tape === null ? 'unreadable' : toValue(tape);
};

describe('readJson', () => {
  it.each([
    '{"a":1,"b":[true,false,null,-2.5e3],"c":{"d":"e"}}',
    '[]',
    '{"esc":"\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00"}',
    '[{"a":[[],[{}]]},"",0]',
    '{"a b":" x ","":""}',
    '{"end":"back\\\\"}',
  ])('agrees with JSON.parse on %s', (json) => {
    expect(contentOf(json, 'strict')).toEqual(JSON.parse(json));
  });

  it('places a string inside its quotes and a number on its literal, counted in the page', () => {
    const html = '<script>{"price": 10.50, "name": "L\\u00e4mp"}</script>';
    const { tape } = readJson({ html, start: 8, end: html.indexOf('</script>') }, 'strict');
    expect(tape).not.toBeNull();
    if (tape === null) return;
    const spanOf = (name: string) => {
      const node = memberNode(tape, 0, name);
      return html.slice(tape.start[node], tape.end[node]);
    };
    expect(spanOf('price')).toBe('10.50');
    expect(spanOf('name')).toBe('L\\u00e4mp');
  });

  it.each([
    ['HTML comment', '<!--\n{"a":1}\n-->', { a: 1 }],
    ['CDATA behind a comment', '//<![CDATA[\n{"a":1}\n//]]>', { a: 1 }],
    ['CDATA on one line', '// <![CDATA[ {"a":1} // ]]>', { a: 1 }],
    ['CDATA in a block comment', '/*<![CDATA[*/{"a":1}/*]]>*/', { a: 1 }],
    ['bare CDATA', '<![CDATA[{"a":1}]]>', { a: 1 }],
    ['comments inside', '{"a": /* one */ 1, // two\n "b": 2}', { a: 1, b: 2 }],
    ['trailing commas', '{"a":[1,2,],}', { a: [1, 2] }],
    ['trailing semicolon', '{"a":1};', { a: 1 }],
    ['raw line breaks and control characters', '{"a":"x\ny\u0001z"}', { a: 'x\ny\u0001z' }],
    ['a missing comma', '{"a":"x"\n"b":"y"}', { a: 'x', b: 'y' }],
    ['a missing value', '{"a":,"b":1}', { a: null, b: 1 }],
    ['undefined', '{"a":undefined}', { a: null }],
    ['byte order mark', '\ufeff{"a":1}', { a: 1 }],
    ['quotes inside a string', '{"a":"a 15" screen","b":1}', { a: 'a 15" screen', b: 1 }],
    ['a missing end', '{"a":[1,{"b":2', { a: [1, { b: 2 }] }],
  ])('reads through: %s', (_, json, value) => {
    expect(contentOf(json)).toEqual(value);
  });

  it.each([
    '',
    'text',
    '{a:1}',
    "{'a':1}",
    '{"a":1',
    '[1}',
    '{"a" 1}',
    '{"a":"x',
    '{"a":"x" + y}',
    '{"a":f()}',
  ])('does not take %s for JSON when strict', (json) => {
    expect(read(json, 'strict')).toBeNull();
  });

  it('gives up on depth instead of failing', () => {
    expect(read('['.repeat(100_000))).toBeNull();
    expect(read(`${'['.repeat(150)}${']'.repeat(150)}`)).not.toBeNull();
  });

  it('says where it stopped, so that nothing is read twice', () => {
    expect(readJson({ html: '..{"a":1} rest', start: 2, end: 14 }, 'strict').end).toBe(9);
    expect(readJson({ html: '{"a":1,b', start: 0, end: 8 }, 'strict').end).toBe(7);
  });
});

describe('readJsonDocuments', () => {
  it('reads several documents in one stretch', () => {
    const html = '{"a":1}\n{"b":2};[3],{"c":4} end {"d":5}';
    const tapes = [...readJsonDocuments({ html, start: 0, end: html.length })];
    expect(tapes.map((tape) => toValue(tape))).toEqual([{ a: 1 }, { b: 2 }, [3], { c: 4 }]);
  });
});
