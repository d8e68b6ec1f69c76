import { describe, expect, it } from 'vitest';
import { accountId } from './account-id.ts';
import { sheetFileName, sheetHeaders } from './sheets.ts';

describe('the five spreadsheets', () => {
  it('have the headers of the vendor, letter for letter and in order', () => {
    expect(sheetHeaders(1)).toEqual(['Account Name', 'AWS Account Email', 'AWS Account ID', 'Subset Name']);
    expect(sheetHeaders(2)).toEqual([
      'Account Name',
      'AWS Account Email',
      'AWS Account ID',
      'Subset Name',
      'Billing Workflow Name',
    ]);
    expect(sheetHeaders(3)).toEqual([
      'Account Name',
      'AWS Account Email',
      'AWS Account ID',
      'Spot Console Email',
      'Spot Org ID',
      'Subset Name',
      'Billing Workflow Name',
    ]);
    expect(sheetHeaders(4)).toEqual(['Subset Name', 'Billing Workflow Name']);
    expect(sheetHeaders(5)).toEqual(['Spot Console email', 'Spot Org ID', 'Subset Name', 'Billing Workflow Name']);
  });

  it('have short ASCII file names that tell the payer account', () => {
    expect(sheetFileName(3, accountId('099999999999'), 'xlsx')).toBe(
      'sheet3-end-customers-by-account-099999999999.xlsx',
    );
  });
});
