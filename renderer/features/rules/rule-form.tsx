import './rules.css';
import { useEffect, useState } from 'react';
import type { ReactElement } from 'react';
import type { AssignmentRule, RuleDraft } from '../../../shared/contract/assignment-rules.ts';
import type { Shown } from '../../../shared/contract/base.ts';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import { edgeHint } from '../../../shared/domain/assignment-rule.ts';
import type { AssignmentField, AssignmentOperator } from '../../../shared/domain/assignment-rule.ts';
import { inLinks } from '../../session/action-words.ts';
import { useAct, useSession } from '../../session/session.ts';
import { skipToken, useRead, whenDone } from '../../session/use-read.ts';
import { useBusy } from '../../session/use-submit.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { Box, ColumnLayout, FormField, Input, Select, SpaceBetween, StatusIndicator } from '../../ui/kit.ts';
import { Said } from '../../ui/said.tsx';
import { AccountSample } from './rule-details.tsx';
import { FIELDS, OPERATORS } from './store.ts';
import { countWords, FIELD_WORDS, OPERATOR_WORDS, WORDS } from './words.ts';

/** How long one pauses in typing before the accounts are asked, in milliseconds. */
const PAUSE_MS = 250;
const NEW = 'new';

/** Adds or changes a rule; shows while it is written which accounts it would take. */
export function RuleForm(props: {
  readonly mpa: MpaSummary;
  /** The rule to be changed; null: a new one, last in the order. */
  readonly rule: AssignmentRule | null;
  readonly includeAssigned: boolean;
  readonly onClose: () => void;
}): ReactElement {
  const { mpa, rule, includeAssigned, onClose } = props;
  const { queries } = useSession();
  const { change, save: saveFields } = useAct();
  const [opened] = useState(rule);
  const { data: subsets } = useRead(queries.subsets.list.queryOptions({ input: { mpaId: mpa.id } }));
  const [field, setField] = useState<AssignmentField>(rule?.field ?? 'name');
  const [operator, setOperator] = useState<AssignmentOperator>(rule?.operator ?? 'starts-with');
  const [value, setValue] = useState(rule?.value ?? '');
  const [target, setTarget] = useState(rule === null ? '' : String(rule.subset.id));
  const [name, setName] = useState('');
  const [busy, during] = useBusy();
  const subsetId = target === NEW || target === '' ? null : Number(target);
  const draft = value.trim() === '' ? null : { id: rule?.id ?? null, field, operator, value, subsetId };
  const ready = draft !== null && (subsetId !== null || (target === NEW && name.trim() !== ''));
  const save = async (): Promise<void> => {
    const to = subsetId === null ? { name: name.trim() } : { id: subsetId };
    const condition = { field, operator, value };
    const done =
      opened === null
        ? await change('Added the rule.', (client) => client.assignmentRules.add({ mpaId: mpa.id, ...condition, to }))
        : await saveFields(
            `Changed rule ${opened.position}.`,
            { typed: { ...condition, to: { name: nameOf(target) } }, shown: shownOf(opened) },
            (client, shown) => client.assignmentRules.set({ id: opened.id, ...condition, to, shown }),
          );
    if (done !== undefined) onClose();
  };
  const nameOf = (id: string): string =>
    id === NEW ? name.trim() : (subsets?.find((subset) => String(subset.id) === id)?.name ?? '');
  const choices = [
    ...(subsets ?? []).map(({ id, name: label }) => ({ value: String(id), label })),
    { value: NEW, label: 'A new subset' },
  ];
  return (
    <Confirm
      title={rule === null ? 'Add a rule' : `Rule ${rule.position}`}
      confirmText={rule === null ? WORDS.add : 'Save rule'}
      size="large"
      busy={busy}
      disabled={!ready}
      onConfirm={() => void during(save)}
      onCancel={onClose}
    >
      <SpaceBetween size="m">
        <ColumnLayout columns={3}>
          <FormField label="Accounts whose">
            <Select
              options={FIELDS.map((each) => ({ value: each, label: FIELD_WORDS[each] }))}
              selectedOption={{ value: field, label: FIELD_WORDS[field] }}
              onChange={({ detail }) => setField(FIELDS.find((each) => each === detail.selectedOption.value) ?? field)}
            />
          </FormField>
          <FormField label="How it compares">
            <Select
              options={OPERATORS.map((each) => ({ value: each, label: OPERATOR_WORDS[each] }))}
              selectedOption={{ value: operator, label: OPERATOR_WORDS[operator] }}
              onChange={({ detail }) =>
                setOperator(OPERATORS.find((each) => each === detail.selectedOption.value) ?? operator)
              }
            />
          </FormField>
          <FormField
            label="With"
            warningText={edgeHint({ field, operator, value })}
            constraintText={operator === 'pattern' ? WORDS.patternHelp : WORDS.valueHelp}
          >
            <Input
              value={value}
              placeholder={field === 'email' ? '@contoso.example' : field === 'id' ? '1111' : 'contoso-'}
              spellcheck={false}
              onChange={({ detail }) => setValue(detail.value)}
            />
          </FormField>
        </ColumnLayout>
        <ColumnLayout columns={target === NEW ? 2 : 1}>
          <FormField label="Go to the subset">
            <Select
              options={choices}
              selectedOption={choices.find((choice) => choice.value === target) ?? null}
              filteringType="auto"
              placeholder="Choose a subset"
              onChange={({ detail }) => setTarget(detail.selectedOption.value ?? '')}
            />
          </FormField>
          {target === NEW ? (
            <FormField label="Name of the new subset">
              <Input value={name} onChange={({ detail }) => setName(detail.value)} />
            </FormField>
          ) : null}
        </ColumnLayout>
        <DraftPreview mpa={mpa} draft={draft} includeAssigned={includeAssigned} />
      </SpaceBetween>
    </Confirm>
  );
}

