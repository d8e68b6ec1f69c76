/** A rule of the security checklist, with the tests that keep it. */
export interface SecurityRule {
  readonly number: number;
  readonly rule: string;
  /** What there is to say besides: what it does not keep from. */
  readonly note?: string;
  /** Files of tests, each with the names in it that count: 'describe › test', as written in the source. */
  readonly tests: Readonly<Record<string, readonly string[]>>;
}

const DESKTOP = 'test/security/desktop-rules.test.ts';
const STATIC = 'test/security/static-scan.test.ts';
const RUNTIME = 'test/security/runtime-rules.test.ts';
const BUNDLE = 'test/security/bundle.test.ts';
const DRIVEN = 'test/e2e/desktop.spec.ts';
const POLICY = 'test/e2e/policy.spec.ts';
const PACKING = 'test/security/packing.test.ts';
const PACKED = 'test/e2e/packaged.spec.ts';
const WIRED = 'test/security/wired.test.ts';
const UPDATES = 'main/hosts/desktop/updates.test.ts';
const WINDOWS = 'what windows are made with, to the letter';
const NOWHERE = 'nowhere in the product: %s';
const IN_ONE_PLACE = '%s';

const NO_NETWORK = `In the desktop app requests are cancelled, WebRTC gets no UDP, and its TCP a proxy that nobody runs; what is not kept from it is that
the names of WebRTC servers are asked of the system's DNS. In a browser the page takes WebRTC away from itself before anything else of it is run,
and Content-Security-Policy closes requests. Newer versions of Chromium also keep the \`Connection-Allowlist\` of the web host, which closes WebRTC, other
addresses in links and in the address bar, and questions to DNS; they end a page that tries WebRTC all the same. **Other browsers can't be kept from
this**: code that runs in the page can take WebRTC out of a frame that it makes, lead the page or a new tab to another address, and have names looked up. The
browser's extensions, its own services and its administrator see whatever the page shows. Where that matters, use the desktop app.`;

/**
 * The rules: items 1 to 20 of Electron's security guide, and what else this product needs to keep them. A rule without a test, and a
 * test that is gone, fail the check of the list.
 * @see https://www.electronjs.org/docs/latest/tutorial/security
 */
