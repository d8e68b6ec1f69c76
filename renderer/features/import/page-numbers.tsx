import type { ReactElement } from 'react';
import { Pagination } from '../../ui/kit.ts';
import type { ShownRows } from '../../ui/rows-table.tsx';

/** From one window of rows to the next, and back. */
export function PageNumbers<Row>({ pages }: { pages: ShownRows<Row> }): ReactElement | null {
  const { index, cursors, hasNext } = pages;
  if (cursors.length <= 1 && !hasNext) return null;
  return (
    <Pagination
      currentPageIndex={index + 1}
      pagesCount={cursors.length}
      openEnd={hasNext && index + 1 === cursors.length}
      onChange={({ detail }) => pages.go(detail.currentPageIndex - 1)}
      ariaLabels={{
        paginationLabel: 'Windows of 50 rows',
        nextPageLabel: 'Next rows',
        previousPageLabel: 'Previous rows',
        pageLabel: (number) => `Rows, part ${number}`,
      }}
    />
  );
}
