import type { ReactElement } from 'react';
import { Button, SpaceBetween } from '../kit.ts';
import type { Command } from './sheet-state.ts';
import { WORDS } from './words.ts';

/** For those who use a mouse: what else only keys do. Never disabled, so that the focus is not lost; the status line answers. */
export function Tools({ run }: { run: (command: Command) => void }): ReactElement {
  return (
    <div className="sheet-tools">
      <SpaceBetween direction="horizontal" size="xs">
        <Button iconName="undo" onClick={() => run({ do: 'undo' })}>
          {WORDS.undo}
        </Button>
        <Button iconName="redo" onClick={() => run({ do: 'redo' })}>
          {WORDS.redo}
        </Button>
        <Button iconName="angle-down" onClick={() => run({ do: 'fill-down' })}>
          {WORDS.fillDown}
        </Button>
      </SpaceBetween>
    </div>
  );
}
