import { expect, test } from 'vitest';
import { awsHome } from '../../../../test/support/aws-home.ts';
import { standIn } from '../../../../test/support/stand-in.ts';
import { tempCore } from '../../../../test/support/temp-core.ts';
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
    message:
      'The profile has no right to organizations:ListAccounts. Ask whoever grants rights for organizations:ListAccounts, or export the list of accounts in the Organizations console and import that file.',
    data: { failure: { code: 'NOT_ALLOWED', aws: { operation: 'organizations:ListAccounts' } } },
  });
  expect(await client.aws.runs({ mpaId, limit: 5 })).toMatchObject([{ kind: 'import', outcome: 'failed', calls: 2 }]);

  sandbox.clearFault(null);
  sandbox.setFault({ key: 'wrong-account' });
  await expect(resultOf(await client.imports.openOrganization({ mpaId }))).rejects.toMatchObject({
    code: 'WRONG_ACCOUNT',
    data: { failure: { code: 'WRONG_ACCOUNT' } },
  });
  expect(sandbox.calls.filter(({ operation }) => operation === 'ListAccounts')).toHaveLength(1);
}, 30_000);

test('an account that is in no organization is told as that', async () => {
  const url = await standIn((request, response) => {
    const head = { 'x-amzn-requestid': 'r' };
    if (request.headers['x-amz-target'] === undefined) {
      const caller = '<Arn>arn:aws:iam::111122223333:user/a</Arn><UserId>a</UserId><Account>111122223333</Account>';
      const result = `<GetCallerIdentityResult>${caller}</GetCallerIdentityResult>`;
      response.writeHead(200, head).end(`<GetCallerIdentityResponse>${result}</GetCallerIdentityResponse>`);
    } else response.writeHead(400, head).end('{"__type":"AWSOrganizationsNotInUseException","Message":"none"}');
  });
  const { environment } = awsHome('[profile p]\naws_access_key_id = AKIAEXAMPLEEXAMPLE01\naws_secret_access_key = s\n');
  const { client } = tempCore({ environment: { ...environment, AWS_ENDPOINT_URL: url } });
  const mpaId = accountId('111122223333');
  await client.mpas.add({ id: mpaId, name: 'Contoso', scenario: 'enterprise', profileName: 'p' });
  await expect(client.imports.openOrganization({ mpaId }).then(resultOf)).rejects.toMatchObject({
    code: 'SERVICE_FAILED',
    message:
      'The account 111122223333 is in no organization, so AWS has no list of accounts for it. Import a list from a file, or add the account itself.',
  });
});
