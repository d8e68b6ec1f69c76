import { own } from '../template.ts';
import { shownText } from './finding.ts';
import type { Fact, Finding } from './finding.ts';
import type { Judging } from './judge-policy.ts';
import type { Purpose, ReportNames } from './known-grants.ts';
import { KNOWN_RESOURCES } from './known-resources.ts';
import { judgeOther } from './other-resources.ts';
import { partitionOf } from './scope.ts';
import type { Scope } from './scope.ts';
import { judgeAttributes, judgeSections } from './sections.ts';
import { walkTemplate } from './walk.ts';

/** No more than a template has; a list of rights is said to its end. */
const MOST_SAID = 60_000;

/** What a template comes to: what needs a consent of its own, and plain sentences of the rest. */
export interface Review {
  readonly findings: readonly Finding[];
  readonly facts: readonly Fact[];
}

/** A template with all that it is made with. */
interface Reviewed extends Scope {
  /** Which of the known templates it is taken for. */
  readonly purpose: Purpose;
  /** The report that it is about. */
  readonly report: Omit<ReportNames, 'partition'>;
}

/**
 * Reviews a template, by reading it alone. It goes the other way round: what the vendor's and AWS's own templates make is known by type
 * and property, and everything else is a finding, understood or not. A resource counts as made whatever its condition, and of a choice
 * all branches count.
 */
export function reviewTemplate({ purpose, report, ...scope }: Reviewed): Review {
  const judging: Judging = {
    scope,
    purpose,
    names: { ...report, partition: partitionOf(scope.region) },
    findings: [],
    facts: [],
  };
  const resources = Object.entries(scope.template.Resources);
  const made = resources.map(([id, { Type }]) => `${id} (${shownText(Type, 200)})`);
  judging.facts.push({ about: 'resources', sentence: `It makes ${made.join(', ')}.` });
  judgeSections(judging);
  for (const [id, resource] of resources) {
    judgeAttributes(judging, id, resource);
    const shape = own(KNOWN_RESOURCES[purpose], resource.Type);
    if (shape === undefined) judgeOther(judging, id, resource);
    else shape(judging, id, resource.Properties ?? {});
  }
  walkTemplate(judging, scope.template);
  const facts = [...new Map(judging.facts.map((fact) => [fact.sentence, fact])).values()];
  return {
    findings: eachOnce(judging.findings).map(inSight),
    facts: facts.map(({ about, sentence }) => ({ about, sentence: shownText(sentence, MOST_SAID) })),
  };
}

/** A finding with nothing in it that is not seen: names and values are the template's own. */
function inSight({ kind, at, sentence, consequence }: Finding): Finding {
  return { kind, at: shownText(at), sentence: shownText(sentence, MOST_SAID), consequence };
}

/** The same said of the same place by two who looked at it. */
function eachOnce(findings: readonly Finding[]): Finding[] {
  const seen = new Map(findings.map((finding) => [`${finding.kind} ${finding.at} ${finding.sentence}`, finding]));
  return [...seen.values()];
}
