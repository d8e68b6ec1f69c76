import { handOffFields } from '../../../../../shared/domain/aws/hand-off-text.ts';
import type { HandOffFacts } from '../../../../../shared/domain/aws/hand-off-text.ts';
import { crawlerTemplateKey } from '../../../../../shared/domain/aws/report-definition.ts';
import { handOffState, hasVendorLink, sentSentence } from '../../../../../shared/domain/aws/hand-off.ts';
import { nowText } from '../../../time/clock.ts';
import { CONSOLE } from '../console-links.ts';
import { contentHash, CRAWLER_FILE, draftHandOff, handOffFacts, handOffLacks } from '../hand-off/hand-off-mail.ts';
import { namesOf } from '../names-of.ts';
import type { KnownStep, Look, SetupStep, StepContext } from '../step.ts';
import { keepFile } from '../keep-file.ts';
import { act } from '../../../../../shared/domain/action.ts';

/** The mail that gives the vendor crawler-cfn.yml and the names (docs/procedure.md: 'Hand-off mail'). It is made as a draft; a person sends it, and says so. */
export const handOff: SetupStep = {
  key: 'hand-off',
  lacks: ({ mpa, session, known }) => {
    const { missing } = handOffFacts(mpa, session.simulated);
    if (missing.length === 0 || isSaid(known.get('hand-off'))) return null;
    return `It needs ${missing.join(' and ')}. Set it now with: ${act('mpa.set', { mpaId: mpa.id })}.`;
  },
  look: (context) => {
    const known = context.known.get('hand-off');
    // Of a mail that was written by hand it is not known what it tells.
    if (isSaid(known) && known.evidence['content'] === undefined) {
      return Promise.resolve({ state: 'in-place', sentence: known.sentence });
    }
    const { facts, missing } = handOffFacts(context.mpa, context.session.simulated);
    if (facts === null) return Promise.resolve({ state: 'needs-you', sentence: handOffLacks(context.mpa, missing) });
    const { crawlerTemplate } = context.facts;
    if (crawlerTemplate === undefined) return Promise.resolve(withoutFile(context, facts));
    const { sha256 } = crawlerTemplate;
    if (known?.evidence['content'] === contentHash(facts, sha256)) return Promise.resolve(standing(context, known));
    return Promise.resolve({
      state: 'will-do',
      sentence: `The hand-off mail will be made, with crawler-cfn.yml.${whyAgain(context, known)}`,
      byHand: byHand(context, facts),
    });
  },
  act: async (context) => {
    const { facts } = handOffFacts(context.mpa, context.session.simulated);
    const { crawlerTemplate } = context.facts;
    if (facts === null || crawlerTemplate === undefined) return;
    const madeOn = nowText(context.task.clock);
    const template = Buffer.from(crawlerTemplate.text, 'utf8');
    // One that was had by hand was not kept yet; the mail is made again of it by the settings of then.
    await keepFile(context.task, { name: CRAWLER_FILE, bytes: template });
    const { mail, evidence } = await draftHandOff(context.task, facts, { template, madeOn });
    await keepFile(context.task, mail);
    const sendAgain = wasSent(context, context.known.get('hand-off')) ? 'yes' : '';
    await context.keepEvidence('hand-off', 'The hand-off mail was made.', {
      ...evidence,
      madeOn,
      mailOn: '',
      sendAgain,
    });
  },
};

/** crawler-cfn.yml was had by hand, and this program may not read it: the mail is sent without this program, too. */
function withoutFile(context: StepContext, facts: HandOffFacts): Look {
  return {
    state: 'needs-you',
    sentence: `The hand-off mail carries crawler-cfn.yml, which was had by hand: this program has no copy of it. Send the mail yourself, with the file, and say so with: ${act('aws.done', { step: 'hand-off', how: 'sent by hand' })}.`,
    byHand: byHand(context, facts),
  };
}

/** How a mail stands that tells what it has to tell. */
function standing(context: StepContext, { evidence }: KnownStep): Look {
  const { mpa, session } = context;
  const { mailOn = '', madeOn = '' } = evidence;
  const state = handOffState({ evidence }, hasLink(context));
  if (state === 'answered') {
    return { state: 'in-place', sentence: 'The vendor has answered the hand-off mail with its link.', evidence };
  }
  if (state === 'sent') return { state: 'in-place', sentence: sentSentence(mailOn), evidence };
  const made = `The hand-off mail was made at ${madeOn.slice(0, 16).replace('T', ' ')} UTC`;
  const write = act('aws.hand-off', { mpaId: mpa.id });
  const sent = act('aws.hand-off-sent', { mpaId: mpa.id });
  return {
    state: 'needs-you',
    sentence: session.simulated
      ? `${made}, marked as simulated: do not send it. Write it to a folder with: ${write}. To go on as if it was sent: ${sent}.`
      : `${made}. Write it to a folder with: ${write}. When you have sent it, say so with: ${sent}.`,
    evidence,
  };
}

function whyAgain(context: StepContext, known: KnownStep | undefined): string {
  if (known?.evidence['madeOn'] === undefined) return '';
  return wasSent(context, known)
    ? ' What it tells has changed since it was sent, so it has to be sent again.'
    : ' What it tells has changed since it was made: where it was sent, it has to be sent again.';
}

/** Whether the vendor has had a mail of before. */
function wasSent(context: StepContext, known: KnownStep | undefined): boolean {
  if (known?.evidence['madeOn'] === undefined) return false;
  return known.evidence['sendAgain'] !== undefined || handOffState(known, hasLink(context)) !== 'made';
}

function hasLink({ choices, known }: StepContext): boolean {
  return hasVendorLink(choices.extractorLink, known.get('vendor-link'));
}

function isSaid(known: KnownStep | undefined): known is KnownStep {
  return known?.knownBy === 'operator' && known.state === 'in-place';
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
