import { hiddenInWords } from '../../../../shared/domain/hidden-text.ts';
import { fillTemplate, TICKET_SETTING_KEYS, TICKET_SETTINGS } from '../../../../shared/domain/ticket-settings.ts';
import type { TicketSettingKey } from '../../../../shared/domain/ticket-settings.ts';
import { getSettings } from '../settings/service.ts';
import { hiddenSentence } from './name-checks.ts';
import type { CheckScope, Found } from './report.ts';

/** What a mail to the vendor would show placeholders for: its recipient, and what greeting and sign-off name. */
export function checkMail({ db, report }: CheckScope): void {
  if (!report.wants('setting-empty') && !report.wants('setting-hidden-characters')) return;
  const settings = getSettings({ db });
  const hiding = TICKET_SETTING_KEYS.filter((key) => hiddenInWords(settings[key]) !== null);
  report.add(
    'setting-hidden-characters',
    hiding.map((key) => hidingSetting(key, settings[key])),
  );
  const frame = [settings.greeting, settings.signOff].map((template) => fillTemplate(template, settings)).join('\n');
  const empty = TICKET_SETTING_KEYS.filter((key) => {
    const { placeholder } = TICKET_SETTINGS[key];
    if (settings[key].trim() !== '' || placeholder === '') return false;
    return key === 'representativeEmail' || frame.includes(placeholder);
  });
  report.add('setting-empty', empty.map(emptySetting));
}

function hidingSetting(key: TicketSettingKey, value: string): Found {
  const { label: name } = TICKET_SETTINGS[key];
  return { subject: { kind: 'setting', id: key, name }, sentence: hiddenSentence(`The setting '${name}',`, value) };
}

/** That a setting is empty which stands in what is sent. */
export function emptySetting(key: TicketSettingKey): Found {
  const { label, placeholder } = TICKET_SETTINGS[key];
  const sentence = `The setting '${label}' is empty: the mail would show ${placeholder}.`;
  return { subject: { kind: 'setting', id: key, name: label }, sentence };
}
