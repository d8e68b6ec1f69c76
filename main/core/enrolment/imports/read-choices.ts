import type { OpenImportInput } from '../../../../shared/contract/imports.ts';
import { findSheet } from '../../spreadsheets/table.ts';
import type { SheetChoices } from './analyse-sheet.ts';

/** What was said by hand about how a file is to be read. */
export type ReadChoices = Pick<
  OpenImportInput,
  'sheets' | 'headerRow' | 'map' | 'perSheet' | 'encoding' | 'placeholders'
>;

/** Whether all sheets that are asked for are imported together, not the one that looks most like an account list. */
export function isOfSeveral({ sheets }: ReadChoices): boolean {
  return sheets === 'all' || (sheets !== undefined && sheets.length > 1);
}

/** What was said about one sheet: what was said of it alone goes before what was said of all. */
export function choicesOfSheet(
  choices: ReadChoices,
  sheet: string,
  remembered: SheetChoices['remembered'],
): SheetChoices {
  const own = Object.entries(choices.perSheet ?? {}).filter(
    ([name]) => findSheet([{ name: sheet }], name) !== undefined,
  );
  const { headerRow, map } = Object.assign({}, ...own.map(([, said]) => said)) as Pick<
    SheetChoices,
    'headerRow' | 'map'
  >;
  return {
    headerRow: headerRow ?? choices.headerRow,
    map: { ...choices.map, ...map },
    mapOfSeveral: isOfSeveral(choices) ? Object.keys(choices.map ?? {}) : undefined,
    remembered,
  };
}
