/**
 * A soft note for a new message. Browsers allow sound only after the shopper has touched the frame; before that it
 * stays silent.
 */
export function playChime(): void {
  if (navigator.userActivation && !navigator.userActivation.hasBeenActive) return;
  try {
    const context = new AudioContext();
    const tone = context.createOscillator();
    const loudness = context.createGain();
    tone.frequency.value = 880;
    loudness.gain.value = 0.06;
    loudness.gain.exponentialRampToValueAtTime(0.0005, context.currentTime + 0.4);
    tone.connect(loudness).connect(context.destination);
    tone.start();
    tone.stop(context.currentTime + 0.4);
    tone.onended = () => void context.close();
  } catch {
    // no sound device
  }
}
