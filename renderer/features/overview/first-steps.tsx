import type { ReactElement } from 'react';
import { useDemo } from '../../session/demo.ts';
import { useBusy } from '../../session/use-submit.ts';
import { Box, Button, SpaceBetween } from '../../ui/kit.ts';
import { WORDS } from './words.ts';

/** What stands in an empty ledger: the two ways to begin. */
export function FirstSteps({ onAdd }: { onAdd: () => void }): ReactElement {
  const { status, open } = useDemo();
  const [busy, during] = useBusy();
  return (
    <div className="first-steps">
      <Card title={WORDS.firstTitle} text={WORDS.firstText}>
        <Button variant="primary" onClick={onAdd}>
          {WORDS.add}
        </Button>
      </Card>
      {status?.offered === true && !status.open ? (
        <Card title={WORDS.demoTitle} text={WORDS.demoText}>
          <Button loading={busy} loadingText={WORDS.demoBusy} onClick={() => void during(open)}>
            {WORDS.demo}
          </Button>
        </Card>
      ) : null}
    </div>
  );
}

function Card({ title, text, children }: { title: string; text: string; children: ReactElement }): ReactElement {
  return (
    <section>
      <SpaceBetween size="s">
        <Box variant="h2">{title}</Box>
        <Box color="text-body-secondary">{text}</Box>
        {children}
      </SpaceBetween>
    </section>
  );
}
