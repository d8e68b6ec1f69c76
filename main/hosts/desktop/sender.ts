import { isOwnUrl } from './app-url.ts';
import type { PageOrigin } from './app-url.ts';

/** What is known of who sent a message to the main process; of Electron's WebFrameMain. */
export interface Sender {
  readonly url: string;
  /** Null of a page's outermost frame. */
  readonly parent: unknown;
}

/**
 * Whether a message comes from our own page, in the window's own outermost frame.
 * @param sender null when the frame was gone before the message was looked at
 * @see Electron's security guide, item 17
 */
export function isTrustedSender(
  sender: Sender | null,
  senderId: number,
  expected: { readonly page: PageOrigin; readonly windowId: number | undefined },
): boolean {
  const { page, windowId } = expected;
  return sender !== null && sender.parent === null && isOwnUrl(sender.url, page) && senderId === windowId;
}
