/** Whether `mod` is the Command key here. */
export const IS_MAC = /Mac|iPhone|iPad/.test(navigator.platform);
