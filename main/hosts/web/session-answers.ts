import { launchCredential, SESSION_PATHS } from '../../../shared/contract/web-session.ts';
import { SECURITY_HEADERS } from '../bundle/security-headers.ts';
import { plain } from '../bundle/serve-bundle.ts';
import type { LaunchTokens } from './launch-tokens.ts';
import { NOT_SIGNED_IN } from './request-guard.ts';
import type { WebSession } from './web-session.ts';

/** A request about the session that the guard has let pass. */
export interface SessionRequest {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly nonce: string | null;
}

/** Answers what a page asks about the session. @param origin the host's own address */
export function answerSession(
  { path, authorization, nonce }: SessionRequest,
  { session, tokens, origin }: { session: WebSession; tokens: LaunchTokens; origin: string },
): Response {
  switch (path) {
    case SESSION_PATHS.open: {
      const start = launchCredential('');
      const token = authorization?.startsWith(start) === true ? authorization.slice(start.length) : '';
      if (!tokens.spend(token))
        return plain(
          401,
          'This address was used before, or is older than a minute. Start Enrollment Desk again for a new one.',
        );
      return json({ secret: session.open() });
    }
    case SESSION_PATHS.prove: {
      if (nonce === null || !/^[\w-]{22,64}$/u.test(nonce)) return plain(400, 'That is no nonce.');
      const proof = session.prove(origin, nonce);
      return proof === null ? plain(401, NOT_SIGNED_IN) : json({ proof });
    }
    case SESSION_PATHS.seen:
      session.seen();
      return json({});
    case SESSION_PATHS.end:
      session.end();
      return json({});
    default:
      return plain(404, 'There is nothing of that name about the session.');
  }
}

function json(body: object): Response {
  return new Response(JSON.stringify(body), {
    headers: { ...SECURITY_HEADERS, 'content-type': 'application/json', 'cache-control': 'no-store' },
  });
}
