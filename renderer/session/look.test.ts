import { expect, test } from 'vitest';
import { createLook } from './look.ts';
import { browserMemory } from './memory.ts';

test('how the page looks is kept; what can not be read is as at first', () => {
  const kept = new Map<string, string>([['enrollment-desk:density', '"tiny"']]);
  const storage = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, text: string) => void kept.set(name, text),
  };
  const look = createLook(browserMemory(storage));
  expect(look.getState()).toEqual({ appearance: 'system', density: 'comfortable' });
  look.setState({ density: 'compact' });
  look.setState({ appearance: 'dark' });
  expect(createLook(browserMemory(storage)).getState()).toEqual({ appearance: 'dark', density: 'compact' });
});
