let context: AudioContext | undefined;

/** Two soft tones. A browser that wants a gesture first stays silent. */
export function ping(): void {
  context ??= new AudioContext();
  const start = context.currentTime;
  for (const [index, frequency] of [660, 880].entries()) {
    const tone = context.createOscillator();
    const loudness = context.createGain();
    const at = start + index * 0.11;
    tone.frequency.value = frequency;
    loudness.gain.setValueAtTime(0, at);
    loudness.gain.linearRampToValueAtTime(0.06, at + 0.015);
    loudness.gain.exponentialRampToValueAtTime(0.0005, at + 0.22);
    tone.connect(loudness).connect(context.destination);
    tone.start(at);
    tone.stop(at + 0.25);
  }
}
