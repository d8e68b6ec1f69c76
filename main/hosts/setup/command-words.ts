import { sayText } from '../../../shared/domain/action.ts';
import type { ActionArgs, ActionWords } from '../../../shared/domain/action.ts';
import { quotedName } from '../../../shared/domain/aws/profile.ts';

const OPTION_OF = {
  mspAccountId: '--msp-account',
  spotOrgId: '--spot-org',
  curPrefix: '--cur-prefix',
  curReportName: '--cur-report',
  stackName: '--stack',
} as const satisfies Record<ActionArgs['mpa.field']['field'], string>;

/** How each action is said at a terminal: as a command of ours, or as the option that the command at hand wants. */
export const COMMAND_WORDS: ActionWords<string> = {
  'app.diagnose': () => ': enroll diagnose',
  'aws.apply': () => 'enroll aws apply',
  'aws.bucket': ({ name }) => options('--bucket', name),
  'aws.choose-profile': () => '--profile',
  'aws.done': ({ step, how }) => options('enroll aws done', step, how && `--how ${quotedName(how)}`),
  'aws.end-rehearsal': ({ mpaId }) => options('enroll aws rehearsal end', mpaId && `--mpa ${mpaId}`),
  'aws.hand-off': ({ mpaId }) => `enroll aws handoff --mpa ${mpaId} --out DIR`,
  'aws.hand-off-sent': ({ mpaId }) => `enroll aws handoff sent --mpa ${mpaId}`,
  'aws.keep-word': () => '--replace',
  'aws.link': ({ again, stackName }) =>
    options(again ? 'enroll aws link' : 'enroll aws link URL', stackName && '--stack-name NAME'),
  'aws.link-kind': ({ option }) => (option ? '--kind' : '--kind extractor or --kind access-role'),
  'aws.link-quoted': () => ', in quotes',
  'aws.login': ({ profile }) => `enroll aws login ${quotedName(profile)}`,
  'aws.policy': () => 'enroll aws policy',
  'aws.profiles': () => 'enroll aws profiles',
  'aws.role-template': ({ stackName }) => options('enroll aws role-template FILE', stackName && '--stack-name NAME'),
  'aws.undo': ({ step }) => `enroll aws undo ${step}`,
  'aws-cli.configure': ({ profile }) => `aws configure --profile ${quotedName(profile)}`,
  'aws-cli.configure-sso': ({ profile }) => `aws configure sso --profile ${quotedName(profile)}`,
  'cost-data.accept': ({ rules }) => rules.map((rule) => `--accept ${rule}`).join(' '),
  'cost-data.add': () => 'enroll cur add PATH',
  'cost-data.lines-file': () => 'enroll cur lines --out FILE',
  'cost-data.list': () => 'enroll cur list',
  'cost-data.memory': () => 'enroll settings set costDataMemory MB',
  'cost-data.month': () => '--month YYYY-MM',
  'customers.list': () => 'enroll customers list',
  'history.list': () => 'enroll history',
  'history.revert-rest': () => ' (--rest)',
  'import.accept-repairs': () => ' (--accept-repairs)',
  'import.columns': () => ": --map 'Column=accountId' (a header or a letter; fields: accountId, subsetName, …)",
  'import.column-meaning': ({ column, fields }) =>
    `: ${fields.map((field) => `--map '${column}=${field}'`).join(' or ')}`,
  'import.header-row': () => ': --header-row N (0 where there is none), and --sheet where there are several',
  'import.encoding': ({ encodings }) => `: --encoding ${encodings.join(' or --encoding ')}`,
  'import.hidden-rows': () => ': --include-hidden or --exclude-hidden',
  'import.hidden-sheet': ({ name }) => `: --sheet ${quotedName(name)}`,
  'import.leave-column': () => ' (--map COLUMN=ignore)',
  'import.other-payer': () => ' (--mpa)',
  'import.placeholders': () => ': --placeholders blank, or --placeholders text where they are names',
  'import.row-of-sheet': () => ': SHEET!ROW',
  'import.sheet': ({ hidden }) => `: --sheet for each one that is to be imported${hidden ? '' : ', or --all-sheets'}`,
  'import.skip-invalid': () => ' (--skip-invalid)',
  'ledger.backups': () => 'enroll restore --list',
  'ledger.elsewhere': () => ' with --ledger',
  'ledger.other': () => ' (--ledger)',
  'ledger.restore': ({ path }) => `enroll restore ${path === undefined ? 'FILE' : JSON.stringify(path)}`,
  'ledger.restore-of': ({ name }) => `: --of ${quotedName(name)}`,
  'mpa.add': () => 'enroll mpa add <account ID> --name <name> --scenario <scenario>',
  'mpa.field': ({ field }) => ` (${OPTION_OF[field]})`,
  'mpa.list': () => 'enroll mpa list',
  'mpa.other': () => ' (--mpa)',
  'mpa.set': ({ mpaId, field }) => options('enroll mpa set', mpaId, field && OPTION_OF[field]),
  'rules.list': () => 'enroll rules list',
  'sandbox.elsewhere': () => ' in another terminal',
  'sandbox.fault-off': ({ fault }) => `enroll sandbox faults off ${fault}`,
  'sandbox.folder': () => ' with --dir',
  'sandbox.port': () => ' with --port',
  'sandbox.reset': () => 'enroll sandbox reset',
  'sandbox.start': ({ account }) => options('enroll sandbox start', account && `--account ${account}`),
  'sandbox.start-anew': ({ account }) =>
    `End it with Ctrl-C where it runs, and start it with: enroll sandbox start --account ${account}`,
  'settings.set': () => 'enroll settings set KEY VALUE',
  'subsets.list': () => 'enroll subsets list',
  'ticket.force': () => 'give --force to do it all the same',
  'ticket.list': () => 'enroll ticket list',
  'ticket.sent': ({ mpaId }) => `enroll ticket sent KIND --number NUMBER --mpa ${mpaId}`,
  'workflows.list': () => 'enroll workflows list',
};

/** A text of the core as a terminal or a log says it. */
export function inCommands(text: string): string {
  return sayText(text, COMMAND_WORDS);
}

function options(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join(' ');
}
