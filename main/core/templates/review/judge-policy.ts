import type { TemplateValue } from '../template.ts';
import { isObject, own } from '../template.ts';
import { notUnderstood, shownText, shownValue } from './finding.ts';
import type { FindingKind } from './finding.ts';
import { isHolder, isKnownGrant, isKnownManaged, VENDOR_ACCOUNTS } from './known-grants.ts';
import type { Holder, Purpose, ReportNames } from './known-grants.ts';
import { readPolicy, texts } from './policy-text.ts';
import type { Principal, Reading, Shown, Statement } from './policy-text.ts';

/** A reading of a template for one of its purposes. */
export interface Judging extends Reading {
  readonly purpose: Purpose;
  readonly names: ReportNames;
}

const CLASSES: readonly [kind: FindingKind, pattern: RegExp, words: string][] = [
  ['everything', /^(?:[^:]*[*?][^:]*(?::.*)?)$/u, 'may do what these match, in more than one service'],
  ['whole-service', /^[^:]*:[*?]*$/u, 'may do everything in whole services'],
  ['wildcard', /[*?]/u, 'may do whatever these match'],
  ['right', /(?:)/u, 'may'],
];

/**
 * Judges what a policy allows. What the known role of each of its holders may is a fact, everything else a finding.
 * @param who the role or policy, as it stands in sentences
 */
export function judgeGrants(
  judging: Judging,
  at: string,
  value: TemplateValue,
  { who, holders }: { who: string; holders: readonly Holder[] },
): void {
  for (const statement of readPolicy(judging, at, value)) {
    judgeDetails(judging, statement);
    if (statement.principals.length > 0 || statement.notPrincipals.length > 0) {
      notUnderstood(judging, `${statement.at}.Principal`, "whom it is for, in a role's own policy");
    }
    if (statement.allows) judgeAllowed(judging, statement, { who, holders });
  }
}

/** What is no plain grant of actions on resources. */
function judgeDetails(judging: Judging, { at, allows, condition }: Statement): void {
  if (!allows) {
    judging.findings.push({
      kind: 'denial',
      at,
      sentence: `${at} denies something, which no known template does.`,
      consequence: 'What it denies can not be done by whom it is for.',
    });
  }
  if (condition !== undefined) notUnderstood(judging, `${at}.Condition`, shownValue(condition));
}

function judgeAllowed(
  judging: Judging,
  statement: Statement,
  { who, holders }: { who: string; holders: readonly Holder[] },
): void {
  const { at, actions, notActions, resources, notResources } = statement;
  const on = `on ${words([...resources, ...notResources.map(({ text, shown }) => ({ text, shown: `all but ${shown}` }))])}`;
  const add = (kind: FindingKind, sentence: string): void => {
    judging.findings.push({ kind, at, sentence, consequence: CAN });
  };
  if (notActions.length > 0) add('not-action', `${who} may do everything but ${words(notActions)}, ${on}.`);
  if (notResources.length > 0)
    add('not-resource', `${who} may ${words(actions)} on everything but ${words(notResources)}.`);
  if (actions.length + notActions.length === 0) notUnderstood(judging, `${at}.Action`, 'no action that can be told');
  if (resources.length + notResources.length === 0)
    notUnderstood(judging, `${at}.Resource`, 'no resource that can be told');
  const isKnown = ({ text: action }: Shown): boolean =>
    notResources.length === 0 &&
    resources.length > 0 &&
    holders.length > 0 &&
    holders.every((holder) =>
      resources.every(({ text: resource }) =>
        isKnownGrant(judging.purpose, holder, judging.names, { action, resource }),
      ),
    );
  const known = actions.filter(isKnown);
  if (known.length > 0) allowed(judging, `${who} may ${words(known)} ${on}.`);
  for (const [kind, group] of byClass(actions.filter((action) => !isKnown(action)))) {
    const [, , what] = CLASSES.find(([each]) => each === kind) ?? [kind, null, 'may'];
    add(kind, `${who} ${what}: ${words(group)}; ${on}.`);
  }
}

const CAN = 'Whoever has it can do so in this account as soon as the stack is made, and until it is deleted.';

