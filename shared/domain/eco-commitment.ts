/** A reservation's or Savings Plan's ARN, its ID alone (a UUID), or the name that AWS gives a reservation: 'ri-2026-10-05-08-00-00-123'. */
const COMMITMENT =
  /^(?:arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:\d{12}:\S+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|ri-[\w-]+)$/iu;

/** Whether a text can be what a reservation or a Savings Plan is known by. */
export function isCommitment(text: string): boolean {
  return COMMITMENT.test(text);
}

/** The part of an ARN that its ID is. */
function idOf(arn: string): string {
  return (arn.split(/[:/]/u).at(-1) ?? '').toLowerCase();
}

/** Looks up which commitments a list has. @param list ARNs and IDs, as the list has them */
export function commitmentsIn(list: readonly string[]): {
  /** @param arn of a commitment in the lines */
  has(arn: string): boolean;
  /** Those of the list that are none of these. */
  without(arns: readonly string[]): string[];
} {
  const listed = new Set(list.map((entry) => entry.toLowerCase()));
  return {
    has: (arn) => listed.has(arn.toLowerCase()) || listed.has(idOf(arn)),
    without: (arns) => {
      const there = new Set(arns.flatMap((arn) => [arn.toLowerCase(), idOf(arn)]));
      return list.filter((entry) => !there.has(entry.toLowerCase()));
    },
  };
}
