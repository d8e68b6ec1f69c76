import type { Diagnosis, LedgerHealth } from './diagnose.ts';
import type { LogTailLine } from './log-tail.ts';

/** A diagnosis as text to paste into a mail. */
export function diagnosisText({ at, app, node, electron, sqlite, system, ledger, log }: Diagnosis): string {
  return [
    `Enrollment Desk ${app}, ${at}`,
    `Node ${node}${electron === null ? '' : `, Electron ${electron}`}, SQLite ${sqlite}`,
    `${system.platform} ${system.release} ${system.arch} (${system.version}), ${system.freeMb} of ${system.memoryMb} MB free`,
    '',
    ...ledgerLines(ledger),
    '',
    `Log: ${log.folder}, the last ${log.lines.length} lines without their free text`,
    ...log.lines.flatMap(logLines),
  ].join('\n');
}

function ledgerLines(ledger: LedgerHealth): string[] {
  const { bytes, walBytes, schema, programSchema, sound, problems, error, backups, lock } = ledger;
  const rows = Object.entries(ledger.rows).map(([table, count]) => `  ${table}: ${count}`);
  return [
    `Ledger: ${ledger.path}${bytes === null ? ', not there' : `, ${bytes} bytes`}${walBytes === null ? '' : `, write-ahead log ${walBytes} bytes`}`,
    ...(ledger.rights.file === null
      ? []
      : [`  rights ${ledger.rights.file}, in a folder with ${ledger.rights.folder ?? 'unknown rights'}`]),
    ...(error === null ? [] : [`  can't be opened: ${error}`]),
    ...(schema === null ? [] : [`  schema ${schema}, the program's is ${programSchema}`]),
    ...(sound === null ? [] : [sound ? '  sound' : `  damaged: ${problems} problems`]),
    lock === null
      ? '  nobody holds the writer lock'
      : `  writer lock: ${lock.host}, process ${lock.pid}${lock.thisMachine ? '' : ' on another machine'}, since ${lock.since}`,
    `  backups: ${backups.count ?? "their folder can't be looked into"}${backups.newest === null ? '' : `, the newest of ${backups.newest}`}`,
    ...rows,
  ];
}

function logLines({ at, level, id, code, fault, frames }: LogTailLine): string[] {
  const head = [at, level, id, code, fault].filter((part) => part !== null).join(' ');
  return [`  ${head}`, ...frames.map((frame) => `      ${frame}`)];
}
