import type { AccountId } from '../../../shared/domain/account-id.ts';
import { AppError } from '../../../shared/domain/app-error.ts';
import { FAULTS } from './faults/catalogue.ts';
import { makeState } from './faults/state-faults.ts';
import { accessKeyOf, secretOf } from './http/credentials.ts';
import { isDelivered } from './services/cur.ts';
import { accessRoleLink, seedVendorBucket, vendorLink } from './templates/index.ts';
import { newWorldState } from './world-file.ts';
import type { FaultSetting, FileWorld } from './world-file.ts';

const MOST_ADVANCE_MS = 3653 * 86_400_000;

/** What is in the sandbox, for a person. */
export interface SandboxStatus {
  /** ISO 8601 UTC, on its own clock. */
  now: string;
  /** How far the clock is ahead, in milliseconds. */
  advanced: number;
  accounts: {
    id: AccountId;
    /** The link to the extractor stack, once the vendor has what it needs; else null. */
    vendorLink: string | null;
    /** The link to the access role stack, which the vendor's console offers at any time. */
    accessRoleLink: string;
  }[];
  faults: FaultSetting[];
  /** How many calls of clients there were, by service:operation. */
  calls: Record<string, number>;
  /** What was made, in order. */
  created: string[];
}

/** What can be done with a sandbox, whether it listens or lies in its folder. */
export class SandboxModel {
  readonly world: FileWorld;

  constructor(world: FileWorld) {
    this.world = world;
    seedVendorBucket(world);
    world.save();
  }

  status(): SandboxStatus {
    const { world } = this;
    world.catchUp();
    const { offset, faults, calls, created } = world.state;
    return {
      now: new Date(world.now()).toISOString(),
      advanced: offset,
      accounts: world.accounts.map((id) => ({
        id,
        vendorLink: isDelivered(world, id) ? vendorLink(id) : null,
        accessRoleLink: accessRoleLink(id),
      })),
      faults: faults.filter(({ uses }) => uses !== 0),
      calls,
      created,
    };
  }

  /** Simulates more payer accounts, with nothing in them yet; those that there are stay as they are. */
  addAccounts(accounts: readonly AccountId[]): void {
    const { state } = this.world;
    for (const account of accounts) if (!state.accounts.includes(account)) state.accounts.push(account);
    seedVendorBucket(this.world);
    this.world.save();
  }

  /** Moves its clock forward. @returns what happened meanwhile, in sentences. @throws AppError INVALID_INPUT. */
  advance(milliseconds: number): string[] {
    if (!(milliseconds >= 0 && milliseconds <= MOST_ADVANCE_MS)) {
      throw new AppError('INVALID_INPUT', "The sandbox's clock goes forward only, and ten years at most at once.", {
        field: 'milliseconds',
        value: milliseconds,
      });
    }
    const { world } = this;
    const before = new Set(world.accounts.filter((id) => isDelivered(world, id)));
    world.advance(milliseconds);
    world.save();
    const delivered = world.accounts.filter((id) => isDelivered(world, id) && !before.has(id));
    return delivered.flatMap((id) => [
      `The first report of ${id} was delivered, with crawler-cfn.yml.`,
      `The vendor's link for ${id} has come: ${vendorLink(id)}`,
    ]);
  }

  /** Switches a fault on. @throws AppError INVALID_INPUT where there is no such fault. */
  setFault(fault: {
    key: string;
    accountId?: AccountId | null;
    uses?: number | null;
    operation?: string | null;
  }): void {
    const { key, accountId = null, uses = null, operation = null } = fault;
    if (!Object.hasOwn(FAULTS, key)) {
      throw new AppError(
        'INVALID_INPUT',
        `The sandbox has no fault ${key}. It has: ${Object.keys(FAULTS).join(', ')}.`,
        {
          field: 'key',
          value: key,
        },
      );
    }
    const { faults } = this.world.state;
    const others = faults.filter(
      (each) => each.key !== key || each.accountId !== accountId || each.operation !== operation,
    );
    this.world.state.faults = [...others, { key, accountId, uses, operation }];
    for (const id of accountId === null ? this.world.accounts : [accountId]) makeState(this.world, key, id);
    this.world.save();
  }

  /** Switches a fault off, or all of them. What a fault has put there stays. */
  clearFault(key: string | null): void {
    const { state } = this.world;
    state.faults = key === null ? [] : state.faults.filter((each) => each.key !== key);
    this.world.save();
  }

  /** Empties it: the accounts stay, with nothing in them. */
  reset(): void {
    const { accounts, members } = this.world.state;
    // Clients that were pointed at it go on.
    const { key } = this.world;
    this.world.state = { ...newWorldState(accounts, members), key };
    seedVendorBucket(this.world);
    this.world.save();
  }

  /** The secret of the operator's access key in an account. */
  secretOf(account: AccountId): string {
    return secretOf(account, this.world.key);
  }

  /** What points any AWS client at it. */
  environmentOf(account: AccountId, url: string): Record<string, string> {
    return {
      AWS_ENDPOINT_URL: url,
      AWS_ACCESS_KEY_ID: accessKeyOf(account),
      AWS_SECRET_ACCESS_KEY: this.secretOf(account),
      AWS_REGION: 'us-east-1',
      AWS_DEFAULT_REGION: 'us-east-1',
    };
  }
}
