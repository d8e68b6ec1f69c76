import type { ReactElement } from 'react';
import { Box, Button, FormField, Grid, Input } from './kit.ts';

/** Where files go: a folder of this computer, or the browser's downloads. */
export interface FolderFieldProps {
  readonly folder: { readonly canChoose: boolean; readonly path: string; readonly choose: () => Promise<void> };
}

/** A folder of this computer. It is chosen in a dialog, never typed: a page may name only what a person gave (ADR 0013). */
export function FolderField({ folder: { canChoose, path, choose } }: FolderFieldProps): ReactElement {
  if (!canChoose) return <Box>The files go to the folder of your browser&rsquo;s downloads.</Box>;
  return (
    <FormField label="Folder" description="On this computer.">
      <Grid gridDefinition={[{ colspan: 9 }, { colspan: 3 }]}>
        <Input value={path} readOnly placeholder="No folder is chosen yet" ariaLabel="Folder" />
        <Button onClick={() => void choose()}>Choose…</Button>
      </Grid>
    </FormField>
  );
}
