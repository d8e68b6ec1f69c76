import { useEffect, useMemo, useRef } from 'react';
import type { SetupEvent, SetupReport } from '../../../shared/contract/aws.ts';
import type { SetupStepKey } from '../../../shared/domain/aws/setup-step.ts';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import { inPlaces } from '../../session/action-words.ts';
import { toFailure } from '../../session/failure.ts';
import type { JobProgress } from '../../session/jobs.ts';
import { formatRoute, mpaRoute } from '../../session/route.ts';
import { useSession } from '../../session/session.ts';
import type { Session } from '../../session/session.ts';
import { appliedInWords, beginRun, endRun, kindOfApplied, takeEvent } from './store.ts';
import type { RunStore } from './store.ts';

/** What can be done with a set-up. */
export interface Setup {
  readonly plan: () => void;
  /** @param consents the keys of what was agreed to @param steps those that were shown: a change of another one asks again */
  readonly apply: (consents: readonly string[], steps: readonly SetupStepKey[]) => void;
  readonly answer: (answer: string) => void;
  readonly cancel: () => void;
}

/** Plans and applies the set-up of a payer account; a page that is left lets a plan go, an apply goes on. */
export function useSetup(mpa: MpaSummary, store: RunStore): Setup {
  const session = useSession();
  const current = useRef<AbortController | null>(null);
  useEffect(
    () => () => {
      if (store.getState().mode === 'plan') current.current?.abort();
    },
    [store],
  );
  return useMemo(() => {
    const start = (mode: 'plan' | 'apply', consents: readonly string[], steps: readonly SetupStepKey[]): void => {
      if (store.getState().mode !== null) return;
      const end = new AbortController();
      current.current = end;
      void run(session, mpa, store, { mode, consents, steps, end });
    };
    return {
      plan: () => start('plan', [], []),
      apply: (consents, steps) => start('apply', consents, steps),
      cancel: () => current.current?.abort(),
      answer: (answer) => {
        const { question } = store.getState();
        store.setState({ question: null });
        if (question === null) return;
        void session.api
          .connected()
          .then(({ client }) => client.aws.answer({ questionId: question.questionId, answer }))
          .catch((error: unknown) => session.notices.fail(toFailure(error)));
      },
    };
  }, [session, mpa, store]);
}

async function run(
  { api, host, jobs, notices }: Session,
  mpa: MpaSummary,
  store: RunStore,
  {
    mode,
    consents,
    steps,
    end,
  }: {
    mode: 'plan' | 'apply';
    consents: readonly string[];
    steps: readonly SetupStepKey[];
    end: AbortController;
  },
): Promise<void> {
  beginRun(store, mode);
  // It may take long: who looks elsewhere is told how it ended.
  const tell = (what: string, body: string): void => {
    if (!document.hasFocus())
      host.notify({ title: `${mpa.name}: ${what}`, body, place: formatRoute(mpaRoute(mpa.id, 'aws-set-up')) });
  };
  const title = mode === 'plan' ? `Looking at AWS for ${mpa.name}` : `Setting up AWS for ${mpa.name}`;
  try {
    const { client } = await api.connected();
    const report = await jobs.run<SetupEvent | JobProgress, SetupReport>(
      title,
      (cancelled) => {
        const signal = AbortSignal.any([cancelled, end.signal]);
        const target = { mpaId: mpa.id, profile: null, only: null };
        return mode === 'plan'
          ? client.aws.plan(target, { signal })
          : client.aws.apply({ ...target, consents: [...consents], agreedSteps: [...steps] }, { signal });
      },
      (event) => {
        if ('type' in event) takeEvent(store, event);
      },
    );
    endRun(store, report);
    if (mode === 'apply') {
      const words = appliedInWords(report);
      notices.show({ kind: kindOfApplied(report), text: inPlaces(words), said: words });
      tell(
        report.outcome === 'blocked' ? 'the AWS set-up is blocked' : 'the AWS set-up has gone as far as it can',
        inPlaces(words),
      );
    }
  } catch (error) {
    endRun(store, null);
    const failure = toFailure(error);
    if (failure.code === 'CANCELLED')
      notices.show({ kind: 'info', text: 'Stopped. What was done is kept; go on whenever you like.' });
    else {
      notices.fail(failure);
      if (mode === 'apply') tell('the AWS set-up has failed', failure.message);
    }
  }
}
