/** What an import has changed in the ledger, or would change. */
export interface ImportChanges {
  readonly accounts: { readonly added: number; readonly changed: number; readonly moved: number };
  readonly subsets: { readonly added: number; readonly changed: number };
  readonly workflows: { readonly added: number };
  readonly endCustomers: { readonly added: number; readonly changed: number };
}

/** A preview's numbers of what is new and what changes. */
interface Planned {
  readonly accounts: { readonly new: number; readonly changed: number; readonly moved: number };
  readonly subsets: { readonly new: number; readonly changed: number };
  readonly workflows: { readonly new: number };
  readonly endCustomers: { readonly new: number; readonly changed: number };
}

/** What an import would change by its preview. */
export function plannedChanges({ accounts, subsets, workflows, endCustomers }: Planned): ImportChanges {
  return {
    accounts: { added: accounts.new, changed: accounts.changed, moved: accounts.moved },
    subsets: { added: subsets.new, changed: subsets.changed },
    workflows: { added: workflows.new },
    endCustomers: { added: endCustomers.new, changed: endCustomers.changed },
  };
}

/** How many accounts, subsets, workflows and end customers are added, changed or moved. */
export function countChanges(changes: ImportChanges): number {
  return partsOf(changes).reduce((total, [count]) => total + count, 0);
}

/** What is changed, in words: '1 account changed, 2 subsets added'; '' where nothing is. */
export function changesInWords(changes: ImportChanges): string {
  return partsOf(changes)
    .filter(([count]) => count > 0)
    .map(([count, one, done]) => `${count.toLocaleString('en-US')} ${one}${count === 1 ? '' : 's'} ${done}`)
    .join(', ');
}

function partsOf(changes: ImportChanges): (readonly [count: number, one: string, done: string])[] {
  const { accounts, subsets, workflows, endCustomers } = changes;
  return [
    [accounts.added, 'account', 'added'],
    [accounts.changed, 'account', 'changed'],
    [accounts.moved, 'account', 'moved'],
    [subsets.added, 'subset', 'added'],
    [subsets.changed, 'subset', 'changed'],
    [workflows.added, 'workflow', 'added'],
    [endCustomers.added, 'end customer', 'added'],
    [endCustomers.changed, 'end customer', 'changed'],
  ];
}
