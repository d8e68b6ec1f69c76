/** Light, dark, or as the system is. */
export type Appearance = 'light' | 'dark' | 'system';

/** What the page may ask of the program around it. */
export interface Host {
  readonly setAppearance: (appearance: Appearance) => void;
  /** Opens a page of the web outside of the app. */
  readonly openOutside: (url: string) => void;
}

/** The host of this window. */
export function openHost(page: Window): Host {
  return {
    setAppearance: () => undefined,
    openOutside: (url) => void page.open(url, '_blank', 'noopener,noreferrer'),
  };
}
