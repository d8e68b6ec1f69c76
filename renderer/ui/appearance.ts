import '@cloudscape-design/global-styles/index.css';
import './styles.css';
import { applyMode, Mode } from '@cloudscape-design/global-styles';

/** Shows the page light or dark as the system is, now and whenever that changes. */
export function followSystemAppearance(): void {
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const apply = (): void => applyMode(dark.matches ? Mode.Dark : Mode.Light);
  dark.addEventListener('change', apply);
  apply();
}
