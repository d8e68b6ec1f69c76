import type { Command } from 'commander';
import { AppError } from '../../../shared/domain/app-error.ts';
import { toPath } from './parse.ts';

/** The options that every command knows, before or after its name. */
export interface CommonOptions {
  ledger?: string;
  mpa?: string;
  json?: true;
  quiet?: true;
  yes?: true;
}

/** Adds the common options to the program; its commands inherit them. */
export function addCommonOptions(program: Command): Command {
  return program
    .option(
      '--ledger <file>',
      'the ledger to use (else ENROLL_LEDGER, else the one in your data folder)',
      toPath('--ledger'),
    )
    .option(
      '--mpa <ID or name>',
      'the payer account meant, where a command is about one; not needed while there is only one',
    )
    .option('--json', 'print one JSON document instead of text, errors too')
    .option('-q, --quiet', 'print only what was asked for: no progress, no advice')
    .option('-y, --yes', "do it without asking; commands never ask where there's no terminal");
}

/**
 * Refuses options that have no effect beside what else was given, before anything is done.
 * @param names as commander keeps them: 'headerRow'
 * @param where what takes their effect away: 'with --list'
 * @throws AppError INVALID_INPUT
 */
export function refuseUseless(command: Command, names: readonly string[], where: string): void {
  const given = command.options.filter(
    (option) =>
      names.includes(option.attributeName()) && command.getOptionValueSource(option.attributeName()) === 'cli',
  );
  if (given.length > 0) throw withoutEffect(given.map(({ long, flags }) => long ?? flags).join(' and '), where);
}

/** The refusal of an option that has no effect. */
export function withoutEffect(option: string, where: string): AppError {
  const it = option.includes(' and ') ? 'them' : 'it';
  const sentence = `${option} ${it === 'it' ? 'has' : 'have'} no effect ${where}. Leave ${it} out. Nothing was changed.`;
  return new AppError('INVALID_INPUT', sentence, { option });
}

/** Lets every command refuse an option that is given twice with different values: of the first one nothing would come. */
export function refuseContradictions(command: Command): void {
  const given = new Map<string, { flag: string; value: unknown }>();
  for (const option of command.options) {
    const name = option.attributeName();
    const flag = option.long ?? option.flags;
    // After commander's own listener, which keeps the value; options that take several values keep a list or a map.
    command.on(`option:${option.name()}`, () => {
      const value: unknown = command.getOptionValue(name);
      const before = given.get(name);
      given.set(name, { flag, value });
      if (before === undefined || typeof value === 'object' || before.value === value) return;
      const both =
        before.flag === flag ? `${flag} is given twice, with different values` : `${before.flag} and ${flag}`;
      const sentence = before.flag === flag ? both : `${both} say the opposite of each other`;
      throw new AppError('INVALID_INPUT', `${sentence}. Leave one out. Nothing was changed.`, { option: flag });
    });
  }
  for (const each of command.commands) refuseContradictions(each);
}
