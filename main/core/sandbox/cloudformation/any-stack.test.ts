/** Whatever a template's resources need of each other, and whichever of them fails: order, and what is left. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { CRAWLER_URL, stackDesk } from '../../../../test/support/stacks.ts';
import { clientsOf, tempSandbox } from '../../../../test/support/temp-sandbox.ts';
import { tempFolder } from '../../../../test/support/temp-core.ts';
import { DEFAULT_ACCOUNT, openSandbox } from '../sandbox.ts';
import { iamState } from '../services/iam.ts';
import { cloudFormationState } from './stack.ts';

/** A template of roles, in any order, each needing some of those with a lower number; one may be a function that fails. */
const templates = fc.integer({ min: 1, max: 9 }).chain((count) =>
  fc.record({
    needs: fc.tuple(
      ...Array.from({ length: count }, (_unused, index) =>
        fc.subarray(Array.from({ length: index }, (_none, id) => id)),
      ),
    ),
    order: fc.shuffledSubarray(
      Array.from({ length: count }, (_unused, index) => index),
      { minLength: count },
    ),
    byReference: fc.boolean(),
    failing: fc.option(fc.nat({ max: count - 1 }), { nil: null }),
  }),
);

interface Shape {
  needs: number[][];
  order: number[];
  byReference: boolean;
  failing: number | null;
}

function templateOf({ needs, order, byReference, failing }: Shape): string {
  const resource = (id: number): object => {
    const names = (needs[id] ?? []).map((other) => `R${other}`);
    const description = { Description: { 'Fn::Join': ['', names.map((name) => ({ Ref: name }))] } };
    const properties =
      id === failing
        ? { Code: { ZipFile: 'x' }, Runtime: 'nodejs8.10', Role: 'arn:aws:iam::111122223333:role/any' }
        : { AssumeRolePolicyDocument: {} };
    return {
      Type: id === failing ? 'AWS::Lambda::Function' : 'AWS::IAM::Role',
      ...(byReference ? {} : { DependsOn: names }),
      Properties: { ...properties, ...(byReference ? description : {}) },
    };
  };
  return JSON.stringify({ Resources: Object.fromEntries(order.map((id) => [`R${id}`, resource(id)])) });
}

describe('any stack', () => {
  it('is made in an order that fits, or not at all, and leaves nothing behind when it is deleted', async () => {
    const { sandbox } = await tempSandbox();
    const { world } = sandbox;
    const act = (operation: string, input: Record<string, string | string[]>): void => {
      world.act(DEFAULT_ACCOUNT, { service: 'cloudformation', operation, input, region: 'us-east-1' });
    };
    const roles = (): number => Object.keys(iamState({ world, caller: { accountId: DEFAULT_ACCOUNT } }).roles).length;
    let number = 0;
    fc.assert(
      fc.property(templates, (shape) => {
        const StackName = `S${(number += 1)}`;
        act('CreateStack', { StackName, TemplateBody: templateOf(shape), Capabilities: ['CAPABILITY_IAM'] });
        world.advance(2000);
        const stack = cloudFormationState(world, DEFAULT_ACCOUNT).stacks.at(-1);
        expect(stack?.status).toBe(shape.failing === null ? 'CREATE_COMPLETE' : 'ROLLBACK_COMPLETE');
        expect(roles()).toBe(shape.failing === null ? shape.order.length : 0);
        const at = (id: number, status: string): number =>
          stack?.events.findIndex((event) => event.logicalId === `R${id}` && event.status === status) ?? -1;
        for (const [id, needed] of shape.needs.entries()) {
          const begun = at(id, 'CREATE_IN_PROGRESS');
          for (const other of begun < 0 ? [] : needed) {
            const there = at(other, 'CREATE_COMPLETE');
            expect(there).toBeGreaterThanOrEqual(0);
            expect(there).toBeLessThan(begun);
          }
        }
        act('DeleteStack', { StackName });
        world.advance(2000);
        expect([stack?.status, roles()]).toEqual(['DELETE_COMPLETE', 0]);
        for (const [id, needed] of shape.needs.entries()) {
          for (const other of needed) {
            const [first, then] = [at(id, 'DELETE_COMPLETE'), at(other, 'DELETE_COMPLETE')];
            if (first >= 0) expect(first).toBeLessThan(then);
          }
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('a stack in progress', () => {
  it('goes on after the sandbox was stopped in the middle', async () => {
    const folder = tempFolder();
    const desk = await stackDesk(undefined, { folder });
    desk.settle = () => undefined;
    const StackName = await desk.create({ TemplateURL: CRAWLER_URL, Capabilities: ['CAPABILITY_IAM'] });
    desk.sandbox.advance(60);
    await desk.sandbox.stop();

    const again = await openSandbox({ folder });
    try {
      const { cloudformation } = clientsOf(again);
      again.advance(2000);
      const { Stacks: [stack] = [] } = await cloudformation.send(new DescribeStacksCommand({ StackName }));
      expect(stack?.StackStatus).toBe('CREATE_COMPLETE');
      expect(again.status().created.filter((what) => /^(?:stack|crawler|database)/.test(what))).toEqual([
        'stack SpotEcoStack',
        'database athenacurcfn_spotinst_cur_report',
        'crawler AWSCURCrawler-spotinst-cur-report',
      ]);
    } finally {
      await again.stop();
    }
  });
});
