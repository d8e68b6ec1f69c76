import { useEffect, useRef } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { Alert, Box, Button, Header, SpaceBetween } from '../../ui/kit.ts';
import { STEPS } from './words.ts';

/**
 * The steps of the import in one line above the work, which gets the whole width: the tables of cells and rows need it.
 * The focus goes to the head of a step that one has gone to.
 */
export function StepsFrame(props: {
  readonly step: number;
  readonly description: string;
  readonly error: string | null;
  readonly busy: boolean;
  /** What the button of the last step says: 'Import 12 changes'. */
  readonly submitText: string;
  /** Whether there is an import to cancel. */
  readonly begun: boolean;
  readonly onGo: (step: number) => void;
  readonly onCancel: () => void;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}): ReactElement {
  const { step, description, error, busy, submitText, begun, onGo, onCancel, onSubmit, children } = props;
  const head = useRef<HTMLDivElement>(null);
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current === step) return;
    shown.current = step;
    head.current?.focus();
  }, [step]);
  const isLast = step === STEPS.length - 1;
  return (
    <SpaceBetween size="l">
      <nav aria-label="Steps of the import">
        <ol className="import-steps">
          {STEPS.map(({ id, title }, index) => (
            <li key={id}>
              <button type="button" aria-current={index === step ? 'step' : undefined} onClick={() => onGo(index)}>
                <span className="import-step-number" aria-hidden="true">
                  {index + 1}
                </span>
                {title}
              </button>
            </li>
          ))}
        </ol>
      </nav>
      <div ref={head} tabIndex={-1} className="import-head">
        <Header variant="h1" description={description}>
          {STEPS[step]?.title}
        </Header>
      </div>
      {children}
      {error === null ? null : (
        <Alert type="error" statusIconAriaLabel="Error">
          {error}
        </Alert>
      )}
      <Box float="right">
        <SpaceBetween direction="horizontal" size="xs">
          {begun ? (
            <Button variant="link" onClick={onCancel}>
              Cancel the import
            </Button>
          ) : null}
          {step === 0 ? null : <Button onClick={() => onGo(step - 1)}>Back</Button>}
          {isLast ? (
            <Button variant="primary" loading={busy} onClick={onSubmit}>
              {submitText}
            </Button>
          ) : (
            <Button variant={step === 0 ? 'normal' : 'primary'} loading={busy} onClick={() => onGo(step + 1)}>
              Next
            </Button>
          )}
        </SpaceBetween>
      </Box>
    </SpaceBetween>
  );
}
