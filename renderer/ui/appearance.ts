import '@cloudscape-design/global-styles/index.css';
import './styles.css';
import './shell.css';
import {
  applyDensity as applyKitDensity,
  applyMode,
  Density,
  disableMotion,
  Mode,
} from '@cloudscape-design/global-styles';

/** Light, dark, or as the system is. */
export type Appearance = 'light' | 'dark' | 'system';

let chosen: Appearance = 'system';
let followed = false;

/** Shows the page light or dark; `system` follows the system whenever that changes. Movement is left out where the system says so. */
export function applyAppearance(appearance: Appearance): void {
  chosen = appearance;
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const still = window.matchMedia('(prefers-reduced-motion: reduce)');
  const apply = (): void => {
    const isDark = chosen === 'system' ? dark.matches : chosen === 'dark';
    applyMode(isDark ? Mode.Dark : Mode.Light);
    disableMotion(still.matches);
  };
  if (!followed) {
    followed = true;
    dark.addEventListener('change', apply);
    still.addEventListener('change', apply);
  }
  apply();
}

/** How close together things stand. */
export function applyDensity(density: 'comfortable' | 'compact'): void {
  applyKitDensity(density === 'compact' ? Density.Compact : Density.Comfortable);
}
