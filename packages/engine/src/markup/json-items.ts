import type { Located } from '../page/text.ts';
import { addValue, type ItemValue, localName, type MarkupItem } from './items.ts';
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

/** A node and where it stands: `pointer` is its JSON pointer (RFC 6901) in the script's document. */
export type JsonPlace = { readonly node: number; readonly pointer: string };

/** A value that names another node of the page: `values[index]` of its owner. */
export type Reference = {
  readonly owner: MarkupItem;
  readonly values: ItemValue[];
  readonly index: number;
  readonly id: string;
};

type Script = { readonly tape: JsonTape; readonly element: number; readonly origin: 'jsonld' | 'state' };

const containers = ['@list', '@set'];

/** Turns the objects of one JSON document into items; JSON-LD's keywords (JSON-LD 1.1, section 9) mean what they mean there. */
export class JsonItems {
  readonly #script: Script;
  /** Items by their `@id`. */
  readonly identified: { readonly id: string; readonly item: MarkupItem }[] = [];
  readonly references: Reference[] = [];
  /** Nodes of `@graph`s, which stand for themselves wherever the graph is. */
  readonly graphItems: MarkupItem[] = [];

  constructor(script: Script) {
    this.#script = script;
  }

  /** The values that a node stands for: arrays and lists flattened, objects as items, blank ones left out. */
  values(place: JsonPlace): ItemValue[] {
    const { tape } = this.#script;
    const kind = tape.kind[place.node];
    if (kind === jsonKind.array) return this.#elements(place);
    if (kind !== jsonKind.object) return this.#scalar(place);
    const value = memberNode(tape, place.node, '@value');
    if (value >= 0) return this.#scalar({ node: value, pointer: `${place.pointer}/@value` });
    for (const name of containers) {
      const list = memberNode(tape, place.node, name);
      if (list >= 0) return this.values({ node: list, pointer: `${place.pointer}/${name}` });
    }
    const item = this.item(place);
    return item.properties.size > 0 || item.types.length > 0 ? [item] : [];
  }

  /** The objects of a list, which is an array or an object that serves as a map. */
  records({ node, pointer }: JsonPlace): ItemValue[] {
    const { tape } = this.#script;
    if (tape.kind[node] === jsonKind.array) return this.values({ node, pointer });
    return childNodes(tape, node).flatMap((key) =>
      this.values({ node: key + 1, pointer: `${pointer}/${pointerToken(jsonText(tape, key))}` }),
    );
  }

  item(place: JsonPlace): MarkupItem {
    const { tape, element, origin } = this.#script;
    const types: string[] = [];
    const item: MarkupItem = { types, origin, element, properties: new Map() };
    for (const key of childNodes(tape, place.node)) {
      const name = jsonText(tape, key);
      const value = { node: key + 1, pointer: `${place.pointer}/${pointerToken(name)}` };
      if (name === '@type' || name === '__typename') types.push(...this.#types(value));
      else if (name === '@id') this.identified.push({ id: jsonText(tape, value.node), item });
      else if (name === '@graph') this.graphItems.push(...itemsAmong(this.values(value)));
      else if (!name.startsWith('@')) this.#addAll(item, localName(name), value);
    }
    return item;
  }

  #addAll(item: MarkupItem, property: string, place: JsonPlace): void {
    const { tape } = this.#script;
    if (property === '') return;
    const nodes = tape.kind[place.node] === jsonKind.array ? this.#indexed(place) : [place];
    for (const one of nodes) {
      const id = this.#referenceAt(one);
      if (id === null) for (const value of this.values(one)) addValue(item, property, value);
      else this.#addReference(item, property, id);
    }
  }

  #addReference(owner: MarkupItem, property: string, id: Located): void {
    addValue(owner, property, id);
    const values = owner.properties.get(property) ?? [];
    this.references.push({ owner, values, index: values.length - 1, id: id.text });
  }

  /** The `@id` of an object that holds nothing else but a type. */
  #referenceAt({ node, pointer }: JsonPlace): Located | null {
    const { tape, element, origin } = this.#script;
    if (tape.kind[node] !== jsonKind.object || afterNode(tape, node) - node > 7) return null;
    const keys = childNodes(tape, node);
    if (!keys.every((key) => ['@id', '@type'].includes(jsonText(tape, key)))) return null;
    const id = memberNode(tape, node, '@id');
    return id < 0 ? null : locateScalar(tape, id, { element, source: `${origin}:${pointer}/@id` });
  }

  #elements(place: JsonPlace): ItemValue[] {
    const values: ItemValue[] = [];
    for (const one of this.#indexed(place)) for (const value of this.values(one)) values.push(value);
    return values;
  }

  #indexed({ node, pointer }: JsonPlace): JsonPlace[] {
    return childNodes(this.#script.tape, node).map((child, i) => ({
      node: child,
      pointer: `${pointer}/${i}`,
    }));
  }

  #scalar({ node, pointer }: JsonPlace): ItemValue[] {
    const { tape, element, origin } = this.#script;
    const located = locateScalar(tape, node, { element, source: `${origin}:${pointer}` });
    return located === null ? [] : [located];
  }

  #types(place: JsonPlace): string[] {
    return this.values(place).flatMap((value) => ('text' in value ? localName(value.text) || [] : []));
  }
}

const itemsAmong = (values: readonly ItemValue[]): MarkupItem[] =>
  values.filter((value) => 'properties' in value);
