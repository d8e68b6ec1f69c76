import type { Appearance, FileFilter, MenuCommand, Updates } from '../shared/contract/desktop.ts';

export type { Appearance, FileFilter, MenuCommand, Updates };

/** A file that a person chose: on the desktop its path, in a browser its bytes. As `imports.open` takes it for its source. */
export type PickedFile =
  | { readonly kind: 'path'; readonly name: string; readonly path: string }
  | { readonly kind: 'bytes'; readonly name: string; readonly base64: string };

/** Files that are too large to be read whole: on the desktop where they and their folders lie, in a browser the files themselves. */
export type LargeFiles =
  | { readonly kind: 'paths'; readonly paths: readonly string[] }
  | { readonly kind: 'files'; readonly files: readonly LargeFile[] };

/** A file that is read piece by piece. */
export interface LargeFile {
  /** With the folders above it that were chosen along: 'report/20261001-20261101/report-1.csv.gz'. */
  readonly name: string;
  readonly bytes: number;
  /** Some of its bytes as base64. @throws where it was changed or taken away since it was given */
  readonly read: (from: number, to: number) => Promise<string>;
}

/** What a dialog for files is told. */
export interface PickFiles {
  /** 'Choose an account list' */
  readonly title: string;
  /** None: any file. */
  readonly filters?: readonly FileFilter[];
  readonly multiple?: boolean;
}

/** What a dialog for a file to be written is told. */
export interface PickSaveFile {
  readonly title: string;
  readonly suggestedName: string;
  readonly filters?: readonly FileFilter[];
}

/** News for a person who may look elsewhere. */
export interface News {
  readonly title: string;
  readonly body: string;
  /** Where a click leads, as `formatRoute` writes it: '#/099999999999/tickets'. */
  readonly place: string;
}

/** What a person wants by a menu, by its keys, or by giving the program a file. */
export type HostCommand =
  | { readonly name: MenuCommand }
  /** The program was given account lists, which wait in `takeFiles`. */
  | { readonly name: 'open-files' }
  /** The program is to end without waiting: cancel what is under way. */
  | { readonly name: 'cancel-work' };

/** What this host is able to do; what it can't is not to be offered. */
export interface HostAbilities {
  /** Files can be written to a place that a person chooses, shown in their folder, and opened. */
  readonly saveToPath: boolean;
  /** The menus show commands and their keys. */
  readonly menus: boolean;
  readonly newWindow: boolean;
}

/** What the program around the page does for it: windows, dialogs, notices, menus. */
export interface Host {
  readonly kind: 'desktop' | 'browser';
  readonly can: HostAbilities;
  /** Lets a person choose files. @returns null where they chose none */
  readonly pickFiles: (ask: PickFiles) => Promise<PickedFile[] | null>;
  /** The files of a drop or of a paste; call it at once, in the event's own listener. Folders are left out. */
  readonly droppedFiles: (data: DataTransfer) => Promise<PickedFile[]>;
  /** Lets a person choose files, or a folder with all that is in it. @returns null where they chose none */
  readonly pickLargeFiles: (ask: { readonly title: string; readonly folder: boolean }) => Promise<LargeFiles | null>;
  /** As `droppedFiles`, with folders and all that is in them. */
  readonly droppedLargeFiles: (data: DataTransfer) => Promise<LargeFiles>;
  /** Files that came with the command 'open-files' and that no page has taken yet; now they are taken. */
  readonly takeFiles: () => readonly PickedFile[];
  /** Lets a person choose where to write a file. @returns its path; null where they left, or `can.saveToPath` is false */
  readonly pickSaveFile: (ask: PickSaveFile) => Promise<string | null>;
  /** Lets a person choose a folder. @returns its path; null as above */
  readonly pickFolder: (title: string) => Promise<string | null>;
  /** Shows a file, that a person chose or had written, in its folder. @returns whether that was possible */
  readonly reveal: (path: string) => Promise<boolean>;
  /** Opens such a file (.eml, .xlsx, .csv, .pdf, .txt, .json) in its own program. @returns whether that was possible */
  readonly openFile: (path: string) => Promise<boolean>;
  /** Opens a page of AWS or of the vendor outside of the app. Other addresses the desktop app does not open. */
  readonly openOutside: (url: string) => void;
  /** Tells a person who looks elsewhere. A browser does so only where it was allowed to before. */
  readonly notify: (news: News) => void;
  /** Shows how many things wait for a person, at the program's icon or title; 0 shows nothing. */
  readonly setBadge: (count: number) => void;
  /** Light, dark or as the system is, for the window's own parts, now and at the next start. */
  readonly setAppearance: (appearance: Appearance) => void;
  /** Says what is under way, so that quitting asks first: 'An import is under way'; null when nothing is. */
  readonly setBusy: (text: string | null) => void;
  /** Opens another window over the same ledger. @param place as in `News` */
  readonly openWindow: (place: string) => void;
  /** Whether newer versions are looked for, and where; null where that is nothing of this host's. */
  readonly updates: () => Promise<Updates | null>;
  /** Hears what a person wants. @returns ends the hearing */
  readonly onCommand: (listener: (command: HostCommand) => void) => () => void;
}
