import { InvalidArgumentError } from 'commander';
import { readDuration } from '../setup/duration.ts';

/** A duration such as 1d, 12h or 1d12h, in milliseconds. @throws InvalidArgumentError. */
export function toDuration(text: string): number {
  const sum = readDuration(text);
  if (sum === null) throw new InvalidArgumentError('It is a duration such as 1d, 12h or 1d12h (d, h, m, s).');
  if (sum < 1 || sum > 366 * 86_400_000) throw new InvalidArgumentError('It is at least 1s and at most 366d at once.');
  return sum;
}
