import type { ComponentChildren, JSX } from 'preact';

/** From Tabler Icons (MIT); drawn here, because a page's policy may allow no other place for them. */
const icon = (paths: ComponentChildren) => (): JSX.Element => (
  <svg
    aria-hidden="true"
    class="icon"
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="2"
    stroke-linecap="round"
    stroke-linejoin="round"
  >
    {paths}
  </svg>
);

export const ChatIcon = icon(
  <path d="M3 20l1.3 -3.9c-2.324 -3.437 -1.426 -7.872 2.1 -10.374c3.526 -2.501 8.59 -2.296 11.845 .48c3.255 2.777 3.695 7.266 1.029 10.501c-2.666 3.235 -7.615 4.215 -11.574 2.293l-4.7 1" />,
);
export const CloseIcon = icon(<path d="M18 6l-12 12M6 6l12 12" />);
export const SendIcon = icon(<path d="M12 5l0 14M18 11l-6 -6M6 11l6 -6" />);
export const DownIcon = icon(<path d="M12 5l0 14M18 13l-6 6M6 13l6 6" />);
export const ClipIcon = icon(<path d="M15 7l-6.5 6.5a1.5 1.5 0 0 0 3 3l6.5 -6.5a3 3 0 0 0 -6 -6l-6.5 6.5a4.5 4.5 0 0 0 9 9l6.5 -6.5" />);
export const FileIcon = icon(<path d="M14 3v4a1 1 0 0 0 1 1h4M17 21h-10a2 2 0 0 1 -2 -2v-14a2 2 0 0 1 2 -2h7l5 5v11a2 2 0 0 1 -2 2z" />);
export const AgainIcon = icon(<path d="M20 11a8.1 8.1 0 0 0 -15.5 -2m-.5 -4v4h4M4 13a8.1 8.1 0 0 0 15.5 2m.5 4v-4h-4" />);
export const CheckIcon = icon(<path d="M5 12l5 5l10 -10" />);
export const ChecksIcon = icon(<path d="M7 12l5 5l10 -10M2 12l5 5m5 -5l5 -5" />);
export const ClockIcon = icon(<path d="M12 12m-9 0a9 9 0 1 0 18 0a9 9 0 1 0 -18 0M12 7v5l3 3" />);
export const AlertIcon = icon(<path d="M12 12m-9 0a9 9 0 1 0 18 0a9 9 0 1 0 -18 0M12 8v4M12 16h.01" />);
