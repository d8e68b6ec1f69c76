import type { ReactElement, ReactNode } from 'react';
import { Link } from './kit.ts';

/**
 * A link to what a row tells more of beside its list. A click shows it without a step back to here; as the link that it is,
 * it can be copied, and opened in a window of its own.
 */
export function ShowLink(props: {
  /** Where it is shown, as `formatRoute` writes it. */
  readonly href: string;
  readonly onShow: () => void;
  /** Where the text does not say enough for screen readers. */
  readonly ariaLabel?: string;
  readonly children: ReactNode;
}): ReactElement {
  const { href, onShow, ariaLabel, children } = props;
  return (
    <Link
      href={href}
      onFollow={(event) => {
        event.preventDefault();
        onShow();
      }}
      {...(ariaLabel === undefined ? {} : { ariaLabel })}
    >
      {children}
    </Link>
  );
}
