import { useState } from 'react';
import type { ReactElement } from 'react';
import { COST_RULES } from '../../../shared/domain/cost-rules.ts';
import type { CostRule } from '../../../shared/domain/cost-rules.ts';
import type { Changed } from '../../../shared/contract/base.ts';
import type { DataSet } from '../../../shared/contract/cost-data.ts';
import { monthName } from '../../../shared/domain/month.ts';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import { toFailure } from '../../session/failure.ts';
import type { Failure } from '../../session/failure.ts';
import { useAct, useSession } from '../../session/session.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { Box, Button, Checkbox, FormField, RadioGroup, SpaceBetween } from '../../ui/kit.ts';
import { formatCount, plural } from '../../ui/words.ts';

/** What a report is added with. */
interface Asked {
  readonly paths: readonly string[];
  readonly month: string | null;
  readonly accept: readonly CostRule[];
}

/** What was added. */
interface Added {
  readonly added: readonly Changed<DataSet>[];
  readonly leftOut: readonly string[];
}

/** A report that can only be added with a person's word. */
interface Question {
  readonly asked: Asked;
  readonly failure: Failure;
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

function doneText({ month, lines }: DataSet): string {
  return `Read cost data of ${monthName(month)}: ${plural(lines, 'line')}.`;
}

interface QuestionProps {
  readonly question: Question;
  readonly onAdd: (asked: Asked) => void;
  readonly onCancel: () => void;
}

/** Each rule that lines break is accepted by itself, or the report is left. */
function AcceptRules({ question: { asked, failure }, onAdd, onCancel }: QuestionProps): ReactElement {
  const rules = rulesIn(failure);
  const [accepted, setAccepted] = useState<readonly CostRule[]>([]);
  const set = (rule: CostRule, checked: boolean): void =>
    setAccepted((before) => (checked ? [...before, rule] : before.filter((each) => each !== rule)));
  return (
    <Confirm
      title="The report breaks rules of AWS’s own reports"
      confirmText="Accept and add"
      disabled={rules.some(({ rule }) => !accepted.includes(rule))}
      size="large"
      onConfirm={() => onAdd({ ...asked, accept: [...asked.accept, ...accepted] })}
      onCancel={onCancel}
    >
      <SpaceBetween size="m">
        <Box>Look whether it is the right file. Nothing was kept of it. What you know to be right you can accept:</Box>
        {rules.map(({ rule, sentence }) => (
          <Checkbox
            key={rule}
            checked={accepted.includes(rule)}
            onChange={({ detail: { checked } }) => set(rule, checked)}
          >
            {sentence}
          </Checkbox>
        ))}
      </SpaceBetween>
    </Confirm>
  );
}

function ChooseMonth({ question: { asked, failure }, onAdd, onCancel }: QuestionProps): ReactElement {
  const [month, setMonth] = useState<string | null>(null);
  return (
    <Confirm
      title="Which month is the report of?"
      confirmText="Add"
      disabled={month === null}
      onConfirm={() => onAdd({ ...asked, month })}
      onCancel={onCancel}
    >
      <FormField label="Its lines are of several months, and nothing says which one it is of">
        <RadioGroup
          value={month}
          items={monthsIn(failure).map(({ value, lines }) => ({
            value,
            label: monthName(value),
            description: `${formatCount(lines)} lines`,
          }))}
          onChange={({ detail: { value } }) => setMonth(value)}
        />
      </FormField>
    </Confirm>
  );
}

function rulesIn({ code, data }: Failure): { rule: CostRule; sentence: string }[] {
  if (code !== 'INVALID_ROWS' || !Array.isArray(data['rules'])) return [];
  const rules = data['rules'] as readonly { rule: string; sentence: string }[];
  return rules.flatMap(({ rule: name, sentence }) => {
    const rule = COST_RULES.find((each) => each === name);
    return rule === undefined ? [] : [{ rule, sentence }];
  });
}

function monthsIn({ code, data }: Failure): { value: string; lines: number }[] {
  if (code !== 'CHOICE_NEEDED' || !Array.isArray(data['months'])) return [];
  return (data['months'] as readonly { value: string; lines: number }[]).filter(({ value }) => value !== '');
}
