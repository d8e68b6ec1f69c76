import type { ReactElement } from 'react';
import type { ImportSummary } from '../../../shared/contract/imports.ts';
import { inLinks } from '../../session/action-words.ts';
import { Alert, Checkbox, SpaceBetween, Tabs } from '../../ui/kit.ts';
import { Said } from '../../ui/said.tsx';
import { CellsGrid } from './cells-grid.tsx';
import { Questions } from './question.tsx';
import type { ImportWork } from './use-import.ts';
import { WORDS } from './words.ts';

/** The sheets of the file and the cells of one, with the header that was found; both can be chosen otherwise. */
export function CellsStep({ summary, work }: { summary: ImportSummary; work: ImportWork }): ReactElement {
  const { sheets, sheet } = summary;
  const headless = work.kept?.reading.headerRow === 0;
  return (
    <SpaceBetween size="m">
      {summary.remarks.map((remark) => (
        <Alert key={remark} type="info" statusIconAriaLabel="Info">
          <Said parts={inLinks(remark)} />
        </Alert>
      ))}
      <Questions summary={summary} work={work} kinds={['sheet', 'encoding', 'header']} />
      {sheets.length < 2 ? (
        <CellsGrid key={sheet} summary={summary} work={work} />
      ) : (
        <Tabs
          ariaLabel="Sheets of the file"
          activeTabId={sheet}
          onChange={({ detail }) => void work.reread({ sheet: detail.activeTabId })}
          tabs={sheets.map(({ name, importable }) => ({
            id: name,
            label: importable || name === sheet ? name : `${name} (no list found)`,
            content: name === sheet ? <CellsGrid key={sheet} summary={summary} work={work} /> : null,
          }))}
        />
      )}
      <Checkbox
        checked={headless}
        disabled={work.busy}
        onChange={({ detail }) => void work.reread({ headerRow: detail.checked ? 0 : null })}
      >
        {WORDS.noHeader}
      </Checkbox>
    </SpaceBetween>
  );
}
