import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import { failureDetails } from '../session/failure.ts';
import type { Notice } from '../session/notices.ts';
import { useSession } from '../session/session.ts';
import { CopyButton } from '../ui/copy.tsx';
import { Button, Flashbar } from '../ui/kit.ts';
import { inLinks } from '../session/action-words.ts';
import { Said } from '../ui/said.tsx';

/** The notices at the top of the page. */
export function NoticesBar(): ReactElement {
  const { notices } = useSession();
  const { notices: all } = useStore(notices.store);
  return (
    <Flashbar
      stackItems
      items={all.map((notice) => ({
        id: String(notice.id),
        type: notice.kind,
        content: <Said parts={inLinks(notice.said ?? notice.text)} />,
        ariaRole: notice.kind === 'error' ? 'alert' : 'status',
        dismissible: true,
        dismissLabel: 'Close the notice',
        onDismiss: () => notices.close(notice.id),
        action: actionOf(notice),
      }))}
    />
  );
}

function actionOf({ action, failure }: Notice): ReactElement | undefined {
  if (action) return <Button onClick={() => action.run()}>{action.text}</Button>;
  if (failure) return <CopyButton text={failureDetails(failure)} what="the details" label="Copy details" />;
  return undefined;
}
