/** The UI kit's own texts, in English: labels for screen readers, counters, 'Clear filters'. */
export { default as KIT_MESSAGES } from '@cloudscape-design/components/i18n/messages/all.en.json';
