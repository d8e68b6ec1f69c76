import { AppError } from '../../../shared/domain/app-error.ts';
import type { ErrorCode } from '../../../shared/domain/app-error.ts';

/** What the system's codes mean for a person, and what to do. */
const MEANINGS: Readonly<Record<string, readonly [ErrorCode, string]>> = {
  ENOSPC: ['FILE_NOT_WRITTEN', 'the disk is full. Make room, then try again.'],
  EDQUOT: ['FILE_NOT_WRITTEN', 'your share of the disk is used up. Make room, then try again.'],
  EFBIG: ['FILE_NOT_WRITTEN', 'it would be larger than files may be there. Choose another place.'],
  EROFS: ['FILE_NOT_WRITTEN', 'the disk may only be read. Choose another place.'],
  EACCES: ['FILE_UNREADABLE', 'you may not do that there. Have the right given to you, or choose another place.'],
  EPERM: [
    'FILE_UNREADABLE',
    'the system does not allow it. See whether another program has it open, or choose another place.',
  ],
  EBUSY: ['FILE_UNREADABLE', 'another program has it open. Close it there, then try again.'],
  ENAMETOOLONG: ['INVALID_INPUT', 'the name is longer than the system can keep. Choose a shorter one.'],
  ELOOP: ['INVALID_INPUT', 'links lead in a circle. Choose another place.'],
  ENOTDIR: ['FILE_NOT_FOUND', 'there is a file where a folder would have to be. Choose another place.'],
  EMFILE: ['FILE_UNREADABLE', 'too many files are open. Close other programs, then try again.'],
  ENFILE: ['FILE_UNREADABLE', 'too many files are open. Close other programs, then try again.'],
  EIO: ['FILE_UNREADABLE', 'the disk gave an error. See that it works, then try again.'],
};

/**
 * The net below everything that opens files: an error of the system that nobody has put into words of its own, as one that a person can act
 * on. What is no such error, or one that only a fault of ours can bring about, is none of it.
 */
export function systemFailure(error: unknown): AppError | null {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return null;
  const code = String(error.code);
  const meaning = Object.hasOwn(MEANINGS, code) ? MEANINGS[code] : undefined;
  if (meaning === undefined) return null;
  const path = 'path' in error && typeof error.path === 'string' ? error.path : null;
  const what = path === null ? 'A file could not be read or written' : `${shortened(path)} can't be used`;
  return new AppError(meaning[0], `${what}: ${meaning[1]}`, { path, code }, { cause: error });
}

function shortened(path: string): string {
  return path.length <= 250 ? path : `${path.slice(0, 120)}…${path.slice(-120)}`;
}
