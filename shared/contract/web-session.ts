/** How a page in a browser is let in by the web host, as both sides name it. All are POSTs. */
export const SESSION_PATHS = {
  /** Hands in the token of the launch address, once: `authorization: Launch …`; gives the session's secret. */
  open: '/session/open',
  /** `?nonce=…`: shows by `proofText` that the host knows the secret, before a page sends it. */
  prove: '/session/prove',
  /** Somebody is using a page; what the idle time is counted from. */
  seen: '/session/seen',
  /** Ends the session for all pages. */
  end: '/session/end',
} as const;

/** What stands in front of the token in the fragment of a launch address. */
export const LAUNCH_MARK = '#launch=';

/** What `authorization` says of each call. */
export function bearer(secret: string): string {
  return `Bearer ${secret}`;
}

/** What `authorization` says when a launch token is handed in. */
export function launchCredential(token: string): string {
  return `Launch ${token}`;
}

/** The text whose HMAC (SHA-256, by the secret, base64url) is the host's proof: bound to one address, so that nobody can pass it on. */
export function proofText(origin: string, nonce: string): string {
  return `enrollment-desk ${origin} ${nonce}`;
}
