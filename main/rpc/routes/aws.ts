import type { SetupEvent } from '../../../shared/contract/aws.ts';
import { onThisComputer, read, task, write } from '../handlers.ts';
import { os } from '../implementer.ts';

export const awsRoutes = {
  plan: os.aws.plan.handler(task<SetupEvent, 'aws.plan'>('aws.plan')),
  apply: os.aws.apply.handler(task<SetupEvent, 'aws.apply'>('aws.apply')),
  undo: os.aws.undo.handler(task<SetupEvent, 'aws.undo'>('aws.undo')),
  look: os.aws.look.handler(task<SetupEvent, 'aws.look'>('aws.look')),
  waiting: os.aws.waiting.handler((call) => read('aws.waiting')({ ...call, input: null })),
  status: os.aws.status.handler(({ context, input }) => context.core.task('aws.status', input)),
  choices: os.aws.choices.handler(read('aws.choices')),
  choose: os.aws.choose.handler(write('aws.choose')),
  readLink: os.aws.readLink.handler(({ context, input }) => context.core.task('aws.readLink', input)),
  link: os.aws.link.handler(task<SetupEvent, 'aws.link'>('aws.link')),
  roleTemplate: os.aws.roleTemplate.handler((call) => {
    const { source } = call.input;
    if (source.kind === 'path') onThisComputer(call.context, source.path);
    return task<SetupEvent, 'aws.roleTemplate'>('aws.roleTemplate')(call);
  }),
  done: os.aws.done.handler(({ context, input }) => context.core.task('aws.done', input)),
  policy: os.aws.policy.handler(async ({ context, input }) => {
    const { policy, notes } = await context.core.task('aws.policy', input);
    return { policy: { ...policy }, notes: [...notes] };
  }),
  handOff: os.aws.handOff.handler(({ context, input }) => {
    onThisComputer(context, input.folder);
    return context.core.task('aws.handOff', input);
  }),
  handOffFiles: os.aws.handOffFiles.handler(({ context, input }) => context.core.task('aws.handOffFiles', input)),
  runs: os.aws.runs.handler(read('aws.runs')),
  calls: os.aws.calls.handler(read('aws.calls')),
  answer: os.aws.answer.handler(({ context, input }) => {
    context.core.answer(input.questionId, input.answer);
    return {};
  }),
};
