import type { ReactElement } from 'react';
import type { MpaSummary } from '../../shared/contract/mpas.ts';
import { useSession } from '../session/session.ts';
import { formatRoute, ledgerRoute, mpaRoute, OVERVIEW } from '../session/route.ts';
import type { Route } from '../session/route.ts';
import type { Appearance } from '../ui/appearance.ts';
import { TopNavigation } from '../ui/kit.ts';
import type { TopNavigationProps } from '../ui/kit.ts';

const APPEARANCES: readonly (readonly [Appearance, string])[] = [
  ['system', 'As the system'],
  ['light', 'Light'],
  ['dark', 'Dark'],
];

/** What stands above every page. */
export function TopBar(props: {
  readonly route: Route;
  readonly mpas: readonly MpaSummary[];
  readonly mpa: MpaSummary | null;
  readonly appearance: Appearance;
  readonly onAppearance: (appearance: Appearance) => void;
  readonly onSearch: () => void;
}): ReactElement {
  const { go } = useSession();
  const { onSearch, appearance, onAppearance } = props;
  return (
    <TopNavigation
      identity={{
        href: formatRoute(OVERVIEW),
        title: 'Enrollment Desk',
        onFollow: (event) => {
          event.preventDefault();
          go(OVERVIEW);
        },
      }}
      utilities={[
        ...(props.mpas.length === 0 ? [] : [switcher(props, go)]),
        { type: 'button', iconName: 'search', text: 'Search', title: 'Search (Ctrl+K)', onClick: onSearch },
        {
          type: 'menu-dropdown',
          iconName: 'settings',
          ariaLabel: 'Appearance',
          title: 'Appearance',
          items: APPEARANCES.map(([id, text]) => ({
            id,
            text,
            itemType: 'checkbox',
            checked: id === appearance,
          })),
          onItemClick: ({ detail: { id } }) => {
            const chosen = APPEARANCES.find(([each]) => each === id);
            if (chosen) onAppearance(chosen[0]);
          },
        },
      ]}
    />
  );
}

/** The payer account that is open, and the others to change to; the same page is shown of the next one. */
function switcher(
  { route, mpas, mpa }: { route: Route; mpas: readonly MpaSummary[]; mpa: MpaSummary | null },
  go: (route: Route) => void,
): TopNavigationProps.MenuDropdownUtility {
  return {
    type: 'menu-dropdown',
    text: mpa === null ? 'Payer account' : `${mpa.name} …${mpa.id.slice(8)}`,
    ariaLabel: mpa === null ? 'Choose a payer account' : `Payer account ${mpa.name}, ${mpa.id}. Choose another`,
    items: [
      ...mpas.map(({ id, name }) => ({ id, text: name, description: id })),
      { id: 'overview', text: 'All payer accounts' },
    ],
    onItemClick: ({ detail: { id } }) => {
      const chosen = mpas.find((each) => each.id === id);
      if (!chosen) return go(ledgerRoute('overview'));
      return go(mpaRoute(chosen.id, route.mpaId === null ? 'procedure' : route.page));
    },
  };
}
