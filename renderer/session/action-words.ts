import { sayActions, sayText } from '../../shared/domain/action.ts';
import type { ActionWords } from '../../shared/domain/action.ts';
import type { AccountId } from '../../shared/domain/account-id.ts';
import { quotedName } from '../../shared/domain/aws/profile.ts';
import { formatRoute, ledgerRoute, mpaRoute, parseRoute } from './route.ts';
import type { LedgerPage, MpaPage, Route, RouteParams } from './route.ts';

/** Where on the screen an action is taken. */
export interface ActionPlace {
  /** The way there in words; empty where it is at hand already. */
  readonly text: string;
  /** The place, for the payer account that is in view; null where there is none. */
  readonly at: (mpaId: AccountId | null) => Route | null;
}

/** How the screen says each action. */
export const ACTION_PLACES: ActionWords<ActionPlace> = {
  'app.diagnose': () => nowhere(''),
  'aws.apply': () => onMpa('AWS set-up › Apply', 'aws-set-up'),
  'aws.bucket': ({ name }) =>
    onMpa('AWS set-up › More › Bucket, region, Athena', 'aws-set-up', {
      form: 'choices',
      ...(name === undefined ? {} : { bucket: name }),
    }),
  'aws.choose-profile': () => onMpa('AWS set-up › Profile', 'aws-set-up'),
  'aws.done': ({ step }) => ofStep('AWS set-up › the step › Do it by hand', step),
  'aws.end-rehearsal': () => onMpa('AWS set-up › End the rehearsal', 'aws-set-up'),
  'aws.hand-off': () => onMpa('AWS set-up › More › Hand-off files', 'aws-set-up', { form: 'hand-off' }),
  'aws.hand-off-sent': () =>
    onMpa('AWS set-up › More › I sent the hand-off mail', 'aws-set-up', { form: 'hand-off-sent' }),
  'aws.keep-word': () => nowhere('the mark ‘My word counts all the same’'),
  'aws.link': () => onMpa('AWS set-up › More › The vendor’s link', 'aws-set-up', { form: 'link' }),
  'aws.link-kind': () => nowhere('the choice below'),
  'aws.link-quoted': () => nowhere(''),
  'aws.login': () => onMpa('AWS set-up › Sign in', 'aws-set-up'),
  'aws.policy': () => onMpa('AWS set-up › More › Policy for the administrator', 'aws-set-up', { form: 'policy' }),
  'aws.profiles': () => onMpa('AWS set-up › Profile', 'aws-set-up'),
  'aws.role-template': () =>
    onMpa('AWS set-up › More › The access role’s template', 'aws-set-up', { form: 'role-template' }),
  'aws.undo': ({ step }) => ofStep('AWS set-up › the step › Take this step back', step),
  'aws-cli.configure': ({ profile }) => inTerminal('aws configure', profile),
  'aws-cli.configure-sso': ({ profile }) => inTerminal('aws configure sso', profile),
  'cost-data.accept': () => nowhere(''),
  'cost-data.add': () => onMpa('Cost data', 'cost-data'),
  'cost-data.lines-file': () => nowhere('in a terminal, with enroll cur lines --out'),
  'cost-data.list': () => onMpa('Cost data', 'cost-data'),
  'cost-data.memory': () => onLedger('Settings › Cost data', 'settings'),
  'cost-data.month': () => nowhere(''),
  'customers.list': () => onMpa('End customers', 'end-customers'),
  'history.list': () => onLedger('History', 'history'),
  'history.revert-rest': () => nowhere(''),
  'import.accept-repairs': () => nowhere(''),
  'import.columns': () => nowhere(''),
  'import.column-meaning': () => nowhere(''),
  'import.header-row': () => nowhere(''),
  'import.encoding': () => nowhere(''),
  'import.hidden-rows': () => nowhere(''),
  'import.hidden-sheet': () => nowhere(''),
  'import.leave-column': () => nowhere(' in the step Columns'),
  'import.other-payer': () => nowhere(''),
  'import.placeholders': () => nowhere(''),
  'import.row-of-sheet': () => nowhere(''),
  'import.sheet': ({ hidden }) => nowhere(hidden ? ' by its tab' : ' by the choice below'),
  'import.skip-invalid': () => nowhere(''),
  'ledger.backups': () => onLedger('Settings › Backups', 'settings'),
  'ledger.elsewhere': () => nowhere(''),
  'ledger.other': () => nowhere(''),
  'ledger.restore': () => onLedger('Settings › Backups', 'settings'),
  'ledger.restore-of': () => nowhere(''),
  'mpa.add': () => onLedger('Payer accounts › Add payer account', 'overview', { add: 'yes' }),
  'mpa.field': () => nowhere(''),
  'mpa.list': () => onLedger('Payer accounts', 'overview'),
  'mpa.other': () => nowhere(''),
  'mpa.set': () => onMpa('Procedure › Edit payer account', 'procedure', { edit: 'yes' }),
  'rules.list': () => onMpa('Rules', 'rules'),
  'sandbox.elsewhere': () => nowhere(''),
  'sandbox.fault-off': () => onMpa('AWS set-up › Sandbox › Faults', 'aws-set-up'),
  'sandbox.folder': () => nowhere(''),
  'sandbox.port': () => nowhere(''),
  'sandbox.reset': () => onMpa('AWS set-up › Sandbox', 'aws-set-up'),
  'sandbox.start': () => onMpa('AWS set-up › Start the sandbox', 'aws-set-up'),
  'sandbox.start-anew': () => onMpa('Add it: AWS set-up › Start the sandbox', 'aws-set-up'),
  'settings.set': () => onLedger('Settings › Mails and tickets', 'settings'),
  'subsets.list': () => onMpa('Subsets', 'subsets'),
  'ticket.force': () => nowhere("tick 'It goes out all the same'"),
  'ticket.list': () => onMpa('Tickets', 'tickets'),
  'ticket.sent': () => onMpa('Tickets › I sent it', 'tickets'),
  'workflows.list': () => onMpa('Workflows', 'workflows'),
};

