import type { ReactElement } from 'react';
import type { AppliedRules, RulesPreview } from '../../../shared/contract/assignment-rules.ts';
import type { Changed } from '../../../shared/contract/base.ts';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import { useAct, useSession } from '../../session/session.ts';
import { useBusy } from '../../session/use-submit.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { Alert, Box, SpaceBetween } from '../../ui/kit.ts';
import { LongText } from '../../ui/long-text.tsx';
import { formatCount, plural } from '../../ui/words.ts';
import { byTarget } from './store.ts';
import { applyWords } from './words.ts';

const LISTED = 12;

/** Puts the accounts where the rules would have them; says first where to and out of which. */
export function ApplyForm(props: {
  readonly mpa: MpaSummary;
  readonly preview: RulesPreview;
  readonly includeAssigned: boolean;
  readonly onClose: () => void;
}): ReactElement {
  const { mpa, preview, includeAssigned, onClose } = props;
  const { jobs } = useSession();
  const { change } = useAct();
  const [busy, during] = useBusy();
  const { takes, revision, rules, unmatched } = preview;
  const moving = includeAssigned ? rules.reduce((sum, { inOther }) => sum + inOther, 0) : 0;
  const targets = byTarget(rules);
  const apply = async (): Promise<void> => {
    await change(
      ({ assigned, moved }: AppliedRules) => `Assigned ${plural(assigned + moved, 'account')} by the rules.`,
      (client) =>
        jobs.run<object, Changed<AppliedRules>>(`Assigning ${plural(takes, 'account')} by the rules`, (signal) =>
          client.assignmentRules.apply({ mpaId: mpa.id, includeAssigned, revision }, { signal }),
        ),
    );
    onClose();
  };
  return (
    <Confirm
      title={applyWords(takes)}
      confirmText={applyWords(takes)}
      busy={busy}
      onConfirm={() => void during(apply)}
      onCancel={onClose}
    >
      <SpaceBetween size="m">
        <ul className="plain-list">
          {targets.slice(0, LISTED).map(({ name, accounts }) => (
            <li key={name}>
              {plural(accounts, 'account')} to <LongText text={name} most={50} />
            </li>
          ))}
        </ul>
        {targets.length > LISTED ? <Box>and {plural(targets.length - LISTED, 'more subset')}.</Box> : null}
        {moving === 0 ? null : (
          <Alert type="warning">
            {plural(moving, 'account leaves', 'accounts leave')} the subset that {moving === 1 ? 'it is' : 'they are'}{' '}
            in now.
          </Alert>
        )}
        {unmatched === 0 ? null : (
          <Box color="text-body-secondary">
            {formatCount(unmatched)} that no rule fits {unmatched === 1 ? 'stays' : 'stay'} in no subset.
          </Box>
        )}
      </SpaceBetween>
    </Confirm>
  );
}
