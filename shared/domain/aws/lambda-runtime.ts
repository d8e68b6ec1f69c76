/**
 * Runtimes in which AWS creates no function any more, by what its page says at the time of writing. One that AWS has retired since
 * is refused by CloudFormation when the stack is made.
 * Source: AWS Lambda, 'Runtimes', deprecated runtimes; refusals in aws-setup.md, I 17.
 */
const RETIRED =
  /^(?:nodejs|nodejs4\.3|nodejs4\.3-edge|nodejs6\.10|nodejs(?:8\.10|10\.x|12\.x|14\.x|16\.x)|python(?:2\.7|3\.6|3\.7|3\.8)|ruby2\.[57]|java8|go1\.x|provided|dotnetcore[\d.]+|dotnet(?:5\.0|6|7))$/u;

/** Whether AWS creates functions in a runtime no more. */
export function isRetiredRuntime(runtime: string): boolean {
  return RETIRED.test(runtime);
}
