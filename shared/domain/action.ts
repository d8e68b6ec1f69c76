/**
 * Everything that a text of the core may tell a person to do, with what it is about. The core says which action, never in whose words:
 * the command line and the page each have their own (main/hosts/setup/command-words.ts, renderer/session/action-words.ts).
 */
export interface ActionArgs {
  'app.diagnose': object;
  'aws.apply': object;
  /** Another name for the report's bucket. */
  'aws.bucket': { name?: string };
  'aws.choose-profile': object;
  'aws.done': { step?: string; how?: string };
  /** `mpaId`: where no payer account is at hand. */
  'aws.end-rehearsal': { mpaId?: string };
  'aws.hand-off': { mpaId: string };
  'aws.hand-off-sent': { mpaId: string };
  'aws.keep-word': object;
  /** `again`: another one in the place of the one that was given. `stackName`: to give its stack another name. */
  'aws.link': { again?: true; stackName?: true };
  /** `option`: the name of what chooses alone. */
  'aws.link-kind': { option?: true };
  /** As one argument, where a shell would cut it. */
  'aws.link-quoted': object;
  'aws.login': { profile: string };
  'aws.policy': object;
  'aws.profiles': object;
  /** `stackName`: to give its stack another name. */
  'aws.role-template': { stackName?: true };
  'aws.undo': { step: string };
  /** Of the AWS CLI, which is another program. */
  'aws-cli.configure': { profile: string };
  'aws-cli.configure-sso': { profile: string };
  /** To take what breaks these rules all the same. */
  'cost-data.accept': { rules: readonly string[] };
  'cost-data.add': object;
  'cost-data.lines-file': object;
  'cost-data.list': object;
  /** To say which month a report is of. */
  /** To give it more memory, or less. */
  'cost-data.memory': object;
  'cost-data.month': object;
  'customers.list': object;
  'history.list': object;
  'history.revert-rest': object;
  'import.accept-repairs': object;
  'import.columns': object;
  'import.column-meaning': { column: string; fields: readonly string[] };
  'import.header-row': object;
  'import.encoding': { encodings: readonly string[] };
  'import.hidden-rows': object;
  'import.hidden-sheet': { name: string };
  'import.leave-column': object;
  'import.other-payer': object;
  'import.placeholders': object;
  /** How a row is named where there are several sheets. */
  'import.row-of-sheet': object;
  /** To import one sheet, or several. `hidden`: they are hidden in the file. */
  'import.sheet': { hidden?: true };
  'import.skip-invalid': object;
  'ledger.backups': object;
  'ledger.elsewhere': object;
  'ledger.other': object;
  'ledger.restore': { path?: string };
  /** A backup of another ledger, by the name of that. */
  'ledger.restore-of': { name: string };
  'mpa.add': object;
  'mpa.field': { field: MpaField };
  'mpa.list': object;
  'mpa.other': object;
  'mpa.set': { mpaId?: string; field?: MpaField };
  'rules.list': object;
  /** Where it runs on by itself. */
  'sandbox.elsewhere': object;
  'sandbox.fault-off': { fault: string };
  'sandbox.folder': object;
  'sandbox.port': object;
  'sandbox.reset': object;
  'sandbox.start': { account?: string };
  /** The whole sentence: the sandbox is to have this account too. */
  'sandbox.start-anew': { account: string };
  'settings.set': object;
  'subsets.list': object;
  /** To do it although errors are open. */
  'ticket.force': object;
  'ticket.list': object;
  'ticket.sent': { mpaId: string };
  'workflows.list': object;
}

/** What of a payer account a text asks for, as the contract names it. */
type MpaField = 'mspAccountId' | 'spotOrgId' | 'curPrefix' | 'curReportName' | 'stackName';

export type ActionName = keyof ActionArgs;

/** How somebody says each action. */
export type ActionWords<Words> = { readonly [A in ActionName]: (args: ActionArgs[A]) => Words };

const OPEN = '\u27E6';
const CLOSE = '\u27E7';
const REFERENCE = new RegExp(`${OPEN}([a-z.-]+)( \\{[^${CLOSE}]*\\})?${CLOSE}`, 'gu');

/**
 * An action as it stands in a text, at the place where it is said: `See: ${act('subsets.list')}`. It stays with the text, whatever the
 * text is put into: an error, a finding, a row of the ledger. Only `sayActions` reads it.
 */
export function act<A extends ActionName>(
  ...[action, args]: object extends ActionArgs[A] ? [action: A, args?: ActionArgs[A]] : [action: A, args: ActionArgs[A]]
): string {
  const about = args === undefined ? '' : ` ${JSON.stringify(args).replaceAll(CLOSE, String.raw`\u27e7`)}`;
  return `${OPEN}${action}${about}${CLOSE}`;
}

/**
 * A text by its parts: what stands as it is, and each action in somebody's words. What only looks like a reference stays as it is.
 * @param words how each action is said
 */
export function sayActions<Words>(text: string, words: ActionWords<Words>): (string | Words)[] {
  // Most texts name none, and there may be many of them.
  if (!text.includes(OPEN)) return text === '' ? [] : [text];
  const parts: (string | Words)[] = [];
  let at = 0;
  for (const found of text.matchAll(REFERENCE)) {
    const said = wordsOf(words, found[1] ?? '', found[2] ?? '{}');
    if (said === undefined) continue;
    parts.push(text.slice(at, found.index), said);
    at = found.index + found[0].length;
  }
  return [...parts, text.slice(at)].filter((part) => part !== '');
}

/** A text with its actions in words that are texts as well. One that is JSON, as the ledger keeps what has parts, stays JSON. */
export function sayText(text: string, words: ActionWords<string>): string {
  if (!text.includes(OPEN)) return text;
  const parts = /^[[{]/u.test(text) ? parsed(text) : undefined;
  if (parts === undefined) return sayActions(text, words).join('');
  const said = JSON.stringify(sayIn(parts, words));
  return said === JSON.stringify(parts) ? text : said;
}

/** The same in all texts of a plain value; what is not plain stays as it is. */
export function sayIn(value: unknown, words: ActionWords<string>): unknown {
  if (typeof value === 'string') return sayText(value, words);
  if (Array.isArray(value)) return value.map((each) => sayIn(each, words));
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, sayIn(each, words)]));
}

/** What a text says before it comes to an action: 'The mail was made; save it by: …' gives 'The mail was made.', 'See: …' nothing. */
export function beforeActions(text: string): string {
  const action = text.search(REFERENCE);
  if (action < 0) return text;
  const end = Math.max(...['. ', '; '].map((stop) => text.lastIndexOf(stop, action)));
  return end < 0 ? '' : `${text.slice(0, end)}.`;
}

/** A text without its actions: for a file that is read in another program. */
export function withoutActions(text: string): string {
  return text.replaceAll(REFERENCE, '');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function wordsOf<Words>(words: ActionWords<Words>, action: string, args: string): Words | undefined {
  if (!Object.hasOwn(words, action)) return undefined;
  try {
    // `act` wrote the arguments of this very action.
    return words[action as ActionName](JSON.parse(args) as never);
  } catch {
    return undefined;
  }
}
