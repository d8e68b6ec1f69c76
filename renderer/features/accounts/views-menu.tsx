import { useState } from 'react';
import type { ReactElement } from 'react';
import type { SavedView } from '../../../shared/contract/saved-views.ts';
import type { AccountId } from '../../../shared/domain/account-id.ts';
import { useAct, useSession } from '../../session/session.ts';
import { useRead } from '../../session/use-read.ts';
import { useBusy } from '../../session/use-submit.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { Box, ButtonDropdown, FormField, Input, SpaceBetween } from '../../ui/kit.ts';
import { cutMiddle } from '../../ui/words.ts';
import { EVERYTHING } from './filter.ts';
import { filterWords } from './filter-words.ts';
import { fromSaved, PAGE, shownView, toSaved } from './views.ts';
import type { Shown } from './views.ts';
import { WORDS } from './words.ts';

const MOST_SHOWN = 28;

type Dialog = { readonly is: 'save' } | { readonly is: 'rename'; readonly view: SavedView };

/** The views of the accounts: choose one, save what is shown under a name, rename and remove. */
export function ViewsMenu(props: {
  readonly mpaId: AccountId;
  readonly shown: Shown;
  readonly onShow: (shown: Shown) => void;
}): ReactElement {
  const { mpaId, shown, onShow } = props;
  const { queries } = useSession();
  const { change } = useAct();
  const { data } = useRead(queries.savedViews.list.queryOptions({ input: { mpaId, page: PAGE } }));
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const views = data ?? [];
  const current = shownView(views, shown);
  const choose = (id: string): void => {
    const view = views.find((each) => `view:${each.id}` === id);
    if (view) onShow(fromSaved(view, shown));
    else if (id === 'all') onShow({ ...shown, where: EVERYTHING });
    else if (id === 'save') setDialog({ is: 'save' });
    else if (current && id === 'rename') setDialog({ is: 'rename', view: current });
    else if (current && id === 'remove') {
      void change(`Removed the view ${current.name}. What is shown stays as it is.`, (client) =>
        client.savedViews.remove({ id: current.id }),
      );
    }
  };
  return (
    <>
      <ButtonDropdown
        items={[
          ...(views.length === 0
            ? []
            : [
                {
                  id: 'views',
                  text: WORDS.views,
                  items: views.map(({ id, name }) => ({
                    id: `view:${id}`,
                    text: name,
                    itemType: 'checkbox' as const,
                    checked: id === current?.id,
                  })),
                },
              ]),
          { id: 'all', text: WORDS.viewAll },
          { id: 'save', text: WORDS.saveView },
          ...(current === undefined
            ? []
            : [
                { id: 'rename', text: `Rename ${cutMiddle(current.name, MOST_SHOWN)}…` },
                { id: 'remove', text: `Remove ${cutMiddle(current.name, MOST_SHOWN)}` },
              ]),
        ]}
        onItemClick={({ detail }) => choose(detail.id)}
      >
        {current === undefined ? WORDS.views : `View: ${cutMiddle(current.name, MOST_SHOWN)}`}
      </ButtonDropdown>
      {dialog === null ? null : (
        <NameForm mpaId={mpaId} dialog={dialog} shown={shown} views={views} onClose={() => setDialog(null)} />
      )}
    </>
  );
}

/** Asks for the name of a view: of what is shown, or a new one for one that is there. */
function NameForm(props: {
  readonly mpaId: AccountId;
  readonly dialog: Dialog;
  readonly shown: Shown;
  readonly views: readonly SavedView[];
  readonly onClose: () => void;
}): ReactElement {
  const { mpaId, dialog, shown, views, onClose } = props;
  const { change } = useAct();
  const renamed = dialog.is === 'rename' ? dialog.view : null;
  const [name, setName] = useState(renamed?.name ?? '');
  const [busy, during] = useBusy();
  const tidy = name.trim().replaceAll(/\s+/gu, ' ');
  const same = views.find((view) => view.name.toLowerCase() === tidy.toLowerCase() && view.id !== renamed?.id);
  const save = async (): Promise<void> => {
    const input = toSaved(mpaId, { id: renamed?.id ?? null, name: tidy }, shown);
    await change(renamed === null ? `Saved the view ${tidy}.` : `Renamed the view to ${tidy}.`, (client) =>
      client.savedViews.save(input),
    );
    // What failed is told at the top of the page, which the dialog would cover.
    onClose();
  };
  return (
    <Confirm
      title={renamed === null ? 'Save what is shown as a view' : `Rename ${renamed.name}`}
      confirmText={renamed === null ? (same ? `Replace ${same.name}` : 'Save view') : 'Rename view'}
      busy={busy}
      disabled={tidy === '' || (renamed !== null && (same !== undefined || tidy === renamed.name))}
      onConfirm={() => void during(save)}
      onCancel={onClose}
    >
      <SpaceBetween size="m">
        <FormField
          label="Name"
          {...(same === undefined
            ? {}
            : renamed === null
              ? { warningText: `There is a view ${same.name} already; it is replaced.` }
              : { errorText: `There is a view ${same.name} already.` })}
        >
          <Input value={name} placeholder="Not in a subset" onChange={({ detail }) => setName(detail.value)} />
        </FormField>
        {renamed === null ? (
          <Box color="text-body-secondary">
            {WORDS.viewKeeps} {filterWords(shown.where)}
          </Box>
        ) : null}
      </SpaceBetween>
    </Confirm>
  );
}
