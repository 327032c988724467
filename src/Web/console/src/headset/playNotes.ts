const notes = [523, 659];
const seconds = 1.6;

/** Two soft notes on a speaker, the way a call would be heard on it. */
export async function playNotes(speaker: string | null): Promise<void> {
  const context = new AudioContext();
  const out = context.createMediaStreamDestination();
  notes.forEach((pitch, i) => {
    const begin = context.currentTime + 0.05 + i * 0.5;
    const tone = context.createOscillator();
    const gain = context.createGain();
    tone.frequency.value = pitch;
    gain.gain.setValueAtTime(0.0001, begin);
    gain.gain.exponentialRampToValueAtTime(0.25, begin + 0.04);
    gain.gain.exponentialRampToValueAtTime(0.0001, begin + 0.9);
    tone.connect(gain).connect(out);
    tone.start(begin);
    tone.stop(begin + 1);
  });
  const player = new Audio();
  player.srcObject = out.stream;
  if (speaker && "setSinkId" in player) await player.setSinkId(speaker).catch(() => undefined);
  await player.play();
  setTimeout(() => {
    player.srcObject = null;
    void context.close();
  }, seconds * 1000);
}
