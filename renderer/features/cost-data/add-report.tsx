import { useState } from 'react';
import type { ReactElement } from 'react';
import type { Client } from '../../../shared/contract/client.ts';
import type { DataSet } from '../../../shared/contract/cost-data.ts';
import { monthName } from '../../../shared/domain/month.ts';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import type { LargeFiles } from '../../host.ts';
import { toFailure } from '../../session/failure.ts';
import { useAct, useSession } from '../../session/session.ts';
import { Button, SpaceBetween } from '../../ui/kit.ts';
import { plural } from '../../ui/words.ts';
import { AcceptRules, ChooseMonth, monthsIn, rulesIn } from './questions.tsx';
import type { Asked, Question } from './questions.tsx';
import { addSent, filesToSend, noReport } from './send-files.ts';
import type { Added } from './send-files.ts';

/** A report that is to be added. */
interface Report extends Asked {
  readonly given: LargeFiles;
}

/** How reports are added on this page. */
export interface AddingReports {
  readonly busy: boolean;
  /** @param given as the host gives it; where it can't, the page is told */
  readonly add: (given: Promise<LargeFiles>) => Promise<void>;
  /** What is asked where one can't be added as it is. */
  readonly question: ReactElement | null;
}

/** @param onAdded is told when there are other months */
export function useAddReport(mpa: MpaSummary, onAdded: () => void): AddingReports {
  const { jobs, api, notices } = useSession();
  const { change } = useAct();
  const [busy, setBusy] = useState(false);
  const [question, setQuestion] = useState<Question<Report> | null>(null);
  const add = async (report: Report): Promise<void> => {
    setQuestion(null);
    setBusy(true);
    try {
      const { client } = await api.connected();
      const { added, leftOut } = await jobs.run<object, Added>(`Reading cost data of ${mpa.name}`, (signal) =>
        begin(client, mpa, report, signal),
      );
      for (const each of added) await change(doneText, () => Promise.resolve(each));
      if (leftOut.length > 0)
        notices.show({
          kind: 'warning',
          text: `${plural(leftOut.length, 'file')} left out, which the manifest does not name: ${leftOut.slice(0, 3).join(', ')}${leftOut.length > 3 ? ' …' : ''}`,
        });
      onAdded();
    } catch (error) {
      const failure = toFailure(error);
      if (rulesIn(failure).length > 0 || monthsIn(failure).length > 0) setQuestion({ asked: report, failure });
      else if (failure.code !== 'CANCELLED') notices.fail(failure);
    } finally {
      setBusy(false);
    }
  };
  const answers = { onAdd: (report: Report) => void add(report), onCancel: () => setQuestion(null) };
  return {
    busy,
    add: async (given) => {
      try {
        await add({ given: await given, month: null, accept: [] });
      } catch (error) {
        notices.fail(toFailure(error));
      }
    },
    question:
      question === null ? null : rulesIn(question.failure).length > 0 ? (
        <AcceptRules question={question} {...answers} />
      ) : (
        <ChooseMonth question={question} {...answers} />
      ),
  };
}

async function begin(
  client: Client,
  { id: mpaId }: MpaSummary,
  { given, month, accept }: Report,
  signal: AbortSignal,
): Promise<AsyncIterator<object, Added, unknown>> {
  const how = { mpaId, month, accept: [...accept] };
  if (given.kind === 'files') return addSent(client, filesToSend(given.files), how, signal);
  if (given.paths.length === 0) throw noReport();
  return client.costData.add({ ...how, paths: [...given.paths] }, { signal });
}

/** The buttons that add files and folders. */
export function AddButtons({ adding: { busy, add } }: { adding: AddingReports }): ReactElement {
  const { host } = useSession();
  const pick = async (folder: boolean): Promise<void> => {
    const title = folder ? 'Choose the folder of a report' : 'Choose the files of a report';
    const given = await host.pickLargeFiles({ title, folder });
    if (given !== null) await add(Promise.resolve(given));
  };
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <Button loading={busy} onClick={() => void pick(false)}>
        Add files…
      </Button>
      <Button variant="primary" loading={busy} onClick={() => void pick(true)}>
        Add a folder…
      </Button>
    </SpaceBetween>
  );
}

/** What is told of a month that was read. */
export function doneText({ month, lines }: DataSet): string {
  return `Read cost data of ${monthName(month)}: ${plural(lines, 'line')}.`;
}
