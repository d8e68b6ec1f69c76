import { act } from '../../../../../shared/domain/action.ts';
import { waitEnds } from '../../../../../shared/domain/procedure.ts';
import { nowText } from '../../../time/clock.ts';
import { isLink, readQuickCreateLink, withoutQuery } from '../../link/quick-create-link.ts';
import type { SetupStep } from '../step.ts';

/** The vendor's answer to the hand-off mail (docs/procedure.md: 'Waits'). */
export const vendorLink: SetupStep = {
  key: 'vendor-link',
  look: ({ choices, known, task }) => {
    if (choices.extractorLink !== null) {
      const sentence = "The vendor's link is there.";
      return Promise.resolve({
        state: 'in-place',
        sentence,
        evidence: { template: templateOf(choices.extractorLink) },
      });
    }
    const own = known.get('vendor-link');
    if (own?.knownBy === 'operator' && own.state === 'in-place') {
      return Promise.resolve({ state: 'in-place', sentence: own.sentence, evidence: own.evidence });
    }
    const mail = known.get('hand-off');
    // The mail that was made counts from then, whenever it was looked at since.
    const made = mail?.knownBy === 'app' ? mail.evidence['mailOn'] : undefined;
    const since = made ?? mail?.since ?? nowText(task.clock);
    const due = waitEnds({ hours: 72 }, since);
    const late = Date.parse(due) < task.clock().getTime();
    return Promise.resolve({
      state: 'waiting',
      sentence: late
        ? `The vendor's link has not come in 72 hours: ask the vendor, and name the payer account. When it comes: ${act('aws.link')}.`
        : `The vendor answers the hand-off mail with a link, within 48 to 72 hours. When it comes: ${act('aws.link')}.`,
      due,
      evidence: { mailSha256: mail?.evidence['mailSha256'] ?? '' },
    });
  },
};

/** Where the link's template lies. */
function templateOf(url: string): string {
  const read = readQuickCreateLink(url);
  return isLink(read) ? withoutQuery(read.templateUrl) : '';
}
