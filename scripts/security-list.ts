/** `npm run docs`: writes docs/security.md, the rules of the security checklist with the tests that keep them. */
import { writeFileSync } from 'node:fs';
import { ROOT } from './run.ts';
import { SECURITY_RULES } from './security/rules.ts';
import { SECURITY_PAGE, securityPage } from './security/security-page.ts';

writeFileSync(`${ROOT}${SECURITY_PAGE}`, securityPage(ROOT, SECURITY_RULES));
console.log(`Wrote ${SECURITY_PAGE}`);
