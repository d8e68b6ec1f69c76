/** Functions, conditions and parameters, seen in the outputs of a stack. Expected: CloudFormation user guide, intrinsic function reference. */
import { describe, expect, it } from 'vitest';
import { stackDesk } from '../../../../test/support/stacks.ts';
import { refusalOf } from '../../../../test/support/temp-sandbox.ts';

const TEMPLATE = `
Parameters:
  Stage: {Type: String, Default: test, AllowedValues: [test, live]}
  Accounts: {Type: CommaDelimitedList, Default: '111122223333, 444455556666'}
  Days: {Type: Number, Default: 7, MinValue: 1, MaxValue: 30}
  Numbers: {Type: 'List<Number>', Default: '1,2'}
  Code: {Type: String, Default: abc, AllowedPattern: '[a-z]+', MaxLength: 5, MinLength: 2}
  Secret: {Type: String, Default: hush, NoEcho: true}
  Id: {Type: String, Default: '', AllowedPattern: '\\d*', ConstraintDescription: digits only}
Mappings:
  Sizes:
    test: {size: small, tags: [a, b]}
    live: {size: large, tags: [c]}
Conditions:
  Live: !Equals [!Ref Stage, live]
  Test: !Not [!Condition Live]
  Long: !And [!Condition Test, !Equals [!Ref Days, 30]]
  Either: !Or [!Condition Live, !Condition Test]
Resources:
  Logs:
    Type: AWS::Logs::LogGroup
    Properties:
      LogGroupName: !If [Live, live-logs, !Ref AWS::NoValue]
      RetentionInDays: !Ref Days
  Archive:
    Type: AWS::Logs::LogGroup
    Condition: Live
    Properties: {LogGroupName: !Sub 'archive-\${Stage}'}
Outputs:
  Ref: {Value: !Ref Logs}
  GetAtt: {Value: !GetAtt Logs.Arn}
  Sub: {Value: !Sub '\${Stage}/\${AWS::AccountId}/\${!Literal}/\${Logs.Arn}', Description: in both forms}
  SubList: {Value: !Sub ['\${A}-\${Stage}', {A: !Select [1, !Ref Accounts]}]}
  Join: {Value: !Join ['+', !Ref Accounts]}
  JoinNumbers: {Value: !Join ['+', !Ref Numbers]}
  Split: {Value: !Select [1, !Split ['/', 'a/b/c']]}
  Base64: {Value: !Base64 'hello \u00fc'}
  FindInMap: {Value: !FindInMap [Sizes, !Ref Stage, size]}
  Nested: {Value: !Select [0, !FindInMap [Sizes, !Ref Stage, tags]]}
  If: {Value: !If [Long, long, !If [Either, either, none]]}
  Pseudo: {Value: !Join [' ', [!Ref AWS::Region, !Ref AWS::Partition, !Ref AWS::StackName, !Ref AWS::URLSuffix]]}
  Only: {Condition: Live, Value: !Ref Archive}
  Exported: {Value: '1', Export: {Name: !Sub '\${AWS::StackName}-one'}}
`;

async function outputsOf(parameters: Record<string, string> = {}): Promise<Record<string, string | undefined>> {
  const desk = await stackDesk();
  const stack = await desk.stack(
    await desk.create({ StackName: 'Demo', TemplateBody: TEMPLATE, ...given(parameters) }),
  );
  return Object.fromEntries((stack.Outputs ?? []).map(({ OutputKey = '', OutputValue }) => [OutputKey, OutputValue]));
}

function given(parameters: Record<string, string>): { Parameters: { ParameterKey: string; ParameterValue: string }[] } {
  return {
    Parameters: Object.entries(parameters).map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue })),
  };
}

async function refusal(parameters: Record<string, string>, TemplateBody = TEMPLATE): Promise<unknown> {
  const desk = await stackDesk();
  return refusalOf(desk.create({ TemplateBody, ...given(parameters) }));
}

describe('functions', () => {
  it('are evaluated', async () => {
    const { Ref = '', ...others } = await outputsOf();
    expect(Ref).toMatch(/^Demo-Logs-[A-Za-z0-9]{12}$/);
    const arn = `arn:aws:logs:us-east-1:111122223333:log-group:${Ref}:*`;
    expect(others).toEqual({
      GetAtt: arn,
      Sub: `test/111122223333/\${Literal}/${arn}`,
      SubList: '444455556666-test',
      Join: '111122223333+444455556666',
      JoinNumbers: '1+2',
      Split: 'b',
      Base64: 'aGVsbG8gw7w=',
      FindInMap: 'small',
      Nested: 'a',
      If: 'either',
      Pseudo: 'us-east-1 aws Demo amazonaws.com',
      Exported: '1',
    });
  });

  it('follow the parameters', async () => {
    const outputs = await outputsOf({ Stage: 'live', Accounts: 'x,y,z', Days: '30' });
    expect(outputs).toMatchObject({
      Ref: 'live-logs',
      SubList: 'y-live',
      Join: 'x+y+z',
      FindInMap: 'large',
      Nested: 'c',
      If: 'either',
      Only: 'archive-live',
    });
    expect((await outputsOf({ Days: '30' }))['If']).toBe('long');
  });

  it('that can not be evaluated fail the stack, which is rolled back', async () => {
    const desk = await stackDesk();
    const id = await desk.create({ TemplateBody: TEMPLATE, ...given({ Accounts: 'x' }) });
    expect(await desk.stack(id)).toMatchObject({ StackStatus: 'ROLLBACK_COMPLETE' });
    expect(await desk.events(id, { reasons: true })).toContain(
      'SpotEcoStack ROLLBACK_IN_PROGRESS: Template error: Fn::Select cannot select nonexistent value at index 1. Rollback requested by user.',
    );
  });
});

