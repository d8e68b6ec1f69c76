import { z } from 'zod';
import { SETTING_KEYS } from '../domain/settings.ts';
import { edit, nothing, read } from './base.ts';

const value = z.string().max(2000);
const values = z.object(
  // Made from the list of all keys.
  Object.fromEntries(SETTING_KEYS.map((key) => [key, value])) as Record<(typeof SETTING_KEYS)[number], typeof value>,
);

/** A setting with its value, whether it was set, and what stands in texts while it is empty. */
export const settingSchema = z.object({
  key: z.enum(SETTING_KEYS),
  label: z.string(),
  value: z.string(),
  default: z.string(),
  placeholder: z.string(),
  holds: z.enum(['address', 'addresses', 'text', 'lines', 'megabytes']),
  isSet: z.boolean(),
});

/** What is set: a text, or null for the default; what is absent stays. */
export const setSettingsInput = z.object({
  values: z.strictObject(
    Object.fromEntries(SETTING_KEYS.map((key) => [key, value.nullable().optional()])) as Record<
      (typeof SETTING_KEYS)[number],
      z.ZodOptional<z.ZodNullable<typeof value>>
    >,
  ),
});

/** Who mails and tickets go to and who signs them, and the memory for cost data: `settings list|set`. */
export const settings = {
  list: read(nothing, z.array(settingSchema)),
  get: read(nothing, values),
  set: edit(setSettingsInput, values),
};

export type Setting = z.infer<typeof settingSchema>;
export type SetSettingsInput = z.infer<typeof setSettingsInput>;
