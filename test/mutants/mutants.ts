import { adds, answers, callsWith, changes, forgets, leavesOut, neverCalls, rewrites, sets } from './breaking.ts';
import type { Breaking } from './breaking.ts';

/** One way in which a rule of docs/security.md can be broken. */
export interface Mutant {
  /** The rule's number. */
  readonly rule: number;
  /** What is broken, in words. */
  readonly what: string;
  /** In which sources it is looked for. */
  readonly where: RegExp;
  readonly breaking: Breaking;
}

const DESKTOP = /^main\/hosts\/desktop\/[\w-]+\.ts$/u;
const WEB = /^main\/hosts\/web\/[\w-]+\.ts$/u;
const BUNDLE = /^main\/hosts\/bundle\/[\w-]+\.ts$/u;
const PRELOAD = /^main\/hosts\/desktop\/preload\/[\w-]+\.ts$/u;
const PREFERENCES = /^main\/hosts\/desktop\/web-preferences\.ts$/u;
const PACKING = /^electron-builder\.yml$/u;
const SESSION = /^main\/core\/aws\/session\/session\.ts$/u;
const SOMEWHERE = /^main\/hosts\/desktop\/menu\.ts$/u;

const broken = (rule: number, what: string, where: RegExp, breaking: Breaking): Mutant => ({
  rule,
  what,
  where,
  breaking,
});

/** A setting of windows, with another value and left out. */
const preference = (rule: number, name: string, value: string): Mutant[] => [
  broken(rule, `windows are made with ${name}: ${value}`, PREFERENCES, sets(name, value)),
  broken(rule, `windows are made without a word about ${name}`, PREFERENCES, leavesOut(name)),
];

