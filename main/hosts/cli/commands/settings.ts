import type { Command } from 'commander';
import type { Setting, SetSettingsInput } from '../../../../shared/contract/settings.ts';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { SETTING_KEYS } from '../../../../shared/domain/settings.ts';
import type { Cli } from '../cli.ts';
import { table } from '../table.ts';

/** `enroll settings …`: who mails and tickets go to, who signs them, and the memory for cost data. */
export function addSettingCommands(program: Command, cli: Cli): void {
  const settings = program
    .command('settings')
    .description('settings of mails, tickets and cost data: list, set, reset');

  settings
    .command('list')
    .description('list the settings with their values')
    .action(async () => {
      const all = await (await cli.client()).settings.list();
      await cli.output.say({ json: all, text: listText(all), note: "Change one: enroll settings set KEY 'VALUE'" });
    });

  settings
    .command('set')
    .argument('<KEY>', SETTING_KEYS.join(', '))
    .argument('<VALUE>', 'its value; greeting and sign-off may hold {representative}, {sender}, {company}')
    .description('set a setting')
    .addHelpText(
      'after',
      `\nExample:\n  enroll settings set representativeEmail rep@vendor.example\n  enroll settings set costDataMemory 512`,
    )
    .action((key: string, value: string) => put(cli, [key], value, `Set ${key}.`));

  settings
    .command('reset')
    .argument('<KEYS...>', SETTING_KEYS.join(', '))
    .description('give settings their default again')
    .action((keys: string[]) => put(cli, keys, null, `Reset ${keys.join(', ')}.`));
}

async function put(cli: Cli, keys: readonly string[], value: string | null, note: string): Promise<void> {
  for (const key of keys) {
    if ((SETTING_KEYS as readonly string[]).includes(key)) continue;
    throw new AppError('INVALID_INPUT', `There is no setting ${key}. They are: ${SETTING_KEYS.join(', ')}.`, {
      keys: SETTING_KEYS,
    });
  }
  // Looked at above: every key is one of the settings'.
  const values = Object.fromEntries(keys.map((key) => [key, value])) as SetSettingsInput['values'];
  const { value: all } = await (await cli.client()).settings.set({ values });
  await cli.output.say({ json: all, note });
}

function listText(all: readonly Setting[]): Promise<string> {
  return table(
    ['Key', 'What', 'Value', 'While it is empty'],
    all.map(({ key, label, value, placeholder }) => [
      key,
      label,
      value.replaceAll('\n', ' ⏎ '),
      value === '' ? placeholder : '',
    ]),
  );
}
