import type { ReactNode } from 'react';

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
