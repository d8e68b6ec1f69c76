import { useState } from 'react';
import type { ReactElement } from 'react';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import { sheetFormatSchema } from '../../../shared/contract/sheets.ts';
import type { SavedSheet, SaveSheetInput } from '../../../shared/contract/sheets.ts';
import { SHEET_NUMBERS, SHEETS } from '../../../shared/domain/sheets.ts';
import type { SheetNumber } from '../../../shared/domain/sheets.ts';
import { useRemembered, useSession } from '../../session/session.ts';
import { useSubmit } from '../../session/use-submit.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { download } from '../../ui/download.ts';
import { FormatField } from '../../ui/format-field.tsx';
import { Box, FormField, RadioGroup, Select, SpaceBetween } from '../../ui/kit.ts';
import { plural } from '../../ui/words.ts';
import { FailureAlert } from '../failure-alert.tsx';
import { exportContent, exportName } from './export.ts';
import type { ExportWhat } from './export.ts';
import { filterWords } from './filter-words.ts';
import type { Shown } from './views.ts';
import { WORDS } from './words.ts';

/** Saves the accounts, or one of the vendor's sheets, as a file where the person wants it. */
export function ExportForm(props: {
  readonly mpa: MpaSummary;
  readonly shown: Shown;
  readonly onClose: () => void;
}): ReactElement {
  const { mpa, shown, onClose } = props;
  const { host, jobs, notices } = useSession();
  const { busy, failure, submit } = useSubmit();
  const filtered = shown.where.tokens.length > 0;
  const [what, setWhat] = useState<ExportWhat>(filtered ? 'shown' : 'all');
  const [sheet, setSheet] = useState<SheetNumber>(2);
  const [format, setFormat] = useRemembered('accounts/export-format', sheetFormatSchema, 'xlsx');
  const name = exportName(mpa.id, what, sheet, format);
  const save = async (): Promise<void> => {
    const path = host.can.saveToPath
      ? await host.pickSaveFile({ title: WORDS.saveAs, suggestedName: name, filters: [FILTERS[format]] })
      : null;
    if (host.can.saveToPath && path === null) return;
    const input: SaveSheetInput = { mpaId: mpa.id, content: exportContent(what, sheet, shown), format, path };
    await submit(async (client) => {
      const saved = await jobs.run<object, SavedSheet>(`Exporting ${name}`, (signal) =>
        client.sheets.save(input, { signal }),
      );
      if (saved.base64 !== null) download({ name: saved.name, base64: saved.base64 });
      notices.show({
        kind: 'success',
        text: exportedWords(saved),
        ...(path === null ? {} : { action: { text: WORDS.showInFolder, run: () => void host.reveal(path) } }),
      });
      onClose();
    });
  };
  return (
    <Confirm
      title={WORDS.exportTitle}
      confirmText={host.can.saveToPath ? 'Export to a file…' : `Download ${name}`}
      busy={busy}
      onConfirm={() => void save()}
      onCancel={onClose}
    >
      <SpaceBetween size="m">
        <FailureAlert failure={failure} />
        <FormField label="What">
          <RadioGroup
            value={what}
            items={[
              ...(filtered
                ? [{ value: 'shown', label: WORDS.exportShown, description: filterWords(shown.where) }]
                : []),
              { value: 'all', label: `All ${plural(mpa.accounts, 'account')}` },
              { value: 'sheet', label: WORDS.exportSheet, description: WORDS.exportSheetText },
            ]}
            onChange={({ detail }) => setWhat(detail.value as ExportWhat)}
          />
        </FormField>
        {what === 'sheet' ? <SheetChoice sheet={sheet} onSheet={setSheet} /> : null}
        <FormatField label="Format" format={format} onChange={setFormat} />
        <Box color="text-body-secondary">{host.can.saveToPath ? WORDS.exportAsks : WORDS.exportDownloads}</Box>
      </SpaceBetween>
    </Confirm>
  );
}

const FILTERS = {
  xlsx: { name: 'Excel workbook', extensions: ['xlsx'] },
  csv: { name: 'Comma-separated text', extensions: ['csv'] },
};

function SheetChoice(props: {
  readonly sheet: SheetNumber;
  readonly onSheet: (sheet: SheetNumber) => void;
}): ReactElement {
  const { sheet, onSheet } = props;
  const optionOf = (number: SheetNumber): { value: string; label: string; description: string } => ({
    value: String(number),
    label: `${number}. ${SHEETS[number].usedFor}`,
    description: SHEETS[number].columns.map(({ header }) => header).join(', '),
  });
  return (
    <FormField label="Sheet">
      <Select
        options={SHEET_NUMBERS.map(optionOf)}
        selectedOption={optionOf(sheet)}
        onChange={({ detail }) =>
          onSheet(SHEET_NUMBERS.find((each) => String(each) === detail.selectedOption.value) ?? sheet)
        }
      />
    </FormField>
  );
}

/** 'Exported 1,248 rows to accounts-099999999999.xlsx.' */
function exportedWords({ name, path, rows, neutralised }: SavedSheet): string {
  const file = path?.split(/[\\/]/u).at(-1) ?? name;
  const harmless =
    neutralised === 0 ? '' : ` ${plural(neutralised, 'cell')} that looked like a formula got an apostrophe in front.`;
  return `Exported ${plural(rows, 'row')} to ${file}.${harmless}`;
}
