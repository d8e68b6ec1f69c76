/** What a person is told where AWS takes the credentials of a profile no more: what helps follows from the kind of the profile. */
import { writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { inCommands } from '../../main/hosts/setup/command-words.ts';
import { accountId } from '../../shared/domain/account-id.ts';
import { awsHome } from '../support/aws-home.ts';
import { resultOf } from '../support/result-of.ts';
import { standIn } from '../support/stand-in.ts';
import { tempCore } from '../support/temp-core.ts';

const MPA = accountId('111122223333');
const KEYS = 'aws_access_key_id = AKIAEXAMPLEEXAMPLE01\naws_secret_access_key = s\n';
const ROLE = `[profile p]\nrole_arn = arn:aws:iam::${MPA}:role/Billing\nsource_profile = base keys\n`;
const TEMPORARY =
  'Get new temporary keys from where these came, and put all three (aws_access_key_id, aws_secret_access_key, aws_session_token) into the profile';

/** A core over a profile p, at an AWS that refuses everything with a code. @param config where URL stands for that AWS */
async function refusing(config: string, code: string) {
  const url = await standIn((_request, response) => {
    const words = `<Error><Type>Sender</Type><Code>${code}</Code><Message>The security token included in the request is not taken</Message></Error>`;
    response
      .writeHead(403, { 'content-type': 'text/xml', 'x-amzn-requestid': 'req-1' })
      .end(`<ErrorResponse>${words}<RequestId>req-1</RequestId></ErrorResponse>`);
  });
  const home = awsHome(config, {
    'give-keys': `#!/bin/sh\necho '{"Version":1,"AccessKeyId":"AKIAEXAMPLEEXAMPLE01","SecretAccessKey":"s"}'\n`,
  });
  writeFileSync(home.path('token'), 'a web token');
  const environment = { ...home.environment, PATH: `${home.environment.PATH}:/bin:/usr/bin`, AWS_ENDPOINT_URL: url };
  writeFileSync(home.path('.aws', 'config'), config.replaceAll('HOME', home.environment.HOME));
  const { client } = tempCore({ environment });
  await client.mpas.add({ id: MPA, name: 'Contoso', scenario: 'enterprise', profileName: 'p' });
  return { client, home: home.environment.HOME };
}

it.each([
  [
    'InvalidClientTokenId',
    `[profile p]\n${KEYS}`,
    'KEYS_REFUSED',
    'Enter a new access key with: aws configure --profile p.',
  ],
  [
    'ExpiredToken',
    `[profile p]\n${KEYS}aws_session_token = t\n`,
    'CREDENTIALS_EXPIRED',
    `${TEMPORARY} p in HOME/.aws/credentials.`,
  ],
  [
    'InvalidAccessKeyId',
    `[profile p]\n${KEYS}aws_session_token = t\n`,
    'KEYS_REFUSED',
    `${TEMPORARY} p in HOME/.aws/credentials.`,
  ],
  [
    'ExpiredToken',
    '[profile p]\ncredential_process = "HOME/bin/give-keys" --secret abc\n',
    'CREDENTIALS_EXPIRED',
    'Sign in with the program that gives the profile p its credentials: HOME/bin/give-keys.',
  ],
  [
    'SignatureDoesNotMatch',
    '[profile p]\ncredential_process = "HOME/bin/give-keys"\n',
    'SECRET_KEY_WRONG',
    'Sign in with the program that gives the profile p its credentials: HOME/bin/give-keys.',
  ],
])('%s, of %j, is %s, and what helps is no sign-in', async (code, config, shown, remedy) => {
  const { client, home } = await refusing(config, code);
  const { steps } = await resultOf(await client.aws.plan({ mpaId: MPA }));
  const { failure } = steps.find(({ key }) => key === 'identity') ?? {};
  expect(failure?.code).toBe(shown);
  expect(inCommands(failure?.remedy ?? '').replaceAll(home, 'HOME')).toContain(remedy);
});

it.each([
  [
    'InvalidClientTokenId',
    `${ROLE}[profile "base keys"]\n${KEYS}`,
    "Enter a new access key with: aws configure --profile 'base keys'",
  ],
  [
    'ExpiredToken',
    `${ROLE}[profile "base keys"]\n${KEYS}aws_session_token = t\n`,
    `${TEMPORARY} base keys in HOME/.aws/credentials`,
  ],
  [
    'ExpiredTokenException',
    `[profile p]\nrole_arn = arn:aws:iam::${MPA}:role/Billing\nweb_identity_token_file = HOME/token\n`,
    'Sign in with the tool that writes the token file of the profile p: HOME/token',
  ],
  [
    'InvalidIdentityToken',
    `[profile p]\nrole_arn = arn:aws:iam::${MPA}:role/Billing\nweb_identity_token_file = HOME/token\n`,
    'Sign in with the tool that writes the token file of the profile p: HOME/token',
  ],
])('%s while a role is assumed tells what its source needs', async (code, config, remedy) => {
  const { client, home } = await refusing(config, code);
  const refused: unknown = await client.aws
    .plan({ mpaId: MPA })
    .then(resultOf)
    .catch((error: unknown) => error);
  expect(refused).toMatchObject({ code: 'PROFILE_BROKEN' });
  const said = inCommands(String(refused)).replaceAll(home, 'HOME');
  expect(said).toContain(remedy);
  expect(said).not.toContain('aws login');
});

it('what a sign-in answers where there is none to do leads on to the same', async () => {
  const { client, home } = await refusing(`[profile p]\n${KEYS}aws_session_token = t\n`, 'ExpiredToken');
  const refused: unknown = await client.aws
    .login({ profile: 'p' })
    .then(resultOf)
    .catch((error: unknown) => error);
  expect(refused).toMatchObject({ code: 'INVALID_INPUT' });
  expect(String(refused).replaceAll(home, 'HOME')).toContain(
    `p has temporary keys of its own: there is nothing to sign in to. If AWS refuses them: ${TEMPORARY} p in HOME/.aws/credentials.`,
  );
});
