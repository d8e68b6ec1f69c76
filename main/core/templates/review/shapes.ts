import { createHash } from 'node:crypto';
import { functionCall, isObject, own } from '../template.ts';
import type { TemplateObject, TemplateValue } from '../template.ts';
import { notUnderstood, shownText, shownValue } from './finding.ts';
import type { FindingKind } from './finding.ts';
import type { Judging } from './judge-policy.ts';
import { texts } from './policy-text.ts';
import { branches, itemsOf, textsOf } from './scope.ts';
import { LATER } from './walk.ts';

/** Reads a value at a place, and says whatever of it is not understood. */
export type Shape = (judging: Judging, at: string, value: TemplateValue) => void;

/** One text, whatever it says. */
export const anyText: Shape = (judging, at, value) => {
  texts(judging, at, value);
  // An empty list is nothing that could be told.
  if (Array.isArray(value) && value.length === 0) notUnderstood(judging, at, '[]');
};

function isCall(value: TemplateValue): boolean {
  return functionCall(value) !== null;
}

/** Texts of a closed list. @param allowed how they have to be */
export function text(allowed: (text: string, judging: Judging) => boolean): Shape {
  return (judging, at, value) => {
    anyText(judging, at, value);
    const aside = { ...judging, findings: [], facts: [] };
    for (const { text: one, shown } of texts(aside, at, value)) {
      if (!allowed(one, judging)) notUnderstood(judging, at, shown);
    }
  };
}

/** One of a few words. */
export function oneOf(...words: string[]): Shape {
  return text((one) => words.includes(one));
}

/** A map of which every name is known. */
export function map(entries: Readonly<Record<string, Shape>>): Shape {
  return (judging, at, value) => {
    for (const object of objectsOf(judging, at, value)) {
      for (const [name, inner] of Object.entries(object)) {
        const shape = own(entries, name);
        if (shape === undefined) notUnderstood(judging, `${at}.${name}`, shownValue(inner));
        else shape(judging, `${at}.${name}`, inner);
      }
    }
  };
}

/** The maps that a value can be; what is none is said. */
export function objectsOf(judging: Judging, at: string, value: TemplateValue): TemplateObject[] {
  return branches(value, judging.scope).flatMap((each) => {
    if (isObject(each) && !isCall(each)) return [each];
    notUnderstood(judging, at, shownValue(each));
    return [];
  });
}

/** A list of values of one shape. */
export function list(shape: Shape): Shape {
  return (judging, at, value) => {
    itemsOf(value, judging.scope).forEach((item, i) => shape(judging, `${at}[${i}]`, item));
  };
}

/**
 * A resource of the template itself, by a function of it.
 * @param otherwise what it is said to be where it is something else
 */
export function ownResource(
  type: string,
  attributes: readonly (string | null)[],
  otherwise: { kind: FindingKind; sentence: (at: string, shown: string) => string; consequence: string } | null = null,
): Shape {
  return (judging, at, value) => {
    for (const one of textsOf(value, judging.scope)) {
      const { Type } = (one.kind === 'resource' ? own(judging.scope.template.Resources, one.id) : undefined) ?? {};
      if (one.kind === 'resource' && Type === type && attributes.includes(one.attribute)) continue;
      const shown = one.kind === 'text' ? shownText(one.shown, 200) : shownValue(value);
      if (otherwise === null) notUnderstood(judging, at, shown);
      else
        judging.findings.push({
          kind: otherwise.kind,
          at,
          sentence: otherwise.sentence(at, shown),
          consequence: otherwise.consequence,
        });
    }
  };
}

/** The role that something of the template works with. */
export const ownRole: Shape = ownResource('AWS::IAM::Role', ['Arn'], {
  kind: 'foreign-role',
  sentence: (at, shown) => `${at} is a role that the template does not make: ${shown}.`,
  consequence: 'What it works with has the rights of that role, whatever they are.',
});

/** Variables for a function's code. @param known names whose meaning is known */
export function environment(known: readonly string[]): Shape {
  return (judging, at, value) => {
    for (const settings of objectsOf(judging, at, value)) {
      for (const [name, variables] of Object.entries(settings)) {
        if (name !== 'Variables') notUnderstood(judging, `${at}.${name}`, shownValue(variables));
        else
          for (const each of objectsOf(judging, `${at}.Variables`, variables))
            variablesOf(judging, `${at}.Variables`, each, known);
      }
    }
  };
}

function variablesOf(judging: Judging, at: string, variables: TemplateObject, known: readonly string[]): void {
  for (const [name, value] of Object.entries(variables)) {
    if (known.includes(name)) {
      anyText(judging, `${at}.${name}`, value);
      continue;
    }
    judging.findings.push({
      kind: 'environment',
      at: `${at}.${name}`,
      sentence: `A function is given the variable ${shownText(name, 200)} = ${shownOf(judging, value)}.`,
      consequence: 'Such variables can change what a function runs, and whom it talks to.',
    });
  }
}

/** What a value is, as far as it can be told. */
export function shownOf({ scope }: Judging, value: TemplateValue): string {
  const possible = textsOf(value, scope);
  const told = possible.flatMap((one) => (one.kind === 'text' ? [shownText(one.shown)] : []));
  return told.length > 0 && told.length === possible.length ? told.join(' or ') : shownValue(value);
}

/** Layers of a function: code that is added to it. */
export const layers: Shape = (judging, at, value) => {
  judging.findings.push({
    kind: 'layer',
    at,
    sentence: `${at} adds code to a function: ${shownOf(judging, value)}.`,
    consequence: `It runs with the rights of the function's role. ${LATER}`,
  });
};

/** The code of a function or layer. @param inline whether code in the template itself is part of the known template */
export function code(inline: boolean): Shape {
  return (judging, at, value) => {
    for (const source of objectsOf(judging, at, value)) {
      const { ZipFile: zip, S3Bucket: bucket, S3Key: key, S3ObjectVersion: version, ...others } = source;
      for (const [name, inner] of Object.entries(others))
        codeElsewhere(judging, `${at}.${name}`, shownOf(judging, inner), null);
      if (zip !== undefined) codeInline(judging, `${at}.ZipFile`, zip, inline);
      if (bucket === undefined && key === undefined && version === undefined) continue;
      const shown = `s3://${shownOf(judging, bucket ?? null)}/${shownOf(judging, key ?? null)}`;
      codeElsewhere(judging, at, shown, version === undefined ? null : shownOf(judging, version));
    }
  };
}

function codeElsewhere(judging: Judging, at: string, place: string, version: string | null): void {
  judging.findings.push({
    kind: 'code-elsewhere',
    at,
    sentence: `${at} is code that lies elsewhere: ${place}${version === null ? '' : `, version ${version}`}.`,
    consequence:
      version === null
        ? `It runs with the rights of the function's role. ${LATER}`
        : "It runs with the rights of the function's role. Its version is bound, what stands in it was not shown.",
  });
}

function codeInline(judging: Judging, at: string, value: TemplateValue, known: boolean): void {
  const sources = texts(judging, at, value);
  const aside = textsOf(value, judging.scope).flatMap((one) => (one.kind === 'text' ? [one.text] : []));
  if (sources.length === 0) notUnderstood(judging, at, shownValue(value));
  for (const source of aside) {
    const sha256 = createHash('sha256').update(source).digest('hex');
    const sentence = `${at} is code in the template, with the SHA-256 ${sha256}.`;
    if (known) judging.facts.push({ about: 'code', sentence });
    else
      judging.findings.push({
        kind: 'inline-code',
        at,
        sentence,
        consequence: "It runs with the rights of the function's role.",
      });
  }
}
