import { readStrictJson } from '../read-json.ts';
import { functionCall, isObject } from '../template.ts';
import type { TemplateObject, TemplateValue } from '../template.ts';
import { branches, itemsOf, textsOf } from './scope.ts';
import type { Possible, Scope } from './scope.ts';
import { notUnderstood, shownText, shownValue } from './finding.ts';
import type { Report } from './finding.ts';
import { dynamicReference, isDynamic } from './walk.ts';

/** Where something is read, and what is said of it. */
export interface Reading extends Report {
  readonly scope: Scope;
}

/** One statement of a policy, of whatever form. Texts are as they will be, and as they may be shown. */
export interface Statement {
  readonly at: string;
  readonly allows: boolean;
  readonly actions: readonly Shown[];
  readonly notActions: readonly Shown[];
  readonly resources: readonly Shown[];
  readonly notResources: readonly Shown[];
  readonly principals: readonly Principal[];
  readonly notPrincipals: readonly Principal[];
  readonly condition: TemplateValue | undefined;
}

export interface Shown {
  readonly text: string;
  readonly shown: string;
}

export interface Principal extends Shown {
  /** AWS, Service, Federated, CanonicalUser; `*` where it stands alone. */
  readonly kind: string;
}

const DOCUMENT = new Set(['Version', 'Id', 'Statement']);
const VERSIONS = new Set(['2012-10-17', '2008-10-17']);
const STATEMENT = new Set(
  'Sid Effect Action NotAction Resource NotResource Principal NotPrincipal Condition'.split(' '),
);
const PRINCIPALS = new Set(['AWS', 'Service', 'Federated', 'CanonicalUser']);

/**
 * The statements of a policy, an object or JSON text, also one that is put together. What is not understood of it is said and left
 * out: a name that policies don't have, a text that can't be told, JSON with a name twice.
 */
export function readPolicy(reading: Reading, at: string, value: TemplateValue): Statement[] {
  return branches(value, reading.scope).flatMap((each) =>
    documentsOf(reading, at, each).flatMap((document) => statementsOf(reading, at, document)),
  );
}

/** Whether a value is a policy by its look. */
export function isPolicy(value: TemplateValue, scope: Scope): boolean {
  if (isObject(value) && functionCall(value) === null) return Object.hasOwn(value, 'Statement');
  if (Array.isArray(value)) return false;
  return textsOf(value, scope).some(
    (one) => one.kind === 'text' && /^\s*\{/u.test(one.text) && /statement/iu.test(one.text),
  );
}

function documentsOf(reading: Reading, at: string, value: TemplateValue): TemplateObject[] {
  if (isObject(value) && functionCall(value) === null) return [value];
  return textsOf(value, reading.scope).flatMap((one) => {
    // What nobody may see can't be shown as a policy.
    const document = one.kind === 'text' && one.text === one.shown ? readStrictJson(one.text) : null;
    if (isObject(document)) return [document];
    notUnderstood(reading, at, `a policy that can't be read: ${shownValue(value)}`);
    return [];
  });
}

function statementsOf(reading: Reading, at: string, document: TemplateObject): Statement[] {
  strange(reading, at, document, DOCUMENT);
  const { Version: version, Id: id, Statement: statements = null } = document;
  if (version !== undefined && !texts(reading, `${at}.Version`, version).every(({ text }) => VERSIONS.has(text))) {
    notUnderstood(reading, `${at}.Version`, shownValue(version));
  }
  if (id !== undefined) texts(reading, `${at}.Id`, id);
  return itemsOf(statements, reading.scope).flatMap((statement, i) => {
    const place = `${at}.Statement[${i}]`;
    if (isObject(statement) && functionCall(statement) === null) return [statementOf(reading, place, statement)];
    notUnderstood(reading, place, shownValue(statement));
    return [];
  });
}

function statementOf(reading: Reading, at: string, statement: TemplateObject): Statement {
  strange(reading, at, statement, STATEMENT);
  const list = (name: string): Shown[] => {
    const value = statement[name];
    return value === undefined ? [] : texts(reading, `${at}.${name}`, value);
  };
  list('Sid');
  const effect = list('Effect').map(({ text }) => text);
  if (effect.length === 0 || !effect.every((each) => each === 'Allow' || each === 'Deny')) {
    notUnderstood(reading, `${at}.Effect`, shownValue(statement['Effect'] ?? null));
  }
  return {
    at,
    allows: effect.join() !== 'Deny',
    actions: list('Action'),
    notActions: list('NotAction'),
    resources: list('Resource'),
    notResources: list('NotResource'),
    principals: principals(reading, `${at}.Principal`, statement['Principal']),
    notPrincipals: principals(reading, `${at}.NotPrincipal`, statement['NotPrincipal']),
    condition: statement['Condition'],
  };
}

function principals(reading: Reading, at: string, value: TemplateValue | undefined): Principal[] {
  if (value === undefined) return [];
  return branches(value, reading.scope).flatMap((each) => {
    if (!isObject(each) || functionCall(each) !== null) {
      return texts(reading, at, each).map((text) => ({ kind: '*', ...text }));
    }
    strange(reading, at, each, PRINCIPALS);
    return Object.entries(each)
      .filter(([kind]) => PRINCIPALS.has(kind))
      .flatMap(([kind, names]) => texts(reading, `${at}.${kind}`, names).map((text) => ({ kind, ...text })));
  });
}

function strange(reading: Reading, at: string, object: TemplateObject, known: ReadonlySet<string>): void {
  for (const [name, value] of Object.entries(object)) {
    if (!known.has(name)) notUnderstood(reading, `${at}.${name}`, shownValue(value));
  }
}

/** The texts of a list or a single value; what is none, or can't be told, is said and left out. */
export function texts(reading: Reading, at: string, value: TemplateValue): Shown[] {
  return itemsOf(value, reading.scope).flatMap((item) =>
    textsOf(item, reading.scope).flatMap((one): Shown[] => textOrFinding(reading, at, item, one)),
  );
}

function textOrFinding(reading: Reading, at: string, item: TemplateValue, one: Possible): Shown[] {
  if (one.kind !== 'text') {
    notUnderstood(reading, at, shownValue(item));
    return [];
  }
  if (isDynamic(one.text)) dynamicReference(reading, at, one.shown);
  return [{ text: one.text, shown: shownText(one.shown, 200) }];
}
