import { getSettings, listSettings, setSettings } from './service.ts';

export const settingReads = { 'settings.list': listSettings, 'settings.get': getSettings };

export const settingWrites = { 'settings.set': { run: setSettings } };
