import type { ReactElement } from 'react';
import { Pagination } from './kit.ts';

/** Which page of rows is shown, and the ways to the others. */
export interface NumberedPages {
  /** From 0. */
  readonly index: number;
  /** Where each page that was passed begins. */
  readonly cursors: readonly unknown[];
  readonly hasNext: boolean;
  readonly go: (index: number) => void;
}

/** What the pages are called, for screen readers. */
export interface PageLabels {
  readonly all: string;
  readonly next: string;
  readonly previous: string;
  /** @param number from 1 */
  readonly page: (number: number) => string;
}

/** Whether there is another page than the one that is shown. */
export function hasPages({ cursors, hasNext }: Pick<NumberedPages, 'cursors' | 'hasNext'>): boolean {
  return cursors.length > 1 || hasNext;
}

/** From one page of rows to the next, and back; nothing where there is but one. */
export function PageNumbers({ pages, labels }: { pages: NumberedPages; labels: PageLabels }): ReactElement | null {
  const { index, cursors, hasNext, go } = pages;
  if (!hasPages(pages)) return null;
  return (
    <Pagination
      currentPageIndex={index + 1}
      pagesCount={cursors.length}
      openEnd={hasNext && index + 1 === cursors.length}
      onChange={({ detail }) => go(detail.currentPageIndex - 1)}
      ariaLabels={{
        paginationLabel: labels.all,
        nextPageLabel: labels.next,
        previousPageLabel: labels.previous,
        pageLabel: labels.page,
      }}
    />
  );
}
