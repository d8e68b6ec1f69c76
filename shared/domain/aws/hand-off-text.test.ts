import { describe, expect, it } from 'vitest';
import { DEFAULT_TICKET_SETTINGS } from '../ticket-settings.ts';
import { handOffText } from './hand-off-text.ts';

const SETTINGS = {
  ...DEFAULT_TICKET_SETTINGS,
  representativeName: 'Robin',
  representativeEmail: 'robin@vendor.example',
  supportEmail: 'support@vendor.example',
  cc: 'team@msp.example, lead@msp.example',
  senderName: 'Sam',
  company: 'Example MSP',
};

const FACTS = {
  customerName: 'Contoso',
  mspAccountId: '098700005432',
  managementAccountId: '011122223333',
  bucket: 'spotinst-cur-report-011122223333',
  stackName: 'SpotEcoStack',
  prefix: 'spotinst_eco',
  report: 'spotinst-cur-report',
  spotOrgIds: '606000000001',
  simulated: false,
};

describe('the hand-off mail', () => {
  it('has every field that the vendor asks for, in its words, and says where names differ', () => {
    expect(handOffText(FACTS, SETTINGS)).toEqual({
      to: ['robin@vendor.example'],
      cc: ['team@msp.example', 'lead@msp.example'],
      subject: 'CUR crawler file of the management account 011122223333 (Spot Organization ID 606000000001)',
      body: `Hello Robin,

We are connecting the AWS accounts of our customer Contoso. The crawler file (crawler-cfn.yml) of the Cost and Usage Report is attached. Please send us the link for the Cost and Usage Extractor.

AWS account number of MSP: 098700005432
Account ID of the customer's management account: 011122223333
CUR bucket name: spotinst-cur-report-011122223333
Stack name: SpotEcoStack
Prefix: spotinst_eco
The customer's Spot OrgIDs: 606000000001

Please note where the names differ from your documents. The bucket is named spotinst-cur-report-011122223333: a bucket name exists once in the world, and spotinst-cur-report was not to be had.

Best regards
Sam
Example MSP`,
    });
  });

  it('goes to support where there is no representative, and says nothing of names that are the documented ones', () => {
    const settings = { ...SETTINGS, representativeEmail: '' };
    const { to, body } = handOffText({ ...FACTS, bucket: 'spotinst-cur-report' }, settings);
    expect(to).toEqual(['support@vendor.example']);
    expect(body).not.toContain('differ');
  });

  it('has no recipient where none is set', () => {
    expect(handOffText(FACTS, DEFAULT_TICKET_SETTINGS).to).toEqual([]);
  });

  it('begins with the word of a rehearsal, subject and body', () => {
    const { subject, body } = handOffText({ ...FACTS, simulated: true }, SETTINGS);
    expect(subject).toBe(
      'SIMULATED (do not send): CUR crawler file of the management account 011122223333 (Spot Organization ID 606000000001)',
    );
    expect(body.startsWith('SIMULATED (do not send): this mail was made in a rehearsal')).toBe(true);
    expect(body).toContain('\n\nHello Robin,\n\n');
  });

  it('says that the report has another name', () => {
    const { body } = handOffText({ ...FACTS, bucket: 'spotinst-cur-report', report: 'eco' }, SETTINGS);
    expect(body).toContain('The report is named eco, not spotinst-cur-report.');
  });
});