/** The words alone. */
const PLACE_NAMES = Object.fromEntries(
  Object.entries(ACTION_PLACES).map(([action, place]) => [action, (args: never) => place(args).text]),
) as ActionWords<string>;

/**
 * A text of the core in the words of the screen by its parts: each action is a link to where it is taken, for the payer account that is in
 * view.
 */
export function inLinks(text: string): (string | { text: string; href: string | null })[] {
  const mpaId = parseRoute(window.location.hash)?.mpaId ?? null;
  return sayActions(text, ACTION_PLACES).map((part) => {
    if (typeof part === 'string') return part;
    const route = part.at(mpaId);
    return { text: part.text, href: route === null ? null : formatRoute(route) };
  });
}

/** A text of the core in the words of the screen, where no links can be: a copied text, a notification of the system. */
export function inPlaces(text: string): string {
  return sayText(text, PLACE_NAMES);
}

function onMpa(text: string, page: MpaPage, params: RouteParams = {}): ActionPlace {
  return { text, at: (mpaId) => (mpaId === null ? null : mpaRoute(mpaId, page, params)) };
}

function ofStep(text: string, step: string | undefined): ActionPlace {
  return onMpa(text, 'aws-set-up', step === undefined ? {} : { step });
}

function onLedger(text: string, page: LedgerPage, params: RouteParams = {}): ActionPlace {
  return { text, at: () => ledgerRoute(page, params) };
}

function nowhere(text: string): ActionPlace {
  return { text, at: () => null };
}

/** What another program does: its command, as one types it. */
function inTerminal(command: string, profile: string): ActionPlace {
  return nowhere(`${command} --profile ${quotedName(profile)}`);
}
