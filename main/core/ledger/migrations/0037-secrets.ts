import { SETUP_AUDITED_TABLES } from './0033-rehearsals.ts';
import { auditTriggers } from './audit-triggers.ts';
import type { AuditedTable } from './audit-triggers.ts';
import type { Migration } from './migration.ts';

/** The links of a set-up: the column that everybody may see, and the one that names what is secret in it. */
const LINKS = [
  { link: 'extractor_link', secret: 'extractor_secret' },
  { link: 'role_link', secret: 'role_secret' },
] as const;

/** The tables of the AWS set-up as they are recorded from here on: by what name a secret of theirs is kept, never the secret. */
export const SECRET_AUDITED_TABLES: readonly AuditedTable[] = SETUP_AUDITED_TABLES.map((table) =>
  table.name === 'aws_setup' ? { ...table, columns: [...table.columns, ...LINKS.map(({ secret }) => secret)] } : table,
);

const RECORDED_ANEW = SECRET_AUDITED_TABLES.filter(({ name }) => name === 'aws_setup');
const TRIGGERS = ['key_stays', 'audit_insert', 'audit_update', 'audit_delete'];

/** The row of an audit event with the public part of its links, and the names of the rest. @param side before or after */
const withoutSecrets = (side: string): string => {
  const fields = LINKS.flatMap(({ link, secret }) => [
    `'$.${link}', public_link(json_extract(${side}, '$.${link}'))`,
    `'$.${secret}', (SELECT id FROM link_of_before WHERE mpa_id = audit_event.key AND link = json_extract(${side}, '$.${link}'))`,
  ]);
  return `${side} = iif(${side} IS NULL, NULL, json_set(${side}, ${fields.join(', ')}))`;
};

const linksOfBefore = LINKS.flatMap(({ link }) => [
  `SELECT mpa_id, ${link} AS link FROM aws_setup`,
  ...['before', 'after'].map(
    (side) => `SELECT key, json_extract(${side}, '$.${link}') FROM audit_event WHERE entity = 'aws_setup'`,
  ),
]).join('\n    UNION ');

const forgotten = (when: string, gone: string): string =>
  LINKS.map(
    ({ secret }) => `
  CREATE TRIGGER aws_setup_forgets_${secret}_${when} AFTER ${when.toUpperCase()} ON aws_setup
    WHEN OLD.${secret} IS NOT NULL ${gone.replaceAll('@secret', secret)}
    BEGIN
      DELETE FROM secret WHERE id = OLD.${secret};
      INSERT OR IGNORE INTO to_wipe (id, whole) VALUES (1, 0);
    END;`,
  ).join('');

/**
 * What is secret in the vendor's links lives in a table of its own that is not recorded, and only as long as the set-up names it: whoever
 * changes the set-up, also by undo and redo. It is taken out of the history of before, which otherwise stays as it is.
 */
export const secrets: Migration = {
  id: 37,
  name: 'secrets',
  sql: `
  CREATE TABLE secret (
    id TEXT PRIMARY KEY CHECK (length(id) = 32),
    value TEXT NOT NULL CHECK (value <> '')
  ) STRICT;

  -- That the file still has traces of what was taken out: in its free pages (whole), or in the write-ahead log alone.
  CREATE TABLE to_wipe (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    whole INTEGER NOT NULL CHECK (whole IN (0, 1))
  ) STRICT;

  ${RECORDED_ANEW.flatMap(({ name }) => TRIGGERS.map((trigger) => `DROP TRIGGER ${name}_${trigger};`)).join('\n  ')}
  DROP TRIGGER audit_event_stays;
  ${LINKS.map(({ secret }) => `ALTER TABLE aws_setup ADD COLUMN ${secret} TEXT;`).join('\n  ')}

  CREATE TEMP TABLE link_of_before (mpa_id TEXT NOT NULL, link TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (mpa_id, link));
  INSERT INTO link_of_before SELECT mpa_id, link, lower(hex(randomblob(16))) FROM (
    ${linksOfBefore}
  ) WHERE link IS NOT NULL AND public_link(link) <> link;

  UPDATE audit_event SET ${['before', 'after'].map(withoutSecrets).join(', ')} WHERE entity = 'aws_setup';
  INSERT INTO secret (id, value) SELECT DISTINCT b.id, b.link FROM link_of_before b
    JOIN aws_setup s ON s.mpa_id = b.mpa_id AND b.link IN (${LINKS.map(({ link }) => `s.${link}`).join(', ')});
  UPDATE aws_setup SET ${LINKS.flatMap(({ link, secret }) => [
    `${secret} = (SELECT id FROM link_of_before b WHERE b.mpa_id = aws_setup.mpa_id AND b.link = ${link})`,
    `${link} = public_link(${link})`,
  ]).join(', ')};
  INSERT INTO to_wipe (id, whole) SELECT 1, 1 WHERE EXISTS (SELECT 1 FROM audit_event);
  DROP TABLE link_of_before;

  CREATE TRIGGER audit_event_stays BEFORE UPDATE ON audit_event
    BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
  ${RECORDED_ANEW.map(auditTriggers).join('\n')}
  ${forgotten('update', 'AND OLD.@secret IS NOT NEW.@secret')}
  ${forgotten('delete', '')}
`,
};
