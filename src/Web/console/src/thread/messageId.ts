/** A version-7 id as the server writes ids: 32 hex digits, in the order they were made. Made here, so that a repeated send is the same message. */
export function newMessageId(now: number = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(now / 2 ** (8 * (5 - i))) % 256;
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  return Array.from(bytes, byte => byte.toString(16).padStart(2, "0")).join("");
}
