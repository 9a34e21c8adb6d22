export interface Device {
  readonly browser: string | undefined;
  readonly system: string | undefined;
  readonly mobile: boolean;
}

/** First match wins: browsers name one another, the most particular name is the true one. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/Edg(?:A|iOS)?\//u, 'Edge'],
  [/OPR\/|Opera/u, 'Opera'],
  [/SamsungBrowser/u, 'Samsung Internet'],
  [/Vivaldi/u, 'Vivaldi'],
  [/Firefox|FxiOS/u, 'Firefox'],
  [/Chrome|CriOS|Chromium/u, 'Chrome'],
  [/Safari/u, 'Safari'],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/iPhone/u, 'iPhone'],
  [/iPad/u, 'iPad'],
  [/Android/u, 'Android'],
  [/CrOS/u, 'ChromeOS'],
  [/Windows/u, 'Windows'],
  [/Mac OS X|Macintosh/u, 'Mac'],
  [/Linux|X11/u, 'Linux'],
];

/** A browser and a device as people call them. */
export function readUserAgent(userAgent: string): Device {
  return {
    browser: BROWSERS.find(([sign]) => sign.test(userAgent))?.[1],
    system: SYSTEMS.find(([sign]) => sign.test(userAgent))?.[1],
    mobile: /Mobile|iPhone|Android/u.test(userAgent),
  };
}