export const SECURITY_RULES: readonly SecurityRule[] = [
  rule(1, 'Only our own content is loaded, and nothing by plain http', {
    [DESKTOP]: ['our own addresses › not %s'],
    [RUNTIME]: ['no plain http address but loopback and the names of formats'],
  }),
  rule(2, 'No Node in pages, workers and frames; windows are made in one place', {
    [DESKTOP]: [WINDOWS],
    [STATIC]: [IN_ONE_PLACE, NOWHERE],
    [DRIVEN]: ['the page knows nothing of Node, and the bridge is three functions'],
  }),
  rule(3, 'The preload is isolated from the page', { [DESKTOP]: [WINDOWS], [STATIC]: [NOWHERE] }),
  rule(4, 'Every page is sandboxed, before the first window', {
    [DESKTOP]: [WINDOWS],
    [RUNTIME]: ['the sandbox is on for every process before Electron is ready'],
  }),
  rule(5, 'Every permission but plain text on the clipboard is refused, asked for or looked up', {
    [DESKTOP]: ['permissions › %s is refused', 'permissions › text may be put on the clipboard; every handler is set'],
    [WIRED]: ['the desktop app calls %s', 'nothing is shown before the session is held to its rules'],
  }),
  rule(6, 'Web security is never switched off', { [STATIC]: [NOWHERE] }),
  rule(7, 'A strict Content-Security-Policy, as a header, on both hosts', {
    [BUNDLE]: ['the policy, word for word', 'a response of the bundle › a page with its type and the policy'],
    [POLICY]: ['a script can neither be written into the page nor loaded from elsewhere'],
  }),
  rule(8, 'No insecure content in a page', { [DESKTOP]: [WINDOWS] }),
  rule(9, 'No experimental features', { [DESKTOP]: [WINDOWS] }),
  rule(10, 'No Blink features switched on', { [DESKTOP]: [WINDOWS], [STATIC]: [NOWHERE] }),
  rule(11, 'No webviews', { [DESKTOP]: [WINDOWS, 'a page › no webview, no window of its own; a link is handed over'] }),
  rule(12, 'A webview that is attached all the same is stopped', {
    [DESKTOP]: ['a page › no webview, no window of its own; a link is handed over'],
  }),
  rule(13, 'A page goes nowhere but to its own address', {
    [DESKTOP]: ['a page › %s: stays with its own', 'our own addresses › not %s'],
    [DRIVEN]: ['the page can neither leave its address nor open a window'],
  }),
  rule(14, 'A page opens no windows', {
    [DESKTOP]: ['a page › no webview, no window of its own; a link is handed over'],
    [DRIVEN]: ['the page can neither leave its address nor open a window'],
  }),
  rule(15, 'Only https addresses of AWS and of the vendor are opened outside', {
    [DESKTOP]: ['links that lead outside › %s is opened', 'links that lead outside › %s is not'],
    [STATIC]: [IN_ONE_PLACE],
  }),
  rule(16, 'A current Electron', { [RUNTIME]: ['the pinned Electron is of a line that gets fixes'] }),
  rule(17, 'Who sends a message to the main process is looked at', {
    [DESKTOP]: [
      'who sends a message to the main process › %s: %s',
      'messages to the main process › from %s are refused on every channel, and nothing is done',
    ],
    [WIRED]: ['the desktop app calls %s'],
    [STATIC]: [IN_ONE_PLACE],
  }),
  rule(18, 'A scheme of our own instead of files, that leads nowhere outside of the bundle', {
    [DESKTOP]: [
      'our own addresses › the scheme gets round no policy',
      'requests of the window › the scheme serves its own host only, and files by path are refused',
    ],
    [BUNDLE]: ['a path of the bundle › not outside of it: %s', 'a path of the bundle › no text at all leads outside'],
  }),
  rule(19, 'Fuses: what the packaged binary refuses', {
    [PACKING]: ['the fuses of the program that is shipped, to the letter'],
    [PACKED]: [
      'its fuses: only the test flavour has the inspector',
      'it can not be made to run other code: not as Node, not by NODE_OPTIONS, not by a debugger',
    ],
  }),
  rule(20, 'The preload exposes three functions, and nothing of Electron', {
    [STATIC]: [
      'the preload is a few lines that import only electron and expose three functions, none of which is of electron',
    ],
    [DRIVEN]: ['the page knows nothing of Node, and the bridge is three functions'],
  }),
  rule(21, 'One instance; the arguments of a second start are not trusted', {
    'main/hosts/desktop/account-list-files.test.ts': [
      'of the arguments of a start only account lists that are there are taken',
    ],
    [DRIVEN]: ['a second start shows the first window and ends'],
  }),
  rule(
    22,
    'The page reaches no network',
    {
      [DESKTOP]: [
        'requests of the window › %s: cancelled %s',
        'requests of the window › what is no request has no way out: a proxy that nobody runs, also to this computer',
        'a page › %s: stays with its own',
      ],
      [WIRED]: ['the desktop app calls %s', 'nothing is shown before the session is held to its rules'],
      [BUNDLE]: ['the allowlist of connections, word for word, is the list of links that the desktop app opens'],
      'test/security/web-host.test.ts': [
        'the files of the page are there for everybody who names the host rightly; the contract is there for the secret',
      ],
      [POLICY]: [
        'the page reaches nothing but its own host',
        'a link opens AWS in another tab, and no other address: where the browser knows the allowlist of connections',
      ],
      'test/e2e/webrtc.spec.ts': [
        'the page finds no WebRTC',
        'whatever is tried by WebRTC, nothing comes: no STUN, no TURN over TCP, no ICE over TCP',
        'where nothing stops it, the same does come: the test can tell',
      ],
    },
    NO_NETWORK,
  ),
  rule(23, 'No developer tools and no debugger in the packaged program', {
    [DESKTOP]: ['a packaged program has no developer tools in its menu', WINDOWS],
    [STATIC]: [NOWHERE],
    [PACKED]: ['it can not be made to run other code: not as Node, not by NODE_OPTIONS, not by a debugger'],
  }),
  rule(24, 'Credentials are kept nowhere', {
    'test/security/aws-credentials.test.ts': ['credentials are in no ledger, log, event or error, whatever happens'],
  }),
  rule(25, 'No account IDs, mail addresses or names in the log', {
    'main/core/log/redact.test.ts': ['a redacted text › has no %s', 'a redacted text › is JSON still where it was'],
    'main/core/log/log.test.ts': [
      'a line is JSON with time, level, id and message, redacted, with the code of an error',
    ],
  }),
  rule(26, 'Updates: off until configured, https only, signed where the system can check it', {
    [UPDATES]: [
      'the channel is off until packing named one, and where it is switched off',
      'no environment variable names another address',
      'only an https folder is a channel',
      'on Windows an update must be signed by a publisher that is named',
    ],
  }),
  rule(27, 'Spreadsheets: no bombs on the way in, no formulas on the way out', {
    'main/core/spreadsheets/hostile.test.ts': [
      'files that ask for too much › stops at the ratio to which a part unpacks, whatever it declares, and looks at nothing behind',
      'files that ask for too much › counts what is unpacked, not what is declared',
    ],
    'main/core/spreadsheets/csv/formula-guard.test.ts': [
      'guardFormula › is undone by unguardFormula for every text, and never leaves a start that runs',
    ],
  }),
  rule(28, 'The web host serves one browser of this computer, and no other site, program or name', {
    'test/security/request-guard.test.ts': ['passes: %s', 'refuses: %s'],
    'test/security/web-host.test.ts': [
      'it listens on the loopback address only, on a port of its own',
      'a launch address is the page’s own with a token in its fragment, which gives the secret once and no cookie',
      'a launch address works for a minute',
      'without the secret nothing is told, whatever cookies come',
      'a body over the limit is refused with 413, told by its length and by its bytes',
    ],
    'test/security/web-session.test.ts': [
      'open pages go on after a restart, which takes the port and the secret again',
      'a program that takes the port meanwhile is sent no secret and no call, and a host at another port has another secret',
      'the button ends it for all pages, also after a restart, and what is under way breaks off',
      'it ends when nobody was at a page for the idle time; who uses a page keeps it, what a page asks by itself does not',
      'a session is kept where this user alone can read it; one that others could have written is not taken',
    ],
    'test/e2e/web-session.spec.ts': [
      'the token is out of the address, no cookie is kept, and a new tab is let in by the open one',
    ],
  }),
  rule(29, 'All that runs is inside the checked archive', {
    [PACKING]: ['all is packed into one archive that is checked, and addons alone lie beside it'],
    [PACKED]: [
      'the archive has what runs and the page, of packages those that are not in a module, and no sources or tests',
      'beside the archive lie the addons of better-sqlite3 and DuckDB with its library alone, and no update channel',
    ],
  }),
  rule(30, 'No package runs a script when it is installed, and each is the one whose hash is locked', {
    [RUNTIME]: ['no package runs a script when it is installed'],
    'test/architecture/dependencies.test.ts': ['every package of the lockfile has its hash'],
  }),
  rule(31, 'A page names only files that a person gave', {
    [WIRED]: [
      'the web host takes no page’s word for a file of this computer',
      'what a page has half sent is gone when the web host ends',
    ],
    'test/security/declared-files.test.ts': [
      'every input that names a file of this computer says so, and nothing says so in vain',
    ],
    'test/security/local-files.test.ts': [
      'a page reads a file only when a person gave it',
      'a page writes only into a folder that a person chose',
      'a page restores the ledger’s own backups, and no other file',
    ],
    'main/core/files/uploads.test.ts': [
      'a name that leads elsewhere, or nowhere, is refused: %j',
      'only the piece that comes next is taken, and no byte more than was told',
    ],
    'main/core/billing/tasks.test.ts': [
      'of what is cancelled or refused nothing that was sent stays; no page names a file by its path',
    ],
    'main/hosts/desktop/grants.test.ts': [
      'links lead nowhere out of a folder that was given: not to files, folders, or what is not there yet',
      'what takes the place of a file or folder that was given is not what was given',
    ],
  }),
  rule(32, 'JSON from outside is looked at before it is parsed: how deep it is, and how many values it has', {
    'shared/domain/bounded-json.test.ts': ['40 MB of nested brackets are refused at once', '%s'],
    'test/architecture/json.test.ts': [
      'JSON that comes from outside is parsed in one place, which looks at its depth and size before',
    ],
    'test/contract/product.test.ts': [
      'a port over which something comes that no page of ours sends is closed, and nothing of it is parsed',
    ],
  }),
  rule(33, 'What makes no sense is refused with 4xx; 5xx is a fault of the host’s own', {
    'test/security/refusals.test.ts': [
      'methods',
      'paths of calls and of the session',
      'paths of files',
      'kinds of bodies',
      'bodies for %s',
      'headers',
      'on the wire: %s',
      'every error of the product but a fault of its own crosses as 4xx',
    ],
  }),
  rule(34, 'The sandbox answers to its own address alone, and to who can read its folder', {
    'main/core/sandbox/http/requests.test.ts': [
      'a sandbox › answers to its own address alone, not to %j, which may lead here as well',
      'signatures › with a wrong secret are refused',
    ],
    'main/core/sandbox/sandbox.test.ts': [
      'its secret › is its own: as long as one of AWS, another for each sandbox and account, and the same after a stop and a reset',
      "the state of a sandbox › is its owner's alone to read",
    ],
  }),
  rule(35, 'What a template makes that is not known is agreed to one by one, and what was shown is what is made', {
    'test/aws/hostile-templates.test.ts': [
      'of the access role: nothing is made before each thing was agreed to; the run keeps what was asked and answered',
      'a consent is for this account and this template alone',
      'of AWS’s file in the bucket, and of the extractor, likewise',
    ],
    'test/aws/shown-stacks.test.ts': [
      'a template that is swapped after the plan is asked about, with both hashes, and made only where that is agreed to',
    ],
    'test/aws/change-sets.test.ts': [
      'that is swapped before CloudFormation reads it stops: nothing is made, and nothing is left of it',
      'with letters beyond ASCII is refused with their line, for AWS does not show them',
      'of a template with a transform the change set says what is made, and that is agreed to first',
    ],
    'main/core/templates/review/review-template.test.ts': [
      'the templates that are known › end calm: the current access role, and AWS’s own crawler file',
      'what is no resource › %s',
      'property › whatever is put anywhere into the known template of the %s is shown, and so is another type',
    ],
    'main/core/templates/review/judge-policy.test.ts': ['rights › %s: %s', 'trust › %s: %s'],
    'main/core/templates/review/resources.test.ts': ['resources › %s', 'the extractor › %s', 'the crawler file › %s'],
  }),
  rule(36, 'Nothing of a backup is run before it was looked at, and what was changed of a ledger is found', {
    'main/core/ledger/hostile-backup.test.ts': [
      'a backup that somebody else made or changed is refused by a restore and told by verify, with › %s',
      'a hostile file among the backups is nobody’s backup, and hinders no list of them',
      'a look that takes too long is ended, and the backup is not taken',
    ],
    'main/core/sqlite/schema-pages.test.ts': [
      'the schema in a file’s pages › is read or refused, whatever bytes are changed',
    ],
    'test/faults/flip.test.ts': [
      'a changed byte › is found by a look through the ledger, or changes nothing that can be read',
    ],
  }),
  rule(37, 'What comes from a file can neither steer a terminal nor hide on a page', {
    'main/hosts/cli/table.test.ts': [
      'what is read from a file can not steer the terminal',
      'JSON is the same document with nothing in it that a terminal obeys',
    ],
    'test/components/hidden-names.test.tsx': [
      'a name that hides something › is shown with what hides in it, is kept as it is, and is told of when it is given',
    ],
    'test/import/hidden-characters.test.ts': ['each cell that hides something is told of with what hides in it'],
  }),
  rule(38, 'What the program makes is for its user alone', {
    'main/core/files/own-files.test.ts': [
      'under the umask %o › what the program makes for itself is for its user alone',
      'nothing is written into what is there already, whatever it is',
    ],
    'main/core/ledger/private-ledger.test.ts': [
      'under the umask %o › the ledger, what SQLite makes beside it, the lock, backups, logs and the sandbox are private',
      'what was made for all to read is made private, and named; what is none of it stays, the folder as well',
    ],
    'test/architecture/own-files.test.ts': [
      'nothing of the product makes a file but where its rights are seen to',
      'where SQLite copies a ledger to, the file is made before',
    ],
  }),
  rule(39, 'What is secret in a link is in no history and no backup, and forgotten for good', {
    'main/core/enrolment/aws-setup/kept-link.test.ts': [
      'a link with secrets works as a whole; the history has its public part',
      'forgetting forgets: no page of the file, no log and no backup has it any more, while others have the ledger open',
      'the migration takes them out of the history, keeps what is still in use, and the history can be undone',
    ],
  }),
  rule(40, 'The engine of cost data reaches the files that it is given, and nothing else', {
    'main/core/duckdb/engine.test.ts': [
      'the engine › reads and writes the files that it is given, and no others',
      'the engine › has neither credentials nor options of ours in its environment',
      'the engine › takes values apart from the text, and quotes names',
    ],
  }),
];

function rule(number: number, text: string, tests: SecurityRule['tests'], note?: string): SecurityRule {
  return { number, rule: text, tests, ...(note !== undefined && { note }) };
}
