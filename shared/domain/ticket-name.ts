/** Why a name can't stand in a line of a ticket; null when it can. */
export type TicketNameFault = 'line-break' | 'separator' | 'colon' | null;

/**
 * Whether the line format `<Subset Name> : <Billing Workflow Name>` can carry a name (docs/procedure.md: 'Tickets and mails').
 * `line-break` and `separator` (a colon that stands free, so that the line falls into more parts) can't be carried;
 * `colon` is one within a word, which a person reads rightly and a program may not.
 */
export function ticketNameFault(name: string): TicketNameFault {
  if (/[\r\n\v\f\u0085\u2028\u2029]/u.test(name)) return 'line-break';
  if (/(^|\s):|:(\s|$)/u.test(name)) return 'separator';
  return name.includes(':') ? 'colon' : null;
}
