import { handOffSentOn, linkWait } from '../../../../../shared/domain/aws/hand-off.ts';
import { nowText } from '../../../time/clock.ts';
import { isLink, readQuickCreateLink, withoutQuery } from '../../link/quick-create-link.ts';
import type { SetupStep } from '../step.ts';
import { LOST_LINK } from './lost-link.ts';

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
    if (choices.lostLinks.includes('extractor')) {
      return Promise.resolve({ state: 'needs-you', sentence: LOST_LINK });
    }
    const mail = known.get('hand-off');
    const now = nowText(task.clock);
    const { sentence, due } = linkWait(mail === undefined ? now : handOffSentOn(mail), now);
    const evidence = { mailSha256: mail?.evidence['mailSha256'] ?? '' };
    return Promise.resolve({ state: 'waiting', sentence, due, evidence });
  },
};

/** Where the link's template lies. */
function templateOf(url: string): string {
  const read = readQuickCreateLink(url);
  return isLink(read) ? withoutQuery(read.templateUrl) : '';
}
