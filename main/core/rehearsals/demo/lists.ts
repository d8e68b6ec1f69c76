import { join } from 'node:path';
import { writeCsv, writeXlsx } from '../../spreadsheets/write.ts';
import { accountsOf, ENTERPRISE_ACCOUNTS, MSP_CUSTOMERS } from './data.ts';

/** The account lists that the demo imports. */
export interface DemoLists {
  /** As the AWS Organizations console exports accounts. */
  organizations: string;
  /** As an MSP's billing team keeps it. */
  team: string;
  /** The same kind of list, with what goes wrong in practice. */
  mistakes: string;
}

const column = (header: string, width = 24): { header: string; width: number } => ({ header, width });
const ID = { header: 'AWS Account ID', width: 17, text: true };

/** Writes the account lists, with our own writers. @throws AppError FILE_NOT_WRITTEN. */
export async function writeLists(folder: string): Promise<DemoLists> {
  const lists = {
    organizations: join(folder, 'alpine-organizations-export.csv'),
    team: join(folder, 'msp-billing-team.xlsx'),
    mistakes: join(folder, 'msp-with-mistakes.csv'),
  };
  await writeCsv(lists.organizations, {
    sheetName: 'accounts',
    columns: ['Account ID', 'Email', 'Name', 'Status', 'Joined method', 'Joined timestamp'].map((name) => column(name)),
    rows: ENTERPRISE_ACCOUNTS.map(({ id, email, name, status }) => [
      id,
      email,
      name,
      status,
      'CREATED',
      '2025-03-01T08:00:00Z',
    ]),
  });
  await writeXlsx(lists.team, {
    sheetName: 'Accounts',
    columns: [
      column('Linked account', 32),
      column('Owner e-mail', 40),
      ID,
      column('Customer'),
      column('Billing Workflow Name'),
      column('Spot Console Email', 36),
      { header: 'Spot Org ID', width: 17, text: true },
    ],
    rows: MSP_CUSTOMERS.flatMap((customer) =>
      accountsOf(customer).map(({ id, name, email }) => [
        name,
        email,
        id,
        customer.name,
        customer.workflow,
        customer.email,
        customer.spotOrgId,
      ]),
    ),
  });
  await writeCsv(lists.mistakes, {
    sheetName: 'accounts',
    columns: [column('Account Name'), column('AWS Account Email'), ID, column('Subset Name')],
    rows: [
      ['Rounded by a spreadsheet', 'aws+a@msp.example', '1.21212E+11', 'Fabrikam'],
      ['A zero got lost', 'aws+b@msp.example', '75757578575', 'Fabrikam'],
      ['No ID at all', 'aws+c@msp.example', '', 'Contoso Retail'],
      ['No address', 'not-an-address', '075757578576', 'Contoso Retail'],
    ],
  });
  return lists;
}
