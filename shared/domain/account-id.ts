/** An AWS account ID: exactly 12 ASCII digits, as text. Leading zeros are part of it (AWS, 'View AWS account identifiers'). */
export type AccountId = string & { readonly __accountId: unique symbol };

const TWELVE_DIGITS = /^[0-9]{12}$/;

/** Whether a text is a well-formed account ID, as it stands: no trimming, no repair. */
export function isAccountId(text: string): text is AccountId {
  return TWELVE_DIGITS.test(text);
}

/**
 * Takes a text that must already be an account ID.
 * @throws RangeError when it is not 12 digits; repair belongs to the import, not here.
 */
export function accountId(text: string): AccountId {
  if (!isAccountId(text)) throw new RangeError(`not an account ID of 12 digits: ${JSON.stringify(text)}`);
  return text;
}
