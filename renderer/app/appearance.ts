import type { Host } from '../host.ts';
import type { LookStore } from '../session/look.ts';
import { applyAppearance, applyDensity } from '../ui/appearance.ts';

/** Shows the page as a person chose, and the window around it; from now on. */
export function followLook(host: Host, look: LookStore): void {
  const show = (): void => {
    const { appearance, density } = look.getState();
    applyAppearance(appearance);
    applyDensity(density);
    host.setAppearance(appearance);
  };
  look.subscribe(show);
  show();
}
