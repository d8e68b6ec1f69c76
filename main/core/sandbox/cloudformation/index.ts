import type { Operation } from '../service.ts';
import type { EventHandler } from '../world.ts';

/** Not written yet: helper B replaces this file. */
export const cloudformationOperations: Readonly<Record<string, Operation>> = {};
export const cloudformationEvents: Readonly<Record<string, EventHandler>> = {};