/** Actions by how much their wildcards take in. */
function byClass(actions: readonly Shown[]): Map<FindingKind, Shown[]> {
  const groups = new Map<FindingKind, Shown[]>();
  for (const action of actions) {
    const kind = CLASSES.find(([, pattern]) => pattern.test(action.text))?.[0] ?? 'right';
    groups.set(kind, [...(groups.get(kind) ?? []), action]);
  }
  return groups;
}

/** Judges which policies from elsewhere are attached; one that the template makes is judged where it is made. */
export function judgeManaged(
  judging: Judging,
  at: string,
  value: TemplateValue,
  { who, holders }: { who: string; holders: readonly Holder[] },
): void {
  for (const { text, shown } of texts(judging, at, value)) {
    if (
      holders.length > 0 &&
      holders.every((holder) => isKnownManaged(judging.purpose, holder, judging.names.partition, text))
    ) {
      allowed(judging, `${who} has AWS's own policy ${shown}.`);
      continue;
    }
    const aws = /^arn:aws[a-z-]*:iam::aws:policy\/(.+)$/u.exec(text)?.[1];
    judging.findings.push({
      kind: 'attached-policy',
      at,
      sentence:
        aws === undefined
          ? `${who} gets the policy ${shown}, which is not in the template.`
          : `${who} gets AWS's own policy ${shownText(aws, 200)} (${shown}).`,
      consequence:
        aws === undefined
          ? 'What it allows is not shown here, and whose it is may change it at any time.'
          : `What it allows stands in the IAM console under this name; AWS may change it. ${CAN}`,
    });
  }
}

/**
 * Judges who may assume a role.
 * @returns for whom the role is: its known holders; none where somebody else is among them
 */
export function judgeTrust(judging: Judging, at: string, value: TemplateValue, who: string): Holder[] {
  const statements = readPolicy(judging, at, value);
  const found = statements.flatMap((statement) => judgeTrusted(judging, statement, who));
  return found.some((holder) => holder === null) ? [] : [...new Set(found.filter((holder) => holder !== null))];
}

/** The holders that one statement trusts; null for everybody else. */
function judgeTrusted(judging: Judging, statement: Statement, who: string): (Holder | null)[] {
  const { at, allows, actions, principals, notActions, notPrincipals, resources, notResources } = statement;
  const externalId = externalIdOf(judging, statement);
  judgeDetails(judging, externalId === null ? statement : { ...statement, condition: undefined });
  if (!allows) return [];
  const others = actions.filter(({ text }) => text.toLowerCase() !== 'sts:assumerole');
  if (others.length > 0 || actions.length === 0 || notActions.length > 0) {
    notUnderstood(judging, `${at}.Action`, `how the role is assumed: ${words([...others, ...notActions])}`);
  }
  if (resources.length + notResources.length > 0)
    notUnderstood(judging, `${at}.Resource`, 'a resource in a trust policy');
  if (principals.length === 0 && notPrincipals.length === 0)
    notUnderstood(judging, `${at}.Principal`, 'nobody that can be told');
  for (const { shown } of notPrincipals) {
    judging.findings.push({
      kind: 'not-principal',
      at,
      sentence: `${who} may be assumed by everybody but ${shown}.`,
      consequence: CAN,
    });
  }
  const asked = externalId === null ? 'No external ID is asked for' : `The external ID ${externalId} is asked for`;
  const holders = principals.map((principal) =>
    judgePrincipal(judging, at, principal, { what: `${who} may be assumed by`, asked }),
  );
  return notPrincipals.length > 0 ? [...holders, null] : holders;
}

