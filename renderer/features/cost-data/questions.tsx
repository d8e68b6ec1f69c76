import { useState } from 'react';
import type { ReactElement } from 'react';
import { COST_RULES } from '../../../shared/domain/cost-rules.ts';
import type { CostRule } from '../../../shared/domain/cost-rules.ts';
import { monthName } from '../../../shared/domain/month.ts';
import type { Failure } from '../../session/failure.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { Box, Checkbox, FormField, RadioGroup, SpaceBetween } from '../../ui/kit.ts';
import { formatCount } from '../../ui/words.ts';

/** What a report is added with. */
export interface Asked {
  readonly month: string | null;
  readonly accept: readonly CostRule[];
}

/** A report that can only be added with a person's word. */
export interface Question<A extends Asked> {
  readonly asked: A;
  readonly failure: Failure;
}

interface QuestionProps<A extends Asked> {
  readonly question: Question<A>;
  readonly onAdd: (asked: A) => void;
  readonly onCancel: () => void;
}

/** Each rule that lines break is accepted by itself, or the report is left. */
export function AcceptRules<A extends Asked>({
  question: { asked, failure },
  onAdd,
  onCancel,
}: QuestionProps<A>): ReactElement {
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

/** The month is chosen among those that the lines are of. */
export function ChooseMonth<A extends Asked>({
  question: { asked, failure },
  onAdd,
  onCancel,
}: QuestionProps<A>): ReactElement {
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

/** The rules that a failure says are broken; none where it is another failure. */
export function rulesIn({ code, data }: Failure): { rule: CostRule; sentence: string }[] {
  if (code !== 'INVALID_ROWS' || !Array.isArray(data['rules'])) return [];
  const rules = data['rules'] as readonly { rule: string; sentence: string }[];
  return rules.flatMap(({ rule: name, sentence }) => {
    const rule = COST_RULES.find((each) => each === name);
    return rule === undefined ? [] : [{ rule, sentence }];
  });
}

/** The months among which a failure asks to choose; none where it is another failure. */
export function monthsIn({ code, data }: Failure): { value: string; lines: number }[] {
  if (code !== 'CHOICE_NEEDED' || !Array.isArray(data['months'])) return [];
  return (data['months'] as readonly { value: string; lines: number }[]).filter(({ value }) => value !== '');
}
