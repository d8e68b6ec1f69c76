/** A profile that assumes a role with an MFA device, over the real SDK: the code is asked for through the contract. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { accountId } from '../../shared/domain/account-id.ts';
import type { Core } from '../../main/core/core.ts';
import { tempCore, tempFolder } from '../support/temp-core.ts';
import { tempSandbox } from '../support/temp-sandbox.ts';

const MPA = accountId('111122223333');
const SERIAL = 'arn:aws:iam::111122223333:mfa/operator';

interface Question {
  type: string;
  questionId: string;
  kind: string;
  profile: string;
  serial: string;
}

/** A payer account whose profile assumes a role of it; the address of the services is that of a sandbox. */
async function deskWithRole(): Promise<{
  core: Core;
  ledgerPath: string;
  plan: (code: string) => Promise<Question[]>;
}> {
  const { sandbox, folder } = await tempSandbox();
  const home = tempFolder();
  mkdirSync(join(home, '.aws'));
  const role = `role_arn = arn:aws:iam::${MPA}:role/OrganizationAccountAccessRole`;
  writeFileSync(
    join(home, '.aws', 'config'),
    `[profile payer]\n${role}\nrole_session_name = billing\nsource_profile = base\nmfa_serial = ${SERIAL}\nregion = us-east-1\nendpoint_url = ${sandbox.url}\n`,
  );
  writeFileSync(
    join(home, '.aws', 'credentials'),
    `[base]\naws_access_key_id = AKIASBOX${MPA}\naws_secret_access_key = ${sandbox.secretOf(MPA)}\n`,
  );
  const { core, client, ledgerPath } = tempCore({ sandboxFolder: folder, environment: { HOME: home } });
  await client.mpas.add({ id: MPA, name: 'Contoso', scenario: 'enterprise', profileName: 'payer' });
  const plan = async (code: string): Promise<Question[]> => {
    const asked: Question[] = [];
    await core.task(
      'aws.plan',
      { mpaId: MPA, profile: null, only: 'identity' },
      {
        onEvent: (event) => {
          if (!('type' in event) || event.type !== 'question') return;
          const question = event as Question;
          asked.push(question);
          core.answer(question.questionId, code);
        },
      },
    );
    return asked;
  };
  return { core, ledgerPath, plan };
}

it('asks for the code once, and calls as the role; neither the code nor the token is kept', async () => {
  const { core, ledgerPath, plan } = await deskWithRole();
  const asked = await plan('246813');
  expect(asked).toEqual([
    { type: 'question', questionId: expect.any(String) as string, kind: 'mfa', profile: 'payer', serial: SERIAL },
  ]);
  const [run] = await core.read('aws.runs', { mpaId: MPA, limit: 1 });
  expect(run).toMatchObject({
    callerArn: `arn:aws:sts::${MPA}:assumed-role/OrganizationAccountAccessRole/billing`,
    accountId: MPA,
  });
  await core.close();
  const ledger = readFileSync(ledgerPath, 'latin1');
  expect(ledger).toContain('assumed-role/OrganizationAccountAccessRole/billing');
  for (const secret of ['246813', 'ASIASBOX', 'AKIASBOX', 'simulated-', 'simulated/Organization']) {
    expect(ledger).not.toContain(secret);
  }
});

it('a code that AWS does not accept is told as that', async () => {
  const { plan } = await deskWithRole();
  await expect(plan('000000')).rejects.toMatchObject({
    code: 'MFA_NEEDED',
    message:
      'The profile payer needs the code of an MFA device, and it was not accepted or not given. Try again with the code that the device shows now.',
  });
});
