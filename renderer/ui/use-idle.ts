import { useEffect, useState } from 'react';

/** Whether the page has had nothing to do since this was first shown: for what can wait until then. */
export function useIdle(): boolean {
  const [isIdle, setIdle] = useState(false);
  useEffect(() => {
    const asked = requestIdleCallback(() => setIdle(true), { timeout: 2000 });
    return () => cancelIdleCallback(asked);
  }, []);
  return isIdle;
}
