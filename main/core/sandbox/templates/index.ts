import type { World } from '../world.ts';

/** Not written yet: helper B replaces this file. */
export function seedVendorBucket(_world: World): void {}
export function vendorLink(accountId: string): string {
  return accountId;
}
export function accessRoleLink(accountId: string): string {
  return accountId;
}
