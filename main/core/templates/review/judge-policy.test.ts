import { describe, expect, it } from 'vitest';
import { allowing, found, review, role, sentences, STATEMENT, TRUST } from '../../../../test/support/review.ts';

describe('rights', () => {
  it.each([
    ['everything', '*'],
    ['everything', '*:*'],
    ['everything', 'i*:*'],
    ['everything', '?am:CreateUser'],
    ['whole-service', 'iam:*'],
    ['whole-service', 'iam:?*'],
    ['whole-service', 'IAM:**'],
    ['wildcard', 'iam:Pass*'],
    ['wildcard', 'iam:?reateUser'],
    ['right', 'secretsmanager:GetSecretValue'],
    ['right', 'sts:GetFederationToken'],
    ['right', 's3:GetObject'],
    ['right', 'nonsense'],
  ])('%s: %s', (kind, action) => {
    expect(found(allowing(`Action: '${action}', Resource: '*'`))).toEqual([`${kind} ${STATEMENT}`]);
  });

  it('are each asked for by themselves, with those that are known left out', () => {
    const text = allowing("Action: ['*', 'iam:*', 'iam:Pass*', 'kms:Decrypt', 'ce:GetCostAndUsage'], Resource: '*'");
    expect(review(text).findings.map(({ sentence }) => sentence)).toEqual([
      'The role R may do what these match, in more than one service: *; on *.',
      'The role R may do everything in whole services: iam:*; on *.',
      'The role R may do whatever these match: iam:Pass*; on *.',
      'The role R may: kms:Decrypt; on *.',
    ]);
  });

  it.each([
    ["NotAction: 'iam:*', Resource: '*'", [`not-action ${STATEMENT}`]],
    ["Action: 'ce:Get*', NotResource: 'x'", [`not-resource ${STATEMENT}`, `wildcard ${STATEMENT}`]],
    ["Action: 'ce:Get*', Resource: '*', Condition: {Bool: {a: true}}", [`not-understood ${STATEMENT}.Condition`]],
    ["Action: 'ce:Get*', Resource: '*', Principal: '*'", [`not-understood ${STATEMENT}.Principal`]],
    ["Action: 'ce:Get*', Resource: '*', Extra: 1", [`not-understood ${STATEMENT}.Extra`]],
    ["action: '*', Action: 'ce:Get*', Resource: '*'", [`not-understood ${STATEMENT}.action`]],
    ["Action: 's3:GetObject', Resource: 'arn:aws:s3:::other/*'", [`right ${STATEMENT}`]],
    [
      "Action: 's3:GetObject', Resource: !GetAtt R.Arn",
      [`not-understood ${STATEMENT}.Resource`, `not-understood ${STATEMENT}.Resource`, `right ${STATEMENT}`],
    ],
  ])('%s', (statement, expected) => {
    expect(found(allowing(statement))).toEqual(expected);
  });

  it('that the vendor’s current policy has are known, of its own buckets and the report’s', () => {
    const text = `
Parameters: {CostAndUsageBucket: {Type: String}, RoleName: {Type: String}, PolicyName: {Type: String}}
Resources:
  P:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      ManagedPolicyName: !Ref PolicyName
      Description: Reads
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - {Effect: Allow, Sid: A, Action: ['cloudformation:Get*', 'tax:ListTaxRegistrations', 'savingsplans:ListTagsForResource'], Resource: ['*']}
          - {Effect: Allow, Action: ['s3:PutObject', 's3:PutObjectAcl', 's3:ListJobs'], Resource: 'arn:aws:s3:::sc-customer-*'}
          - {Effect: Allow, Action: 's3:ListBucketVersions', Resource: [!Join ['', ['arn:aws:s3:::', !Ref CostAndUsageBucket]]]}
          - {Effect: Allow, Action: 's3:Describe*', Resource: [!Join ['', ['arn:aws:s3:::', !Ref CostAndUsageBucket, '/*']]]}
  R: {Type: AWS::IAM::Role, Properties: {RoleName: !Ref RoleName, Description: Reads, AssumeRolePolicyDocument: ${TRUST}, ManagedPolicyArns: [!Ref P]}}`;
    expect(found(text)).toEqual([]);
    expect(found(text.replace("'cloudformation:Get*'", "'cloudformation:*', 'ec2:Describe*'"))).toEqual([
      'whole-service P.PolicyDocument.Statement[0]',
      'wildcard P.PolicyDocument.Statement[0]',
    ]);
  });

  it('of a policy from elsewhere are said by its name', () => {
    const text = role(
      "ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess', 'arn:aws:iam::666666666666:policy/x', !ImportValue y]",
    );
    expect(sentences(text, 'attached-policy')).toEqual([
      "The role R gets AWS's own policy AdministratorAccess (arn:aws:iam::aws:policy/AdministratorAccess).",
      'The role R gets the policy arn:aws:iam::666666666666:policy/x, which is not in the template.',
    ]);
    expect(found(text).slice(2)).toEqual([
      'not-understood R.ManagedPolicyArns[2]',
      'function Resources.R.Properties.ManagedPolicyArns[2]',
    ]);
  });

  it('are read of both branches of a choice, of maps, and of lists in parameters', () => {
    const text = `
Parameters: {Actions: {Type: CommaDelimitedList}}
Mappings: {M: {a: {b: 'iam:CreateUser'}}}
Conditions: {Wide: !Equals [a, b]}
${allowing("Action: !If [Wide, 'kms:Decrypt', !FindInMap [M, a, b]], Resource: '*'}, {Effect: Allow, Action: !Ref Actions, Resource: '*'")}`;
    const { findings } = review(text, 'access-role', { Actions: 'ce:GetTags, iam:PassRole' });
    expect(findings.map(({ sentence }) => sentence)).toEqual([
      'The role R may: kms:Decrypt, iam:CreateUser; on *.',
      'The role R may: iam:PassRole; on *.',
    ]);
  });

  it('are the same as JSON text, put together too; text that is no policy is not understood', () => {
    const json = JSON.stringify({ Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] });
    const written = (document: string): string[] =>
      found(role(`Policies: [{PolicyName: p, PolicyDocument: ${document}}]`));
    expect(written(`'${json}'`)).toEqual([`everything ${STATEMENT}`]);
    expect(written(`!Join ['', ['{"Statement":', '[{"Effect":"Allow","Action":"*","Resource":"*"}]}']]`)).toEqual([
      `everything ${STATEMENT}`,
    ]);
    expect(written(`!Sub ['\${A}', {A: '${json}'}]`)).toEqual([`everything ${STATEMENT}`]);
    const doubled = json.replace('"Effect"', '"Effect":"Deny","Effect"');
    for (const other of [`'{"Statement":'`, `'${doubled}'`, '!GetAtt X.Policy', '5']) {
      expect(written(other)).toEqual(['not-understood R.Policies[0].PolicyDocument']);
    }
  });
});

