/** Where on the screen is what a command does: the command's words → the way there. */
const PLACES: Readonly<Record<string, string>> = {
  'aws apply': 'AWS set-up › Apply',
  'aws done': 'AWS set-up › the step › Do it by hand',
  'aws handoff': 'AWS set-up › More › Hand-off files',
  'aws link': 'AWS set-up › More › The vendor’s link',
  'aws login': 'AWS set-up › Sign in',
  'aws plan': 'AWS set-up › Look at AWS now',
  'aws policy': 'AWS set-up › More › Policy for the administrator',
  'aws profiles': 'AWS set-up › Profile',
  'aws role-template': 'AWS set-up › More › The access role’s template',
  'aws undo': 'AWS set-up › the step › Take this step back',
  backup: 'Settings › Backups',
  'customers list': 'End customers',
  history: 'History',
  'mpa add': 'Payer accounts › Add payer account',
  'mpa list': 'Payer accounts',
  'mpa set': 'Procedure › Edit payer account',
  restore: 'Settings › Backups',
  'rules list': 'Rules',
  'sandbox faults': 'AWS set-up › Sandbox › Faults',
  'sandbox reset': 'AWS set-up › Sandbox',
  'sandbox start': 'AWS set-up › Start the sandbox',
  'subsets list': 'Subsets',
  'ticket list': 'Tickets',
  'workflows list': 'Workflows',
};

/** What follows a command: options with their values, names in quotes, paths, IDs, step keys, place holders in capitals. */
const ARGUMENT = String.raw`(?: (?:--[\w-]+(?: '[^']*')?|'[^']*'|"[^"]*"|<[^>]*>|/\S*|\d{12}|off\b|[a-z]+(?:-[a-z]+)+|[A-Z]{2,}|…))*`;
const COMMAND = new RegExp(
  String.raw`\benroll (?:(aws login) (?:'[^']*'|"[^"]*"|\S+?(?=[.,;)]?(?:\s|$)))|((?:aws|mpa|sandbox|subsets|workflows|customers|rules|ticket) [a-z-]+|[a-z]+)${ARGUMENT})`,
  'gu',
);

/** The commands that texts of the core may name and that have a place on the screen. */
export const COMMANDS_ON_SCREEN = Object.keys(PLACES);

/**
 * A sentence of the core as the screen says it: commands of the command line become the way to the same ability on the screen. A
 * command that is not known stays, so that nothing is lost.
 */
export function onScreen(text: string): string {
  return text
    .replaceAll('in another terminal with: enroll', 'with: enroll')
    .replaceAll(
      COMMAND,
      (command, login: string | undefined, other: string | undefined) => PLACES[login ?? other ?? ''] ?? command,
    );
}
