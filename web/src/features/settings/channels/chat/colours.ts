/** White is readable on each of them. */
export const COLOURS = ['#2f5d9b', '#0b6e4f', '#8a3b6b', '#b3402a', '#5b4b9a', '#33383f'] as const;
