import type { Account } from '@aws-sdk/client-organizations';

/** The columns of the console's export that the import knows, under its own headings. */
const COLUMNS = ['Account ID', 'Email', 'Name', 'Status', 'Joined method', 'Joined timestamp'] as const;

/** Accounts as the Organizations console exports them: CSV with every field in quotes, because a name may hold anything (RFC 4180). */
export function toConsoleList(accounts: readonly Account[]): string {
  const rows = accounts.map(({ Id, Email, Name, State, Status, JoinedMethod, JoinedTimestamp }) => [
    Id,
    Email,
    Name,
    // State has taken the place of Status, which AWS gives no more at some time (Organizations API, Account).
    State ?? Status,
    JoinedMethod,
    JoinedTimestamp?.toISOString().replace('.000Z', 'Z'),
  ]);
  return [COLUMNS, ...rows].map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

function field(text = ''): string {
  return `"${text.replaceAll('"', '""')}"`;
}
