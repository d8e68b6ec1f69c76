import type { TaskProcedures } from '../../runtime/procedure.ts';

/** The accounts of an organization as a list to import. It loads the SDK when it is run. */
export const organizationImport = {
  openOrganization: async (task, { mpaId, profile, decisions }) => {
    const { listOrganization } = await import('./list-accounts.ts');
    const { csv, simulated } = await listOrganization(task, { mpaId, profile });
    const name = `AWS Organizations${simulated ? ' (simulated)' : ''}`;
    const source = { kind: 'bytes', name, base64: Buffer.from(csv).toString('base64') } as const;
    return task.job('imports.open', { mpaId, source, decisions });
  },
} satisfies TaskProcedures<'imports'>;
