import { type ItemValue, isItem, localName, type MarkupItem } from './items.ts';
import {
  afterNode,
  childNodes,
  type JsonTape,
  jsonKind,
  jsonText,
  locateScalar,
  memberNode,
  pointerToken,
} from './json-tape.ts';

/** A node and where it stands: `pointer` is the origin with its JSON pointer (RFC 6901) in the script's document. */
export type JsonPlace = { readonly node: number; readonly pointer: string };

/** A value that names another node of the page: `values[index]` of its owner. */
export type Reference = {
  readonly owner: MarkupItem;
  readonly values: ItemValue[];
  readonly index: number;
  readonly id: string;
};

type Script = {
  readonly tape: JsonTape;
  readonly element: number;
  readonly origin: 'jsonld' | 'state';
  /** How deep objects in objects are read; deeper ones are left out. */
  readonly maxDepth: number;
};

const wrappingKeywords = ['@value', '@list', '@set'];
const typeKeys = new Set(['@type', '__typename']);

/** What a key says: it is read once, however many objects have it. */
type Key = { readonly name: string; readonly property: string; readonly token: string };

/** Turns objects of one JSON document into items; JSON-LD's keywords mean what JSON-LD 1.1 (section 9) says. */
export class JsonItems {
  readonly #script: Script;
  readonly #keys = new Map<string, Key>();
  #depth = 0;
  /** Items by their `@id`. */
  readonly identified: { readonly id: string; readonly item: MarkupItem }[] = [];
  readonly references: Reference[] = [];
  /** Nodes of `@graph`s, which stand for themselves wherever the graph is. */
  readonly graphItems: MarkupItem[] = [];

  constructor(script: Script) {
    this.#script = script;
  }

  /** The pointer of the document itself, to which those of its nodes are appended. */
  get rootPointer(): string {
    return `${this.#script.origin}:`;
  }

  /** The values that a node stands for: arrays and lists flattened, objects as items, blank ones left out. */
  values(place: JsonPlace): ItemValue[] {
    const values: ItemValue[] = [];
    this.#collect(place, values, null);
    return values;
  }

  /** The objects of a list, which is an array or an object that serves as a map. */
  records({ node, pointer }: JsonPlace): ItemValue[] {
    const { tape } = this.#script;
    if (tape.kind[node] === jsonKind.array) return this.values({ node, pointer });
    return childNodes(tape, node).flatMap((key) =>
      this.values({ node: key + 1, pointer: `${pointer}/${this.#key(key).token}` }),
    );
  }

  /** @param owner whose values these are; a reference among them is remembered for it. */
  #collect({ node, pointer }: JsonPlace, into: ItemValue[], owner: MarkupItem | null): void {
    const { tape, element } = this.#script;
    const kind = tape.kind[node];
    if (kind === jsonKind.array) this.#collectElements({ node, pointer }, into, owner);
    else if (kind === jsonKind.object) this.#collectObject({ node, pointer }, into, owner);
    else {
      const located = locateScalar(tape, node, { element, source: pointer });
      if (located !== null) into.push(located);
    }
  }

  #collectElements({ node, pointer }: JsonPlace, into: ItemValue[], owner: MarkupItem | null): void {
    const { tape } = this.#script;
    const end = afterNode(tape, node);
    for (let child = node + 1, i = 0; child < end; child = afterNode(tape, child), i++) {
      this.#collect({ node: child, pointer: `${pointer}/${i}` }, into, owner);
    }
  }

  #collectObject(place: JsonPlace, into: ItemValue[], owner: MarkupItem | null): void {
    if (this.#script.origin === 'jsonld') {
      const inner = this.#wrappedIn(place);
      if (inner !== null) {
        this.#collect(inner, into, owner);
        return;
      }
      if (owner !== null && this.#collectReference(place, into, owner)) return;
    }
    const item = this.#item(place);
    if (item.properties.size > 0 || item.types.length > 0) into.push(item);
  }

  /** What a value object or list object holds (JSON-LD 1.1, sections 9.5 and 9.7), null for a node. */
  #wrappedIn({ node, pointer }: JsonPlace): JsonPlace | null {
    for (const name of wrappingKeywords) {
      const value = memberNode(this.#script.tape, node, name);
      if (value >= 0) return { node: value, pointer: `${pointer}/${name}` };
    }
    return null;
  }

  #item({ node, pointer }: JsonPlace): MarkupItem {
    const { tape, element, origin, maxDepth } = this.#script;
    const types: string[] = [];
    const item: MarkupItem = { types, origin, element, properties: new Map() };
    if (this.#depth >= maxDepth) return item;
    this.#depth++;
    const end = afterNode(tape, node);
    for (let key = node + 1; key < end; key = afterNode(tape, key + 1)) {
      const { name, property, token } = this.#key(key);
      const place = { node: key + 1, pointer: `${pointer}/${token}` };
      if (typeKeys.has(name)) types.push(...this.#types(place));
      else if (name === '@id') this.identified.push({ id: jsonText(tape, key + 1), item });
      else if (name === '@graph') this.graphItems.push(...itemsAmong(this.values(place)));
      else if (property !== '') this.#addProperty(item, property, place);
    }
    this.#depth--;
    return item;
  }

  #addProperty(item: MarkupItem, property: string, place: JsonPlace): void {
    const known = item.properties.get(property);
    const values = known ?? [];
    this.#collect(place, values, item);
    if (known === undefined && values.length > 0) item.properties.set(property, values);
  }

  /** Takes an object that holds nothing but an `@id` and a type for the item of that name, wherever it is. */
  #collectReference({ node, pointer }: JsonPlace, values: ItemValue[], owner: MarkupItem): boolean {
    const { tape, element } = this.#script;
    if (afterNode(tape, node) - node > 7) return false;
    const id = memberNode(tape, node, '@id');
    if (id < 0 || childNodes(tape, node).some((key) => !this.#key(key).name.startsWith('@'))) return false;
    const located = locateScalar(tape, id, { element, source: `${pointer}/@id` });
    if (located === null) return false;
    this.references.push({ owner, values, index: values.length, id: located.text });
    values.push(located);
    return true;
  }

  #types(place: JsonPlace): string[] {
    return this.values(place).flatMap((value) => ('text' in value ? localName(value.text) || [] : []));
  }

  #key(node: number): Key {
    const name = jsonText(this.#script.tape, node);
    const known = this.#keys.get(name);
    if (known !== undefined) return known;
    const key = { name, property: name.startsWith('@') ? '' : localName(name), token: pointerToken(name) };
    this.#keys.set(name, key);
    return key;
  }
}

const itemsAmong = (values: readonly ItemValue[]): MarkupItem[] => values.filter(isItem);
