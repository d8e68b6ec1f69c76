import type { SetSettingsInput, Setting } from '../../../../shared/contract/settings.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { mailHeaderFault } from '../../../../shared/domain/mail-address.ts';
import { DEFAULT_SETTINGS, memoryFault, SETTING_KEYS, SETTINGS } from '../../../../shared/domain/settings.ts';
import type { SettingKey, Settings } from '../../../../shared/domain/settings.ts';
import { addresses } from '../../../../shared/domain/ticket-text.ts';
import type { ReadContext, WriteContext } from '../../ledger/context.ts';
import type { ReadDb } from '../../sqlite/sqlite.ts';
import { allSettings, deleteSetting, putSetting } from './repo.ts';

/** By which name the ledger keeps a setting. */
function keptAs(key: SettingKey): string {
  return key === 'costDataMemory' ? 'costData.memory' : `tickets.${key}`;
}

/** Every setting with what it is for, in a fixed order. */
export function listSettings({ db }: ReadContext, _input: unknown): Setting[] {
  const set = stored(db);
  return SETTING_KEYS.map((key) => {
    const { label, placeholder, holds, default: byDefault } = SETTINGS[key];
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
export function getSettings({ db }: Pick<ReadContext, 'db'>, _input?: unknown): Settings {
  return { ...DEFAULT_SETTINGS, ...Object.fromEntries(stored(db)) };
}

/**
 * Sets what is given; null goes back to the default.
 * @throws AppError INVALID_INPUT when what should be a mail address is none, or can't stand in a mail, or a size of memory is none; nothing is changed then.
 */
export function setSettings(context: WriteContext, input: SetSettingsInput): Settings {
  const labels: string[] = [];
  for (const key of SETTING_KEYS) {
    const given = input.values[key];
    if (given === undefined) continue;
    if (given === null) deleteSetting.run(context.db, { key: keptAs(key) });
    else putSetting.run(context.db, { key: keptAs(key), value: JSON.stringify(checked(key, given)) });
    labels.push(SETTINGS[key].label);
  }
  context.label(`Changed settings: ${labels.join(', ')}`);
  return getSettings(context);
}

function checked(key: SettingKey, given: string): string {
  const { holds } = SETTINGS[key];
  // A line break in what becomes a header of a mail would make another header of it.
  const value = holds === 'lines' ? given.replace(/\r\n?/gu, '\n').trim() : given.replace(/\s+/gu, ' ').trim();
  if (holds === 'megabytes') {
    const fault = memoryFault(value);
    if (fault !== null) throw wrong(key, value, fault);
    return value;
  }
  if (value === '' || holds === 'text' || holds === 'lines') return value;
  const list = holds === 'addresses' ? addresses(value) : [value];
  for (const address of list) {
    const fault = mailHeaderFault(address);
    if (fault === null) continue;
    throw wrong(key, address, fault);
  }
  return list.join(', ');
}

function wrong(key: SettingKey, value: string, fault: string): AppError {
  return new AppError('INVALID_INPUT', `${SETTINGS[key].label}: ${JSON.stringify(value)} ${fault}`, {
    field: key,
    value,
  });
}

/** What was set, by key without the prefix. Keys that this program does not know are left alone. */
function stored(db: ReadDb): Map<SettingKey, string> {
  const known = new Map<string, SettingKey>(SETTING_KEYS.map((key) => [keptAs(key), key]));
  const values = new Map<SettingKey, string>();
  for (const row of allSettings.all(db, {})) {
    const key = known.get(row.key);
    const value: unknown = JSON.parse(row.value);
    if (key && typeof value === 'string') values.set(key, value);
  }
  return values;
}