/** Ways to break each rule, at least two, each seen by a test of npm test. */
export const MUTANTS: readonly Mutant[] = [
  broken(1, 'every address is one of our own', DESKTOP, answers('isOwnUrl', 'true')),
  broken(1, 'an address with a user in front is our own', DESKTOP, forgets(/\.username/u)),
  broken(1, 'a page loads by plain http', SOMEWHERE, adds("export const start = 'http://example.com/';")),
  ...preference(2, 'nodeIntegration', 'true'),
  broken(2, 'a window is made elsewhere', SOMEWHERE, adds('export const more = () => new BrowserWindow({});')),
  ...preference(3, 'contextIsolation', 'false'),
  ...preference(4, 'sandbox', 'false'),
  broken(4, 'the sandbox is not put on before the start', DESKTOP, neverCalls('.enableSandbox')),
  broken(5, 'every permission is granted', DESKTOP, answers('isPermissionGranted', 'true')),
  broken(5, 'what is looked up is not refused', DESKTOP, neverCalls('.setPermissionCheckHandler')),
  broken(5, 'nobody restricts permissions', DESKTOP, neverCalls('restrictPermissions')),
  broken(6, 'web security is switched off', PREFERENCES, sets('spellcheck', 'false, webSecurity: false')),
  broken(6, 'web security is switched off by a switch', SOMEWHERE, adds("export const s = 'disable-web-security';")),
  broken(
    7,
    'scripts may be written into the page',
    BUNDLE,
    changes(/script-src 'self'/u, "script-src 'self' 'unsafe-inline'"),
  ),
  broken(7, 'the policy is no header', BUNDLE, leavesOut('content-security-policy')),
  ...preference(8, 'allowRunningInsecureContent', 'true'),
  ...preference(9, 'experimentalFeatures', 'true'),
  broken(10, 'windows have Blink features', PREFERENCES, sets('spellcheck', "false, enableBlinkFeatures: 'X'")),
  broken(
    10,
    'the program switches Blink features on',
    SOMEWHERE,
    adds("export const on = (line: { appendSwitch(a: string): void }) => line.appendSwitch('enable-blink-features');"),
  ),
  ...preference(11, 'webviewTag', 'true'),
  broken(12, 'a webview that is attached is let be', DESKTOP, changes(/will-attach-webview/u, 'will-attach')),
  broken(12, 'what is stopped goes on', /contents\.ts$/u, neverCalls('.preventDefault')),
  broken(13, 'a page may lead elsewhere', DESKTOP, changes(/will-navigate/u, 'did-navigate')),
  broken(13, 'a page may be led elsewhere by its host', DESKTOP, changes(/will-redirect/u, 'did-redirect')),
  broken(14, 'a page opens windows', DESKTOP, sets('action', "'allow'")),
  broken(14, 'nobody guards what a page opens', DESKTOP, neverCalls('.setWindowOpenHandler')),
  broken(15, 'hosts are looked for anywhere in a name', /external-links\.ts$/u, changes(/\$\/$/u, '/')),
  broken(15, 'addresses without https are opened', DESKTOP, forgets(/protocol === 'https:'/u)),
  broken(16, 'an old Electron is pinned', /^package\.json$/u, rewrites(/"electron": "\d+\./u, '"electron": "20.')),
  broken(16, 'any Electron will do', /^package\.json$/u, rewrites(/"electron": "/u, '"electron": "^')),
  broken(17, 'every sender is trusted', DESKTOP, answers('isTrustedSender', 'true')),
  broken(17, 'a frame of the page is trusted', DESKTOP, forgets(/\.parent === null/u)),
  broken(17, 'nobody looks who sends', DESKTOP, neverCalls('trusted')),
  broken(18, 'a folder beside the bundle counts as in it', BUNDLE, callsWith('.startsWith', 0, 'root')),
  broken(18, 'the scheme gets round the policy', DESKTOP, sets('supportFetchAPI', 'true, bypassCSP: true')),
  broken(19, 'the program runs as Node', PACKING, rewrites(/runAsNode: false/u, 'runAsNode: true')),
  broken(
    19,
    'nobody speaks of NODE_OPTIONS',
    PACKING,
    rewrites(/ {2}enableNodeOptionsEnvironmentVariable: false\n/u, ''),
  ),
  broken(20, 'the bridge has one more function', PRELOAD, sets('connect', '() => 1, more: () => 1')),
  broken(20, 'the bridge hands over a part of Electron', PRELOAD, sets('ask', 'ipcRenderer.invoke')),
  broken(21, 'whatever is an argument is opened', DESKTOP, answers('isOpenable', 'true')),
  broken(21, 'folders are opened as lists', DESKTOP, answers('isFile', 'true')),
  broken(22, 'every request may go out', DESKTOP, answers('isRequestAllowed', 'true')),
  broken(22, 'WebRTC gets UDP', DESKTOP, neverCalls('.setWebRTCIPHandlingPolicy')),
  broken(22, 'what is no request finds a way', DESKTOP, neverCalls('.setProxy')),
  broken(22, 'nobody blocks the network', DESKTOP, neverCalls('blockNetwork')),
  ...preference(23, 'devTools', 'true'),
  broken(
    24,
    'a run is kept with the secret key',
    SESSION,
    rewrites(
      /this\.bound = \{ profile,/u,
      'this.bound = { profile: (await this.#options.credentials()).secretAccessKey,',
    ),
  ),
  broken(
    24,
    'a run is kept with the ID of the key',
    SESSION,
    rewrites(/callerArn: Arn,/u, 'callerArn: (await this.#options.credentials()).accessKeyId,'),
  ),
  broken(25, 'the log is not redacted', /log\/redact\.ts$/u, answers('redact', 'text')),
  broken(25, 'fields of the log are not redacted', /log\/redact\.ts$/u, answers('redactField', 'value')),
  broken(26, 'updates come by plain http', /updates\.ts$/u, changes(/\^https\$/u, '^https?$')),
  broken(26, 'on Windows anybody’s update is taken', /updates\.ts$/u, changes(/win32/u, 'os2')),
  broken(27, 'formulas go out as they are', /formula-guard\.ts$/u, answers('guardFormula', 'text')),
  broken(27, 'no text looks like a formula', /formula-guard\.ts$/u, answers('startsLikeFormula', 'false')),
  broken(28, 'the web host listens on all addresses', WEB, callsWith('.listen', 1, "'0.0.0.0'")),
  broken(28, 'nothing is refused', WEB, answers('refuse', 'null')),
  broken(28, 'every secret is right', WEB, answers('hasSecret', 'true')),
  broken(28, 'every site is our own', WEB, answers('isForeign', 'false')),
  broken(28, 'answers of the contract have no headers', WEB, neverCalls('.setHeader')),
  broken(29, 'all files lie beside the archive', PACKING, rewrites(/'\*\*\/\*\.node'/u, "'**/*'")),
  broken(
    29,
    'the archive is not checked',
    PACKING,
    rewrites(/AsarIntegrityValidation: true/u, 'AsarIntegrityValidation: false'),
  ),
  broken(30, 'packages run scripts', /^\.npmrc$/u, rewrites(/ignore-scripts=true/u, 'ignore-scripts=false')),
  broken(30, 'a package has no hash', /^package-lock\.json$/u, rewrites(/\s+"integrity": "[^"]*",/u, '')),
  broken(31, 'a page may name every file', /^main\/rpc\/local-files\.ts$/u, answers('assertMayName', 'undefined')),
  broken(31, 'the web host takes the page’s word for files', WEB, sets('localFiles', 'true')),
  broken(31, 'no procedure says which of its values are files', /^shared\/contract\/[\w-]+\.ts$/u, leavesOut('files')),
  broken(31, 'what is sent may lie anywhere', /files\/uploads\.ts$/u, rewrites(/part === '\.\.'/u, 'false')),
  broken(31, 'every file counts as given', /desktop\/grants\.ts$/u, answers('cover', 'true')),
  broken(32, 'JSON may be deeper', /bounded-json\.ts$/u, sets('depth', '150')),
  broken(32, 'JSON may have more values', /bounded-json\.ts$/u, sets('values', '20_000_000')),
  broken(33, 'every refusal is a fault of the host', /contract\/base\.ts$/u, answers('httpStatus', '500')),
  broken(33, 'every method is answered', WEB, rewrites(/!allowed\.includes\(method\)/u, 'false')),
  broken(34, 'every signature is right', /sandbox\/http\/signature\.ts$/u, answers('isSignedWith', 'true')),
  broken(34, 'every sandbox has the same secret', /sandbox\/world-file\.ts$/u, answers('newKey', "'same'")),
  broken(35, 'nothing of a template is found', /review\/review-template\.ts$/u, answers('eachOnce', '[]')),
  broken(35, 'what is unknown is passed over', /review\/finding\.ts$/u, answers('notUnderstood', 'undefined')),
  broken(
    35,
    'another template than the one that was shown is made',
    /setup\/shown-stack\.ts$/u,
    answers('changeConsent', '[]'),
  ),
  broken(36, 'any migration is ours', /ledger\/schema\.ts$/u, neverCalls('assertMigrations')),
  broken(36, 'kept files are not looked through', /ledger\/content\.ts$/u, answers('strangeFiles', '[]')),
  broken(36, 'rows are not held against the history', /unrecorded-rows\.ts$/u, answers('rowsUnlikeSaid', '[]')),
  broken(37, 'texts steer the terminal', /cli\/clean-text\.ts$/u, answers('cleanText', 'text')),
  broken(37, 'what hides is not shown', /domain\/hidden-text\.ts$/u, answers('revealed', 'text')),
  broken(38, 'files are made for all to read', /files\/own-files\.ts$/u, sets('FILE', '0o644')),
  broken(38, 'folders are made for all to enter', /files\/own-files\.ts$/u, sets('FOLDER', '0o755')),
  broken(39, 'backups keep what is secret', /ledger\/secrets\.ts$/u, answers('removeSecrets', 'undefined')),
  broken(39, 'the history has the whole link', /domain\/aws\/public-link\.ts$/u, answers('publicLink', 'link')),
  broken(
    40,
    'the engine may read any file',
    /duckdb\/instance\.ts$/u,
    rewrites(/enable_external_access = false/u, 'enable_external_access = true'),
  ),
  broken(
    40,
    'its settings can be changed',
    /duckdb\/instance\.ts$/u,
    rewrites(/lock_configuration = true/u, 'lock_configuration = false'),
  ),
  broken(40, 'it has the whole environment', /duckdb\/environment\.ts$/u, answers('engineEnvironment', 'environment')),
];
