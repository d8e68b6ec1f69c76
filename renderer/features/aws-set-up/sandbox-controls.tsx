import type { ReactElement } from 'react';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import { SCENARIOS } from '../../../shared/domain/scenario.ts';
import { isInSandbox } from '../../session/rehearsal.ts';
import { useAct, useSession } from '../../session/session.ts';
import { allOf, useRead } from '../../session/use-read.ts';
import { useBusy } from '../../session/use-submit.ts';
import { CopyButton } from '../../ui/copy.tsx';
import { Box, Button, ColumnLayout, Container, ExpandableSection, Header, SpaceBetween, Toggle } from '../../ui/kit.ts';
import { FailureAlert } from '../failure-alert.tsx';
import { TimeText } from '../../ui/time.tsx';
import { WORDS } from './words.ts';

const HOUR = 3_600_000;

interface ControlsProps {
  readonly mpa: MpaSummary;
  readonly onAdvanced: () => void;
  readonly onEnded: () => void;
}

/** The time machine and the faults of the sandbox; only for payer accounts that are rehearsed there. */
export function SandboxControls(props: ControlsProps): ReactElement | null {
  return isInSandbox(props.mpa) ? <Controls {...props} /> : null;
}

function Controls({ mpa, onAdvanced, onEnded }: ControlsProps): ReactElement {
  const { notices, queries } = useSession();
  const { attempt } = useAct();
  const status = useRead(queries.sandbox.status.queryOptions());
  const faults = useRead(queries.sandbox.faults.queryOptions());
  const { data, failure, refresh } = allOf({ status, faults });
  const [busy, during] = useBusy();
  const advance = async (hours: number): Promise<void> => {
    const outcome = await during(() => attempt((client) => client.sandbox.advance({ milliseconds: hours * HOUR })));
    if (outcome === undefined) return;
    notices.show({ kind: 'info', text: outcome.events.join(' ') || 'Time has passed; nothing happened.' });
    refresh();
    onAdvanced();
  };
  const setFault = async (key: string, on: boolean): Promise<void> => {
    await attempt((client) => (on ? client.sandbox.setFault({ key }) : client.sandbox.clearFault({ key })));
    refresh();
  };
  const account = data?.status.accounts.find(({ id }) => id === mpa.id);
  // A customer of an MSP is sent a link to the extractor; all others copy that of the access role out of the vendor's console.
  const { vendorLink = null, accessRoleLink = null } = account ?? {};
  const link = SCENARIOS[mpa.scenario].setUp.of === 'customer' ? vendorLink : accessRoleLink;
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="A simulated AWS account on this computer, to rehearse in."
          actions={mpa.setUp === 'rehearsal' ? <EndRehearsal mpa={mpa} onEnded={onEnded} /> : null}
        >
          Sandbox
        </Header>
      }
    >
      {failure && failure.code !== 'NOT_FOUND' ? <FailureAlert failure={failure} type="warning" /> : null}
      {failure?.code === 'NOT_FOUND' || data?.status.url === null ? (
        <Box color="text-body-secondary">It does not run. It is started above, beside its profile.</Box>
      ) : null}
      {data === null || data.status.url === null ? null : (
        <SpaceBetween size="s">
          <Box>
            In the sandbox it is <TimeText at={data.status.now} />.
          </Box>
          <SpaceBetween direction="horizontal" size="xs">
            <Button loading={busy} onClick={() => void advance(1)}>
              Let an hour pass
            </Button>
            <Button loading={busy} onClick={() => void advance(24)}>
              Let a day pass
            </Button>
            {link === null ? null : <CopyButton text={link} what="the vendor’s link" label="Copy the vendor’s link" />}
          </SpaceBetween>
          <ExpandableSection headerText={`Faults (${data.faults.filter(({ on }) => on).length} switched on)`}>
            <ColumnLayout columns={2}>
              {data.faults.map(({ key, what, on }) => (
                <Toggle
                  key={key}
                  checked={on}
                  description={what}
                  onChange={({ detail }) => void setFault(key, detail.checked)}
                >
                  {key}
                </Toggle>
              ))}
            </ColumnLayout>
          </ExpandableSection>
        </SpaceBetween>
      )}
    </Container>
  );
}

/** The way from the sandbox to AWS: nothing is known of the set-up any more. */
function EndRehearsal({ mpa, onEnded }: { mpa: MpaSummary; onEnded: () => void }): ReactElement {
  const { change } = useAct();
  const [busy, during] = useBusy();
  const end = async (): Promise<void> => {
    const ended = await change(`The rehearsal of ${mpa.name} has ended. Its calls stay among the runs.`, (client) =>
      client.aws.endRehearsal({ mpaId: mpa.id }),
    );
    if (ended !== undefined) onEnded();
  };
  return (
    <Button loading={busy} onClick={() => void during(end)}>
      {WORDS.endRehearsal}
    </Button>
  );
}
