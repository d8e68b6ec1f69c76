import { useState } from 'react';
import type { ReactElement } from 'react';
import type { SetupEvent } from '../../../shared/contract/aws.ts';
import type { JobProgress } from '../../session/jobs.ts';
import type { DeliveredMonth, FetchedMonth } from '../../../shared/contract/cost-data.ts';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import { megabytes } from '../../../shared/domain/file-size.ts';
import { monthName } from '../../../shared/domain/month.ts';
import { toFailure } from '../../session/failure.ts';
import { useAct, useSession } from '../../session/session.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { Button, FormField, RadioGroup } from '../../ui/kit.ts';
import { formatTime } from '../../ui/time-words.ts';
import { plural } from '../../ui/words.ts';
import { doneText } from './add-report.tsx';
import { AcceptRules, rulesIn } from './questions.tsx';
import type { Asked, Question } from './questions.tsx';

/** The button that fetches a month from the payer account's bucket. @param onFetched is told when one was read */
export function FetchReport({ mpa, onFetched }: { mpa: MpaSummary; onFetched: () => void }): ReactElement {
  const { jobs, api, notices } = useSession();
  const { change } = useAct();
  const [busy, setBusy] = useState(false);
  const [months, setMonths] = useState<readonly DeliveredMonth[] | null>(null);
  const [question, setQuestion] = useState<Question<Asked> | null>(null);
  const work = async (doing: () => Promise<void>, asked: Asked | null): Promise<void> => {
    setBusy(true);
    try {
      await doing();
    } catch (error) {
      const failure = toFailure(error);
      if (asked !== null && rulesIn(failure).length > 0) setQuestion({ asked, failure });
      else if (failure.code !== 'CANCELLED') notices.fail(failure);
    } finally {
      setBusy(false);
    }
  };
  const look = (): Promise<void> =>
    work(async () => {
      const { client } = await api.connected();
      const found = await jobs.run<SetupEvent | JobProgress, DeliveredMonth[]>(
        `Looking for cost data of ${mpa.name} in AWS`,
        (signal) => client.costData.delivered({ mpaId: mpa.id }, { signal }),
      );
      if (found.length > 0) setMonths(found);
      else
        notices.show({
          kind: 'info',
          text: 'AWS has delivered no report yet: the first comes within a day after the report was made.',
        });
    }, null);
  const fetch = (asked: Asked): Promise<void> => {
    const { month, accept } = asked;
    if (month === null) return Promise.resolve();
    setMonths(null);
    setQuestion(null);
    return work(async () => {
      const { client } = await api.connected();
      const { fetched, again } = await jobs.run<SetupEvent | JobProgress, FetchedMonth>(
        `Fetching cost data of ${mpa.name}`,
        (signal) => client.costData.fetch({ mpaId: mpa.id, month, accept: [...accept] }, { signal }),
      );
      await change(doneText, () => Promise.resolve(fetched));
      if (again > 0)
        notices.show({
          kind: 'info',
          text: `AWS delivered ${monthName(month)} anew while it was downloaded; what was read is the newer one.`,
        });
      onFetched();
    }, asked);
  };
  return (
    <>
      <Button loading={busy} onClick={() => void look()}>
        Fetch from AWS…
      </Button>
      {months === null ? null : (
        <ChooseDelivered
          months={months}
          onFetch={(month) => void fetch({ month, accept: [] })}
          onCancel={() => setMonths(null)}
        />
      )}
      {question === null ? null : (
        <AcceptRules question={question} onAdd={(asked) => void fetch(asked)} onCancel={() => setQuestion(null)} />
      )}
    </>
  );
}

interface ChooseProps {
  readonly months: readonly DeliveredMonth[];
  readonly onFetch: (month: string) => void;
  readonly onCancel: () => void;
}

function ChooseDelivered({ months, onFetch, onCancel }: ChooseProps): ReactElement {
  const [month, setMonth] = useState(months[0]?.month ?? null);
  return (
    <Confirm
      title="Fetch cost data from AWS"
      confirmText="Download and read"
      disabled={month === null}
      onConfirm={() => month !== null && onFetch(month)}
      onCancel={onCancel}
    >
      <FormField
        label="Month"
        description="What AWS has delivered to the payer account’s bucket. Nothing is changed in AWS; a download can be cancelled, and goes on where it ended."
      >
        <RadioGroup
          value={month}
          items={months.map((each) => ({
            value: each.month,
            label: monthName(each.month),
            description: describe(each),
          }))}
          onChange={({ detail: { value } }) => setMonth(value)}
        />
      </FormField>
    </Confirm>
  );
}

function describe({ files, bytes, deliveredAt, isKept }: DeliveredMonth): string {
  const size = `${plural(files, 'file')}, ${megabytes(bytes)}, delivered ${formatTime(deliveredAt)}`;
  return isKept ? `${size}; read already` : size;
}
