// GSM 03.38: a text in this alphabet takes 160 characters in one segment, 153 in each of several; any other letter halves that.
const basic =
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
const extended = "^{}\\[~]|€\f";

export interface SegmentCount {
  readonly segments: number;
  /** Characters that still fit into the last one. */
  readonly left: number;
  /** A letter outside the short alphabet made every segment smaller. */
  readonly wide: boolean;
}

export function segmentsOf(text: string): SegmentCount {
  const wide = [...text].some(c => !basic.includes(c) && !extended.includes(c));
  const length = wide ? text.length : [...text].reduce((sum, c) => sum + (extended.includes(c) ? 2 : 1), 0);
  const [single, each] = wide ? [70, 67] : [160, 153];
  if (length <= single) return { segments: length === 0 ? 0 : 1, left: single - length, wide };
  const segments = Math.ceil(length / each);
  return { segments, left: segments * each - length, wide };
}
