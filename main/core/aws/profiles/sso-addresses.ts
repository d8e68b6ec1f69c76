import { HttpRequest } from '@smithy/core/protocols';
import { NodeHttpHandler } from '@smithy/node-http-handler';

/** Addresses of IAM Identity Center that settings give; null for AWS's own. */
export interface SsoAddresses {
  /** Of the portal, from which credentials of a role are got. */
  sso: string | null;
  /** Of the sign-in, at which tokens are renewed. */
  'sso-oidc': string | null;
}

/**
 * Sends what goes to IAM Identity Center to the addresses that settings give. The SDK makes its clients for that itself, portal and
 * sign-in alike by one configuration, so that no address can be given to one of them; none of their requests is signed over its host.
 */
export class SsoAddressHandler extends NodeHttpHandler {
  readonly #addresses: SsoAddresses;

  constructor(addresses: SsoAddresses) {
    super();
    this.#addresses = addresses;
  }

  override handle(...[request, options]: Parameters<NodeHttpHandler['handle']>): ReturnType<NodeHttpHandler['handle']> {
    const address = this.#addressOf(request.hostname);
    return super.handle(address === null ? request : readdressed(request, new URL(address)), options);
  }

  /** The hosts of AWS's endpoint rules: portal.sso.REGION and oidc.REGION. */
  #addressOf(hostname: string): string | null {
    if (hostname.startsWith('portal.sso')) return this.#addresses.sso;
    return hostname.startsWith('oidc') ? this.#addresses['sso-oidc'] : null;
  }
}

function readdressed(request: HttpRequest, { protocol, hostname, port, host, pathname }: URL): HttpRequest {
  const moved = HttpRequest.clone(request);
  moved.protocol = protocol;
  moved.hostname = hostname;
  if (port === '') delete moved.port;
  else moved.port = Number(port);
  moved.path = `${pathname.replace(/\/$/u, '')}${request.path}`;
  if ('host' in moved.headers) moved.headers['host'] = host;
  return moved;
}
