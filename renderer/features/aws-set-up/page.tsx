import { useMemo, useState } from 'react';
import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import type { SetupReport } from '../../../shared/contract/aws.ts';
import type { SetupStepKey } from '../../../shared/domain/aws/setup-step.ts';
import { appliedLines } from '../../../shared/domain/aws/applied.ts';
import { inLinks } from '../../session/action-words.ts';
import type { MpaPageProps } from '../../session/page.ts';
import { useSession } from '../../session/session.ts';
import { useRead } from '../../session/use-read.ts';
import { AccountIdText } from '../../ui/account-id.tsx';
import { Alert, Button, ButtonDropdown, Header, SpaceBetween } from '../../ui/kit.ts';
import { Said } from '../../ui/said.tsx';
import { plural } from '../../ui/words.ts';
import { ApplyForm } from './apply-form.tsx';
import { ChoicesForm } from './choices-form.tsx';
import { HandOffForm } from './hand-off-form.tsx';
import { HandOffSentForm } from './hand-off-sent-form.tsx';
import { LinkForm } from './link-form.tsx';
import { MfaForm } from './mfa-form.tsx';
import { PolicyForm } from './policy-form.tsx';
import { ProfilePicker } from './profile-picker.tsx';
import { RoleTemplateForm } from './role-template-form.tsx';
import { Runs } from './runs.tsx';
import { SandboxControls } from './sandbox-controls.tsx';
import { StepsTable } from './steps-table.tsx';
import { createRunStore, forgetReport, intentOf, standingOf } from './store.ts';
import { useSetup } from './use-setup.ts';
import { WORDS } from './words.ts';

const FORMS = ['link', 'policy', 'choices', 'hand-off', 'hand-off-sent', 'role-template'] as const;
type FormKey = (typeof FORMS)[number];

/** The AWS set-up of a payer account: its profile, its steps, and what is done next. */
export function AwsSetUpPage({ mpa, params, setParams }: MpaPageProps): ReactElement {
  const store = useMemo(() => createRunStore(), []);
  const run = useStore(store);
  const setup = useSetup(mpa, store);
  const { queries } = useSession();
  const { data: status } = useRead(queries.aws.status.queryOptions({ input: { mpaId: mpa.id } }));
  const form = FORMS.find((key) => key === params['form']) ?? null;
  const setForm = (key: FormKey | null): void => setParams({ form: key, bucket: null });
  const [applying, setApplying] = useState(false);
  const report = run.report ?? status;
  const busy = run.mode !== null;
  const close = (): void => setForm(null);
  return (
    <SpaceBetween size="l">
      <Header
        variant="h1"
        description={WORDS.description}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <ButtonDropdown
              items={menuOf(report)}
              onItemClick={({ detail: { id } }) => setForm(FORMS.find((key) => key === id) ?? null)}
            >
              More
            </ButtonDropdown>
            <Button loading={run.mode === 'plan'} disabled={busy || mpa.profileName === null} onClick={setup.plan}>
              {WORDS.plan}
            </Button>
            <ApplyButton report={report} planned={run.report !== null} busy={busy} onApply={() => setApplying(true)} />
          </SpaceBetween>
        }
      >
        {WORDS.title}
      </Header>
      <ProfilePicker mpa={mpa} onSandboxStarted={setup.plan} />
      {report === null ? null : <Standing report={report} planned={run.report !== null} />}
      {report === null ? null : (
        <StepsTable
          mpa={mpa}
          report={report}
          run={run}
          chosen={params['step'] ?? null}
          onChoose={(step) => setParams({ step })}
          onTryAgain={setup.plan}
          onLink={() => setForm('link')}
        />
      )}
      <SandboxControls mpa={mpa} onAdvanced={setup.plan} onEnded={() => forgetReport(store)} />
      <Runs mpaId={mpa.id} />
      {applying && report ? (
        <ApplyForm
          report={report}
          onClose={() => setApplying(false)}
          onApply={(consents, steps) => {
            setApplying(false);
            setup.apply(consents, steps);
          }}
        />
      ) : null}
      {form === 'link' ? <LinkForm mpa={mpa} onClose={close} onKept={setup.plan} /> : null}
      {form === 'choices' ? <ChoicesForm mpa={mpa} bucket={params['bucket'] ?? null} onClose={close} /> : null}
      {form === 'hand-off' ? <HandOffForm mpa={mpa} onClose={close} /> : null}
      {form === 'hand-off-sent' ? <HandOffSentForm mpa={mpa} onClose={close} onSent={setup.plan} /> : null}
      {form === 'role-template' ? <RoleTemplateForm mpa={mpa} onClose={close} onKept={setup.plan} /> : null}
      {form === 'policy' ? <PolicyForm mpaId={mpa.id} onClose={close} /> : null}
      {run.question ? <MfaForm question={run.question} onAnswer={setup.answer} onCancel={setup.cancel} /> : null}
    </SpaceBetween>
  );
}

/** What else can be done; only what this set-up has a step for. */
function menuOf(report: SetupReport | null): { id: FormKey; text: string }[] {
  const has = (key: SetupStepKey): boolean => report?.steps.some((step) => step.key === key) === true;
  return [
    ...(has('vendor-link') || has('access-role-stack') ? [{ id: 'link' as const, text: `${WORDS.link}…` }] : []),
    ...(has('access-role-stack') ? [{ id: 'role-template' as const, text: `${WORDS.roleTemplate}…` }] : []),
    ...(has('hand-off')
      ? [
          { id: 'hand-off' as const, text: `${WORDS.handOff}…` },
          { id: 'hand-off-sent' as const, text: `${WORDS.handOffSent}…` },
        ]
      : []),
    { id: 'choices', text: `${WORDS.choices}…` },
    { id: 'policy', text: WORDS.policy },
  ];
}

function ApplyButton(props: {
  readonly report: SetupReport | null;
  readonly planned: boolean;
  readonly busy: boolean;
  readonly onApply: () => void;
}): ReactElement | null {
  const { report, planned, busy, onApply } = props;
  if (report === null || !planned) return null;
  const { steps } = intentOf(report);
  if (steps.length === 0) return null;
  return (
    <Button variant="primary" loading={busy} onClick={onApply}>
      Apply {plural(steps.length, 'step')}…
    </Button>
  );
}

/** What the set-up comes to, in a sentence. */
function Standing({ report, planned }: { report: SetupReport; planned: boolean }): ReactElement {
  const types = {
    done: 'success',
    blocked: 'error',
    'needs-you': 'warning',
    'to-do': 'info',
    waiting: 'info',
  } as const;
  return (
    <Alert type={types[report.outcome]}>
      {report.applied === null ? null : (
        <ul aria-label="What the last apply did">
          {appliedLines(report.applied).map((line) => (
            <li key={line}>
              <Said parts={inLinks(line)} />
            </li>
          ))}
        </ul>
      )}
      <Said parts={inLinks(standingOf(report, planned))} />
      {report.bound === null ? null : (
        <>
          {' '}
          Account <AccountIdText id={report.bound.accountId} />, as {report.bound.callerArn}.
        </>
      )}
      {planned ? null : ' As it was last seen; AWS has not been asked now.'}
    </Alert>
  );
}
