import { useState } from 'react';
import type { ReactElement } from 'react';
import type { CostHealth, DataSet, HealthFinding, LineCondition } from '../../../shared/contract/cost-data.ts';
import { megabytes } from '../../../shared/domain/file-size.ts';
import { monthName } from '../../../shared/domain/month.ts';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import { inLinks } from '../../session/action-words.ts';
import { useAct, useSession } from '../../session/session.ts';
import { skipToken, useRead } from '../../session/use-read.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { Alert, Box, Button, ExpandableSection, Link, SpaceBetween, StatusIndicator, Table } from '../../ui/kit.ts';
import { Said } from '../../ui/said.tsx';
import { formatCount, plural } from '../../ui/words.ts';
import { Changes } from './changes.tsx';
import { ACCOUNT_COLUMNS, TYPE_COLUMNS } from './columns.tsx';
import { Commitments } from './commitments.tsx';
import { Credits } from './credits.tsx';
import { DayChart } from './day-chart.tsx';
import { Money } from './money.tsx';
import { SaveCsv } from './save-csv.tsx';

/** What the lines of a month are worth, and what can be done with them. */
export function MonthPanel({
  mpa,
  set,
  onLines,
  onForgotten,
}: {
  mpa: MpaSummary;
  set: DataSet;
  onLines: OnLines;
  onForgotten: () => void;
}): ReactElement {
  const { queries } = useSession();
  const { change } = useAct();
  const [forgetting, setForgetting] = useState(false);
  const { month } = set;
  const here = set.cachedBytes !== null;
  const { data, failure, phase } = useRead(
    queries.costData.health.queryOptions({ input: here ? { mpaId: mpa.id, from: month, to: month } : skipToken }),
  );
  const forget = async (): Promise<void> => {
    setForgetting(false);
    const gone = await change(`Forgot the cost data of ${monthName(month)}.`, (client) =>
      client.costData.forget({ mpaId: mpa.id, month }),
    );
    if (gone !== undefined) onForgotten();
  };
  return (
    <SpaceBetween size="m">
      {here ? null : (
        <Alert type="info" header="Its lines are not on this computer">
          They are in no backup, and can be taken off. Add the report again:{' '}
          {set.files.map(({ name }) => name).join(', ')}.
        </Alert>
      )}
      {failure === null ? null : (
        <Alert type="error" header="The lines can’t be read">
          <Said parts={inLinks(failure.text)} />
        </Alert>
      )}
      {here && phase === 'loading' ? <StatusIndicator type="loading">Looking at the lines</StatusIndicator> : null}
      {data === null ? null : <Health set={set} health={data} onLines={onLines} />}
      <Files set={set} />
      <SpaceBetween direction="horizontal" size="xs">
        <Button disabled={!here} onClick={() => onLines([])}>
          Show the lines
        </Button>
        <Button onClick={() => setForgetting(true)}>Forget this month…</Button>
      </SpaceBetween>
      {forgetting ? (
        <Confirm
          title={`Forget the cost data of ${monthName(month)}?`}
          confirmText="Forget it"
          onConfirm={() => void forget()}
          onCancel={() => setForgetting(false)}
        >
          Its {plural(set.lines, 'line')} are taken off this computer. Undo brings back what is known of it, not its
          lines.
        </Confirm>
      ) : null}
    </SpaceBetween>
  );
}

type OnLines = (where: readonly LineCondition[]) => void;

function Health({ set, health, onLines }: { set: DataSet; health: CostHealth; onLines: OnLines }): ReactElement {
  const { findings, types, accounts, credits, changes, days } = health;
  const { mpaId, month } = set;
  const warnings = findings.filter(({ severity }) => severity === 'warning').length;
  return (
    <SpaceBetween size="m">
      <Box variant="h3">
        {findings.length === 0
          ? 'Nothing is the matter'
          : `${plural(warnings, 'warning')}, ${plural(findings.length - warnings, 'hint')}`}
      </Box>
      {findings.length === 0 ? null : (
        <SaveCsv
          label="Save the findings as .csv"
          name={`findings-${mpaId}-${month}.csv`}
          row="finding"
          save={(client, place, signal) =>
            client.costData.saveFindings({ mpaId, from: month, to: month, ...place }, { signal })
          }
        />
      )}
      <SpaceBetween size="xs">
        {findings.map((finding) => (
          <Finding key={`${finding.code} ${finding.sentence}`} set={set} finding={finding} onLines={onLines} />
        ))}
      </SpaceBetween>
      <DayChart days={days} />
      {changes.map((change) => (
        <Changes key={change.month} change={change} />
      ))}
      <Table
        variant="embedded"
        header={<Box variant="h3">By line item type</Box>}
        columnDefinitions={TYPE_COLUMNS}
        items={types}
        trackBy="type"
        ariaLabels={{ tableLabel: 'Sums by line item type' }}
      />
      <ExpandableSection headerText={`Accounts (${formatCount(accounts.length)})`}>
        <Table
          variant="embedded"
          columnDefinitions={ACCOUNT_COLUMNS}
          items={accounts}
          trackBy="id"
          ariaLabels={{ tableLabel: 'Sums by account' }}
        />
      </ExpandableSection>
      <Credits mpaId={set.mpaId} credits={credits} />
      <Commitments mpaId={set.mpaId} health={health} />
    </SpaceBetween>
  );
}

function Finding({
  set: { mpaId, month },
  finding,
  onLines,
}: {
  set: DataSet;
  finding: HealthFinding;
  onLines: OnLines;
}): ReactElement {
  const { severity, sentence, lines, unblended, where } = finding;
  return (
    <div>
      <StatusIndicator type={severity === 'warning' ? 'warning' : 'info'}>
        {severity === 'warning' ? 'Warning' : 'Hint'}
      </StatusIndicator>{' '}
      {sentence}{' '}
      {lines === null ? null : where === null ? (
        plural(lines, 'line')
      ) : (
        <Link onFollow={() => onLines(where)}>{plural(lines, 'line')}</Link>
      )}
      {unblended === null ? null : (
        <>
          {lines === null ? '' : ', '}
          <Money value={unblended} />
        </>
      )}{' '}
      {where === null || lines === null ? null : (
        <SaveCsv
          label={`Save the lines as .csv: ${sentence}`}
          name={`lines-${mpaId}-${month}.csv`}
          row="line"
          save={(client, place, signal) => client.costData.saveLines({ mpaId, month, where, ...place }, { signal })}
        />
      )}
    </div>
  );
}

function Files({ set }: { set: DataSet }): ReactElement {
  return (
    <ExpandableSection headerText={`Files (${set.files.length})`}>
      <SpaceBetween size="xs">
        {set.files.map(({ name, bytes, sha256, lines }) => (
          <div key={`${name} ${sha256}`}>
            <bdi>{name}</bdi>: {plural(lines, 'line')}, {megabytes(bytes)}
            <Box variant="small" color="text-body-secondary">
              SHA-256 {sha256}
            </Box>
          </div>
        ))}
        {set.missing.length === 0 ? null : (
          <Box variant="small">Columns that the report does not have: {set.missing.join(', ')}</Box>
        )}
      </SpaceBetween>
    </ExpandableSection>
  );
}
