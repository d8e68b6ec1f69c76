/** Names that hide something, as a page shows them and gives them back. */
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { describe, expect, onTestFinished, test } from 'vitest';
import { SubsetPanel } from '../../renderer/features/subsets/subset-panel.tsx';
import { LongText } from '../../renderer/ui/long-text.tsx';
import { subsetFilterSchema } from '../../shared/contract/subsets.ts';
import { client, core, field, fill, newMpa, show, withCore } from './support.tsx';

withCore();

describe('a name that hides something', () => {
  const HIDING = 'Contoso \u202Efdp.exe';

  test('is shown with what hides in it, is kept as it is, and is told of when it is given', async () => {
    const mpa = await newMpa();
    // Not by the page's own door: as it is in the ledger.
    const { value: subset } = await core().write('subsets.add', {
      mpaId: mpa.id,
      name: HIDING,
      note: '',
      workflowId: null,
      endCustomerId: null,
    });
    const inLedger = async (): Promise<string[]> =>
      (await core().read('subsets.list', { mpaId: mpa.id, filter: subsetFilterSchema.parse({}) })).map(
        ({ name, note }) => `${name}|${note}`,
      );
    const view = { subsets: await client().subsets.list({ mpaId: mpa.id }), workflows: [], endCustomers: [] };
    const [listed] = view.subsets;
    if (listed === undefined) throw new Error('the subset is not listed');
    const shown = show(<SubsetPanel mpa={mpa} subset={listed} view={view} onSplit={() => undefined} />);
    expect(field('Name').value).toBe('Contoso ⟨U+202E⟩fdp.exe');
    await fill(shown, 'Note', 'as AWS has it');
    await shown.user.click(screen.getByRole('button', { name: 'Keep the note' }));
    await waitFor(() => expect(shown.told()).toEqual(['Kept the note of Contoso ⟨U+202E⟩fdp.exe.']));
    expect(await inLedger()).toEqual([`${HIDING}|as AWS has it`]);
    await fill(shown, 'Name', 'Contoso\u200B \u202Efdp.exe');
    await shown.user.click(screen.getByRole('button', { name: 'Rename' }));
    await waitFor(() =>
      expect(shown.told()).toContain(
        "'Contoso⟨U+200B⟩ ⟨U+202E⟩fdp.exe' was given with characters that nobody sees, or that turn what stands beside them: U+200B (zero width space) and U+202E (right-to-left override). Write it anew without them, unless they are meant.",
      ),
    );
    expect(subset.id).toBeGreaterThan(0);
  });

  test('turns nothing beside it', () => {
    const { container } = render(<LongText text={'\u05E9\u05DC\u05D5\u05DD'} />);
    onTestFinished(cleanup);
    expect(container.innerHTML).toBe('<bdi>\u05E9\u05DC\u05D5\u05DD</bdi>');
  });
});
