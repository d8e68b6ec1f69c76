/** Attributes of an element by their name as it stands. */
export type Attributes = Readonly<Record<string, string>>;

/** What the name of an element means where it stands. */
export interface ElementName {
  /** '' for no namespace, null where the prefix is not declared. */
  uri: string | null;
  local: string;
}

/** The prefixes that are declared where an element stands, on itself or around it, and what names mean there. */
export class Prefixes {
  static readonly none = new Prefixes(new Map([['', '']]));
  readonly #uris: ReadonlyMap<string, string>;

  private constructor(uris: ReadonlyMap<string, string>) {
    this.#uris = uris;
  }

  /** These with what an element declares; the same object where it declares nothing. */
  with(attributes: Attributes): Prefixes {
    let declared: Map<string, string> | undefined;
    for (const name in attributes) {
      if (!name.startsWith('xmlns')) continue;
      if (name !== 'xmlns' && name[5] !== ':') continue;
      declared ??= new Map(this.#uris);
      declared.set(name.slice(6), attributes[name] ?? '');
    }
    return declared === undefined ? this : new Prefixes(declared);
  }

  element(name: string): ElementName {
    const colon = name.indexOf(':');
    return { uri: this.uri(colon < 0 ? '' : name.slice(0, colon)), local: name.slice(colon + 1) };
  }

  /** The namespace of a prefix; null where it is not declared. */
  uri(prefix: string): string | null {
    const uri = this.#uris.get(prefix);
    return uri === undefined || (uri === '' && prefix !== '') ? null : uri;
  }

  /** The value of the attribute of this name in one of these namespaces, whatever its prefix is. */
  attribute(attributes: Attributes, namespaces: readonly string[], local: string): string | undefined {
    const name = Object.keys(attributes).find((key) => {
      const colon = key.indexOf(':');
      return colon > 0 && key.slice(colon + 1) === local && namespaces.includes(this.uri(key.slice(0, colon)) ?? '');
    });
    return name === undefined ? undefined : attributes[name];
  }
}
