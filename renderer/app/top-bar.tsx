import { useState } from 'react';
import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import type { MpaSummary } from '../../shared/contract/mpas.ts';
import type { Look } from '../session/look.ts';
import { useSession } from '../session/session.ts';
import { formatRoute, ledgerRoute, mpaRoute, OVERVIEW } from '../session/route.ts';
import type { Route } from '../session/route.ts';
import { EndSession } from './end-session.tsx';
import { TopNavigation } from '../ui/kit.ts';
import type { TopNavigationProps } from '../ui/kit.ts';

const APPEARANCES: readonly (readonly [Look['appearance'], string])[] = [
  ['system', 'As the system'],
  ['light', 'Light'],
  ['dark', 'Dark'],
];
const DENSITIES: readonly (readonly [Look['density'], string])[] = [
  ['comfortable', 'Comfortable'],
  ['compact', 'Compact'],
];

/** What stands above every page. */
export function TopBar(props: {
  readonly route: Route;
  readonly mpas: readonly MpaSummary[];
  readonly mpa: MpaSummary | null;
  readonly onSearch: () => void;
}): ReactElement {
  const { go, look, web } = useSession();
  const chosen = useStore(look);
  const [ending, setEnding] = useState(false);
  const { onSearch } = props;
  return (
    <>
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
          lookMenu(chosen, (by) => look.setState(by)),
          ...(web === null ? [] : [endButton(() => setEnding(true))]),
        ]}
      />
      {web !== null && ending ? <EndSession web={web} onClose={() => setEnding(false)} /> : null}
    </>
  );
}

function endButton(onClick: () => void): TopNavigationProps.ButtonUtility {
  return { type: 'button', text: 'End session', title: 'End the session in this browser', onClick };
}

/** Light or dark, and how close together things stand. */
function lookMenu(
  { appearance, density }: Look,
  choose: (by: Partial<Look>) => void,
): TopNavigationProps.MenuDropdownUtility {
  return {
    type: 'menu-dropdown',
    iconName: 'settings',
    ariaLabel: 'Appearance',
    title: 'Appearance',
    items: [
      {
        id: 'colours',
        text: 'Colours',
        items: APPEARANCES.map(([id, text]) => ({ id, text, itemType: 'checkbox', checked: id === appearance })),
      },
      {
        id: 'density',
        text: 'Density',
        items: DENSITIES.map(([id, text]) => ({ id, text, itemType: 'checkbox', checked: id === density })),
      },
    ],
    onItemClick: ({ detail: { id } }) => {
      const colours = APPEARANCES.find(([each]) => each === id);
      const closeness = DENSITIES.find(([each]) => each === id);
      if (colours) choose({ appearance: colours[0] });
      if (closeness) choose({ density: closeness[0] });
    },
  };
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
