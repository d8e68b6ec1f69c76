/** How far AWS Lambda goes along with a runtime; ISO 8601 dates. Functions that are there go on running after both. */
export interface RuntimeLife {
  /** From when AWS gives it no more updates. */
  readonly deprecated: string;
  /** From when AWS creates no new function in it. */
  readonly blocked: string;
}

/**
 * The runtimes that AWS has deprecated, by its columns 'Deprecation date' and 'Block function create'. AWS puts the second off again and
 * again, in June 2026 for most to February 2027: so nothing is refused by it, it is told and asked about.
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html#runtimes-deprecated, as of June 2026 by
 * https://github.com/aws-cloudformation/cfn-lint/pull/4532 and its data, src/cfnlint/data/AdditionalSpecs/LmbdRuntimeLifecycle.json;
 * AWS's words of refusal in docs/aws.md: 'Lambda runtime retired'.
 */
const LIVES: Readonly<Record<string, RuntimeLife>> = {
  dotnet6: { deprecated: '2024-12-20', blocked: '2027-02-01' },
  dotnet7: { deprecated: '2024-05-14', blocked: '2024-05-14' },
  'dotnet5.0': { deprecated: '2022-05-10', blocked: '2022-05-10' },
  'dotnetcore1.0': { deprecated: '2019-06-27', blocked: '2019-07-30' },
  'dotnetcore2.0': { deprecated: '2019-05-30', blocked: '2019-05-30' },
  'dotnetcore2.1': { deprecated: '2022-01-05', blocked: '2022-01-05' },
  'dotnetcore3.1': { deprecated: '2023-04-03', blocked: '2023-04-03' },
  'go1.x': { deprecated: '2024-01-08', blocked: '2024-02-08' },
  java8: { deprecated: '2024-01-08', blocked: '2024-02-08' },
  nodejs: { deprecated: '2016-10-31', blocked: '2016-10-31' },
  'nodejs4.3': { deprecated: '2020-03-05', blocked: '2020-03-05' },
  'nodejs4.3-edge': { deprecated: '2020-03-05', blocked: '2019-04-30' },
  'nodejs6.10': { deprecated: '2019-08-12', blocked: '2019-08-12' },
  'nodejs8.10': { deprecated: '2020-03-06', blocked: '2020-03-06' },
  'nodejs10.x': { deprecated: '2021-07-30', blocked: '2021-07-30' },
  'nodejs12.x': { deprecated: '2023-03-31', blocked: '2023-03-31' },
  'nodejs14.x': { deprecated: '2023-12-04', blocked: '2024-01-09' },
  'nodejs16.x': { deprecated: '2024-06-12', blocked: '2027-02-01' },
  'nodejs18.x': { deprecated: '2025-09-01', blocked: '2027-02-01' },
  'nodejs20.x': { deprecated: '2026-04-30', blocked: '2027-02-01' },
  provided: { deprecated: '2024-01-08', blocked: '2024-02-08' },
  'python2.7': { deprecated: '2021-07-15', blocked: '2021-07-15' },
  'python3.6': { deprecated: '2022-07-18', blocked: '2022-07-18' },
  'python3.7': { deprecated: '2023-12-04', blocked: '2024-01-09' },
  'python3.8': { deprecated: '2024-10-14', blocked: '2027-02-01' },
  'python3.9': { deprecated: '2025-12-15', blocked: '2027-02-01' },
  'ruby2.5': { deprecated: '2021-07-30', blocked: '2021-07-30' },
  'ruby2.7': { deprecated: '2023-12-07', blocked: '2024-01-09' },
};

/** How far AWS goes along with a runtime; null of one that it has not deprecated. */
export function runtimeLife(runtime: string): RuntimeLife | null {
  return Object.hasOwn(LIVES, runtime) ? (LIVES[runtime] ?? null) : null;
}

/** Whether AWS creates functions in a runtime no more, by its table. @param today ISO 8601, at least the date */
export function isRetiredRuntime(runtime: string, today: string): boolean {
  const life = runtimeLife(runtime);
  return life !== null && today.slice(0, 10) >= life.blocked;
}

/** What is to be known of runtimes that AWS has deprecated, a sentence each. @param today ISO 8601, at least the date */
export function runtimesInWords(runtimes: readonly string[], today: string): string[] {
  return runtimes.flatMap((runtime) => {
    const life = runtimeLife(runtime);
    if (life === null || today.slice(0, 10) < life.deprecated) return [];
    return [
      `AWS has given ${runtime} no updates since ${life.deprecated}, and creates no new functions in it from ${life.blocked} on; functions that are there go on running.`,
    ];
  });
}
