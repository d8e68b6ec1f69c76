import type { TaskProcedures } from '../runtime/procedure.ts';

/** What talks to AWS. Each loads its module, and with it the SDK, when it is run: nothing else needs it. */
export const aws = {
  /** Only files are read, and none of the SDK. */
  profiles: async (task) => {
    const { profilesOf } = await import('./open-profile.ts');
    return profilesOf(task);
  },
  login: async (task, input) => {
    const { signIn } = await import('./sign-in/sign-in.ts');
    return signIn(task, input);
  },
  plan: async (task, input) => {
    const { runSetup } = await import('./setup/engine.ts');
    return runSetup(task, 'plan', { ...input, consents: [] });
  },
  apply: async (task, input) => {
    const { runSetup } = await import('./setup/engine.ts');
    return runSetup(task, 'apply', input);
  },
  look: async (task, input) => {
    const { lookAgain } = await import('./setup/look-again.ts');
    return lookAgain(task, input);
  },
  undo: async (task, input) => {
    const { undoStep } = await import('./setup/undo.ts');
    return undoStep(task, input);
  },
  status: async (task, input) => {
    const { setupStatus } = await import('./setup/status.ts');
    return setupStatus(task, input);
  },
  /** Keeps the operator's word, and says how the set-up stands with it. */
  done: async (task, input) => {
    const { operation } = await task.write('aws.takeWord', input);
    const { setupStatus } = await import('./setup/status.ts');
    return { value: await setupStatus(task, input), operation };
  },
  policy: async (task, input) => {
    const { setupPolicy } = await import('./policy/setup-policy.ts');
    const { policy, notes } = await setupPolicy(task, input);
    return { policy: { ...policy }, notes: [...notes] };
  },
  readLink: async (task, input) => {
    const { readLinkContents } = await import('./link/link-contents.ts');
    return readLinkContents(task, input);
  },
  link: async (task, input) => {
    const { keepLink } = await import('./link/keep-link.ts');
    return keepLink(task, input);
  },
  roleTemplate: async (task, input) => {
    const { keepRoleTemplate } = await import('./link/keep-link.ts');
    return keepRoleTemplate(task, input);
  },
  handOff: async (task, input) => {
    const { writeHandOff } = await import('./setup/hand-off/write-hand-off.ts');
    return writeHandOff(task, input);
  },
  handOffFiles: async (task, input) => {
    const { handOffFiles } = await import('./setup/hand-off/write-hand-off.ts');
    const files = await handOffFiles(task, input);
    return { files: files.map(({ name, bytes }) => ({ name, base64: Buffer.from(bytes).toString('base64') })) };
  },
  notifications: async (task, input) => {
    const { readSavedNotifications } = await import('./setup/saved-notifications.ts');
    return readSavedNotifications(task, input);
  },
  saveNotifications: async (task, input) => {
    const { writeSavedNotifications } = await import('./setup/saved-notifications.ts');
    return writeSavedNotifications(task, input);
  },
  answer: (task, { questionId, answer }) => {
    task.answer(questionId, answer);
    return {};
  },
} satisfies TaskProcedures<'aws'>;