describe('trust', () => {
  const trusting = (statement: string): string =>
    role('', `{Statement: [{Effect: Allow, Action: 'sts:AssumeRole', ${statement}}]}`);
  const at = 'R.AssumeRolePolicyDocument.Statement[0]';

  it.each([
    ['foreign-principal', "Principal: {AWS: 'arn:aws:iam::666666666666:root'}"],
    ['foreign-principal', "Principal: {AWS: '666666666666'}"],
    ['foreign-principal', "Principal: {AWS: 'arn:aws:iam::884866656237:user/x'}"],
    ['foreign-principal', "Principal: {Federated: 'accounts.google.com'}"],
    ['foreign-principal', "Principal: {CanonicalUser: 'abc'}"],
    ['own-account', "Principal: {AWS: 'arn:aws:iam::012345678901:root'}"],
    ['everyone', "Principal: '*'"],
    ['everyone', "Principal: {AWS: ['*']}"],
    ['everyone', "Principal: {AWS: 'arn:aws:iam::*:root'}"],
    ['service-principal', 'Principal: {Service: lambda.amazonaws.com}'],
    ['not-principal', "NotPrincipal: {AWS: 'arn:aws:iam::884866656237:root'}"],
    [
      'foreign-principal',
      "Principal: {AWS: !If [C, 'arn:aws:iam::884866656237:root', 'arn:aws:iam::666666666666:root']}",
    ],
    ['foreign-principal', "Principal: {AWS: !Sub 'arn:aws:iam::${A}:root'}"],
  ])('%s: %s', (kind, principal) => {
    const text = `Parameters: {A: {Type: String}}\n${trusting(principal)}`;
    expect(found(text, 'access-role', { A: '666666666666' })).toEqual([`${kind} ${at}`]);
  });

  it('of somebody else says that no external ID is asked for; then nothing of the role is known', () => {
    const { findings } = review(
      role(
        "Policies: [{PolicyName: p, PolicyDocument: {Statement: [{Effect: Allow, Action: 'ce:Get*', Resource: '*'}]}}]",
        "{Statement: [{Effect: Allow, Action: 'sts:AssumeRole', Principal: {AWS: '666666666666'}}]}",
      ),
    );
    expect(findings.map(({ kind, sentence }) => [kind, sentence])).toEqual([
      [
        'foreign-principal',
        "The role R may be assumed by 666666666666, which is neither the vendor's account nor this one.",
      ],
      ['wildcard', 'The role R may do whatever these match: ce:Get*; on *.'],
    ]);
    expect(findings[0]?.consequence).toContain('No external ID is asked for.');
  });

  it('knows an external ID, and no other condition', () => {
    const principal = "Principal: {AWS: '884866656237'}";
    const id = review(trusting(`${principal}, Condition: {StringEquals: {'sts:ExternalId': abc}}`));
    expect([id.findings, id.facts.at(-1)?.sentence]).toEqual([
      [],
      "The role R may be assumed by the vendor's account 884866656237. The external ID abc is asked for.",
    ]);
    expect(found(trusting(`${principal}, Condition: {StringLike: {'sts:ExternalId': '*'}}`))).toEqual([
      `not-understood ${at}.Condition`,
    ]);
  });

  it('is by nothing but AssumeRole, and names nobody that can’t be told', () => {
    expect(
      found(role('', "{Statement: [{Effect: Allow, Action: ['sts:*'], Principal: {AWS: '884866656237'}}]}")),
    ).toEqual([`not-understood ${at}.Action`]);
    expect(found(trusting('Principal: {AWS: !GetAtt R.Arn}'))).toContain(`not-understood ${at}.Principal.AWS`);
    expect(found('Resources: {R: {Type: AWS::IAM::Role}}')).toEqual(['not-understood R.AssumeRolePolicyDocument']);
  });
});
