import type { CheckCode } from '../../../../shared/domain/check-catalogue.ts';
import { endCustomerLabel } from '../../../../shared/domain/end-customer-label.ts';
import { hiddenInWords } from '../../../../shared/domain/hidden-text.ts';
import { lookAlikes } from '../../../../shared/domain/look-alike.ts';
import { isMailAddress } from '../../../../shared/domain/mail-address.ts';
import { customersToCheck, orgIdsElsewhere } from './repo.ts';
import type { CheckedCustomer } from './repo.ts';
import { hiddenSentence } from './name-checks.ts';
import { rowSubject } from './report.ts';
import type { CheckScope, Found } from './report.ts';

interface Customer {
  id: number;
  /** What a person knows it by. */
  name: string;
  /** Whether that is a name of its own. */
  isNamed: boolean;
  email: string;
  org: string;
  used: boolean;
}

/** What end customers lack, and which of them are not as distinct as they have to be. */
export function checkCustomers(scope: CheckScope): void {
  const { db, mpa, parts, report } = scope;
  if (!report.wants('customer-without-org-id')) return;
  const all = customersToCheck.all(db, { mpaId: mpa.id }).map(toCustomer);
  // A deliverable has only those that a subset is associated with.
  const shown = parts.includes('mpa') ? all : all.filter(({ used }) => used);
  const found = (code: CheckCode, which: readonly Customer[], tell: (customer: Customer) => string): void =>
    report.add(
      code,
      which.map((customer) => toFound(customer, tell(customer))),
    );
  found(
    'customer-unused',
    all.filter(({ used }) => !used),
    ({ name }) => `No subset is associated with the end customer ${name}.`,
  );
  found(
    'customer-without-email',
    shown.filter(({ email }) => email === ''),
    ({ name }) => `The end customer ${name} has no Spot console e-mail.`,
  );
  found(
    'customer-without-org-id',
    shown.filter(({ org }) => org === ''),
    ({ name }) => `The end customer ${name} has no Spot Org ID.`,
  );
  found(
    'customer-email-invalid',
    shown.filter(({ email }) => email !== '' && !isMailAddress(email)),
    ({ name, email }) =>
      `The Spot console e-mail of the end customer ${name}, ${JSON.stringify(email)}, is no mail address.`,
  );
  found(
    'customer-org-id-not-digits',
    shown.filter(({ org }) => org !== '' && !/^[0-9]+$/u.test(org)),
    ({ name, org }) => `The Spot Org ID ${org} of the end customer ${name} is not all digits.`,
  );
  found(
    'customer-hidden-characters',
    shown.filter(({ name }) => hiddenInWords(name) !== null),
    ({ name }) => hiddenSentence('The name of the end customer', name),
  );
  report.add(
    'customer-names-alike',
    lookAlikes(shown.filter(({ isNamed }) => isNamed)).flatMap((group) => {
      const names = group.map(({ name }) => `'${name}'`).join(', ');
      return group.slice(0, 1).map((first) => toFound(first, `These names of end customers look alike: ${names}.`));
    }),
  );
  checkDistinct(scope, shown);
}

/** 'Creating a distinct Spot Organization for each End Customer' (docs/procedure.md: 'Words'). */
function checkDistinct({ db, mpa, report }: CheckScope, customers: readonly Customer[]): void {
  const withOrg = customers.filter(({ org }) => org !== '');
  const own = orgKey(mpa.spotOrgId ?? '');
  report.add(
    'customer-org-id-own',
    withOrg
      .filter(({ org }) => orgKey(org) === own)
      .map((each) =>
        toFound(each, `The end customer ${each.name} has the payer account's own Spot Org ID ${each.org}.`),
      ),
  );
  const elsewhere = orgIdsElsewhere.all(db, { mpaId: mpa.id });
  const users = (customer: 0 | 1): Map<string, string> =>
    new Map(elsewhere.filter((row) => row.customer === customer).map(({ org, mpa: user }) => [orgKey(org), user]));
  const ofPayers = users(0);
  const ofCustomers = users(1);
  const usedBy = (code: CheckCode, names: ReadonlyMap<string, string>, who: string): void => {
    const both = withOrg.filter(({ org }) => names.has(orgKey(org)));
    report.add(
      code,
      both.map((each) => {
        const user = names.get(orgKey(each.org)) ?? '';
        return toFound(
          each,
          `The Spot Org ID ${each.org} of the end customer ${each.name} is that of ${who} ${user} too.`,
        );
      }),
    );
  };
  usedBy('customer-org-id-of-payer', ofPayers, 'the payer account');
  usedBy('customer-org-id-elsewhere', ofCustomers, 'an end customer of the payer account');
  report.add(
    'customer-org-id-shared',
    shared(
      withOrg,
      ({ org }) => orgKey(org),
      'Spot Org ID',
      ({ org }) => org,
    ),
  );
  const withEmail = customers.filter(({ email }) => email !== '');
  const email = (customer: Customer): string => customer.email.toLowerCase();
  report.add('customer-email-shared', shared(withEmail, email, 'Spot console e-mail', email));
}

function shared(
  customers: readonly Customer[],
  key: (customer: Customer) => string,
  what: string,
  value: (customer: Customer) => string,
): Found[] {
  const groups = new Map<string, Customer[]>();
  for (const customer of customers) {
    const group = groups.get(key(customer));
    if (group) group.push(customer);
    else groups.set(key(customer), [customer]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first || group.length < 2) return [];
    const names = group.map(({ name }) => name).join(', ');
    return [toFound(first, `The ${what} ${value(first)} is that of several end customers: ${names}.`)];
  });
}

/** IDs that differ by case, signs or zeros in front are hardly two. */
function orgKey(org: string): string {
  return org
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/^0+/u, '');
}

function toCustomer(row: CheckedCustomer): Customer {
  const known = { name: row.name, consoleEmail: row.console_email, spotOrgId: row.spot_org_id };
  const { id, console_email: email, spot_org_id: org, subsets } = row;
  return { id, name: endCustomerLabel(known), isNamed: row.name !== '', email, org, used: subsets > 0 };
}

function toFound(customer: Customer, sentence: string): Found {
  return { subject: rowSubject('end-customer', customer), sentence };
}
