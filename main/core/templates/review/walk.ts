import { isObject } from '../template.ts';
import type { Template, TemplateObject, TemplateValue } from '../template.ts';
import { notUnderstood, shownText, shownValue } from './finding.ts';
import type { Report } from './finding.ts';

/** Functions that only put together what stands in the template and its parameters. */
const PLAIN_FUNCTIONS: ReadonlySet<string> = new Set([
  'Ref',
  ...'And Equals FindInMap GetAtt If Join Not Or Select Split Sub'.split(' ').map((name) => `Fn::${name}`),
]);

/** The beginning of what CloudFormation replaces by a parameter or a secret of the account. */
const DYNAMIC = /\{\{\s*resolve/iu;

/** Of what CloudFormation reads later than the template. */
export const LATER = 'It is not bound by what was shown: whatever lies there when CloudFormation reads it is taken.';

/** Finds, anywhere in a template, what makes it another one than it reads: functions, transforms, dynamic references. */
export function walkTemplate(report: Report, template: Template): void {
  for (const [name, section] of Object.entries(template)) walk(report, name, section as TemplateValue);
}

/** Whether a text has, or could become, a dynamic reference. */
export function isDynamic(text: string): boolean {
  return DYNAMIC.test(text);
}

/** That a text is filled in by CloudFormation from elsewhere. @param text as it may be shown */
export function dynamicReference(report: Report, at: string, text: string): void {
  report.findings.push({
    kind: 'dynamic-reference',
    at,
    sentence: `${shownText(at, 200)} takes a value from elsewhere: ${shownText(text)}.`,
    consequence: `CloudFormation puts in a parameter or a secret of the account. ${LATER}`,
  });
}

function walk(report: Report, at: string, value: TemplateValue): void {
  if (typeof value === 'string' && isDynamic(value)) dynamicReference(report, at, value);
  if (Array.isArray(value)) value.forEach((each, i) => walk(report, `${at}[${i}]`, each));
  if (!isObject(value)) return;
  const names = Object.keys(value);
  for (const name of names.filter((each) => each.startsWith('Fn::') || each === 'Ref')) {
    if (name === 'Fn::Transform') macro(report, at, value[name] ?? null);
    else if (!PLAIN_FUNCTIONS.has(name)) unknownFunction(report, at, value);
    else if (names.length > 1) notUnderstood(report, at, `${name} beside other names: ${shownValue(value)}`);
  }
  for (const [name, inner] of Object.entries(value)) walk(report, `${at}.${name}`, inner);
}

function unknownFunction(report: Report, at: string, call: TemplateObject): void {
  report.findings.push({
    kind: 'function',
    at,
    sentence: `${shownText(at, 200)} is made by a function that is not understood: ${shownValue(call)}.`,
    consequence: 'What comes out of it is known when CloudFormation has made it, and not before.',
  });
}

/** A macro in the text, or over all of it. */
export function macro(report: Report, at: string, call: TemplateValue): void {
  const include = JSON.stringify(call).includes('AWS::Include');
  report.findings.push({
    kind: include ? 'include' : 'transform',
    at,
    sentence: include
      ? `${shownText(at, 200)} takes in another text: ${shownValue(call)}.`
      : `${shownText(at, 200)} is changed by a macro before anything is made: ${shownValue(call)}.`,
    consequence: include ? LATER : 'What it makes of the template is not shown here.',
  });
}
