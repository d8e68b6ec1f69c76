/**
 * What the page may do: load its own scripts, styles, fonts and pictures, talk to its own host, nothing else. Sent as a
 * header by the desktop protocol and by the web host alike. @see Electron's security guide, item 7; Cloudscape's fonts are
 * data: URLs, hence font-src.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

/**
 * Where the page may connect to at all, for browsers that know it (Chromium): to its own host, and by links to AWS and the vendor. It holds
 * for what no policy of contents knows: WebRTC, names asked of DNS beforehand, leaving the page. Of the web host alone: the desktop app
 * closes these ways itself. @see https://wicg.github.io/connection-allowlists/
 */
export const CONNECTION_ALLOWLIST = [
  '(response-origin',
  '"https://console.aws.amazon.com"',
  '"https://*.console.aws.amazon.com"',
  '"https://docs.aws.amazon.com"',
  '"https://console.spotinst.com"',
  '"https://docs.spot.io");redirects=allow;webrtc=block',
].join(' ');

/** The headers of every response of every host. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};
