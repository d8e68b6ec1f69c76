const MARK = /^\(\d+\) /u;

/** A page's title with the count in front: '(3) Overview · Enrollment Desk'. */
export function titleWithBadge(title: string, count: number): string {
  const bare = title.replace(MARK, '');
  return count > 0 ? `(${count}) ${bare}` : bare;
}

/** Keeps a count in front of the page's title, whatever the title becomes. @returns sets the count */
export function badgeInTitle(page: Window): (count: number) => void {
  const { document } = page;
  let count = 0;
  const show = (): void => {
    const title = titleWithBadge(document.title, count);
    if (title !== document.title) document.title = title;
  };
  new MutationObserver(show).observe(document.head, { childList: true, subtree: true, characterData: true });
  return (next) => {
    count = next;
    show();
  };
}
