import { DEFAULT_TICKET_SETTINGS, TICKET_SETTING_KEYS, TICKET_SETTINGS } from './ticket-settings.ts';
import type { TicketSettingInfo } from './ticket-settings.ts';

/** Every setting of a ledger: those of mails and tickets, and how much memory reading cost data may take. */
export const SETTING_KEYS = [...TICKET_SETTING_KEYS, 'costDataMemory'] as const;
export type SettingKey = (typeof SETTING_KEYS)[number];
export type Settings = Readonly<Record<SettingKey, string>>;

/** What a setting is for, and what it holds. */
export interface SettingInfo extends Omit<TicketSettingInfo, 'holds'> {
  holds: TicketSettingInfo['holds'] | 'megabytes';
}

export const SETTINGS: Readonly<Record<SettingKey, SettingInfo>> = {
  ...TICKET_SETTINGS,
  costDataMemory: { label: 'Memory for cost data (MB)', default: '256', placeholder: '', holds: 'megabytes' },
};

/** Every setting as it is before anybody sets it. */
export const DEFAULT_SETTINGS: Settings = {
  ...DEFAULT_TICKET_SETTINGS,
  costDataMemory: SETTINGS.costDataMemory.default,
};

/** Below it not even small reports can be read; above it there is a digit too many. */
const [LEAST_MB, MOST_MB] = [128, 65_536];

/** @returns what is wrong with a text that is to be a size of memory; null where nothing is */
export function memoryFault(text: string): string | null {
  const isRight = /^\d+$/u.test(text) && Number(text) >= LEAST_MB && Number(text) <= MOST_MB;
  return isRight ? null : `is no whole number of MB from ${LEAST_MB} to ${MOST_MB.toLocaleString('en-US')}.`;
}
