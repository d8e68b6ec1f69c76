/** A rectangle in the system's points. */
export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The least that a window is worth using in. */
export const LEAST = { width: 800, height: 560 };
/** What a window begins with. */
export const USUAL = { width: 1280, height: 800 };

/** How much of a window's upper edge must lie on a display, so that it can be grasped. */
const GRASP = 80;

/**
 * Where a window goes that was somewhere before: the same place where a display still is there, fitted to it; else its size alone.
 * @param displays the work areas of all displays
 */
export function placeWindow(
  before: Bounds,
  displays: readonly Bounds[],
): Partial<Bounds> & Pick<Bounds, 'width' | 'height'> {
  const [first] = displays;
  const on = displays.find((display) => isGraspable(before, display));
  const room = on ?? first ?? USUAL;
  const width = Math.max(LEAST.width, Math.min(before.width, room.width));
  const height = Math.max(LEAST.height, Math.min(before.height, room.height));
  return on ? { x: before.x, y: before.y, width, height } : { width, height };
}

function isGraspable({ x, y, width }: Bounds, display: Bounds): boolean {
  const shared = Math.min(x + width, display.x + display.width) - Math.max(x, display.x);
  return shared >= GRASP && y >= display.y && y <= display.y + display.height - GRASP;
}