/** Whether a principal is known; what it is otherwise is a finding. */
function judgePrincipal(
  judging: Judging,
  at: string,
  { kind, text, shown }: Principal,
  { what, asked }: { what: string; asked: string | null },
): Holder | null {
  const { purpose, scope } = judging;
  const because = asked === null ? CAN : `${asked}. ${CAN}`;
  const account = /^(?:arn:aws[a-z-]*:(?:iam|sts)::)?(\d{12})(?::(.+))?$/u.exec(text);
  const id = account?.[1] ?? '';
  const whole = account?.[2] === undefined ? !text.startsWith('0') && !text.includes(':') : account[2] === 'root';
  if (kind === 'AWS' && VENDOR_ACCOUNTS.has(id) && whole && isHolder(purpose, 'vendor')) {
    allowed(judging, `${what} the vendor's account ${id}.${asked === null ? '' : ` ${asked}.`}`);
    return 'vendor';
  }
  if (kind === 'Service' && isHolder(purpose, text)) {
    allowed(judging, `${what} the service ${shown}.`);
    return text;
  }
  const [found, sentence]: [FindingKind, string] =
    text.includes('*') || text.includes('?')
      ? ['everyone', `${what} everybody whom ${shown} matches, in every account of AWS.`]
      : kind === 'Service'
        ? ['service-principal', `${what} the service ${shown}, in a way that no known template does.`]
        : kind === 'AWS' && id === scope.accountId
          ? ['own-account', `${what} ${shown}, which is this account itself.`]
          : kind === 'AWS' && VENDOR_ACCOUNTS.has(id)
            ? ['foreign-principal', `${what} ${shown} of the vendor's account, in a way that no known template does.`]
            : ['foreign-principal', `${what} ${shown}, which is neither the vendor's account nor this one.`];
  judging.findings.push({ kind: found, at, sentence, consequence: because });
  return null;
}

/** Judges who may call something, named without a policy. @param service the one that is known to */
export function judgeCaller(judging: Judging, at: string, value: TemplateValue, service: string | null): void {
  for (const { text, shown } of texts(judging, at, value)) {
    if (text === service) continue;
    const kind = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.amazonaws\.com$/u.test(text) ? 'Service' : 'AWS';
    // By whom it may be called is another matter than who assumes a role: nobody but the service above is known.
    const stranger = { ...judging, purpose: kind === 'Service' ? ('access-role' as const) : ('athena' as const) };
    judgePrincipal(stranger, at, { kind, text, shown }, { what: `${at}: it may be called by`, asked: null });
  }
}

/** The external ID that a statement asks for; null where it asks for none, or in a way that is not understood. */
function externalIdOf(judging: Judging, { condition }: Statement): string | null {
  const equals =
    isObject(condition) && Object.keys(condition).length === 1 ? own(condition, 'StringEquals') : undefined;
  if (!isObject(equals) || Object.keys(equals).length !== 1) return null;
  const id = own(equals, 'sts:ExternalId');
  // Read aside, so that what is not understood of it is said once, with the whole condition.
  const aside = { ...judging, findings: [], facts: [] };
  const [one, ...more] = id === undefined ? [] : texts(aside, '', id);
  return one !== undefined && more.length === 0 && aside.findings.length === 0 && one.text !== '' ? one.shown : null;
}

/** Judges a policy on a resource: whom it lets in, to do what. */
export function judgeResourcePolicy(judging: Judging, at: string, value: TemplateValue, what: string): void {
  for (const statement of readPolicy(judging, at, value)) {
    judgeDetails(judging, statement);
    const { allows, actions, notActions, principals, notPrincipals } = statement;
    if (!allows) continue;
    const may = words([...actions, ...notActions.map(({ text, shown }) => ({ text, shown: `all but ${shown}` }))]);
    const isPublic =
      notPrincipals.length > 0 || principals.some(({ text }) => text.includes('*') || text.includes('?'));
    const whom = [
      ...principals.map(({ shown }) => shown),
      ...notPrincipals.map(({ shown }) => `everybody but ${shown}`),
    ];
    judging.findings.push({
      kind: isPublic ? 'public-access' : 'resource-policy',
      at: statement.at,
      sentence: isPublic
        ? `${what} is opened to everybody: ${whom.join(', ')} may ${may}.`
        : `${what} lets in ${whom.join(', ') || 'nobody that can be told'}, to ${may}.`,
      consequence: CAN,
    });
    for (const principal of principals) {
      if (principal.text.includes('*') || principal.kind === 'Service') continue;
      judgePrincipal(judging, statement.at, principal, { what: `${what} lets in`, asked: null });
    }
  }
}

/** Whether a statement says whom it is for, as policies on resources do. */
export function namesPrincipals(judging: Judging, at: string, value: TemplateValue): boolean {
  const aside = { ...judging, findings: [], facts: [] };
  return readPolicy(aside, at, value).some(
    ({ principals, notPrincipals }) => principals.length + notPrincipals.length > 0,
  );
}

function allowed({ facts }: Judging, sentence: string): void {
  facts.push({ about: 'rights', sentence });
}

function words(list: readonly Shown[]): string {
  return list.length === 0 ? 'nothing that can be told' : list.map(({ shown }) => shown).join(', ');
}
