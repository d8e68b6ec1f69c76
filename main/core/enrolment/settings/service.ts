import type { SetSettingsInput, Setting } from '../../../../shared/contract/settings.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { mailHeaderFault } from '../../../../shared/domain/mail-address.ts';
import {
  DEFAULT_TICKET_SETTINGS,
  TICKET_SETTING_KEYS,
  TICKET_SETTINGS,
} from '../../../../shared/domain/ticket-settings.ts';
import type { TicketSettingKey, TicketSettings } from '../../../../shared/domain/ticket-settings.ts';
import { addresses } from '../../../../shared/domain/ticket-text.ts';
import type { ReadContext, WriteContext } from '../../ledger/context.ts';
import type { ReadDb } from '../../sqlite/sqlite.ts';
import { deleteSetting, putSetting, settingsOf } from './repo.ts';

const PREFIX = 'tickets.';

/** Every setting with what it is for, in a fixed order. */
export function listSettings({ db }: ReadContext, _input: unknown): Setting[] {
  const set = stored(db);
  return TICKET_SETTING_KEYS.map((key) => {
    const { label, placeholder, holds, default: byDefault } = TICKET_SETTINGS[key];
    return {
      key,
      label,
      value: set.get(key) ?? byDefault,
      default: byDefault,
      placeholder,
      holds,
      isSet: set.has(key),
    };
  });
}

/** The values by key, defaults where nothing was set. */
export function getSettings({ db }: Pick<ReadContext, 'db'>, _input?: unknown): TicketSettings {
  return { ...DEFAULT_TICKET_SETTINGS, ...Object.fromEntries(stored(db)) };
}

/**
 * Sets what is given; null goes back to the default.
 * @throws AppError INVALID_INPUT when what should be a mail address is none, or can't stand in a mail; nothing is changed then.
 */
export function setSettings(context: WriteContext, input: SetSettingsInput): TicketSettings {
  const labels: string[] = [];
  for (const key of TICKET_SETTING_KEYS) {
    const given = input.values[key];
    if (given === undefined) continue;
    if (given === null) deleteSetting.run(context.db, { key: PREFIX + key });
    else putSetting.run(context.db, { key: PREFIX + key, value: JSON.stringify(checked(key, given)) });
    labels.push(TICKET_SETTINGS[key].label);
  }
  context.label(`Changed settings: ${labels.join(', ')}`);
  return getSettings(context);
}

function checked(key: TicketSettingKey, given: string): string {
  const { holds, label } = TICKET_SETTINGS[key];
  // A line break in what becomes a header of a mail would make another header of it.
  const value = holds === 'lines' ? given.replace(/\r\n?/gu, '\n').trim() : given.replace(/\s+/gu, ' ').trim();
  if (value === '' || holds === 'text' || holds === 'lines') return value;
  const list = holds === 'addresses' ? addresses(value) : [value];
  for (const address of list) {
    const fault = mailHeaderFault(address);
    if (fault === null) continue;
    throw new AppError('INVALID_INPUT', `${label}: ${JSON.stringify(address)} ${fault}`, {
      field: key,
      value: address,
    });
  }
  return list.join(', ');
}

/** What was set, by key without the prefix. Keys that this program does not know are left alone. */
function stored(db: ReadDb): Map<TicketSettingKey, string> {
  const known = new Map<string, TicketSettingKey>(TICKET_SETTING_KEYS.map((key) => [PREFIX + key, key]));
  const values = new Map<TicketSettingKey, string>();
  for (const row of settingsOf.all(db, { prefix: PREFIX })) {
    const key = known.get(row.key);
    const value: unknown = JSON.parse(row.value);
    if (key && typeof value === 'string') values.set(key, value);
  }
  return values;
}
