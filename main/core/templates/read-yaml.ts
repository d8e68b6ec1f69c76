import { isAlias, isMap, isScalar, isSeq, LineCounter, parseAllDocuments } from 'yaml';
import type { Document, Node, Pair, Scalar, YAMLError } from 'yaml';
import type { AppError } from '../../../shared/domain/app-error.ts';
import { unreadable } from './unreadable.ts';
import type { TemplateObject, TemplateValue } from './template.ts';

/** Short tags of CloudFormation; `!Ref` and `!Condition` stand without `Fn::`. */
const FUNCTIONS =
  'And Base64 Cidr Contains EachMemberEquals EachMemberIn Equals FindInMap GetAtt GetAZs If ImportValue Join Length Not Or RefAll Select Split Sub ToJsonString Transform ValueOf ValueOfAll'.split(
    ' ',
  );
const LONG_NAMES = new Map([
  ['!Ref', 'Ref'],
  ['!Condition', 'Condition'],
  ...FUNCTIONS.map((name): [string, string] => [`!${name}`, `Fn::${name}`]),
]);

/** Tags that change nothing: they name what a value is anyway. */
const PLAIN_TAGS = new Set(['tag:yaml.org,2002:map', 'tag:yaml.org,2002:seq', 'tag:yaml.org,2002:str', '!']);

const YES = /^(?:yes|on)$/i;
const NO = /^(?:no|off)$/i;

const MOST_OPEN = 1000;

interface Place {
  lines: LineCounter;
}

/**
 * Reads one YAML document with CloudFormation's short tags to plain JSON. Numbers are numbers only where they are written as
 * JSON writes them: an account ID with leading zeros stays the text that it is.
 * @throws AppError FILE_UNREADABLE with the line: no YAML, an unknown tag, an alias or merge (CloudFormation takes neither), a name twice.
 */
export function readYaml(text: string): TemplateValue {
  const lines = new LineCounter();
  const document = onlyDocument(parse(text, lines));
  const [error] = document.errors;
  if (error) throw refused(error);
  return valueOf(document.contents, { lines });
}

/** YAML's own refusal, without the copy of the line that its message brings along. */
function refused({ message, linePos }: YAMLError): AppError {
  if (message.startsWith('Maximum call stack')) return unreadable('it is nested too deeply');
  const what = message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? '';
  return unreadable(`${what.charAt(0).toLowerCase()}${what.slice(1)}`, linePos?.[0].line);
}

function parse(text: string, lineCounter: LineCounter): Document.Parsed[] {
  if (isHopeless(text)) throw unreadable('it is nested too deeply');
  try {
    // Names that are there twice are found below: the parser's own search takes minutes for a map of many.
    const documents = parseAllDocuments(text, {
      schema: 'core',
      merge: false,
      uniqueKeys: false,
      lineCounter,
      logLevel: 'silent',
    });
    // An empty stream comes as a list with a mark on it.
    return Array.isArray(documents) ? [...documents] : [];
  } catch (error) {
    if (error instanceof RangeError) throw unreadable('it is nested too deeply');
    throw error;
  }
}

/** Whether a text opens far more than it closes, as no template does; the parser would spend seconds on it. */
function isHopeless(text: string): boolean {
  let open = 0;
  for (const character of text) {
    if (character === '[' || character === '{') open += 1;
    else if (character === ']' || character === '}') open -= 1;
    if (open > MOST_OPEN) return true;
  }
  return /(?:[-?] ){100}/.test(text);
}

function onlyDocument(documents: readonly Document.Parsed[]): Document.Parsed {
  const [first, second] = documents;
  if (!first) throw unreadable('it is empty');
  if (second) throw unreadable('it has more than one document');
  return first;
}

function valueOf(node: Node | Pair | null | undefined, place: Place): TemplateValue {
  const value = untagged(node, place);
  const tag = isScalar(node) || isMap(node) || isSeq(node) ? node.tag : undefined;
  if (tag === undefined || PLAIN_TAGS.has(tag)) return value;
  const name = LONG_NAMES.get(tag);
  if (name === undefined) {
    // The core schema names the types that it has found itself; an explicit one is told by a local '!'.
    if (isScalar(node) && /^tag:yaml\.org,2002:(?:null|bool|int|float)$/.test(tag)) return value;
    throw unreadable(`the tag ${tag} is not known`, lineOf(node, place));
  }
  return { [name]: name === 'Fn::GetAtt' && typeof value === 'string' ? attribute(value) : value };
}

/** `!GetAtt a.b.c`: the resource ends at the first dot. */
function attribute(text: string): TemplateValue {
  const dot = text.indexOf('.');
  return dot < 0 ? text : [text.slice(0, dot), text.slice(dot + 1)];
}

function untagged(node: Node | Pair | null | undefined, place: Place): TemplateValue {
  if (node === null || node === undefined) return null;
  if (isAlias(node)) throw unreadable('it uses a YAML alias, which CloudFormation does not take', lineOf(node, place));
  if (isScalar(node)) return scalar(node);
  if (isSeq(node)) return node.items.map((item) => valueOf(item as Node, place));
  if (isMap(node)) {
    const object: TemplateObject = {};
    for (const pair of node.items) {
      const name = nameOf(pair.key as Node, place);
      if (Object.hasOwn(object, name)) throw unreadable(`'${name}' is there twice`, lineOf(pair.key as Node, place));
      object[name] = valueOf(pair.value as Node | null, place);
    }
    return object;
  }
  throw unreadable('it is no list, map or value', undefined);
}

function nameOf(key: Node, place: Place): string {
  const name = isScalar(key) ? (key.source ?? String(key.value)) : null;
  if (name === null) throw unreadable('a name is no text', lineOf(key, place));
  if (key.tag !== undefined && key.tag.startsWith('!'))
    throw unreadable(`a name has the tag ${key.tag}`, lineOf(key, place));
  if (name === '__proto__') throw unreadable("the name '__proto__' can't be used", lineOf(key, place));
  if (name === '<<') throw unreadable('it merges maps (<<), which CloudFormation does not take', lineOf(key, place));
  return name;
}

function scalar({ value, source, type }: Scalar): TemplateValue {
  if (type === 'PLAIN' && typeof source === 'string') {
    if (typeof value === 'number') return String(value) === source ? value : source;
    if (YES.test(source)) return true;
    if (NO.test(source)) return false;
  }
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return value;
  return typeof value === 'string' ? value : (source ?? '');
}

function lineOf(node: Node | null | undefined | Pair, { lines }: Place): number | undefined {
  const offset = node && 'range' in node ? node.range?.[0] : undefined;
  return offset === undefined ? undefined : lines.linePos(offset).line;
}
