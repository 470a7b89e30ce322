let context: AudioContext | undefined;

/** Browsers allow sound only after a gesture: the first one anywhere in the page opens the audio device. */
export function allowSoundAfterGesture(): void {
  const open = (): void => {
    context ??= new AudioContext();
    void context.resume().catch(() => undefined);
  };
  window.addEventListener('pointerdown', open, { once: true });
  window.addEventListener('keydown', open, { once: true });
}

/** Two short soft tones (A5, D6), 0.35 s in all. Silent when the browser has not allowed sound yet. */
export function chime(): void {
  if (context === undefined || context.state !== 'running') return;
  playTone(context, 880, 0);
  playTone(context, 1174.66, 0.12);
}

function playTone(audio: AudioContext, frequency: number, delay: number): void {
  const start = audio.currentTime + delay;
  const oscillator = audio.createOscillator();
  const gain = audio.createGain();
  oscillator.type = 'sine';
  oscillator.frequency.value = frequency;
  gain.gain.setValueAtTime(0, start);
  gain.gain.linearRampToValueAtTime(0.12, start + 0.02);
  gain.gain.exponentialRampToValueAtTime(0.001, start + 0.22);
  oscillator.connect(gain).connect(audio.destination);
  oscillator.start(start);
  oscillator.stop(start + 0.24);
}
