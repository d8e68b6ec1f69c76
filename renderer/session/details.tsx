import { useEffect, useRef } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

/** The panel beside a list that shows what is chosen in it, so that the list stays in view. */
interface DetailsState {
  /** What the panel is about; null while it is closed. */
  readonly title: string | null;
  readonly onClose: () => void;
  /** Where its content goes; the shell puts it here. */
  readonly target: HTMLElement | null;
}

/** The one panel of the page. */
export const details = createStore<DetailsState>(() => ({ title: null, onClose: () => undefined, target: null }));

/** Shows its children in the panel for as long as it is rendered. */
export function Details({
  title,
  onClose,
  children,
}: {
  title: string;
  onClose: () => void;
  children: ReactNode;
}): ReactElement | null {
  const target = useStore(details, (state) => state.target);
  // The latest one is called, but a new one is nothing to show anew.
  const latest = useRef(onClose);
  useEffect(() => {
    latest.current = onClose;
  }, [onClose]);
  useEffect(() => {
    details.setState({ title, onClose: () => latest.current() });
    return () => details.setState({ title: null, onClose: () => undefined });
  }, [title]);
  return target === null ? null : createPortal(children, target);
}
