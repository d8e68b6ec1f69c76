import type { ReactElement } from 'react';
import { MpasPage } from '../features/mpas/page.tsx';
import type { MpaListStore } from '../features/mpas/store.ts';
import { AppLayout, TopNavigation } from '../ui/kit.ts';

/** The shell: the product's name above, the one page below. */
export function App({ mpas, onRetry }: { mpas: MpaListStore; onRetry: () => void }): ReactElement {
  return (
    <>
      <div id="top">
        <TopNavigation identity={{ href: '#', title: 'Enrollment Desk' }} />
      </div>
      <AppLayout
        headerSelector="#top"
        navigationHide
        toolsHide
        contentType="table"
        content={<MpasPage store={mpas} onRetry={onRetry} />}
        ariaLabels={{ navigation: 'Pages', notifications: 'Notices' }}
      />
    </>
  );
}
