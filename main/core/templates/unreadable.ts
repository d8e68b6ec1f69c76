import { AppError } from '../../../shared/domain/app-error.ts';

/** The refusal of a template. @param why what is wrong, as the end of a sentence @param line where, from 1 */
export function unreadable(why: string, line?: number): AppError {
  const where = line === undefined ? '' : ` (line ${String(line)})`;
  return new AppError('FILE_UNREADABLE', `The CloudFormation template can't be read: ${why}${where}.`, {
    why,
    ...(line === undefined ? {} : { line }),
  });
}
