/**
 * What the page and the desktop program around it say to each other, beside the contract with the core: windows, dialogs, menus.
 * The page asks over one channel, the program tells over another; both sides look at every message by these schemas.
 */
import { z } from 'zod';

/** Light, dark, or as the system is. */
export const appearanceSchema = z.enum(['light', 'dark', 'system']);
export type Appearance = z.infer<typeof appearanceSchema>;

/** A kind of file in a dialog: 'Account lists', ['xlsx', 'csv']. */
const fileFilterSchema = z.object({
  name: z.string().min(1).max(80),
  extensions: z.array(z.string().regex(/^[a-z0-9]{1,8}$/)).min(1),
});
export type FileFilter = z.infer<typeof fileFilterSchema>;

const title = z.string().min(1).max(200);
const path = z.string().min(1).max(4096);
/** A place in the app, as it stands in the page's address: '#/099999999999/tickets'. */
const place = z.string().startsWith('#/').max(2000);

/** Whether newer versions are looked for, and where: the answer to 'updates'. */
export const updatesSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('off'), why: z.enum(['not packaged', 'no channel', 'switched off']) }),
  z.object({ kind: z.literal('refused'), why: z.string() }),
  z.object({ kind: z.literal('on'), url: z.string() }),
]);
export type Updates = z.infer<typeof updatesSchema>;

/** What the page may ask of the program. Answers: paths (or null where the dialog was left), whether it was done, or nothing. */
export const deskAskSchema = z.discriminatedUnion('ask', [
  z.object({ ask: z.literal('pick-files'), title, filters: z.array(fileFilterSchema).max(10), multiple: z.boolean() }),
  z.object({
    ask: z.literal('pick-save-file'),
    title,
    suggestedName: z.string().min(1).max(255),
    filters: z.array(fileFilterSchema).max(10),
  }),
  z.object({ ask: z.literal('pick-folder'), title }),
  z.object({ ask: z.literal('reveal'), path }),
  z.object({ ask: z.literal('open-file'), path }),
  z.object({ ask: z.literal('open-outside'), url: z.string().max(2000) }),
  z.object({ ask: z.literal('notify'), title, body: z.string().max(1000), place }),
  z.object({ ask: z.literal('set-badge'), count: z.int().min(0).max(9999) }),
  z.object({ ask: z.literal('set-appearance'), appearance: appearanceSchema }),
  z.object({ ask: z.literal('set-busy'), text: z.string().min(1).max(300).nullable() }),
  z.object({ ask: z.literal('edit'), what: z.enum(['undo', 'redo']) }),
  z.object({ ask: z.literal('new-window'), place }),
  z.object({ ask: z.literal('updates') }),
]);
export type DeskAsk = z.infer<typeof deskAskSchema>;

/** What a person may choose in the menus (or by their keys) that the page does. */
export const MENU_COMMANDS = [
  'new-mpa',
  'import',
  'export',
  'settings',
  'undo',
  'redo',
  'find',
  'palette',
  'back',
  'forward',
  'go:overview',
  'go:procedure',
  'go:accounts',
  'go:subsets',
  'go:end-customers',
  'go:workflows',
  'go:aws-set-up',
  'go:tickets',
  'go:history',
] as const;
export type MenuCommand = (typeof MENU_COMMANDS)[number];

/** What the program tells the page. */
export const deskToldSchema = z.discriminatedUnion('told', [
  z.object({ told: z.literal('command'), command: z.enum(MENU_COMMANDS) }),
  /** Account lists that were dropped on the dock, opened by the system or named on a second start. */
  z.object({ told: z.literal('open-files'), paths: z.array(path).min(1) }),
  z.object({ told: z.literal('go'), place }),
  /** A person wants to quit and not to wait: what is under way is to be cancelled. */
  z.object({ told: z.literal('cancel-work') }),
]);
export type DeskTold = z.infer<typeof deskToldSchema>;

/** Marks what the preload passes on to the page's window. */
export const TOLD_MESSAGE = 'enrollment-desk:told';
