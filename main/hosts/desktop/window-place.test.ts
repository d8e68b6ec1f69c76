import { expect, test } from 'vitest';
import { placeWindow } from './window-place.ts';

const LAPTOP = { x: 0, y: 25, width: 1440, height: 875 };
const SECOND = { x: 1440, y: 0, width: 1920, height: 1080 };
const at = (x: number, y: number, width = 1000, height = 700) => ({ x, y, width, height });

test.each([
  ['where it was', at(100, 100), [LAPTOP], at(100, 100)],
  ['on the second display', at(1600, 50), [LAPTOP, SECOND], at(1600, 50)],
  ['the second display is gone', at(1600, 50), [LAPTOP], { width: 1000, height: 700 }],
  ['its edge can still be grasped', at(-900, 100), [LAPTOP], at(-900, 100)],
  ['too little of it is left on the display', at(-950, 100), [LAPTOP], { width: 1000, height: 700 }],
  ['its title would be above the display', at(100, 0), [LAPTOP], { width: 1000, height: 700 }],
  ['its title would be below the display', at(100, 860), [LAPTOP], { width: 1000, height: 700 }],
  ['larger than the display', at(0, 25, 3000, 2000), [LAPTOP], at(0, 25, 1440, 875)],
  ['smaller than is of use', at(0, 25, 100, 10), [LAPTOP], at(0, 25, 800, 560)],
  ['no display at all', at(0, 25, 3000, 2000), [], { width: 1280, height: 800 }],
])('%s', (_name, before, displays, after) => {
  expect(placeWindow(before, displays)).toEqual(after);
});
