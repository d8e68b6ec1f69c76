/** The settings of mails and tickets: who gets them, who signs them. */
export const TICKET_SETTING_KEYS = [
  'representativeName',
  'representativeEmail',
  'supportEmail',
  'subsetsEmail',
  'cc',
  'senderName',
  'senderEmail',
  'company',
  'greeting',
  'signOff',
] as const;
export type TicketSettingKey = (typeof TICKET_SETTING_KEYS)[number];
export type TicketSettings = Readonly<Record<TicketSettingKey, string>>;

/** What a setting is for, and what stands in its place while it is empty. */
export interface TicketSettingInfo {
  label: string;
  default: string;
  /** Stands in texts where the setting is empty, so that a person sees what is missing. */
  placeholder: string;
  /** Mail addresses: one, several with commas, or any text. */
  holds: 'address' | 'addresses' | 'text' | 'lines';
}

/** Names, defaults and placeholders. Greeting and sign-off may hold {representative}, {sender}, {company}. */
export const TICKET_SETTINGS: Readonly<Record<TicketSettingKey, TicketSettingInfo>> = {
  representativeName: {
    label: "Account representative's name",
    default: '',
    placeholder: '<account representative>',
    holds: 'text',
  },
  representativeEmail: {
    label: "Account representative's e-mail",
    default: '',
    placeholder: "<account representative's e-mail>",
    holds: 'address',
  },
  supportEmail: { label: 'Support e-mail', default: '', placeholder: '<support e-mail>', holds: 'address' },
  // A design partner's requests about Subsets have a second addressee (docs/procedure.md: 'Ticket: enabling Subsets').
  subsetsEmail: { label: 'Second addressee for Subsets', default: '', placeholder: '', holds: 'address' },
  cc: { label: 'Copies to', default: '', placeholder: '', holds: 'addresses' },
  senderName: { label: 'Your name', default: '', placeholder: '<your name>', holds: 'text' },
  senderEmail: { label: 'Your e-mail', default: '', placeholder: '<your e-mail>', holds: 'address' },
  company: { label: 'Your company', default: '', placeholder: '<your company>', holds: 'text' },
  greeting: { label: 'Greeting', default: 'Hello {representative},', placeholder: '', holds: 'lines' },
  signOff: { label: 'Sign-off', default: 'Best regards\n{sender}\n{company}', placeholder: '', holds: 'lines' },
};

/** Every setting as it is before anybody sets it. */
export const DEFAULT_TICKET_SETTINGS: TicketSettings = Object.fromEntries(
  TICKET_SETTING_KEYS.map((key) => [key, TICKET_SETTINGS[key].default]),
  // Made from the list of all keys.
) as Record<TicketSettingKey, string>;

/** What a setting puts into a text: its value, or the placeholder while it is empty. */
export function settingText(settings: TicketSettings, key: TicketSettingKey): string {
  return settings[key].trim() || TICKET_SETTINGS[key].placeholder;
}

/** A greeting or sign-off with {representative}, {sender} and {company} filled in. Other braces stay as they are. */
export function fillTemplate(template: string, settings: TicketSettings): string {
  const words: Readonly<Record<string, TicketSettingKey>> = {
    representative: 'representativeName',
    sender: 'senderName',
    company: 'company',
  };
  return template.trim().replace(/\{([a-z]+)\}/gu, (whole, word: string) => {
    const key = words[word];
    return key ? settingText(settings, key) : whole;
  });
}
