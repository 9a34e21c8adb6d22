import { lazy, type ReactNode, Suspense, useState } from 'react';

const Frame = lazy(async () => ({ default: (await import('./side-sheet-frame.tsx')).SideSheetFrame }));

export interface SideSheetProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly label: string;
  readonly position?: 'left' | 'right';
  /** Pixels. */
  readonly size: number;
  /** False when what it holds says itself what it is. */
  readonly withTitle?: boolean;
  readonly children: ReactNode;
}

/** What has no room beside the page, slid in from its edge. Its code comes when the first one opens. */
export function SideSheet(props: SideSheetProps) {
  const [wanted, setWanted] = useState(props.opened);
  if (props.opened && !wanted) setWanted(true);
  return <Suspense>{wanted ? <Frame {...props} /> : null}</Suspense>;
}
