/**
 * From when AWS creates no function in a runtime any more, by the column 'Block function create' of its page; ISO 8601 dates. Those
 * without a date here are past it for years. AWS has put these dates off again and again, in June 2026 most of them to February 2027:
 * a date that is too late costs little, because CloudFormation then refuses the stack in words that are understood, but one that is
 * too early would block a file that works.
 * Source: AWS Lambda, 'Runtimes', deprecated runtimes (as of June 2026, by aws-cloudformation/cfn-lint#4531 and #4532); refusals in
 * docs/aws.md: 'Lambda runtime retired'.
 */
const BLOCKED_FROM: ReadonlyMap<string, string> = new Map([
  ['nodejs16.x', '2025-02-28'],
  ['nodejs18.x', '2027-02-01'],
  ['nodejs20.x', '2027-02-01'],
  ['python3.8', '2027-02-01'],
  ['python3.9', '2027-02-01'],
]);

const BLOCKED =
  /^(?:nodejs|nodejs4\.3|nodejs4\.3-edge|nodejs6\.10|nodejs(?:8\.10|10\.x|12\.x|14\.x)|python(?:2\.7|3\.6|3\.7)|ruby2\.[57]|java8|go1\.x|provided|dotnetcore[\d.]+|dotnet(?:5\.0|7))$/u;

/** Whether AWS creates functions in a runtime no more. @param today ISO 8601, at least the date */
export function isRetiredRuntime(runtime: string, today: string): boolean {
  const from = BLOCKED_FROM.get(runtime);
  return from === undefined ? BLOCKED.test(runtime) : today.slice(0, 10) >= from;
}
