import { useState } from 'react';
import type { ReactElement } from 'react';
import type { MpaPageProps } from '../../session/page.ts';
import { Alert, Wizard } from '../../ui/kit.ts';
import { plural } from '../../ui/words.ts';
import { ColumnsStep } from './columns-step.tsx';
import { Result } from './result.tsx';
import { RowsStep } from './rows-step.tsx';
import { SourceStep } from './source-step.tsx';
import { troubledRows } from './store.ts';
import { useImport } from './use-import.ts';

/** An account list on its way into the ledger, step by step; nothing changes before the last one. */
export function ImportPage({ mpa }: MpaPageProps): ReactElement {
  const work = useImport(mpa);
  const [step, setStep] = useState(0);
  const [skipInvalid, setSkipInvalid] = useState(false);
  const { summary, result, failure, busy } = work;
  if (result !== null) return <Result mpa={mpa} work={work} onAgain={() => setStep(0)} />;
  const troubled = summary === null ? 0 : troubledRows(summary);
  const open = summary?.questions.length ?? 0;
  const next = async (index: number): Promise<void> => {
    if (index > 0 && summary === null) return;
    // Back to the first step nothing is lost: the list stays open until another one is chosen.
    setStep(index);
  };
  return (
    <Wizard
      i18nStrings={{
        stepNumberLabel: (number) => `Step ${number}`,
        collapsedStepsLabel: (number, count) => `Step ${number} of ${count}`,
        navigationAriaLabel: 'Steps of the import',
        cancelButton: 'Cancel the import',
        previousButton: 'Back',
        nextButton: 'Next',
        submitButton: summary === null ? 'Import' : `Import ${plural(summary.rows.taken, 'row')}`,
        optional: 'optional',
      }}
      activeStepIndex={step}
      isLoadingNextStep={busy}
      onNavigate={({ detail }) => void next(detail.requestedStepIndex)}
      onCancel={() => {
        work.close();
        setStep(0);
      }}
      onSubmit={() => {
        if (open > 0 || (troubled > 0 && !skipInvalid)) return;
        work.apply(skipInvalid);
      }}
      steps={[
        {
          title: 'Source',
          description: `Where the accounts of ${mpa.name} come from.`,
          content: <SourceStep mpa={mpa} work={work} onOpened={() => setStep(1)} />,
          errorText: failure?.message,
        },
        {
          title: 'Columns',
          description:
            'What each column means. Look at the values: a column in the wrong place puts accounts in the wrong subset.',
          content: summary === null ? <NothingYet /> : <ColumnsStep summary={summary} work={work} />,
          errorText: failure?.message,
        },
        {
          title: 'Rows and changes',
          description: 'What would change in the ledger, row by row.',
          content:
            summary === null ? (
              <NothingYet />
            ) : (
              <RowsStep summary={summary} work={work} skipInvalid={skipInvalid} onSkipInvalid={setSkipInvalid} />
            ),
          errorText:
            open > 0
              ? 'Answer the questions first.'
              : troubled > 0 && !skipInvalid
                ? `${plural(troubled, 'row')} can't be imported as they are. Put them right in the list, or leave them out.`
                : failure?.message,
        },
      ]}
    />
  );
}

function NothingYet(): ReactElement {
  return <Alert type="info">Choose a list first.</Alert>;
}
