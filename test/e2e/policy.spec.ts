import { expect, skipBecause, skipWhereImpossible, test } from './support/fixtures.ts';

skipWhereImpossible();
test.use({ policyIsTested: true });

test.beforeEach(async ({ desk }) => {
  await expect(desk.page.getByText('Add your first payer account')).toBeVisible();
});

test('a picture of another site is refused, and these tests notice', async ({ desk }) => {
  await desk.page.evaluate(() =>
    document.body.append(Object.assign(new Image(), { src: 'https://example.com/a.png' })),
  );
  await expect.poll(() => desk.violations).toContain('csp: img-src https://example.com/a.png');
});

test('a script can neither be written into the page nor loaded from elsewhere', async ({ desk }) => {
  const outcome = await desk.page.evaluate(() => {
    const script = document.createElement('script');
    try {
      script.src = 'https://example.com/a.js';
    } catch (error) {
      return String(error);
    }
    return 'it was taken';
  });
  expect(outcome).toContain("requires 'TrustedScriptURL'");
});

test('the page reaches nothing but its own host', async ({ desk }) => {
  const outcome = await desk.page.evaluate(() =>
    fetch('https://example.com/').then(
      () => 'reached',
      () => 'refused',
    ),
  );
  expect(outcome).toBe('refused');
  await expect.poll(() => desk.violations).toContain('csp: connect-src https://example.com/');
});

test('a link opens AWS in another tab, and no other address: where the browser knows the allowlist of connections', async ({
  desk,
}, { project }) => {
  skipBecause(project.name === 'electron' ? 'the program opens links, and has a list of its own' : null);
  const reached: string[] = [];
  await desk.page.context().route(/^https:/u, (route) => {
    reached.push(new URL(route.request().url()).host);
    return route.fulfill({ body: 'reached' });
  });
  await desk.page.evaluate(() => {
    for (const host of ['evil.example', 'console.aws.amazon.com.evil.example', 'us-east-1.console.aws.amazon.com'])
      window.open(`https://${host}/billing`, '_blank', 'noopener');
  });
  await expect.poll(() => reached).toContain('us-east-1.console.aws.amazon.com');
  expect(reached).toEqual(['us-east-1.console.aws.amazon.com']);
});
