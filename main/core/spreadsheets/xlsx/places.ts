import { damaged } from '../limits.ts';
import { ELEMENTS, RELATIONSHIP_IDS } from './elements.ts';
import type { PartKind } from './elements.ts';
import { Prefixes } from './prefixes.ts';
import type { Attributes } from './prefixes.ts';

/** What the reader of a part does with one element of elements.ts. */
export interface ElementHandlers {
  readonly open?: ((attributes: Attributes, prefixes: Prefixes) => void) | undefined;
  /** Text directly in it, in any number of pieces. */
  readonly text?: ((text: string) => void) | undefined;
  readonly close?: (() => void) | undefined;
}

/** Handlers for all elements that are read of a kind of part, by their places. */
export type PartHandlers<Kind extends PartKind> = Readonly<
  Record<(typeof ELEMENTS)[Kind]['read'][number], ElementHandlers>
>;

/** Markup that stands for one of several others, by what its reader understands (ECMA-376 part 3, 7.5). */
const COMPATIBILITY = 'http://schemas.openxmlformats.org/markup-compatibility/2006';

/** A place where an element is read, or one on the way to it. */
class Place {
  readonly children: Map<string, Place>;
  /** What was found for a name as it stands, by the prefixes that held then: millions of cells have the same few. */
  found = new Map<string, Place | null>();
  foundBy = Prefixes.none;
  open: ElementHandlers['open'];
  text: ElementHandlers['text'];
  close: ElementHandlers['close'];

  constructor(children = new Map<string, Place>(), text?: ElementHandlers['text']) {
    this.children = children;
    this.open = undefined;
    this.text = text;
    this.close = undefined;
  }

  child(name: string): Place {
    let place = this.children.get(name);
    if (place === undefined) this.children.set(name, (place = new Place()));
    return place;
  }
}

/** An AlternateContent: its one branch stands for it, so what is in that is at the place around. */
class Alternatives extends Place {
  readonly around: Place;
  taken = false;

  constructor(around: Place) {
    super();
    this.around = around;
  }
}

/** Follows the elements of a part, and tells its reader of those that stand in their places. */
export class PlaceWalker {
  readonly #part: string;
  readonly #namespaces: Set<string | null>;
  #place = new Place();
  #prefixes = Prefixes.none;
  /** Of the elements around, from the outermost. */
  readonly #outerPlaces: Place[] = [];
  readonly #outerPrefixes: Prefixes[] = [];
  /** How many open elements are left out: one without a place, and those in it. */
  #leftOut = 0;
  /** Of elements that are not left out. */
  #depth = 0;
  /** Whether the next elements may declare prefixes; without that they are not looked at for it. */
  declaring = true;

  constructor(part: string, kind: PartKind, handlers: Readonly<Record<string, ElementHandlers>>) {
    this.#part = part;
    this.#namespaces = new Set(ELEMENTS[kind].namespaces);
    for (const [path, { open, text, close }] of Object.entries(handlers)) {
      const place = path.split('/').reduce((parent, name) => parent.child(name), this.#place);
      place.open = open;
      place.text = text;
      place.close = close;
    }
  }

  /** @throws AppError FILE_DAMAGED for an element of ours whose prefix is nowhere declared */
  open(name: string, attributes: Attributes): void {
    if (this.#leftOut > 0) {
      this.#leftOut += 1;
      return;
    }
    const prefixes = this.declaring ? this.#prefixes.with(attributes) : this.#prefixes;
    const place = this.#find(name, attributes, prefixes);
    if (place === null) {
      this.#leftOut = 1;
      return;
    }
    this.#outerPlaces[this.#depth] = this.#place;
    this.#outerPrefixes[this.#depth] = this.#prefixes;
    this.#depth += 1;
    this.#place = place;
    this.#prefixes = prefixes;
    place.open?.(attributes, prefixes);
  }

  text(text: string): void {
    if (this.#leftOut === 0) this.#place.text?.(text);
  }

  close(): void {
    if (this.#leftOut > 0) {
      this.#leftOut -= 1;
      return;
    }
    this.#place.close?.();
    this.#depth -= 1;
    this.#place = this.#outerPlaces[this.#depth] ?? this.#place;
    this.#prefixes = this.#outerPrefixes[this.#depth] ?? this.#prefixes;
  }

  #find(name: string, attributes: Attributes, prefixes: Prefixes): Place | null {
    const around = this.#place;
    if (around.foundBy !== prefixes) {
      around.found = new Map();
      around.foundBy = prefixes;
    }
    let place = around.found.get(name);
    if (place !== undefined) return place;
    const { uri, local } = prefixes.element(name);
    if (uri === COMPATIBILITY) return this.#alternative(local, attributes, prefixes);
    place = this.#child(name, uri, local);
    // a hostile file can have any number of names; real ones have a few dozen
    if (around.found.size < 1_000) around.found.set(name, place);
    return place;
  }

  #child(name: string, uri: string | null, local: string): Place | null {
    const place = this.#place.children.get(local);
    if (place === undefined) return null;
    // a root without any namespace is taken as it is: some writers leave it out
    if (this.#depth === 0 && uri === '') this.#namespaces.add('');
    if (this.#namespaces.has(uri)) return place;
    if (uri !== null) return null;
    throw damaged(
      `The file is damaged: its part ${this.#part} has an element ${name}, and its prefix is nowhere declared.`,
      { part: this.#part, element: name },
    );
  }

  #alternative(local: string, { Requires = '' }: Attributes, prefixes: Prefixes): Place | null {
    const place = this.#place;
    if (local === 'AlternateContent') return place instanceof Alternatives ? null : new Alternatives(place);
    if (!(place instanceof Alternatives) || place.taken) return null;
    if (local !== 'Fallback' && !(local === 'Choice' && this.#understands(Requires, prefixes))) return null;
    place.taken = true;
    return new Place(place.around.children, place.around.text);
  }

  #understands(requires: string, prefixes: Prefixes): boolean {
    const uris = requires
      .split(/\s+/)
      .filter((prefix) => prefix !== '')
      .map((prefix) => prefixes.uri(prefix));
    return uris.length > 0 && uris.every((uri) => this.#namespaces.has(uri) || RELATIONSHIP_IDS.includes(uri ?? ''));
  }
}
