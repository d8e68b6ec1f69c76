import { useState } from 'react';
import type { ReactElement } from 'react';
import type { ImportSheet, ImportSummary } from '../../../shared/contract/imports.ts';
import { inLinks } from '../../session/action-words.ts';
import { Alert, Checkbox, SpaceBetween, Tabs } from '../../ui/kit.ts';
import { Said } from '../../ui/said.tsx';
import { CellsGrid } from './cells-grid.tsx';
import { Questions, Remembered } from './question.tsx';
import { isOfSeveral } from './reading.ts';
import type { ImportWork } from './use-import.ts';
import { WORDS } from './words.ts';

/** The sheets of the file and the cells of one, with the header that was found; which are imported and their headers can be chosen. */
export function CellsStep({ summary, work }: { summary: ImportSummary; work: ImportWork }): ReactElement {
  const { sheets } = summary;
  const several = isOfSeveral(summary);
  const [seen, setSeen] = useState<string | null>(null);
  const sheet = (several ? sheets.find(({ name }) => name === seen) : undefined) ?? sheets.find(({ chosen }) => chosen);
  const name = sheet?.name ?? '';
  const ofSheet = several ? name : null;
  const reading = work.kept?.reading;
  const headerRow = several ? reading?.perSheet[name]?.headerRow : reading?.headerRow;
  const grid = sheet === undefined ? null : <CellsGrid key={name} summary={summary} sheet={sheet} work={work} />;
  return (
    <SpaceBetween size="m">
      {summary.remarks.map((remark) => (
        <Alert key={remark} type="info" statusIconAriaLabel="Info">
          <Said parts={inLinks(remark)} />
        </Alert>
      ))}
      <Questions summary={summary} work={work} kinds={['sheet', 'encoding', 'header']} />
      <Remembered summary={summary} work={work} kind="encoding" />
      <AllSheets summary={summary} work={work} />
      {sheets.length < 2 ? (
        grid
      ) : (
        <Tabs
          ariaLabel="Sheets of the file"
          activeTabId={name}
          onChange={({ detail }) =>
            several ? setSeen(detail.activeTabId) : void work.reread({ sheets: [detail.activeTabId] })
          }
          tabs={sheets.map((each) => ({
            id: each.name,
            label: `${each.name}${markOf(each)}`,
            content: each === sheet ? grid : null,
          }))}
        />
      )}
      <Checkbox
        checked={headerRow === 0}
        disabled={work.busy || sheet?.chosen !== true}
        onChange={({ detail }) => void work.reread({ ofSheet, headerRow: detail.checked ? 0 : null })}
      >
        {WORDS.noHeader}
      </Checkbox>
    </SpaceBetween>
  );
}

function markOf({ hidden, importable, chosen }: ImportSheet): string {
  const marks = [hidden ? ['hidden in the file'] : [], importable || chosen ? [] : ['no list found']].flat();
  return marks.length === 0 ? '' : ` (${marks.join(', ')})`;
}

/** Whether all sheets that have a list are imported together; nothing where there is only one. */
function AllSheets({ summary, work }: { summary: ImportSummary; work: ImportWork }): ReactElement | null {
  const lists = summary.sheets.filter(({ importable, hidden }) => importable && !hidden).length;
  if (lists < 2) return null;
  return (
    <Checkbox
      checked={isOfSeveral(summary)}
      disabled={work.busy}
      onChange={({ detail }) => void work.reread({ sheets: detail.checked ? 'all' : null })}
    >
      {`Import all ${lists} sheets that have a list, together`}
    </Checkbox>
  );
}
