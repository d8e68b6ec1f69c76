import { expect, test } from 'vitest';
import { awsDesk } from '../../../../test/support/aws-desk.ts';
import { resultOf } from '../../../../test/support/result-of.ts';
import { accountId } from '../../../../shared/domain/account-id.ts';
import { toConsoleList } from './console-list.ts';

test('accounts become the list that the Organizations console exports, whatever their names hold', () => {
  expect(
    toConsoleList([
      {
        Id: '000000000012',
        Email: 'a@example.com',
        Name: 'Contoso, "the first"',
        State: 'ACTIVE',
        Status: 'SUSPENDED',
        JoinedMethod: 'INVITED',
        JoinedTimestamp: new Date('2025-01-10T08:00:00Z'),
      },
      { Id: '111122223333', Email: 'b@example.com', Name: '=1+1\nline', Status: 'ACTIVE' },
    ]),
  ).toBe(
    [
      '"Account ID","Email","Name","Status","Joined method","Joined timestamp"',
      '"000000000012","a@example.com","Contoso, ""the first""","ACTIVE","INVITED","2025-01-10T08:00:00Z"',
      '"111122223333","b@example.com","=1+1\nline","ACTIVE","",""',
      '',
    ].join('\r\n'),
  );
});

test('lists all accounts by pages of 20, through the preview and apply of any list; what is new is told with its rule', async () => {
  const { client, mpaId, sandbox } = await awsDesk({ members: 45 });
  const {
    value: { id: subsetId },
  } = await client.subsets.add({ mpaId, name: 'Production' });
  await client.assignmentRules.add({
    mpaId,
    field: 'name',
    operator: 'contains',
    value: 'production',
    to: { id: subsetId },
  });

  const opened = await resultOf(await client.imports.openOrganization({ mpaId }));
  expect(opened.source).toMatchObject({ name: 'AWS Organizations (simulated)', format: 'csv' });
  expect([opened.accounts.new, opened.rows.total, opened.faults.error, opened.questions]).toEqual([46, 46, 0, []]);
  expect(opened.columns.map(({ field }) => field)).toEqual([
    'accountId',
    'accountEmail',
    'accountName',
    'status',
    'joinedMethod',
    'joinedAt',
  ]);
  expect(sandbox.calls.map(({ service, operation }) => `${service}:${operation}`)).toEqual([
    'sts:GetCallerIdentity',
    'organizations:ListAccounts',
    'organizations:ListAccounts',
    'organizations:ListAccounts',
  ]);

  const { importId } = opened;
  const first = await client.imports.newAccounts({ importId, limit: 8 });
  expect(first.next).not.toBe(null);
  expect(first.accounts.filter(({ rule }) => rule !== null)).toEqual([
    {
      id: '700100000007',
      name: 'Adatum production 7',
      email: 'aws+7@adatum.example',
      status: 'ACTIVE',
      subset: null,
      rule: { position: 1, text: 'name contains "production"', subset: 'Production' },
    },
  ]);
  const applied = (await resultOf(await client.imports.apply({ importId }))).value;
  expect(applied.accounts).toEqual({ added: 46, changed: 0, moved: 0 });
  await resultOf(await client.imports.close({ importId }));
  expect(await client.accounts.get({ id: accountId('700100000011') })).toMatchObject({
    name: 'Tailspin data 11',
    status: 'SUSPENDED',
  });

  const again = await resultOf(await client.imports.openOrganization({ mpaId }));
  expect([again.accounts.new, again.accounts.unchanged, again.changes]).toEqual([0, 46, false]);
  expect(await client.imports.newAccounts({ importId: again.importId })).toEqual({ accounts: [], next: null });
  await resultOf(await client.imports.close({ importId: again.importId }));
  const [run] = await client.aws.runs({ mpaId, limit: 1 });
  expect(run).toMatchObject({ kind: 'import', outcome: '46 accounts', calls: 4, changes: 0, simulated: true });
}, 30_000);

test('a refusal of AWS is told with its code and remedy, and the run is kept', async () => {
  const { client, mpaId, sandbox } = await awsDesk();
  sandbox.setFault({ key: 'not-allowed', operation: 'organizations:ListAccounts' });
  await expect(resultOf(await client.imports.openOrganization({ mpaId }))).rejects.toMatchObject({
    code: 'SERVICE_FAILED',
    data: { failure: { code: 'NOT_ALLOWED', aws: { operation: 'organizations:ListAccounts' } } },
  });
  expect(await client.aws.runs({ mpaId, limit: 5 })).toMatchObject([{ kind: 'import', outcome: 'failed', calls: 2 }]);

  sandbox.clearFault(null);
  sandbox.setFault({ key: 'wrong-account' });
  await expect(resultOf(await client.imports.openOrganization({ mpaId }))).rejects.toMatchObject({
    data: { failure: { code: 'WRONG_ACCOUNT' } },
  });
  expect(sandbox.calls.filter(({ operation }) => operation === 'ListAccounts')).toHaveLength(1);
}, 30_000);
