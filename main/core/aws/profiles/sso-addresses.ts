import { HttpRequest } from '@smithy/core/protocols';
import type { NodeHttpHandler } from '@smithy/node-http-handler';
import { AwsHandler, isJsonObject } from '../session/aws-handler.ts';
import type { Around } from '../session/aws-handler.ts';

/** Addresses of IAM Identity Center that settings give; null for AWS's own. */
export interface SsoAddresses {
  /** Of the portal, from which credentials of a role are got. */
  sso: string | null;
  /** Of the sign-in, at which tokens are renewed. */
  'sso-oidc': string | null;
}

/**
 * Sends what credentials are got with, and remembers how the last request failed: of a token that could not be renewed the SDK says only
 * that it has expired.
 * Sends what goes to IAM Identity Center to the addresses that settings give. The SDK makes its clients for that itself, portal and
 * sign-in alike by one configuration, so that no address can be given to one of them; none of their requests is signed over its host.
 */
export class SsoAddressHandler extends AwsHandler {
  readonly #addresses: SsoAddresses;
  /** Why the last request had no answer of AWS; null where it had one. */
  failure: unknown = null;

  constructor(addresses: SsoAddresses, around: Around = {}) {
    super({}, around);
    this.#addresses = addresses;
  }

  override async handle(
    ...[request, options]: Parameters<NodeHttpHandler['handle']>
  ): ReturnType<NodeHttpHandler['handle']> {
    const address = this.#addressOf(request.hostname);
    try {
      const handled = await super.handle(address === null ? request : readdressed(request, new URL(address)), options);
      this.failure = null;
      return handled;
    } catch (error) {
      this.failure = error;
      throw error;
    }
  }

  /** IAM Identity Center answers in JSON, and the SDK looks whether it has what is needed. */
  protected override isAnswer(status: number, body: Buffer): boolean {
    return super.isAnswer(status, body) || isJsonObject(body);
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
