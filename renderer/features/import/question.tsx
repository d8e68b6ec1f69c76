import type { ReactElement } from 'react';
import type { ImportQuestion, ImportSummary } from '../../../shared/contract/imports.ts';
import { Alert, Button, SpaceBetween } from '../../ui/kit.ts';
import type { ImportWork } from './use-import.ts';
import { WORDS } from './words.ts';

/** The questions of some kinds that only a person can decide, with their answers as buttons where there are some. */
export function Questions(props: {
  readonly summary: ImportSummary;
  readonly work: ImportWork;
  readonly kinds: readonly ImportQuestion['kind'][];
}): ReactElement | null {
  const { summary, work, kinds } = props;
  const asked = summary.questions.filter(({ kind }) => kinds.includes(kind));
  if (asked.length === 0) return null;
  return (
    <SpaceBetween size="s">
      {asked.map((question) => (
        <Question key={question.sentence} question={question} work={work} />
      ))}
    </SpaceBetween>
  );
}

/** What was taken because it was said of an earlier list, with the answers by which it is changed. */
export function Remembered(props: {
  readonly summary: ImportSummary;
  readonly work: ImportWork;
  readonly kind: ImportQuestion['kind'];
}): ReactElement | null {
  const { summary, work, kind } = props;
  const taken = summary.remembered.filter((each) => each.kind === kind);
  return taken.length === 0 ? null : (
    <SpaceBetween size="s">
      {taken.map((question) => (
        <Question key={question.sentence} question={question} work={work} />
      ))}
    </SpaceBetween>
  );
}

function Question({
  question,
  work,
}: {
  question: ImportQuestion & { answer?: string };
  work: ImportWork;
}): ReactElement {
  const { sentence, answer } = question;
  const isAsked = answer === undefined;
  const answers = answersOf(question, work);
  return (
    <Alert
      type={isAsked ? 'warning' : 'info'}
      statusIconAriaLabel={isAsked ? 'Warning' : 'Info'}
      action={
        answers.length === 0 ? undefined : (
          <SpaceBetween size="xs">
            {answers.map(({ text, run }) => (
              <Button key={text} disabled={work.busy} onClick={run}>
                {text}
              </Button>
            ))}
          </SpaceBetween>
        )
      }
    >
      {sentence}{' '}
      {question.options.length === 1 && question.kind === 'sheet' ? WORDS.hiddenSheet : REMEDIES[question.kind]}
    </Alert>
  );
}

const REMEDIES: Readonly<Record<ImportQuestion['kind'], string>> = {
  header: 'Click the row with the headers, and say in the next step what the columns mean.',
  sheet: 'Choose one, whose cells are shown, or import all of them together.',
  column: 'Choose the meaning of each column below.',
  encoding: 'Choose the encoding in which they read right.',
  placeholders: 'Say whether they are blank cells.',
  hidden: 'Say whether they belong to the list.',
};

function answersOf({ kind, options }: ImportQuestion, work: ImportWork): { text: string; run: () => void }[] {
  if (kind === 'hidden') {
    return [
      {
        text: 'Import hidden rows too',
        run: () => void work.decide((decisions) => ({ ...decisions, hidden: 'include' })),
      },
      {
        text: 'Leave hidden rows out',
        run: () => void work.decide((decisions) => ({ ...decisions, hidden: 'exclude' })),
      },
    ];
  }
  if (kind === 'placeholders') {
    return [
      { text: 'They are blank cells', run: () => void work.reread({ placeholders: 'blank' }) },
      { text: 'They are names', run: () => void work.reread({ placeholders: 'text' }) },
    ];
  }
  if (kind === 'encoding') {
    return options.map((encoding) => ({ text: encoding, run: () => void work.reread({ encoding }) }));
  }
  if (kind !== 'sheet') return [];
  return [
    ...options.map((name) => ({ text: `Use the sheet ${name}`, run: () => void work.reread({ sheets: [name] }) })),
    ...(options.length < 2 ? [] : [{ text: 'Import all of them', run: () => void work.reread({ sheets: options }) }]),
  ];
}
