import type { ImportSummary, NewAccount } from '../../../shared/contract/imports.ts';
import type { Cli } from './cli.ts';
import { more, SHOWN } from './import-preview.ts';
import { MOST_A_PAGE, pages } from './pages.ts';
import { count, table } from './table.ts';

/** The accounts of a list that the ledger does not know yet. */
export function newAccountsOf(cli: Cli, { importId }: ImportSummary): AsyncIterable<NewAccount> {
  return pages(0, async (after) => {
    const client = await cli.client();
    const { accounts, next } = await client.imports.newAccounts({ importId, after, limit: MOST_A_PAGE });
    return { items: accounts, next };
  });
}

/**
 * What is new to the ledger, and which assignment rule would take it.
 * @param isAll whether the list is all accounts that AWS has: then it is said too where nothing is new
 */
export async function newAccountsText(cli: Cli, summary: ImportSummary, isAll: boolean): Promise<string> {
  const total = summary.accounts.new;
  const head = isAll ? 'New since last time' : 'New';
  if (total === 0) return isAll ? `${head}: nothing.` : '';
  const byRule = new Map<string, number>();
  const shown: NewAccount[] = [];
  for await (const account of newAccountsOf(cli, summary)) {
    const taker = takerText(account);
    byRule.set(taker, (byRule.get(taker) ?? 0) + 1);
    if (shown.length < SHOWN) shown.push(account);
  }
  const taken = [...byRule].map(([taker, n]) => `  ${count(n, 'account')}: ${taker}`);
  const rows = shown.map((account) => [account.id, account.name, account.email, account.status, takerText(account)]);
  const list = await table(['Account', 'Name', 'E-mail', 'Status', 'Taken by'], rows);
  return `${head}: ${count(total, 'account')}\n${taken.join('\n')}\n\n${list}${more(total - shown.length)}`;
}

function takerText({ rule, subset }: NewAccount): string {
  if (subset !== null) return `the list itself → ${subset}`;
  return rule === null ? 'no rule' : `rule ${rule.position} (${rule.text}) → ${rule.subset}`;
}
