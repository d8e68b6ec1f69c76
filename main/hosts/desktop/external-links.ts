/** The hosts that a link of ours may lead to, in the person's own browser. */
const HOSTS: readonly RegExp[] = [
  /^([a-z0-9-]+\.)?console\.aws\.amazon\.com$/,
  /^docs\.aws\.amazon\.com$/,
  /^console\.spotinst\.com$/,
  /^docs\.spot\.io$/,
];

/** Whether an address may be opened outside: https, a host of the list, no user name and no port. */
export function isSafeExternalUrl(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password, port } = new URL(address);
  const plain = protocol === 'https:' && username === '' && password === '' && port === '';
  return plain && HOSTS.some((host) => host.test(hostname));
}

/** Opens a safe address outside; gives whether it was one. The only place that calls openExternal. */
export function openSafeExternal(address: string, openExternal: (address: string) => Promise<void>): boolean {
  if (!isSafeExternalUrl(address)) return false;
  void openExternal(address);
  return true;
}
