import { useState } from 'react';
import type { DragEvent, ReactElement, ReactNode } from 'react';
import type { LargeFiles } from '../../host.ts';
import { useSession } from '../../session/session.ts';

/** A part of the page on which files and folders can be dropped. */
export function DropArea({
  onDrop,
  children,
}: {
  onDrop: (given: Promise<LargeFiles>) => void;
  children: ReactNode;
}): ReactElement {
  const { host } = useSession();
  const [over, setOver] = useState(false);
  const hasFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer.types.includes('Files');
  return (
    <div
      className={over ? 'drop-area over' : 'drop-area'}
      onDragOver={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
        setOver(true);
      }}
      onDragLeave={({ currentTarget, relatedTarget }) => {
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setOver(false);
      }}
      onDrop={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(false);
        // The files are there during the event alone.
        onDrop(host.droppedLargeFiles(event.dataTransfer));
      }}
    >
      {children}
    </div>
  );
}
