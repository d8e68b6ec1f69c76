import { useEffect, useRef } from 'react';
import type { MpaSummary } from '../../../shared/contract/mpas.ts';
import type { Notices } from '../../session/notices.ts';
import { mpaRoute, parseRoute } from '../../session/route.ts';
import { useSession } from '../../session/session.ts';
import { leftWords, WORDS } from './words.ts';

/** What was told last, to be closed when one is back. */
const TOLD = new WeakMap<Notices, number>();

/** Who goes to another page with changes that are not applied is told so, with the way back. @param changed how many accounts; 0 tells nothing */
export function useLeftNotice(mpa: MpaSummary, changed: number): void {
  const { notices, go } = useSession();
  const latest = useRef({ mpa, changed });
  useEffect(() => {
    latest.current = { mpa, changed };
  });
  useEffect(() => {
    const told = TOLD.get(notices);
    if (told !== undefined) notices.close(told);
    return () => {
      const left = latest.current;
      const here = parseRoute(window.location.hash);
      // Only another page is a way off; the same one may just be drawn anew.
      if (left.changed === 0 || (here?.page === 'accounts' && here.mpaId === left.mpa.id)) return;
      const id = notices.show({
        kind: 'warning',
        text: leftWords(left.changed, left.mpa.name),
        action: {
          text: WORDS.backToSheet,
          run: () => {
            notices.close(id);
            go(mpaRoute(left.mpa.id, 'accounts'));
          },
        },
      });
      TOLD.set(notices, id);
    };
  }, [notices, go]);
}
