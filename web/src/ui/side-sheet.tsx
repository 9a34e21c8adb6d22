import { lazy, Suspense, useState } from 'react';
import type { SideSheetProps } from './side-sheet-props.ts';

const Frame = lazy(async () => ({ default: (await import('./side-sheet-frame.tsx')).SideSheetFrame }));

/** What has no room beside the page, slid in from its edge. Its code comes when the first one opens. */
export function SideSheet(props: SideSheetProps) {
  const [wanted, setWanted] = useState(props.opened);
  if (props.opened && !wanted) setWanted(true);
  return <Suspense>{wanted ? <Frame {...props} /> : null}</Suspense>;
}
