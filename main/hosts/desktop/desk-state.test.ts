import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../../test/support/temp-core.ts';
import { silentLog } from '../../core/log/log.ts';
import type { Log } from '../../core/log/log.ts';
import { DeskMemory, withRecent } from './desk-state.ts';

const WINDOW = { bounds: { x: 10, y: 20, width: 900, height: 600 }, maximized: true, place: '#/099999999999/accounts' };

function noting(): { log: Log; said: string[] } {
  const said: string[] = [];
  return { said, log: { ...silentLog(), error: (_id, message) => said.push(message) } };
}

test('what was kept is there at the next start', () => {
  const file = join(tempFolder(), 'deep', 'desk.json');
  const { log, said } = noting();
  const memory = new DeskMemory(file, log);
  expect(memory.state).toEqual({ appearance: 'system', windows: [], folders: [], recent: [] });
  memory.change({ appearance: 'dark' });
  memory.change({ windows: [WINDOW] });
  expect(new DeskMemory(file, log).state).toEqual({ appearance: 'dark', windows: [WINDOW], folders: [], recent: [] });
  expect(said).toEqual([]);
});

test('a part that is damaged is forgotten alone; a file that is none is an empty memory, and said', () => {
  const file = join(tempFolder(), 'desk.json');
  const { log, said } = noting();
  const damaged = { appearance: 'pink', windows: [{ ...WINDOW, place: 'https://evil.example' }], recent: ['/a.csv'] };
  writeFileSync(file, JSON.stringify(damaged));
  expect(new DeskMemory(file, log).state).toEqual({
    appearance: 'system',
    windows: [],
    folders: [],
    recent: ['/a.csv'],
  });
  writeFileSync(file, '{"appea');
  expect(new DeskMemory(file, log).state).toEqual({ appearance: 'system', windows: [], folders: [], recent: [] });
  expect(said).toEqual(['What the window looked like could not be read']);
});

test('where nothing can be written it lasts until the end, and that is said', () => {
  const folder = tempFolder();
  writeFileSync(join(folder, 'file'), 'not a folder');
  const { log, said } = noting();
  const memory = new DeskMemory(join(folder, 'file', 'desk.json'), log);
  memory.change({ appearance: 'light' });
  expect(memory.state.appearance).toBe('light');
  expect(said).toContain('What the window looks like could not be kept');
  expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('not a folder');
});

test('recent files: the newest first, each once, ten', () => {
  const ten = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];
  expect(withRecent(ten, 'c')).toEqual(['c', 'a', 'b', 'd', 'e', 'f', 'g', 'h', 'i', 'j']);
  expect(withRecent(ten, 'k')).toEqual(['k', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']);
});
