/** Light, dark, or as the system is. */
export type Appearance = 'light' | 'dark' | 'system';

/** What the page may ask of the program around it. */
export interface Host {
  setAppearance(appearance: Appearance): void;
}

/** The host of this window. */
export function openHost(_page: Window): Host {
  return { setAppearance: () => undefined };
}
