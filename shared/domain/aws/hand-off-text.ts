import type { TicketSettings } from '../ticket-settings.ts';
import { fillTemplate } from '../ticket-settings.ts';

/** What the vendor needs to make its link (docs/procedure.md: 'Hand-off mail'). */
export interface HandOffFacts {
  customerName: string;
  mspAccountId: string;
  managementAccountId: string;
  bucket: string;
  stackName: string;
  prefix: string;
  report: string;
  spotOrgIds: string;
  /** True in a rehearsal: its mail says so itself and is not to be sent. */
  simulated: boolean;
}

/** A mail as it is sent; lines end in \n. */
export interface HandOffText {
  to: string[];
  cc: string[];
  subject: string;
  body: string;
}

/** The name that the vendor's documents use for report and bucket. */
const DOCUMENTED = 'spotinst-cur-report';

/** Begins the mail of a rehearsal: a file outlives the folder that it was written into. */
const REHEARSAL =
  'SIMULATED (do not send): this mail was made in a rehearsal in the sandbox account of this computer. There is no such report, and nothing that the vendor could connect.';

/** The facts as the vendor asks for them, in its words and order; the file goes with them. */
export function handOffFields(facts: HandOffFacts): { label: string; value: string }[] {
  return [
    { label: 'AWS account number of MSP', value: facts.mspAccountId },
    { label: "Account ID of the customer's management account", value: facts.managementAccountId },
    { label: 'CUR bucket name', value: facts.bucket },
    { label: 'Stack name', value: facts.stackName },
    { label: 'Prefix', value: facts.prefix },
    { label: "The customer's Spot OrgIDs", value: facts.spotOrgIds },
  ];
}

/** The hand-off mail: to the account representative, without one to support. */
export function handOffText(facts: HandOffFacts, settings: TicketSettings): HandOffText {
  const fields = handOffFields(facts).map(({ label, value }) => `${label}: ${value}`);
  const parts = [
    facts.simulated ? REHEARSAL : '',
    fillTemplate(settings.greeting, settings),
    `We are connecting the AWS accounts of our customer ${facts.customerName}. The crawler file (crawler-cfn.yml) of the Cost and Usage Report is attached. Please send us the link for the Cost and Usage Extractor.`,
    fields.join('\n'),
    differences(facts),
    fillTemplate(settings.signOff, settings),
  ];
  const to = [settings.representativeEmail.trim() || settings.supportEmail.trim()].filter((address) => address !== '');
  const cc = settings.cc.split(',').map((address) => address.trim());
  return {
    to,
    cc: cc.filter((address) => address !== ''),
    subject: `${facts.simulated ? 'SIMULATED (do not send): ' : ''}CUR crawler file of the management account ${facts.managementAccountId} (Spot Organization ID ${facts.spotOrgIds})`,
    body: parts.filter((part) => part !== '').join('\n\n'),
  };
}

/** What the vendor has to know where the names are not those of its documents. */
function differences({ bucket, report }: HandOffFacts): string {
  const parts = [
    ...(bucket === DOCUMENTED
      ? []
      : [
          `The bucket is named ${bucket}: a bucket name exists once in the world, and ${DOCUMENTED} was not to be had.`,
        ]),
    ...(report === DOCUMENTED ? [] : [`The report is named ${report}, not ${DOCUMENTED}.`]),
  ];
  return parts.length === 0 ? '' : `Please note where the names differ from your documents. ${parts.join(' ')}`;
}
