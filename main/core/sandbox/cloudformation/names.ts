import { createHash } from 'node:crypto';

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcdefghijklmnopqrstuvwxyz';
const RANDOM = 12;

/** CloudFormation's rule for stack names (API reference, CreateStack). */
export const STACK_NAME = /^[A-Za-z][-A-Za-z0-9]{0,127}$/;

/**
 * A physical name as CloudFormation makes it: `SpotEcoStack-AWSCURInitializer-l3ZQ8Yb0c1Kq`. Stack and logical ID are shortened
 * where it would be too long. The same for the same stack and resource.
 */
export function physicalName(stack: { id: string; name: string }, logicalId: string, length: number): string {
  const hash = createHash('sha256').update(`${stack.id}/${logicalId}`).digest();
  const random = Array.from({ length: RANDOM }, (_unused, index) => DIGITS[(hash[index] ?? 0) % DIGITS.length]).join(
    '',
  );
  const room = length - RANDOM - 2;
  const half = Math.floor(room / 2);
  const first = stack.name.slice(0, Math.max(half, room - logicalId.length));
  return `${first}-${logicalId.slice(0, room - first.length)}-${random}`;
}
