import { handOffFields, handOffText } from '../../../../../shared/domain/aws/hand-off-text.ts';
import type { HandOffFacts } from '../../../../../shared/domain/aws/hand-off-text.ts';
import { crawlerTemplateKey } from '../../../../../shared/domain/aws/report-definition.ts';
import type { TicketSettings } from '../../../../../shared/domain/ticket-settings.ts';
import { settingText } from '../../../../../shared/domain/ticket-settings.ts';
import { CONSOLE } from '../console-links.ts';
import { contentHash, handOffFacts, mailFileName, makeMail } from '../hand-off/hand-off-mail.ts';
import { namesOf } from '../names-of.ts';
import type { Look, SetupStep, StepContext } from '../step.ts';
import { keepFile } from '../keep-file.ts';
import { act } from '../../../../../shared/domain/action.ts';

/** The mail that gives the vendor crawler-cfn.yml and the names (docs/procedure.md: 'Hand-off mail'). It is made and kept; a person sends it. */
export const handOff: SetupStep = {
  key: 'hand-off',
  lacks: ({ mpa, session, known }) => {
    const { missing } = handOffFacts(mpa, session.simulated);
    const step = known.get('hand-off');
    if (missing.length === 0 || (step?.knownBy === 'operator' && step.state === 'in-place')) return null;
    return `It needs ${missing.join(' and ')}. Set it now with: ${act('mpa.set', { mpaId: mpa.id })}.`;
  },
  look: async (context) => {
    const known = context.known.get('hand-off');
    if (known?.knownBy === 'operator' && known.state === 'in-place') {
      return { state: 'in-place', sentence: known.sentence };
    }
    const { facts, missing } = handOffFacts(context.mpa, context.session.simulated);
    if (facts === null) return toAskFor(context, missing);
    const settings = await context.task.read('settings.get', undefined);
    const { sha256 } = context.facts.crawlerTemplate ?? { sha256: '' };
    const { content, mailSha256, mailOn } = known?.evidence ?? {};
    if (content === contentHash(facts, sha256) && mailSha256 !== undefined)
      return made(context, settings, mailOn ?? '');
    const again =
      mailSha256 === undefined ? '' : ' What it tells has changed since it was made, so it has to be sent again.';
    return {
      state: 'will-do',
      sentence: `The hand-off mail to ${recipient(facts, settings)} will be made, with crawler-cfn.yml.${again}`,
      byHand: byHand(context, facts),
    };
  },
  act: async (context) => {
    const { facts } = handOffFacts(context.mpa, context.session.simulated);
    const { crawlerTemplate } = context.facts;
    if (facts === null || crawlerTemplate === undefined) return;
    const { sha256: templateSha256, text } = crawlerTemplate;
    const mailOn = context.task.clock().toISOString();
    const settings = await context.task.read('settings.get', undefined);
    const mail = await makeMail(facts, settings, { template: Buffer.from(text, 'utf8'), on: mailOn });
    const mailSha256 = await keepFile(context.task, { name: mailFileName(context.mpa), bytes: mail });
    const content = contentHash(facts, templateSha256);
    const evidence = { mailOn, mailSha256, templateSha256, content };
    await context.keepEvidence('hand-off', 'The hand-off mail was made.', evidence);
  },
};

function made({ mpa, known, session }: StepContext, settings: TicketSettings, on: string): Look {
  const { facts } = handOffFacts(mpa, session.simulated);
  const to = facts === null ? '' : ` to ${recipient(facts, settings)}`;
  const evidence = known.get('hand-off')?.evidence ?? {};
  const at = `${on.slice(0, 16).replace('T', ' ')} UTC`;
  if (session.simulated) {
    const sentence = `The hand-off mail was made at ${at}, marked as simulated: do not send it. Write it to a folder with: ${act('aws.hand-off', { mpaId: mpa.id })}.`;
    return { state: 'in-place', sentence, evidence };
  }
  return {
    state: 'in-place',
    sentence: `The hand-off mail was made at ${at}. Send it${to}; write it to a folder with: ${act('aws.hand-off', { mpaId: mpa.id })}.`,
    evidence,
  };
}

function toAskFor(context: StepContext, missing: readonly string[]): Look {
  return {
    state: 'needs-you',
    sentence: `The hand-off mail has to name ${missing.join(' and ')}. Set it with: ${act('mpa.set', { mpaId: context.mpa.id })}.`,
  };
}

function recipient(facts: HandOffFacts, settings: TicketSettings): string {
  return handOffText(facts, settings).to[0] ?? settingText(settings, 'representativeEmail');
}

function byHand(context: StepContext, facts: HandOffFacts) {
  const { bucket, region } = namesOf(context);
  return {
    consoleUrl: CONSOLE.object(bucket, crawlerTemplateKey(namesOf(context)), region),
    values: handOffFields(facts),
    order: [
      'Download crawler-cfn.yml from the bucket.',
      'Send it to your account representative, or to support where you have none, with the values below.',
    ],
  };
}
