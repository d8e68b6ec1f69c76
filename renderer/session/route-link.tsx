import type { ReactElement, ReactNode } from 'react';
import { Link } from '../ui/kit.ts';
import { formatRoute } from './route.ts';
import type { Route } from './route.ts';

/** A link to another place in the app: a real one, that screen readers list as such and that shows where it leads. */
export function RouteLink({ to, label, children }: { to: Route; label?: string; children: ReactNode }): ReactElement {
  return (
    <Link href={formatRoute(to)} {...(label === undefined ? {} : { ariaLabel: label })}>
      {children}
    </Link>
  );
}
