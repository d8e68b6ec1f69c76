import { useState } from 'react';
import type { ReactElement } from 'react';
import type { Changed } from '../../../shared/contract/base.ts';
import type { DataSet } from '../../../shared/contract/cost-data.ts';
import { monthName } from '../../../shared/domain/month.ts';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import { toFailure } from '../../session/failure.ts';
import { useAct, useSession } from '../../session/session.ts';
import { Button, SpaceBetween } from '../../ui/kit.ts';
import { plural } from '../../ui/words.ts';
import { AcceptRules, ChooseMonth, monthsIn, rulesIn } from './questions.tsx';
import type { Asked, Question } from './questions.tsx';

/** What was added. */
interface Added {
  readonly added: readonly Changed<DataSet>[];
  readonly leftOut: readonly string[];
}

/** The buttons that add reports, and what is asked where one can't be added as it is. @param onAdded is told of the months */
export function AddReport({ mpa, onAdded }: { mpa: MpaSummary; onAdded: () => void }): ReactElement {
  const { host, jobs, api, notices } = useSession();
  const { change } = useAct();
  const [busy, setBusy] = useState(false);
  const [question, setQuestion] = useState<Question | null>(null);
  const add = async (asked: Asked): Promise<void> => {
    setQuestion(null);
    setBusy(true);
    try {
      const { client } = await api.connected();
      const { added, leftOut } = await jobs.run<object, Added>(`Reading cost data of ${mpa.name}`, (signal) =>
        client.costData.add(
          { mpaId: mpa.id, ...asked, paths: [...asked.paths], accept: [...asked.accept] },
          { signal },
        ),
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
      if (rulesIn(failure).length > 0 || monthsIn(failure).length > 0) setQuestion({ asked, failure });
      else if (failure.code !== 'CANCELLED') notices.fail(failure);
    } finally {
      setBusy(false);
    }
  };
  const pickFiles = async (): Promise<void> => {
    const files = (await host.pickFiles({ title: 'Choose the files of a report', multiple: true })) ?? [];
    const paths = files.flatMap((file) => (file.kind === 'path' ? [file.path] : []));
    if (paths.length > 0) await add({ paths, month: null, accept: [] });
  };
  const pickFolder = async (): Promise<void> => {
    const folder = await host.pickFolder('Choose the folder of a report');
    if (folder !== null) await add({ paths: [folder], month: null, accept: [] });
  };
  const reason = host.can.saveToPath
    ? {}
    : {
        disabledReason:
          'A page in a browser can’t read files where they lie. Add reports in the desktop app, or in a terminal.',
      };
  return (
    <>
      <SpaceBetween direction="horizontal" size="xs">
        <Button disabled={!host.can.saveToPath} {...reason} loading={busy} onClick={() => void pickFiles()}>
          Add files…
        </Button>
        <Button
          variant="primary"
          disabled={!host.can.saveToPath}
          {...reason}
          loading={busy}
          onClick={() => void pickFolder()}
        >
          Add a folder…
        </Button>
      </SpaceBetween>
      {question === null ? null : rulesIn(question.failure).length > 0 ? (
        <AcceptRules question={question} onAdd={(asked) => void add(asked)} onCancel={() => setQuestion(null)} />
      ) : (
        <ChooseMonth question={question} onAdd={(asked) => void add(asked)} onCancel={() => setQuestion(null)} />
      )}
    </>
  );
}

/** What is told of a month that was read. */
export function doneText({ month, lines }: DataSet): string {
  return `Read cost data of ${monthName(month)}: ${plural(lines, 'line')}.`;
}
