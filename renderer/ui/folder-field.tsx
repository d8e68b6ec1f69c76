import type { ReactElement } from 'react';
import { Button, FormField, Grid, Input } from './kit.ts';

/** A folder of this computer. It is chosen in a dialog, never typed: a page may name only what a person gave (ADR 0013). */
export function FolderField({ value, onChoose }: { value: string; onChoose: () => void }): ReactElement {
  return (
    <FormField label="Folder" description="On this computer.">
      <Grid gridDefinition={[{ colspan: 9 }, { colspan: 3 }]}>
        <Input value={value} readOnly placeholder="No folder is chosen yet" ariaLabel="Folder" />
        <Button onClick={onChoose}>Choose…</Button>
      </Grid>
    </FormField>
  );
}
