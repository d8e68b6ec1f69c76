import { Fragment } from 'react';
import type { ReactElement } from 'react';
import { Link } from './kit.ts';

/** A part of a text that leads somewhere. */
export interface LinkedPart {
  readonly text: string;
  readonly href: string | null;
}

/** A text with links in it. @param parts as renderer/session/action-words.ts makes them of a text of the core */
export function Said({ parts }: { parts: readonly (string | LinkedPart)[] }): ReactElement {
  return (
    <>
      {parts.map((part, index) => (
        // The parts of a text have no names but their places.
        <Fragment key={index}>{typeof part === 'string' ? part : <Linked {...part} />}</Fragment>
      ))}
    </>
  );
}

function Linked({ text, href }: LinkedPart): ReactElement {
  return href === null ? <>{text}</> : <Link href={href}>{text}</Link>;
}
