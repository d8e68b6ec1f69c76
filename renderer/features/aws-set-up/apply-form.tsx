import { useState } from 'react';
import type { ReactElement } from 'react';
import type { SetupStepKey } from '../../../shared/domain/aws/setup-step.ts';
import type { SetupReport } from '../../../shared/contract/aws.ts';
import { AccountIdText } from '../../ui/account-id.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { Alert, Box, Checkbox, ExpandableSection, SpaceBetween } from '../../ui/kit.ts';
import { plural } from '../../ui/words.ts';
import { deletionsOf, intentOf } from './store.ts';

/** Asks before anything is changed in AWS: in which account, which calls, and what has to be agreed to. */
export function ApplyForm(props: {
  readonly report: SetupReport;
  readonly onApply: (consents: readonly string[], steps: readonly SetupStepKey[]) => void;
  readonly onClose: () => void;
}): ReactElement {
  const { report, onApply, onClose } = props;
  const { steps, calls, consents } = intentOf(report);
  const [agreed, setAgreed] = useState<ReadonlySet<string>>(new Set());
  const account = report.bound?.accountId ?? report.mpaId;
  const { simulated } = report;
  const deletions = deletionsOf(steps);
  const toggle = (key: string, checked: boolean): void => {
    const next = new Set(agreed);
    if (checked) next.add(key);
    else next.delete(key);
    setAgreed(next);
  };
  return (
    <Confirm
      title={`Apply ${plural(steps.length, 'step')} in account ${account}`}
      confirmText={`Apply ${plural(steps.length, 'step')}`}
      size="large"
      disabled={consents.some(({ key }) => !agreed.has(key))}
      onConfirm={() =>
        onApply(
          [...agreed],
          steps.map(({ key }) => key),
        )
      }
      onCancel={onClose}
    >
      <SpaceBetween size="m">
        {simulated ? <Alert type="info">This is the sandbox: nothing of it is real.</Alert> : null}
        <Box>
          {plural(calls, 'call')} that {calls === 1 ? 'changes' : 'change'} the account <AccountIdText id={account} /> (
          {report.name}), and what follows from them. You can stop at any time and go on later.
        </Box>
        {deletions.length === 0 ? null : <Alert type="warning">This deletes: {deletions.join(', ')}.</Alert>}
        {consents.map(({ key, question, consequence }) => (
          <Checkbox
            key={key}
            checked={agreed.has(key)}
            description={consequence}
            onChange={({ detail }) => toggle(key, detail.checked)}
          >
            {question}
          </Checkbox>
        ))}
        {steps.map(({ key, name, sentence, calls: made }) => (
          <ExpandableSection
            key={key}
            headerText={name}
            headerCounter={`(${plural(made.length, 'call')})`}
            defaultExpanded={steps.length < 4}
          >
            <Box>{sentence}</Box>
            <ul>
              {made.map(({ service, operation, what }) => (
                <li key={`${service}:${operation} ${what}`}>
                  <Box variant="code">
                    {service}:{operation}
                  </Box>{' '}
                  {what}
                </li>
              ))}
            </ul>
          </ExpandableSection>
        ))}
      </SpaceBetween>
    </Confirm>
  );
}
