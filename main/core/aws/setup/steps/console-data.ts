import { act } from '../../../../../shared/domain/action.ts';
import { waitEnds } from '../../../../../shared/domain/procedure.ts';
import { nowText } from '../../../time/clock.ts';
import type { SetupStep } from '../step.ts';

/** Cloud Analyzer's data, which only a person can see (docs/procedure.md: 'Waits'). */
export const consoleData: SetupStep = {
  key: 'console-data',
  look: ({ known, mpa, task }) => {
    const own = known.get('console-data');
    if (own?.knownBy === 'operator' && own.state === 'in-place') {
      return Promise.resolve({ state: 'in-place', sentence: own.sentence, evidence: { dataSince: own.since } });
    }
    const role = known.get('access-role-stack');
    const arn = role?.evidence['roleArn'] ?? '';
    const due = waitEnds({ hours: 48 }, role?.since ?? nowText(task.clock));
    const late = Date.parse(due) < task.clock().getTime();
    return Promise.resolve({
      state: 'waiting',
      sentence: late
        ? 'There should be data by now. If Cloud Analyzer shows none, write to the support of the vendor, naming the payer account and the role ARN.'
        : `Paste bucket name and role ARN into the Spot console; the data follows within 48 hours. When Cloud Analyzer shows it: ${act('aws.done', { step: 'console-data', how: '…' })}`,
      due,
      evidence: { role: role?.evidence['stackId'] ?? arn },
      byHand: {
        consoleUrl: 'https://console.spotinst.com/',
        values: [
          { label: 'CUR bucket name', value: mpa.curBucketName },
          { label: 'Spot role ARN', value: arn },
        ],
        order: ['Paste the bucket name', 'Paste the role ARN', 'Look into Cloud Analyzer a day later'],
      },
    });
  },
};