describe('conditions', () => {
  it('decide what is made', async () => {
    const desk = await stackDesk();
    await desk.create({ StackName: 'Demo', TemplateBody: TEMPLATE, ...given({ Stage: 'live' }) });
    expect(await desk.resources('Demo')).toEqual({ Logs: 'live-logs', Archive: 'archive-live' });
    await desk.create({ StackName: 'Other', TemplateBody: TEMPLATE });
    expect(Object.keys(await desk.resources('Other'))).toEqual(['Logs']);
  });
});

describe('parameters', () => {
  it('are shown as they are, but for those that are secret', async () => {
    const desk = await stackDesk();
    const stack = await desk.stack(await desk.create({ TemplateBody: TEMPLATE, ...given({ Id: '7' }) }));
    expect(stack.Parameters).toEqual([
      { ParameterKey: 'Stage', ParameterValue: 'test' },
      { ParameterKey: 'Accounts', ParameterValue: '111122223333, 444455556666' },
      { ParameterKey: 'Days', ParameterValue: '7' },
      { ParameterKey: 'Numbers', ParameterValue: '1,2' },
      { ParameterKey: 'Code', ParameterValue: 'abc' },
      { ParameterKey: 'Secret', ParameterValue: '****' },
      { ParameterKey: 'Id', ParameterValue: '7' },
    ]);
  });

  it.each([
    [{ Nobody: 'x', Noone: 'y' }, 'Parameters: [Nobody, Noone] do not exist in the template'],
    [{ Stage: 'prod' }, "Parameter 'Stage' must be one of AllowedValues"],
    [{ Days: 'many' }, "Parameter 'Days' must be a number."],
    [{ Days: '31' }, "Parameter 'Days' must be a number not greater than 30"],
    [{ Numbers: '1,x' }, "Parameter 'Numbers' must be a number."],
    [{ Code: 'ABC' }, "Parameter 'Code' must match pattern [a-z]+"],
    [{ Code: 'a' }, "Parameter 'Code' must contain at least 2 characters"],
    [{ Code: 'abcdef' }, "Parameter 'Code' must contain at most 5 characters"],
    [{ Id: 'x' }, 'Parameter Id failed to satisfy constraint: digits only'],
  ])('are refused: %o', async (parameters, message) => {
    expect(await refusal(parameters as unknown as Record<string, string>)).toEqual(['400 ValidationError', message]);
  });

  it('must be given where they have no default', async () => {
    const template =
      '{"Parameters":{"A":{"Type":"String"},"B":{"Type":"String"}},"Resources":{"L":{"Type":"AWS::Logs::LogGroup"}}}';
    expect(await refusal({}, template)).toEqual(['400 ValidationError', 'Parameters: [A, B] must have values']);
    expect(await refusal({ A: '' }, template)).toEqual(['400 ValidationError', 'Parameters: [B] must have values']);
  });
});

describe('deletion policies', () => {
  it('keep a resource when its stack is deleted', async () => {
    const desk = await stackDesk();
    const bucket = { Type: 'AWS::S3::Bucket', DeletionPolicy: 'Retain', Properties: { BucketName: 'kept-for-good' } };
    await desk.create({ StackName: 'Kept', TemplateBody: JSON.stringify({ Resources: { Bucket: bucket } }) });
    const id = await desk.remove('Kept');
    expect((await desk.events(id)).slice(-2)).toEqual(['Bucket DELETE_SKIPPED', 'Kept DELETE_COMPLETE']);
    const again = await desk.create({
      StackName: 'Again',
      TemplateBody: JSON.stringify({ Resources: { Bucket: bucket } }),
    });
    expect((await desk.events(again, { reasons: true })).find((event) => event.includes('CREATE_FAILED'))).toMatch(
      /HandlerErrorCode: AlreadyExists\)$/,
    );
  });

  it('leave a stack that can not be deleted as DELETE_FAILED, until it can', async () => {
    const desk = await stackDesk();
    const bucket = { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'not-empty' } };
    await desk.create({ StackName: 'Full', TemplateBody: JSON.stringify({ Resources: { Bucket: bucket } }) });
    await desk.put('not-empty', 'a.txt');
    const id = await desk.remove('Full');
    const stack = await desk.stack(id);
    expect([stack.StackStatus, stack.StackStatusReason]).toEqual([
      'DELETE_FAILED',
      'The following resource(s) failed to delete: [Bucket]. ',
    ]);
  });
});
