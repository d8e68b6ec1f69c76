import type { HistoryEntity } from '../../../shared/contract/history.ts';
import { AppError } from '../../../shared/domain/app-error.ts';
import type { Cli } from './cli.ts';
import { pickEndCustomer, pickMpa, pickSubset, pickWorkflow } from './pick.ts';

/** A thing whose history can be asked for, as the ledger keys it. */
interface Entity {
  entity: HistoryEntity;
  key: string;
}

/** How the key of each kind of thing is found from what a person types. A number of the ledger is typed as #12. */
const KINDS: Readonly<Record<string, (cli: Cli, asked: string) => Entity | Promise<Entity>>> = {
  mpa: (_cli, asked) => ({ entity: 'mpa', key: asked }),
  account: (_cli, asked) => ({ entity: 'account', key: asked }),
  subset: async (cli, asked) => ({
    entity: 'subset',
    key: numbered(asked) ?? String((await pickSubset(cli, await pickMpa(cli), asked)).id),
  }),
  workflow: async (cli, asked) => ({
    entity: 'workflow',
    key: numbered(asked) ?? String((await pickWorkflow(cli, await pickMpa(cli), asked)).id),
  }),
  customer: async (cli, asked) => ({
    entity: 'end_customer',
    key: numbered(asked) ?? String((await pickEndCustomer(cli, await pickMpa(cli), asked)).id),
  }),
  rule: (_cli, asked) => ({ entity: 'assignment_rule', key: numbered(asked) ?? asked }),
  step: async (cli, asked) => ({ entity: 'enrolment_step', key: `${(await pickMpa(cli)).id}:${asked}` }),
  ticket: (_cli, asked) => ({ entity: 'ticket', key: numbered(asked) ?? asked }),
  setting: (_cli, asked) => ({ entity: 'setting', key: asked }),
};

/**
 * What `--of KIND:NAME` means. What was removed has lost its name and goes by its number: `subset:#12`.
 * @throws AppError INVALID_INPUT, NOT_FOUND, CHOICE_NEEDED.
 */
export async function toEntity(cli: Cli, text: string): Promise<Entity> {
  const at = text.indexOf(':');
  const find = Object.hasOwn(KINDS, text.slice(0, at)) ? KINDS[text.slice(0, at)] : undefined;
  const asked = text.slice(at + 1).trim();
  if (find === undefined || asked === '') {
    const kinds = Object.keys(KINDS);
    throw new AppError('INVALID_INPUT', `${text} names no thing: write KIND:NAME, with one of ${kinds.join(', ')}.`, {
      kinds,
    });
  }
  return find(cli, asked);
}

function numbered(asked: string): string | undefined {
  return /^#\d+$/u.test(asked) ? asked.slice(1) : undefined;
}
