import type {
  ApplyInput,
  LinkContents,
  LinkInput,
  PlanInput,
  RoleTemplateInput,
  SetupChoices,
  SetupReport,
  UndoInput,
  UndoPlan,
  WordInput,
} from '../../../shared/contract/aws.ts';
import type { SignedIn } from '../../../shared/contract/aws-profiles.ts';
import type { AccountId } from '../../../shared/domain/account-id.ts';
import type { AwsProfile } from '../../../shared/domain/aws/profile.ts';
import type { TaskContext } from '../task.ts';
import type { GrantedPolicy } from './policy/least-privilege.ts';
import type { OrganizationList } from './organizations/list-accounts.ts';

type OfMpa = { mpaId: AccountId };

/** What talks to AWS. Each loads its module, and with it the SDK, when it is run: nothing else needs it. */
export const awsTasks = {
  /** Only files are read, and none of the SDK. */
  'aws.profiles': async (task: TaskContext, _input: null): Promise<AwsProfile[]> => {
    const { profilesOf } = await import('./open-profile.ts');
    return profilesOf(task);
  },
  'aws.login': async (task: TaskContext, input: { profile: string }): Promise<SignedIn> => {
    const { signIn } = await import('./sign-in/sign-in.ts');
    return signIn(task, input);
  },
  'aws.plan': async (task: TaskContext, input: PlanInput): Promise<SetupReport> => {
    const { runSetup } = await import('./setup/engine.ts');
    return runSetup(task, 'plan', { ...input, consents: [] });
  },
  'aws.apply': async (task: TaskContext, input: ApplyInput): Promise<SetupReport> => {
    const { runSetup } = await import('./setup/engine.ts');
    return runSetup(task, 'apply', input);
  },
  'aws.look': async (task: TaskContext, input: PlanInput): Promise<SetupReport> => {
    const { lookAgain } = await import('./setup/look-again.ts');
    return lookAgain(task, input);
  },
  'aws.undo': async (task: TaskContext, input: UndoInput): Promise<UndoPlan> => {
    const { undoStep } = await import('./setup/undo.ts');
    return undoStep(task, input);
  },
  'aws.status': async (task: TaskContext, input: OfMpa): Promise<SetupReport> => {
    const { setupStatus } = await import('./setup/status.ts');
    return setupStatus(task, input);
  },
  /** Keeps the operator's word, and says how the set-up stands with it. */
  'aws.done': async (task: TaskContext, input: WordInput): Promise<SetupReport> => {
    await task.write('aws.takeWord', input);
    const { setupStatus } = await import('./setup/status.ts');
    return setupStatus(task, input);
  },
  'aws.policy': async (task: TaskContext, input: OfMpa): Promise<GrantedPolicy> => {
    const { setupPolicy } = await import('./policy/setup-policy.ts');
    return setupPolicy(task, input);
  },
  'aws.readLink': async (task: TaskContext, input: OfMpa & { url: string }): Promise<LinkContents> => {
    const { readLinkContents } = await import('./link/link-contents.ts');
    return readLinkContents(task, input);
  },
  'aws.link': async (task: TaskContext, input: LinkInput): Promise<SetupChoices> => {
    const { keepLink } = await import('./link/keep-link.ts');
    return keepLink(task, input);
  },
  'aws.roleTemplate': async (task: TaskContext, input: RoleTemplateInput): Promise<SetupChoices> => {
    const { keepRoleTemplate } = await import('./link/keep-link.ts');
    return keepRoleTemplate(task, input);
  },
  'aws.handOff': async (task: TaskContext, input: OfMpa & { folder: string }): Promise<{ files: string[] }> => {
    const { writeHandOff } = await import('./setup/hand-off/write-hand-off.ts');
    return writeHandOff(task, input);
  },
  'aws.handOffFiles': async (
    task: TaskContext,
    input: OfMpa,
  ): Promise<{ files: { name: string; base64: string }[] }> => {
    const { handOffFiles } = await import('./setup/hand-off/write-hand-off.ts');
    const files = await handOffFiles(task, input);
    return { files: files.map(({ name, bytes }) => ({ name, base64: Buffer.from(bytes).toString('base64') })) };
  },
  'aws.organizationAccounts': async (
    task: TaskContext,
    input: OfMpa & { profile: string | null },
  ): Promise<OrganizationList> => {
    const { listOrganization } = await import('./organizations/list-accounts.ts');
    return listOrganization(task, input);
  },
};
