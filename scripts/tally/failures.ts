import { z } from 'zod';

const vitest = z
  .object({
    testResults: z.array(
      z.object({
        name: z.string(),
        status: z.string(),
        assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })),
      }),
    ),
  })
  .transform(({ testResults }) =>
    testResults.flatMap(({ name, status, assertionResults }) => {
      const failed = assertionResults.filter((result) => result.status === 'failed');
      // A file that can't even be loaded has no tests to name.
      return status === 'failed' && failed.length === 0
        ? [name]
        : failed.map(({ fullName }) => `${name} › ${fullName}`);
    }),
  );

interface Suite {
  readonly suites?: readonly Suite[] | undefined;
  readonly specs: readonly { readonly title: string; readonly ok: boolean; readonly file: string }[];
}
const suite: z.ZodType<Suite> = z.object({
  get suites() {
    return z.array(suite).optional();
  },
  specs: z.array(z.object({ title: z.string(), ok: z.boolean(), file: z.string() })),
});
const failedSpecs = (of: Suite): string[] => [
  ...of.specs.filter((spec) => !spec.ok).map((spec) => `${spec.file} › ${spec.title}`),
  ...(of.suites ?? []).flatMap(failedSpecs),
];
const playwright = z
  .object({
    suites: z.array(suite),
    errors: z.array(z.object({ message: z.string().default('an error outside of tests') })),
  })
  .transform(({ suites, errors }) => [...suites.flatMap(failedSpecs), ...errors.map(({ message }) => message)]);

const report = z.union([vitest, playwright]);

/** The failed tests that a JSON report of vitest or Playwright names, each as `FILE › TEST`; of any other report none. */
export function failuresOf(json: unknown): string[] {
  return report.safeParse(json).data ?? [];
}
