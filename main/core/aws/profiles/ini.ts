/** A section of a shared file of AWS, as it stands there. */
export interface IniSection {
  /** All that stands in the brackets. */
  readonly header: string;
  /** Values by the names of their settings in small letters. */
  readonly settings: Record<string, string>;
  /** Settings indented below one that has no value of its own: `s3 =` / `  endpoint_url = …`. */
  readonly nested: Record<string, Record<string, string>>;
}

/** What keeps a text from being read, in words that end a sentence; never with its content. */
export class IniProblem extends Error {}

const HEADER = /^\[(.+)\]/u;
const SETTING = /^(.*?)\s*[=:]\s*(.*)$/u;

/**
 * Reads the text of a shared config or credentials file as the AWS CLI does: by botocore's configloader, which rests on Python's
 * configparser. A comment is a line of its own: ` #` and ` ;` belong to a value. A name ends at the first `=` or `:`. What is indented deeper
 * than its setting belongs to that. A section, or a setting of one, that stands twice is refused: which one counts is not to be guessed.
 * @throws IniProblem
 */
export function readIni(text: string): IniSection[] {
  const reader = new Reader();
  for (const [index, line] of text.split(/\r\n|[\r\n]/u).entries()) reader.take(line, index + 1);
  return reader.end();
}

class Reader {
  readonly #sections: IniSection[] = [];
  /** The settings of the last section, each with its lines. */
  #values = new Map<string, string[]>();
  /** The lines of the last setting; null right after a header. */
  #lines: string[] | null = null;
  #indent = 0;

  take(raw: string, number: number): void {
    const line = raw.trim();
    if (/^[#;]/u.test(line)) return;
    // An empty line belongs to the value above it, as one that is indented deeper does.
    const depth = line === '' ? Infinity : raw.search(/\S/u);
    if (depth > this.#indent && (this.#lines !== null || line === '')) {
      this.#lines?.push(line);
      return;
    }
    this.#indent = depth;
    const [, header] = HEADER.exec(line) ?? [];
    if (header === undefined) this.#addSetting(line, number);
    else this.#addSection(header, number);
  }

  end(): IniSection[] {
    const section = this.#sections.at(-1);
    if (section !== undefined) for (const [name, lines] of this.#values) put(section, name, lines);
    return this.#sections;
  }

  #addSection(header: string, number: number): void {
    this.end();
    if (this.#sections.some((each) => each.header === header))
      throw new IniProblem(`line ${number} begins a section that is there already`);
    this.#sections.push({ header, settings: {}, nested: {} });
    this.#values = new Map();
    this.#lines = null;
  }

  #addSetting(line: string, number: number): void {
    const [, given = '', value = ''] = SETTING.exec(line) ?? [];
    const name = given.toLowerCase();
    if (name === '' || this.#sections.length === 0)
      throw new IniProblem(`line ${number} is neither a section nor a setting`);
    if (this.#values.has(name)) throw new IniProblem(`line ${number} is a setting that its section has already`);
    this.#lines = [value];
    this.#values.set(name, this.#lines);
  }
}

function put({ settings, nested }: IniSection, name: string, lines: readonly string[]): void {
  const value = lines.join('\n').trimEnd();
  if (!value.startsWith('\n')) {
    settings[name] = value;
    return;
  }
  const below: Record<string, string> = {};
  for (const line of value.split('\n').filter((each) => each !== '')) {
    const at = line.indexOf('=');
    if (at < 0) throw new IniProblem(`what is indented below a setting (${name}) is no setting`);
    below[line.slice(0, at).trim()] = line.slice(at + 1).trim();
  }
  settings[name] = '';
  nested[name] = below;
}