/** What the form showed of a rule when it was opened. */
function shownOf({ field, operator, value, subset }: AssignmentRule): Shown {
  return { field, operator, value, to: { name: subset.name } };
}

/** Which accounts the rule would take, as the ledger is now. */
function DraftPreview(props: {
  readonly mpa: MpaSummary;
  readonly draft: RuleDraft | null;
  readonly includeAssigned: boolean;
}): ReactElement {
  const { mpa, draft, includeAssigned } = props;
  const { queries } = useSession();
  const asked = usePaused(draft);
  const { data: rules, failure } = useRead(
    whenDone(
      queries.assignmentRules.preview,
      asked === null ? skipToken : { mpaId: mpa.id, includeAssigned, draft: asked },
    ),
  );
  // Its place among the others.
  const data = rules?.rules.find(({ rule }) => rule.id === (asked?.id ?? 0)) ?? null;
  return (
    <div className="rule-preview" aria-live="polite">
      {draft === null ? (
        <Box color="text-body-secondary">{WORDS.sayValue}</Box>
      ) : failure !== null ? (
        <StatusIndicator type="error">
          <Said parts={inLinks(failure.text)} />
        </StatusIndicator>
      ) : data === null || JSON.stringify(asked) !== JSON.stringify(draft) ? (
        <StatusIndicator type="loading">{WORDS.looking}</StatusIndicator>
      ) : (
        <SpaceBetween size="xs">
          {data.fits === 0 ? (
            <StatusIndicator type="warning">{countWords(data)}</StatusIndicator>
          ) : (
            <Box variant="strong">{countWords(data)}</Box>
          )}
          <AccountSample accounts={data.sample} />
        </SpaceBetween>
      )}
    </div>
  );
}

/** A value once it has been the same for a moment. */
function usePaused(draft: RuleDraft | null): RuleDraft | null {
  const text = JSON.stringify(draft);
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return JSON.parse(paused) as RuleDraft | null;
}
